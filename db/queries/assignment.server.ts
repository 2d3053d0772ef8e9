import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import { canReadPanel, canSetUp, type Relation, relationTo } from "#app/domain/access.ts";
import type { CardKind } from "#app/domain/loop.ts";
import type { Viewer } from "#app/domain/people.ts";
import { fail, ok, type Result } from "#app/domain/result.ts";
import { type EndedState, isEnded, isOwed } from "#app/domain/scorecard.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { arrange, endCards, followCards, type HeldLoop } from "#db/queries/arranging.server.ts";
import { type Change, change, changed, sentBefore, unchanged } from "#db/queries/change.server.ts";
import { mentorFor } from "#db/queries/mentor.server.ts";
import { barredFrom } from "#db/queries/panel.server.ts";
import { dueAfter, noRound, roundOf } from "#db/queries/round.server.ts";
import { candidate, card, person, round } from "#db/schema.server.ts";

const interviews = and(isNull(person.disabledAt), sql`'interviewer' = any(${person.permissions})`);

export type Assignable = { readonly id: string; readonly name: string };

/**
 * Everybody who can be given a card of this candidate, by name; nobody for whoever may not assign.
 * People with a conflict of interest are left out.
 */
export async function listAssignable(
  db: Db,
  viewer: Viewer,
  candidateId: string,
): Promise<Assignable[]> {
  if (!canSetUp(viewer).allowed) return [];
  const rows = await db
    .select({ id: person.id, name: person.name, barred: barredFrom(candidate.id) })
    .from(person)
    .innerJoin(candidate, eq(candidate.id, candidateId))
    .where(interviews)
    .orderBy(asc(person.name), asc(person.id));
  return rows.flatMap(({ id, name, barred }) => (barred.includes(id) ? [] : [{ id, name }]));
}

const atPerson = (message: string) =>
  fail("invalid", "One thing needs a look.", { interviewerId: message });

/** Whether the person can take a card in this round, or the message that says why not. */
async function interviewerFor(
  tx: Tx,
  held: HeldLoop,
  roundId: string,
  personId: string,
): Promise<Result<Assignable & Readings>> {
  const [found] = await tx
    .select({
      id: person.id,
      name: person.name,
      permissions: person.permissions,
    })
    .from(person)
    .where(and(eq(person.id, personId), interviews));
  if (!found) return atPerson("This person cannot interview now. Choose somebody else.");
  if (held.facts.barred.includes(personId))
    return atPerson(`${found.name} cannot interview this candidate. Choose somebody else.`);
  const [double] = await tx
    .select({ id: card.id })
    .from(card)
    .where(
      and(eq(card.roundId, roundId), eq(card.interviewerId, personId), ne(card.state, "withdrawn")),
    );
  if (double) return atPerson(`${found.name} already has a card in this round.`);
  const relation = relationTo(found, held.facts);
  const { allowed: reader } = canReadPanel(relation);
  return ok({ ...found, readings: { reader, duty: relation.duty } });
}

/**
 * What the record tells of somebody who is given a card: whether they could read the loop's cards
 * at that moment, and what their permissions give them on any loop.
 */
type Readings = {
  readonly readings: { readonly reader: boolean; readonly duty: Relation["duty"] };
};

/** The card a form's key was used for before, whichever loop it is in. */
async function cardUnder(tx: Tx, key: string) {
  const [row] = await tx.select().from(card).where(eq(card.id, key));
  return row ?? null;
}

export type Assignment = {
  /** The form's own key: sending the form twice assigns once. */
  readonly id: string;
  readonly roundId: string;
  readonly interviewerId: string;
  readonly kind: CardKind;
  /** Of a shadow's card: who reads it once both are sealed. */
  readonly mentorId?: string | null;
};

