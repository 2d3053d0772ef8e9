import { type Alpha, krippendorff } from "#app/domain/calibration/alpha.ts";
import { cardScores } from "#app/domain/calibration/card-scores.ts";
import { type Cells, cardCount, cardsWhere } from "#app/domain/calibration/cells.ts";
import { connectedComponents } from "#app/domain/calibration/connectedness.ts";
import type { Fit, FitOptions, Interval, Ratios } from "#app/domain/calibration/fit.ts";
import {
  type Forms,
  impliedMeanSquares,
  intraclass,
  intraclassIntervals,
  type MeanSquares,
  tableMeanSquares,
  varianceOf,
} from "#app/domain/calibration/intraclass.ts";
import { fitModel } from "#app/domain/calibration/model.ts";
import { isRefusal, type Refusal, refuse } from "#app/domain/calibration/refusal.ts";

/**
 * Candidates whom two or more people scored, below which no agreement is given: with 5 the range for
 * alpha holds the true value about 8 times out of 10 where 9 were asked, with 3 only 7 times, and it is
 * then mostly longer than from 0 to 1.
 */
export const MINIMUM_COMPARED = 5;

/** How far scores can be relied on, over all criteria or on one. */
export type Agreement = {
  /** Candidates with a card, those of them that two or more people scored on a criterion, and cards. */
  readonly candidates: number;
  readonly compared: number;
  readonly cards: number;
  /** Ratings that have another to be compared with. */
  readonly pairable: number;
  /** Cards per candidate, the harmonic mean; null without any. */
  readonly panel: number | null;
  readonly alpha: Alpha | Refusal;
  /** Of the ordinal alpha. */
  readonly interval: Interval | Refusal;
  readonly icc: Forms<number> | Refusal;
  readonly iccInterval: Forms<Interval> | Refusal;
};

export type Agreements = {
  readonly overall: Agreement;
  /** In the order of the criteria. */
  readonly byCriterion: readonly Agreement[];
};

export type AgreementOptions = Pick<FitOptions, "weights" | "path" | "seed"> & {
  /** Where the fit of all criteria may start, as of an earlier m3. */
  readonly start?: Ratios;
  /** Called with the share done, 0 to 1; throwing from it ends the work. */
  readonly onProgress?: (share: number) => void;
};

/**
 * Krippendorff's alphas and intraclass correlations, overall and per criterion in the order of the
 * cells, with ranges that hold the true value nine times out of ten. The overall alpha compares ratings
 * of one candidate on one criterion; the overall ICCs are those of weighted card scores (model m3), a
 * criterion's those of its ratings alone.
 *
 * ICCs rest on REML variances whatever the size of the panel: what keeps small panels off the boundary
 * would move the ICC off the published definition. A complete table's analysis of variance gives them
 * without a fit where no variance comes out below 0. At the boundary they are refused. Ranges of ICCs are
 * McGraw and Wong's for a complete table, and of the complete table it stands for otherwise: simulated
 * panels of 8-100 candidates, 4-30 interviewers and 1-5 cards each held the true value 84-97 times out
 * of a hundred.
 *
 * Everything is refused below `MINIMUM_COMPARED`, and where everybody gave the same score.
 */
export function agreement(
  cells: Cells,
  { start, onProgress, ...options }: AgreementOptions = {},
): Agreements {
  const parts = cells.criteria.length + 1;
  const all = [...cells.criteria.keys()];
  const whole = agreementOf(cells, all, { ...options, ...(start && { start }) });
  onProgress?.(1 / parts);
  const { weights: _, ...unweighted } = options;
  const nearby = whole.start && { start: whole.start };
  const byCriterion = all.map((criterion) => {
    const own = onCriterion(cells, criterion);
    const { found } = agreementOf(own, [0], { ...unweighted, ...nearby });
    onProgress?.((criterion + 2) / parts);
    return found;
  });
  return { overall: whole.found, byCriterion };
}

function agreementOf(
  cells: Cells,
  criteria: readonly number[],
  options: Omit<AgreementOptions, "onProgress">,
): { readonly found: Agreement; readonly start?: Ratios } {
  const { candidates: compared, ...alphas } = krippendorff(cells, criteria, options.seed ?? 1);
  const panels = sizes(cells);
  const counted = {
    ...{ candidates: panels.length, compared, cards: cardCount(cells) },
    ...{ pairable: alphas.pairable, panel: harmonicMean(panels) },
  };
  const few = compared < MINIMUM_COMPARED ? tooFewCompared(compared) : null;
  const reason = few ?? (isRefusal(alphas.alpha) ? alphas.alpha : null);
  if (reason) {
    const nothing = { alpha: reason, interval: reason, icc: reason, iccInterval: reason };
    return { found: { ...counted, ...nothing } };
  }
  const { start, ...iccs } = correlations(cells, options);
  return { found: { ...counted, ...alphas, ...iccs }, ...(start && { start }) };
}

