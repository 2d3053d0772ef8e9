import type { Agreement } from "#app/domain/calibration/agreement.ts";
import type { BarDrift } from "#app/domain/calibration/bar-drift.ts";
import type { InterviewerDrift } from "#app/domain/calibration/drift.ts";
import type { Interval } from "#app/domain/calibration/fit.ts";
import type { PanelCorrelation } from "#app/domain/calibration/panel-correlation.ts";
import type { AgreementSums } from "#app/domain/calibration/period-agreement.ts";
import type { SeveritySums } from "#app/domain/calibration/period-severity.ts";
import type { EffectiveWeight } from "#app/domain/calibration/rank-stability.ts";
import type { RaterEffect } from "#app/domain/calibration/rater-readings.ts";
import type { Refusal } from "#app/domain/calibration/refusal.ts";
import type {
  Calibrated,
  GatesReport,
  ModelReport,
  Severity,
} from "#app/domain/calibration/report.ts";

/**
 * What the calibration view reads of one scope, as plain data. `summary` stays as short for a million
 * ratings as for a hundred; everything that grows with people is a list, read row by row.
 */
export type Findings = {
  readonly summary: FindingsSummary;
  /** Highest calibrated score first, then those without one by raw score. */
  readonly candidates: readonly CandidateFinding[];
  /** The same candidates, highest raw score first. */
  readonly rawOrder: readonly { readonly id: string }[];
  /** Most severe first, then those whose severity is refused, most cards first. */
  readonly interviewers: readonly InterviewerFinding[];
  /** What any stretch of quarters is answered from, by the quarter loops were settled in. */
  readonly periods: {
    readonly severity: readonly SeveritySums[];
    readonly agreement: readonly AgreementSums[];
  };
};

export type FindingsSummary = {
  /** Keys, in the rubric's order; every array below "by criterion" is in this order. */
  readonly criteria: readonly string[];
  /** Of the scale, which begins at 1. */
  readonly points: number;
  readonly counts: {
    readonly candidates: number;
    readonly interviewers: number;
    readonly cards: number;
    readonly ratings: number;
  };
  readonly model: ModelReport | Refusal;
  readonly gates: GatesReport;
  readonly agreement: {
    readonly overall: Agreement;
    readonly byCriterion: readonly Agreement[];
    /** Oldest first, by when loops were settled. */
    readonly byQuarter: readonly { readonly quarter: string; readonly overall: Agreement }[];
  };
  readonly weights: readonly EffectiveWeight[] | Refusal;
  /** What adjusting does to the order: Kendall's tau-b of raw and calibrated, and how many change rank. */
  readonly order:
    | { readonly tau: number; readonly moved: number; readonly ranked: number }
    | Refusal;
  /** Of all interviewers with enough cards: what one person's habits are held against. */
  readonly panel: { readonly cards: number; readonly flat: number };
  /** By quarter; null where the cards carry no times. */
  readonly bar: Pick<BarDrift, "windows" | "change"> | null;
  /** Components of the linkage, the largest first. */
  readonly islands: readonly {
    /** As everything else names it by its `component`, counted from one. */
    readonly number: number;
    readonly candidates: number;
    readonly interviewers: number;
  }[];
  /** Whom a picture of the linkage has room for: see `drawnOf`. */
  readonly drawn: readonly string[];
  readonly standing: Standing;
  readonly separation:
    | { readonly separation: number; readonly strata: number; readonly reliability: number }
    | Refusal;
};

/** How many interviewers stand out, of everybody. */
export type Standing = {
  /** With a severity, clear or not. */
  readonly known: number;
  /** Clearly lower than the panel for the same candidates, and clearly higher: see `clearSeverity`. */
  readonly lower: number;
  readonly higher: number;
  /** Score criteria alike. */
  readonly alike: number;
};

export type CandidateFinding = {
  /** Of the loop. */
  readonly id: string;
  readonly component: number | null;
  readonly cards: number;
  /** Share of the weight that somebody observed, 0 to 1. */
  readonly coverage: number;
  /** Mean by criterion over the cards that observed it; null for one nobody observed. */
  readonly profile: readonly (number | null)[];
  /** In points; null without a rating. */
  readonly raw: number | null;
  /** What another panel of as many people, just as different, might have given nine times out of ten. */
  readonly rawInterval: Interval | null;
  readonly calibrated: Calibrated | Refusal;
  readonly twoWay: number | null;
  /** Mean severity of the cards' interviewers, in points, above 0 where harsh; null where refused. */
  readonly panelSeverity: number | null;
  /**
   * P(this one's true score is above that of each candidate after it in `candidates`), where there
   * are at most `MOST_PAIRED`; beyond, null: severities are known well enough there for the errors of two
   * candidates to be taken as independent.
   */
  readonly above: readonly number[] | null;
};

export const MOST_PAIRED = 150;

export type InterviewerFinding = {
  readonly id: string;
  readonly cards: number;
  readonly ratings: number;
  readonly component: number | null;
  readonly severity: Severity | Refusal;
  /** Of the ratings given, in points; null without one, `sd` also with a single one. */
  readonly mean: number | null;
  readonly sd: number | null;
  /** Cards with one number throughout, of the cards with enough scores to tell. */
  readonly flat: { readonly cards: number; readonly of: number };
  /** The others': what `flat` is held against. */
  readonly othersFlat: { readonly cards: number; readonly of: number };
  /** With the panel's mean of the others. */
  readonly panel: PanelCorrelation | Refusal;
  /** What stands out, in words; empty where nothing does. */
  readonly flags: readonly { readonly effect: RaterEffect; readonly note: string }[];
  /** Why nothing could be read of them; null where it was. */
  readonly unread: string | null;
  readonly drift: Pick<InterviewerDrift, "windows" | "change"> | Refusal;
  /** Whom they share candidates with, most first, at most `MOST_PARTNERS`. */
  readonly partners: readonly { readonly id: string; readonly candidates: number }[];
  /** Of the many-facet model, in logits, above 0 where severe. */
  readonly facet: {
    readonly measure: number;
    readonly se: number;
    readonly infit: number | null;
    readonly outfit: number | null;
  } | null;
};

export const MOST_PARTNERS = 40;

/**
 * How often one interviewer gave one answer on one criterion in one kind of round and one quarter. The
 * list has one more entry, `EVERYBODY`, with the sums over all of them, so that a page that shows the
 * whole scope reads one row.
 */
export const EVERYBODY = "everybody";
export type TallyFinding = {
  /** Of the interviewer, or `EVERYBODY`. */
  readonly id: string;
  readonly cells: readonly TallyCell[];
};
/** `answer`: 1 and up a score, 0 not asked, -1 no signal. `quarter` is that of the loop's decision. */
export type TallyCell = readonly [
  quarter: string,
  round: string,
  criterion: number,
  answer: number,
  n: number,
];

/** By interviewer: counted cards, how many were sealed after they were due, and the median hours after the round. */
export type PunctualityFinding = {
  readonly id: string;
  readonly cards: number;
  readonly late: number;
  readonly hours: number | null;
};

/** By interviewer, in a list `answers`: all their answers, so that a page of them is short to read. */
export type AnswersFinding = {
  readonly id: string;
  /** No signal, not asked, then each point of the scale, point 1 first. */
  readonly counts: readonly number[];
};
