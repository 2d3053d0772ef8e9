import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import { type Cells, cardCount } from "#app/domain/calibration/cells.ts";
import type { Group } from "#app/domain/calibration/connectedness.ts";
import { type DrawingOrder, drawingOrder } from "#app/domain/calibration/drawing-order.ts";
import { normal, type Random, seeded } from "#app/domain/calibration/random.ts";
import { type Refusal, refuse } from "#app/domain/calibration/refusal.ts";
import { type TwoWay, type TwoWayLayout, twoWayEffects } from "#app/domain/calibration/two-way.ts";

/** In points squared, of model m3 on the same card scores. */
export type ScoreVariances = {
  readonly candidate: number;
  readonly interviewer: number;
  readonly residual: number;
};

export type Assignment = {
  /** Above 0 where stronger candidates met more lenient interviewers. */
  readonly r: number;
  /** Two-sided: how often panels drawn by chance are as far from what chance gives on average. */
  readonly p: number;
  readonly flagged: boolean;
  /** What chance gives on these panels: mean and standard deviation of r over the draws. */
  readonly chance: { readonly mean: number; readonly sd: number; readonly draws: number };
  /** `counted` among the draws, or by a normal approximation from their mean and deviation. */
  readonly method: "counted" | "approximated";
  /** Why the two-way score is shown beside the calibrated one; null where not flagged. */
  readonly words: string | null;
};

export type AssignmentOptions = {
  readonly seed?: number;
  /** Chosen by the size of the panel where left out; two or more. */
  readonly draws?: number;
  /** Called after each draw with the share done; throwing from it ends the check. */
  readonly onProgress?: (share: number) => void;
};

/** Flagged below this p and above this size of r. */
export const FLAG_P = 0.01;
export const FLAG_R = 0.3;

const MOST_DRAWS = 999;
/** With fewer draws p would hardly reach below `FLAG_P`, so that it is approximated. */
const COUNTED_DRAWS = 199;
const FEWEST_DRAWS = 20;
/** Cards to draw in all, which takes about half a second. */
const WORK = 2_000_000;
/** A draw need not be exact. */
const DRAW_TOLERANCE = 1e-4;
/** Mean square, in points squared, below which effects are rounding. */
const NOTHING = 1e-18;

/**
 * Did panels depend on strength? Random effects assume they did not. The answer is the correlation,
 * over candidates, of the two-way least squares effect with the mean least squares leniency of its
 * panel. Both come from the same cards, so that it is not zero by chance alone: it is held against a
 * parametric null, draws of candidates, interviewers and residuals, independent and normal with the
 * fitted `variance`, on the same cards (Efron and Tibshirani 1993, An Introduction to the Bootstrap,
 * section 6.5). `p = (1 + draws at least as far from the draws' mean as r) / (1 + draws)`.
 *
 * Draws are 999 where cheap and fewer on large panels; below 199, p comes from a normal distribution
 * with the draws' mean and standard deviation. The same seed gives the same draws,
 * whatever the order of rows and the names.
 *
 * Where panels are disconnected both variables are centred within their component, and components in
 * which all candidates met the same interviewers take no part. Refused where none is left, or where
 * candidates or leniencies do not differ.
 */
export function checkAssignment(
  layout: TwoWayLayout,
  effects: TwoWay,
  variance: ScoreVariances,
  options: AssignmentOptions = {},
): Assignment | Refusal {
  const { cells, components } = layout;
  const groups = components.groups.filter((group) => !samePanels(cells, group));
  if (groups.length === 0)
    return refuse(
      components.groups.length === 1
        ? "Every candidate met the same panel: there is no choice of panels to check."
        : "No two candidates who can be compared met different panels.",
    );
  const r = correlationWithin(groups, effects);
  if (r === null) return refuse("Candidates or interviewers come out alike: nothing to correlate.");
  const draws = options.draws ?? affordableDraws(layout);
  const random = seeded(options.seed ?? 1);
  const order = drawingOrder(cells, effects);
  const drawn: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const invented = drawScores(cells, order, variance, random);
    const by = correlationWithin(groups, twoWayEffects(layout, invented, DRAW_TOLERANCE));
    if (by === null)
      return refuse(
        "The fitted variances leave candidates or interviewers alike: no chance to draw.",
      );
    drawn.push(by);
    options.onProgress?.(drawn.length / draws);
  }
  return verdict(r, drawn);
}

