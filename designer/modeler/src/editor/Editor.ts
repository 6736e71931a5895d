import Modeler from 'bpmn-js/lib/Modeler';
import gridModule from 'diagram-js-grid';
import minimapModule from 'diagram-js-minimap';
import sop from '../../sop.moddle.json';
import { ServerClock, type Units } from '../diagram/clock';
import { readText, tell, toBytes, type Incoming, type Owner } from '../diagram/exchange';
import { oncePerFrame } from '../diagram/frame';
import { canvasColours, canvasOverlays, canvasText, KindRenderer } from '../diagram/KindRenderer';
import { Texts, type Labels } from '../diagram/labels';
import { ProblemLayer, type Problem } from '../diagram/ProblemLayer';
import { TokenLayer, type Mark } from '../diagram/TokenLayer';
import type { Element } from '../diagram/types';
import { bringIntoView, openingView, reveal, show, wholeView, type Room } from '../diagram/view';
import { PatchHandler, type Patch } from './patch';
import { registerRepairs, type Repair } from './Repairs';
import { SopPalette } from './SopPalette';
import { listElements, summarize } from './summary';

export interface EditorOptions { labels: Labels; units: Units }

const patchCommand = 'sop.patch';
const margin = 16;
const roomForMinimap = 700;

/** The editor as .NET sees it. It owns the model while editing; whatever may grow beyond a message leaves as bytes. */
export class Editor {
  private readonly modeler: any;
  private readonly problems: ProblemLayer;
  private readonly tokens: TokenLayer;
  private readonly changes = oncePerFrame(() => this.report());
  private revision = 0;

  constructor(host: HTMLElement, options: EditorOptions, private readonly owner: Owner) {
    const texts = new Texts(options.labels);
    this.modeler = new Modeler({
      container: host,
      moddleExtensions: { sop },
      bpmnRenderer: canvasColours,
      textRenderer: canvasText,
      overlays: canvasOverlays,
      additionalModules: [gridModule, minimapModule, {
        __init__: ['kindRenderer', 'sopPalette', 'patches', 'repairs'],
        kindRenderer: ['type', KindRenderer],
        sopPalette: ['type', SopPalette],
        texts: ['value', texts],
        translate: ['value', texts.translate],
        patches: ['factory', registerPatches],
        repairs: ['factory', registerRepairs],
      }],
    } as any);
    this.problems = new ProblemLayer(this.modeler, element => this.select(element));
    this.tokens = new TokenLayer(this.modeler, new ServerClock(), options.units);
    this.modeler.on('commandStack.changed', () => { this.revision++; this.changes.ask(); });
    this.modeler.on('selection.changed', () => this.changes.ask());
  }

  /** Opens a procedure where it begins, large enough to read; answers what the reader remarked. */
  async load(source: Incoming | string): Promise<string[]> {
    const { warnings } = await this.modeler.importXML(await readText(source));
    this.revision = 0;
    const fits = show(this.modeler, openingView(this.modeler, this.room()));
    if (!fits && this.modeler.get('canvas').getContainer().clientWidth > roomForMinimap)
      this.modeler.get('minimap').open();
    return warnings.slice(0, 20).map((warning: { message: string }) => warning.message);
  }

  async save(): Promise<Uint8Array> {
    const { xml } = await this.modeler.saveXML({ format: true });
    return toBytes(xml);
  }

  select(element: string | null): void {
    const shape = element && this.modeler.get('elementRegistry').get(element);
    this.modeler.get('selection').select(shape || null);
    if (shape) bringIntoView(this.modeler, shape, this.room());
  }

  /** Everything a form shows of an element; without an id, of the procedure itself. */
  summary(element: string | null): Uint8Array {
    const found: Element | undefined = element
      ? this.modeler.get('elementRegistry').get(element)
      : this.modeler.get('canvas').getRootElement();
    return toBytes(found ? summarize(found) : {});
  }

  elements(): Uint8Array {
    return toBytes(listElements(this.modeler.get('elementRegistry').getAll()));
  }

  apply(element: string, patch: Patch): boolean {
    const found = this.modeler.get('elementRegistry').get(element);
    if (found) this.modeler.get('commandStack').execute(patchCommand, { element: found, patch });
    return !!found;
  }

  /** Mends what the problems list offers to mend; false when the element is not there any more. */
  repair(element: string, repair: Repair): boolean {
    const found = this.modeler.get('elementRegistry').get(element);
    if (found) this.modeler.get('repairs').do(found, repair);
    return !!found;
  }

  showProblems(problems: Problem[]): void {
    this.problems.show(problems);
  }

  showTokens(marks: Mark[]): void {
    this.tokens.show(marks);
  }

  /** Brings an element into view, and the line of text about it beside the drawing. */
  follow(element: string, line: string | null): void {
    const shape = this.modeler.get('elementRegistry').get(element);
    if (shape) bringIntoView(this.modeler, shape, this.room());
    reveal(line);
  }

  /** Puts the person into the first of these fields that the page has, once it is drawn. */
  enter(fields: string[]): void {
    requestAnimationFrame(() => {
      const field = fields.map(id => document.getElementById(id)).find(found => found);
      field?.scrollIntoView({ block: 'center' });
      field?.focus({ preventScroll: true });
    });
  }

  undo(): void {
    this.modeler.get('commandStack').undo();
  }

  redo(): void {
    this.modeler.get('commandStack').redo();
  }

  zoom(to: 'fit' | 'in' | 'out'): void {
    const canvas = this.modeler.get('canvas');
    if (to === 'fit') show(this.modeler, wholeView(this.modeler, this.room()));
    else canvas.zoom(canvas.zoom() * (to === 'in' ? 1.25 : 0.8));
  }

  dispose(): void {
    this.changes.cancel();
    this.tokens.clear();
    this.modeler.destroy();
  }

  /** Beside the palette, not under it. */
  private room(): Room {
    const container: HTMLElement = this.modeler.get('canvas').getContainer();
    const palette = container.querySelector('.djs-palette')?.getBoundingClientRect().width ?? 0;
    return {
      left: palette + 2 * margin, top: margin,
      right: container.clientWidth - margin, bottom: container.clientHeight - margin,
    };
  }

  private report(): void {
    const stack = this.modeler.get('commandStack');
    tell(this.owner, 'EditorChanged', {
      selected: this.modeler.get('selection').get().slice(0, 50).map((element: Element) => element.businessObject.id),
      revision: this.revision,
      canUndo: stack.canUndo(),
      canRedo: stack.canRedo(),
    });
  }
}

function registerPatches(commandStack: any): object {
  commandStack.registerHandler(patchCommand, PatchHandler);
  return {};
}
registerPatches.$inject = ['commandStack'];
