import { and, asc, eq, isNull, sql } from "drizzle-orm";
import {
  canLiftConflict,
  canRecordConflict,
  canSeeCandidate,
  canSeeLoop,
  refusalWords,
  relationTo,
} from "#app/domain/access.ts";
import type { AuditEvent } from "#app/domain/audit.ts";
import { type ConflictKind, isRunning } from "#app/domain/loop.ts";
import type { Viewer } from "#app/domain/people.ts";
import { absent, fail, type Result } from "#app/domain/result.ts";
import { isOwed } from "#app/domain/scorecard.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { endCards, followCards, type HeldLoop, lockLoop } from "#db/queries/arranging.server.ts";
import { type Change, change, changed, sentBefore, unchanged } from "#db/queries/change.server.ts";
import { endOverrides } from "#db/queries/override.server.ts";
import { barredFrom } from "#db/queries/panel.server.ts";
import { candidate, conflict, loop, person } from "#db/schema.server.ts";

/** What a card is ended with; the reason somebody gave is the leads' to read. */
const CONFLICT_OF_INTEREST = "Conflict of interest";

export type ConflictRow = {
  readonly id: string;
  readonly person: string;
  readonly personId: string;
  readonly kind: ConflictKind;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
};

const recorder = sql<string>`(select name from ${person} as recorder where recorder.id = ${conflict.recordedById})`;

/** A candidate's recorded conflicts of interest by name. The caller has asked `canSeeCandidate`. */
export const listConflicts = (db: Db, candidateId: string): Promise<ConflictRow[]> =>
  db
    .select({
      id: conflict.id,
      person: person.name,
      personId: person.id,
      kind: conflict.kind,
      reason: conflict.reason,
      by: recorder,
      at: conflict.recordedAt,
    })
    .from(conflict)
    .innerJoin(person, eq(person.id, conflict.personId))
    .where(eq(conflict.candidateId, candidateId))
    .orderBy(asc(person.name), asc(person.id));

/** The candidate with whoever is kept from them, the candidate locked before; null where absent. */
export async function lockCandidate(tx: Tx, id: string) {
  const [row] = await tx.select().from(candidate).where(eq(candidate.id, id)).for("update");
  if (!row) return null;
  const [kept] = await tx
    .select({ barred: sql<string[]>`${barredFrom(candidate.id)}` })
    .from(candidate)
    .where(eq(candidate.id, id));
  return { ...row, barred: kept?.barred ?? [] };
}

/** Every loop of a locked candidate, each locked; none can be added meanwhile. */
async function lockLoops(tx: Tx, candidateId: string): Promise<HeldLoop[]> {
  const rows = await tx
    .select({ id: loop.id })
    .from(loop)
    .where(eq(loop.candidateId, candidateId))
    .orderBy(asc(loop.id));
  const held: HeldLoop[] = [];
  for (const { id } of rows) {
    const locked = await lockLoop(tx, id);
    if (locked) held.push(locked);
  }
  return held;
}

/** Takes a person off the candidate's running loops: the cards they owe end, sealed ones stay. */
async function leave(tx: Tx, loops: readonly HeldLoop[], personId: string): Promise<AuditEvent[]> {
  const events: AuditEvent[] = [];
  for (const { loop: of, facts } of loops.filter(({ facts }) => isRunning(facts.state))) {
    const owed = facts.cards
      .filter((card) => card.interviewer.id === personId && isOwed(card.state))
      .map((card) => card.cardId);
    events.push(...(await endOverrides(tx, of.id, personId)));
    events.push(...(await endCards(tx, of.id, owed, "withdrawn", CONFLICT_OF_INTEREST)));
    if (owed.length > 0) events.push(...(await followCards(tx, of.id)));
  }
  return events;
}

/** The same for whoever signs in with the address that a locked candidate has now. */
export async function leaveOwnLoops(tx: Tx, candidateId: string, email: string | null) {
  if (email === null) return [];
  const [own] = await tx
    .select({ id: person.id })
    .from(person)
    .where(eq(person.email, email.toLowerCase()));
  return own ? leave(tx, await lockLoops(tx, candidateId), own.id) : [];
}

