import { notObserved } from "#app/domain/scorecard.ts";
import { type Meaning, meaningOf } from "#app/routes/_app.cards.$cardId/keyboard.ts";
import { landOn, reveal } from "#app/routes/_app.cards.$cardId/landing.ts";

/** What the keyboard asks of the card around it. */
export type Asked = {
  readonly says: HTMLElement;
  readonly addPattern: () => void;
  readonly showMap: () => unknown;
  readonly review: () => void;
  /** Pressed before anything listened, with the focus on nothing. */
  readonly missed: readonly KeyboardEvent[];
};

const KEPT = "evenhand-single-keys";

/** Whether shortcuts of a single key are on; where nothing can be kept, they are. */
export function areOn(): boolean {
  try {
    return window.localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
}

export function turn(on: boolean): void {
  document.documentElement.toggleAttribute("data-single-keys-off", !on);
  try {
    window.localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // Storage is closed to this page: the choice holds until it is left.
  }
}

const stops = () => [...document.querySelectorAll<HTMLElement>("[data-stop]")];
const takesText = (element: Element | null) =>
  element instanceof HTMLElement &&
  (element.isContentEditable ||
    element.matches("textarea, select, input:not([type=radio], [type=checkbox])"));
const radiosOf = (stop: HTMLElement) => [
  ...stop.querySelectorAll<HTMLInputElement>("input[type=radio]"),
];
const isUnseen = ({ value }: HTMLInputElement) => notObserved.some((word) => word === value);

/** What is chosen at a stop, in words: "Verification: 3, Meets. Tests the risky path first." */
export function wordsOf(stop: HTMLElement): string {
  const title = stop.dataset.stop ?? "";
  const radios = radiosOf(stop);
  const chosen = radios.find(({ checked }) => checked);
  if (!chosen) return radios.length > 0 ? `${title}: nothing chosen yet` : title;
  const word = chosen.ariaLabel ?? chosen.labels?.[0]?.querySelector("[data-word]")?.textContent;
  const anchors = (chosen.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .flatMap((id) => document.getElementById(id)?.textContent ?? []);
  const named = (word ?? chosen.value).replace(/^(\d+) /, "$1, ");
  return [`${title}: ${named}.`, ...anchors].join(" ");
}

/** Listens to keys on the card until the answer is called. */
export function listenToKeys({ says, addPattern, showMap, review, missed }: Asked): () => void {
  let current = stops()[0];

  const mark = (stop: HTMLElement | undefined) => {
    for (const one of stops()) one.toggleAttribute("data-current", one === stop);
    current = stop;
  };
  const say = (text: string) => {
    says.textContent = text;
  };

  const choose = (stop: HTMLElement, value: string) => {
    const radio = radiosOf(stop).find((one) => one.value === value);
    if (!radio) return;
    const fold = radio.closest("details");
    if (fold) fold.open = true;
    radio.focus({ preventScroll: true });
    radio.click();
    reveal(stop);
    say(wordsOf(stop));
  };
  const write = (stop: HTMLElement) => {
    const text = stop.querySelector("textarea");
    if (!text) return;
    const fold = text.closest("details");
    if (fold) fold.open = true;
    text.focus({ preventScroll: true });
    text.setSelectionRange(text.value.length, text.value.length);
    reveal(text);
  };
  const go = (stop: HTMLElement | undefined) => {
    if (!stop) return;
    landOn(stop);
    say(wordsOf(stop));
  };
  const obey = (meaning: Meaning) => {
    if (!current) return;
    switch (meaning.do) {
      case "choose":
        return choose(current, meaning.value);
      case "go":
        return go(stops()[meaning.to]);
      case "write":
        return write(current);
      case "pattern":
        return addPattern();
      case "leave":
        return landOn(current);
      case "review":
        return review();
      case "map":
        // The map gives the focus back to where it was, which must not be nowhere.
        if (document.activeElement === document.body) landOn(current);
        showMap();
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    if (!current?.isConnected) mark(stops()[0]);
    const radios = current ? radiosOf(current) : [];
    const meaning = meaningOf(event, {
      at: current ? stops().indexOf(current) : 0,
      stops: stops().length,
      choices: radios.filter((radio) => !isUnseen(radio)).map(({ value }) => value),
      observed: radios.some(isUnseen),
      typing: takesText(document.activeElement),
      covered: document.querySelector("dialog[open], .kit[data-open]") !== null,
      single: areOn(),
    });
    if (!meaning) return;
    event.preventDefault();
    obey(meaning);
  };
  const onFocusIn = ({ target }: FocusEvent) => {
    const stop = target instanceof Element ? target.closest<HTMLElement>("[data-stop]") : null;
    if (stop && stop !== current) mark(stop);
  };

  mark(document.activeElement?.closest<HTMLElement>("[data-stop]") ?? current);
  turn(areOn());
  for (const event of missed) onKeyDown(event);
  document.addEventListener("keydown", onKeyDown);
  document.addEventListener("focusin", onFocusIn);
  return () => {
    document.removeEventListener("keydown", onKeyDown);
    document.removeEventListener("focusin", onFocusIn);
  };
}
