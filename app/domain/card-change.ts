import type { Observation, Rating, SealedCard } from "#app/domain/scorecard.ts";

/** What another version of a card says otherwise than the one before it. */

/** A stretch of text that both versions have, or one of them alone. */
export type Piece = { readonly kind: "same" | "removed" | "added"; readonly text: string };

/** Something both versions state, with whether they state it alike. */
export type Stated<T> = { readonly before: T; readonly after: T; readonly changed: boolean };

export type RatingChange = {
  readonly criterion: string;
  readonly before: Rating | null;
  readonly after: Rating | null;
  readonly evidence: readonly Piece[];
  readonly changed: boolean;
};
export type ObservationChange = Observation & { readonly kind: Piece["kind"] };

export type CardChange = {
  /** In the order of the newer version. */
  readonly ratings: readonly RatingChange[];
  readonly observations: readonly ObservationChange[];
  readonly recommendation: Stated<SealedCard["recommendation"]>;
  readonly level: Stated<SealedCard["level"]>;
  readonly summary: readonly Piece[];
  /** How many of the above differ, each criterion and observation counted. */
  readonly differences: number;
};

/** The difference of two sealed versions of one card. */
export function cardChange(before: SealedCard, after: SealedCard): CardChange {
  const ratings = ratingChanges(before.ratings, after.ratings);
  const observations = observationChanges(before.observations, after.observations);
  const recommendation = stated(before.recommendation, after.recommendation);
  const level = stated(before.level, after.level);
  const summary = wordChanges(before.summary, after.summary);
  const differences = [
    ...ratings.map(({ changed }) => changed),
    ...observations.map(({ kind }) => kind !== "same"),
    recommendation.changed,
    level.changed,
    isChanged(summary),
  ].filter(Boolean).length;
  return { ratings, observations, recommendation, level, summary, differences };
}

/** Whether two texts differ, by their pieces. */
export const isChanged = (pieces: readonly Piece[]): boolean =>
  pieces.some(({ kind }) => kind !== "same");

const stated = <T>(before: T, after: T): Stated<T> => ({
  before,
  after,
  changed: before !== after,
});

function ratingChanges(before: readonly Rating[], after: readonly Rating[]): RatingChange[] {
  const of = (ratings: readonly Rating[], key: string) =>
    ratings.find(({ criterion }) => criterion === key) ?? null;
  const keys = new Set([...after, ...before].map(({ criterion }) => criterion));
  return [...keys].map((criterion) => {
    const [was, is] = [of(before, criterion), of(after, criterion)];
    const evidence = wordChanges(was?.evidence ?? "", is?.evidence ?? "");
    const changed =
      was?.score !== is?.score ||
      was?.notObserved !== is?.notObserved ||
      was?.confidence !== is?.confidence ||
      isChanged(evidence);
    return { criterion, before: was, after: is, evidence, changed };
  });
}

/** The newer version's observations, then those it left out. One that was said twice counts twice. */
function observationChanges(
  before: readonly Observation[],
  after: readonly Observation[],
): ObservationChange[] {
  const left = [...before];
  const now = after.map((seen): ObservationChange => {
    const at = left.findIndex(
      (was) =>
        was.pattern === seen.pattern && was.stance === seen.stance && was.quote === seen.quote,
    );
    if (at >= 0) left.splice(at, 1);
    return { ...seen, kind: at >= 0 ? "same" : "added" };
  });
  return [...now, ...left.map((gone): ObservationChange => ({ ...gone, kind: "removed" }))];
}

/** Beyond this many pairs of words the whole middle counts as rewritten: comparing it is too slow. */
const MOST_PAIRS = 1_000_000;

/**
 * What became of a text, word by word: the pieces that are not `added` spell `before`, those that
 * are not `removed` spell `after`, with a space at the end. By the longest common subsequence of
 * words.
 */
export function wordChanges(before: string, after: string): Piece[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end))
    end++;
  return joined([
    ...a.slice(0, start).map((text): Piece => ({ kind: "same", text })),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map((text): Piece => ({ kind: "same", text })),
  ]);
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
