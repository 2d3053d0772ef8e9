import type { InterviewerFinding, PunctualityFinding } from "#app/domain/calibration/findings.ts";
import type { PanelCorrelation } from "#app/domain/calibration/panel-correlation.ts";
import type { RaterEffect } from "#app/domain/calibration/rater-readings.ts";
import type { Severity } from "#app/domain/calibration/report.ts";

/** Whom a profile speaks of: the reader, or somebody by name. */
export type Whose = { readonly own: true } | { readonly own: false; readonly name: string };

const subject = (whose: Whose) => (whose.own ? "You" : whose.name);
/** `You score`, `Ana Ruiz scores`. */
const does = (whose: Whose, verb: string) =>
  `${subject(whose)} ${verb}${whose.own ? "" : /[sxh]$/.test(verb) ? "es" : "s"}`;

/** One digit, two where that leaves too little. */
const size = (value: number) => {
  const far = Math.abs(value);
  return far < 0.095 ? far.toFixed(2) : far.toFixed(1);
};
export const pointWords = (value: number): string =>
  `${size(value)} ${size(value) === "1.0" ? "point" : "points"}`;
const cardWords = (n: number) => (n === 1 ? "1 card" : `${n.toLocaleString("en")} cards`);

/**
 * A severity in points (above 0 where harsh) as a sentence, its range in the same direction. Where the
 * range holds 0 nothing is said to differ.
 */
export function severityWords(
  { points, interval: [low, high] }: Severity,
  cards: number,
  whose: Whose,
): string {
  const over = `over ${cardWords(cards)}`;
  if (low <= 0 && high >= 0)
    return `${does(whose, "score")} about as the panel does for the same candidates: somewhere between ${pointWords(low)} higher and ${pointWords(high)} lower, ${over}.`;
  const [least, most] = [low, high].toSorted((a, b) => Math.abs(a) - Math.abs(b));
  return `${does(whose, "score")} about ${pointWords(points)} ${points > 0 ? "lower" : "higher"} than the panel for the same candidates (${size(least ?? 0)} to ${size(most ?? 0)}), ${over}.`;
}

type Flat = Pick<InterviewerFinding, "flat" | "othersFlat">;

/**
 * How often all criteria of a card got one number, beside the others' as if they had as many cards;
 * null where no card has enough scores to tell.
 */
export function alikeWords({ flat, othersFlat }: Flat, whose: Whose): string | null {
  if (flat.of === 0) return null;
  const own = `${does(whose, "score")} criteria alike on ${flat.cards} of ${cardWords(flat.of)}`;
  if (othersFlat.of === 0) return `${own}.`;
  const expected = Math.round((flat.of * othersFlat.cards) / othersFlat.of);
  return `${own}; the panel does on ${expected} of ${flat.of}.`;
}

/** How scores rise and fall with the panel's, in words beside the number. */
export function correlationWords({ correlation, overlap }: PanelCorrelation, whose: Whose): string {
  const how =
    correlation >= 0.5 ? "rise and fall" : correlation >= 0.2 ? "loosely move" : "hardly move";
  const scores = whose.own ? "Your scores" : "Their scores";
  return `${scores} ${how} with the panel's: a correlation of ${correlation.toFixed(2)} over ${overlap} shared ${overlap === 1 ? "candidate" : "candidates"}.`;
}

/** The note of a flag without what to do about it, which is its last sentence (`effectNote`). */
export function seenIn(note: string, whose: Whose): string {
  const end = note.lastIndexOf(". ");
  const seen = end < 0 ? note : note.slice(0, end + 1);
  return whose.own ? seen.replaceAll("Their ratings", "Your ratings") : seen;
}

/** What each effect is called: of the ratings, never of a person. */
export const effectTitles: Record<RaterEffect, string> = {
  severity: "Higher or lower than the panel",
  erratic: "Far from what is expected",
  random: "Hardly moving with the panel",
  "central-tendency": "Little of the scale in use",
  "range-restriction": "Little of the scale in use, away from its middle",
  halo: "Criteria scored alike",
};

/** How long after the round cards come in; null where that is not known. */
export function punctualityWords({ cards, hours }: Omit<PunctualityFinding, "id">): string | null {
  if (cards === 0 || hours === null) return null;
  return `half of the cards are in within ${hoursWords(hours)} of the round`;
}

/** A time after a round: minutes, hours or days, whichever one would say. */
export function hoursWords(hours: number): string {
  const said = (n: number, unit: string) => `${n} ${unit}${n === 1 ? "" : "s"}`;
  if (hours < 1) return said(Math.max(1, Math.round(hours * 60)), "minute");
  return hours < 48 ? said(Math.round(hours), "hour") : said(Math.round(hours / 24), "day");
}
