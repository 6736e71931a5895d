import type { Moddle } from './types';

/**
 * Gives each element the name that its procedure has for it in a language; what has none keeps its own. Only for a
 * diagram that is looked at: what is edited keeps the names of its file.
 */
export function nameIn(language: string, elements: Moddle[]): void {
  for (const element of elements) {
    const name = textsOf(element).find(text => text.lang === language && (text.for ?? 'name') === 'name')?.body;
    if (name) element.name = name;
  }
}

function textsOf(element: Moddle): Moddle[] {
  const values: Moddle[] = element.extensionElements?.values ?? [];
  return values.filter(value => value.$type === 'sop:Text');
}
