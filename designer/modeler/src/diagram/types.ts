// The few shapes of bpmn-js that this code touches; the library itself ships only partial types.

export interface Moddle {
  $type: string;
  $parent?: Moddle;
  $instanceOf?: (type: string) => boolean;
  $descriptor: { properties: Property[] };
  id?: string;
  name?: string;
  get(name: string): any;
  [key: string]: any;
}

export interface Property {
  name: string;
  ns: { name: string; localName: string };
  type: string;
  isMany?: boolean;
  isReference?: boolean;
  isVirtual?: boolean;
}

export interface Element {
  id: string;
  type: string;
  businessObject: Moddle;
  di?: Moddle;
  parent?: Element;
  host?: Element;
  label?: Element;
  labelTarget?: Element;
  children?: Element[];
  incoming?: Element[];
  outgoing?: Element[];
  waypoints?: Point[];
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Point { x: number; y: number }

/** What bpmn-js calls a service: found by name, known by the few methods used here. */
export interface Services {
  get<T = any>(name: string, strict?: boolean): T;
}

export function isA(element: { businessObject?: Moddle } | Moddle, type: string): boolean {
  const semantic = ('businessObject' in element ? element.businessObject : element) as Moddle | undefined;
  return semantic?.$instanceOf?.(type) ?? false;
}

export function eventDefinition(semantic: Moddle): Moddle | undefined {
  return semantic.eventDefinitions?.[0];
}
