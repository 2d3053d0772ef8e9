import { type Agreement, agreement } from "#app/domain/calibration/agreement.ts";
import type { Assignment } from "#app/domain/calibration/assignment.ts";
import { cardScores } from "#app/domain/calibration/card-scores.ts";
import type { Cells } from "#app/domain/calibration/cells.ts";
import { componentNumber } from "#app/domain/calibration/connectedness.ts";
import { type FacetsFit, facetsFit } from "#app/domain/calibration/facets.ts";
import type {
  Estimator,
  Fit,
  FitOptions,
  Fitted,
  Interval,
  ModelName,
  Ratios,
} from "#app/domain/calibration/fit.ts";
import { type Gates, gates } from "#app/domain/calibration/gates.ts";
import {
  adjustmentRefusal,
  candidateNote,
  cardsByInterviewer,
  severityRefusal,
} from "#app/domain/calibration/minimum-samples.ts";
import { fitModel } from "#app/domain/calibration/model.ts";
import { progressOver, type Step } from "#app/domain/calibration/progress.ts";
import { type RaterEffects, raterEffects } from "#app/domain/calibration/rater-effects.ts";
import { isRefusal, type Refusal, refuse } from "#app/domain/calibration/refusal.ts";

/** Everything the numbers of a panel are worth, as plain data: it can be stored and sent as it is. */
export type Report = {
  readonly name: ModelName;
  readonly model: ModelReport | Refusal;
  readonly criteria: readonly string[];
  /** Lowest and highest point that counts as on the scale; null without ratings. */
  readonly scale: Interval | null;
  /** In the order of the cells. */
  readonly candidates: readonly CandidateReport[];
  readonly interviewers: readonly InterviewerReport[];

  readonly agreement: { readonly overall: Agreement; readonly byCriterion: readonly Agreement[] };
  readonly gates: GatesReport;
  readonly effects: RaterEffects | Refusal;
  readonly facets: FacetsFit | Refusal;
  /** To start the next calibration of nearly the same ratings from. */
  readonly start: Starts;
};

export type Starts = Readonly<Partial<Record<ModelName, Ratios>>>;

export type ModelReport = {
  readonly path: Fit["path"];
  readonly estimator: Estimator;
  /** Mean of each criterion, in points; null for one nobody rated. */
  readonly fixed: readonly (number | null)[];
  /** In points squared; `card` is null in a model that has none. */
  readonly variance: Fit["variance"];
  /** Minus twice the maximised log likelihood; null where none is maximised. */
  readonly criterionValue: number | null;
};

export type CandidateReport = {
  readonly id: string;
  /** Counted from one, the largest first; null for whoever has no card. */
  readonly component: number | null;
  /** Mean of the observed ratings, in m3 of the card scores; null without any. */
  readonly raw: number | null;
  readonly calibrated: Calibrated | Refusal;
  /** The two-way fixed-effects score, in points, where panels were not assigned by chance. */
  readonly twoWay: number | null;
};

export type Calibrated = {
  /** In points; never clipped. */
  readonly score: number;
  /** What it lies above the mean candidate. */
  readonly blup: number;
  /** Root of the prediction error variance of `blup`. */
  readonly sd: number;
  /** Nine times out of ten the true score lies within. */
  readonly interval: Interval;
  readonly outsideScale: boolean;
  /** What to keep in mind about it, in a sentence. */
  readonly note: string | null;
};

export type InterviewerReport = {
  readonly id: string;
  /** Cards with at least one rating. */
  readonly cards: number;
  readonly component: number | null;
  readonly severity: Severity | Refusal;
};

/** In points, above 0 where harsh. */
export type Severity = {
  readonly points: number;
  readonly sd: number;
  readonly interval: Interval;
};

export type GatesReport = {
  readonly components: number;
  /** Why candidates can be compared within components only; null where all can be. */
  readonly disconnection: string | null;
  readonly assignment: Assignment | Refusal;
};

export type CalibrateOptions = {
  readonly model: ModelName;
  /** For m3 only: by criterion, in the order of the cells; equal ones where left out. */
  readonly weights?: readonly number[];
  readonly seed?: number;
  /** Of every fit; chosen by the size of the panel where left out. */
  readonly estimator?: Estimator;
  readonly path?: Fit["path"];
  /** The rubric's lowest and highest point; the lowest and highest rating where left out. */
  readonly scale?: Interval;
  readonly start?: Starts;
  /** Called now and then with the share done, 0 to 1, and of what; throwing from it ends it. */
  readonly onProgress?: (share: number, part: Part) => void;
};

