import { eq, sql } from "drizzle-orm";
import { describe, expect, vi } from "vitest";
import { type Calibrating, startCalibration } from "#app/jobs/calibration.server.ts";
import { calculateApart } from "#app/jobs/calibration-apart.server.ts";
import type { Task } from "#app/jobs/calibration-thread.ts";
import type { Db } from "#db/client.server.ts";
import { importRatings } from "#db/import.ts";
import {
  getCalibrationRun,
  markStale,
  runAgain,
  stopRun,
  takeRun,
} from "#db/queries/calibration-run.server.ts";
import * as schema from "#db/schema.server.ts";
import { test as databaseTest } from "#tests/support/database.ts";
import { loopWith, person, position, type TestPosition } from "#tests/support/factory.ts";
import { PATIENCE } from "#tests/support/patience.ts";

const { calibrationScope, calibrationSnapshot, calibrationEntry } = schema;
/** What became of each run that ended badly. */
let ends: unknown[] = [];
const log = {
  error: (...said: unknown[]) => ends.push(said),
  warn: ({ then }: { then?: string }) => ends.push(then),
};
const thread = (name: string) => ({
  entry: new URL(`../support/threads/${name}.ts`, import.meta.url),
});

/** `begin` starts the job with a thread of that name; whatever is left of it ends with the test. */
const test = databaseTest.extend<{ begin: (db: Db, name: string, mb?: number) => Calibrating }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from its pattern
  begin: async ({}, use) => {
    ends = [];
    const begun: Calibrating[] = [];
    await use((db, name, mb) => {
      const limits = mb ? { resourceLimits: { maxOldGenerationSizeMb: mb } } : {};
      const job = startCalibration(db, log, { ...thread(name), ...limits });
      begun.push(job);
      return job;
    });
    for (const job of begun) await job.stop();
  },
});

/** A position with settled loops: two cards each, on every criterion. */
async function settledPosition(db: Db, loops = 2): Promise<TestPosition> {
  const [ana, ben] = [await person(db, { name: "Ana" }), await person(db, { name: "Ben" })];
  const of = await position(db);
  for (let at = 0; at < loops; at++)
    await loopWith(db, {
      ...{ position: of, state: "decided" as const },
      interviewers: [
        { of: ana, state: "sealed", says: { score: 2 } },
        { of: ben, state: "sealed", says: { score: 4 } },
      ],
    });
  return of;
}
const within = ({ id: positionId, rubricVersionId }: TestPosition) => ({
  ...{ positionId, rubricVersionId },
});
const stateOf = async (db: Db) => (await db.select().from(calibrationScope))[0];
/** As if it had been quiet for long enough. */
const quiet = (db: Db) => db.update(calibrationScope).set({ dueAt: sql`now()` });
/** Everything that waits, calculated by a job of its own. */
async function calculated(db: Db, job: Calibrating) {
  await job.drain();
  await quiet(db);
  await job.drain();
  await job.stop();
}
const until = (check: () => Promise<void>) =>
  vi.waitFor(check, { timeout: PATIENCE, interval: 20 });

