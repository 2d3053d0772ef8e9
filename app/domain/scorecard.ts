import type { Level } from "#app/domain/level.ts";
import {
  type Probe,
  type ProbeAnswer,
  type ProbeReply,
  probeAnswerWords,
} from "#app/domain/probe.ts";

/** `assigned` -> `draft` -> `sealed` (-> `reopened` -> `sealed`), or ended with a reason. */
export const cardStates = [
  "assigned",
  "draft",
  "sealed",
  "reopened",
  "did-not-happen",
  "withdrawn",
] as const;
export type CardState = (typeof cardStates)[number];

/** States in which the author still owes the card. */
export const owedStates = ["assigned", "draft", "reopened"] as const satisfies readonly CardState[];
export const isOwed = (state: CardState): boolean =>
  (owedStates as readonly CardState[]).includes(state);

/** States of a card that will not come, each with a reason. */
export const endedStates = ["did-not-happen", "withdrawn"] as const satisfies readonly CardState[];
export type EndedState = (typeof endedStates)[number];
export const isEnded = (state: CardState): state is EndedState =>
  (endedStates as readonly CardState[]).includes(state);

export const cardStateWords: Record<CardState, string> = {
  assigned: "Not started",
  draft: "Draft",
  sealed: "Sealed",
  reopened: "Reopened",
  "did-not-happen": "Did not happen",
  withdrawn: "Withdrawn",
};

export const recommendations = ["strong-no", "no", "yes", "strong-yes", "no-decision"] as const;
export type Recommendation = (typeof recommendations)[number];

export const recommendationWords: Record<Recommendation, string> = {
  "strong-no": "Strong no",
  no: "No",
  yes: "Yes",
  "strong-yes": "Strong yes",
  "no-decision": "No decision",
};

export const notObserved = ["not-asked", "no-signal"] as const;
export type NotObserved = (typeof notObserved)[number];

export const notObservedWords: Record<NotObserved, string> = {
  "not-asked": "Not asked",
  "no-signal": "No signal",
};

export const confidences = ["low", "medium", "high"] as const;
export type Confidence = (typeof confidences)[number];

export const confidenceWords: Record<Confidence, string> = {
  low: "Low confidence",
  medium: "Medium confidence",
  high: "High confidence",
};

export const stances = ["seen", "counter"] as const;
export type Stance = (typeof stances)[number];

/** One criterion on a sealed card. Exactly one of `score` and `notObserved` is null. */
export type Rating = {
  readonly criterion: string;
  readonly score: number | null;
  readonly notObserved: NotObserved | null;
  readonly confidence: Confidence | null;
  readonly evidence: string;
};

/** An anti-pattern seen (or argued against) on a sealed card, with the quoted moment. */
export type Observation = {
  readonly pattern: string;
  readonly stance: Stance;
  readonly quote: string;
};

/** What a sealed version holds. */
export type SealedCard = {
  readonly ratings: readonly Rating[];
  readonly observations: readonly Observation[];
  /** The kit's probes that the interviewer answered for, in its order. */
  readonly probes: readonly ProbeReply[];
  /** Null only on imported cards that stated none. */
  readonly recommendation: Recommendation | null;
  readonly level: Level | null;
  readonly summary: string;
};

/** What a card may hold: the rubric's scale, criteria, patterns and levels, the kit's probes. */
export type CardShape = {
  readonly points: number;
  readonly criteria: readonly { readonly key: string; readonly title: string }[];
  readonly patterns: readonly { readonly key: string }[];
  readonly levels: readonly Level[];
  readonly probes: readonly Probe[];
};

/** What one types about a criterion; the score is the text of its radio button. */
export type DraftRating = {
  readonly score: string;
  readonly confidence: Confidence | "";
  readonly evidence: string;
};

/** What one types about a planted probe. */
export type DraftProbe = { readonly answer: ProbeAnswer | ""; readonly quote: string };

/**
 * The form as one types: every field may still be empty. The same shape is posted without
 * JavaScript, kept as the draft, and shown again.
 */
