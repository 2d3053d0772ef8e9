import { and, asc, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import type { Broken, RecordedEvent } from "#app/domain/audit.ts";
import type { SealedCard } from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import { observationsOf, probesOf, ratingsOf } from "#db/queries/panel.server.ts";
import {
  conclusionHash,
  decisionHash,
  importHash,
  sealHash,
  sha256,
} from "#db/queries/seal.server.ts";
import { auditEvent, card, cardVersion, decision, flagResolution } from "#db/schema.server.ts";

/** What a stored version says and whose it is, read for nothing but comparing it with the record. */
const versions = (db: Db, where: SQL | undefined) =>
  db
    .select({
      id: cardVersion.id,
      cardId: card.id,
      loopId: card.loopId,
      interviewerId: card.interviewerId,
      number: cardVersion.number,
      hash: cardVersion.hash,
      reason: cardVersion.reason,
      sealedAt: cardVersion.sealedAt,
      content: {
        recommendation: cardVersion.recommendation,
        level: cardVersion.level,
        summary: cardVersion.summary,
        ratings: ratingsOf,
        observations: observationsOf,
        probes: probesOf,
      },
    })
    .from(cardVersion)
    .innerJoin(card, eq(card.id, cardVersion.cardId))
    .where(where);

type Version = Awaited<ReturnType<typeof versions>>[number];

const isIntact = ({ hash, content }: { hash: string; content: SealedCard }) =>
  sealHash(content) === hash;

export type Compared = {
  readonly versions: number;
  readonly decisions: number;
  /** The first event that the rows behind it contradict. */
  readonly broken: Broken | null;
};

/** Compares what these events tell with the rows as they stand. */
export async function brokenContent(db: Db, events: readonly RecordedEvent[]): Promise<Compared> {
  const of = (action: string) => events.filter((event) => event.action === action);
  const [sealed, imported, decided] = [
    of("card.sealed"),
    of("loop.imported"),
    of("decision.recorded"),
  ];
  const concluded = of("flag.resolved");
  const given = [...of("card.assigned"), ...of("card.reassigned")];
  const sealedRows = await sealedVersions(db, sealed);
  const importedRows = await importedVersions(db, imported);
  const decisions = await decisionsOf(db, [...decided, ...imported]);
  const conclusions = await conclusionsOf(db, concluded);
  const cards = await cardsOf(db, given);
  const broken = [
    ...sealed.map((event) => told(event, sealedReason(event, sealedRows))),
    ...imported.map((event) => told(event, importedReason(event, importedRows))),
    ...decided.map((event) => told(event, decidedReason(event, decisions, "hash"))),
    ...imported.map((event) => told(event, decidedReason(event, decisions, "decisionHash"))),
    ...concluded.map((event) => told(event, concludedReason(event, conclusions))),
    ...given.map((event) => told(event, givenReason(event, cards))),
  ]
    .flatMap((found) => (found ? [found] : []))
    .toSorted((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
  return {
    versions: sealedRows.length + importedRows.length,
    decisions: decisions.length,
    broken: broken[0] ?? null,
  };
}

const told = ({ sequence }: RecordedEvent, reason: string | null): Broken | null =>
  reason === null ? null : { sequence, reason };

const subjects = (events: readonly RecordedEvent[]) => events.map(({ subject }) => subject);

const among = (column: Parameters<typeof eq>[0], ids: readonly string[]) =>
  sql`${column} = any(${sql.param([...ids])}::uuid[])`;

async function sealedVersions(db: Db, events: readonly RecordedEvent[]): Promise<Version[]> {
  if (events.length === 0) return [];
  const wanted = new Set(events.map(({ subject, facts }) => `${subject} ${facts.number}`));
  const numbers = [...new Set(events.map(({ facts }) => Number(facts.number)))];
  const rows = await versions(
    db,
    and(among(cardVersion.cardId, subjects(events)), inArray(cardVersion.number, numbers)),
  );
  return rows.filter(({ cardId, number }) => wanted.has(`${cardId} ${number}`));
}

const importedVersions = async (db: Db, events: readonly RecordedEvent[]): Promise<Version[]> =>
  events.length === 0
    ? []
    : versions(db, and(among(card.loopId, subjects(events)), eq(cardVersion.number, 1)));

const decisionsOf = async (db: Db, events: readonly RecordedEvent[]) =>
  events.length === 0
    ? []
    : db
        .select()
        .from(decision)
        .where(among(decision.loopId, subjects(events)));

const conclusionsOf = async (db: Db, events: readonly RecordedEvent[]) =>
  events.length === 0
    ? []
    : db
        .select()
        .from(flagResolution)
        .where(among(flagResolution.loopId, subjects(events)));

const cardsOf = async (db: Db, events: readonly RecordedEvent[]) =>
  events.length === 0
    ? []
    : db
        .select({
          id: card.id,
          loopId: card.loopId,
          roundId: card.roundId,
          interviewerId: card.interviewerId,
          kind: card.kind,
        })
        .from(card)
        .where(among(card.id, subjects(events)));

function sealedReason(event: RecordedEvent, rows: readonly Version[]): string | null {
  const { subject, facts } = event;
  const row = rows.find((own) => own.cardId === subject && own.number === facts.number);
  const what = `version ${facts.number} of card ${subject}`;
  if (!row) return `${what}, whose seal it records, is missing`;
  if (row.hash !== facts.hash || !isIntact(row)) return `${what} is not what was sealed`;
  if (row.sealedAt.toISOString() !== facts.sealedAt) return `${what} states another time`;
  if ((row.reason === null ? null : sha256(row.reason)) !== (facts.reason ?? null))
    return `${what} states another reason`;
  if (row.interviewerId !== event.actorId) return `${what} states another author`;
  return row.loopId === event.loopId ? null : `${what} stands on another loop`;
}

function importedReason(event: RecordedEvent, rows: readonly Version[]): string | null {
  const own = rows.filter(({ loopId }) => loopId === event.subject);
  const changed = own.find((row) => !isIntact(row));
  if (changed) return `version 1 of card ${changed.cardId} is not what was imported`;
  return own.length === event.facts.cards && importHash(own) === event.facts.hash
    ? null
    : `the cards of loop ${event.subject} are not those that were imported`;
}

function decidedReason(
  { subject, facts }: RecordedEvent,
  rows: readonly (typeof decision.$inferSelect)[],
  fact: "hash" | "decisionHash",
): string | null {
  const number = fact === "hash" ? facts.number : 1;
  const row = rows.find((own) => own.loopId === subject && own.number === number);
  const what = `decision ${number} of loop ${subject}`;
  if (!row) return `${what}, which it records, is missing`;
  return decisionHash(row) === facts[fact] ? null : `${what} is not what was recorded`;
}

function concludedReason(
  { subject, facts }: RecordedEvent,
  rows: readonly (typeof flagResolution.$inferSelect)[],
): string | null {
  const row = rows.find(
    (own) => own.loopId === subject && own.pattern === facts.pattern && own.number === facts.number,
  );
  const what = `conclusion ${facts.number} about ${facts.pattern} of loop ${subject}`;
  if (!row) return `${what}, which it records, is missing`;
  return conclusionHash(row) === facts.hash ? null : `${what} is not what was recorded`;
}

function givenReason(
  { subject, loopId, facts }: RecordedEvent,
  rows: Awaited<ReturnType<typeof cardsOf>>,
): string | null {
  const row = rows.find(({ id }) => id === subject);
  if (!row) return `card ${subject}, which it assigns, is missing`;
  const same =
    row.loopId === loopId &&
    row.roundId === facts.roundId &&
    row.interviewerId === facts.interviewerId &&
    row.kind === facts.kind;
  return same ? null : `card ${subject} is not assigned as it was recorded`;
}

/**
 * Rows that no event tells of, or that a card counts against the record: found from the rows' side.
 * What was sealed before the chain `began` is not held against them.
 */
export async function brokenRows(db: Db, began: string): Promise<Broken | null> {
  const sealedEvent = sql`exists (select 1 from ${auditEvent} where ${auditEvent.subject} = ${card.id}::text
    and ${auditEvent.action} = 'card.sealed' and ${auditEvent.facts} ->> 'number' = ${cardVersion.number}::text)`;
  const importedEvent = sql`exists (select 1 from ${auditEvent} where ${auditEvent.loopId} = ${card.loopId}
    and ${auditEvent.action} = 'loop.imported')`;
  const [version] = await db
    .select({ cardId: card.id, number: cardVersion.number })
    .from(cardVersion)
    .innerJoin(card, eq(card.id, cardVersion.cardId))
    .where(
      and(
        since(cardVersion.sealedAt, began),
        sql`not ${sealedEvent}`,
        sql`not (${cardVersion.number} = 1 and ${importedEvent})`,
      ),
    )
    .orderBy(asc(cardVersion.id))
    .limit(1);
  if (version)
    return noEvent(`version ${version.number} of card ${version.cardId} is sealed in the database`);
  const [decided] = await db
    .select({ loopId: decision.loopId, number: decision.number })
    .from(decision)
    .where(
      and(
        since(decision.decidedAt, began),
        sql`not exists (select 1 from ${auditEvent} where ${auditEvent.loopId} = ${decision.loopId}
          and (${auditEvent.action} = 'loop.imported' and ${decision.number} = 1 or ${auditEvent.action} = 'decision.recorded'
          and ${auditEvent.facts} ->> 'number' = ${decision.number}::text))`,
      ),
    )
    .limit(1);
  if (decided)
    return noEvent(`decision ${decided.number} of loop ${decided.loopId} stands in the database`);
  return (
    (await brokenConclusions(db, began)) ?? (await brokenUndoings(db, began)) ?? brokenCards(db)
  );
}

/** A committee's conclusion stands only where an event records it. */
async function brokenConclusions(db: Db, began: string): Promise<Broken | null> {
  const [row] = await db
    .select({
      ...{ loopId: flagResolution.loopId, pattern: flagResolution.pattern },
      number: flagResolution.number,
    })
    .from(flagResolution)
    .where(
      and(
        since(flagResolution.resolvedAt, began),
        sql`not exists (select 1 from ${auditEvent} where ${auditEvent.loopId} = ${flagResolution.loopId}
          and ${auditEvent.action} = 'flag.resolved' and ${auditEvent.facts} ->> 'pattern' = ${flagResolution.pattern}
          and ${auditEvent.facts} ->> 'number' = ${flagResolution.number}::text)`,
      ),
    )
    .limit(1);
  return row
    ? noEvent(
        `conclusion ${row.number} about ${row.pattern} of loop ${row.loopId} stands in the database`,
      )
    : null;
}

/** A version is taken back exactly where an event records it. */
async function brokenUndoings(db: Db, began: string): Promise<Broken | null> {
  const recorded = sql`exists (select 1 from ${auditEvent} where ${auditEvent.subject} = ${card.id}::text
    and ${auditEvent.action} = 'card.unsealed' and ${auditEvent.facts} ->> 'number' = ${cardVersion.number}::text)`;
  const [row] = await db
    .select({ cardId: card.id, number: cardVersion.number })
    .from(cardVersion)
    .innerJoin(card, eq(card.id, cardVersion.cardId))
    .where(
      and(
        since(cardVersion.sealedAt, began),
        sql`(${cardVersion.undoneAt} is not null) <> ${recorded}`,
      ),
    )
    .limit(1);
  return row
    ? {
        sequence: null,
        reason: `version ${row.number} of card ${row.cardId} is not taken back as the record tells`,
      }
    : null;
}

const noEvent = (what: string): Broken => ({
  sequence: null,
  reason: `${what}, but no event records it`,
});

const since = (column: Parameters<typeof eq>[0], began: string): SQL =>
  sql`${column} >= ${began}::timestamptz`;

/** A card counts the newest version that its author did not take back. */
async function brokenCards(db: Db): Promise<Broken | null> {
  const newest = sql`(select max(${cardVersion.number}) from ${cardVersion}
    where ${cardVersion.cardId} = ${card.id} and ${cardVersion.undoneAt} is null)`;
  const [row] = await db
    .select({ id: card.id })
    .from(card)
    .where(sql`${card.sealedNumber} is distinct from ${newest}`)
    .limit(1);
  return row
    ? { sequence: null, reason: `card ${row.id} counts another version than its newest` }
    : null;
}

/** Versions from before the chain are still compared with their own hashes. */
export async function uncoveredContent(db: Db): Promise<Broken | null> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const rows = await versions(db, gt(cardVersion.id, after))
      .orderBy(asc(cardVersion.id))
      .limit(500);
    const changed = rows.find((row) => !isIntact(row));
    if (changed)
      return {
        sequence: null,
        reason: `version ${changed.number} of card ${changed.cardId} is not what was sealed`,
      };
    const last = rows.at(-1);
    if (!last) return null;
    after = last.id;
  }
}
