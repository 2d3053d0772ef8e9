import binomialCdf from "@stdlib/stats-base-dists-binomial-cdf";
import fCdf from "@stdlib/stats-base-dists-f-cdf";
import { criterionMeans } from "#app/domain/calibration/card-scores.ts";
import type { Cells, Points } from "#app/domain/calibration/cells.ts";
import type { Fit } from "#app/domain/calibration/fit.ts";
import { type Refusal, refuse } from "#app/domain/calibration/refusal.ts";

/** How one interviewer's ratings lie around what the additive model expects of them. */
export type ResidualStatistics = {
  readonly ratings: number;
  /** Mean squared residual over the model's residual variance; about 1 for a typical interviewer. */
  readonly meanSquare: number;
  /** Points of rating per expected point, within this interviewer; below 1 where compressed. */
  readonly slope: number;
  /**
   * Standard error of `slope`, from the simple regression of rating on expected; from the model's
   * residual variance where all ratings are the same, which leave no error of their own.
   */
  readonly slopeError: number;
  /**
   * Points of card mean per point of the candidate's effect, between this interviewer's cards; null
   * where these candidates' effects are all the same.
   */
  readonly cardSlope: number | null;
  /** Correlation of residual and expected; null where one of them does not vary. */
  readonly expectedCorrelation: number | null;
};

/** How much the ratings on one interviewer's cards differ from criterion to criterion. */
export type CardStatistics = {
  /** Pooled variance within cards, each criterion first centred on its mean, in points squared. */
  readonly variance: number;
  readonly ratioToOthers: number;
  /** Ratings less cards: this interviewer's, then everybody else's. */
  readonly freedom: number;
  readonly othersFreedom: number;
  /** P of a ratio this small or smaller, if this interviewer's cards varied like the others'. */
  readonly ratioP: number;
  /** Cards with two ratings or more, those of them with one number throughout, and the others' share. */
  readonly cards: number;
  readonly flat: number;
  readonly othersFlatShare: number;
  /** P of so many flat cards or more, at the others' share. */
  readonly flatP: number;
};

/**
 * Residuals of `rating ~ criterion + (1|candidate) + (1|interviewer)` by interviewer, in their order.
 * Refused below three ratings, where the model left no residual variance, and where everything
 * expected of an interviewer is the same.
 *
 * After the residual statistics of Myford & Wolfe (2004), Journal of Applied Measurement 5, 189-227,
 * carried over from logits to points.
 */
export function residualStatistics(cells: Cells, m1: Fit): (ResidualStatistics | Refusal)[] {
  const width = cells.criteria.length;
  const expectedAt = (c: number, card: number, k: number) =>
    m1.fixed[k]! + m1.candidate.blup[c]! + m1.interviewer.blup[cells.interviewer[card]!]!;
  const groups = cells.interviewers.map(() => ({ n: 0, x: 0, y: 0, xx: 0, xy: 0, yy: 0, ee: 0 }));
  forEachRating(cells, (c, card, k) => {
    const group = groups[cells.interviewer[card]!]!;
    group.n++;
    group.x += expectedAt(c, card, k);
    group.y += cells.ratings[card * width + k]!;
  });
  forEachRating(cells, (c, card, k) => {
    const group = groups[cells.interviewer[card]!]!;
    const [expected, rating] = [expectedAt(c, card, k), cells.ratings[card * width + k]!];
    const [dx, dy] = [expected - group.x / group.n, rating - group.y / group.n];
    group.xx += dx * dx;
    group.xy += dx * dy;
    group.yy += dy * dy;
    group.ee += (rating - expected) ** 2;
  });
  const cardSlopes = slopesBetweenCards(cells, m1);
  const sigma2 = m1.variance.residual;
  const all = groups.reduce((sum, { ee }) => sum + ee, 0);
  return groups.map(({ n, xx, xy, yy, ee }, i) => {
    if (n < 3) return refuse("Fewer than three ratings.");
    if (!(sigma2 > NOTHING) || !(all > NOTHING * n))
      return refuse("Everybody's ratings are exactly what the panel leads one to expect.");
    if (!(xx > NOTHING * n)) return refuse("The same is expected of every rating.");
    const slope = xy / xx;
    // Of residual = rating - expected, from the same sums.
    const residual = Math.max(0, yy - 2 * xy + xx);
    return {
      ratings: n,
      meanSquare: ee / n / sigma2,
      slope,
      slopeError: Math.sqrt(
        (yy > NOTHING * n ? Math.max(0, yy - slope * xy) / (n - 2) : sigma2) / xx,
      ),
      cardSlope: cardSlopes[i]!,
      expectedCorrelation: residual > NOTHING * n ? (xy - xx) / Math.sqrt(residual * xx) : null,
    };
  });
}

