import { isA, type Element, type Point, type Services } from '../diagram/types';
import type { Choice } from './choices';

const startInside = { x: 40, y: 82 };
const step = 20;
const margin = 10;

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
      this.follow(source, shapes[0]);
    } else {
      const place = this.middle(shapes[0]);
      this.services.get('modeling').createElements(shapes, place, this.containerAt(place));
      this.services.get('selection').select(shapes[0]);
    }
  }

  /** Between the step and the next one where one way leads on; else as a further way. */
  private follow(source: Element, shape: Element): void {
    const ways = (source.outgoing ?? []).filter(each => isA(each, 'bpmn:SequenceFlow'));
    const isAmid = ways.length === 1 && !isA(source, 'bpmn:Gateway') && !isA(shape, 'bpmn:EndEvent');
    if (isAmid) this.services.get('repairs').insert(ways[0], shape);
    else this.services.get('autoPlace').append(source, shape);
    this.services.get('selection').select(shape);
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

  /** In the agencies' pool, where there is one. */
  private containerAt(place: Point): Element {
    const pools: Element[] = this.services.get('elementRegistry').filter((each: Element) => isA(each, 'bpmn:Participant'));
    return pools.find(pool => overlaps(pool, place, 0, 0)) ?? pools[0] ?? this.services.get('canvas').getRootElement();
  }

  /** In the middle of what is seen, or below it where something lies there already. */
  private middle({ width, height }: Element): Point {
    const view = this.services.get('canvas').viewbox();
    const place = { x: Math.round(view.x + view.width / 2), y: Math.round(view.y + view.height / 2) };
    const others: Element[] = this.services.get('elementRegistry')
      .filter((each: Element) => !each.waypoints && !each.labelTarget && each.parent && !isAgency(each));
    while (others.some(other => overlaps(other, place, width, height))) place.y += step;
    return place;
  }
}

function isAgency(element: Element): boolean {
  return isA(element, 'bpmn:Participant') || isA(element, 'bpmn:Lane');
}

function overlaps(other: Element, place: Point, width: number, height: number): boolean {
  return Math.abs(other.x + other.width / 2 - place.x) < (other.width + width) / 2 + margin
    && Math.abs(other.y + other.height / 2 - place.y) < (other.height + height) / 2 + margin;
}
