import { and, asc, eq, gt, isNull, lte, ne, or, sql } from "drizzle-orm";
import {
  canSeeLoop,
  canTakeReceipt,
  nameFor,
  type Relation,
  refusalWords,
  relationTo,
} from "#app/domain/access.ts";
import { GENESIS, type Link, type RecordedEvent } from "#app/domain/audit.ts";
import { type Independence, independenceOf, type Seal } from "#app/domain/independence.ts";
import type { Viewer } from "#app/domain/people.ts";
import { digestLink, type Receipt, receiptOf } from "#app/domain/receipt.ts";
import { absent, fail, invariant, ok, type Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.server.ts";
import { panelFacts } from "#db/queries/panel.server.ts";
import { sha256 } from "#db/queries/seal.server.ts";
import { auditEvent, candidate, loop, person, position } from "#db/schema.server.ts";

type Stored = RecordedEvent & { readonly hash: string | null };

const eventsOf = (db: Db, loopId: string): Promise<Stored[]> =>
  db
    .select()
    .from(auditEvent)
    .where(eq(auditEvent.loopId, loopId))
    .orderBy(asc(auditEvent.sequence));

/** Everybody a loop's events name, by key. */
async function namesIn(db: Db, events: readonly RecordedEvent[]): Promise<Map<string, string>> {
  const ids = events.flatMap(({ actorId, facts }) =>
    [actorId, facts.interviewerId, facts.personId, facts.mentorId].filter(
      (id): id is string => typeof id === "string",
    ),
  );
  const rows = await db
    .select({ id: person.id, name: person.name })
    .from(person)
    .where(sql`${person.id} = any(${sql.param([...new Set(ids)])}::uuid[])`)
    .orderBy(asc(person.id));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** What the record proves of a loop, its people called as this viewer calls them. */
export type ShownIndependence = Omit<Independence, "seals"> & {
  readonly seals: readonly Omit<Seal, "hash">[];
  readonly names: Readonly<Record<string, string>>;
};

const inOrder = (a: Named, b: Named) => a.id.localeCompare(b.id, "en", { numeric: true });
type Named = { readonly id: string; readonly name: string };

/** The caller asks `canReadPanel` first: it names who sealed when. */
export async function getIndependence(
  db: Db,
  relation: Relation,
  loopId: string,
): Promise<ShownIndependence> {
  const events = await eventsOf(db, loopId);
  const names = await namesIn(db, events);
  const shown = (id: string) => nameFor(relation, { id, name: names.get(id) ?? "Somebody" });
  const { seals, readings, ...rest } = independenceOf(events);
  // The keys' own order is that of the accounts, which would tell who is behind a hidden name.
  const people = [...names.keys()].map(shown).toSorted(inOrder);
  return {
    ...rest,
    // Whoever knows a card could find a version its author took back from the hash of that one.
    seals: seals.map(({ hash: _, ...seal }) => ({
      ...seal,
      personId: shown(seal.personId).id,
      couldHaveRead: seal.couldHaveRead.map((id) => shown(id).id),
    })),
    readings: readings.map((reading) => ({
      ...reading,
      personId: shown(reading.personId).id,
      authorId: shown(reading.authorId).id,
    })),
    names: Object.fromEntries(people.map(({ id, name }) => [id, name])),
  };
}

/** A loop's receipt, for whoever may take it; absent and secret loops are refused alike. */
export async function getReceipt(db: Db, viewer: Viewer, loopId: string): Promise<Result<Receipt>> {
  const [row] = await db
    .select({ facts: panelFacts, candidate: candidate.name, position: position.title })
    .from(loop)
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .innerJoin(position, eq(position.id, loop.positionId))
    .where(eq(loop.id, loopId));
  const relation = row && relationTo(viewer, row.facts);
  if (!relation || !canSeeLoop(relation).allowed) return absent();
  const verdict = canTakeReceipt(relation);
  if (!verdict.allowed) return fail("refused", refusalWords[verdict.reason]);
  const own = await eventsOf(db, loopId);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last || !own.every(({ hash }) => hash !== null))
    return fail(
      "conflict",
      "This loop began before its record was chained, so there is no receipt of it.",
    );
  const after = { sequence: first.sequence - 1, hash: await hashAt(db, first.sequence - 1) };
  invariant(last.hash, "every event of the loop is linked");
  const links = await linksBetween(db, own, loopId);
  const { candidate: name, position: title } = row;
  const of = { id: loopId, candidate: name, position: title };
  const head = { sequence: last.sequence, hash: last.hash };
  return ok(receiptOf({ loop: of, people: await namesIn(db, own), after, links, head }, sha256));
}

async function hashAt(db: Db, sequence: number): Promise<string> {
  const [row] = await db
    .select({ hash: auditEvent.hash })
    .from(auditEvent)
    .where(eq(auditEvent.sequence, sequence));
  return row?.hash ?? GENESIS;
}

const BATCH = 1000;

/** The loop's own events, and in their places the digests of those of others. */
async function linksBetween(db: Db, own: readonly Stored[], loopId: string): Promise<Link[]> {
  const links: Link[] = own.map((event) => ({ ...event, hash: event.hash ?? "" }));
  const last = own.at(-1)?.sequence ?? 0;
  for (let after = own[0]?.sequence ?? 0; ; ) {
    const others = await db
      .select()
      .from(auditEvent)
      .where(
        and(
          gt(auditEvent.sequence, after),
          lte(auditEvent.sequence, last),
          or(isNull(auditEvent.loopId), ne(auditEvent.loopId, loopId)),
        ),
      )
      .orderBy(asc(auditEvent.sequence))
      .limit(BATCH);
    links.push(...others.map((event) => digestLink(event, sha256)));
    const reached = others.at(-1);
    if (!reached || others.length < BATCH) break;
    after = reached.sequence;
  }
  return links.toSorted((a, b) => a.sequence - b.sequence);
}
