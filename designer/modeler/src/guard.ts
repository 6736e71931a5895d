// Work that is not saved would be lost with its page. What holds such work says so by data-unsaved, whose value is the
// question that is asked before the page is left.

const leavingMs = 1000;

let isLeaving = false;

function mayLeave(): boolean {
  const question = document.querySelector<HTMLElement>('[data-unsaved]')?.dataset.unsaved;
  if (!question || isLeaving) return true;
  if (!confirm(question)) return false;
  // What has been answered is not asked once more when the page goes.
  isLeaving = true;
  setTimeout(() => { isLeaving = false; }, leavingMs);
  return true;
}

/** Whether a click on a link takes the page away: not one that opens another, nor one within this. */
export function leaves(link: HTMLAnchorElement, here: Location | URL): boolean {
  if ((link.target && link.target !== '_self') || link.hasAttribute('download')) return false;
  const to = new URL(link.href, here.href);
  return to.origin !== here.origin || to.pathname !== here.pathname || to.search !== here.search;
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** A form that says what to ask holds such work as soon as something is written in it. What the page says of it is of
 * before then. */
export function written(target: Element): void {
  const form = target.closest<HTMLElement>('form[data-guards]');
  if (!form) return;
  form.dataset.unsaved = form.dataset.guards;
  form.dataset.written = '';
}

export function guard(): void {
  document.addEventListener('input', event => written(event.target as Element));
  document.addEventListener('click', event => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest<HTMLAnchorElement>('a[href]');
    if (link && leaves(link, location) && !mayLeave()) stop(event);
  }, true);
  document.addEventListener('submit', event => {
    if (!(event.target as Element).closest('[data-unsaved]')) {
      if (!mayLeave()) stop(event);
      return;
    }
    // What is sent along is not lost.
    isLeaving = true;
    setTimeout(() => { isLeaving = false; }, leavingMs);
  }, true);
  // Back and forward, where the browser lets them be stopped.
  (window as { navigation?: EventTarget }).navigation?.addEventListener('navigate', event => {
    const { navigationType, cancelable } = event as Event & { navigationType: string };
    if (navigationType === 'traverse' && cancelable && !mayLeave()) event.preventDefault();
  });
  addEventListener('beforeunload', event => {
    if (!isLeaving && document.querySelector('[data-unsaved]')) event.preventDefault();
  });
}