function slopesBetweenCards(cells: Cells, m1: Fit): (number | null)[] {
  const width = cells.criteria.length;
  const sums = cells.interviewers.map(() => ({ n: 0, x: 0, y: 0, xx: 0, xy: 0 }));
  for (let c = 0; c < cells.candidates.length; c++) {
    const x = m1.candidate.blup[c]!;
    for (let card = cells.first[c]!; card < cells.first[c + 1]!; card++) {
      const ratings = cells.ratings.subarray(card * width, (card + 1) * width);
      const { n, sum } = spreadOf(ratings, m1.fixed);
      const own = sums[cells.interviewer[card]!]!;
      own.n++;
      own.x += x;
      own.y += sum / n;
      own.xx += x * x;
      own.xy += (x * sum) / n;
    }
  }
  return sums.map(({ n, x, y, xx, xy }) => {
    const squares = xx - (x * x) / n;
    return squares > NOTHING * n ? (xy - (x * y) / n) / squares : null;
  });
}

/** Points squared below which nothing varies but rounding. */
const NOTHING = 1e-12;

/**
 * Variance within cards and flat cards by interviewer, in their order, against everybody else's.
 * Refused where there is one criterion, and for an interviewer without a card of two ratings or with
 * nobody to be held against.
 *
 * A panel without any flat card is taken to have less than one in as many cards as it has, so that
 * one flat card alone proves nothing. Murphy, Jako & Anhalt (1993), Journal of Applied Psychology 78,
 * 218-225: such alikeness may be true of the candidates.
 */
export function cardStatistics(cells: Cells): (CardStatistics | Refusal)[] {
  if (cells.criteria.length < 2)
    return cells.interviewers.map(() => refuse("Cards rate one criterion only."));
  const groups = cells.interviewers.map(() => ({ squares: 0, freedom: 0, cards: 0, flat: 0 }));
  const centre = criterionMeans(cells);
  const width = cells.criteria.length;
  for (let card = 0; card < cells.interviewer.length; card++) {
    const ratings = cells.ratings.subarray(card * width, (card + 1) * width);
    const { n, squares, flat } = spreadOf(ratings, centre);
    if (n < 2) continue;
    const group = groups[cells.interviewer[card]!]!;
    group.squares += squares;
    group.freedom += n - 1;
    group.cards++;
    if (flat) group.flat++;
  }
  const total = { squares: 0, freedom: 0, cards: 0, flat: 0 };
  for (const group of groups) {
    total.squares += group.squares;
    total.freedom += group.freedom;
    total.cards += group.cards;
    total.flat += group.flat;
  }
  return groups.map(({ squares, freedom, cards, flat }) => {
    if (cards === 0) return refuse("No card with two ratings or more.");
    const othersFreedom = total.freedom - freedom;
    const othersVariance = (total.squares - squares) / othersFreedom;
    const othersCards = total.cards - cards;
    if (othersCards === 0) return refuse("Nobody else has a card with two ratings or more.");
    if (!(othersVariance > NOTHING)) return refuse("Nobody else's cards vary between criteria.");
    const othersFlatShare = (total.flat - flat) / othersCards;
    const ratio = squares / freedom / othersVariance;
    return {
      variance: squares / freedom,
      ratioToOthers: ratio,
      freedom,
      othersFreedom,
      ratioP: fCdf(ratio, freedom, othersFreedom),
      cards,
      flat,
      othersFlatShare,
      flatP: atLeast(flat, cards, Math.max(othersFlatShare, 1 / (othersCards + 1))),
    };
  });
}

/** P(X >= count) for a binomial X, by the complement's lower tail, which keeps its small values. */
function atLeast(count: number, trials: number, share: number): number {
  return count === 0 ? 1 : binomialCdf(trials - count, trials, 1 - share);
}

function spreadOf(ratings: Points, centre: Float64Array) {
  let [n, sum, low, high] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let k = 0; k < ratings.length; k++) {
    const rating = ratings[k]!;
    if (Number.isNaN(rating)) continue;
    n++;
    sum += rating - centre[k]!;
    low = Math.min(low, rating);
    high = Math.max(high, rating);
  }
  let squares = 0;
  for (let k = 0; k < ratings.length; k++)
    if (!Number.isNaN(ratings[k]!)) squares += (ratings[k]! - centre[k]! - sum / n) ** 2;
  return { n, sum, squares, flat: low === high };
}

function forEachRating(cells: Cells, visit: (c: number, card: number, k: number) => void): void {
  const width = cells.criteria.length;
  for (let c = 0; c < cells.candidates.length; c++)
    for (let card = cells.first[c]!; card < cells.first[c + 1]!; card++)
      for (let k = 0; k < width; k++)
        if (!Number.isNaN(cells.ratings[card * width + k]!)) visit(c, card, k);
}