/** Gives a person a card for a round; it stands in their queue at once. */
export const assign = (
  db: Db,
  viewer: Viewer,
  loopId: string,
  { id, roundId, interviewerId, kind, mentorId = null }: Assignment,
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    const held = await arrange(tx, viewer, loopId);
    if (!held.ok) return held;
    const known = await cardUnder(tx, id);
    if (known)
      return sentBefore(
        known.loopId === loopId &&
          known.roundId === roundId &&
          known.interviewerId === interviewerId &&
          known.kind === kind &&
          known.mentorId === mentorId,
        { id },
      );
    const into = await roundOf(tx, loopId, roundId);
    if (!into) return noRound();
    if (into.cancelledAt) return fail("invalid", "This round was cancelled. Add another one.");
    const found = await interviewerFor(tx, held.value, roundId, interviewerId);
    if (!found.ok) return found;
    const mentor = mentorFor(held.value.facts, { kind, interviewerId }, mentorId);
    if (!mentor.ok) return mentor;
    const { rubricVersionId } = held.value.loop;
    const dueAt = dueAfter(into);
    await tx
      .insert(card)
      .values({ id, loopId, roundId, rubricVersionId, interviewerId, kind, mentorId, dueAt });
    const facts = { interviewerId, roundId, kind, mentorId, ...found.value.readings };
    return changed({ id }, { action: "card.assigned", subject: id, loopId, facts });
  });

/** A loop's card with its round, the loop locked before; null where the loop has no such card. */
async function cardOf(tx: Tx, loopId: string, cardId: string) {
  const [row] = await tx
    .select({ card, round, interviewer: person.name })
    .from(card)
    .innerJoin(round, eq(round.id, card.roundId))
    .innerJoin(person, eq(person.id, card.interviewerId))
    .where(and(eq(card.id, cardId), eq(card.loopId, loopId)));
  return row ?? null;
}

const noCard = () => fail("invalid", "This card is no longer there.");
const sealedMeanwhile = (name: string) =>
  fail("conflict", `${name} has sealed this card. Sealed cards are kept; nothing was changed.`);

/**
 * Moves a card nobody has sealed to another person. The old card ends, and what its author typed
 * stays theirs alone; the new card starts empty.
 */
export const reassign = (
  db: Db,
  viewer: Viewer,
  loopId: string,
  cardId: string,
  { id, interviewerId }: Pick<Assignment, "id" | "interviewerId">,
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    const held = await arrange(tx, viewer, loopId);
    if (!held.ok) return held;
    const now = await cardOf(tx, loopId, cardId);
    if (!now) return noCard();
    const known = await cardUnder(tx, id);
    if (known)
      return sentBefore(
        now.card.state === "withdrawn" &&
          known.roundId === now.card.roundId &&
          known.interviewerId === interviewerId &&
          known.kind === now.card.kind,
        { id },
      );
    if (now.card.sealedNumber !== null) return sealedMeanwhile(now.interviewer);
    if (!isOwed(now.card.state))
      return fail("conflict", "This card has ended already. Assign the person to the round.");
    const found = await interviewerFor(tx, held.value, now.card.roundId, interviewerId);
    if (!found.ok) return found;
    const { roundId, rubricVersionId, kind } = now.card;
    const mentorId = now.card.mentorId === interviewerId ? null : now.card.mentorId;
    // Whoever had the card reads this, and may be on the panel still.
    const reason = `Reassigned to ${held.value.facts.hidesNames ? "somebody else" : found.value.name}`;
    const ended = await endCards(tx, loopId, [cardId], "withdrawn", reason);
    const dueAt = dueAfter(now.round);
    await tx
      .insert(card)
      .values({ id, loopId, roundId, rubricVersionId, interviewerId, kind, mentorId, dueAt });
    const facts = { from: cardId, interviewerId, roundId, kind, mentorId, ...found.value.readings };
    return changed({ id }, { action: "card.reassigned", subject: id, loopId, facts }, ...ended);
  });

/** Ends a card that will not come: its interview did not happen, or it is not needed. */
export const endCard = (
  db: Db,
  viewer: Viewer,
  loopId: string,
  cardId: string,
  state: EndedState,
  reason: string,
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    const held = await arrange(tx, viewer, loopId);
    if (!held.ok) return held;
    const now = await cardOf(tx, loopId, cardId);
    if (!now) return noCard();
    if (isEnded(now.card.state)) return unchanged({ id: cardId });
    if (now.card.sealedNumber !== null) return sealedMeanwhile(now.interviewer);
    const [first, ...rest] = await endCards(tx, loopId, [cardId], state, reason);
    if (!first) return noCard();
    return changed({ id: cardId }, first, ...rest, ...(await followCards(tx, loopId)));
  });