export type NewConflict = {
  /** The form's own key: sending the form twice records once. */
  readonly id: string;
  readonly candidateId: string;
  readonly personId: string;
  readonly kind: ConflictKind;
  readonly reason: string;
};

/**
 * Keeps a person from a candidate: from then on nothing of the candidate exists for them. Cards they
 * owe on running loops end, sealed ones stay, and the debrief says so.
 */
export const recordConflict = (
  db: Db,
  viewer: Viewer,
  input: NewConflict,
): Promise<Result<{ id: string }>> => change(db, viewer, (tx) => record(tx, viewer, input));

/** The same by the person themself, from a loop they see. */
export const declareConflict = (
  db: Db,
  viewer: Viewer,
  loopId: string,
  { id, reason }: Pick<NewConflict, "id" | "reason">,
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    const [of] = await tx
      .select({ candidateId: loop.candidateId })
      .from(loop)
      .where(eq(loop.id, loopId));
    if (!of) return absent();
    return record(tx, viewer, { id, ...of, personId: viewer.id, kind: "interest", reason });
  });

const atPerson = (message: string) =>
  fail("invalid", "One thing needs a look.", { personId: message });

async function record(
  tx: Tx,
  viewer: Viewer,
  { id, candidateId, personId, kind, reason }: NewConflict,
): Promise<Change<{ id: string }>> {
  const held = await lockCandidate(tx, candidateId);
  if (!held) return absent();
  const [known] = await tx.select().from(conflict).where(eq(conflict.id, id));
  const input = { candidateId, personId, kind, reason, recordedById: viewer.id };
  if (known && isSame(known, input)) return unchanged({ id });
  const loops = await lockLoops(tx, candidateId);
  const sees =
    canSeeCandidate(viewer, held).allowed ||
    loops.some(({ facts }) => canSeeLoop(relationTo(viewer, facts)).allowed);
  const verdict = canRecordConflict(viewer, personId, sees);
  if (!verdict.allowed)
    return verdict.reason === "stranger" ? absent() : fail("refused", refusalWords[verdict.reason]);
  if (known) return sentBefore(false, { id });
  const [who] = await tx.select({ name: person.name }).from(person).where(eq(person.id, personId));
  if (!who) return atPerson("This person is no longer there. Choose somebody else.");
  if (held.barred.includes(personId))
    return atPerson(`${who.name} is kept from this candidate already.`);
  await tx.insert(conflict).values({ id, ...input, recordedAt: new Date() });
  const facts = { candidateId, personId, kind };
  return changed(
    { id },
    { action: "conflict.recorded", subject: id, facts },
    ...(await leave(tx, loops, personId)),
  );
}

const isSame = <T extends object>(held: T, input: Partial<T>): boolean =>
  (Object.keys(input) as (keyof T)[]).every((key) => held[key] === input[key]);

/** Gives a person their access back. Cards that were withdrawn stay so; the record keeps both. */
export const liftConflict = (
  db: Db,
  viewer: Viewer,
  { id, candidateId }: Pick<NewConflict, "id" | "candidateId">,
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    if (!canLiftConflict(viewer, "").allowed) return fail("refused", refusalWords["not-lead"]);
    const held = await lockCandidate(tx, candidateId);
    if (!held || !canSeeCandidate(viewer, held).allowed) return absent();
    const [known] = await tx
      .delete(conflict)
      .where(and(eq(conflict.id, id), eq(conflict.candidateId, candidateId)))
      .returning();
    if (!known) return unchanged({ id });
    const { personId } = known;
    const verdict = canLiftConflict(viewer, personId);
    if (!verdict.allowed) return fail("refused", refusalWords[verdict.reason]);
    return changed(
      { id },
      { action: "conflict.lifted", subject: id, facts: { candidateId, personId } },
    );
  });

export type PersonChoice = { readonly id: string; readonly name: string };

/** Everybody who can sign in, by name, without those named. */
export const listPeopleBut = async (db: Db, without: readonly string[]): Promise<PersonChoice[]> =>
  (
    await db
      .select({ id: person.id, name: person.name })
      .from(person)
      .where(isNull(person.disabledAt))
      .orderBy(asc(person.name), asc(person.id))
  ).filter(({ id }) => !without.includes(id));
