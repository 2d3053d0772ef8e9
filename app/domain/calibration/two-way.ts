import type { Cells } from "#app/domain/calibration/cells.ts";
import { factor, inverse, solve } from "#app/domain/calibration/cholesky.ts";
import { conjugateGradients, type Operator } from "#app/domain/calibration/conjugate-gradient.ts";
import type { Components } from "#app/domain/calibration/connectedness.ts";
import { type Refusal, refuse } from "#app/domain/calibration/refusal.ts";

/**
 * Two-way fixed effects of one set of card scores, by position in the names of the cells and in points.
 * Whoever has no card has NaN.
 */
export type TwoWay = {
  /** Mean the candidate would have, had all interviewers of its component met it. */
  readonly candidate: Float64Array;
  /** Leniency: above 0 for whoever scores higher; adds up to zero within each component. */
  readonly interviewer: Float64Array;
  /** By candidate, the mean leniency of the cards it got. */
  readonly panel: Float64Array;
};

export type TwoWayLayout = {
  readonly cells: Cells;
  readonly components: Components;
  /** Interviewers' effects from their right-hand side; `tolerance` counts where it is not exact. */
  readonly solve: (right: Float64Array, tolerance: number) => Float64Array;
  /** Whether the interviewers' system is factored once, which standard errors need. */
  readonly dense: boolean;
};

/** Up to this many interviewers the system is factored: a thousand take half a second and 8 MB. */
export const DENSE_INTERVIEWERS = 1000;

/** Of the right-hand side's length, where solved by conjugate gradients. */
const TOLERANCE = 1e-11;

/**
 * Prepares `score ~ candidate + interviewer` by ordinary least squares for any number of sets of
 * scores. Candidates are eliminated; what remains is the interviewers' Laplacian, singular once per
 * component, which is settled by effects that add up to zero there (Searle 1987, Linear Models for
 * Unbalanced Data). Factored once while small, by conjugate gradients beyond (Hestenes and
 * Stiefel 1952, Journal of Research of the National Bureau of Standards 49:409).
 */
export function twoWayLayout(
  cells: Cells,
  components: Components,
  dense = cells.interviewers.length <= DENSE_INTERVIEWERS,
): TwoWayLayout {
  const size = cells.interviewers.length;
  const system = dense ? groundedLaplacian(cells, components) : null;
  if (system && factor(system, size)) {
    const exactly = (right: Float64Array) => {
      const effects = right.slice();
      solve(system, size, effects);
      return centred(effects, components);
    };
    return { cells, components, solve: exactly, dense: true };
  }
  const operator = laplacian(cells);
  const iteratively = (right: Float64Array, tolerance: number) =>
    centred(
      conjugateGradients(operator, centred(right.slice(), components), 1, tolerance),
      components,
    );
  return { cells, components, solve: iteratively, dense: false };
}

/** The effects of one set of scores, one per card, none of them NaN. */
export function twoWayEffects(
  { cells, components, solve }: TwoWayLayout,
  scores: Float64Array,
  tolerance = TOLERANCE,
): TwoWay {
  const { first, interviewer: by } = cells;
  const candidate = new Float64Array(cells.candidates.length);
  const right = new Float64Array(cells.interviewers.length);
  for (let c = 0; c < candidate.length; c++) {
    const [from, to] = [first[c]!, first[c + 1]!];
    let sum = 0;
    for (let j = from; j < to; j++) sum += scores[j]!;
    const mean = sum / (to - from);
    candidate[c] = mean;
    for (let j = from; j < to; j++) right[by[j]!]! += scores[j]! - mean;
  }
  const interviewer = solve(right, tolerance);
  const panel = panelMeans(cells, interviewer);
  for (let c = 0; c < candidate.length; c++) candidate[c]! -= panel[c]!;
  for (let i = 0; i < interviewer.length; i++)
    if (components.interviewer[i] === -1) interviewer[i] = Number.NaN;
  return { candidate, interviewer, panel };
}

/** By candidate, the mean over its cards of a value of their interviewers; NaN without cards. */
export function panelMeans({ candidates, first, interviewer }: Cells, value: Float64Array) {
  const means = new Float64Array(candidates.length);
  for (let c = 0; c < means.length; c++) {
    const [from, to] = [first[c]!, first[c + 1]!];
    let sum = 0;
    for (let j = from; j < to; j++) sum += value[interviewer[j]!]!;
    means[c] = sum / (to - from);
  }
  return means;
}

/**
 * Standard error of each candidate's effect, in points; NaN for whoever has no card. Refused where no
 * card is left over to tell the residual variance, and beyond `DENSE_INTERVIEWERS`.
 */
