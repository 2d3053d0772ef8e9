import type { Agreement, Agreements } from "#app/domain/calibration/agreement.ts";
import type { InterviewerDrift } from "#app/domain/calibration/drift.ts";
import type { Change } from "#app/domain/calibration/drift-change.ts";
import type { CalibrationFilter, CalibrationFilters } from "#app/domain/calibration/filters.ts";
import type {
  CandidateFinding,
  FindingsSummary,
  InterviewerFinding,
  PunctualityFinding,
} from "#app/domain/calibration/findings.ts";
import type { ComparedPair, OrderChanges } from "#app/domain/calibration/pair.ts";
import type { PatternStatistics } from "#app/domain/calibration/pattern-statistics.ts";
import type { PeriodSeverity } from "#app/domain/calibration/period-severity.ts";
import type { Refusal } from "#app/domain/calibration/refusal.ts";
import type { CalibrationRun } from "#app/domain/calibration/run.ts";
import type { Distribution } from "#app/domain/calibration/summary.ts";
import type { Outcome } from "#app/domain/debrief.ts";
import type { Level } from "#app/domain/level.ts";
import type { RoundKind } from "#app/domain/loop.ts";

/**
 * What the calibration view shows one viewer. Everything comes from the newest snapshot; loops the
 * viewer is not shown are taken out of every list, count and distribution before it gets here.
 */
export type CalibrationView = {
  /** Every position by rubric version, those with the most candidates first. */
  readonly choices: readonly ScopeChoice[];
  /** What is shown; null where there is no position yet. */
  readonly chosen: ScopeChoice | null;
  /** The filters in force. */
  readonly filters: CalibrationFilters;
  /** Filters that name nothing here. */
  readonly ignored: readonly CalibrationFilter[];
  /** What the filters in force narrow and what they do not, a sentence each; empty without any. */
  readonly narrowed: readonly string[];
  readonly options: FilterOptions;
  /** Of the chosen scope's rubric version; null without one. */
  readonly rubric: ViewRubric | null;
  /** Where the calculation stands; null where no settled loop is the viewer's to see. */
  readonly run: CalibrationRun | null;
  /** Loops that settled since the newest result. */
  readonly settledSince: number;
  /** What the newest snapshot says on the part that is shown; null before the first one. */
  readonly found: ViewFindings | null;
};

/** A position and one rubric version its settled loops were scored with: scales never mix. */
export type ScopeChoice = {
  readonly positionId: string;
  readonly title: string;
  readonly level: Level;
  readonly rubricVersionId: string;
  /** Title and number, as they are said. */
  readonly rubric: string;
  /** Candidates in the newest result; 0 before the first. */
  readonly candidates: number;
  /** Whether a result is there. */
  readonly calculated: boolean;
};

export type FilterOptions = {
  /** Newest first. */
  readonly quarters: readonly string[];
  readonly rounds: readonly RoundKind[];
  readonly levels: readonly Level[];
  /** By name: everybody of a small panel, of a large one those in `FindingsSummary.drawn`, and the one asked for. */
  readonly met: readonly Named[];
};

export type Named = { readonly id: string; readonly name: string };

export type ViewRubric = {
  /** What each point is called, point 1 first. */
  readonly scale: readonly string[];
  /** In the order of every list by criterion. */
  readonly criteria: readonly { readonly key: string; readonly title: string }[];
};

/** Each part has the summary: of the whole scope, whatever the filters, without what the viewer is not shown. */
export type ViewFindings = CandidatesFound | InterviewersFound | CriteriaFound | PatternsFound;

export type CandidatesFound = {
  readonly part: "candidates";
  readonly summary: FindingsSummary;
  /** Narrowed by quarters, level and interviewer. */
  readonly candidates: Page<CandidateRow>;
  /** The two candidates that the address names; null without two. */
  readonly pair: CandidatePair | null;
};

export type InterviewersFound = {
  readonly part: "interviewers";
  readonly summary: FindingsSummary;
  /** Whole scope. */
  readonly interviewers: Page<InterviewerRow>;
  /** Those of the whole scope a picture has room for, whatever the page. */
  readonly linked: readonly LinkedRow[];
  /** Of the same page, among the candidates of the chosen quarters; null without quarters, or sums of them. */
  readonly period: readonly PeriodRow[] | null;
};

/** An interviewer's severity in some quarters. */
export type PeriodRow = Named & { readonly severity: PeriodSeverity | Refusal };

export type CriteriaFound = {
  readonly part: "criteria";
  readonly summary: FindingsSummary;
  /** Of the candidates of the chosen quarters; of the whole scope where `ofPeriod` is false. */
  readonly agreement: Agreements;
  readonly ofPeriod: boolean;
  /** By criterion; narrowed by quarters, round and interviewer. */
  readonly distributions: readonly Distribution[];
  /** The position's rubric versions that have a result, newest first, the chosen one among them. */
  readonly versions: readonly VersionReliability[];
};

