import { FLAT_SCORES } from "#app/domain/calibration/summary.ts";
import { isExtreme, type Recommendation } from "#app/domain/scorecard.ts";
import { writtenWords } from "#app/domain/written-words.ts";

/**
 * What one card by itself may be asked about: the rules of `straight-line`, `extreme-without-evidence`
 * and `contradiction`. For its author alone, before it is sealed.
 */

/** Whether all rated criteria have one score; fewer than three can have that by chance. */
export const isStraightLine = (scores: readonly number[]): boolean =>
  scores.length >= FLAT_SCORES && scores.every((score) => score === scores[0]);

/** A quote, a quoted line or a minute. */
const moment = /["“”„«»「」『』]|^\s*>|\b\d+\s*['’′]/m;

/** Evidence of fewer words than this, without a quote or a minute, is a claim more than a moment. */
export const THIN_EVIDENCE = 15;

/** Whether a lowest or highest score of `points` stands beside no moment. */
export const isExtremeWithoutEvidence = (
  { score, evidence }: { readonly score: number; readonly evidence: string },
  points: number,
): boolean =>
  isExtreme(String(score), points) &&
  !moment.test(evidence) &&
  writtenWords(evidence).length < THIN_EVIDENCE;

/**
 * How far from the scale's middle a weighted score leans, as a share of the scale's width: on four
 * points below 2.2 and above 2.8. Of five criteria that weigh alike, one that is rated a point
 * higher moves the score by 0.2, so a card that leans does so by more than one close call. Our own
 * choice; no study stands behind it.
 */
const LEAN = 0.1;

/** Sums of fractions miss a border by less than this. */
const HAIR = 1e-9;

export type Leaning = "low" | "high" | "middle";

/** To which side of a scale of `points` a weighted score leans. */
export function leaningOf(score: number, points: number): Leaning {
  const from = score - (1 + points) / 2;
  const margin = LEAN * (points - 1) + HAIR;
  if (from < -margin) return "low";
  return from > margin ? "high" : "middle";
}

/**
 * Yes with a score that leans low and no with one that leans high; a strong word already where the
 * score does not lean its way. Never for no decision.
 */
const against: Record<Recommendation, readonly Leaning[]> = {
  "strong-no": ["middle", "high"],
  no: ["high"],
  yes: ["low"],
  "strong-yes": ["low", "middle"],
  "no-decision": [],
};

/** Whether a recommendation says other than the weighted score does. */
export const isContradiction = (
  recommendation: Recommendation,
  score: number,
  points: number,
): boolean => against[recommendation].includes(leaningOf(score, points));
