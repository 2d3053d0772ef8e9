import { eq, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { describe, expect } from "vitest";
import type { RunScope } from "#app/domain/calibration/run.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { Db } from "#db/client.server.ts";
import { importRatings } from "#db/import.ts";
import {
  failRun,
  finishRun,
  getCalibrationRun,
  type HeldRun,
  keepRun,
  markStale,
  releaseRun,
  runAgain,
  stopRun,
  takeRun,
} from "#db/queries/calibration-run.server.ts";
import { decide } from "#db/queries/decision.server.ts";
import { saveWeights } from "#db/queries/position.server.ts";
import * as schema from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import { loopWith, person, position, type TestPosition } from "#tests/support/factory.ts";

const { calibrationScope, auditEvent } = schema;

const found = {
  ...{ dataVersion: "v1", ratings: 12, seconds: 0.25, result: "{}", lists: [], start: null },
};

const within = ({ id: positionId, rubricVersionId }: TestPosition): RunScope => ({
  ...{ positionId, rubricVersionId },
});
const scopeOf = async (db: Db) => within(await position(db));

/** The scope's row with its times in whole seconds from now. */
async function rowOf(db: Db, { positionId }: RunScope) {
  const seconds = (moment: PgColumn) =>
    sql<number | null>`round(extract(epoch from ${moment} - now()))::int`;
  const { state, attempts, reason, phase, share, dueAt, staleSince, leaseUntil } = calibrationScope;
  const [row] = await db
    .select({
      ...{ state, attempts, reason, phase, share },
      due: seconds(dueAt),
      stale: sql<boolean>`${staleSince} is not null`,
      lease: seconds(leaseUntil),
    })
    .from(calibrationScope)
    .where(eq(calibrationScope.positionId, positionId));
  return row;
}
/** As if everything had happened so long ago. */
const pass = (db: Db, seconds: number) => {
  const earlier = (moment: PgColumn) => sql`${moment} - make_interval(secs => ${seconds})`;
  const { staleSince, dueAt, startedAt, leaseUntil } = calibrationScope;
  return db.update(calibrationScope).set({
    ...{ staleSince: earlier(staleSince), dueAt: earlier(dueAt) },
    ...{ startedAt: earlier(startedAt), leaseUntil: earlier(leaseUntil) },
  });
};
async function take(db: Db): Promise<HeldRun> {
  const run = await takeRun(db);
  if (!run) throw new Error("Nothing was due");
  return run;
}
async function begin(db: Db, of: RunScope): Promise<HeldRun> {
  await markStale(db, [of]);
  await pass(db, 60);
  return take(db);
}
const actions = (db: Db) =>
  db
    .select({ action: auditEvent.action, actor: auditEvent.actorId })
    .from(auditEvent)
    .where(sql`${auditEvent.action} like 'calibration.%'`)
    .orderBy(auditEvent.sequence);
const lead = (db: Db) => person(db, { name: "Lea", permissions: ["lead"] });

describe("new facts", () => {
  test("are calculated once nothing has settled for three seconds", async ({ db }) => {
    const of = await scopeOf(db);
    await markStale(db, [of]);
    expect(await rowOf(db, of)).toMatchObject({ state: "queued", due: 3, stale: true });
    expect(await takeRun(db)).toBeNull();
    await pass(db, 3);
    expect(await takeRun(db)).toMatchObject({ ...of, attempts: 1 });
  });

  test("that keep coming put it off, but for half a minute at most", async ({ db }) => {
    const of = await scopeOf(db);
    await markStale(db, [of]);
    await pass(db, 2);
    await markStale(db, [of]);
    expect(await rowOf(db, of)).toMatchObject({ due: 3 });
    await pass(db, 27);
    await markStale(db, [of]);
    expect(await rowOf(db, of)).toMatchObject({ due: 1 });
  });

  test("that come while a run reads are calculated after it", async ({ db }) => {
    const of = await scopeOf(db);
    const run = await begin(db, of);
    await markStale(db, [of]);
    expect(await rowOf(db, of)).toMatchObject({ state: "running", stale: true });
    await pass(db, 10);
    expect(await takeRun(db)).toBeNull();
    expect(await finishRun(db, run, found)).toBe(true);
    expect(await rowOf(db, of)).toMatchObject({ state: "queued", stale: true });
    expect(await takeRun(db)).toMatchObject({ ...of, attempts: 1 });
  });

  test("are there once a decision is recorded, for its position and rubric alone", async ({
    db,
  }) => {
    const cora = await person(db, { name: "Cora", permissions: ["committee"] });
    const ana = await person(db, { name: "Ana" });
    const [of, other] = [await position(db), await position(db, { title: "Other" })];
    const loop = await loopWith(db, {
      ...{ position: of, state: "debrief" as const },
      interviewers: [{ of: ana, state: "sealed" }],
    });
    const form = { outcome: "offer", level: "staff", reasons: "All agreed.", dissent: "" } as const;
    const decided = await decide(db, cora, { ...form, loopId: loop.id, seen: 1 });
    expect(decided.ok).toBe(true);
    expect(await rowOf(db, within(of))).toMatchObject({ state: "queued", stale: true });
    expect(await rowOf(db, within(other))).toBeUndefined();
  });

  test("are not there when the decision was refused", async ({ db }) => {
    const cora = await person(db, { name: "Cora", permissions: ["committee"] });
    const ana = await person(db, { name: "Ana" });
    const of = await position(db);
    const loop = await loopWith(db, {
      ...{ position: of, state: "debrief" as const },
      interviewers: [{ of: ana, state: "sealed" }],
    });
    const form = { outcome: "offer", level: "staff", reasons: "All agreed.", dissent: "" } as const;
    const refused = await decide(db, cora, { ...form, loopId: loop.id, seen: 2 });
    expect(refused.ok).toBe(false);
    expect(await rowOf(db, within(of))).toBeUndefined();
  });

  test("come by an import", async ({ db }) => {
    const file = "tests/reference/guilford-1954.csv";
    const rubric = "tests/reference/guilford-creativity.v1.yaml";
    await importRatings(db, { file, rubric, position: "Creativity" }, new Date("2026-01-05"));
    const rows = await db.select({ state: calibrationScope.state }).from(calibrationScope);
    expect(rows).toEqual([{ state: "queued" }]);
  });

  test("are other weights too, where anything was calculated before", async ({ db }) => {
    const lea = await lead(db);
    const of = await position(db);
    const { criteria } = of.rubric;
    const [first = "", second = ""] = criteria.map(({ key }) => key);
    const even = Object.fromEntries(criteria.map(({ key, weight }) => [key, weight]));
    const shifted = { ...even, [first]: (even[first] ?? 0) + 1, [second]: (even[second] ?? 0) - 1 };
    const save = (weights: Record<string, number>, version: number) =>
      saveWeights(
        db,
        lea,
        of.id,
        { weights, reason: `For set ${version}.` },
        { version, timeZone: "UTC" },
      );
    expect((await save(shifted, 1)).ok).toBe(true);
    expect(await rowOf(db, within(of))).toBeUndefined();
    await finishRun(db, await begin(db, within(of)), found);
    expect(await rowOf(db, within(of))).toMatchObject({ state: "current", stale: false });
    expect((await save(even, 2)).ok).toBe(true);
    expect(await rowOf(db, within(of))).toMatchObject({ state: "queued", stale: true });
  });
});

describe("a run", () => {
  test("is given to one process, whoever asks meanwhile", async ({ db }) => {
    const of = await scopeOf(db);
    const run = await begin(db, of);
    await markStale(db, [of]);
    await pass(db, 20);
    expect(await takeRun(db)).toBeNull();
    expect(await keepRun(db, run, { phase: "fitting", share: 0.5 })).toBe(true);
    expect(await rowOf(db, of)).toMatchObject({ phase: "fitting", share: 0.5, lease: 30 });
  });

  test("is given to one of many processes that ask at once", async ({ shared }) => {
    const scopes = [await scopeOf(shared), await scopeOf(shared)];
    await markStale(shared, scopes);
    await pass(shared, 60);
    const taken = await Promise.all(Array.from({ length: 8 }, () => takeRun(shared)));
    const positions = taken.flatMap((run) => (run ? [run.positionId] : []));
    expect(positions.toSorted()).toEqual(scopes.map((of) => of.positionId).toSorted());
  });

  test("is taken over from a process that has gone silent, which then keeps nothing", async ({
    db,
  }) => {
    const of = await scopeOf(db);
    const lost = await begin(db, of);
    await pass(db, 31);
    const lea = await lead(db);
    expect(await getCalibrationRun(db, lea, of)).toMatchObject({ state: "queued" });
    const run = await take(db);
    expect(run).toMatchObject({ ...of, attempts: 2 });
    expect(await keepRun(db, lost, { phase: "fitting", share: 0.5 })).toBe(false);
    expect(await finishRun(db, lost, found)).toBe(false);
    expect(await failRun(db, lost, "Too late.")).toBe("lost");
    expect(await db.select().from(schema.calibrationSnapshot)).toEqual([]);
    expect(await finishRun(db, run, found)).toBe(true);
  });

  test("that crashed is tried once more, then reported with its reason", async ({ db }) => {
    const of = await scopeOf(db);
    expect(await failRun(db, await begin(db, of), "No memory.")).toBe("again");
    expect(await rowOf(db, of)).toMatchObject({ state: "queued", due: 0, stale: true });
    expect(await failRun(db, await take(db), "No memory.")).toBe("failed");
    expect(await rowOf(db, of)).toMatchObject({ state: "failed", reason: "No memory." });
    await pass(db, 60);
    expect(await takeRun(db)).toBeNull();
  });

  test("that crashed twice is tried again with newer facts", async ({ db }) => {
    const of = await scopeOf(db);
    await failRun(db, await begin(db, of), "No memory.");
    const second = await take(db);
    await markStale(db, [of]);
    expect(await failRun(db, second, "No memory.")).toBe("again");
    await pass(db, 3);
    expect(await takeRun(db)).toMatchObject({ attempts: 1 });
  });

  test("given back by a process that stops is begun anew, and that is no crash", async ({ db }) => {
    const of = await scopeOf(db);
    await releaseRun(db, await begin(db, of));
    expect(await rowOf(db, of)).toMatchObject({ state: "queued", due: 0, stale: true });
    expect(await takeRun(db)).toMatchObject({ attempts: 1 });
  });
});

describe("a lead", () => {
  const commands = (db: Db, viewer: Viewer, of: RunScope, run: string) => [
    () => runAgain(db, viewer, of),
    () => stopRun(db, viewer, { ...of, run }),
  ];

  test("alone stops a run or has it run again", async ({ db }) => {
    const of = await scopeOf(db);
    const { run } = await begin(db, of);
    const kinds = { committee: "refused", interviewer: "absent", admin: "absent" } as const;
    for (const permission of ["committee", "interviewer", "admin"] as const) {
      const viewer = await person(db, { name: permission, permissions: [permission] });
      for (const command of commands(db, viewer, of, run))
        expect(await command()).toMatchObject({ failure: { kind: kinds[permission] } });
    }
    expect(await rowOf(db, of)).toMatchObject({ state: "running" });
    expect(await actions(db)).toEqual([]);
  });

  test("stops a run, which the process that holds it notices", async ({ db }) => {
    const [of, lea] = [await scopeOf(db), await lead(db)];
    const held = await begin(db, of);
    for (const _ of ["once", "twice"])
      expect(await stopRun(db, lea, { ...of, run: held.run })).toMatchObject({ ok: true });
    expect(await rowOf(db, of)).toMatchObject({ state: "stopped", stale: true, lease: null });
    expect(await keepRun(db, held, { phase: "fitting", share: 0.9 })).toBe(false);
    expect(await finishRun(db, held, found)).toBe(false);
    expect(await actions(db)).toEqual([{ action: "calibration.stopped", actor: lea.id }]);
  });

  test("does not stop the run that follows the one on their page", async ({ db }) => {
    const [of, lea] = [await scopeOf(db), await lead(db)];
    const first = await begin(db, of);
    await finishRun(db, first, found);
    const next = await begin(db, of);
    expect(await stopRun(db, lea, { ...of, run: first.run })).toMatchObject({ ok: true });
    expect(await keepRun(db, next, { phase: "fitting", share: 0.1 })).toBe(true);
    expect(await actions(db)).toEqual([]);
  });

  test("has a failed or stopped one run again, as often as they press", async ({ db }) => {
    const [of, lea] = [await scopeOf(db), await lead(db)];
    await failRun(db, await begin(db, of), "No memory.");
    await failRun(db, await take(db), "No memory.");
    for (const _ of ["once", "twice"])
      expect(await runAgain(db, lea, of)).toMatchObject({ ok: true });
    expect(await rowOf(db, of)).toMatchObject({ state: "queued", due: 0, reason: null });
    expect(await actions(db)).toEqual([{ action: "calibration.asked", actor: lea.id }]);
    const held = await take(db);
    expect(held.attempts).toBe(1);
    await stopRun(db, lea, { ...of, run: held.run });
    await runAgain(db, lea, of);
    expect(await takeRun(db)).toMatchObject({ ...of, attempts: 1 });
  });

  test("finds nothing where nothing was ever calculated", async ({ db }) => {
    const [of, lea] = [await scopeOf(db), await lead(db)];
    for (const command of commands(db, lea, of, lea.id))
      expect(await command()).toMatchObject({ failure: { kind: "absent" } });
  });
});
