import { sayRemaining, type ServerClock, type Units } from './clock';
import type { Services } from './types';

/** Where a procedure stands at one element: how many tokens, in what state, and the clock that runs there. */
export interface Mark {
  element: string;
  state: 'active' | 'waiting' | 'late' | 'done' | 'fault' | 'cancelled';
  tokens: number;
  text?: string;
  due?: string;
}

const layer = 'sop-tokens';
const symbols: Record<Mark['state'], string> = {
  active: '', waiting: '', late: '!', done: '✓', fault: '✕', cancelled: '–',
};

/** Draws live tokens and their clocks. State is said by symbol, colour and words, never by colour alone. */
export class TokenLayer {
  private marked: { element: string; marker: string }[] = [];
  private ticking: { shown: Text; due: number }[] = [];
  private timer = 0;

  constructor(
    private readonly services: Services, private readonly clock: ServerClock, private readonly units: Units) {}

  show(marks: Mark[]): void {
    this.clear();
    const registry = this.services.get('elementRegistry');
    for (const mark of marks) if (registry.get(mark.element)) this.draw(mark);
    if (this.ticking.length > 0) {
      this.tick();
      this.timer = window.setInterval(() => this.tick(), 1000);
    }
  }

  clear(): void {
    window.clearInterval(this.timer);
    this.ticking = [];
    const canvas = this.services.get('canvas');
    const registry = this.services.get('elementRegistry');
    this.services.get('overlays').remove({ type: layer });
    for (const { element, marker } of this.marked) if (registry.get(element)) canvas.removeMarker(element, marker);
    this.marked = [];
  }

  private draw(mark: Mark): void {
    const marker = `sop-token--${mark.state}`;
    this.services.get('canvas').addMarker(mark.element, marker);
    this.marked.push({ element: mark.element, marker });

    const badge = document.createElement('div');
    badge.className = `sop-token-badge sop-token-badge--${mark.state}`;
    badge.append(this.disc(mark));
    if (mark.due) badge.append(this.countdown(mark.due));
    if (mark.text) badge.title = mark.text;
    this.services.get('overlays').add(mark.element, layer, { position: { bottom: 12, left: -8 }, html: badge });
  }

  private disc(mark: Mark): HTMLElement {
    const disc = document.createElement('span');
    disc.className = 'sop-token-disc';
    disc.textContent = symbols[mark.state] || String(mark.tokens);
    if (mark.text) disc.setAttribute('aria-label', mark.text);
    return disc;
  }

  private countdown(due: string): HTMLElement {
    const shown = document.createTextNode('');
    const pill = document.createElement('time');
    pill.dateTime = due;
    pill.append(shown);
    this.ticking.push({ shown, due: Date.parse(due) });
    return pill;
  }

  private tick(): void {
    const now = this.clock.now();
    for (const { shown, due } of this.ticking) shown.data = sayRemaining(due - now, this.units);
  }
}
