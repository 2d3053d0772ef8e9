import type { MethodPart } from "#app/domain/calibration/method.ts";
import type { RaterEffect } from "#app/domain/calibration/rater-readings.ts";

/**
 * What numbers and texts of a panel's cards can say about the scoring: never about the candidate, whom
 * `ledger.ts` follows, and never about whoever scored. Each is computed anew from the cards whenever it
 * is shown, asks for a look, and has a guard that keeps it quiet. Nothing adds them up.
 */
export const panelPatternKeys = [
  "severity-outlier",
  "straight-line",
  "halo",
  "central-tendency",
  "erratic",
  "extreme-without-evidence",
  "contradiction",
  "late",
  "drift-to-majority",
  "echoed-evidence",
  "thin-coverage",
  "unlinked-rater",
  "protected-topic",
] as const;
export type PanelPattern = (typeof panelPatternKeys)[number];

/** `author`: for their own cards; `panel`: whoever may read the loop's cards. */
export const audiences = ["author", "panel", "committee", "lead"] as const;
export type Audience = (typeof audiences)[number];

/** Where it is computed: beside the card before sealing, in the debrief, or over a position's settled loops. */
export type Moment = "writing" | "debrief" | "calibration";

export type PanelPatternEntry = {
  /** Of the scoring. */
  readonly title: string;
  /** What there is to see. */
  readonly signal: string;
  /** What keeps it quiet, or what it does not say. */
  readonly guard: string;
  readonly audience: readonly Audience[];
  readonly moment: Moment;
  /** The part of the method page that explains it. */
  readonly method: MethodPart;
};

const everybodyConcerned = ["author", "committee", "lead"] as const;

export const panelPatterns: Readonly<Record<PanelPattern, PanelPatternEntry>> = {
  "severity-outlier": {
    title: "Scores lie above or below the panel's",
    signal:
      "Scores lie clear of the panel's for the same candidates, once it is allowed for who met whom.",
    guard: "Said from five cards and shared candidates on, and only where the range is clear of 0.",
    audience: everybodyConcerned,
    moment: "calibration",
    method: "severity",
  },
  "straight-line": {
    title: "One score on every criterion",
    signal: "Every rated criterion of a card has the same score.",
    guard: "It may be just what was seen. From three rated criteria on.",
    audience: ["author"],
    moment: "writing",
    method: "second-look",
  },
  halo: {
    title: "Criteria scored alike",
    signal: "Criteria rise and fall together far more than on others' cards.",
    guard: "Said over many cards, and it may be true of the candidates.",
    audience: everybodyConcerned,
    moment: "calibration",
    method: "criteria-alike",
  },
  "central-tendency": {
    title: "Little of the scale in use",
    signal: "Scores set candidates apart less than the panel's do.",
    guard: "Said over many cards; a scale without a middle makes it rarer.",
    audience: everybodyConcerned,
    moment: "calibration",
    method: "little-scale",
  },
  erratic: {
    title: "Scores far from what is expected",
    signal: "Scores lie further than usual from what candidate and panel lead one to expect.",
    guard: "Said over many cards. Scoring more evenly than expected is never held against anybody.",
    audience: everybodyConcerned,
    moment: "calibration",
    method: "uneven",
  },
  "extreme-without-evidence": {
    title: "A lowest or highest score without a moment",
    signal: "The lowest or the highest score stands beside few words and no quote.",
    guard: "A quote or a minute is enough, however short.",
    audience: ["author"],
    moment: "writing",
    method: "second-look",
  },
  contradiction: {
    title: "Recommendation and scores apart",
    signal: "The recommendation is far from what the weighted score leans to.",
    guard: "A recommendation may rest on what no criterion asks about. Nothing is ever corrected.",
    audience: ["author"],
    moment: "writing",
    method: "second-look",
  },
  late: {
    title: "Sealed long after the round",
    signal: "The card was first sealed more than three days after the round had ended.",
    guard:
      "Counted from when the round took place, as last arranged. A round that did not take place, was cancelled or was imported is never late, and a later version makes nothing late.",
    audience: ["author", "lead"],
    moment: "debrief",
    method: "late",
  },
  "drift-to-majority": {
    title: "Changes toward the others",
    signal: "Scores and votes that are changed once the others' are known mostly move toward them.",
    guard: "Said of a whole position, never of one person. Being convinced looks the same.",
    audience: ["committee", "lead"],
    moment: "calibration",
    method: "majority",
  },
  "echoed-evidence": {
    title: "Two cards in the same words",
    signal: "Texts on two cards share most of the shorter one's runs of words.",
    guard:
      "The candidate's quoted words, the rubric's own and short texts are left out. Two people may have agreed on notes.",
    audience: ["lead"],
    moment: "debrief",
    method: "echoes",
  },
  "thin-coverage": {
    title: "Criteria seen by fewer than two",
    signal: "A criterion that has weight was rated by fewer than two people.",
    guard: "Of sealed cards that count. A score seen by one is no worse; nobody else can check it.",
    audience: ["panel", "committee", "lead"],
    moment: "debrief",
    method: "thin-coverage",
  },
  "unlinked-rater": {
    title: "No candidates shared with the others",
    signal: "Nobody else met the same candidates, so severity cannot be told from who was met.",
    guard: "It is said in place of a number.",
    audience: everybodyConcerned,
    moment: "calibration",
    method: "linkage",
  },
  "protected-topic": {
    title: "A topic that must not count",
    signal: "A text touches age, family, health or another topic that must not count in hiring.",
    guard: "The author alone sees it, before sealing, and puts it aside with a reason.",
    audience: ["author"],
    moment: "writing",
    method: "second-look",
  },
};

/** The pattern that each effect in a rater's scores belongs to. */
export const patternOfEffect: Readonly<Record<RaterEffect, PanelPattern>> = {
  severity: "severity-outlier",
  erratic: "erratic",
  random: "erratic",
  "central-tendency": "central-tendency",
  "range-restriction": "central-tendency",
  halo: "halo",
};

/** One thing to look at in how a loop was scored. */
export type PanelFlag = {
  readonly pattern: PanelPattern;
  /** Names it among the flags of its loop. */
  readonly id: string;
  /** Whose cards it is about; empty where it is about the panel as a whole. */
  readonly authors: readonly string[];
  /** What was seen, in plain words with its numbers. */
  readonly evidence: string;
  /** The words that two cards share. */
  readonly passage: string | null;
};
