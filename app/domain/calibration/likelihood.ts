import type { Design } from "#app/domain/calibration/design.ts";
import { equations } from "#app/domain/calibration/equations.ts";
import { type Evaluation, profiledDeviance } from "#app/domain/calibration/evaluation.ts";
import { exactEvaluation } from "#app/domain/calibration/exact.ts";
import type { Estimator, Fit, FitOptions, Ratios } from "#app/domain/calibration/fit.ts";
import { startingRatios } from "#app/domain/calibration/moments.ts";
import { type Optimum, optimum } from "#app/domain/calibration/optimum.ts";
import { type Probes, probes } from "#app/domain/calibration/probes.ts";
import {
  logSystem,
  type StochasticEvaluation,
  stochasticEvaluation,
} from "#app/domain/calibration/stochastic.ts";
import { estimatedErrors } from "#app/domain/calibration/stochastic-errors.ts";
import {
  normalBeyond,
  normalDifference,
  normalEffects,
  onlyMet,
  type PredictionErrors,
  predictionErrors,
  shares,
} from "#app/domain/calibration/uncertainty.ts";

/** Beyond this many interviewers probes are faster than forming their system. */
const MOST_EXACT = 1000;
/** On panels whose interviewers hardly mix probes tell less: then it is formed, up to this many. */
const MOST_FORMED = 3000;
const MOST_NOISE = 5e-5;
/** How many times as many probes are tried first. */
const AGAIN = 5;
const ERROR_SEED = 2;
/** A residual this small next to all there is would be rounding: the ratings fit without error. */
const EXACT_FIT = 1e-7;

/**
 * A fit by (restricted) maximum likelihood: exact where the interviewers' system is worth forming, by
 * probes beyond. Null where no finite optimum exists.
 */
export function likelihoodFit(
  design: Design,
  estimator: Estimator,
  options: FitOptions,
  hasCard: boolean,
  fixed: (columns: Float64Array) => Float64Array,
): Fit | null {
  const { interviewers } = design;
  const restricted = estimator !== "ml";
  const searchFrom =
    (start: Ratios): Search =>
    (evaluate) =>
      optimum(
        evaluate,
        start,
        hasCard ? ["candidate", "interviewer", "card"] : ["candidate", "interviewer"],
        estimator === "penalized" ? 1 : 0,
        (step) => options.onProgress?.(1 - 0.6 ** (step + 1)),
      );
  const begun = options.start ?? startingRatios(design, hasCard);
  // Of other cells, the last fit may have had a card effect that these cannot have.
  const start = hasCard ? begun : { ...begun, card: 0 };
  const path = options.path ?? (interviewers <= MOST_EXACT ? "exact" : "stochastic");
  const formed = (from: Ratios) => exactly(design, restricted, searchFrom(from));
  const probed = (from: Ratios, times: number) =>
    byProbes(design, restricted, probes(interviewers, options.seed ?? 1, times), searchFrom(from));
  let solution = path === "exact" ? formed(start) : probed(start, 1);
  if (!options.path && solution && solution.noise > MOST_NOISE)
    solution = probed(solution.ratios, AGAIN);
  if (!options.path && solution && solution.noise > MOST_NOISE && interviewers <= MOST_FORMED)
    solution = formed(solution.ratios);
  if (!solution || solution.at.square < EXACT_FIT * design.squares) return null;
  const { ratios, at, value, errors } = solution;
  const sigma2 = at.square / at.freedom;
  const root = (share: number) => Math.sqrt(sigma2 * share);
  const columns = design.centre.map((centre, k) => centre + at.solution[design.interviewers + k]!);
  const mean = shares(design).reduce((sum, share, k) => sum + share * columns[k]!, 0);
  const candidate = at.residuals.candidate.map((own) => own * ratios.candidate);
  const interviewer = at.residuals.interviewer.map((own) => own * ratios.interviewer);
  const ofInterviewer = errors.interviewer.map(root);
  return {
    model: options.model,
    path: solution.path,
    estimator,
    variance: {
      candidate: ratios.candidate * sigma2,
      interviewer: ratios.interviewer * sigma2,
      card: hasCard ? ratios.card * sigma2 : null,
      residual: sigma2,
    },
    fixed: fixed(columns),
    mean,
    criterionValue: value,
    candidate: onlyMet(
      normalEffects(
        ...[candidate, errors.candidate.map(root)],
        ...[candidate.map((own) => mean + own), errors.calibrated.map(root)],
      ),
      design,
    ),
    interviewer: normalEffects(interviewer, ofInterviewer, interviewer, ofInterviewer),
    difference: (a, b) =>
      normalDifference(candidate[a]! - candidate[b]!, root(errors.difference(a, b))),
    beyond: (i, points) => normalBeyond(interviewer[i]!, ofInterviewer[i]!, points),
    start: ratios,
  };
}

type Solution = {
  readonly ratios: Ratios;
  readonly at: Evaluation;
  readonly value: number;
  readonly errors: PredictionErrors;
  readonly path: Fit["path"];
  readonly noise: number;
};

type Search = <E extends Evaluation>(evaluate: (ratios: Ratios) => E | null) => Optimum<E> | null;

/** Past this nothing about the residual is left in the numbers. */
const usable = ({ square }: Evaluation, { squares }: Design) => square > 1e-13 * squares;

function exactly(design: Design, restricted: boolean, search: Search): Solution | null {
  const found = search((ratios) => {
    const at = exactEvaluation(equations(design, ratios), design, restricted);
    return at && usable(at, design) ? at : null;
  });
  if (!found) return null;
  const { ratios, at } = found;
  const errors = predictionErrors(equations(design, ratios), at.inverse);
  return { ratios, at, value: at.value, errors, path: "exact", noise: 0 };
}

function byProbes(
  design: Design,
  restricted: boolean,
  directions: Probes,
  search: Search,
): Solution | null {
  let last: StochasticEvaluation | undefined;
  const found = search((ratios) => {
    const system = equations(design, ratios);
    const at = stochasticEvaluation(system, design, directions, restricted, last);
    if (!at || !usable(at, design)) return null;
    last = at;
    return at;
  });
  if (!found) return null;
  const { ratios, at } = found;
  const system = equations(design, ratios);
  const logs = logSystem(at, directions, restricted);
  const value = profiledDeviance(system, restricted, at.square, logs);
  const errors = estimatedErrors(system, at, ERROR_SEED);
  return { ratios, at, value, errors, path: "stochastic", noise: at.noise };
}
