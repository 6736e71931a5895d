import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import sop from '../sop.moddle.json';
import { ServerClock, type Units } from './diagram/clock';
import { readText, tell, type Incoming, type Owner } from './diagram/exchange';
import { canvasColours, canvasOverlays, canvasText, KindRenderer } from './diagram/KindRenderer';
import { Texts, type Labels } from './diagram/labels';
import { nameIn } from './diagram/names';
import { ProblemLayer, type Problem } from './diagram/ProblemLayer';
import { loadStylesheet } from './diagram/stylesheet';
import { TokenLayer, type Mark } from './diagram/TokenLayer';
import type { Element, Moddle } from './diagram/types';
import { bringIntoView, openingView, reveal, show, wholeView, type Room } from './diagram/view';

const margin = 16;
/** Smaller than in the editor: who only looks on wants to see what lies around it too. */
const legible = 0.55;
/** What a person must see first comes first. */
const urgent = ['late', 'fault', 'active', 'waiting'];

export interface ViewerOptions { language: string; labels: Labels; units: Units }

/** A diagram to look at: tokens and clocks move over it, clicking tells the owner which element was meant. */
class Viewer {
  private readonly viewer: any;
  private readonly clock = new ServerClock();
  private readonly tokens: TokenLayer;
  private readonly problems: ProblemLayer;
  private settled = true;
  private live: string | undefined;

  constructor(host: HTMLElement, options: ViewerOptions, owner: Owner | null) {
    const choose = (element: string) => { if (owner) tell(owner, 'ElementChosen', element); };
    this.viewer = new NavigatedViewer({
      container: host,
      moddleExtensions: { sop },
      bpmnRenderer: canvasColours,
      textRenderer: canvasText,
      overlays: canvasOverlays,
      additionalModules: [{
        __init__: ['kindRenderer'],
        kindRenderer: ['type', KindRenderer],
        translate: ['value', new Texts(options.labels).translate],
      }],
    } as any);
    this.viewer.on('import.parse.complete', ({ elementsById }: { elementsById?: Record<string, Moddle> }) =>
      nameIn(options.language, Object.values(elementsById ?? {})));
    this.tokens = new TokenLayer(this.viewer, this.clock, options.units);
    this.problems = new ProblemLayer(this.viewer, choose);
    this.viewer.on('element.click', ({ element }: { element: Element }) => choose(element.businessObject.id!));
  }

  async load(source: Incoming | string): Promise<void> {
    await this.viewer.importXML(await readText(source));
    this.settled = show(this.viewer, openingView(this.viewer, this.room(), legible));
  }

  /** Tokens as of the server's instant; the clocks run on from there by themselves. */
  showTokens(marks: Mark[], serverNow: number): void {
    this.clock.set(serverNow);
    this.tokens.show(marks);
    this.live = urgent.flatMap(state => marks.filter(mark => mark.state === state))[0]?.element;
    this.lookAt(this.live);
  }

  showProblems(problems: Problem[]): void {
    this.problems.show(problems);
    this.lookAt(problems[0]?.element);
  }

  /** Brings an element into view, and the line of text about it beside the drawing. */
  follow(element: string, line: string | null): void {
    const shape = this.viewer.get('elementRegistry').get(element);
    if (shape) bringIntoView(this.viewer, shape, this.room(), legible);
    reveal(line);
  }

  zoom(to: 'fit' | 'now' | 'in' | 'out'): void {
    const canvas = this.viewer.get('canvas');
    if (to === 'now') return this.live ? this.follow(this.live, null) : undefined;
    if (to === 'fit') show(this.viewer, wholeView(this.viewer, this.room()));
    else canvas.zoom(canvas.zoom() * (to === 'in' ? 1.25 : 0.8));
  }

  dispose(): void {
    this.tokens.clear();
    this.viewer.destroy();
  }

  // What happens now is the first thing to be seen; afterwards the person looks where they like.
  private lookAt(element: string | undefined): void {
    if (this.settled || !element || !this.viewer.get('elementRegistry').get(element)) return;
    this.settled = true;
    this.follow(element, null);
  }

  private room(): Room {
    const container: HTMLElement = this.viewer.get('canvas').getContainer();
    return { left: margin, top: margin, right: container.clientWidth - margin, bottom: container.clientHeight - margin };
  }
}

export async function create(host: HTMLElement, options: ViewerOptions, owner: Owner | null): Promise<Viewer> {
  await loadStylesheet(new URL('./styles/canvas.css', import.meta.url));
  return new Viewer(host, options, owner);
}
