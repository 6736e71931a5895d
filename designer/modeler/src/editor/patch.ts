import { eventDefinition, isA, type Element, type Moddle } from '../diagram/types';

/**
 * What a form asks to change. What is absent stays; an empty text empties. `extensions` replaces all elements of each type
 * that it names.
 */
export interface Patch {
  name?: string;
  documentation?: string;
  role?: string;
  condition?: string;
  isDefault?: boolean;
  timer?: { kind: 'timeDuration' | 'timeDate' | 'timeCycle'; expression: string };
  reference?: string;
  interrupting?: boolean;
  calledElement?: string;
  extensions?: Record<string, PlainElement[]>;
}

export interface PlainElement { [name: string]: string | boolean | number | null | PlainElement | PlainElement[] }

const definitionsOfReference: Record<string, [property: string, type: string]> = {
  'bpmn:MessageEventDefinition': ['messageRef', 'bpmn:Message'],
  'bpmn:SignalEventDefinition': ['signalRef', 'bpmn:Signal'],
  'bpmn:ErrorEventDefinition': ['errorRef', 'bpmn:Error'],
  'bpmn:EscalationEventDefinition': ['escalationRef', 'bpmn:Escalation'],
};

/** Applies a patch as one command, so one undo takes it back whole. */
export class PatchHandler {
  static $inject = ['modeling', 'bpmnFactory', 'bpmnjs', 'moddle'];

  constructor(
    private readonly modeling: any, private readonly factory: any, private readonly bpmnjs: any,
    private readonly moddle: any) {}

  preExecute({ element, patch }: { element: Element; patch: Patch }): void {
    const semantic = element.businessObject;
    if (patch.name !== undefined) this.rename(element, patch.name || '');
    if (patch.documentation !== undefined) this.document(element, patch.documentation);
    if (patch.role !== undefined) this.give(element, patch.role);
    if (patch.condition !== undefined) this.require(element, patch.condition);
    if (patch.isDefault !== undefined) this.makeDefault(semantic, patch.isDefault);
    if (patch.calledElement !== undefined) this.set(element, { calledElement: patch.calledElement || undefined });
    if (patch.interrupting !== undefined) this.interrupt(element, patch.interrupting);
    if (patch.timer) this.time(element, patch.timer);
    if (patch.reference !== undefined) this.refer(element, patch.reference);
    if (patch.extensions) this.extend(element, patch.extensions);
  }

  private rename(element: Element, name: string): void {
    if (isA(element, 'bpmn:Process') || isA(element, 'bpmn:Collaboration')) this.set(element, { name });
    else this.modeling.updateLabel(element, name);
  }

  private set(element: Element, properties: Record<string, unknown>): void {
    this.modeling.updateProperties(element, properties);
  }

  private document(element: Element, text: string | null): void {
    const documentation = text ? [this.factory.create('bpmn:Documentation', { text })] : [];
    this.set(element, { documentation });
  }

  private give(element: Element, role: string | null): void {
    const others = (element.businessObject.resources ?? []).filter((each: Moddle) => !isA(each, 'bpmn:PotentialOwner'));
    if (!role) return this.set(element, { resources: others });
    const resourceRef = this.root(element, 'bpmn:Resource', role);
    this.set(element, { resources: [...others, this.factory.create('bpmn:PotentialOwner', { resourceRef })] });
  }

  /** On a flow that is the condition to take it, on an event the one that it waits for. */
  private require(element: Element, text: string): void {
    const definition = eventDefinition(element.businessObject);
    if (definition) this.modeling.updateModdleProperties(element, definition, { condition: this.formal(text) });
    else this.set(element, { conditionExpression: this.formal(text) });
  }

  private makeDefault(flow: Moddle, yes: boolean): void {
    const registry = this.bpmnjs.get('elementRegistry');
    const source = registry.get(flow.sourceRef?.id);
    if (source) this.modeling.updateProperties(source, { default: yes ? flow : undefined });
  }

  private interrupt(element: Element, yes: boolean): void {
    this.set(element, isA(element, 'bpmn:BoundaryEvent') ? { cancelActivity: yes } : { isInterrupting: yes });
  }

  private time(element: Element, { kind, expression }: NonNullable<Patch['timer']>): void {
    const definition = eventDefinition(element.businessObject);
    if (!definition || definition.$type !== 'bpmn:TimerEventDefinition') return;
    const none = { timeDuration: undefined, timeDate: undefined, timeCycle: undefined };
    this.modeling.updateModdleProperties(element, definition, { ...none, [kind]: this.formal(expression) });
  }

  private refer(element: Element, name: string | null): void {
    const definition = eventDefinition(element.businessObject);
    const [property, type] = definitionsOfReference[definition?.$type ?? ''] ?? [];
    if (!property) return;
    const target = name ? this.root(element, type, name) : undefined;
    this.modeling.updateModdleProperties(element, definition, { [property]: target });
  }

  /** The root element with this name, made by a command of its own if it is new. */
  private root(element: Element, type: string, name: string): Moddle {
    const definitions: Moddle = this.bpmnjs.getDefinitions();
    const present = definitions.rootElements.find((each: Moddle) => isA(each, type) && (each.name ?? each.id) === name);
    if (present) return present;
    const made = this.factory.create(type, { name });
    made.$parent = definitions;
    this.modeling.updateModdleProperties(element, definitions, { rootElements: [...definitions.rootElements, made] });
    return made;
  }

  private extend(element: Element, extensions: NonNullable<Patch['extensions']>): void {
    const semantic = element.businessObject;
    let holder = semantic.extensionElements;
    if (!holder) {
      holder = this.factory.create('bpmn:ExtensionElements', { values: [] });
      holder.$parent = semantic;
      this.modeling.updateModdleProperties(element, semantic, { extensionElements: holder });
    }

    const kept = holder.get('values').filter((each: Moddle) => !(each.$type in extensions));
    const made = Object.entries(extensions)
      .flatMap(([type, items]) => items.map(item => this.create(type, item, holder)));
    this.modeling.updateModdleProperties(element, holder, { values: [...kept, ...made] });
  }

  private create(type: string, item: PlainElement, parent: Moddle): Moddle {
    const made: Moddle = this.moddle.create(type);
    made.$parent = parent;
    for (const property of made.$descriptor.properties) {
      const value = item[property.ns.localName];
      if (value === undefined || value === null || value === '') continue;
      made[property.name] = Array.isArray(value) ? value.map(each => this.create(property.type, each, made))
        : typeof value === 'object' ? this.create(property.type, value, made) : value;
    }
    return made;
  }

  private formal(body: string | null): Moddle | undefined {
    return body ? this.factory.create('bpmn:FormalExpression', { body }) : undefined;
  }
}
