import { and, asc, desc, eq, inArray, isNotNull, ne } from "drizzle-orm";
import {
  canReadCard,
  canReadPanel,
  canReopen,
  canSetUp,
  type LoopFacts,
  relationTo,
} from "#app/domain/access.ts";
import type { Viewer } from "#app/domain/people.ts";
import { isOwed, owedStates } from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import { panelFacts, unbarred, visibleTo } from "#db/queries/panel.server.ts";
import { candidate, card, loop, person, position, round } from "#db/schema.server.ts";

/** How many loops each list of the queue shows; the rest stand on the loops page. */
const QUEUE_LENGTH = 30;

/** The cards a person owes, the most urgent first. */
export const listOwed = (db: Db, viewer: Viewer) =>
  db
    .select({
      cardId: card.id,
      state: card.state,
      kind: card.kind,
      dueAt: card.dueAt,
      round: { kind: round.kind, startsAt: round.startsAt },
      candidate: candidate.name,
      position: position.title,
    })
    .from(card)
    .innerJoin(loop, eq(loop.id, card.loopId))
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .innerJoin(position, eq(position.id, loop.positionId))
    .innerJoin(round, eq(round.id, card.roundId))
    .where(
      and(
        eq(card.interviewerId, viewer.id),
        inArray(card.state, [...owedStates]),
        unbarred(viewer, loop.candidateId),
      ),
    )
    .orderBy(asc(card.dueAt));

/** A request to reopen a card. Its reason is there for a lead who may read the card. */
export type ReopenRequest = {
  readonly cardId: string;
  readonly askedAt: Date;
  readonly reason: string | null;
  readonly interviewer: string;
  readonly candidate: string;
  readonly position: string;
};

/** The requests to reopen that wait for a lead's answer, the oldest first. */
export async function listReopenRequests(db: Db, viewer: Viewer): Promise<ReopenRequest[]> {
  if (!canSetUp(viewer).allowed) return [];
  const rows = await db
    .select({
      cardId: card.id,
      askedAt: card.reopenAskedAt,
      reason: card.reopenReason,
      interviewer: person.name,
      candidate: candidate.name,
      position: position.title,
      facts: panelFacts,
    })
    .from(card)
    .innerJoin(loop, eq(loop.id, card.loopId))
    .innerJoin(person, eq(person.id, card.interviewerId))
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .innerJoin(position, eq(position.id, loop.positionId))
    .where(
      and(
        isNotNull(card.reopenAskedAt),
        ne(card.interviewerId, viewer.id),
        inArray(loop.state, ["planned", "interviewing", "debrief", "reopened"]),
        visibleTo(viewer),
      ),
    )
    .orderBy(asc(card.reopenAskedAt), asc(card.id))
    .limit(QUEUE_LENGTH);
  return rows.flatMap(({ facts, askedAt, reason, ...row }) => {
    const relation = relationTo(viewer, facts);
    const asked = facts.cards.find(({ cardId }) => cardId === row.cardId);
    if (!asked || askedAt === null || !canReopen(relation, asked).allowed) return [];
    return [{ ...row, askedAt, reason: canReadCard(relation, asked).allowed ? reason : null }];
  });
}

/** Loops in debrief that `access` opens to this viewer, the oldest first, however many it does not. */
export async function listToDebrief(db: Db, viewer: Viewer) {
  const readable: Awaited<ReturnType<typeof loops>> = [];
  for (let offset = 0; readable.length < QUEUE_LENGTH; offset += QUEUE_LENGTH) {
    const rows = await loops(db)
      .where(and(inArray(loop.state, ["debrief", "reopened"]), visibleTo(viewer)))
      .orderBy(asc(loop.createdAt), asc(loop.id))
      .limit(QUEUE_LENGTH)
      .offset(offset);
    readable.push(...rows.filter(({ facts }) => canReadPanel(relationTo(viewer, facts)).allowed));
    if (rows.length < QUEUE_LENGTH) break;
  }
  return readable.slice(0, QUEUE_LENGTH).map(inQueue);
}

/** Running loops this viewer set up and looks after, the newest first. */
export const listLed = async (db: Db, viewer: Viewer) =>
  (
    await loops(db)
      .where(
        and(
          eq(loop.ownerId, viewer.id),
          visibleTo(viewer),
          inArray(loop.state, ["planned", "interviewing", "debrief", "reopened"]),
        ),
      )
      .orderBy(desc(loop.createdAt))
      .limit(QUEUE_LENGTH)
  ).map(inQueue);

const loops = (db: Db) =>
  db
    .select({
      id: loop.id,
      candidate: candidate.name,
      position: position.title,
      facts: panelFacts,
    })
    .from(loop)
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .innerJoin(position, eq(position.id, loop.positionId))
    .$dynamic();

function inQueue({
  facts,
  ...row
}: {
  id: string;
  candidate: string;
  position: string;
  facts: LoopFacts;
}) {
  const counted = facts.cards.filter((c) => c.kind !== "shadow");
  return {
    ...row,
    state: facts.state,
    sealed: counted.filter((c) => c.state === "sealed").length,
    owed: counted.filter((c) => isOwed(c.state)).length,
  };
}
