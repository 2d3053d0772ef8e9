import type { PanelCorrelation } from "#app/domain/calibration/panel-correlation.ts";
import type { RaterEffect } from "#app/domain/calibration/rater-readings.ts";
import type {
  CardStatistics,
  ResidualStatistics,
} from "#app/domain/calibration/rater-statistics.ts";
import { isRefusal, type Refusal } from "#app/domain/calibration/refusal.ts";

/** What the note of a flag is written from. */
export type Evidence = {
  readonly cards: number;
  readonly residual: ResidualStatistics | Refusal;
  readonly withinCards: CardStatistics | Refusal;
  readonly panel: PanelCorrelation | Refusal;
  readonly statistic: number;
  /** In points, positive when harsh. */
  readonly severity: number | null;
  /** The others' median correlation with the panel. */
  readonly typicalCorrelation: number | null;
};

/**
 * What was seen, with its numbers, and what to look at: about ratings, never about the person who
 * gave them.
 */
export function effectNote(effect: RaterEffect, evidence: Evidence): string {
  const { severity, statistic } = evidence;
  switch (effect) {
    case "severity":
      return `Scores ${points(severity)} than the panel for the same candidates, over ${evidence.cards} cards. Compare their words for a middle rating with the level anchors.`;
    case "erratic":
      return `Ratings lie further from what candidate and panel lead one to expect than others' do: ${fixed(statistic)} times the usual squared distance, over ${evidence.cards} cards. Read the evidence on the cards furthest off.`;
    case "random":
      return `${correlationSeen(evidence)} Talk through a few candidates on whom they and the panel differ most.`;
    case "central-tendency":
      return `${compressionSeen(statistic)} Look at whether the words set strong and weak candidates apart where the numbers do not.`;
    case "range-restriction":
      return `${compressionSeen(statistic)} Their ratings also lie ${points(severity)} than the panel's. Compare the level anchors with the cards at that end.`;
    case "halo":
      return `${alikenessSeen(evidence)} It may be true of these candidates: look at whether each criterion has evidence of its own.`;
  }
}

const fixed = (value: number) => value.toFixed(2);

/** "0.31 points higher". */
const points = (severity: number | null) =>
  severity === null
    ? "elsewhere"
    : `${fixed(Math.abs(severity))} points ${severity > 0 ? "lower" : "higher"}`;

const compressionSeen = (slope: number) =>
  `Uses little of the scale: where the panel's ratings differ by 1 point, these differ by ${fixed(slope)}.`;

function correlationSeen({ panel, typicalCorrelation }: Evidence): string {
  if (isRefusal(panel)) return "Scores hardly rise and fall with the panel's.";
  const usual = typicalCorrelation === null ? "" : `, where ${fixed(typicalCorrelation)} is usual`;
  return `Scores hardly rise and fall with the panel's: a correlation of ${fixed(panel.correlation)} over ${panel.overlap} shared candidates${usual}.`;
}

function alikenessSeen({ withinCards }: Evidence): string {
  if (isRefusal(withinCards)) return "Scores criteria alike.";
  const { ratioToOthers, flat, cards, othersFlatShare } = withinCards;
  return `Scores criteria alike: within a card ratings vary ${fixed(ratioToOthers)} times as much as on others' cards, and ${flat} of ${cards} cards have one number throughout (others' cards: ${Math.round(100 * othersFlatShare)}%).`;
}
