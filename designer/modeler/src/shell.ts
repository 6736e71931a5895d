import './alarm';
import { guard } from './guard';
import './keys';
import './page';
import './paste';
import { sayRemaining, ServerClock, type Units } from './diagram/clock';
import { keepSteps } from './steps';
import { watchSteps } from './undo';

// What every page has: the city's clock and running due times. Without this script they stand at the instant of the
// answer, and say so. Times are written by the server; here only the text inside is moved on, in place, so that
// Blazor keeps its nodes.

watchSteps();

const clock = new ServerClock();
const root = document.documentElement;

let read = '';

// A live screen says the time anew with everything that it draws; it stands after the header's, which is as old as
// the page.
function readServerClock(): void {
  const said = [...document.querySelectorAll<HTMLElement>('[data-server-now]')].at(-1)?.dataset;
  const now = Number(said?.serverNow);
  const speed = Number(said?.speed ?? 1);
  if (!now || read === `${now} ${speed}`) return;
  read = `${now} ${speed}`;
  clock.set(now, speed);
}

function units(): Units {
  const words = (root.dataset.units ?? 'd h min s').split(' ');
  return { day: words[0], hour: words[1], minute: words[2], second: words[3] };
}

function write(holder: Element, text: string): void {
  const node = holder.firstChild;
  if (node instanceof Text && node.data !== text) node.data = text;
}

function tick(): void {
  readServerClock();
  const now = clock.now();
  for (const face of document.querySelectorAll<HTMLElement>('[data-clock-zone]')) {
    const format = new Intl.DateTimeFormat(root.lang, {
      timeZone: face.dataset.clockZone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
    });
    write(face, format.format(now));
  }

  for (const due of document.querySelectorAll<HTMLElement>('[data-due]')) {
    const left = Number(due.dataset.due) - now;
    write(due, sayRemaining(left, units()));
    due.closest('.due-time')?.classList.toggle('due-time--late', left < 0);
  }

  for (const since of document.querySelectorAll<HTMLElement>('[data-since]')) {
    const span = sayRemaining(Math.max(now - Number(since.dataset.since), 0), units());
    write(since, (since.dataset.words ?? '{0}').replace('{0}', span));
  }
}

guard();
keepSteps();
tick();
setInterval(tick, 1000);

// A server that is sent too much hangs up in the middle, and the browser can then only say that the line broke. So it
// is said here, before anything is sent.
document.addEventListener('change', event => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || input.type !== 'file' || !input.dataset.bytesMax) return;
  const most = Number(input.dataset.bytesMax);
  const isTooLarge = [...(input.files ?? [])].some(file => file.size > most);
  input.setCustomValidity(isTooLarge ? input.dataset.tooLarge ?? '' : '');
  input.reportValidity();
});

// The server is back but knows this page no more: what it shows is old, so it is loaded anew. Screens keep their
// state in the
// address and on the server.
const lost = document.getElementById('components-reconnect-modal');
if (lost) {
  new MutationObserver(() => {
    if (lost.classList.contains('components-reconnect-rejected')) location.reload();
  }).observe(lost, { attributes: true, attributeFilter: ['class'] });
}
