import * as z from "zod/mini";
import { levelBeyond, levels } from "#app/domain/level.ts";
import { asksForWords, probeAnswers } from "#app/domain/probe.ts";
import { fail } from "#app/domain/result.ts";
import {
  blankProbe,
  blankRating,
  type CardShape,
  confidences,
  type Draft,
  EVIDENCE_FOR_EXTREME,
  isExtreme,
  notObserved,
  recommendations,
  type SealedCard,
  stances,
} from "#app/domain/scorecard.ts";
import { BEYOND_KEEPING, beyondSealing, LONGEST, LONGEST_KEPT } from "#app/domain/text-length.ts";

const prose = () => z._default(z.string().check(z.maxLength(LONGEST_KEPT, BEYOND_KEEPING)), "");
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
  quote: prose(),
});
const DraftProbe = z.object({
  answer: choice(probeAnswers, "Choose what happened."),
  quote: prose(),
});

/** A draft as it is posted and saved: a text too long to be sealed is kept until it is shortened. */
export const DraftForm = z.object({
  ratings: z._default(z.record(z.string(), DraftRating), {}),
  observations: z._default(
    z.array(DraftObservation).check(z.maxLength(40, "A card holds at most 40 observations.")),
    [],
  ),
  probes: z._default(z.record(z.string(), DraftProbe), {}),
  recommendation: choice(recommendations, "Choose a recommendation."),
  level: choice(levels, "Choose a level."),
  summary: prose(),
  notes: prose(),
});
const stale = "This page is incomplete. Reload it, then try again.";

/** Which of the drafts that were kept a page was filled from. */
export const Revision = z.coerce.number(stale).check(z.int(stale), z.gte(0, stale));

/**
 * The schema a draft must meet to be sealed. Its messages name the field they belong to, so the
 * browser and the action refuse alike. Empty ratings, unknown patterns, an extreme without
 * evidence, a probe that was taken or refused without the words that show it, a text beyond its
 * length, a level the rubric does not cover, and a missing recommendation, level or summary are
 * refused. A probe may stay unanswered.
 */
export function Sealable(shape: CardShape) {
  const scores = new Set([
    ...Array.from({ length: shape.points }, (_, i) => String(i + 1)),
    ...notObserved,
  ]);
  const patterns = new Set(shape.patterns.map((p) => p.key));
  return DraftForm.check((ctx) => {
    const card = ctx.value;
    const refuse = (path: (string | number)[], message: string) =>
      ctx.issues.push({ code: "custom", message, path, input: undefined });
    const refuseLong = (path: (string | number)[], text: string, most: number) => {
      if (text.length > most) refuse(path, beyondSealing(text.length, most));
    };
    for (const { key, title } of shape.criteria) {
      const { score, evidence } = card.ratings[key] ?? blankRating;
      if (!scores.has(score))
        refuse(["ratings", key, "score"], `Rate ${title}, or mark it not asked or no signal.`);
      else if (isExtreme(score, shape.points) && evidence.trim().length < EVIDENCE_FOR_EXTREME)
        refuse(
          ["ratings", key, "evidence"],
          "The lowest and highest scores need a quoted moment. What did they say or do?",
        );
      refuseLong(["ratings", key, "evidence"], evidence, LONGEST.evidence);
    }
    for (const { probe } of shape.probes) {
      const { answer, quote } = card.probes[probe] ?? blankProbe;
      const silent = quote.trim() === "";
      if (asksForWords(answer) && silent)
        refuse(["probes", probe, "quote"], "Quote what they said or did.");
      if (answer === "" && !silent)
        refuse(["probes", probe, "answer"], "Choose what happened, or empty the text below.");
      else if (answer === "not-asked" && quote.trim() !== "")
        refuse(
          ["probes", probe, "answer"],
          "A reply is quoted below: choose what happened, or empty it.",
        );
      refuseLong(["probes", probe, "quote"], quote, LONGEST.quote);
    }
    card.observations.forEach((seen, at) => {
      if (seen.pattern === "" && seen.quote.trim() === "") return;
      if (!patterns.has(seen.pattern))
        refuse(["observations", at, "pattern"], "Choose the pattern you saw.");
      if (seen.quote.trim() === "")
        refuse(["observations", at, "quote"], "Quote the moment, or remove this pattern.");
      refuseLong(["observations", at, "quote"], seen.quote, LONGEST.quote);
    });
    if (card.recommendation === "") refuse(["recommendation"], "Choose a recommendation.");
    else if (card.level === "" && card.recommendation !== "no-decision")
      refuse(["level"], "Choose the level they demonstrated.");
    if (card.level !== "" && !shape.levels.includes(card.level))
      refuse(["level"], levelBeyond(card.level, shape.levels));
    if (card.summary.trim() === "") refuse(["summary"], "Write a sentence or two for the debrief.");
    refuseLong(["summary"], card.summary, LONGEST.summary);
  });
}

/**
 * The sealed content of a draft that has passed `Sealable`, or null where it has not.
 * Texts are trimmed, empty observations and unanswered probes dropped, and criteria and probes kept
 * in their order.
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
    probes: shape.probes.flatMap(({ probe, title, taken, refused }) => {
      const { answer, quote } = card.probes[probe] ?? blankProbe;
      return answer === "" ? [] : [{ probe, title, taken, refused, answer, quote: quote.trim() }];
    }),
    recommendation: parsed.data.recommendation,
    level: card.level || null,
    summary: card.summary.trim(),
  };
}

/** What keeps a draft from being sealed, by field; null where nothing does. */
export function missingIn(draft: Draft, shape: CardShape) {
  const { error } = Sealable(shape).safeParse(draft);
  if (!error) return null;
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".")] ??= issue.message;
  const count = Object.keys(fields).length;
  return fail(
    "invalid",
    count === 1
      ? "One thing is missing before this card can be sealed."
      : `${count} things are missing before this card can be sealed.`,
    fields,
  );
}