export function twoWayErrors(
  layout: TwoWayLayout,
  scores: Float64Array,
  effects: TwoWay,
): Float64Array | Refusal {
  const { cells, components, dense } = layout;
  const variance = residualVariance(layout, scores, effects);
  if (variance === null) return refuse("No more cards than effects: nothing tells their error.");
  const size = cells.interviewers.length;
  const system = dense ? groundedLaplacian(cells, components) : null;
  if (system === null || !factor(system, size))
    return refuse("Too many interviewers for standard errors of two-way scores.");
  const covariance = inverse(system, size);
  return effects.candidate.map((_, c) => {
    const panel = cells.interviewer.subarray(cells.first[c]!, cells.first[c + 1]!);
    let sum = 0;
    for (const a of panel) for (const b of panel) sum += covariance[a * size + b]!;
    const n = panel.length;
    const group = components.groups[components.candidate[c]!];
    // What was added to the Laplacian to ground it is taken out again.
    const ground = group ? 1 / group.interviewers.length : 0;
    return Math.sqrt(variance * Math.max(1 / n, 1 / n + sum / n ** 2 - ground));
  });
}

/** Mean square of what candidates and interviewers leave; null where they leave no card over. */
function residualVariance(
  { cells, components }: TwoWayLayout,
  scores: Float64Array,
  { candidate, interviewer }: TwoWay,
): number | null {
  let effects = -components.groups.length;
  for (const group of components.groups)
    effects += group.candidates.length + group.interviewers.length;
  if (scores.length <= effects) return null;
  let squares = 0;
  for (let c = 0; c < candidate.length; c++)
    for (let j = cells.first[c]!; j < cells.first[c + 1]!; j++)
      squares += (scores[j]! - candidate[c]! - interviewer[cells.interviewer[j]!]!) ** 2;
  return squares / (scores.length - effects);
}

/** The Laplacian with the mean of each component added, which makes it regular; lower half only. */
function groundedLaplacian(
  { candidates, interviewers, first, interviewer }: Cells,
  of: Components,
) {
  const size = interviewers.length;
  const system = new Float64Array(size * size);
  for (let c = 0; c < candidates.length; c++) {
    const [from, to] = [first[c]!, first[c + 1]!];
    const share = 1 / (to - from);
    for (let a = from; a < to; a++) {
      const row = interviewer[a]! * size;
      system[row + interviewer[a]!]!++;
      for (let b = from; b < to; b++) {
        if (interviewer[b]! <= interviewer[a]!) system[row + interviewer[b]!]! -= share;
      }
    }
  }
  for (const { interviewers: members } of of.groups)
    for (const a of members)
      for (const b of members) if (b <= a) system[a * size + b]! += 1 / members.length;
  for (let i = 0; i < size; i++) if (of.interviewer[i] === -1) system[i * size + i] = 1;
  return system;
}

/** Takes the mean of each component away, in place. */
function centred(effects: Float64Array, { groups }: Components): Float64Array {
  for (const { interviewers } of groups) {
    let sum = 0;
    for (const i of interviewers) sum += effects[i]!;
    for (const i of interviewers) effects[i]! -= sum / interviewers.length;
  }
  return effects;
}

/** The Laplacian, never formed. Whoever shared no candidate has 1 for a diagonal instead of 0. */
function laplacian({ candidates, interviewers, first, interviewer }: Cells): Operator {
  const size = interviewers.length;
  const cards = new Float64Array(size);
  const diagonal = new Float64Array(size);
  for (let c = 0; c < candidates.length; c++)
    for (let j = first[c]!; j < first[c + 1]!; j++) {
      cards[interviewer[j]!]!++;
      diagonal[interviewer[j]!]! += 1 - 1 / (first[c + 1]! - first[c]!);
    }
  return {
    size,
    diagonal: diagonal.map((of) => of || 1),
    apply(x, lanes, out) {
      for (let at = 0, i = 0; i < size; i++)
        for (let l = 0; l < lanes; l++, at++) out[at] = cards[i]! * x[at]!;
      for (let c = 0; c < candidates.length; c++) {
        const [from, to] = [first[c]!, first[c + 1]!];
        for (let l = 0; l < lanes; l++) {
          let sum = 0;
          for (let j = from; j < to; j++) sum += x[interviewer[j]! * lanes + l]!;
          const mean = sum / (to - from);
          for (let j = from; j < to; j++) out[interviewer[j]! * lanes + l]! -= mean;
        }
      }
    },
  };
}
