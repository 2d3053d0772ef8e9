/** Opens the kit over the card on a narrow screen; the card keeps its place beneath. */
export function openSheet(kit: HTMLElement, opener: HTMLElement): void {
  const bar = opener.closest("[data-bar]");
  const beneath = around(kit, bar);
  const wide = window.matchMedia("(width >= 64rem)");
  const heard = new AbortController();
  const { signal } = heard;

  const close = () => {
    heard.abort();
    kit.removeAttribute("data-open");
    opener.setAttribute("aria-expanded", "false");
    for (const one of beneath) one.inert = false;
  };
  const back = () => {
    close();
    opener.focus({ preventScroll: true });
  };

  kit.setAttribute("data-open", "");
  opener.setAttribute("aria-expanded", "true");
  for (const one of beneath) one.inert = true;
  kit.querySelector("h2")?.focus({ preventScroll: true });
  kit.addEventListener("close-sheet", back, { signal });
  document.addEventListener("keydown", ({ key }) => key === "Escape" && back(), { signal });
  wide.addEventListener("change", close, { signal });
}

/** Everything of the page that neither holds the kit or the bar nor lies in them. */
function around(kit: HTMLElement, bar: Element | null): HTMLElement[] {
  const without = (one: Element): HTMLElement[] => {
    if (one === bar || !(one instanceof HTMLElement) || one.inert) return [];
    return one.contains(bar) ? [...one.children].flatMap(without) : [one];
  };
  const parent = kit.parentElement;
  if (!parent) return [];
  const beside = [...parent.children].filter((one) => one !== kit).flatMap(without);
  return [...beside, ...around(parent, bar)];
}
