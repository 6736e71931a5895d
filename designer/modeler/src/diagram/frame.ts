/** Calls back once per animation frame, however often it was asked: a drag makes hundreds of changes a second. */
export function oncePerFrame(action: () => void): { ask: () => void; cancel: () => void } {
  let pending = 0;
  return {
    ask() {
      pending ||= requestAnimationFrame(() => {
        pending = 0;
        action();
      });
    },
    cancel() {
      cancelAnimationFrame(pending);
      pending = 0;
    },
  };
}
