import fCdf from "@stdlib/stats-base-dists-f-cdf";
import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import tCdf from "@stdlib/stats-base-dists-t-cdf";
import { type Cells, cardsWhere } from "#app/domain/calibration/cells.ts";
import type { Fitted } from "#app/domain/calibration/fit.ts";
import { benjaminiHochberg } from "#app/domain/calibration/multiplicity.ts";
import type { PanelCorrelation } from "#app/domain/calibration/panel-correlation.ts";
import {
  cardStatistics,
  type ResidualStatistics,
} from "#app/domain/calibration/rater-statistics.ts";
import { isRefusal, type Refusal, refuse } from "#app/domain/calibration/refusal.ts";

/** In the order they are read. */
export const raterEffectNames = [
  "severity",
  "erratic",
  "random",
  "central-tendency",
  "range-restriction",
  "halo",
] as const;
export type RaterEffect = (typeof raterEffectNames)[number];

/** Share of false flags among the flags of one effect that Benjamini and Hochberg's procedure keeps to. */
export const FALSE_DISCOVERIES = 0.1;

/** One interviewer under one effect. */
export type EffectReading = {
  /**
   * severity: P(more than 0.25 points off); erratic: mean squared residual over the model's variance;
   * random: Fisher z against the others' typical correlation; central tendency and range restriction:
   * slope of rating on expected; halo: variance within cards over the others', these shrunk by the
   * square of this interviewer's card slope where the scale is compressed.
   */
  readonly statistic: number;
  readonly p: number;
  /** `p` after Benjamini and Hochberg, over the interviewers this effect was read for. */
  readonly adjusted: number;
  readonly flagged: boolean;
};

/** A reading before the others' p values are known; `beyond` is whether the fixed threshold is passed. */
export type Unjudged = { readonly statistic: number; readonly p: number; readonly beyond: boolean };

export const isFlagged = (reading: EffectReading | Refusal): boolean =>
  !isRefusal(reading) && reading.flagged;

/** Joins the fixed threshold with the adjustment over everybody read. */
export function judged(readings: readonly (Unjudged | Refusal)[]): (EffectReading | Refusal)[] {
  const read = readings.flatMap((reading) => (isRefusal(reading) ? [] : [reading.p]));
  const adjusted = benjaminiHochberg(read).values();
  return readings.map((reading) => {
    if (isRefusal(reading)) return reading;
    const { statistic, p, beyond } = reading;
    const q = adjusted.next().value ?? 1;
    return { statistic, p, adjusted: q, flagged: beyond && q <= FALSE_DISCOVERIES };
  });
}

/** Points off the panel that matter. */
export const NOTABLE_SEVERITY = 0.25;

export function severityReading(m3: Fitted, interviewer: number): Unjudged | Refusal {
  if (isRefusal(m3)) return m3;
  const [blup, sd] = [m3.interviewer.blup[interviewer]!, m3.interviewer.sd[interviewer]!];
  if (!(m3.variance.interviewer > 0 && sd > 0))
    return refuse("Nothing in these cards tells one interviewer's severity from another's.");
  const statistic = m3.beyond(interviewer, NOTABLE_SEVERITY);
  return { statistic, p: 2 * normalCdf(-Math.abs(blup) / sd, 0, 1), beyond: statistic > 0.95 };
}

export function erraticReadings(
  residual: readonly (ResidualStatistics | Refusal)[],
): (Unjudged | Refusal)[] {
  let [ratings, squares] = [0, 0];
  for (const own of residual) {
    if (isRefusal(own)) continue;
    ratings += own.ratings;
    squares += own.ratings * own.meanSquare;
  }
  // The share of each rating's freedom that the fitted effects left over.
  const left = Math.min(1, squares / ratings);
  return residual.map((own) => {
    if (isRefusal(own)) return own;
    const others = ratings - own.ratings;
    if (others === 0) return refuse("Nobody else's ratings can be read.");
    const ratio = own.meanSquare / ((squares - own.ratings * own.meanSquare) / others);
    const p = Number.isFinite(ratio) ? upperF(ratio, own.ratings * left, others * left) : 0;
    return { statistic: own.meanSquare, p, beyond: own.meanSquare > 1.5 };
  });
}

/** The lower tail of the inverse keeps small values that one minus the cdf would lose. */
const upperF = (ratio: number, d1: number, d2: number): number =>
  ratio > 0 ? fCdf(1 / ratio, d2, d1) : 1;

