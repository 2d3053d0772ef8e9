import * as z from "zod/mini";
import {
  evidencePlace,
  type Hint,
  mirror,
  type Place,
  placeOf,
  scorePlace,
} from "#app/domain/mirror.ts";
import { weightedScore } from "#app/domain/score.ts";
import { blankRating, notObserved } from "#app/domain/scorecard.ts";
import { missingIn, Revision } from "#app/domain/sealing.ts";
import { shapeOf } from "#db/queries/card.server.ts";
import type { Review } from "#db/queries/review.server.ts";

/** What the review posts: the draft is sealed as it was shown. */
export const SealPost = z.object({ intent: z.literal("seal"), revision: Revision });

/** The way from something that is said about the card to the field it is about. */
type Way = { readonly to: string; readonly name: string };

/** The card as it would be sealed, what still keeps it from that, and what its author may look at again. */
export function forReview({ own, earlier }: Review) {
  const { draft, rubric, weights, round, position } = own;
  const { scale, criteria } = rubric;
  const ratings = criteria.map(({ key, title }) => {
    const { score, evidence } = draft.ratings[key] ?? blankRating;
    const unseen = notObserved.find((word) => word === score) ?? null;
    const value = scale.findIndex((_, at) => score === String(at + 1)) + 1 || null;
    return { criterion: key, title, score: value, notObserved: unseen, evidence };
  });
  const missing = missingIn(draft, shapeOf(rubric))?.failure.fields ?? {};
  const hints = mirror({
    ...{ draft, scale, criteria, weights, earlier },
    ...{ focus: round.focus, level: position.level },
  });
  const wayTo = (place: Place | null): Way => ({
    to: `/cards/${own.id}${place === null ? "" : `#${place}`}`,
    name: nameOf(place, criteria),
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
    recommendation: draft.recommendation || null,
    level: draft.level || null,
    summary: draft.summary,
    missing: Object.entries(missing).map(([path, message]) => ({
      message,
      way: wayTo(placeOf(path)),
    })),
    hints: hints.map((hint): ShownHint => ({ ...hint, way: wayTo(hint.place) })),
  };
}
export type ShownHint = Hint & { readonly way: Way };
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
): string {
  if (place === null) return "The card";
  const rated = criteria.find(({ key }) => place === scorePlace(key));
  const shown = criteria.find(({ key }) => place === evidencePlace(key));
  return rated?.title ?? (shown ? `Evidence for ${shown.title}` : (names[place] ?? "The card"));
}
