import { cardScores } from "#app/domain/calibration/card-scores.ts";
import { type Cells, cardCount } from "#app/domain/calibration/cells.ts";
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
  type Windowing,
  windowingProblem,
  windowsOf,
} from "#app/domain/calibration/drift-windows.ts";
import type { Fit } from "#app/domain/calibration/fit.ts";
import { type Panel, panelContrast } from "#app/domain/calibration/panel-contrast.ts";
import { isRefusal, type Refusal, refuse } from "#app/domain/calibration/refusal.ts";
import { MINIMUM_CARDS } from "#app/domain/calibration/summary.ts";

/** What drift needs of a fit of `m3` to the same cards under the same weights. */
export type DriftFit = Pick<Fit, "model" | "variance">;

export type DriftOptions = {
  readonly windows: Windowing;
  /** By criterion, in the order of the cells; those the fit was made with. Equal where left out. */
  readonly weights?: readonly number[];
};

export type Span = {
  /** Moments of the first and last card, in milliseconds. */
  readonly from: number;
  readonly until: number;
  /** Cards about candidates whom somebody else scored as well; only these are compared. */
  readonly cards: number;
};

/** In points, above 0 when harsh; bounds hold nine times out of ten for each window by itself. */
export type SeverityWindow = Span & {
  readonly severity: number;
  readonly low: number;
  readonly high: number;
};

export type InterviewerDrift = {
  readonly interviewer: string;
  /** Oldest first. */
  readonly windows: readonly (SeverityWindow | (Span & Refusal))[];
  /** Severity in the latest window with enough cards minus that in all cards before it. */
  readonly change: (Change & { readonly words: string }) | Refusal;
};

/**
 * Each interviewer's severity over time, in the order of the cells: by window, and how the latest
 * window differs from all before it. `moments` has one entry per card, in milliseconds; a card whose
 * moment is NaN is in no window, and still one to compare with.
 *
 * Severity in a window is that of the person's cards against others' cards about the same candidates,
 * never against the candidates' calibrated scores: those contain the person's own cards, are drawn
 * towards the mean, and so take part of a drift for strength; and candidates who get stronger over
 * the years would look like mildness. The others have severities of their own, as uncertain as cards
 * on these candidates leave them (`panelContrast`, candidates fixed, others random). What stays out of
 * sight is a drift that all share: this is drift relative to the people one sits with.
 *
 * Who scores more unevenly than the panel gets intervals as wide as their own unevenness, so that
 * noise is not read as drift. Changes are corrected over all interviewers (`correctedChanges`). A
 * window, and what lies before the latest, needs `MINIMUM_CARDS` cards. Refuses moments that do not
 * match the cards, another model than m3, and a panel without any residual.
 */
export function interviewerDrift(
  cells: Cells,
  moments: Float64Array,
  fit: DriftFit,
  { windows, weights }: DriftOptions,
): InterviewerDrift[] | Refusal {
  const problem = driftProblem(cells, moments, fit) ?? windowingProblem(windows);
  if (problem) return problem;
  const { scores } = cardScores(cells, weights);
  const freedom = residualFreedom(cells, scores);
  const cardsOf = comparableCards(cells, scores, moments);
  const marks = marksFor(cells);
  const found = cardsOf.map((cards, interviewer) => {
    const ranges = windowsOf(
      cards.map(({ moment }) => moment),
      windows,
    );
    const measure = (range: Range, since: number | null) =>
      measured(
        { cells, scores, fit, freedom, marks, interviewer },
        cards.slice(range.start, range.end),
        since,
      );
    const latest = latestAndBefore(ranges);
    const before = latest && cards[latest.start]!.moment;
    return {
      windows: ranges.map((range) => severityIn(cards, range, measure)),
      measured: latest
        ? measure({ start: 0, end: latest.end }, before)
        : refuse(whyNoChange(cards.length, ranges)),
    };
  });
  const changes = correctedChanges(found.map((one) => one.measured));
  return cells.interviewers.map((interviewer, at) => {
    const change = changes[at]!;
    return {
      interviewer,
      windows: found[at]!.windows,
      change: isRefusal(change) ? change : { ...change, words: wordsFor(change) },
    };
  });
}

type Card = { readonly candidate: number; readonly card: number; readonly moment: number };

/** Why moments and fit do not serve these cells, or null. */
export function driftProblem(cells: Cells, moments: Float64Array, fit: DriftFit): Refusal | null {
  if (moments.length !== cardCount(cells)) return refuse("Not every card has a moment.");
  if (fit.model !== "m3") return refuse("Drift is read from whole cards, which model m3 is of.");
  if (!(fit.variance.residual > 0))
    return refuse("Cards agree entirely, so chance cannot be told from change.");
  return null;
}

/** By interviewer: the cards about candidates whom somebody else scored as well, oldest first. */
function comparableCards(cells: Cells, scores: Float64Array, moments: Float64Array): Card[][] {
  const found: Card[][] = cells.interviewers.map(() => []);
  for (let candidate = 0; candidate < cells.candidates.length; candidate++) {
    const cards = scoredCards(cells, scores, candidate);
    if (new Set(cards.map((card) => cells.interviewer[card])).size < 2) continue;
    for (const card of cards)
      if (Number.isFinite(moments[card]!))
        found[cells.interviewer[card]!]!.push({ candidate, card, moment: moments[card]! });
  }
  return found.map((cards) => cards.toSorted((a, b) => a.moment - b.moment));
}

/** The cards about a candidate that have a score. */
export function scoredCards({ first }: Cells, scores: Float64Array, candidate: number): number[] {
  const cards: number[] = [];
  for (let card = first[candidate]!; card < first[candidate + 1]!; card++)
    if (!Number.isNaN(scores[card]!)) cards.push(card);
  return cards;
}

