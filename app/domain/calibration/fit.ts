import type { Refusal } from "#app/domain/calibration/refusal.ts";

/**
 * `m1`: `rating ~ criterion + (1|candidate) + (1|interviewer)`.
 * `m2`: the same with `(1|card)`: ratings on one card share an impression.
 * `m3`: on weighted card means of centred criteria, `score ~ 1 + (1|candidate) + (1|interviewer)`.
 */
export const modelNames = ["m1", "m2", "m3"] as const;
export type ModelName = (typeof modelNames)[number];

/** `penalized` and `grid` keep small panels off the boundary; `ml` is for comparing likelihoods. */
export const estimators = ["reml", "ml", "penalized", "grid"] as const;
export type Estimator = (typeof estimators)[number];

/** Intervals hold the true value nine times out of ten. */
export const INTERVAL = 0.9;
export type Interval = readonly [low: number, high: number];

/** Estimates by position in the names of the cells; a candidate without a card has NaN throughout. */
export type Effects = {
  /** Best linear unbiased predictions, in points; an interviewer's is above 0 where lenient. */
  readonly blup: Float64Array;
  /** Root of the prediction error variance of `blup`, the fixed part's uncertainty included. */
  readonly sd: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
};

export type Fit = {
  readonly model: ModelName;
  readonly path: "exact" | "stochastic";
  readonly estimator: Estimator;
  /** In points squared; `card` is null in a model that has none. */
  readonly variance: {
    readonly candidate: number;
    readonly interviewer: number;
    readonly card: number | null;
    readonly residual: number;
  };
  /** Mean of each criterion, in the order of the cells. */
  readonly fixed: Float64Array;
  /** What a candidate's effect is added to: the mean of the fixed part over all observations. */
  readonly mean: number;
  /**
   * Minus twice the (restricted) log likelihood at the estimates, a penalty left out; null for the grid,
   * which maximises none.
   */
  readonly criterionValue: number | null;
  /** `low` and `high` bound the calibrated score, `mean + blup`. */
  readonly candidate: Effects;
  /** `low` and `high` bound the effect itself; severity is minus the effect. */
  readonly interviewer: Effects;
  /** Calibrated score of `a` minus that of `b`, its standard error, and P(a > b). */
  readonly difference: (a: number, b: number) => Difference;
  /** P(|effect| > points) for an interviewer. */
  readonly beyond: (interviewer: number, points: number) => number;
  /** To start the next fit of nearly the same cells from. */
  readonly start: Ratios;
};

export type Difference = {
  readonly difference: number;
  readonly sd: number;
  readonly probability: number;
};

/** Variances of candidate, interviewer and card, each over the residual variance. */
export type Ratios = {
  readonly candidate: number;
  readonly interviewer: number;
  readonly card: number;
};

export type FitOptions = {
  readonly model: ModelName;
  /** For `m3`: weight by criterion, in the order of the cells; equal ones where left out. */
  readonly weights?: readonly number[];
  /** Chosen by the size of the panel where left out. */
  readonly estimator?: Estimator;
  /** Chosen by the number of interviewers where left out. */
  readonly path?: Fit["path"];
  readonly start?: Ratios;
  /** For the probes of the stochastic path. */
  readonly seed?: number;
  /** Called now and then with the share done; throwing from it ends the fit. */
  readonly onProgress?: (share: number) => void;
};

export type Fitted = Fit | Refusal;
