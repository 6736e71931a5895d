import { eventName, kindOf } from '../diagram/kinds';
import { eventDefinition, isA, type Element, type Moddle, type Property } from '../diagram/types';

const isSop = (value: Moddle) => value.$type.startsWith('sop:');
const timerKinds = ['timeDuration', 'timeDate', 'timeCycle'] as const;

/** What a property form needs to know of one element; plain data, so that .NET keeps no graph of its own. */
export function summarize(element: Element): object {
  const semantic = element.businessObject;
  return {
    id: semantic.id,
    type: semantic.$type,
    kind: kindOf(semantic),
    name: nameOf(semantic),
    documentation: (semantic.documentation ?? []).map((each: Moddle) => each.text ?? '').join('\n'),
    role: roleOf(semantic),
    lane: laneOf(element),
    attachedTo: semantic.attachedToRef?.id ?? null,
    interrupting: semantic.cancelActivity ?? semantic.isInterrupting ?? null,
    event: eventOf(semantic),
    condition: semantic.conditionExpression?.body ?? null,
    isDefault: isA(semantic, 'bpmn:SequenceFlow') ? semantic.sourceRef?.default === semantic : null,
    calledElement: semantic.calledElement ?? null,
    branches: isA(semantic, 'bpmn:Gateway') ? (semantic.outgoing ?? []).map(branchOf) : [],
    extensions: (semantic.extensionElements?.values ?? []).filter(isSop).map(plain),
  };
}

/** A short line for every element on the canvas, in document order: enough for lists, search and pickers. */
export function listElements(elements: Element[]): object[] {
  return elements.filter(element => !element.labelTarget).map(({ businessObject, parent }) => ({
    id: businessObject.id, type: businessObject.$type, kind: kindOf(businessObject), name: nameOf(businessObject),
    parent: parent?.businessObject?.id ?? null,
  }));
}

/** A moddle element as plain data: `$type`, its attributes, children and body, references by id. */
export function plain(source: Moddle): Record<string, unknown> {
  const members = source.$descriptor.properties
    .filter(property => !property.isVirtual && source.get(property.name) !== undefined)
    .map(property => [property.ns.localName, valueOf(source, property)]);
  return Object.fromEntries([['$type', source.$type], ...members]);
}

function valueOf(source: Moddle, property: Property): unknown {
  const value = source.get(property.name);
  if (property.isReference) return property.isMany ? ids(value) : value?.id;
  if (property.isMany) return value.map(child);
  return child(value);
}

const child = (value: any) => (value?.$type ? plain(value) : value);

const ids = (elements: Moddle[] | undefined) => (elements ?? []).map(each => each.id);

/** A way out of a gateway: where it leads, and when it is taken. */
function branchOf(flow: Moddle): object {
  return {
    id: flow.id,
    name: flow.name ?? '',
    target: flow.targetRef ? nameOf(flow.targetRef) || flow.targetRef.id : '',
    condition: flow.conditionExpression?.body ?? null,
    isDefault: flow.sourceRef?.default === flow,
  };
}

function nameOf(semantic: Moddle): string {
  return (isA(semantic, 'bpmn:TextAnnotation') ? semantic.text : semantic.name) ?? '';
}

function eventOf(semantic: Moddle): object | null {
  const definition = eventDefinition(semantic);
  if (!definition) return null;
  const timer = timerKinds.find(kind => definition[kind]);
  const target = definition.messageRef ?? definition.signalRef ?? definition.errorRef ?? definition.escalationRef;
  return {
    definition: eventName(semantic),
    timer: timer ?? null,
    expression: timer ? definition[timer].body : definition.condition?.body ?? null,
    reference: target?.name ?? null,
  };
}

export function roleOf(semantic: Moddle): string | null {
  const owner = (semantic.resources ?? []).find((each: Moddle) => isA(each, 'bpmn:PotentialOwner'));
  return owner?.resourceRef?.name ?? owner?.resourceRef?.id ?? null;
}

function laneOf(element: Element): string | null {
  for (let at: Element | undefined = element.host ?? element; at; at = at.parent) {
    const lane = at.businessObject?.lanes?.[0] ?? (isA(at, 'bpmn:Lane') ? at.businessObject : undefined);
    if (lane) return lane.name ?? lane.id;
  }
  return null;
}