export type Draft = {
  readonly ratings: Record<string, DraftRating>;
  readonly observations: Observation[];
  readonly probes: Record<string, DraftProbe>;
  readonly recommendation: Recommendation | "";
  readonly level: Level | "";
  readonly summary: string;
  /** Written while interviewing, for the author alone: no part of what is sealed. */
  readonly notes: string;
};

export const blankRating: DraftRating = { score: "", confidence: "", evidence: "" };
export const blankProbe: DraftProbe = { answer: "", quote: "" };

/**
 * What was typed about criteria that the rubric does not ask about, and probes that the kit does not
 * have, as paragraphs for the notes: the loop may have moved to a newer version of it since, and kits
 * change.
 */
const leftOver = (draft: Partial<Draft>, { criteria, probes }: CardShape): string[] => [
  ...Object.entries(draft.ratings ?? {}).flatMap(([key, { score, evidence }]) =>
    criteria.some((known) => known.key === key)
      ? []
      : noLongerAsked(key, score ? `, rated ${score}` : "", evidence),
  ),
  ...Object.entries(draft.probes ?? {}).flatMap(([key, { answer, quote }]) =>
    probes.some(({ probe }) => probe === key)
      ? []
      : noLongerAsked(key, answer ? `, ${probeAnswerWords[answer].toLowerCase()}` : "", quote),
  ),
];

const noLongerAsked = (key: string, said: string, text = ""): string[] =>
  text.trim() === "" ? [] : [`No longer asked: ${key.replaceAll("-", " ")}${said}. ${text.trim()}`];

/**
 * The draft with a place for each of the rubric's criteria and the kit's probes, and nothing beyond
 * them. Texts that lose their place by this go to the notes.
 */
export function fitDraft(draft: Partial<Draft>, shape: CardShape): Draft {
  const ratings = shape.criteria.map(({ key }) => [
    key,
    { ...blankRating, ...draft.ratings?.[key] },
  ]);
  const probes = shape.probes.map(({ probe }) => [
    probe,
    { ...blankProbe, ...draft.probes?.[probe] },
  ]);
  const notes = draft.notes ?? "";
  const others = leftOver(draft, shape).filter((text) => !notes.includes(text));
  return {
    ratings: Object.fromEntries(ratings),
    observations: (draft.observations ?? []).filter((o) => o.pattern !== "" || o.quote !== ""),
    probes: Object.fromEntries(probes),
    recommendation: draft.recommendation ?? "",
    level: draft.level ?? "",
    summary: draft.summary ?? "",
    notes: [notes, ...others].filter((text) => text !== "").join("\n\n"),
  };
}

/** Whether the score is the scale's lowest or highest: those invite the question "what did you see?". */
export const isExtreme = (score: string, points: number): boolean =>
  score === "1" || score === String(points);

/** The shortest evidence that can carry an extreme, in characters. */
export const EVIDENCE_FOR_EXTREME = 20;

/** The draft that a sealed version came from, to show it again as it was filled in. */
export function draftFrom(card: SealedCard): Draft {
  return {
    ratings: Object.fromEntries(
      card.ratings.map((r) => [
        r.criterion,
        {
          score: r.score === null ? (r.notObserved ?? "") : String(r.score),
          confidence: r.confidence ?? "",
          evidence: r.evidence,
        },
      ]),
    ),
    observations: card.observations.map((o) => ({ ...o })),
    probes: Object.fromEntries(
      card.probes.map(({ probe, answer, quote }) => [probe, { answer, quote }]),
    ),
    recommendation: card.recommendation ?? "",
    level: card.level ?? "",
    summary: card.summary,
    notes: "",
  };
}

/** Whether a card enters panel scores and calibration: sealed, not a trainee's, not abstaining. */
export const isCounted = (card: {
  readonly kind: "lead" | "panel" | "shadow";
  readonly state: CardState;
  readonly recommendation: Recommendation | null;
}): boolean =>
  card.state === "sealed" && card.kind !== "shadow" && card.recommendation !== "no-decision";
