import BaseRenderer from 'diagram-js/lib/draw/BaseRenderer';
import { kindOf } from './kinds';
import { isA, type Element, type Moddle } from './types';

const aboveTheStandardRenderer = 1500;

/** What has no kind takes these; all are custom properties, so light and dark need no second drawing. */
export const canvasColours = {
  defaultFillColor: 'var(--canvas-shape)',
  defaultStrokeColor: 'var(--canvas-line)',
  defaultLabelColor: 'var(--canvas-text)',
};

/** Tokens and problems are read from across the room: they do not shrink with the drawing. */
export const canvasOverlays = { defaults: { scale: { min: 0.75, max: 1.25 } } };

/** The page's own font, so that Hindi stands on the canvas as it stands beside it. */
export const canvasText = {
  defaultStyle: { fontFamily: "'Noto Sans', sans-serif", fontSize: 12, lineHeight: 1.25 },
  externalStyle: { fontFamily: "'Noto Sans', sans-serif", fontSize: 11, lineHeight: 1.25 },
};

/** Draws BPMN's own shapes in the colour of their kind. A diagram that brings its own colours keeps them. */
export class KindRenderer extends BaseRenderer {
  static $inject = ['eventBus', 'bpmnRenderer'];

  constructor(eventBus: any, private readonly bpmnRenderer: any) {
    super(eventBus, aboveTheStandardRenderer);
  }

  override canRender(element: any): boolean {
    if (element.labelTarget || hasOwnColour(element.di)) return false;
    return isA(element, 'bpmn:FlowNode') || isA(element, 'bpmn:Participant') || isA(element, 'bpmn:Lane');
  }

  override drawShape(visuals: SVGElement, element: any): SVGElement {
    const kind = kindOf((element as Element).businessObject);
    visuals.classList.add('sop-kind', `sop-kind--${kind}`);
    return this.bpmnRenderer.drawShape(visuals, element, {
      fill: `var(--kind-${kind}-fill)`,
      stroke: `var(--kind-${kind}-line)`,
    });
  }

  override getShapePath(element: any): string {
    return this.bpmnRenderer.getShapePath(element);
  }
}

function hasOwnColour(di: Moddle | undefined): boolean {
  return ['color:background-color', 'color:border-color', 'bioc:fill', 'bioc:stroke'].some(name => di?.get(name));
}
