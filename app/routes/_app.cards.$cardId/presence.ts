/** Runs once somebody is there: until then nobody presses anything, and its script can wait. */
export function oncePresent(run: () => void): () => void {
  const waiting = new AbortController();
  const once = () => {
    waiting.abort();
    run();
  };
  for (const sign of ["pointermove", "pointerdown", "keydown", "focusin"])
    window.addEventListener(sign, once, { signal: waiting.signal, passive: true });
  return () => waiting.abort();
}
