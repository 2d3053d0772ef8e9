import { eq } from "drizzle-orm";
import { type CardFacts, type LoopFacts, mentorsOf } from "#app/domain/access.ts";
import type { CardKind } from "#app/domain/loop.ts";
import type { Viewer } from "#app/domain/people.ts";
import { fail, ok, type Result } from "#app/domain/result.ts";
import { isEnded } from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import { arrange } from "#db/queries/arranging.server.ts";
import { type Change, change, changed, unchanged } from "#db/queries/change.server.ts";
import { card } from "#db/schema.server.ts";

const atMentor = (message: string) =>
  fail("invalid", "One thing needs a look.", { mentorId: message });

/** Whether this person can mentor a card of this kind on the loop, or the message that says why not. */
export function mentorFor(
  facts: LoopFacts,
  { kind, interviewerId }: { readonly kind: CardKind; readonly interviewerId: string },
  mentorId: string | null,
): Result<string | null> {
  if (mentorId === null) return ok(null);
  if (kind !== "shadow")
    return atMentor("Only a shadow has a mentor. Leave this empty, or choose Shadow.");
  if (mentorId === interviewerId) return atMentor("Nobody mentors themself. Choose somebody else.");
  return mentorsOf(facts).some(({ id }) => id === mentorId)
    ? ok(mentorId)
    : atMentor("This person has no card of their own here. Choose somebody else.");
}

/** Gives a trainee's card another mentor, or none. Both must be sealed before the mentor reads it. */
export const changeMentor = (
  db: Db,
  viewer: Viewer,
  loopId: string,
  cardId: string,
  mentorId: string | null,
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    const held = await arrange(tx, viewer, loopId);
    if (!held.ok) return held;
    const { facts } = held.value;
    const trainee: CardFacts | undefined = facts.cards.find((c) => c.cardId === cardId);
    if (!trainee || isEnded(trainee.state)) return fail("invalid", "This card is no longer there.");
    if (trainee.mentorId === mentorId) return unchanged({ id: cardId });
    const { kind, interviewer } = trainee;
    const mentor = mentorFor(facts, { kind, interviewerId: interviewer.id }, mentorId);
    if (!mentor.ok) return mentor;
    await tx.update(card).set({ mentorId }).where(eq(card.id, cardId));
    const from = trainee.mentorId;
    return changed(
      { id: cardId },
      { action: "card.mentored", subject: cardId, loopId, facts: { from, mentorId } },
    );
  });