function verdict(r: number, drawn: readonly number[]): Assignment {
  const draws = drawn.length;
  const mean = drawn.reduce((sum, by) => sum + by, 0) / draws;
  const sd = Math.sqrt(drawn.reduce((sum, by) => sum + (by - mean) ** 2, 0) / (draws - 1));
  const distance = Math.abs(r - mean);
  const counted = draws >= COUNTED_DRAWS || sd === 0;
  // A hair of rounding must not decide a tie, which two candidates give at every draw.
  const asFar = drawn.filter((by) => Math.abs(by - mean) >= distance - 1e-9).length;
  const p = counted ? (1 + asFar) / (1 + draws) : 2 * normalCdf(-distance / sd, 0, 1);
  const flagged = p < FLAG_P && Math.abs(r) > FLAG_R;
  return {
    ...{ r, p, flagged, chance: { mean, sd, draws } },
    method: counted ? "counted" : "approximated",
    words: flagged ? wordsFor(r) : null,
  };
}

const wordsFor = (r: number) =>
  r > 0
    ? "Stronger candidates met more lenient interviewers than chance would pair them with. The calibrated score may take part of their strength for leniency; the two-way score beside it compares interviewers only on candidates they share."
    : "Stronger candidates met stricter interviewers than chance would pair them with. The calibrated score may not make up for all of that strictness; the two-way score beside it compares interviewers only on candidates they share.";

/** Over all candidates of the groups, each variable centred by group; null where one does not vary. */
function correlationWithin(groups: readonly Group[], { candidate, panel }: TwoWay): number | null {
  let [aa, pp, ap, count] = [0, 0, 0, 0];
  for (const { candidates } of groups) {
    let [a, p] = [0, 0];
    for (const c of candidates) {
      a += candidate[c]!;
      p += panel[c]!;
    }
    a /= candidates.length;
    p /= candidates.length;
    for (const c of candidates) {
      const [da, dp] = [candidate[c]! - a, panel[c]! - p];
      aa += da * da;
      pp += dp * dp;
      ap += da * dp;
    }
    count += candidates.length;
  }
  return Math.min(aa, pp) > NOTHING * count ? ap / Math.sqrt(aa * pp) : null;
}

/** Whether all candidates met the same interviewers in the same proportions. */
function samePanels({ first, interviewer }: Cells, { candidates }: Group): boolean {
  const panelOf = (c: number) => {
    const cards = new Map<number, number>();
    for (let j = first[c]!; j < first[c + 1]!; j++)
      cards.set(interviewer[j]!, (cards.get(interviewer[j]!) ?? 0) + 1);
    return { cards, total: first[c + 1]! - first[c]! };
  };
  const model = panelOf(candidates[0]!);
  return candidates.every((c) => {
    const { cards, total } = panelOf(c);
    if (cards.size !== model.cards.size) return false;
    for (const [by, count] of cards)
      if (count * model.total !== (model.cards.get(by) ?? 0) * total) return false;
    return true;
  });
}

/** Card scores as the model takes them to come about. */
function drawScores(
  cells: Cells,
  order: DrawingOrder,
  variance: ScoreVariances,
  random: Random,
): Float64Array {
  const deviation = {
    candidate: Math.sqrt(variance.candidate),
    interviewer: Math.sqrt(variance.interviewer),
    residual: Math.sqrt(variance.residual),
  };
  const leniency = new Float64Array(cells.interviewers.length);
  for (const i of order.interviewers) leniency[i] = deviation.interviewer * normal(random);
  const scores = new Float64Array(cardCount(cells));
  for (const c of order.candidates) {
    const strength = deviation.candidate * normal(random);
    for (let at = cells.first[c]!; at < cells.first[c + 1]!; at++) {
      const j = order.cards[at]!;
      scores[j] = strength + leniency[cells.interviewer[j]!]! + deviation.residual * normal(random);
    }
  }
  return scores;
}

/** A factored solve costs about as much as drawing one card for every thirty entries. */
function affordableDraws({ cells, dense }: TwoWayLayout): number {
  const solving = dense ? cells.interviewers.length ** 2 / 30 : cardCount(cells);
  const draws = Math.floor(WORK / (cardCount(cells) + solving + 1));
  return Math.max(FEWEST_DRAWS, Math.min(MOST_DRAWS, draws));
}