/**
 * What a panel's numbers are worth: calibrated scores and severities under one model, the gates they
 * pass, agreement, rater effects and fit. Every part that the ratings cannot carry is a reason in its
 * place. Refuses as a whole only what is asked wrongly: weights beside m1 or m2, or weights that are
 * not one number from 0 up for each criterion with some above. The same cells, options and seed give
 * the same report.
 */
export function calibrate(cells: Cells, options: CalibrateOptions): Report | Refusal {
  const wrong = whatIsWrong(cells, options);
  if (wrong) return wrong;
  const parts = partsOf(cells, options, progressOver(lengths, options.onProgress));
  const candidate = candidateReader(cells, parts, options).of;
  const interviewer = interviewerReader(cells, parts);
  return {
    name: options.model,
    model: parts.model,
    criteria: cells.criteria,
    scale: parts.scale,
    candidates: cells.candidates.map((_, c) => candidate(c)),
    interviewers: cells.interviewers.map((_, i) => interviewer(i)),

    agreement: parts.agreement,
    gates: parts.gatesReport,
    effects: parts.effects,
    facets: parts.facets,
    start: parts.start,
  };
}

/** What reports and findings are made of: every fit, gate and measure, calculated once. */
export type Parts = {
  /** Of the model asked for; refused where nothing may be adjusted. */
  readonly fit: Fitted;
  readonly model: ModelReport | Refusal;
  readonly scale: Interval | null;
  readonly gates: Gates;
  readonly gatesReport: GatesReport;
  readonly agreement: Report["agreement"];
  readonly effects: RaterEffects | Refusal;
  readonly facets: FacetsFit | Refusal;
  readonly start: Starts;
};

/** `options` are to make sense, as `whatIsWrong` finds them. */
export function partsOf(cells: Cells, options: CalibrateOptions, step: Step<Part>): Parts {
  const { seed = 1, weights } = options;
  const weighted = weights && { weights };
  const fits = fitsOf(cells, options, step);
  const found = gates(cells, fits.m3, { seed, ...weighted, onProgress: step("gates") });
  const agreed = agreement(cells, {
    ...{ seed, ...weighted, onProgress: step("agreement") },
    ...(options.path && { path: options.path }),
    ...(!isRefusal(fits.m3) && { start: fits.m3.start }),
  });
  const effects = raterEffects(cells, fits);
  step("effects")(1);
  const facets = facetsFit(cells, step("facets"));
  step("facets")(1);
  const fit = adjustmentRefusal(cells, found.components) ?? fits.asked;
  return {
    ...{ fit, model: isRefusal(fit) ? fit : modelReport(fit), gates: found },
    scale: options.scale ?? observedScale(cells),
    gatesReport: {
      components: found.components.groups.length,
      disconnection: found.disconnection,
      assignment: found.assignment,
    },
    ...{ agreement: agreed, effects, facets },
    start: startsOf([fits.asked, fits.m1, fits.m3]),
  };
}

/** Why options make no sense for these cells, or null. */
export function whatIsWrong(
  { criteria }: Cells,
  { model, weights }: CalibrateOptions,
): Refusal | null {
  if (weights === undefined) return null;
  if (model !== "m3") return refuse(`Weights are for m3, which scores whole cards, not ${model}.`);
  if (weights.length !== criteria.length) return refuse("There is not one weight per criterion.");
  if (!weights.every((weight) => weight >= 0 && Number.isFinite(weight)))
    return refuse("A weight is not a number from 0 up.");
  return weights.some((weight) => weight > 0) ? null : refuse("All weights are 0.");
}

/** Shares of the time that the parts take, roughly, in the order they come. */
const lengths = {
  m1: 0.2,
  m2: 0.2,
  m3: 0.2,
  gates: 0.1,
  agreement: 0.15,
  effects: 0.05,
  facets: 0.1,
};
export type Part = keyof typeof lengths;

/** The model asked for, and those the other parts rest on: m3 for gates and agreement, m1 for effects. */
function fitsOf(
  cells: Cells,
  { model, weights, seed = 1, estimator, path, start }: CalibrateOptions,
  step: Step<Part>,
): { readonly asked: Fitted; readonly m1: Fitted; readonly m3: Fitted } {
  const fitted = (name: ModelName) => {
    const options: FitOptions = {
      ...{ model: name, seed, onProgress: step(name) },
      ...(start?.[name] && { start: start[name] }),
      ...(path && { path }),
      ...(name === "m3" && weights && { weights }),
      ...(estimator && { estimator }),
    };
    return fitModel(cells, options);
  };
  const m1 = fitted("m1");
  const m2 = model === "m2" ? fitted("m2") : null;
  const m3 = fitted("m3");
  return { asked: m2 ?? (model === "m1" ? m1 : m3), m1, m3 };
}

const startsOf = (fits: readonly Fitted[]): Starts =>
  Object.fromEntries(fits.flatMap((fit) => (isRefusal(fit) ? [] : [[fit.model, fit.start]])));

