import { type Word, wordsOf } from "#app/domain/notes-language/words.ts";

export type Sentence = {
  readonly text: string;
  /** In UTF-16 units of the text: `text.slice(start, end)` is the sentence. */
  readonly start: number;
  readonly end: number;
  readonly words: readonly Word[];
};

/** A stop, what closes behind it, and the gap to what follows; or the end of a line. */
const stop = /([.?!…]+)(["”’»)\]]*)(?=\s|$)|\n+/gu;

const abbreviated =
  /(?:^|[\s(])(?:e\.?g|i\.?e|vs|approx|incl|esp|resp|mr|mrs|ms|dr|cf|no|nr|w|min|cand|dept|appx|eng|mgr)$/i;

/**
 * The sentences of a text, lines and bullets among them. Short notes leave out capitals, so a stop
 * before a small letter ends a sentence too, unless it stands inside a quote or brackets that the
 * sentence goes on after.
 */
export function sentencesOf(text: string): Sentence[] {
  const words = wordsOf(text);
  let next = 0;
  return spansOf(text).flatMap(({ start, end }) => {
    const from = next;
    while (next < words.length && (words[next]?.start ?? end) < end) next += 1;
    const own = words.slice(from, next);
    return own.length === 0 ? [] : [{ text: text.slice(start, end), start, end, words: own }];
  });
}

function spansOf(text: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  let from = 0;
  let depth = 0;
  let read = 0;
  const take = (end: number) => {
    const start = from + (/^[\s\-*•·–—>]*/u.exec(text.slice(from, end))?.[0].length ?? 0);
    const length = text.slice(start, end).trimEnd().length;
    if (length > 0) spans.push({ start, end: start + length });
    from = end;
  };
  for (const { 0: all, 1: marks = "", 2: closers = "", index } of text.matchAll(stop)) {
    const end = index + all.length;
    depth = Math.max(0, depth + depthOf(text.slice(read, end)));
    read = end;
    if (all.startsWith("\n")) {
      depth = 0;
      take(end);
    } else if (endsSentence(text, index, marks, closers, depth)) take(end);
  }
  take(text.length);
  return spans;
}

const count = (text: string, sign: string): number => text.split(sign).length - 1;
const depthOf = (text: string): number => count(text, "(") - count(text, ")");

function endsSentence(
  text: string,
  at: number,
  marks: string,
  closers: string,
  depth: number,
): boolean {
  if (depth > 0) return false;
  const follows = text.slice(at + marks.length + closers.length).trimStart();
  const goesOn = /^[\p{Ll}\p{N},;:&–—-]/u.test(follows);
  if (closers !== "") return !goesOn || (marks === "." && !/^["”’»]/.test(closers));
  if (marks === "…" || marks.length > 1) return !goesOn;
  if (marks !== ".") return true;
  return !abbreviated.test(text.slice(Math.max(0, at - 12), at));
}
