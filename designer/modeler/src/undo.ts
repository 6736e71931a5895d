// A page with steps of its own (data-steps) takes them back by the usual keys. While a field holds what the page has not
// heard yet, its own letters are taken back first; after that a browser's undo would show there what is not in the work.
// What is written in a field that is no part of the work (data-own-steps) is always the field's own.

const known = new WeakMap<Element, string>();
const unheard = new WeakSet<Element>();

type Field = HTMLInputElement | HTMLTextAreaElement;

export type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** Which step the keys ask for. */
export function stepOf(keys: Keys): 'undo' | 'redo' | undefined {
  if (keys.altKey || keys.ctrlKey === keys.metaKey) return undefined;
  const key = keys.key.toLowerCase();
  if (key === 'z') return keys.shiftKey ? 'redo' : 'undo';
  return key === 'y' && !keys.shiftKey ? 'redo' : undefined;
}

function fieldOf(event: Event): Field | undefined {
  const field = event.target;
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field : undefined;
}

export function watchSteps(): void {
  const hear = (event: Event): void => {
    const field = fieldOf(event);
    if (!field) return;
    known.set(field, field.value);
    unheard.delete(field);
  };
  document.addEventListener('focusin', hear, true);
  document.addEventListener('change', hear, true);
  document.addEventListener('input', event => {
    const field = fieldOf(event);
    if (!field || field.type === 'range') return;
    if (known.get(field) === field.value) unheard.delete(field);
    else unheard.add(field);
  }, true);
  document.addEventListener('keydown', event => {
    const step = stepOf(event);
    const steps = document.querySelector('[data-steps]');
    if (!step || !steps) return;
    const field = fieldOf(event);
    if (field && (unheard.has(field) || field.closest('[data-own-steps], [data-steps]') !== steps)) return;
    event.preventDefault();
    steps.querySelector<HTMLButtonElement>(`[data-act=${step}]`)?.click();
  });
}
