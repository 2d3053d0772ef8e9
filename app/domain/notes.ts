/** What an interviewer does with words while interviewing: stamps them, quotes, sorts them later. */

/** How long after a round's end its minutes are still offered. */
const LINGERS = 30;
const MINUTE = 60_000;

/** Whole minutes since the round began; null before it, and once it is well over. */
export function minutesInto(
  { startsAt, minutes }: { readonly startsAt: Date; readonly minutes: number },
  now: number,
): number | null {
  const into = Math.floor((now - startsAt.getTime()) / MINUTE);
  return into >= 0 && into <= minutes + LINGERS ? into : null;
}

/** What is typed, and what of it is selected. */
export type Typed = { readonly text: string; readonly start: number; readonly end: number };

/** `text` in the place of what stands between `from` and `to`, and where the caret is then. */
export type Edit = {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly caret: number;
};

const inPlace = (from: number, to: number, before: string, after = ""): Edit => ({
  ...{ from, to, text: before + after },
  caret: from + before.length,
});

/** Writes the minutes where the caret is. Nothing that was selected is lost. */
export function stampEdit({ text, start }: Typed, minutes: number): Edit {
  const apart = start === 0 || /\s$/.test(text.slice(0, start)) ? "" : " ";
  return inPlace(start, start, `${apart}${minutes}' `);
}

/** Quotes what is selected, or begins a quoted line with its minutes and the caret within. */
export function quoteEdit({ text, start, end }: Typed, minutes: number | null): Edit {
  const selected = text.slice(start, end);
  const words = selected.trim();
  if (words !== "") {
    const from = start + selected.indexOf(words);
    const inner = words.replace(/^["“]([^"“”]*)["”]$/, "$1");
    return inPlace(from, from + words.length, `“${inner}”`);
  }
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const stamped = /^\s*\d+'\s*$/.test(line);
  const stamp = minutes === null || stamped ? "" : `${minutes}' `;
  const apart = line.trim() === "" ? "" : stamped ? (/\s$/.test(line) ? "" : " ") : "\n";
  return inPlace(start, end, `${apart}${stamp}“`, "”");
}

const linesIn = (text: string) => text.split(/\r\n|\r|\n/);

/** A line of the notes, with its place among all of them. */
export type NoteLine = { readonly at: number; readonly text: string };

/** The lines that say something, in their order. */
export const noteLines = (notes: string): NoteLine[] =>
  linesIn(notes).flatMap((text, at) => (text.trim() === "" ? [] : [{ at, text }]));

/** Two texts between which lines move. */
export type Sides = { readonly notes: string; readonly evidence: string };

/** A line that left the notes, as they stood around it. */
export type Move = { readonly line: NoteLine; readonly before: Sides; readonly after: Sides };

/** Takes a line out of the notes and ends the evidence with it; null where there is no such line. */
export function moveLine(before: Sides, at: number): Move | null {
  const lines = linesIn(before.notes);
  const text = lines[at];
  if (text === undefined || text.trim() === "") return null;
  const apart = before.evidence === "" || before.evidence.endsWith("\n") ? "" : "\n";
  const after = {
    notes: lines.toSpliced(at, 1).join("\n"),
    evidence: before.evidence + apart + text,
  };
  return { line: { at, text }, before, after };
}

/**
 * Takes a moved line back into the notes, whatever was written around it since. Null where the
 * evidence does not hold it any more: then it was rewritten there, and stays.
 */
export function putBack(now: Sides, { line, before, after }: Move): Sides | null {
  const evidence =
    now.evidence === after.evidence ? before.evidence : withoutLine(now.evidence, line.text);
  if (evidence === null) return null;
  if (now.notes === after.notes) return { notes: before.notes, evidence };
  const lines = now.notes === "" ? [] : linesIn(now.notes);
  return { notes: lines.toSpliced(line.at, 0, line.text).join("\n"), evidence };
}

function withoutLine(text: string, line: string): string | null {
  const lines = linesIn(text);
  const at = lines.lastIndexOf(line);
  return at === -1 ? null : lines.toSpliced(at, 1).join("\n");
}