/** Why no agreement is given of so few candidates. */
export function tooFewCompared(compared: number): Refusal {
  const who = ["No candidate was", "Only 1 candidate was"][compared];
  return refuse(
    `${who ?? `Only ${compared} candidates were`} scored by two or more people; agreement needs ${MINIMUM_COMPARED}.`,
  );
}

function correlations(
  cells: Cells,
  options: Omit<AgreementOptions, "onProgress">,
): Pick<Agreement, "icc" | "iccInterval"> & { readonly start?: Ratios } {
  const { scores } = cardScores(cells, options.weights);
  const all = !scores.some(Number.isNaN);
  const scored = all ? cells : cardsWhere(cells, (card) => !Number.isNaN(scores[card]!));
  const values = all ? scores : scores.filter((score) => !Number.isNaN(score));
  const panel = harmonicMean(sizes(scored));
  if (panel === null) {
    const reason = refuse("No card has a score that weighs anything.");
    return { icc: reason, iccInterval: reason };
  }
  if (isPerfect(scored, values)) {
    const icc = { A1: 1, C1: 1, Ak: 1, Ck: 1 };
    return { icc, iccInterval: refuse("Perfect agreement: a range cannot be made from it.") };
  }
  const table = completeTable(scored, values);
  const direct = table && varianceOf(table);
  if (direct && direct.candidate >= 0 && direct.interviewer >= 0)
    return { icc: intraclass(direct, panel), iccInterval: intraclassIntervals(table) };
  const fit = fitModel(cells, { ...options, model: "m3", estimator: "reml" });
  if (isRefusal(fit)) return { icc: fit, iccInterval: fit };
  return {
    icc: intraclass(fit.variance, panel),
    iccInterval: intraclassIntervals(table ?? implied(scored, fit)),
    start: fit.start,
  };
}

/** Scores are sums of floats: two that mean the same differ by less than this. */
const SAME = 1e-9;

/** Whether all cards about one candidate say the same, and those about different ones do not. */
function isPerfect({ first }: Cells, scores: Float64Array): boolean {
  let shared = false;
  for (let c = 0; c + 1 < first.length; c++)
    for (let card = first[c]! + 1; card < first[c + 1]!; card++) {
      if (Math.abs(scores[card]! - scores[card - 1]!) > SAME) return false;
      shared = true;
    }
  return shared && scores.some((score) => Math.abs(score - scores[0]!) > SAME);
}

/** The analysis of variance where everybody with a card met every candidate exactly once, else null. */
function completeTable({ first, interviewer }: Cells, scores: Float64Array): MeanSquares | null {
  const column = new Map<number, number>();
  for (const i of interviewer) if (!column.has(i)) column.set(i, column.size);
  const table: Float64Array[] = [];
  for (let c = 0; c + 1 < first.length; c++) {
    if (first[c] === first[c + 1]) continue;
    if (first[c + 1]! - first[c]! !== column.size) return null;
    const row = new Float64Array(column.size).fill(Number.NaN);
    for (let card = first[c]!; card < first[c + 1]!; card++)
      row[column.get(interviewer[card]!)!] = scores[card]!;
    if (row.some(Number.isNaN)) return null;
    table.push(row);
  }
  return tableMeanSquares(table);
}

function implied(cells: Cells, { variance }: Fit): MeanSquares {
  const panels = sizes(cells);
  const met = new Uint32Array(cells.interviewers.length);
  for (const i of cells.interviewer) met[i]!++;
  const loads = met.filter((cards) => cards > 0);
  const effects = panels.length + loads.length - connectedComponents(cells).groups.length;
  const freedom = {
    candidate: panels.length - 1,
    interviewer: loads.length - 1,
    residual: cardCount(cells) - effects,
  };
  return impliedMeanSquares(variance, freedom, harmonicMean(panels)!, harmonicMean(loads)!);
}

/** Cards of each candidate who has one. */
const sizes = ({ first }: Cells): Uint32Array =>
  first
    .subarray(1)
    .map((end, c) => end - first[c]!)
    .filter((cards) => cards > 0);

function harmonicMean(counts: Uint32Array): number | null {
  let sum = 0;
  for (const count of counts) sum += 1 / count;
  return counts.length > 0 ? counts.length / sum : null;
}

/** The cards that observed a criterion, with it alone. */
function onCriterion(cells: Cells, criterion: number): Cells {
  const width = cells.criteria.length;
  const own = cardsWhere(cells, (card) => !Number.isNaN(cells.ratings[card * width + criterion]!));
  const ratings = new Float64Array(cardCount(own));
  for (let card = 0; card < ratings.length; card++)
    ratings[card] = own.ratings[card * width + criterion]!;
  return { ...own, criteria: [cells.criteria[criterion]!], ratings };
}
