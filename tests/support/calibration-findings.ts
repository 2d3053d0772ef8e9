import type { Agreement } from "#app/domain/calibration/agreement.ts";
import type { FindingsSummary } from "#app/domain/calibration/findings.ts";
import { standingOf } from "#app/domain/calibration/standing-out.ts";
import type {
  CandidateRow,
  CandidatesFound,
  InterviewerRow,
  InterviewersFound,
  LinkedRow,
} from "#app/domain/calibration/view.ts";

/** An agreement of a certain alpha, in points 0 to 1, over enough candidates. */
export const agreed = (alpha: number): Agreement => ({
  ...{ candidates: 40, compared: 40, cards: 180, pairable: 800, panel: 4.4 },
  alpha: { nominal: alpha, ordinal: alpha, interval: alpha },
  interval: [Number((alpha - 0.04).toFixed(2)), Number((alpha + 0.04).toFixed(2))],
  icc: { A1: 0.4, C1: 0.5, Ak: 0.75, Ck: 0.8 },
  iccInterval: { reason: "Not asked here." },
});

export const summary = (part: Partial<FindingsSummary> = {}): FindingsSummary => ({
  criteria: ["depth", "speed"],
  points: 4,
  counts: { candidates: 40, interviewers: 9, cards: 180, ratings: 800 },
  model: {
    ...{ path: "exact", estimator: "reml", fixed: [2.7], criterionValue: 1 },
    variance: { candidate: 0.2, interviewer: 0.1, card: null, residual: 0.2 },
  },
  gates: { components: 1, disconnection: null, assignment: { reason: "Not asked here." } },
  agreement: { overall: agreed(0.6), byCriterion: [agreed(0.72), agreed(0.4)], byQuarter: [] },
  weights: { reason: "Not asked here." },
  order: { tau: 0.9, moved: 0, ranked: 40 },
  panel: { cards: 180, flat: 12 },
  bar: null,
  islands: [{ number: 1, candidates: 40, interviewers: 9 }],
  drawn: [],
  standing: { known: 9, lower: 0, higher: 0, alike: 0 },
  separation: { reason: "Not asked here." },
  ...part,
});

type Candidate = Partial<CandidateRow> & { readonly score?: number };

export function candidateRow({ score = 3, ...part }: Candidate = {}): CandidateRow {
  const number = part.number ?? 1;
  return {
    ...{ loopId: `loop-${part.candidate ?? number}`, candidate: `Candidate ${number}`, number },
    ...{ outcome: "offer", level: "staff", settledAt: new Date("2026-05-04T00:00:00Z") },
    ...{ below: null, component: 1, cards: 5, coverage: 1, profile: [3, 3], raw: 3 },
    ...{ rawInterval: [2.5, 3.5], twoWay: null, panelSeverity: 0 },
    calibrated: {
      ...{ score, blup: 0.3, sd: 0.2, interval: [score - 0.33, score + 0.33] },
      ...{ outsideScale: false, note: null },
    },
    ...part,
  };
}

type Interviewer = Partial<Omit<InterviewerRow, "severity">> & {
  readonly severity?: number;
  readonly clear?: boolean;
};

export function interviewerRow({
  severity = 0,
  clear = false,
  ...part
}: Interviewer = {}): InterviewerRow {
  const reach = clear ? 0.2 : 1;
  return {
    ...{ id: part.name ?? `person ${severity}`, name: "Somebody", cards: 18, ratings: 85 },
    ...{ component: 1, mean: 2.6, sd: 0.8, unread: null, flags: [], facet: null },
    severity: { points: severity, sd: 0.2, interval: [severity - reach, severity + reach] },
    ...{ flat: { cards: 2, of: 18 }, othersFlat: { cards: 20, of: 160 } },
    panel: { reason: "Not asked here." },
    change: { reason: "Not asked here." },
    punctuality: null,
    answers: { counts: [10, 20, 30, 20], notAsked: 4, noSignal: 1 },
    ...part,
  };
}

/** What the view has of a scope, with these people on its first pages. */
export const findings = ({
  summary: part = {},
  candidates = [],
  interviewers = [],
  linked = [],
}: {
  readonly summary?: Partial<FindingsSummary>;
  readonly candidates?: readonly CandidateRow[];
  readonly interviewers?: readonly InterviewerRow[];
  readonly linked?: readonly LinkedRow[];
}): Omit<CandidatesFound, "part"> & Omit<InterviewersFound, "part"> => ({
  summary: summary({ standing: standingOf(interviewers), ...part }),
  candidates: { rows: candidates, total: candidates.length, page: 1, pages: 1, size: 30 },
  interviewers: { rows: interviewers, total: interviewers.length, page: 1, pages: 1, size: 40 },
  linked,
  period: null,
  pair: null,
});
