import * as z from "zod/mini";
import { type Level, levelBeyond, levels } from "#app/domain/rubric.ts";

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
  /** Null only on imported cards that stated none. */
  readonly recommendation: Recommendation | null;
  readonly level: Level | null;
  readonly summary: string;
};

/** What a card may hold: the rubric's scale, criteria, patterns and levels. */
export type CardShape = {
  readonly points: number;
  readonly criteria: readonly { readonly key: string; readonly title: string }[];
  readonly patterns: readonly { readonly key: string }[];
  readonly levels: readonly Level[];
};

const prose = (max = 10_000) =>
  z._default(z.string().check(z.maxLength(max, `This is longer than ${max} characters.`)), "");
const choice = <const T extends readonly string[]>(values: T, message: string) =>
  z._default(z.enum(["", ...values], message), "");

const DraftRating = z.object({
  score: z._default(z.string(), ""),
  confidence: choice(confidences, "Choose a confidence."),
  evidence: prose(),
});
const DraftObservation = z.object({
  pattern: z._default(z.string(), ""),
  stance: z._default(z.enum(stances, "Choose seen or argued against."), "seen"),
  quote: prose(2_000),
});

/**
 * The form as one types: every field may still be empty, and numbers are the text of their radio
 * button. The same shape is posted without JavaScript, kept as the draft, and shown again.
 */
export const Draft = z.object({
  ratings: z._default(z.record(z.string(), DraftRating), {}),
  observations: z._default(
    z.array(DraftObservation).check(z.maxLength(40, "A card holds at most 40 observations.")),
    [],
  ),
  recommendation: choice(recommendations, "Choose a recommendation."),
  level: choice(levels, "Choose a level."),
  summary: prose(),
});
export type Draft = z.infer<typeof Draft>;
export type DraftRating = z.infer<typeof DraftRating>;

const blankRating: DraftRating = { score: "", confidence: "", evidence: "" };

/** The draft with a place for each of the rubric's criteria and nothing beyond them. */
export function fitDraft(draft: Partial<Draft>, shape: CardShape): Draft {
  const ratings = shape.criteria.map(({ key }) => [
    key,
    { ...blankRating, ...draft.ratings?.[key] },
  ]);
  return {
    ratings: Object.fromEntries(ratings),
    observations: (draft.observations ?? []).filter((o) => o.pattern !== "" || o.quote !== ""),
    recommendation: draft.recommendation ?? "",
    level: draft.level ?? "",
    summary: draft.summary ?? "",
  };
}

/** Whether the score is the scale's lowest or highest: those invite the question "what did you see?". */
export const isExtreme = (score: string, points: number): boolean =>
  score === "1" || score === String(points);

/** The shortest evidence that can carry an extreme, in characters. */
export const EVIDENCE_FOR_EXTREME = 20;

/**
 * The schema a draft must meet to be sealed. Its messages name the field they belong to, so the
 * browser and the action refuse alike. Empty ratings, unknown patterns, an extreme without
 * evidence, a level the rubric does not cover, and a missing recommendation, level or summary are
 * refused.
 */
export function Sealable(shape: CardShape) {
  const scores = new Set([
    ...Array.from({ length: shape.points }, (_, i) => String(i + 1)),
    ...notObserved,
  ]);
  const patterns = new Set(shape.patterns.map((p) => p.key));
  return Draft.check((ctx) => {
    const card = ctx.value;
    const refuse = (path: (string | number)[], message: string) =>
      ctx.issues.push({ code: "custom", message, path, input: undefined });
    for (const { key, title } of shape.criteria) {
      const { score, evidence } = card.ratings[key] ?? blankRating;
      if (!scores.has(score))
        refuse(["ratings", key, "score"], `Rate ${title}, or mark it not asked or no signal.`);
      else if (isExtreme(score, shape.points) && evidence.trim().length < EVIDENCE_FOR_EXTREME)
        refuse(
          ["ratings", key, "evidence"],
          "The lowest and highest scores need a quoted moment. What did they say or do?",
        );
    }
    card.observations.forEach((seen, at) => {
      if (seen.pattern === "" && seen.quote.trim() === "") return;
      if (!patterns.has(seen.pattern))
        refuse(["observations", at, "pattern"], "Choose the pattern you saw.");
      if (seen.quote.trim() === "")
        refuse(["observations", at, "quote"], "Quote the moment, or remove this pattern.");
    });
    if (card.recommendation === "") refuse(["recommendation"], "Choose a recommendation.");
    else if (card.level === "" && card.recommendation !== "no-decision")
      refuse(["level"], "Choose the level they demonstrated.");
    if (card.level !== "" && !shape.levels.includes(card.level))
      refuse(["level"], levelBeyond(card.level, shape.levels));
    if (card.summary.trim() === "") refuse(["summary"], "Write a sentence or two for the debrief.");
  });
}

/**
 * The sealed content of a draft that has passed `Sealable`, or null where it has not.
 * Texts are trimmed, empty observations dropped, and criteria kept in the rubric's order.
 */
export function sealedFrom(draft: Draft, shape: CardShape): SealedCard | null {
  const parsed = Sealable(shape).safeParse(draft);
  if (!parsed.success || parsed.data.recommendation === "") return null;
  const card = parsed.data;
  return {
    ratings: shape.criteria.map(({ key }) => {
      const { score, confidence, evidence } = card.ratings[key] ?? blankRating;
      const unseen = notObserved.find((word) => word === score) ?? null;
      return {
        criterion: key,
        score: unseen ? null : Number(score),
        notObserved: unseen,
        confidence: confidence || null,
        evidence: evidence.trim(),
      };
    }),
    observations: card.observations
      .filter((o) => o.pattern !== "")
      .map((o) => ({ pattern: o.pattern, stance: o.stance, quote: o.quote.trim() })),
    recommendation: parsed.data.recommendation,
    level: card.level || null,
    summary: card.summary.trim(),
  };
}

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
    recommendation: card.recommendation ?? "",
    level: card.level ?? "",
    summary: card.summary,
  };
}

/** Whether a card enters panel scores and calibration: sealed, not a trainee's, not abstaining. */
export const isCounted = (card: {
  readonly kind: "lead" | "panel" | "shadow";
  readonly state: CardState;
  readonly recommendation: Recommendation | null;
}): boolean =>
  card.state === "sealed" && card.kind !== "shadow" && card.recommendation !== "no-decision";
