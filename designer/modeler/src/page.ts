// What a page does for itself: it counts unread messages now and then, and it prints in ink on paper, whatever the screen
// looks like.

const countMs = 30_000;
const root = document.documentElement;

async function count(): Promise<void> {
  const bell = document.querySelector<HTMLElement>('[data-unread-from]');
  const shown = bell?.querySelector<HTMLElement>('[data-unread]');
  if (!bell || !shown || document.hidden) return;
  try {
    const answer = await fetch(bell.dataset.unreadFrom!, { headers: { accept: 'text/plain' }, redirect: 'error' });
    const unread = answer.ok ? Number(await answer.text()) : NaN;
    if (!Number.isNaN(unread)) shown.textContent = unread > 0 ? String(unread) : '';
  } catch {
    // Without the line the last number stands; the page says by itself that it is not live.
  }
}

let theme: string | undefined;
addEventListener('beforeprint', () => {
  theme = root.dataset.theme;
  root.dataset.theme = 'light';
});
addEventListener('afterprint', () => { root.dataset.theme = theme; });
document.addEventListener('click', event => {
  if ((event.target as Element | null)?.closest('[data-print]')) print();
});
setInterval(() => void count(), countMs);

export {};
