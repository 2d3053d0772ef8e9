import { midranks, totalSpread } from "#app/domain/calibration/pairable.ts";

/**
 * How often two points were given about one candidate on one criterion, as Krippendorff counts it: a unit
 * of m ratings adds 1 / (m - 1) for each ordered pair of them. One slot for each two points a <= b, row by
 * row of the upper triangle, both orders in one.
 */
export type Coincidences = Float64Array;

export const slotsOf = (points: number): number => (points * (points + 1)) / 2;

/** Adds one unit, given as how many of its ratings lie on each point, if two or more do. */
export function addUnit(table: Coincidences, given: ArrayLike<number>): void {
  const points = given.length;
  let ratings = 0;
  for (let a = 0; a < points; a++) ratings += given[a]!;
  if (ratings < 2) return;
  for (let a = 0, slot = 0; a < points; a++) {
    table[slot++]! += (given[a]! * (given[a]! - 1)) / (ratings - 1);
    for (let b = a + 1; b < points; b++)
      table[slot++]! += (2 * given[a]! * given[b]!) / (ratings - 1);
  }
}

/** How often each point stands among the pairable ratings. */
export function pointCounts(table: Coincidences, points: number): Float64Array {
  const counts = new Float64Array(points);
  for (let a = 0, slot = 0; a < points; a++)
    for (let b = a; b < points; b++) {
      counts[a]! += table[slot]! / 2;
      counts[b]! += table[slot++]! / 2;
    }
  return counts;
}

/**
 * Disagreement that was seen over that which chance would make, by metric: 1 minus alpha. NaN where all
 * ratings are the same.
 */
export function disagreement(table: Coincidences, points: number) {
  const counts = pointCounts(table, points);
  const places = midranks(counts);
  const values = Float64Array.from(counts, (_, point) => point + 1);
  const seen = { nominal: 0, ordinal: 0, interval: 0 };
  let n = 0;
  for (let a = 0, slot = 0; a < points; a++) {
    n += counts[a]!;
    for (let b = a; b < points; b++) {
      const times = table[slot++]!;
      if (a !== b) seen.nominal += times;
      seen.ordinal += times * (places[a]! - places[b]!) ** 2;
      seen.interval += times * (values[a]! - values[b]!) ** 2;
    }
  }
  const same = counts.reduce((sum, count) => sum + count * count, 0);
  return {
    nominal: ((n - 1) * seen.nominal) / (n * n - same),
    ordinal: ((n - 1) * seen.ordinal) / totalSpread(places, counts),
    interval: ((n - 1) * seen.interval) / totalSpread(values, counts),
  };
}
