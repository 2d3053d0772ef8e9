import { and, asc, desc, eq, exists, inArray, notExists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { holds, type Viewer } from "#app/domain/people.ts";
import { owedStates } from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import { candidate, card, loop, position, round } from "#db/schema.server.ts";

/** How many loops each list of the queue shows; the rest stand on the loops page. */
export const QUEUE_LENGTH = 12;

/** The cards a person owes, the most urgent first. */
export const listOwed = (db: Db, viewer: Viewer) =>
  db
    .select({
      cardId: card.id,
      state: card.state,
      kind: card.kind,
      dueAt: card.dueAt,
      round: { kind: round.kind, startsAt: round.startsAt, minutes: round.minutes },
      candidate: candidate.name,
      position: position.title,
    })
    .from(card)
    .innerJoin(loop, eq(loop.id, card.loopId))
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .innerJoin(position, eq(position.id, loop.positionId))
    .innerJoin(round, eq(round.id, card.roundId))
    .where(and(eq(card.interviewerId, viewer.id), inArray(card.state, [...owedStates])))
    .orderBy(asc(card.dueAt));

const own = alias(card, "own");

/** Loops in debrief that this viewer may open: as committee, lead or a panel member who has sealed. */
export const listToDebrief = (db: Db, viewer: Viewer) => {
  const mine = db
    .select({ one: sql`1` })
    .from(own)
    .where(and(eq(own.loopId, loop.id), eq(own.interviewerId, viewer.id), eq(own.state, "sealed")));
  const owed = db
    .select({ one: sql`1` })
    .from(own)
    .where(
      and(
        eq(own.loopId, loop.id),
        eq(own.interviewerId, viewer.id),
        inArray(own.state, [...owedStates]),
      ),
    );
  return loops(db)
    .where(
      and(
        inArray(loop.state, ["debrief", "reopened"]),
        notExists(owed),
        holds(viewer, "committee", "lead") ? undefined : exists(mine),
      ),
    )
    .orderBy(asc(loop.createdAt))
    .limit(QUEUE_LENGTH);
};

/** Running loops this viewer set up and looks after. */
export const listLed = (db: Db, viewer: Viewer) =>
  loops(db)
    .where(and(eq(loop.ownerId, viewer.id), or(...running.map((state) => eq(loop.state, state)))))
    .orderBy(desc(loop.createdAt))
    .limit(QUEUE_LENGTH);

const running = ["planned", "interviewing", "debrief", "reopened"] as const;

const loops = (db: Db) =>
  db
    .select({
      id: loop.id,
      state: loop.state,
      candidate: candidate.name,
      position: position.title,
      ...progress,
    })
    .from(loop)
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .innerJoin(position, eq(position.id, loop.positionId))
    .$dynamic();

const counted = sql`from ${card} where ${card.loopId} = ${loop.id} and ${card.kind} <> 'shadow'`;
const progress = {
  sealed: sql<number>`(select count(*) ${counted} and ${card.state} = 'sealed')::int`,
  owed: sql<number>`(select count(*) ${counted} and ${inArray(card.state, [...owedStates])})::int`,
};
