import { cardScores, criterionMeans } from "#app/domain/calibration/card-scores.ts";
import { type Cells, cardCount, cardsWhere } from "#app/domain/calibration/cells.ts";

/**
 * What a model needs of the ratings, in one pass: a card collapses to how many ratings it holds, their
 * sum, and which criteria they observed. Values are centred by criterion, which changes no effect and
 * keeps sums small.
 */
export type Design = {
  readonly candidates: number;
  readonly interviewers: number;
  /** Columns of the fixed part: the criteria, or one of card scores. */
  readonly columns: number;
  readonly observations: number;
  readonly first: Uint32Array;
  readonly interviewer: Uint32Array;
  /** Observations on each card. */
  readonly count: Uint8Array;
  readonly mostOnCard: number;
  /** Mean of the centred observations on each card. */
  readonly value: Float64Array;
  /** Which row of `patterns` each card observed. */
  readonly pattern: Uint32Array;
  /** 1 where a pattern holds a column, row by row. */
  readonly patterns: Float64Array;
  readonly squares: number;
  /** Observations and centred sum of each column. */
  readonly columnCount: Float64Array;
  readonly columnSum: Float64Array;
  /** What was subtracted from each column. */
  readonly centre: Float64Array;
  /** The criterion of each column; none of card scores. */
  readonly criterion: readonly number[];
};

/** One observation per rating, for models m1 and m2, with a column for each criterion observed. */
export function ratingDesign(cells: Cells): Design {
  const all = criterionMeans(cells);
  const criterion = cells.criteria.map((_, k) => k).filter((k) => !Number.isNaN(all[k]!));
  const means = Float64Array.from(criterion, (k) => all[k]!);
  const stride = cells.criteria.length;
  const width = criterion.length;
  const cards = cardCount(cells);
  const count = new Uint8Array(cards);
  const value = new Float64Array(cards);
  const pattern = new Uint32Array(cards);
  const columnCount = new Float64Array(width);
  const columnSum = new Float64Array(width);
  const known = new Map<string, number>();
  const patterns: number[] = [];
  let last = "";
  let lastAt = 0;
  let observations = 0;
  let squares = 0;
  const seen = new Uint8Array(width);
  for (let card = 0; card < cards; card++) {
    let n = 0;
    let total = 0;
    for (let k = 0; k < width; k++) {
      const given = cells.ratings[card * stride + criterion[k]!]!;
      seen[k] = 0;
      if (Number.isNaN(given)) continue;
      const centred = given - means[k]!;
      seen[k] = 1;
      n++;
      total += centred;
      squares += centred * centred;
      columnCount[k]!++;
      columnSum[k]! += centred;
    }
    count[card] = n;
    value[card] = total / n;
    observations += n;
    pattern[card] = n === width && last === "all" ? lastAt : patternOf(n === width);
  }
  return {
    ...frame(cells),
    columns: width,
    observations,
    ...{ count, mostOnCard: width, value, pattern, patterns: Float64Array.from(patterns), squares },
    ...{ columnCount, columnSum, centre: means, criterion },
  };

  function patternOf(all: boolean): number {
    const key = all ? "all" : seen.join("");
    last = key;
    lastAt = known.get(key) ?? known.size;
    if (lastAt === known.size) {
      known.set(key, lastAt);
      patterns.push(...seen);
    }
    return lastAt;
  }
}

/** For model m3: the cards that have a score, one observation each, and the means they were centred by. */
export function scoreDesign(
  cells: Cells,
  weights?: readonly number[],
): { readonly cells: Cells; readonly design: Design; readonly means: Float64Array } {
  const all = cardScores(cells, weights);
  const dropped = all.scores.some(Number.isNaN);
  const kept = dropped ? cardsWhere(cells, (card) => !Number.isNaN(all.scores[card]!)) : cells;
  const value = dropped ? all.scores.filter((score) => !Number.isNaN(score)) : all.scores;
  let squares = 0;
  let total = 0;
  for (const score of value) {
    squares += score * score;
    total += score;
  }
  const design: Design = {
    ...frame(kept),
    columns: 1,
    observations: value.length,
    ...{ value, squares },
    count: new Uint8Array(value.length).fill(1),
    mostOnCard: 1,
    pattern: new Uint32Array(value.length),
    patterns: Float64Array.of(1),
    columnCount: Float64Array.of(value.length),
    columnSum: Float64Array.of(total),
    centre: Float64Array.of(all.centre),
    criterion: [],
  };
  return { cells: kept, design, means: all.means };
}

const frame = ({ candidates, interviewers, first, interviewer }: Cells) => ({
  candidates: candidates.length,
  interviewers: interviewers.length,
  first,
  interviewer,
});
