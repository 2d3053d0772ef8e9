import type { Viewer } from "#app/domain/people.ts";
import { absent, fail, ok, type Result } from "#app/domain/result.ts";
import { forReview } from "#app/routes/_app.cards.$cardId_.review/review.server.ts";
import type { Db } from "#db/client.server.ts";
import { putHintAside } from "#db/queries/put-aside.server.ts";
import { getReview } from "#db/queries/review.server.ts";
import { saveDraft } from "#db/queries/writing.server.ts";

type On = { readonly cardId: string };

/**
 * Puts a suggested pattern on the card, with the sentence that suggested it as its quote. Taken
 * already, it is no change; a card that was written on since is a conflict.
 */
export async function takeSuggestion(
  db: Db,
  viewer: Viewer,
  { cardId, revision, pattern }: On & { readonly revision: number; readonly pattern: string },
): Promise<Result<null>> {
  const review = await getReview(db, viewer, cardId);
  if (!review) return absent();
  const { draft } = review.own;
  if (draft.observations.some((seen) => seen.pattern === pattern)) return ok(null);
  const found = forReview(review).suggestions.find((one) => one.pattern === pattern);
  if (!found)
    return fail(
      "conflict",
      "Your texts no longer speak of that pattern. They are shown as they are now.",
    );
  const seen = { pattern, stance: "seen", quote: found.quote } as const;
  const observations = [...draft.observations, seen];
  const saved = await saveDraft(db, viewer, {
    cardId,
    revision,
    draft: { ...draft, observations },
  });
  if (saved.ok) return ok(null);
  return saved.failure.kind === "conflict" ? changedElsewhere : saved;
}

/** Puts a hint or a suggestion aside; one that is not there any more needs nothing. */
export async function putAside(
  db: Db,
  viewer: Viewer,
  { cardId, hint, reason }: On & { readonly hint: string; readonly reason: string },
): Promise<Result<null>> {
  const review = await getReview(db, viewer, cardId);
  if (!review) return absent();
  const { hints, suggestions } = forReview(review);
  const risky = hints.find(({ id }) => id === hint);
  if (!risky && !suggestions.some(({ id }) => id === hint)) return ok(null);
  if (risky?.instead && reason.length < SHORTEST_REASON)
    return fail("invalid", "One thing needs a look.", {
      reason: "Say in a few words why it belongs on the card.",
    });
  return putHintAside(db, viewer, { cardId, hint, reason });
}

const changedElsewhere = fail(
  "conflict",
  "The card was changed elsewhere after you opened this page. It is shown as it is now: look at it, then take the pattern.",
);

const SHORTEST_REASON = 5;
