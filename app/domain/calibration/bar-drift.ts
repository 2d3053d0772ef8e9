import { cardScores } from "#app/domain/calibration/card-scores.ts";
import type { Cells } from "#app/domain/calibration/cells.ts";
import {
  type DriftFit,
  type DriftOptions,
  driftProblem,
  scoredCards,
} from "#app/domain/calibration/drift.ts";
import {
  bounds,
  type Change,
  correctedChanges,
  type Measured,
  points,
} from "#app/domain/calibration/drift-change.ts";
import {
  latestAndBefore,
  type Range,
  windowingProblem,
  windowsOf,
} from "#app/domain/calibration/drift-windows.ts";
import { panelContrast } from "#app/domain/calibration/panel-contrast.ts";
import { isRefusal, type Refusal, refuse } from "#app/domain/calibration/refusal.ts";
import { MINIMUM_CARDS } from "#app/domain/calibration/summary.ts";

/** The cards of one position under one rubric version, a moment for each, and their fit. */
export type PositionCards = {
  readonly position: string;
  readonly cells: Cells;
  /** In milliseconds; a candidate counts at the last known one of their cards. */
  readonly moments: Float64Array;
  readonly fit: DriftFit;
};

type Span = {
  readonly from: number;
  readonly until: number;
  readonly candidates: number;
};

/** What an average interviewer would have given on average, in points of the scale. */
export type ScoreWindow = Span & {
  readonly score: number;
  readonly low: number;
  readonly high: number;
};

export type BarDrift = {
  readonly position: string;
  /** Oldest first; bounds hold nine times out of ten for each window by itself. */
  readonly windows: readonly (ScoreWindow | (Span & Refusal))[];
  /** Score in the latest window with enough candidates minus that of all candidates before it. */
  readonly change: (Change & { readonly words: string }) | Refusal;
};

/**
 * How a position's scores move over time once it is taken off who interviewed: the mean score that
 * candidates of a window would have from an average interviewer, and how the latest window differs
 * from all before it (generalized least squares, candidates and interviewers random with the fit's
 * variances: `panelContrast`). Windows count candidates.
 *
 * What it can say: a change in who interviews does not move it, as far as interviewers keep their
 * severity and sat with one another. What it cannot: ratings alone never tell stronger candidates
 * from a lower bar. The change is minus the change of the bar under one assumption, which `words`
 * names: that the candidates of both periods are equally strong on average.
 *
 * Positions come in the order given; changes are corrected over all of them (`correctedChanges`). A
 * window, and what lies before the latest, needs `MINIMUM_CARDS` candidates. A position whose fit or
 * moments do not serve has no windows and a reason as its change.
 */
export function barDrift(
  positions: readonly PositionCards[],
  options: DriftOptions,
): BarDrift[] | Refusal {
  const problem = windowingProblem(options.windows);
  if (problem) return problem;
  const found = positions.map((position) => scoresOverTime(position, options));
  const changes = correctedChanges(found.map(({ measured }) => measured));
  return positions.map(({ position }, at) => {
    const change = changes[at]!;
    return {
      position,
      windows: found[at]!.windows,
      change: isRefusal(change) ? change : { ...change, words: wordsFor(change) },
    };
  });
}

type Met = { readonly candidate: number; readonly moment: number };

function scoresOverTime(
  { cells, moments, fit }: PositionCards,
  { windows, weights }: DriftOptions,
): { windows: BarDrift["windows"]; measured: Measured | Refusal } {
  const problem = driftProblem(cells, moments, fit);
  if (problem) return { windows: [], measured: problem };
  const { scores, centre } = cardScores(cells, weights);
  const met = metCandidates(cells, scores, moments);
  const ranges = windowsOf(
    met.map(({ moment }) => moment),
    windows,
  );
  const measure = (range: Range, since: number | null) =>
    measured(cells, scores, fit, met.slice(range.start, range.end), since);
  const latest = latestAndBefore(ranges);
  return {
    windows: ranges.map((range) => {
      const span = {
        from: met[range.start]!.moment,
        until: met[range.end - 1]!.moment,
        candidates: range.end - range.start,
      };
      if (span.candidates < MINIMUM_CARDS)
        return { ...span, ...refuse(`Fewer than ${MINIMUM_CARDS} candidates.`) };
      const found = measure(range, null);
      if (isRefusal(found)) return { ...span, ...found };
      const { low, high } = bounds(found);
      return { ...span, score: centre + found.estimate, low: centre + low, high: centre + high };
    }),
    measured: latest
      ? measure({ start: 0, end: latest.end }, latest.start)
      : refuse(
          `A change needs ${MINIMUM_CARDS} candidates in a window and ${MINIMUM_CARDS} before it.`,
        ),
  };
}

/** Candidates with a score, by the last moment of their cards. */
function metCandidates(cells: Cells, scores: Float64Array, moments: Float64Array): Met[] {
  const met: Met[] = [];
  for (let candidate = 0; candidate < cells.candidates.length; candidate++) {
    let moment = Number.NEGATIVE_INFINITY;
    for (const card of scoredCards(cells, scores, candidate))
      if (Number.isFinite(moments[card]!)) moment = Math.max(moment, moments[card]!);
    if (Number.isFinite(moment)) met.push({ candidate, moment });
  }
  return met.toSorted((a, b) => a.moment - b.moment);
}

/** Mean over some candidates or, given a place among them, how far it is higher from there on. */
function measured(
  cells: Cells,
  scores: Float64Array,
  fit: DriftFit,
  met: readonly Met[],
  since: number | null,
): Measured | Refusal {
  const { first, interviewer } = cells;
  const most = met.reduce((sum, { candidate: c }) => sum + first[c + 1]! - first[c]!, 0);
  const codes = new Int32Array(cells.interviewers.length).fill(-1);
  const candidate = new Int32Array(most);
  const by = new Int32Array(most);
  const score = new Float64Array(most);
  let [rows, known] = [0, 0];
  for (const [code, { candidate: c }] of met.entries())
    for (let card = first[c]!; card < first[c + 1]!; card++) {
      if (Number.isNaN(scores[card]!)) continue;
      const i = interviewer[card]!;
      if (codes[i] === -1) codes[i] = known++;
      candidate[rows] = code;
      by[rows] = codes[i]!;
      score[rows++] = scores[card]!;
    }
  const panel = {
    ...{ candidate: candidate.subarray(0, rows), interviewer: by.subarray(0, rows) },
    ...{ score: score.subarray(0, rows), variance: fit.variance },
  };
  const all = new Float64Array(rows).fill(1);
  const later = Float64Array.from(panel.candidate, (code) =>
    Number(since !== null && code >= since),
  );
  const found = since === null ? panelContrast(panel, all, null) : panelContrast(panel, later, all);
  if (isRefusal(found)) return found;
  const { estimate, error } = found;
  return { estimate, error, freedom: met.length - (since === null ? 1 : 2) };
}

function wordsFor({ difference, low, high, flagged }: Change): string {
  if (!flagged)
    return `Scores have not moved by more than chance brings (${signed(low)} to ${signed(high)} points), whoever interviewed.`;
  const [up, strength, bar] =
    difference > 0 ? ["higher", "stronger", "lower"] : ["lower", "weaker", "higher"];
  return `Scores run ${points(difference)} ${up} than before (${signed(low)} to ${signed(high)}), whoever interviewed. If candidates are as strong as before, the bar is ${bar}; if the bar is the same, candidates are ${strength}. Ratings alone cannot tell which.`;
}

const signed = (value: number): string =>
  `${value < 0 ? "\u2212" : "+"}${Math.abs(value).toFixed(2)}`;