describe("calibration in a thread of its own", () => {
  test("reads the settled ratings and keeps what is made of them", async ({ db, begin }) => {
    const of = await settledPosition(db);
    await loopWith(db, { position: of, interviewers: [] });
    await calculated(db, begin(db, "counting"));
    const criteria = of.rubric.criteria.map(({ key }) => key);
    const [snapshot, ...others] = await db.select().from(calibrationSnapshot);
    expect(others).toEqual([]);
    expect(snapshot).toMatchObject({ ratings: 4 * criteria.length });
    const weights = Object.fromEntries(of.rubric.criteria.map(({ key, weight }) => [key, weight]));
    expect(snapshot?.result).toEqual({
      ...{ ratings: 4 * criteria.length, sum: 12 * criteria.length, interviewers: 2 },
      ...{ criteria, weights, points: of.rubric.scale.length, start: null },
    });
    const entries = await db
      .select()
      .from(calibrationEntry)
      .orderBy(calibrationEntry.list, calibrationEntry.place);
    expect(entries.map(({ list, place }) => `${list} ${place}`)).toEqual([
      ...["answers 0", "answers 1", "candidates 0", "candidates 1", "candidates-facets 0"],
      ...["pattern-loops 0", "pattern-loops 1", "patterns 0"],
      ...["punctuality 0", "punctuality 1", "raw-order 0", "raw-order 1"],
      "raw-order-facets 0",
      ...["tallies 0", "tallies 1", "tallies 2"],
    ]);
    expect(await stateOf(db)).toMatchObject({ state: "current", staleSince: null, run: null });
  });

  test("does nothing again for facts it has seen, even after a new start", async ({
    db,
    begin,
  }) => {
    await settledPosition(db);
    await calculated(db, begin(db, "counting"));
    const [first] = await db.select().from(calibrationSnapshot);
    const job = begin(db, "throwing");
    await job.drain();
    expect(await stateOf(db)).toMatchObject({ state: "current" });
    const scopes = await db.select().from(calibrationScope);
    await markStale(db, scopes);
    await calculated(db, job);
    expect(await stateOf(db)).toMatchObject({ state: "current", reason: null });
    expect(await db.select().from(calibrationSnapshot)).toEqual([first]);
  });

  test("starts where the last one ended once another loop has settled", async ({ db, begin }) => {
    const of = await settledPosition(db);
    await calculated(db, begin(db, "counting"));
    const ana = await person(db, { name: "Nia" });
    await loopWith(db, {
      ...{ position: of, state: "decided" as const },
      interviewers: [{ of: ana, state: "sealed" }],
    });
    await calculated(db, begin(db, "counting"));
    const starts = await db
      .select({ start: calibrationSnapshot.start, ratings: calibrationSnapshot.ratings })
      .from(calibrationSnapshot)
      .orderBy(calibrationSnapshot.ratings);
    expect(starts.map(({ start }) => start?.m1?.candidate)).toEqual([1, 2]);
  });

  test("gives every position its own", async ({ db, begin }) => {
    const first = await settledPosition(db, 1);
    const { id: other } = await position(db, { title: "Other" });
    const nia = await person(db, { name: "Nia" });
    await loopWith(db, {
      ...{ position: { ...first, id: other }, state: "debrief" as const },
      interviewers: [{ of: nia, state: "sealed" }],
    });
    await calculated(db, begin(db, "counting"));
    const scopes = await db.select({ of: calibrationScope.positionId }).from(calibrationScope);
    expect(scopes).toEqual([{ of: first.id }]);
  });
});

test("the calculation itself says what an imported panel's numbers are worth", async ({ db }) => {
  ends = [];
  const file = "tests/reference/guilford-1954.csv";
  const rubric = "tests/reference/guilford-creativity.v1.yaml";
  await importRatings(db, { file, rubric, position: "Creativity" }, new Date("2026-01-05"));
  await calculated(db, startCalibration(db, log));
  expect(ends).toEqual([]);
  const [snapshot] = await db.select().from(calibrationSnapshot);
  expect(snapshot).toMatchObject({
    ratings: 105,
    result: { points: 9, model: { path: "exact" }, gates: { components: 1 } },
    start: { m3: { candidate: expect.any(Number) } },
  });
  const lists = await db
    .select({ list: calibrationEntry.list, n: sql<number>`count(*)::int` })
    .from(calibrationEntry)
    .groupBy(calibrationEntry.list)
    .orderBy(calibrationEntry.list);
  expect(lists).toEqual([
    { list: "answers", n: 3 },
    { list: "candidates", n: 7 },
    { list: "candidates-facets", n: 1 },
    { list: "interviewers", n: 3 },
    { list: "pattern-loops", n: 7 },
    { list: "patterns", n: 1 },
    { list: "period-agreement", n: 1 },
    { list: "period-severity", n: 3 },
    { list: "raw-order", n: 7 },
    { list: "raw-order-facets", n: 1 },
    { list: "tallies", n: 4 },
  ]);
});

describe("two processes", () => {
  test("share one run, and whoever asks meanwhile finds it", async ({ shared, begin }) => {
    await settledPosition(shared);
    const jobs = [begin(shared, "counting"), begin(shared, "counting")];
    await Promise.all(jobs.map((job) => job.drain()));
    await quiet(shared);
    await Promise.all(jobs.map((job) => job.drain()));
    expect(await shared.select().from(calibrationSnapshot)).toHaveLength(1);
    expect(await stateOf(shared)).toMatchObject({ state: "current" });
  });
});

