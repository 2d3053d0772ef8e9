import type { Cells } from "#app/domain/calibration/cells.ts";

/**
 * The ratings that can be compared: a unit is one candidate on one criterion, and holds the ratings
 * on all cards about that candidate where there are two or more.
 */
export type Pairable = {
  /** Candidates with a unit. */
  readonly candidates: number;
  /** The units of the `c`th of them are `first[c]` up to, and without, `first[c + 1]`. */
  readonly first: Uint32Array;
  /** The ratings of unit `u` are `start[u]` up to, and without, `start[u + 1]`. */
  readonly start: Uint32Array;
  /** Each rating as the place of its value in `values`. */
  readonly rank: Uint32Array;
  /** The distinct values, ascending. */
  readonly values: Float64Array;
  /** How often each value stands among the pairable ratings. */
  readonly counts: Float64Array;
};

/** `criteria` by position in the cells. */
export function pairableIn(cells: Cells, criteria: readonly number[]): Pairable {
  const { first: firstCard, ratings } = cells;
  const width = cells.criteria.length;
  const codes = new Map<number, number>();
  const counts: number[] = [];
  const code = new Uint32Array(ratings.length);
  const start = new Uint32Array((firstCard.length - 1) * criteria.length + 1);
  const first = new Uint32Array(firstCard.length);
  let [candidates, units, end] = [0, 0, 0];
  for (let c = 0; c + 1 < firstCard.length; c++) {
    for (const criterion of criteria) {
      let size = 0;
      for (let card = firstCard[c]!; card < firstCard[c + 1]!; card++) {
        const value = ratings[card * width + criterion]!;
        if (!Number.isNaN(value)) code[end + size++] = codeOf(value);
      }
      if (size < 2) continue;
      for (let at = end; at < end + size; at++) counts[code[at]!]!++;
      end += size;
      start[++units] = end;
    }
    if (units > first[candidates]!) first[++candidates] = units;
  }
  return ranked();

  function codeOf(value: number): number {
    const known = codes.get(value);
    if (known !== undefined) return known;
    codes.set(value, counts.length);
    return counts.push(0) - 1;
  }

  function ranked(): Pairable {
    const kept = [...codes].filter(([, at]) => counts[at]! > 0).sort(([a], [b]) => a - b);
    const rankOf = new Uint32Array(counts.length);
    for (const [rank, [, at]] of kept.entries()) rankOf[at] = rank;
    return {
      candidates,
      first: first.slice(0, candidates + 1),
      start: start.slice(0, units + 1),
      rank: code.subarray(0, end).map((at) => rankOf[at]!),
      values: Float64Array.from(kept, ([value]) => value),
      counts: Float64Array.from(kept, ([, at]) => counts[at]!),
    };
  }
}

/** Where each value stands among all pairable ratings put in order: ties share their middle. */
export function midranks(counts: Float64Array): Float64Array {
  let below = 0;
  return counts.map((count) => {
    below += count;
    return below - count / 2;
  });
}

/** The sum of squared differences over all ordered pairs of ratings. */
export function totalSpread(scale: Float64Array, counts: Float64Array): number {
  let [n, sum, squares] = [0, 0, 0];
  for (let at = 0; at < counts.length; at++) {
    n += counts[at]!;
    sum += counts[at]! * scale[at]!;
  }
  const centre = n > 0 ? sum / n : 0;
  for (let at = 0; at < counts.length; at++) squares += counts[at]! * (scale[at]! - centre) ** 2;
  return 2 * n * squares;
}
