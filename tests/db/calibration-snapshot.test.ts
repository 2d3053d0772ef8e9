import { asc, eq, sql } from "drizzle-orm";
import { describe, expect } from "vitest";
import type { RunScope } from "#app/domain/calibration/run.ts";
import type { Db } from "#db/client.server.ts";
import {
  finishRun,
  getCalibrationRun,
  type HeldRun,
  markStale,
  takeRun,
} from "#db/queries/calibration-run.server.ts";
import { type Found, hasSnapshot, warmStart } from "#db/queries/calibration-snapshot.server.ts";
import * as schema from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import { person, position } from "#tests/support/factory.ts";

const { calibrationScope, calibrationSnapshot, calibrationEntry } = schema;

const found = (dataVersion: string, more: Partial<Found> = {}): Found => ({
  ...{ dataVersion, ratings: 12, seconds: 0.25, start: null },
  ...{ result: JSON.stringify({ version: dataVersion }), lists: [] },
  ...more,
});

/** A run of the scope, taken without waiting for the quiet. */
async function begin(db: Db, of: RunScope): Promise<HeldRun> {
  await markStale(db, [of]);
  await db.update(calibrationScope).set({ dueAt: sql`now()` });
  const run = await takeRun(db);
  if (!run) throw new Error("Nothing was due");
  return run;
}
const keep = async (db: Db, of: RunScope, ...kept: Parameters<typeof found>) =>
  finishRun(db, await begin(db, of), found(...kept));

const scopeOf = async (db: Db) => {
  const { id: positionId, rubricVersionId } = await position(db);
  return { positionId, rubricVersionId };
};
const versions = (db: Db) =>
  db
    .select({ version: calibrationSnapshot.dataVersion })
    .from(calibrationSnapshot)
    .orderBy(asc(calibrationSnapshot.computedAt), asc(calibrationSnapshot.id))
    .then((rows) => rows.map(({ version }) => version));
/** As if the snapshots had been calculated so long ago. */
const age = (db: Db, seconds: number) =>
  db.update(calibrationSnapshot).set({
    computedAt: sql`${calibrationSnapshot.computedAt} - make_interval(secs => ${seconds})`,
  });

describe("a snapshot", () => {
  test("is kept with its lists, row by row in their order, and with whom each row is about", async ({
    db,
  }) => {
    const of = await scopeOf(db);
    const rows = [{ id: "b", blup: 1 }, { id: "a" }, { quarter: "2026-q1" }];
    const [first, ...rest] = rows;
    const piece = { list: "candidates" } as const;
    await keep(db, of, "v1", {
      lists: [
        { ...piece, from: 0, entries: JSON.stringify([first]) },
        { ...piece, from: 1, entries: JSON.stringify(rest) },
      ],
    });
    const [snapshot] = await db.select().from(calibrationSnapshot);
    expect(snapshot).toMatchObject({ ratings: 12, seconds: 0.25, result: { version: "v1" } });
    const entries = await db.select().from(calibrationEntry).orderBy(calibrationEntry.place);
    expect(entries.map(({ snapshotId: _, ...row }) => row)).toEqual([
      { list: "candidates", place: 0, subject: "b", content: rows[0] },
      { list: "candidates", place: 1, subject: "a", content: rows[1] },
      { list: "candidates", place: 2, subject: null, content: rows[2] },
    ]);
  });

  test("of the same facts is kept once, and counts as calculated now", async ({ db }) => {
    const of = await scopeOf(db);
    await keep(db, of, "v1");
    await age(db, 60);
    await keep(db, of, "v2");
    await age(db, 60);
    await keep(db, of, "v1");
    expect(await versions(db)).toEqual(["v2", "v1"]);
  });

  test("that is kept already is found by its facts, and made the newest again", async ({ db }) => {
    const of = await scopeOf(db);
    const [one, two] = [await begin(db, of), "v1"];
    expect(await hasSnapshot(db, one.scope, two)).toBe(false);
    await finishRun(db, one, found("v1"));
    expect(await hasSnapshot(db, one.scope, two)).toBe(true);
    await age(db, 60);
    await keep(db, of, "v2");
    await age(db, 60);
    await finishRun(db, await begin(db, of), "v1");
    expect(await versions(db)).toEqual(["v2", "v1"]);
  });

  test("is forgotten with its lists once three newer ones are kept", async ({ db }) => {
    const of = await scopeOf(db);
    const lists = [{ list: "candidates", from: 0, entries: '[{"id":"a"}]' }] as const;
    for (const version of ["v1", "v2", "v3", "v4"]) {
      await age(db, 60);
      await keep(db, of, version, { lists });
    }
    expect(await versions(db)).toEqual(["v2", "v3", "v4"]);
    expect(await db.select().from(calibrationEntry)).toHaveLength(3);
  });

  test("of another position is never forgotten for it", async ({ db }) => {
    const [one, other] = [await scopeOf(db), await scopeOf(db)];
    await keep(db, other, "other");
    for (const version of ["v1", "v2", "v3", "v4"]) {
      await age(db, 60);
      await keep(db, one, version);
    }
    expect(await versions(db)).toEqual(["other", "v2", "v3", "v4"]);
  });

  test("tells the next fit where to start, from the newest that knows", async ({ db }) => {
    const of = await scopeOf(db);
    const run = await begin(db, of);
    expect(await warmStart(db, run.scope)).toBeNull();
    const start = { m3: { candidate: 0.4, interviewer: 0.2, card: 0 } };
    await finishRun(db, run, found("v1", { start }));
    await age(db, 60);
    await keep(db, of, "v2", { start: null });
    expect(await warmStart(db, run.scope)).toEqual(start);
  });
});

describe("the state of a calculation", () => {
  test("is told to leads and the committee, and to nobody else", async ({ db }) => {
    const of = await scopeOf(db);
    await markStale(db, [of]);
    for (const permission of ["lead", "committee"] as const) {
      const viewer = await person(db, { name: permission, permissions: [permission] });
      expect(await getCalibrationRun(db, viewer, of)).toMatchObject({ state: "queued" });
    }
    for (const permission of ["interviewer", "admin"] as const) {
      const viewer = await person(db, { name: permission, permissions: [permission] });
      expect(await getCalibrationRun(db, viewer, of)).toBeNull();
    }
  });

  test("names the newest snapshot with its age", async ({ db }) => {
    const of = await scopeOf(db);
    const lea = await person(db, { name: "Lea", permissions: ["lead"] });
    expect(await getCalibrationRun(db, lea, of)).toBeNull();
    await keep(db, of, "v1", { ratings: 5 });
    await age(db, 7_200);
    await keep(db, of, "v2", { ratings: 7 });
    await age(db, 3_600);
    const told = await getCalibrationRun(db, lea, of);
    expect(told).toMatchObject({ state: "current", snapshot: { ratings: 7, seconds: 0.25 } });
    expect(told?.snapshot?.age).toBeCloseTo(3_600, 0);
    const [newest] = await db
      .select({ id: calibrationSnapshot.id })
      .from(calibrationSnapshot)
      .where(eq(calibrationSnapshot.dataVersion, "v2"));
    expect(told?.snapshot?.id).toBe(newest?.id);
  });
});
