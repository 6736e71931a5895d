/** Adds the bundle's stylesheet to the page, once, and waits for it: a canvas measured without it is wrong. */
export function loadStylesheet(url: URL): Promise<void> {
  const present = document.querySelector<HTMLLinkElement>(`link[href="${url.pathname}"]`);
  if (present) return present.sheet ? Promise.resolve() : loaded(present);

  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = url.pathname;
  const done = loaded(link);
  document.head.append(link);
  return done;
}

function loaded(link: HTMLLinkElement): Promise<void> {
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve(), { once: true });
    const fail = () => reject(new Error(`The stylesheet ${link.href} did not load.`));
    link.addEventListener('error', fail, { once: true });
  });
}