/** What is left of the cards after a parameter for each candidate and interviewer, at least 1. */
function residualFreedom(cells: Cells, scores: Float64Array): number {
  const interviewers = new Set<number>();
  let left = 1;
  for (let candidate = 0; candidate < cells.candidates.length; candidate++) {
    const cards = scoredCards(cells, scores, candidate);
    left += Math.max(0, cards.length - 1);
    for (const card of cards) interviewers.add(cells.interviewer[card]!);
  }
  return Math.max(1, left - interviewers.size);
}

type Setting = {
  readonly cells: Cells;
  readonly scores: Float64Array;
  readonly fit: DriftFit;
  readonly freedom: number;
  readonly marks: Marks;
  readonly interviewer: number;
};

/** Room for the codes of one measurement at a time, -1 where there is none. */
type Marks = { readonly interviewers: Int32Array; readonly cards: Int8Array };

const marksFor = (cells: Cells): Marks => ({
  interviewers: new Int32Array(cells.interviewers.length).fill(-1),
  cards: new Int8Array(cardCount(cells)).fill(-1),
});

/** Severity over some of a person's cards or, given a moment, how far it is higher since then. */
function measured(
  setting: Setting,
  cards: readonly Card[],
  since: number | null,
): Measured | Refusal {
  const { fit, freedom } = setting;
  const { panel, whole, later, onCandidate } = beside(setting, cards, since);
  const found =
    since === null ? panelContrast(panel, whole, null) : panelContrast(panel, later, whole);
  if (isRefusal(found)) return found;
  const residual = found.residual();
  let square = 0;
  for (let j = 0; j < residual.length; j++) {
    const n = onCandidate[panel.candidate[j]!]!;
    if (whole[j] === 1) square += (residual[j]! ** 2 * n) / (n - 1);
  }
  const left = cards.length - (since === null ? 1 : 2);
  const unevenness = square / left / fit.variance.residual;
  const { estimate, error } = found;
  return unevenness > 1
    ? { estimate, error: error * Math.sqrt(unevenness), freedom: Math.min(left, freedom) }
    : { estimate, error, freedom };
}

/** Some of a person's cards with all the others' about the same candidates. */
function beside(
  { cells, scores, fit, marks, interviewer }: Setting,
  cards: readonly Card[],
  since: number | null,
) {
  const { first } = cells;
  for (const { card, moment } of cards)
    marks.cards[card] = Number(since !== null && moment >= since);
  const candidates = [...new Set(cards.map(({ candidate }) => candidate))];
  const most = candidates.reduce((sum, c) => sum + first[c + 1]! - first[c]!, 0);
  const candidate = new Int32Array(most);
  const by = new Int32Array(most);
  const score = new Float64Array(most);
  const whole = new Float64Array(most);
  const later = new Float64Array(most);
  const onCandidate = new Uint32Array(candidates.length);
  const met: number[] = [];
  let rows = 0;
  for (const [code, c] of candidates.entries())
    for (let card = first[c]!; card < first[c + 1]!; card++) {
      const i = cells.interviewer[card]!;
      const mine = i === interviewer;
      if (Number.isNaN(scores[card]!) || (mine && marks.cards[card] === -1)) continue;
      if (!mine && marks.interviewers[i] === -1) marks.interviewers[i] = met.push(i) - 1;
      candidate[rows] = code;
      by[rows] = mine ? -1 : marks.interviewers[i]!;
      score[rows] = -scores[card]!;
      if (mine) {
        whole[rows] = 1;
        later[rows] = marks.cards[card]!;
      }
      onCandidate[code]!++;
      rows++;
    }
  for (const { card } of cards) marks.cards[card] = -1;
  for (const i of met) marks.interviewers[i] = -1;
  const panel: Panel = {
    ...{ candidate: candidate.subarray(0, rows), interviewer: by.subarray(0, rows) },
    ...{ score: score.subarray(0, rows), variance: { ...fit.variance, candidate: null } },
  };
  const columns = { whole: whole.subarray(0, rows), later: later.subarray(0, rows) };
  return { panel, ...columns, onCandidate };
}

function severityIn(
  cards: readonly Card[],
  range: Range,
  measure: (range: Range, since: null) => Measured | Refusal,
): SeverityWindow | (Span & Refusal) {
  const span = {
    from: cards[range.start]!.moment,
    until: cards[range.end - 1]!.moment,
    cards: range.end - range.start,
  };
  if (span.cards < MINIMUM_CARDS)
    return { ...span, ...refuse(`Fewer than ${MINIMUM_CARDS} cards to compare.`) };
  const found = measure(range, null);
  return isRefusal(found)
    ? { ...span, ...found }
    : { ...span, severity: found.estimate, ...bounds(found) };
}

function whyNoChange(cards: number, windows: readonly Range[]): string {
  if (cards === 0) return "Nobody else scored the same candidates, so there is nothing to compare.";
  if (!windows.some(({ start, end }) => end - start >= MINIMUM_CARDS))
    return `No window has ${MINIMUM_CARDS} cards to compare yet.`;
  return `Fewer than ${MINIMUM_CARDS} cards lie before the latest window, so there is no earlier level to compare with.`;
}

function wordsFor({ difference, low, high, flagged }: Change): string {
  if (!flagged)
    return `No change that chance could not bring: between ${points(low)} ${low < 0 ? "higher" : "lower"} and ${points(high)} ${high < 0 ? "higher" : "lower"}, beside others on the same candidates.`;
  const [least, most] = [Math.abs(low), Math.abs(high)].toSorted((a, b) => a - b);
  return `Recent scores are about ${points(difference)} ${difference > 0 ? "lower" : "higher"} than before, beside others on the same candidates (${points(least!)} to ${points(most!)}). Worth scoring a few candidates together.`;
}