function observedScale({ ratings }: Cells): Interval | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < ratings.length; at++) {
    const given = ratings[at]!;
    if (given < low) low = given;
    if (given > high) high = given;
  }
  return low <= high ? [low, high] : null;
}

export const numberOrNull = (value: number) => (Number.isFinite(value) ? value : null);

function modelReport({ path, estimator, fixed, variance, criterionValue }: Fit): ModelReport {
  return { path, estimator, fixed: Array.from(fixed, numberOrNull), variance, criterionValue };
}

/** By candidate, in points, what the model starts from: the mean rating, in m3 the mean card score on the scale. */
function rawScores(cells: Cells, { model, weights }: CalibrateOptions): Float64Array {
  const width = cells.criteria.length;
  const scored = model === "m3" ? cardScores(cells, weights) : null;
  return Float64Array.from(cells.candidates, (_, c) => {
    let [sum, count] = [0, 0];
    const add = (value: number) => {
      if (Number.isNaN(value)) return;
      sum += value;
      count++;
    };
    for (let card = cells.first[c]!; card < cells.first[c + 1]!; card++) {
      if (scored) add(scored.centre + scored.scores[card]!);
      else for (let k = 0; k < width; k++) add(cells.ratings[card * width + k]!);
    }
    return sum / count;
  });
}

const UNRATED = refuse("No card has a score yet.");
const ALIKE = refuse(
  "Candidates differ no more than chance would make them: adjustment not estimable.",
);
const EQUALLY_STRICT = refuse(
  "Interviewers differ no more than chance would make them: adjustment not estimable.",
);

/** Whether a variance is at its lowest, where every effect would be 0. */
function isNothing(variance: number, of: Fit["variance"]): boolean {
  const whole = of.candidate + of.interviewer + (of.card ?? 0) + of.residual;
  return variance <= 1e-9 * whole;
}

/** Why no candidate has a calibrated score; null where those with cards have one. */
export function calibratedRefusal(fit: Fitted): Refusal | null {
  if (isRefusal(fit)) return fit;
  return isNothing(fit.variance.candidate, fit.variance) ? ALIKE : null;
}

/** Why no interviewer has a severity; null where those with enough cards have one. */
export function severitiesRefusal(fit: Fitted): Refusal | null {
  if (isRefusal(fit)) return fit;
  return isNothing(fit.variance.interviewer, fit.variance) ? EQUALLY_STRICT : null;
}

/**
 * What the parts say of the candidate at a position in the names of the cells, with everybody's raw
 * score, NaN without a rating.
 */
export function candidateReader(
  cells: Cells,
  { gates: { components, twoWay }, fit, scale }: Parts,
  options: CalibrateOptions,
): { readonly raw: Float64Array; readonly of: (c: number) => CandidateReport } {
  const raw = rawScores(cells, options);
  const calibrated = (c: number): Calibrated | Refusal => {
    if (components.candidate[c] === -1) return UNRATED;
    const refusal = calibratedRefusal(fit);
    if (refusal || isRefusal(fit)) return refusal ?? UNRATED;
    const { blup, sd, low, high } = fit.candidate;
    const score = fit.mean + blup[c]!;
    const outsideScale = scale !== null && (score < scale[0] || score > scale[1]);
    return {
      ...{ score, blup: blup[c]!, sd: sd[c]!, interval: [low[c]!, high[c]!], outsideScale },
      note: candidateNote(cells, components, c),
    };
  };
  const of = (c: number): CandidateReport => ({
    id: cells.candidates[c]!,
    ...{ component: componentNumber(components.candidate[c]!), raw: numberOrNull(raw[c]!) },
    calibrated: calibrated(c),
    twoWay: twoWay && numberOrNull(twoWay.score[c]!),
  });
  return { raw, of };
}

/** The same of the interviewer at a position. */
export function interviewerReader(
  cells: Cells,
  { gates: { components }, fit }: Parts,
): (i: number) => InterviewerReport {
  const cards = cardsByInterviewer(cells);
  const severity = (i: number): Severity | Refusal => {
    const few = severityRefusal(cards[i]!);
    if (few) return few;
    if (isRefusal(fit)) return fit;
    if (components.interviewer[i] === -1) return UNRATED;
    const refusal = severitiesRefusal(fit);
    if (refusal) return refusal;
    const { blup, sd, low, high } = fit.interviewer;
    return { points: 0 - blup[i]!, sd: sd[i]!, interval: [0 - high[i]!, 0 - low[i]!] };
  };
  return (i) => ({
    id: cells.interviewers[i]!,
    ...{ cards: cards[i]!, component: componentNumber(components.interviewer[i]!) },
    severity: severity(i),
  });
}
