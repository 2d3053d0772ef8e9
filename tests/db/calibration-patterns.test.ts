import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { EVERYBODY } from "#app/domain/calibration/findings.ts";
import type { PatternLoop } from "#app/domain/calibration/pattern-statistics.ts";
import type { Viewer } from "#app/domain/people.ts";
import { draftFrom, type Observation } from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import { readPatterns } from "#db/queries/calibration-patterns.server.ts";
import { getOwnCard } from "#db/queries/card.server.ts";
import { decide } from "#db/queries/decision.server.ts";
import { reopen } from "#db/queries/reopening.server.ts";
import { seal } from "#db/queries/writing.server.ts";
import { debrief, loop as loopTable, vote } from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import {
  loopWith,
  person,
  position,
  sealedCard,
  type TestLoop,
  type TestPosition,
} from "#tests/support/factory.ts";

const pattern = "scope-creep";
const saw: Observation = { pattern, stance: "seen", quote: "“Let us add billing.”" };
const against: Observation = { pattern, stance: "counter", quote: "“Not in this version.”" };

async function people(db: Db) {
  const ana = await person(db, { name: "Ana" });
  const ben = await person(db, { name: "Ben" });
  const lea = await person(db, { name: "Lea", permissions: ["lead"] });
  const cora = await person(db, { name: "Cora", permissions: ["committee"] });
  return { ana, ben, lea, cora, of: await position(db) };
}
type People = Awaited<ReturnType<typeof people>>;

async function sealed(
  db: Db,
  by: Viewer,
  { position: of }: TestLoop,
  cardId: string,
  { score = 3, observations = [] }: { score?: number; observations?: Observation[] } = {},
) {
  const own = await getOwnCard(db, by, cardId);
  const draft = { ...draftFrom(sealedCard(of.rubric, { score })), observations };
  const answer = await seal(db, by, { cardId, revision: own?.revision ?? 0, draft });
  if (!answer.ok) throw new Error(answer.failure.message);
}

/** Ana and Ben have sealed; `then` comes before the committee decides. */
async function decided(
  db: Db,
  { ana, ben, cora, of }: People,
  says: readonly [Parameters<typeof sealed>[4], Parameters<typeof sealed>[4]],
  then: (loop: TestLoop) => Promise<unknown> = async () => {},
) {
  const loop = await loopWith(db, { interviewers: [ana, ben], state: "planned", position: of });
  const [anas = "", bens = ""] = loop.cardIds;
  await sealed(db, ana, loop, anas, says[0]);
  await sealed(db, ben, loop, bens, says[1]);
  await then(loop);
  const reasons = "The design held up under every question.";
  const said = { outcome: "offer", level: "senior", reasons, dissent: "" } as const;
  const answer = await decide(db, cora, { loopId: loop.id, seen: 2, ...said });
  if (!answer.ok) throw new Error(answer.failure.message);
  return loop.id;
}

async function lists(db: Db, of: TestPosition) {
  const scope = { positionId: of.id, rubricVersionId: of.rubricVersionId };
  const pieces = await readPatterns(db, scope);
  const entries = (list: string) =>
    pieces
      .filter((piece) => piece.list === list)
      .toSorted((a, b) => a.from - b.from)
      .flatMap((piece) => JSON.parse(piece.entries));
  return { loops: entries("pattern-loops") as PatternLoop[], sums: entries("patterns") };
}

test("what each settled loop says of patterns is read in one pass, with its sums", async ({
  db,
}) => {
  const all = await people(db);
  const both = await decided(db, all, [{ observations: [saw] }, { observations: [saw] }]);
  const contested = await decided(db, all, [{ observations: [saw] }, { observations: [against] }]);
  const nothing = await decided(db, all, [{}, {}]);
  await loopWith(db, { interviewers: [all.ana], state: "interviewing", position: all.of });
  const { loops, sums } = await lists(db, all.of);
  const told = (id: string) => loops.find((loop) => loop.id === id);
  expect(loops.map(({ id }) => id)).toEqual([both, contested, nothing].toSorted());
  expect(told(both)).toMatchObject({
    ...{ outcome: "offer", level: "senior", observers: 2, changes: null },
    flags: [{ pattern, state: "corroborated" }],
  });
  expect(told(contested)?.flags).toEqual([{ pattern, state: "contested" }]);
  expect(told(nothing)?.flags).toEqual([]);
  expect(sums).toMatchObject([
    {
      id: EVERYBODY,
      cells: [
        {
          ...{ level: "senior", all: { loops: 3, paired: 3, offers: 3, noOffers: 0 } },
          patterns: [
            { pattern, state: "contested", loops: 1 },
            { pattern, state: "corroborated", loops: 1 },
          ],
        },
      ],
    },
  ]);
});

test("a later version takes a pattern back, and its scores moved toward the others", async ({
  db,
}) => {
  const all = await people(db);
  const id = await decided(
    db,
    all,
    [{ score: 2 }, { score: 4, observations: [saw] }],
    async (loop) => {
      const [, bens = ""] = loop.cardIds;
      await reopen(db, all.lea, { cardId: bens, reason: "Read the anchors again." });
      await sealed(db, all.ben, loop, bens, { score: 3 });
    },
  );
  const { loops } = await lists(db, all.of);
  const criteria = all.of.rubric.criteria.length;
  expect(loops).toMatchObject([
    {
      ...{ id, flags: [{ pattern, state: "withdrawn" }] },
      changes: {
        moves: { toward: criteria, away: 0, versionsToward: 1, votesChanged: 0 },
        ...{ editors: [all.ben.id], voters: [] },
      },
    },
  ]);
});

test("what was imported tells nothing of who could read what", async ({ db }) => {
  const all = await people(db);
  const id = await decided(db, all, [{ observations: [saw] }, { observations: [saw] }]);
  await db.update(loopTable).set({ importKey: "row 1" }).where(eq(loopTable.id, id));
  const { loops } = await lists(db, all.of);
  expect(loops[0]?.flags).toEqual([{ pattern, state: "single" }]);
});

test("votes are followed from the first ballot to the final one", async ({ db }) => {
  const all = await people(db);
  const id = await decided(db, all, [{}, {}]);
  const [held] = await db.select().from(debrief).where(eq(debrief.loopId, id));
  const debriefId = held?.id ?? "";
  for (const [by, first, final] of [
    [all.ana, "no", "yes"],
    [all.ben, "yes", "yes"],
    [all.lea, "yes", "yes"],
  ] as const)
    await db.insert(vote).values([
      { debriefId, personId: by.id, ballot: "first", recommendation: first },
      { debriefId, personId: by.id, ballot: "final", recommendation: final },
    ]);
  const { loops } = await lists(db, all.of);
  expect(loops[0]?.changes).toMatchObject({
    moves: { votesChanged: 1, votesJoined: 1, toward: 0 },
    ...{ editors: [], voters: [all.ana.id] },
  });
});

test("a position without settled loops has sums of nothing", async ({ db }) => {
  const { of } = await people(db);
  expect(await lists(db, of)).toEqual({ loops: [], sums: [{ id: EVERYBODY, cells: [] }] });
});
