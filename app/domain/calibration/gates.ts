import {
  type Assignment,
  type AssignmentOptions,
  checkAssignment,
} from "#app/domain/calibration/assignment.ts";
import type { Cells } from "#app/domain/calibration/cells.ts";
import {
  type Components,
  connectedComponents,
  disconnection,
} from "#app/domain/calibration/connectedness.ts";
import { scoreDesign } from "#app/domain/calibration/design.ts";
import type { Fitted } from "#app/domain/calibration/fit.ts";
import { adjustmentRefusal } from "#app/domain/calibration/minimum-samples.ts";
import { isRefusal, type Refusal } from "#app/domain/calibration/refusal.ts";
import { twoWayEffects, twoWayErrors, twoWayLayout } from "#app/domain/calibration/two-way.ts";

/** On the scale, by position in the names of the cells; NaN for whoever has no card. */
export type TwoWayScores = {
  /**
   * Mean card score, had all interviewers of the candidate's component met it. Comparable within a
   * component only.
   */
  readonly score: Float64Array;
  readonly sd: Float64Array | Refusal;
};

export type Gates = {
  readonly components: Components;
  /** Why candidates can be compared within components only; null where all can be compared. */
  readonly disconnection: string | null;
  /** Why no number is adjusted at all; null where numbers are. */
  readonly adjustment: Refusal | null;
  readonly assignment: Assignment | Refusal;
  /** To be shown beside calibrated scores; null unless the assignment is flagged. */
  readonly twoWay: TwoWayScores | null;
};

/**
 * What must hold before an adjusted number is shown: enough cards, panels that are connected, and
 * panels that were not chosen by strength. `m3` is that model's fit of the same cells and weights, whose
 * variances the second check draws from; refused, it refuses that check. Deterministic for a seed.
 */
export function gates(
  cells: Cells,
  m3: Fitted,
  options: AssignmentOptions & { readonly weights?: readonly number[] } = {},
): Gates {
  const { cells: scored, design } = scoreDesign(cells, options.weights);
  const components = connectedComponents(scored);
  const fit = adjustmentRefusal(scored, components) ?? m3;
  const adjustment = isRefusal(fit) ? fit : null;
  const found = { components, disconnection: disconnection(components), adjustment };
  if (isRefusal(fit)) return { ...found, assignment: fit, twoWay: null };
  const layout = twoWayLayout(scored, components);
  const effects = twoWayEffects(layout, design.value);
  const assignment = checkAssignment(layout, effects, fit.variance, options);
  if (isRefusal(assignment) || !assignment.flagged) return { ...found, assignment, twoWay: null };
  const score = effects.candidate.map((effect) => effect + design.centre[0]!);
  const sd = twoWayErrors(layout, design.value, effects);
  return { ...found, assignment, twoWay: { score, sd } };
}
