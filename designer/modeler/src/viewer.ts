import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import sop from '../sop.moddle.json';
import { ServerClock, type Units } from './diagram/clock';
import { readText, tell, type Incoming, type Owner } from './diagram/exchange';
import { canvasColours, canvasOverlays, canvasText, KindRenderer } from './diagram/KindRenderer';
import { Texts, type Labels } from './diagram/labels';
import { ProblemLayer, type Problem } from './diagram/ProblemLayer';
import { loadStylesheet } from './diagram/stylesheet';
import { TokenLayer, type Mark } from './diagram/TokenLayer';
import type { Element } from './diagram/types';

export interface ViewerOptions { labels: Labels; units: Units }

/** A diagram to look at: tokens and clocks move over it, clicking tells the owner which element was meant. */
class Viewer {
  private readonly viewer: any;
  private readonly clock = new ServerClock();
  private readonly tokens: TokenLayer;
  private readonly problems: ProblemLayer;

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
    this.tokens = new TokenLayer(this.viewer, this.clock, options.units);
    this.problems = new ProblemLayer(this.viewer, choose);
    this.viewer.on('element.click', ({ element }: { element: Element }) => choose(element.businessObject.id!));
  }

  async load(source: Incoming | string): Promise<void> {
    await this.viewer.importXML(await readText(source));
    this.zoom('fit');
  }

  /** Tokens as of the server's instant; the clocks run on from there by themselves. */
  showTokens(marks: Mark[], serverNow: number): void {
    this.clock.set(serverNow);
    this.tokens.show(marks);
  }

  showProblems(problems: Problem[]): void {
    this.problems.show(problems);
  }

  zoom(to: 'fit' | 'in' | 'out'): void {
    const canvas = this.viewer.get('canvas');
    if (to === 'fit') canvas.zoom('fit-viewport', 'auto');
    else canvas.zoom(canvas.zoom() * (to === 'in' ? 1.25 : 0.8));
  }

  dispose(): void {
    this.tokens.clear();
    this.viewer.destroy();
  }
}

export async function create(host: HTMLElement, options: ViewerOptions, owner: Owner | null): Promise<Viewer> {
  await loadStylesheet(new URL('./styles/canvas.css', import.meta.url));
  return new Viewer(host, options, owner);
}
