/** Texts in the person's language, by key; bpmn-js's own texts are keyed `modeler.bpmnjs.` and their English. */
export type Labels = Record<string, string>;

const fromBpmnJs = 'modeler.bpmnjs.';

export class Texts {
  constructor(private readonly labels: Labels) {}

  get(key: string, values: Record<string, string | number> = {}): string {
    return fill(this.labels[key] ?? key, values);
  }

  /** The translate service of bpmn-js. */
  readonly translate = (template: string, values: Record<string, string | number> = {}): string =>
    fill(this.labels[fromBpmnJs + template] ?? template, values);
}

function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{([^}]+)\}/g, (placeholder, name) => String(values[name] ?? placeholder));
}
