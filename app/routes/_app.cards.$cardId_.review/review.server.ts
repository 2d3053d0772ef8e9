import * as z from "zod/mini";
import {
  evidencePlace,
  type Hint,
  mirror,
  type Place,
  placeOf,
  probePlace,
  replyPlace,
  scorePlace,
} from "#app/domain/mirror.ts";
import type { Probe } from "#app/domain/probe.ts";
import { weightedScore } from "#app/domain/score.ts";
import { blankProbe, blankRating, notObserved } from "#app/domain/scorecard.ts";
import { missingIn, Revision } from "#app/domain/sealing.ts";
import { type SuggestedPattern, suggestedPatterns } from "#app/domain/suggested-pattern.ts";
import { shapeOf } from "#db/queries/card.server.ts";
import { markOf } from "#db/queries/put-aside.server.ts";
import type { Review } from "#db/queries/review.server.ts";

const hint = z.string("Reload the page, then try again.");

/**
 * What the review posts: the draft is sealed, or taken further, as it was shown. A hint that says how
 * to write it otherwise is put aside with a reason only.
 */
export const ReviewPost = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("seal"), revision: Revision }),
  z.object({ intent: z.literal("take"), revision: Revision, pattern: z.string() }),
  z.object({
    intent: z.literal("put-aside"),
    hint,
    reason: z._default(
      z.string().check(z.trim(), z.maxLength(500, "Keep the reason under 500 characters.")),
      "",
    ),
  }),
  z.object({ intent: z.literal("put-back") }),
]);

/** The way from something that is said about the card to the field it is about. */
type Way = { readonly to: string; readonly name: string };

/** The card as it would be sealed, what still keeps it from that, and what its author may look at again. */
export function forReview({ own, earlier, aside }: Review) {
  const { draft, rubric, weights, round, position, probes } = own;
  const { scale, criteria } = rubric;
  const ratings = criteria.map(({ key, title }) => {
    const { score, evidence } = draft.ratings[key] ?? blankRating;
    const unseen = notObserved.find((word) => word === score) ?? null;
    const value = scale.findIndex((_, at) => score === String(at + 1)) + 1 || null;
    return { criterion: key, title, score: value, notObserved: unseen, evidence };
  });
  const missing = missingIn(draft, shapeOf(rubric, probes))?.failure.fields ?? {};
  const hints = mirror({
    ...{ draft, scale, criteria, weights, earlier },
    ...{ focus: round.focus, level: position.level },
  });
  const asideFor = (hint: string) => aside.get(markOf(own.id, hint)) ?? null;
  const suggestions = suggestedPatterns(draft, {
    ...{ criteria, patterns: rubric.patterns, level: position.level },
  });
  const wayTo = (place: Place | null): Way => ({
    to: `/cards/${own.id}${place === null ? "" : `#${place}`}`,
    name: nameOf(place, criteria, probes),
  });
  return {
    id: own.id,
    candidate: own.candidate,
    position,
    round: { kind: round.kind, startsAt: round.startsAt },
    rule: own.rule,
    revision: own.revision,
    scale,
    ratings,
    weighted: weightedScore(ratings, weights),
    observations: draft.observations
      .filter(({ pattern }) => pattern !== "")
      .map((seen) => ({
        ...seen,
        title: rubric.patterns.find(({ key }) => key === seen.pattern)?.title ?? seen.pattern,
      })),
    probes: probes.flatMap(({ probe, title }) => {
      const { answer, quote } = draft.probes[probe] ?? blankProbe;
      return answer === "" ? [] : [{ probe, title, answer, quote }];
    }),
    recommendation: draft.recommendation || null,
    level: draft.level || null,
    summary: draft.summary,
    missing: Object.entries(missing).map(([path, message]) => ({
      message,
      way: wayTo(placeOf(path)),
    })),
    hints: hints.map((hint): ShownHint => {
      const id = `${hint.place} ${hint.words} ${hint.why}`;
      return { ...hint, id, aside: asideFor(id), way: wayTo(hint.place) };
    }),
    suggestions: suggestions.map((one): ShownSuggestion => {
      const id = `pattern ${one.pattern}`;
      return { ...one, id, aside: asideFor(id), way: wayTo(one.place) };
    }),
  };
}
/** What says it names it: one that comes to say something new is another hint. */
type Shown = {
  readonly id: string;
  /** Why it was put aside, empty where nobody asked why; null while it was not. */
  readonly aside: string | null;
  readonly way: Way;
};
export type ShownHint = Hint & Shown;
/** Once put aside, a pattern is not suggested again on this card, whatever is written. */
export type ShownSuggestion = SuggestedPattern & Shown;
export type ReviewedCard = ReturnType<typeof forReview>;

const names: Readonly<Record<string, string>> = {
  recommendation: "Recommendation",
  level: "Level demonstrated",
  summary: "Summary",
  notes: "Notes",
};

function nameOf(
  place: Place | null,
  criteria: readonly { readonly key: string; readonly title: string }[],
  probes: readonly Probe[],
): string {
  if (place === null) return "The card";
  const planted = probes.find(({ probe }) =>
    [probePlace(probe), replyPlace(probe)].includes(place),
  );
  if (planted) return planted.title;
  const rated = criteria.find(({ key }) => place === scorePlace(key));
  const shown = criteria.find(({ key }) => place === evidencePlace(key));
  if (place.startsWith("moment-")) return "The moment you quoted";
  return rated?.title ?? (shown ? `Evidence for ${shown.title}` : (names[place] ?? "The card"));
}
