import { type Cells, cardCount } from "#app/domain/calibration/cells.ts";

/** Mean of each criterion's observed ratings; NaN for a criterion nobody observed. */
export function criterionMeans({ ratings, criteria }: Cells): Float64Array {
  const sums = new Float64Array(criteria.length);
  const counts = new Float64Array(criteria.length);
  for (let at = 0, k = 0; at < ratings.length; at++) {
    const given = ratings[at]!;
    if (!Number.isNaN(given)) {
      sums[k]! += given;
      counts[k]!++;
    }
    if (++k === criteria.length) k = 0;
  }
  return sums.map((sum, k) => sum / counts[k]!);
}

export type CardScores = {
  /** One per card, in points around 0: the weighted mean of what it observed, each criterion centred. */
  readonly scores: Float64Array;
  /** What to add for a score on the scale: the weighted mean of the criteria's means. */
  readonly centre: number;
  readonly means: Float64Array;
};

/**
 * The weighted card means that model m3 and everything on whole cards rests on. Criteria are centred
 * first, so that a card is not high because it skipped a hard criterion; weights are those of the
 * observed criteria, equal ones where left out. A card whose observed criteria all weigh nothing is NaN.
 */
export function cardScores(cells: Cells, weights?: readonly number[]): CardScores {
  const width = cells.criteria.length;
  const means = criterionMeans(cells);
  const weight = (k: number) => weights?.[k] ?? 1;
  const scores = new Float64Array(cardCount(cells));
  for (let card = 0; card < scores.length; card++) {
    let sum = 0;
    let total = 0;
    for (let k = 0; k < width; k++) {
      const given = cells.ratings[card * width + k]!;
      if (Number.isNaN(given)) continue;
      sum += weight(k) * (given - means[k]!);
      total += weight(k);
    }
    scores[card] = total > 0 ? sum / total : Number.NaN;
  }
  let centre = 0;
  let total = 0;
  for (let k = 0; k < width; k++) {
    if (Number.isNaN(means[k]!)) continue;
    centre += weight(k) * means[k]!;
    total += weight(k);
  }
  return { scores, centre: total > 0 ? centre / total : 0, means };
}
