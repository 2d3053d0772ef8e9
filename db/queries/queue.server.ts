import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { canReadPanel, type LoopFacts, relationTo } from "#app/domain/access.ts";
import type { Viewer } from "#app/domain/people.ts";
import { isOwed, owedStates } from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import { panelFacts, unbarred, visibleTo } from "#db/queries/panel.server.ts";
import { candidate, card, loop, position, round } from "#db/schema.server.ts";

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
