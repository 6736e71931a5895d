import { isA, type Element, type Services } from '../diagram/types';

/** What can be mended by one press of a button. Each is one step of undo. */
export type Repair = 'remove' | 'append-end' | 'merge-before' | 'join-before' | 'split-after';

const command = 'sop.repair';
const gap = 60;

const insertion = 'sop.insert';

/** Puts a new step into the way that leads on, and makes room for it. */
export class InsertHandler {
  static $inject = ['injector'];

  constructor(private readonly services: Services) {}

  preExecute({ way, shape }: { way: Element; shape: Element }): void {
    const [from, to] = [way.waypoints![0], way.waypoints!.at(-1)!];
    const target = way.businessObject.targetRef.id;
    const next: Element = this.services.get('elementRegistry').get(target);
    if (to.x - from.x < shape.width + 2 * gap) moveRight(this.services, next, next.x, shape.width + gap);
    const place = { x: from.x + gap + shape.width / 2, y: from.y };
    this.services.get('modeling').createShape(shape, place, way);
  }
}

/** Mends a drawing in the ways that the problems list offers. */
export class RepairHandler {
  static $inject = ['injector'];

  constructor(private readonly services: Services) {}

  preExecute({ element, repair }: { element: Element; repair: Repair }): void {
    if (repair === 'remove') this.services.get('modeling').removeElements([element]);
    else if (repair === 'append-end') this.append(element, 'bpmn:EndEvent');
    else if (repair === 'split-after') this.gateAfter(element);
    else this.gateBefore(element, repair === 'merge-before' ? 'bpmn:ExclusiveGateway' : 'bpmn:ParallelGateway');
  }

  private append(element: Element, type: string): Element {
    const shape = this.services.get('elementFactory').createShape({ type });
    return this.services.get('autoPlace').append(element, shape);
  }

  /** All ways in meet in a gateway; one way leads on from there. */
  private gateBefore(element: Element, type: string): void {
    const modeling = this.services.get('modeling');
    const ways = flows(element.incoming);
    this.makeRoom(element, element.x);
    const gate = this.gate(type, element.x - gap, element);
    for (const way of ways) modeling.reconnectEnd(way, gate, middle(gate));
    modeling.connect(gate, element);
  }

  /** One way leads to a gateway; all ways out leave from there at once. */
  private gateAfter(element: Element): void {
    const modeling = this.services.get('modeling');
    const ways = flows(element.outgoing);
    this.makeRoom(element, element.x + element.width + 1);
    const gate = this.gate('bpmn:ParallelGateway', element.x + element.width + gap, element);
    for (const way of ways) modeling.reconnectStart(way, gate, middle(gate));
    modeling.connect(element, gate);
  }

  private gate(type: string, x: number, beside: Element): Element {
    const shape = this.services.get('elementFactory').createShape({ type });
    const y = beside.y + beside.height / 2;
    return this.services.get('modeling').createShape(shape, { x, y }, beside.parent);
  }

  private makeRoom(element: Element, from: number): void {
    moveRight(this.services, element, from, 2 * gap);
  }
}

export function registerRepairs(commandStack: any): object {
  commandStack.registerHandler(command, RepairHandler);
  commandStack.registerHandler(insertion, InsertHandler);
  return {
    do: (element: Element, repair: Repair) => commandStack.execute(command, { element, repair }),
    insert: (way: Element, shape: Element) => commandStack.execute(insertion, { way, shape }),
  };
}
registerRepairs.$inject = ['commandStack'];

/** Everything beside the element from there on, as the space tool does. */
function moveRight(services: Services, element: Element, from: number, by: number): void {
  const beside = (element.parent?.children ?? []).filter(each => !each.waypoints && !each.labelTarget && each.x >= from);
  services.get('modeling').moveElements(beside, { x: by, y: 0 });
}

function flows(connections: Element[] | undefined): Element[] {
  return (connections ?? []).filter(each => isA(each, 'bpmn:SequenceFlow'));
}

function middle(shape: Element): { x: number; y: number } {
  return { x: shape.x + shape.width / 2, y: shape.y + shape.height / 2 };
}
