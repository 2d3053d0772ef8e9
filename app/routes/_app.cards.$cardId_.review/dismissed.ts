import { useCallback, useSyncExternalStore } from "react";

type Named = { readonly key: string; readonly words: string };

const kept = (cardId: string) => `evenhand-aside-${cardId}`;

/** Of what a hint says only a number is kept: words of a card stay off browsers that others use. */
function markOf({ key, words }: Named): string {
  let mark = 5381;
  for (const sign of `${key} ${words}`) mark = (mark * 33 + (sign.codePointAt(0) ?? 0)) % 2 ** 32;
  return mark.toString(36);
}

/** What cannot be kept, because storage is closed to the page, holds until the page is left. */
const unkept = new Map<string, string>();
const listeners = new Set<() => void>();

function marksOf(cardId: string): string {
  try {
    return window.localStorage.getItem(kept(cardId)) ?? "";
  } catch {
    return unkept.get(cardId) ?? "";
  }
}

function write(cardId: string, marks: readonly string[]): void {
  const text = marks.join(" ");
  try {
    if (text === "") window.localStorage.removeItem(kept(cardId));
    else window.localStorage.setItem(kept(cardId), text);
  } catch {
    unkept.set(cardId, text);
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/**
 * Which hints of a card its author put aside, in this browser and nowhere else. A hint that comes to
 * say something new is another hint.
 */
export function useDismissed(cardId: string) {
  const read = useCallback(() => marksOf(cardId), [cardId]);
  const marks = useSyncExternalStore(subscribe, read, () => "").split(" ");
  return {
    isDismissed: (hint: Named) => marks.includes(markOf(hint)),
    dismiss: (hint: Named) => write(cardId, [...marks.filter(Boolean), markOf(hint)]),
    restore: (hints: readonly Named[]) => {
      const shown = hints.map(markOf);
      write(
        cardId,
        marks.filter((mark) => mark !== "" && !shown.includes(mark)),
      );
    },
  };
}
