/** A stretch of text that both versions have, or one of them alone. */
export type Piece = { readonly kind: "same" | "removed" | "added"; readonly text: string };

/** Something both versions state, with whether they state it alike. */
export type Stated<T> = { readonly before: T; readonly after: T; readonly changed: boolean };

/** Whether two texts differ, by their pieces. */
export const isChanged = (pieces: readonly Piece[]): boolean =>
  pieces.some(({ kind }) => kind !== "same");

export const stated = <T>(before: T, after: T): Stated<T> => ({
  before,
  after,
  changed: before !== after,
});

/** Beyond this many pairs of words the whole middle counts as rewritten: comparing it is too slow. */
const MOST_PAIRS = 1_000_000;

/**
 * What became of a text, word by word: the pieces that are not `added` spell `before`, those that
 * are not `removed` spell `after`, with a space at the end. By the longest common subsequence of
 * words.
 */
export const wordChanges = (before: string, after: string): Piece[] =>
  joined(changes(wordsOf(before), wordsOf(after)));

/** What became of a list of words or lines, each as a piece of its own. */
export function changes(a: readonly string[], b: readonly string[]): Piece[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end))
    end++;
  return [
    ...a.slice(0, start).map((text): Piece => ({ kind: "same", text })),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map((text): Piece => ({ kind: "same", text })),
  ];
}

/** Words, each with the space after it: the last one too, so that it is the same where more follows. */
const wordsOf = (text: string): string[] => `${text.trimEnd()} `.match(/^\s+(?=\S)|\S+\s*/g) ?? [];

function middle(a: readonly string[], b: readonly string[]): Piece[] {
  const removed = a.map((text): Piece => ({ kind: "removed", text }));
  const added = b.map((text): Piece => ({ kind: "added", text }));
  if (a.length * b.length > MOST_PAIRS) return [...removed, ...added];
  const width = b.length + 1;
  // The length of the longest common subsequence of what follows each pair of places.
  const longest = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [was, is] = [a[i], b[j]];
    if (was !== undefined && was === is) {
      pieces.push({ kind: "same", text: was });
      i++;
      j++;
    } else if (is === undefined || (was !== undefined && at(i + 1, j) >= at(i, j + 1))) {
      pieces.push({ kind: "removed", text: was ?? "" });
      i++;
    } else {
      pieces.push({ kind: "added", text: is });
      j++;
    }
  }
  return pieces;
}

/** Neighbours of one kind as one piece. */
function joined(pieces: readonly Piece[]): Piece[] {
  const whole: Piece[] = [];
  for (const { kind, text } of pieces) {
    const last = whole.at(-1);
    if (last?.kind === kind) whole[whole.length - 1] = { kind, text: last.text + text };
    else whole.push({ kind, text });
  }
  return whole;
}
