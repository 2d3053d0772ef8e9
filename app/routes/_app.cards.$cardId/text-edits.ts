import { type Edit, minutesInto, quoteEdit, stampEdit } from "#app/domain/notes.ts";
import { type Aid, aidKeys } from "#app/routes/_app.cards.$cardId/aid-keys.ts";

type Round = Parameters<typeof minutesInto>[0];

type Press = Pick<
  KeyboardEvent,
  "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "isComposing"
>;

/** What a key does in a text: Alt and a letter, which a Mac would turn into a sign of its own. */
export function aidOf(press: Press): Aid | null {
  const { key, code, altKey, ctrlKey, metaKey, shiftKey, isComposing } = press;
  if (!altKey || ctrlKey || metaKey || shiftKey || isComposing) return null;
  const letter = /^[a-z]$/i.test(key) ? key.toUpperCase() : code.replace(/^Key/, "");
  const aids = ["minutes", "quote"] as const;
  return aids.find((aid) => aidKeys[aid] === `Alt+${letter}`) ?? null;
}

/** Hears the keys in every text on the page; returns how to stop. */
export function listenToAids(round: Round): () => void {
  const hear = (event: KeyboardEvent) => {
    const aid = aidOf(event);
    if (aid && event.target instanceof HTMLTextAreaElement && lend(aid, event.target, round))
      event.preventDefault();
  };
  document.addEventListener("keydown", hear);
  return () => document.removeEventListener("keydown", hear);
}

/** Stamps or quotes where the caret is; false where there is nothing to write. */
export function lend(aid: Aid, field: HTMLTextAreaElement, round: Round): boolean {
  const minutes = minutesInto(round, Date.now());
  const { value: text, selectionStart, selectionEnd } = field;
  // Who has not been in the field yet goes on at its end.
  const fresh = document.activeElement !== field && selectionEnd === 0;
  const typed = fresh
    ? { text, start: text.length, end: text.length }
    : { text, start: selectionStart, end: selectionEnd };
  if (aid === "quote") write(field, quoteEdit(typed, minutes));
  else if (minutes !== null) write(field, stampEdit(typed, minutes));
  else return false;
  return true;
}

function write(field: HTMLTextAreaElement, { from, to, text, caret }: Edit): void {
  field.focus();
  field.setSelectionRange(from, to);
  // As if typed, so that the browser's own undo takes it back; not every browser lets a page type.
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, from, to, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.setSelectionRange(caret, caret);
}