describe("a thread that crashes", () => {
  const crashes = [
    ["throwing", "The matrix is not positive definite."],
    ["leaving", "The calculation ended without an answer (3)."],
    ["hungry", "It needed more memory than there is.", 16],
    ["missing", "What went wrong is in the server's log."],
  ] as const;
  test.for(crashes)(
    "by %s is tried once more, then reported",
    async ([name, reason, mb], { db, begin }) => {
      await settledPosition(db);
      const job = begin(db, name, mb);
      await job.drain();
      await quiet(db);
      await job.drain();
      expect(await stateOf(db)).toMatchObject({ state: "failed", reason, run: null });
      expect(ends).toEqual(["again", "failed"]);
      expect(await db.select().from(calibrationSnapshot)).toEqual([]);
    },
  );

  test("leaves the last result where it is, and a lead has it run again", async ({ db, begin }) => {
    const of = await settledPosition(db);
    await calculated(db, begin(db, "counting"));
    await db.update(calibrationSnapshot).set({ dataVersion: "older" });
    await calculated(db, begin(db, "throwing"));
    const lea = await person(db, { name: "Lea", permissions: ["lead"] });
    const told = await getCalibrationRun(db, lea, within(of));
    expect(told).toMatchObject({ state: "failed", snapshot: { ratings: expect.any(Number) } });
    await runAgain(db, lea, within(of));
    await begin(db, "counting").drain();
    expect(await getCalibrationRun(db, lea, within(of))).toMatchObject({ state: "current" });
  });
});

test("what a database or a library says of itself is left to the log", async ({ db, begin }) => {
  await settledPosition(db);
  const job = begin(db, "mistaken");
  await job.drain();
  await quiet(db);
  await job.drain();
  expect(await stateOf(db)).toMatchObject({
    ...{ state: "failed", reason: "What went wrong is in the server's log." },
  });
});

describe("a run that is stopped", () => {
  test("stays stopped when a process starts, until there is something new", async ({
    db,
    begin,
  }) => {
    const of = await settledPosition(db);
    const lea = await person(db, { name: "Lea", permissions: ["lead"] });
    await markStale(db, [within(of)]);
    await quiet(db);
    const held = await takeRun(db);
    await stopRun(db, lea, { ...within(of), run: held?.run ?? "" });
    await begin(db, "counting").drain();
    expect(await stateOf(db)).toMatchObject({ state: "stopped" });
    await markStale(db, [within(of)]);
    await calculated(db, begin(db, "counting"));
    expect(await stateOf(db)).toMatchObject({ state: "current" });
  });

  test.for(["endless", "deaf"])(
    "ends its %s thread and keeps nothing",
    async (name, { shared: db, begin }) => {
      const of = await settledPosition(db);
      const lea = await person(db, { name: "Lea", permissions: ["lead"] });
      const job = begin(db, name);
      await job.drain();
      await quiet(db);
      const ended = job.drain();
      await until(async () => {
        expect(await getCalibrationRun(db, lea, within(of))).toMatchObject({
          phase: "calculating",
        });
      });
      const { run } = (await getCalibrationRun(db, lea, within(of))) ?? {};
      await stopRun(db, lea, { ...within(of), run: run ?? "" });
      await ended;
      expect(await stateOf(db)).toMatchObject({ state: "stopped", run: null });
      expect(await db.select().from(calibrationSnapshot)).toEqual([]);
    },
  );

  test("with its process is given back to the others", async ({ shared: db, begin }) => {
    const of = await settledPosition(db);
    const job = begin(db, "endless");
    await job.drain();
    await quiet(db);
    const ended = job.drain();
    await until(async () => {
      expect(await stateOf(db)).toMatchObject({ state: "running", phase: "calculating" });
    });
    await job.stop();
    await ended;
    expect(await stateOf(db)).toMatchObject({ state: "queued", attempts: 0 });
    await begin(db, "counting").drain();
    const rows = await db
      .select({ state: calibrationScope.state })
      .from(calibrationScope)
      .where(eq(calibrationScope.positionId, of.id));
    expect(rows).toEqual([{ state: "current" }]);
  });
});

test("the columns move to the thread and are not copied", async () => {
  const task: Task = {
    columns: {
      ...{ candidates: ["c"], interviewers: ["i"], criteria: ["k"] },
      ...{ candidate: new Uint32Array(8).subarray(0, 1), interviewer: new Uint32Array(1) },
      ...{ criterion: new Uint8Array(1), rating: Float64Array.of(3) },
    },
    ...{ weights: null, points: 4, start: null },
  };
  const { signal } = new AbortController();
  const written = await calculateApart(task, thread("counting"), { signal, tell: () => {} });
  expect(JSON.parse(written.result)).toMatchObject({ ratings: 1, sum: 3 });
  expect(task.columns.rating.length + task.columns.candidate.length).toBe(0);
});
