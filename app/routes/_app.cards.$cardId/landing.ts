/** Takes the reader to a field or a part of the card, unfolding what it lies in. */
export function landOn(place: HTMLElement | null | undefined): void {
  if (!place) return;
  const within = place.closest("details");
  if (within) within.open = true;
  const folded = place.querySelector<HTMLDetailsElement>(":scope > details");
  if (folded) folded.open = true;
  const target = place.querySelector<HTMLElement>("[data-lands]") ?? place;
  target.focus({ preventScroll: true });
  reveal(place.closest<HTMLElement>("[data-stop]") ?? place);
}

/** Into view, its beginning first where it is taller than the window. */
export function reveal(place: HTMLElement): void {
  const fits = place.getBoundingClientRect().height < window.innerHeight * 0.7;
  place.scrollIntoView({ block: fits ? "nearest" : "start" });
}

/** The control that a message's path names; of several radio buttons the chosen or the first. */
export function controlAt(path: string): HTMLElement | null {
  const named = [...document.getElementsByName(path)];
  const chosen = named.find((one) => one instanceof HTMLInputElement && one.checked);
  return chosen ?? named[0] ?? null;
}

/** The field one writes in, or the stop that is current, as a link back to it names it. */
export function placeLeft(): string | null {
  const at = document.activeElement?.closest("textarea[id]");
  const stop = document.querySelector("[data-current]");
  return (at ?? (stop?.id ? stop : stop?.querySelector("[id]")))?.id ?? null;
}
