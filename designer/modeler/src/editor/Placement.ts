import { isA, type Element, type Services } from '../diagram/types';
import type { Choice } from './choices';

const startInside = { x: 40, y: 82 };

/** Makes the elements of a choice, and puts them down: by dragging, or by keyboard next to what is selected. */
export class Placement {
  constructor(private readonly services: Services) {}

  drag(event: Event, choice: Choice): void {
    const [first, ...rest] = this.make(choice);
    this.services.get('create').start(event, [first, ...rest], { hints: { autoSelect: [first] } });
  }

  /** After the selected step if there is one, else in the middle of what is seen. */
  put(choice: Choice): void {
    const selected: Element[] = this.services.get('selection').get();
    const source = selected.length === 1 ? selected[0] : undefined;
    const shapes = this.make(choice);

    if (choice.type === 'bpmn:BoundaryEvent') {
      if (source && isA(source, 'bpmn:Activity')) this.attach(shapes[0], source);
      return;
    }

    if (source && isA(source, 'bpmn:FlowNode') && isA(shapes[0], 'bpmn:FlowNode')) {
      this.services.get('autoPlace').append(source, shapes[0]);
    } else {
      const root = this.services.get('canvas').getRootElement();
      this.services.get('modeling').createElements(shapes, this.middle(), root);
      this.services.get('selection').select(shapes[0]);
    }
  }

  private make(choice: Choice): Element[] {
    const factory = this.services.get('elementFactory');
    if (choice.type === 'bpmn:Participant') return [factory.createParticipantShape()];

    const shape: Element = factory.createShape({
      type: choice.type,
      eventDefinitionType: choice.event,
      isExpanded: choice.expanded,
      ...(choice.expanded ? { x: 0, y: 0 } : {}),
      ...choice.properties,
    });
    if (!choice.expanded) return [shape];
    return [shape, factory.createShape({ type: 'bpmn:StartEvent', parent: shape, ...startInside })];
  }

  private attach(shape: Element, host: Element): void {
    const corner = { x: host.x + host.width, y: host.y + host.height };
    this.services.get('modeling').createShape(shape, corner, host, { attach: true });
    this.services.get('selection').select(shape);
  }

  private middle(): { x: number; y: number } {
    const view = this.services.get('canvas').viewbox();
    return { x: Math.round(view.x + view.width / 2), y: Math.round(view.y + view.height / 2) };
  }
}
