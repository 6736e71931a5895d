import type { Services } from './types';

export interface Problem { element: string; severity: 'error' | 'warning' | 'hint'; text: string }

const severities = ['error', 'warning', 'hint'] as const;
const layer = 'sop-problems';

/** Shows what the checks found at its element: a badge with the number, an outline, and the words as its title. */
export class ProblemLayer {
  private marked: { element: string; marker: string }[] = [];

  constructor(private readonly services: Services, private readonly choose: (element: string) => void) {}

  show(problems: Problem[]): void {
    this.clear();
    const registry = this.services.get('elementRegistry');
    for (const [element, found] of Map.groupBy(problems, problem => problem.element)) {
      if (registry.get(element)) this.mark(element, found);
    }
  }

  private mark(element: string, found: Problem[]): void {
    const worst = severities.find(severity => found.some(problem => problem.severity === severity)) ?? 'hint';
    const marker = `sop-problem--${worst}`;
    this.services.get('canvas').addMarker(element, marker);
    this.marked.push({ element, marker });
    const html = this.badge(element, worst, found);
    this.services.get('overlays').add(element, layer, { position: { top: -12, right: 14 }, html });
  }

  private badge(element: string, worst: string, found: Problem[]): HTMLElement {
    const badge = document.createElement('button');
    badge.type = 'button';
    badge.className = `sop-badge sop-badge--${worst}`;
    badge.textContent = `${worst === 'hint' ? 'i' : '!'}${found.length > 1 ? ` ${found.length}` : ''}`;
    badge.title = found.map(problem => problem.text).join('\n');
    badge.setAttribute('aria-label', badge.title);
    badge.addEventListener('click', () => this.choose(element));
    return badge;
  }

  private clear(): void {
    const canvas = this.services.get('canvas');
    const registry = this.services.get('elementRegistry');
    this.services.get('overlays').remove({ type: layer });
    for (const { element, marker } of this.marked) if (registry.get(element)) canvas.removeMarker(element, marker);
    this.marked = [];
  }
}
