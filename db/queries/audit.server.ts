import { and, desc, eq, gte, ilike, lt, type SQL, sql } from "drizzle-orm";
import { canAdminister, readsEveryLoop } from "#app/domain/access.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { Db } from "#db/client.server.ts";
import { anywhere } from "#db/queries/listing.server.ts";
import { unbarred, visibleTo } from "#db/queries/panel.server.ts";
import { auditEvent, candidate, loop, person } from "#db/schema.server.ts";

export type EventFilter = {
  /** Part of the name of whoever did it. */
  readonly q: string;
  readonly action: string;
  /** A loop's key, or nothing. */
  readonly loopId: string;
  readonly from: Date | null;
  /** Up to this moment, without it. */
  readonly to: Date | null;
  /** Only events before this number. */
  readonly before: number | null;
};

export type ListedEvent = {
  readonly sequence: number;
  readonly at: Date;
  readonly actor: string | null;
  readonly action: string;
  readonly subject: string;
  readonly loopId: string | null;
  /** The candidate, where the viewer may see the loop; to others a loop has no name. */
  readonly candidate: string | null;
  readonly hash: string | null;
};

export const EVENTS_PER_PAGE = 50;

/**
 * The record, newest first, without what events tell beyond their action; null for whoever does not
 * look after it. A candidate whom the viewer is kept from is kept from them here as well.
 */
export async function listEvents(
  db: Db,
  viewer: Viewer,
  filter: EventFilter,
): Promise<{ rows: ListedEvent[]; more: boolean } | null> {
  if (!canAdminister(viewer).allowed) return null;
  const seen = sql<string | null>`(select ${candidate.name} from ${loop}
    join ${candidate} on ${candidate.id} = ${loop.candidateId}
    where ${loop.id} = ${auditEvent.loopId} and ${visibleTo(viewer)})`;
  const rows = await db
    .select({
      sequence: auditEvent.sequence,
      at: auditEvent.at,
      actor: sql<
        string | null
      >`case when ${unnamed(viewer)} then 'Somebody' else ${person.name} end`,
      action: auditEvent.action,
      subject: auditEvent.subject,
      loopId: auditEvent.loopId,
      candidate: seen,
      hash: auditEvent.hash,
    })
    .from(auditEvent)
    .leftJoin(person, eq(person.id, auditEvent.actorId))
    .where(and(...narrowed(viewer, filter), ofOpenLoops(viewer), ofOpenCandidates(viewer)))
    .orderBy(desc(auditEvent.sequence))
    .limit(EVENTS_PER_PAGE + 1);
  return { rows: rows.slice(0, EVENTS_PER_PAGE), more: rows.length > EVENTS_PER_PAGE };
}

/**
 * Events of others on a loop whose panel the viewer reads without names: who did them would tell
 * which card is whose.
 */
const unnamed = (viewer: Viewer): SQL =>
  readsEveryLoop(viewer)
    ? sql`false`
    : sql`(${auditEvent.actorId} is distinct from ${viewer.id} and exists (select 1 from ${loop}
        where ${loop.id} = ${auditEvent.loopId} and ${loop.hidesNames} and ${visibleTo(viewer)}))`;

function narrowed(
  viewer: Viewer,
  { q, action, loopId, from, to, before }: EventFilter,
): (SQL | undefined)[] {
  return [
    q === "" ? null : and(ilike(person.name, anywhere(q)), sql`not ${unnamed(viewer)}`),
    action === "" ? null : eq(auditEvent.action, action),
    loopId === "" ? null : eq(auditEvent.loopId, loopId),
    from && gte(auditEvent.at, from),
    to && lt(auditEvent.at, to),
    before === null ? null : lt(auditEvent.sequence, before),
  ].filter((condition) => condition !== null);
}

const ofOpenLoops = (viewer: Viewer): SQL =>
  sql`(${auditEvent.loopId} is null or exists (select 1 from ${loop}
    where ${loop.id} = ${auditEvent.loopId} and ${unbarred(viewer, loop.candidateId)}))`;

/** Events about a candidate alone: their entry, and conflicts of interest with them. */
function ofOpenCandidates(viewer: Viewer): SQL {
  const told = sql`case when ${auditEvent.action} like 'candidate.%' then ${auditEvent.subject}
    when ${auditEvent.action} like 'conflict.%' then ${auditEvent.facts} ->> 'candidateId' end`;
  return sql`(${auditEvent.action} !~ '^(candidate|conflict)[.]' or exists (select 1 from ${candidate}
    where ${candidate.id}::text = ${told} and ${unbarred(viewer, candidate.id)}))`;
}
