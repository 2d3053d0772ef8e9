/** What a key press looks like to whoever reads it. */
export type Press = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "isComposing" | "repeat"
>;

/** Where on the card a key was pressed. */
export type Place = {
  /** The stop that is current, and how many there are. */
  readonly at: number;
  readonly stops: number;
  /** The values its digits choose, lowest first. */
  readonly choices: readonly string[];
  /** Whether it can stay without a score: not asked, no signal. */
  readonly observed: boolean;
  /** Whether the focus is in a field that takes text. */
  readonly typing: boolean;
  /** Whether a dialog covers the card. */
  readonly covered: boolean;
  /** Whether shortcuts of a single key are on. */
  readonly single: boolean;
};

export type Meaning =
  | { readonly do: "choose"; readonly value: string }
  | { readonly do: "go"; readonly to: number }
  | { readonly do: "write" | "pattern" | "map" | "leave" | "review" };

/** What a key means on the card at this place; null where it is the browser's own. */
export function meaningOf(press: Press, place: Place): Meaning | null {
  if (press.isComposing || place.covered || press.altKey) return null;
  if (press.ctrlKey || press.metaKey)
    return press.key === "Enter" && !press.shiftKey && !press.repeat ? { do: "review" } : null;
  if (place.typing) return press.key === "Escape" ? { do: "leave" } : null;
  return place.single ? singleKey(press, place) : null;
}

function singleKey({ key, shiftKey, repeat }: Press, place: Place): Meaning | null {
  if (/^\d$/.test(key)) return repeat ? null : chosenBy(key, place);
  if (key === "?") return { do: "map" };
  if (shiftKey) return null;
  switch (key.toLowerCase()) {
    case "j":
      return { do: "go", to: Math.min(place.at + 1, place.stops - 1) };
    case "k":
      return { do: "go", to: Math.max(place.at - 1, 0) };
    case "n":
      return place.observed ? { do: "choose", value: "not-asked" } : null;
    case "s":
      return place.observed ? { do: "choose", value: "no-signal" } : null;
    case "e":
      return { do: "write" };
    case "a":
      return repeat ? null : { do: "pattern" };
    default:
      return null;
  }
}

/** Nought is the tenth point of a scale that has ten. */
function chosenBy(digit: string, { choices }: Place): Meaning | null {
  const value = choices[(digit === "0" ? 10 : Number(digit)) - 1];
  return value === undefined ? null : { do: "choose", value };
}
