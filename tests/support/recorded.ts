import { v7 as uuidv7 } from "uuid";
import type { RevealRule } from "#app/domain/loop.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { Result } from "#app/domain/result.ts";
import { draftFrom } from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import { assign } from "#db/queries/assignment.server.ts";
import { getOwnCard } from "#db/queries/card.server.ts";
import { decide } from "#db/queries/decision.server.ts";
import { createLoop } from "#db/queries/loop.server.ts";
import { addRound } from "#db/queries/round.server.ts";
import { seal } from "#db/queries/writing.server.ts";
import { person, position, sealedCard, type TestPosition } from "#tests/support/factory.ts";

/** A loop in which everything was done through the app, so that the record tells all of it. */

function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

export async function recordedPeople(db: Db) {
  const lea = await person(db, { name: "Lea", permissions: ["lead"] });
  const cora = await person(db, { name: "Cora", permissions: ["committee"] });
  const ana = await person(db, { name: "Ana" });
  const ben = await person(db, { name: "Ben" });
  return { lea, cora, ana, ben };
}

/** An empty loop of a new position, opened by a lead. */
export async function openedLoop(
  db: Db,
  lea: Viewer,
  { revealRule = "after-own", name = "Cleo Candidate" }: Opening = {},
) {
  const of = await position(db, { revealRule });
  const [id, candidateId] = [uuidv7(), uuidv7()];
  const input = { id, candidateId, positionId: of.id, newCandidate: { name } };
  done(await createLoop(db, lea, input));
  return { id, candidateId, position: of };
}
type Opening = { readonly revealRule?: RevealRule; readonly name?: string };

/** A card in a round of its own. */
export async function given(db: Db, lea: Viewer, loopId: string, to: Viewer): Promise<string> {
  const [roundId, id] = [uuidv7(), uuidv7()];
  const startsAt = new Date("2026-03-02T12:00:00Z");
  const plan = { id: roundId, kind: "design", startsAt, minutes: 60, focus: [] } as const;
  done(await addRound(db, lea, loopId, plan));
  const card = { id, roundId, interviewerId: to.id, kind: "panel" } as const;
  done(await assign(db, lea, loopId, card));
  return id;
}

export async function sealedBy(
  db: Db,
  author: Viewer,
  cardId: string,
  { rubric }: TestPosition,
  score = 3,
) {
  const draft = draftFrom(sealedCard(rubric, { score }));
  const revision = (await getOwnCard(db, author, cardId))?.revision ?? 0;
  done(await seal(db, author, { cardId, revision, draft }));
}

/** Two cards, sealed by Ana and then by Ben, and Cora's decision. */
export async function recordedLoop(db: Db, opening: Opening = {}) {
  const people = await recordedPeople(db);
  const { lea, cora, ana, ben } = people;
  const loop = await openedLoop(db, lea, opening);
  const anas = await given(db, lea, loop.id, ana);
  const bens = await given(db, lea, loop.id, ben);
  await sealedBy(db, ana, anas, loop.position, 2);
  await sealedBy(db, ben, bens, loop.position, 4);
  const reasons = "A strong senior, who owns one system well.";
  const decision = { outcome: "offer", level: "senior", reasons, dissent: "" } as const;
  done(await decide(db, cora, { loopId: loop.id, seen: 2, ...decision }));
  return { ...people, loop, anas, bens };
}
