// Undo and redo of a page that is a plain form. Its buttons send it and get it back changed, so the steps outlive the
// page: each is what all fields held, and going back to one sends that.

export type Fields = [string, string][];

export interface Steps { past: string[]; now: string; future: string[]; isMoved: boolean }

const stepsMax = 50;
const stepButtons = '[data-act=undo], [data-act=redo]';
const stepped = 'form[data-guards][data-steps]';
const ofPage = ['__RequestVerificationToken', '_handler', 'revision', 'act'];

/** What the page holds now is one step more, unless it came from a step back or forth. */
export function looked(steps: Steps | null, now: string): Steps {
  if (!steps) return { past: [], now, future: [], isMoved: false };
  if (steps.now === now || steps.isMoved) return { ...steps, now, isMoved: false };
  return { past: [...steps.past, steps.now].slice(-stepsMax), now, future: [], isMoved: false };
}

/** One step back or forth; null where there is none. */
export function moved(steps: Steps, isBack: boolean): Steps | null {
  const { past, now, future } = steps;
  if (isBack) {
    const to = past.at(-1);
    return to === undefined ? null : { past: past.slice(0, -1), now: to, future: [...future, now], isMoved: true };
  }

  const to = future.at(-1);
  return to === undefined ? null : { past: [...past, now], now: to, future: future.slice(0, -1), isMoved: true };
}

const key = 'samanvay.steps';

// Only those of one page are kept: the store is small.
function stored(): Steps | null {
  const { page, steps } = JSON.parse(sessionStorage.getItem(key) ?? '{}') as { page?: string; steps?: Steps };
  return steps && page === location.pathname ? steps : null;
}

function store(steps: Steps): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ page: location.pathname, steps }));
  } catch {
    // The store is full: the steps are given up, the page goes on.
    sessionStorage.removeItem(key);
  }
}

function fieldsOf(form: HTMLFormElement): Fields {
  return [...new FormData(form)].map(([name, value]) => [name, String(value)] as [string, string]);
}

const guarded = (): HTMLFormElement | null => document.querySelector<HTMLFormElement>(stepped);

function look(): void {
  const form = guarded();
  if (!form) return;
  const now = JSON.stringify(fieldsOf(form).filter(([name]) => !ofPage.includes(name)));
  const before = stored();
  // A page that is opened anew begins anew.
  const steps = looked(before && !form.dataset.unsaved && before.now !== now && !before.isMoved ? null : before, now);
  store(steps);
  for (const button of form.querySelectorAll<HTMLButtonElement>(stepButtons)) {
    button.disabled = (button.dataset.act === 'undo' ? steps.past : steps.future).length === 0;
  }
}

function go(isBack: boolean): void {
  const form = guarded();
  look();
  const steps = stored();
  const to = steps && moved(steps, isBack);
  if (!form || !to) return;
  store(to);
  const sent = document.createElement('form');
  sent.method = 'post';
  sent.hidden = true;
  // What is sent is kept by the page that comes: nobody is asked.
  sent.dataset.unsaved = form.dataset.guards;
  const own = fieldsOf(form).filter(([name]) => ofPage.includes(name) && name !== 'act');
  for (const [name, value] of [...own, ...JSON.parse(to.now) as Fields, ['act', 'check']]) {
    const field = document.createElement('textarea');
    field.name = name;
    field.value = value;
    sent.append(field);
  }

  document.body.append(sent);
  sent.requestSubmit();
}

export function keepSteps(): void {
  document.addEventListener('change', look);
  document.addEventListener('focusin', event => {
    if ((event.target as Element).closest(stepped) && !stored()) look();
  });
  document.addEventListener('click', event => {
    const button = (event.target as Element).closest<HTMLElement>(stepButtons);
    if (button?.closest(stepped)) go(button.dataset.act === 'undo');
  });
  // The form may come a while after the page.
  look();
  addEventListener('load', look);
}