export function compressionReading(own: ResidualStatistics | Refusal): Unjudged | Refusal {
  if (isRefusal(own)) return own;
  const { slope, slopeError, meanSquare, ratings } = own;
  const below = slope < 1 ? Number.NEGATIVE_INFINITY : 0;
  const t = slopeError > 0 ? (slope - 1) / slopeError : below;
  const p = Number.isFinite(t) ? tCdf(t, ratings - 2) : 0;
  return { statistic: slope, p, beyond: slope < 0.7 && t < -2.58 && meanSquare <= 1.3 };
}

export function offCentreReading(
  compressed: EffectReading | Refusal,
  severity: EffectReading | Refusal,
): EffectReading | Refusal {
  if (isRefusal(compressed)) return compressed;
  if (isRefusal(severity)) return severity;
  return {
    statistic: compressed.statistic,
    p: Math.max(compressed.p, severity.p),
    adjusted: Math.max(compressed.adjusted, severity.adjusted),
    flagged: compressed.flagged && severity.flagged,
  };
}

/** Beyond this a correlation says nothing more, and its Fisher transform runs away. */
const HIGHEST_CORRELATION = 0.999;

const fisher = (correlation: number) =>
  Math.atanh(Math.max(-HIGHEST_CORRELATION, Math.min(HIGHEST_CORRELATION, correlation)));

export function randomReadings(
  panel: readonly (PanelCorrelation | Refusal)[],
): (Unjudged | Refusal)[] {
  const typical = typicalCorrelations(panel);
  return panel.map((own, i) => {
    if (isRefusal(own)) return own;
    const others = typical[i] ?? null;
    if (others === null)
      return refuse("Fewer than two others can be compared with the panel, so none is typical.");
    const z = (fisher(own.correlation) - fisher(others)) / own.fisherError;
    return { statistic: z, p: normalCdf(z, 0, 1), beyond: z < -2.33 };
  });
}

/** For each interviewer the median of the others' correlations; null below two others. */
export function typicalCorrelations(
  panel: readonly (PanelCorrelation | Refusal)[],
): (number | null)[] {
  const rising = panel
    .flatMap((one, i) => (isRefusal(one) ? [] : [{ i, z: fisher(one.correlation) }]))
    .toSorted((a, b) => a.z - b.z);
  const place = new Map(rising.map(({ i }, at) => [i, at]));
  return panel.map((_, i) => {
    const own = place.get(i) ?? rising.length;
    const others = rising.length - (place.has(i) ? 1 : 0);
    if (others < 2) return null;
    const other = (at: number) => rising[at < own ? at : at + 1]!.z;
    const half = (others - 1) / 2;
    return Math.tanh((other(Math.floor(half)) + other(Math.ceil(half))) / 2);
  });
}

/** How much less a compressed scale alone lets ratings vary within cards, by interviewer. */
export type Compression = { readonly cardSlope: number | null } | null;

/** Card means that follow candidates less than this tell nothing of what is left within cards. */
const LEAST_CARD_SLOPE = 0.05;

/**
 * Cards of the `steady` only. Where the scale is compressed, the variance within cards is held against
 * the others' shrunk by as much as card means are, and flat cards prove nothing.
 */
export function haloReadings(
  cells: Cells,
  steady: readonly boolean[],
  compressions: readonly Compression[],
): (Unjudged | Refusal)[] {
  const read = steady.every(Boolean)
    ? cells
    : cardsWhere(cells, (card) => steady[cells.interviewer[card]!]!);
  return cardStatistics(read).map((own, i) => {
    if (isRefusal(own)) return own;
    const compression = compressions[i] ?? null;
    if (compression === null) return haloReading(own.ratioToOthers, own.ratioP, own.flatP);
    const { cardSlope } = compression;
    if (cardSlope === null || Math.abs(cardSlope) < LEAST_CARD_SLOPE)
      return refuse(
        "Uses little of the scale, which makes criteria alike too: look at that first.",
      );
    const ratioToOthers = own.ratioToOthers / Math.min(1, cardSlope ** 2);
    const ratioP = fCdf(ratioToOthers, own.freedom, own.othersFreedom);
    return haloReading(ratioToOthers, ratioP, 1);
  });
}

function haloReading(ratio: number, ratioP: number, flatP: number): Unjudged {
  return {
    statistic: ratio,
    p: Math.min(1, 2 * Math.min(ratioP, flatP)),
    beyond: (ratio < 0.6 && ratioP < 0.001) || flatP < 0.001,
  };
}
