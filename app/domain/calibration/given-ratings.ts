import { type Cells, cardCount } from "#app/domain/calibration/cells.ts";
import { FLAT_SCORES } from "#app/domain/calibration/summary.ts";

/** What interviewers gave, by position in the names of the cells; no model is asked. */
export type GivenRatings = {
  /** Of all. */
  readonly total: number;
  readonly ratings: Uint32Array;
  /** In points; NaN without a rating. */
  readonly mean: Float64Array;
  /** Sample standard deviation in points; NaN below two ratings. */
  readonly sd: Float64Array;
  /** Cards with `FLAT_SCORES` or more ratings, and those of them with one number throughout. */
  readonly tellable: Uint32Array;
  readonly flat: Uint32Array;
};

/** In one pass over the ratings (Welford 1962, Technometrics 4:419). */
export function givenRatings(cells: Cells): GivenRatings {
  const width = cells.criteria.length;
  const people = cells.interviewers.length;
  const [ratings, tellable, flat] = [counts(people), counts(people), counts(people)];
  const [mean, squares] = [new Float64Array(people), new Float64Array(people)];
  let total = 0;
  for (let card = 0; card < cardCount(cells); card++) {
    const i = cells.interviewer[card]!;
    let [n, low, high] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let at = card * width; at < (card + 1) * width; at++) {
      const given = cells.ratings[at]!;
      if (Number.isNaN(given)) continue;
      n++;
      if (given < low) low = given;
      if (given > high) high = given;
      const away = given - mean[i]!;
      mean[i]! += away / ++ratings[i]!;
      squares[i]! += away * (given - mean[i]!);
    }
    total += n;
    if (n < FLAT_SCORES) continue;
    tellable[i]!++;
    if (low === high) flat[i]!++;
  }
  return {
    ...{ total, ratings, tellable, flat },
    mean: mean.map((value, i) => (ratings[i]! > 0 ? value : Number.NaN)),
    sd: squares.map((sum, i) =>
      ratings[i]! > 1 ? Math.sqrt(sum / (ratings[i]! - 1)) : Number.NaN,
    ),
  };
}

const counts = (length: number) => new Uint32Array(length);

/** Writes a candidate's mean on each criterion, over the cards that observed it; NaN where none did. */
export function profileInto(cells: Cells, c: number, out: Float64Array): Float64Array {
  const width = cells.criteria.length;
  for (let k = 0; k < width; k++) {
    let [n, sum] = [0, 0];
    for (let card = cells.first[c]!; card < cells.first[c + 1]!; card++) {
      const given = cells.ratings[card * width + k]!;
      if (Number.isNaN(given)) continue;
      n++;
      sum += given;
    }
    out[k] = sum / n;
  }
  return out;
}

/**
 * How much candidates differ on each criterion, in points: the sample standard deviation of their
 * means; NaN below two of them.
 */
export function profileSpreads(cells: Cells): Float64Array {
  const width = cells.criteria.length;
  const profile = new Float64Array(width);
  const [n, mean, squares] = [0, 0, 0].map(() => new Float64Array(width));
  for (let c = 0; c < cells.candidates.length; c++) {
    profileInto(cells, c, profile);
    for (let k = 0; k < width; k++) {
      const away = profile[k]! - mean![k]!;
      if (Number.isNaN(away)) continue;
      mean![k]! += away / ++n![k]!;
      squares![k]! += away * (profile[k]! - mean![k]!);
    }
  }
  return squares!.map((sum, k) => (n![k]! > 1 ? Math.sqrt(sum / (n![k]! - 1)) : Number.NaN));
}
