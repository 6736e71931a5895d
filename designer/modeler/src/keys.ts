// Keys for who has no hand free for the mouse. A dialog lists them; single letters can be turned off there, for whoever
// dictates. They never act while something is being written.

const store = 'samanvay.keys';
const letters = (): boolean => localStorage.getItem(store) !== 'off';
const dialog = (): HTMLDialogElement | null => document.querySelector<HTMLDialogElement>('dialog#keys');
let going = 0;

const isWriting = (target: EventTarget | null): boolean => target instanceof HTMLElement
  && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) || !!target.closest('.djs-container'));

const follow = (selector: string): void => document.querySelector<HTMLElement>(selector)?.click();

function step(by: number): void {
  const all = [...document.querySelectorAll<HTMLElement>('[data-incident]')];
  const chosen = all.findIndex(link => link.getAttribute('aria-current') === 'true');
  all[Math.min(Math.max(chosen + by, 0), all.length - 1)]?.click();
}

const goes: Record<string, string> = {
  l: 'nav a[href="/live"]', w: 'nav a[href="/work"]', b: 'nav a[href="/sla"]', m: 'a[data-unread-from]',
};
const acts: Record<string, () => void> = {
  '?': () => dialog()?.showModal(), n: () => follow('[data-next]'), j: () => step(1), k: () => step(-1),
};

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
  if (!letters() && event.key !== '?' || dialog()?.open) return;
  if (event.key === 'g') going = Date.now();
  else if (Date.now() - going < 1500 && goes[event.key]) follow(goes[event.key]);
  else if (acts[event.key]) acts[event.key]();
  else return;
  event.preventDefault();
});

document.addEventListener('change', event => {
  const box = event.target;
  if (box instanceof HTMLInputElement && box.matches('[data-keys-on]')) localStorage.setItem(store, box.checked ? 'on' : 'off');
});

document.querySelectorAll<HTMLInputElement>('[data-keys-on]').forEach(box => { box.checked = letters(); });

export {};
