import { eq } from "drizzle-orm";
import { expect } from "vitest";
import type { CalibrationFilters } from "#app/domain/calibration/filters.ts";
import type { Viewer } from "#app/domain/people.ts";
import { invariant } from "#app/domain/result.ts";
import type { Db } from "#db/client.server.ts";
import { getCalibrationView } from "#db/queries/calibration-view.server.ts";
import {
  calibrationEntry,
  candidate,
  card,
  cardVersion,
  conflict,
  decision,
  loop,
  observation,
} from "#db/schema.server.ts";
import { calibrated } from "#tests/support/calibrated.ts";
import { test } from "#tests/support/database.ts";
import { loopWith, person, position, type TestPosition } from "#tests/support/factory.ts";

const pattern = "scope-creep";

/** A settled loop of Ana and Ben on which these saw the pattern. */
async function settled(
  db: Db,
  of: TestPosition,
  people: readonly Viewer[],
  {
    seenBy = [],
    outcome = "offer",
    settledAt = "2026-05-01",
  }: { seenBy?: readonly Viewer[]; outcome?: "offer" | "no-offer"; settledAt?: string } = {},
): Promise<string> {
  const made = await loopWith(db, {
    interviewers: people.map((who) => ({ of: who, state: "sealed" as const })),
    ...{ state: "decided" as const, position: of },
    candidateId: (await inserted(db)).id,
  });
  const versions = await db
    .select({ id: cardVersion.id, by: card.interviewerId })
    .from(cardVersion)
    .innerJoin(card, eq(card.id, cardVersion.cardId))
    .where(eq(card.loopId, made.id));
  for (const { id } of versions.filter((one) => seenBy.some((who) => who.id === one.by)))
    await db.insert(observation).values({
      ...{ cardVersionId: id, rubricVersionId: of.rubricVersionId, pattern, stance: "seen" },
      ...{ quote: "“Let us add billing.”", ordinal: 0 },
    });
  await db
    .update(loop)
    .set({ settledAt: new Date(`${settledAt}T12:00:00Z`) })
    .where(eq(loop.id, made.id));
  await db.update(decision).set({ outcome }).where(eq(decision.loopId, made.id));
  return made.id;
}

async function inserted(db: Db) {
  const [row] = await db.insert(candidate).values({ name: "Somebody" }).returning();
  invariant(row, "an inserted candidate comes back");
  return row;
}

async function world(db: Db) {
  const ana = await person(db, { name: "Ana" });
  const ben = await person(db, { name: "Ben" });
  const cora = await person(db, { name: "Cora", permissions: ["committee"] });
  return { ana, ben, cora, of: await position(db) };
}

async function statistics(db: Db, viewer: Viewer, filters: CalibrationFilters = {}) {
  const view = await getCalibrationView(db, viewer, { ...filters, part: "patterns" });
  if (view?.found?.part !== "patterns") throw new Error("Expected patterns");
  return view.found;
}

test("patterns are shown by the words of the rubric, with decisions", async ({ db }) => {
  const { ana, ben, cora, of } = await world(db);
  for (let at = 0; at < 10; at++)
    await settled(db, of, [ana, ben], { seenBy: [ana], outcome: "no-offer" });
  for (let at = 0; at < 2; at++) await settled(db, of, [ana, ben]);
  await calibrated(db, { positionId: of.id, rubricVersionId: of.rubricVersionId });
  const found = await statistics(db, cora);
  expect(found.patterns).toMatchObject({
    loops: 12,
    patterns: [{ pattern, loops: 10, states: { single: 10 }, offersWith: { n: 0, of: 10 } }],
  });
  expect(found.titles[pattern]).toBe(of.rubric.patterns.find(({ key }) => key === pattern)?.title);
});

test("a loop that a viewer is not shown is in none of the counts", async ({ db }) => {
  const { ana, ben, cora, of } = await world(db);
  for (let at = 0; at < 6; at++) await settled(db, of, [ana, ben], { seenBy: [ana] });
  const kept = await settled(db, of, [ana, ben], { seenBy: [ben], outcome: "no-offer" });
  const reopened = await settled(db, of, [ana, ben], { seenBy: [ben] });
  await calibrated(db, { positionId: of.id, rubricVersionId: of.rubricVersionId });
  expect((await statistics(db, cora)).patterns).toMatchObject({ loops: 8 });
  const [row] = await db.select().from(loop).where(eq(loop.id, kept));
  invariant(row, "the loop is there");
  const dora = await person(db, { name: "Dora", permissions: ["committee"] });
  await db.insert(conflict).values({
    ...{ candidateId: row.candidateId, personId: dora.id, kind: "interest", reason: "Family." },
    recordedById: dora.id,
  });
  await db.update(loop).set({ state: "reopened", settledAt: null }).where(eq(loop.id, reopened));
  expect((await statistics(db, cora)).patterns).toMatchObject({
    ...{ loops: 7, patterns: [{ loops: 7, states: { single: 7 } }] },
  });
  expect((await statistics(db, dora)).patterns).toMatchObject({
    ...{ loops: 6, patterns: [{ loops: 6, states: { single: 6 } }] },
  });
});

test("patterns are narrowed by quarter and level, and by nothing else", async ({ db }) => {
  const { ana, ben, cora, of } = await world(db);
  for (const settledAt of ["2026-02-01", "2026-05-01", "2026-06-01"])
    await settled(db, of, [ana, ben], { seenBy: [ana], settledAt });
  await calibrated(db, { positionId: of.id, rubricVersionId: of.rubricVersionId });
  const loops = async (filters: CalibrationFilters) =>
    (await statistics(db, cora, filters)).patterns?.loops;
  expect(await loops({})).toBe(3);
  expect(await loops({ quarter: "2026-q2" })).toBe(2);
  expect(await loops({ level: "staff" })).toBe(3);
  expect(await loops({ level: "senior" })).toBe(0);
  expect(await loops({ met: ana.id, round: "design" })).toBe(3);
});

test("a result that is older than the statistics has none", async ({ db }) => {
  const { ana, ben, cora, of } = await world(db);
  await settled(db, of, [ana, ben], { seenBy: [ana] });
  await calibrated(db, { positionId: of.id, rubricVersionId: of.rubricVersionId });
  await db.delete(calibrationEntry).where(eq(calibrationEntry.list, "patterns"));
  expect((await statistics(db, cora)).patterns).toBeNull();
});
