import { type Cells, cardCount } from "#app/domain/calibration/cells.ts";
import type { TwoWay } from "#app/domain/calibration/two-way.ts";

export type DrawingOrder = {
  readonly candidates: Uint32Array;
  readonly interviewers: Uint32Array;
  /** The cards of each candidate where they stand in the cells, by the interviewers' order. */
  readonly cards: Uint32Array;
};

/** What differs by rounding alone must not decide an order. */
const STEP = 1e-6;

/**
 * An order of everybody with a card that rests on what their cards say, not on names or on the order
 * of rows, so that random numbers dealt out along it are the same however a panel is written down.
 * Those whom nothing here tells apart keep the order of the cells.
 */
export function drawingOrder(
  cells: Cells,
  { candidate, interviewer, panel }: TwoWay,
): DrawingOrder {
  const { first, interviewer: by } = cells;
  const [count, met, squares, panels] = [0, 0, 0, 0].map(
    () => new Float64Array(interviewer.length),
  );
  for (let c = 0; c < candidate.length; c++)
    for (let j = first[c]!; j < first[c + 1]!; j++) {
      const i = by[j]!;
      count![i]!++;
      met![i]! += candidate[c]!;
      squares![i]! += candidate[c]! ** 2;
      panels![i]! += panel[c]!;
    }
  const interviewers = ordered(
    [interviewer, count!, met!, squares!, panels!],
    (i) => count![i]! > 0,
  );
  const size = candidate.map((_, c) => first[c + 1]! - first[c]!);
  const over = (of: (i: number) => number) =>
    candidate.map((_, c) => by.subarray(first[c], first[c + 1]).reduce((sum, i) => sum + of(i), 0));
  const [spread, busy, known] = [
    over((i) => interviewer[i]! ** 2),
    over((i) => count![i]! ** 2),
    over((i) => met![i]! ** 2),
  ];
  const candidates = ordered([candidate, panel, size, spread, busy, known], (c) => size[c]! > 0);
  const place = new Uint32Array(interviewer.length);
  for (const [at, i] of interviewers.entries()) place[i] = at;
  const cards = Uint32Array.from({ length: cardCount(cells) }, (_, card) => card);
  for (const c of candidates)
    cards.subarray(first[c]!, first[c + 1]!).sort((a, b) => place[by[a]!]! - place[by[b]!]!);
  return { candidates, interviewers, cards };
}

/** Positions by the first key that differs. */
function ordered(keys: readonly Float64Array[], has: (at: number) => boolean): Uint32Array {
  const steps = keys.map((key) => key.map((value) => Math.round(value / STEP)));
  const compare = (a: number, b: number) => {
    for (const key of steps) if (key[a] !== key[b]) return key[a]! - key[b]!;
    return a - b;
  };
  return Uint32Array.from(keys[0]!.keys()).filter(has).sort(compare);
}