export type PatternsFound = {
  readonly part: "patterns";
  readonly summary: FindingsSummary;
  /** Narrowed by quarters and level; null where the result is older than they are. */
  readonly patterns: PatternStatistics | null;
  /** By key, as the rubric version words them. */
  readonly titles: Readonly<Record<string, string>>;
};

/** A stretch of a list. */
export type Page<T> = {
  readonly rows: readonly T[];
  /** Entries of the whole list. */
  readonly total: number;
  /** Counted from one. */
  readonly page: number;
  readonly pages: number;
  /** The most rows a page has. */
  readonly size: number;
};

export type CandidateRow = Omit<CandidateFinding, "id" | "above"> & {
  readonly loopId: string;
  readonly candidate: string;
  readonly outcome: Outcome;
  /** Demonstrated, as the decision recorded it. */
  readonly level: Level | null;
  readonly settledAt: Date;
  /** Its place in the list as this viewer sees it, counted from one. */
  readonly number: number;
  /**
   * P(the true score of the row before it is above its own), where both have a calibrated score; null
   * for the first row of the list and where one has none.
   */
  readonly below: number | null;
};

export type InterviewerRow = Omit<InterviewerFinding, "drift" | "partners"> & {
  readonly name: string;
  /** The latest quarter against all before it; the quarters themselves are on their own page. */
  readonly change: InterviewerDrift["change"];
  readonly punctuality: PunctualityFinding | null;
  /** All answers over the criteria. */
  readonly answers: Answers;
};

/** An interviewer in the picture of who shares candidates with whom. */
export type LinkedRow = Pick<InterviewerFinding, "id" | "component" | "cards" | "partners"> &
  Pick<InterviewerRow, "name">;

export type Answers = {
  /** How often each point was given, point 1 first; as long as the scale. */
  readonly counts: readonly number[];
  readonly notAsked: number;
  readonly noSignal: number;
};

export type CandidatePair = {
  readonly first: CandidateRow;
  readonly second: CandidateRow;
  readonly comparison: ComparedPair | Refusal;
  /** What would put the other one ahead. */
  readonly changes: OrderChanges | Refusal;
};

export type VersionReliability = {
  readonly rubricVersionId: string;
  readonly rubric: string;
  readonly number: number;
  readonly overall: Agreement;
  readonly byCriterion: readonly { readonly key: string; readonly agreement: Agreement }[];
};

/** One person's own figures, without a candidate's among them. */
export type Profile = {
  readonly person: Named;
  /** Whether it is the viewer's own. */
  readonly own: boolean;
  /** The scopes in which they have figures, most cards first. */
  readonly choices: readonly (ScopeChoice & { readonly cards: number })[];
  readonly chosen: ScopeChoice | null;
  readonly rubric: ViewRubric | null;
  /** Seconds since the newest result. */
  readonly age: number | null;
  readonly found: ProfileFindings | null;
};

export type ProfileFindings = {
  readonly finding: InterviewerFinding;
  readonly punctuality: PunctualityFinding | null;
  readonly panel: FindingsSummary["panel"];
  /** By criterion, over all of their counted cards. */
  readonly distributions: readonly Distribution[];
  /** The same of everybody else; null where it would tell of one or two people. */
  readonly others: readonly Distribution[] | null;
  /** Whom they share candidates with, most first; null where names are hidden on their loops. */
  readonly partners: readonly (Named & { readonly candidates: number })[] | null;
  /** The islands they are on, of how many; null where everybody is linked. */
  readonly island: { readonly number: number; readonly of: number } | null;
};

/** Two selections side by side. */
export type Comparison = {
  readonly choices: readonly ScopeChoice[];
  /** The quarters of each side's scope, newest first. */
  readonly a: ComparisonSide | null;
  readonly b: ComparisonSide | null;
  readonly severities: ComparedSeverities | Refusal;
  /** What either was asked for and its result does not know. */
  readonly strange: readonly CalibrationFilter[];
};

/** Severity of the interviewers whom both selections have enough of. */
export type ComparedSeverities = {
  /** Clear changes first, the largest first; at most `MOST_COMPARED`. */
  readonly rows: readonly ComparedSeverity[];
  /** How many there are in all, and for how many of them a change is clear. */
  readonly compared: number;
  readonly clear: number;
};

export type ComparedSeverity = Named & {
  readonly a: PeriodSeverity;
  readonly b: PeriodSeverity;
  /** Of the second selection, minus that of the first. */
  readonly change: Change;
};

export type ComparisonSide = {
  readonly chosen: ScopeChoice;
  readonly rubric: ViewRubric;
  /** First and last quarter; null where all of them. */
  readonly period: Period | null;
  readonly quarters: readonly string[];
  /** Null before the first result. */
  readonly found: {
    /** Whole scope, whatever the period. */
    readonly summary: FindingsSummary;
    /** Of the candidates of the period; of the whole scope where `ofPeriod` is false. */
    readonly agreement: Agreements;
    readonly ofPeriod: boolean;
    readonly distributions: readonly Distribution[];
  } | null;
};

export type Period = { readonly from: string; readonly until: string };
