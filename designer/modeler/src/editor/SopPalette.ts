import type { Texts } from '../diagram/labels';
import type { Services } from '../diagram/types';
import { palette, type Choice, type PaletteItem } from './choices';
import { Placement } from './Placement';

const menu = 'sop-choices';
const afterTheStandardPalette = 500;

/** Replaces the standard palette by the steps of a procedure. Every entry works by mouse and by keyboard. */
export class SopPalette {
  static $inject = ['injector', 'palette', 'popupMenu', 'eventBus', 'texts'];

  private readonly placement: Placement;
  private byKeyboard = false;

  constructor(
    services: Services, paletteService: any, private readonly popupMenu: any, eventBus: any,
    private readonly texts: Texts) {
    this.placement = new Placement(services);
    paletteService.registerProvider(afterTheStandardPalette, this);
    popupMenu.registerProvider(menu, this);
    eventBus.on('palette.create', ({ container }: { container: HTMLElement }) => this.listen(container));
  }

  getPaletteEntries(): (standard: Record<string, any>) => Record<string, any> {
    return standard => {
      const tools = Object.entries(standard).filter(([, entry]) => entry.group === 'tools');
      return { ...Object.fromEntries(palette.map(item => [`sop.${item.id}`, this.entry(item)])),
        'sop.separator': { group: 'steps', separator: true }, ...Object.fromEntries(tools) };
    };
  }

  getPopupMenuEntries(item: PaletteItem): Record<string, any> {
    return Object.fromEntries(item.choices.map(choice => [`${item.id}.${choice.id}`, {
      label: this.texts.get(`modeler.choice.${item.id}.${choice.id}`),
      description: this.texts.get(`modeler.choice.${item.id}.${choice.id}.bpmn`),
      className: `bpmn-icon-${choice.icon}`,
      action: (event: Event) => this.place(event, choice),
    }]));
  }

  private entry(item: PaletteItem): Record<string, any> {
    const title = this.texts.get(`modeler.palette.${item.id}`);
    const bpmn = this.texts.get(`modeler.palette.${item.id}.bpmn`);
    return {
      group: 'steps',
      className: `sop-entry--${item.kind}`,
      html: markup(item.icon, title, bpmn),
      action: {
        dragstart: (event: Event) => this.placement.drag(event, item.choices[0]),
        click: (event: Event) => item.choices.length === 1 ? this.place(event, item.choices[0]) : this.ask(event, item),
      },
    };
  }

  private place(event: Event, choice: Choice): void {
    this.popupMenu.close();
    if (this.byKeyboard || event instanceof KeyboardEvent) this.placement.put(choice);
    else this.placement.drag(event, choice);
  }

  private ask(event: any, item: PaletteItem): void {
    const entry = (event.target as HTMLElement).closest('.entry')!.getBoundingClientRect();
    this.popupMenu.open(item, menu, { x: entry.right + 8, y: entry.top, cursor: { x: event.x, y: event.y } }, {
      title: this.texts.get(`modeler.palette.${item.id}`), width: 320,
    });
  }

  /** Entries are made by diagram-js without a tab stop; here they get one, and Enter and Space do what a click does. */
  private listen(container: HTMLElement): void {
    container.setAttribute('role', 'toolbar');
    container.setAttribute('aria-orientation', 'vertical');
    container.setAttribute('aria-label', this.texts.get('modeler.palette'));
    new MutationObserver(() => {
      for (const entry of container.querySelectorAll<HTMLElement>('.entry')) {
        entry.tabIndex = 0;
        entry.setAttribute('role', 'button');
      }
    }).observe(container, { childList: true, subtree: true });

    container.addEventListener('keydown', event => {
      const entry = (event.target as HTMLElement).closest<HTMLElement>('.entry');
      if (!entry || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      event.stopPropagation();
      this.byKeyboard = true;
      entry.click();
    });
    container.addEventListener('pointerdown', () => { this.byKeyboard = false; }, true);
  }
}

function markup(icon: string, title: string, subtitle: string): string {
  const entry = document.createElement('div');
  entry.className = 'entry sop-entry';
  entry.draggable = true;
  const picture = document.createElement('span');
  picture.className = `sop-entry__icon bpmn-icon-${icon}`;
  picture.setAttribute('aria-hidden', 'true');
  const words = document.createElement('span');
  words.className = 'sop-entry__words';
  const main = document.createElement('b');
  main.textContent = title;
  const sub = document.createElement('small');
  sub.textContent = subtitle;
  words.append(main, sub);
  entry.append(picture, words);
  return entry.outerHTML;
}
