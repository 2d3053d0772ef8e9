import { sql } from "drizzle-orm";
import { describe, expect } from "vitest";
import { action, loader } from "#app/routes/_app.calibration/route.tsx";
import type { Db } from "#db/client.server.ts";
import {
  failRun,
  finishRun,
  type HeldRun,
  keepRun,
  markStale,
  takeRun,
} from "#db/queries/calibration-run.server.ts";
import * as schema from "#db/schema.server.ts";
import { calibrated } from "#tests/support/calibrated.ts";
import { candidate, loopWith, person, position } from "#tests/support/factory.ts";
import { test } from "#tests/support/route.ts";

const url = "/calibration";

describe("GET /calibration", () => {
  test("sends whoever is not signed in to sign in and back", async ({ call }) => {
    const answer = await call(loader, { url: `${url}?page=2` });
    expect(answer.status).toBe(302);
    expect(answer.headers.get("Location")).toBe(
      `/sign-in?to=${encodeURIComponent(`${url}?page=2`)}`,
    );
  });

  test("is not there for an interviewer or an administrator", async ({ db, call }) => {
    await position(db);
    for (const permission of ["interviewer", "admin"] as const) {
      const viewer = await person(db, { name: `A ${permission}`, permissions: [permission] });
      expect((await call(loader, { url, as: viewer })).status).toBe(404);
    }
  });

  test("shows the committee a settled loop, and nothing of a running one", async ({ db, call }) => {
    const cora = await person(db, { name: "Cora", permissions: ["committee"] });
    const [ana, ben] = [await person(db, { name: "Ana" }), await person(db, { name: "Ben" })];
    const of = await position(db);
    const sealed = (who: typeof ana, score: number) =>
      ({ of: who, state: "sealed", says: { score } }) as const;
    const settled = await loopWith(db, {
      position: of,
      state: "decided",
      candidateId: (await candidate(db, { name: "Cleo" })).id,
      interviewers: [sealed(ana, 2), sealed(ben, 4)],
    });
    await loopWith(db, { position: of, state: "debrief", interviewers: [sealed(ana, 1)] });
    await calibrated(db, { positionId: of.id, rubricVersionId: of.rubricVersionId });
    const { data, status } = await call(loader, { url, as: cora });
    expect(status).toBe(200);
    const label = "Cleo";
    expect(data.view.found).toMatchObject({
      part: "candidates",
      figure: {
        plot: { rows: [{ id: settled.id, label, dots: [{ mark: "hollow", value: 3 }] }] },
        table: null,
      },
      pages: { total: 1 },
    });
    const part = (name: string) => call(loader, { url: `${url}?part=${name}`, as: cora });
    const note = "Not enough history: 1 of the 5 cards needed.";
    expect((await part("interviewers")).data.view.found).toMatchObject({
      severity: {
        plot: {
          rows: [
            { note, dots: [] },
            { note, dots: [] },
          ],
        },
      },
      standingOut: [],
    });
    const { criteria } = of.rubric;
    expect((await part("criteria")).data.view.found).toMatchObject({
      scores: [
        {
          id: "distributions",
          figure: { plot: { rows: criteria.map(() => ({ counts: [0, 1, 0, 1, 0, 0] })) } },
        },
      ],
    });
  });

  test("sends a figure's table to whoever asks for it, and no other one", async ({ db, call }) => {
    const cora = await person(db, { name: "Cora", permissions: ["committee"] });
    const ana = await person(db, { name: "Ana" });
    const of = await position(db);
    const { id: positionId, rubricVersionId } = of;
    await loopWith(db, {
      ...{ position: of, state: "decided" },
      interviewers: [{ of: ana, state: "sealed" }],
    });
    await calibrated(db, { positionId, rubricVersionId });
    const tables = async (asked: string) => {
      const { found } = (await call(loader, { url: `${url}?part=interviewers${asked}`, as: cora }))
        .data.view;
      if (found?.part !== "interviewers") throw new Error("another part");
      return [found.severity, found.linkage].map((figure) => figure?.table?.rows.length ?? null);
    };
    expect(await tables("")).toEqual([null, null]);
    expect(await tables("&table=severity")).toEqual([1, null]);
    expect(await tables("&table=all")).toEqual([1, 1]);
  });

  test("ignores a broken address, names what it ignored, and shows the rest", async ({
    db,
    call,
  }) => {
    const lea = await person(db, { name: "Lea", permissions: ["lead"] });
    const of = await position(db, { title: "Storage" });
    const broken = `${url}?position=${of.id}&quarter=2026-q9&round=lunch&met=ana&page=-1&order=up&part=all&x=%00`;
    const { data, status } = await call(loader, { url: broken, as: lea });
    expect(status).toBe(200);
    expect(data.view.chosen?.title).toBe("Storage");
    expect(data.view.ignored).toEqual([
      "quarter",
      "kind of round",
      "interviewer",
      "order",
      "page",
      "part of the page",
    ]);
  });
});

describe("the state of the model on /calibration", () => {
  const found = {
    ...{ dataVersion: "v1", ratings: 12, seconds: 0.25, result: "{}", lists: [], start: null },
  };
  async function world(db: Db) {
    const lea = await person(db, { name: "Lea", permissions: ["lead"] });
    const cora = await person(db, { name: "Cora", permissions: ["committee"] });
    const at = await position(db);
    const { id: positionId, rubricVersionId } = at;
    const cleo = await candidate(db, { name: "Cleo" });
    const ana = await person(db, { name: "Ana" });
    const cards = { interviewers: [{ of: ana, state: "sealed" as const }] };
    const settled = { position: at, state: "decided" as const, ...cards };
    await loopWith(db, { ...settled, candidateId: cleo.id });
    const of = { positionId, rubricVersionId };
    await markStale(db, [of]);
    const form = { position: positionId, rubric: rubricVersionId };
    return { lea, cora, cleo, settled, of, form };
  }
  async function begin(db: Db): Promise<HeldRun> {
    await db.update(schema.calibrationScope).set({ dueAt: sql`now()` });
    const run = await takeRun(db);
    if (!run) throw new Error("Nothing was due");
    return run;
  }
  async function failed(db: Db) {
    for (const _ of ["once", "twice"]) await failRun(db, await begin(db), "No memory was left.");
  }

  test("says that a first result is on its way, how far it is, and how old it is then", async ({
    db,
    call,
  }) => {
    const { cora } = await world(db);
    const state = async () => (await call(loader, { url, as: cora })).data.view.run;
    expect(await state()).toMatchObject({ state: "queued", waiting: true, snapshot: null });
    const run = await begin(db);
    await keepRun(db, run, { phase: "calculating", share: 0.25 });
    expect(await state()).toMatchObject({ state: "running", phase: "calculating", share: 0.25 });
    await finishRun(db, run, found);
    expect(await state()).toMatchObject({
      ...{ state: "current", waiting: false },
      snapshot: { age: 0, ratings: 12, seconds: 0.25 },
    });
  });

  test("tells whoever a conflict of interest keeps from a candidate no number that holds theirs, and nothing where no other loop has settled", async ({
    db,
    call,
  }) => {
    const { lea, cora, cleo, settled } = await world(db);
    await finishRun(db, await begin(db), found);
    await db.insert(schema.conflict).values({
      ...{ candidateId: cleo.id, personId: cora.id, recordedById: lea.id },
      ...{ kind: "interest", reason: "They share a flat." },
    });
    const told = async (as: typeof lea) => (await call(loader, { url, as })).data.view.run;
    expect(await told(cora)).toBeNull();
    await loopWith(db, settled);
    expect(await told(lea)).toMatchObject({ state: "current", snapshot: { ratings: 12 } });
    expect(await told(cora)).toMatchObject({ state: "current", snapshot: { ratings: null } });
  });

  test("keeps the last result when the next one fails, with the reason", async ({ db, call }) => {
    const { cora, of } = await world(db);
    await finishRun(db, await begin(db), found);
    await markStale(db, [of]);
    await failed(db);
    const { data } = await call(loader, { url, as: cora });
    expect(data.view.run).toMatchObject({
      ...{ state: "failed", reason: "No memory was left.", waiting: true },
      snapshot: { ratings: 12 },
    });
  });

  test("offers a lead to run it again or to stop it, and nobody else", async ({ db, call }) => {
    const { lea, cora } = await world(db);
    expect((await call(loader, { url, as: lea })).data.mayRun).toBe(true);
    expect((await call(loader, { url, as: cora })).data.mayRun).toBe(false);
  });

  test("runs again for a lead, who comes back to the same selection", async ({ db, call }) => {
    const { lea, form } = await world(db);
    await failed(db);
    const there = `${url}?position=${form.position}`;
    const again = { ...form, intent: "again" };
    const answer = await call(action, { url: there, as: lea, form: again });
    expect([answer.status, answer.headers.get("Location")]).toEqual([302, there]);
    expect((await call(loader, { url, as: lea })).data.view.run?.state).toBe("queued");
  });

  test("stops for a lead the run that they saw", async ({ db, call }) => {
    const { lea, form } = await world(db);
    const { run } = await begin(db);
    const answer = await call(action, { url, as: lea, form: { ...form, intent: "stop", run } });
    expect(answer.status).toBe(302);
    expect((await call(loader, { url, as: lea })).data.view.run?.state).toBe("stopped");
  });

  test("refuses the committee, is not there for others, and takes no broken form", async ({
    db,
    call,
  }) => {
    const { cora, form, lea } = await world(db);
    const { run } = await begin(db);
    const ivo = await person(db, { name: "Ivo" });
    for (const intent of ["again", "stop"]) {
      const asked = { ...form, intent, run };
      expect((await call(action, { url, as: cora, form: asked })).status).toBe(403);
      expect((await call(action, { url, as: ivo, form: asked })).status).toBe(404);
      expect((await call(action, { url, form: asked })).status).toBe(401);
      const elsewhere = { ...asked, rubric: form.position };
      expect((await call(action, { url, as: lea, form: elsewhere })).status).toBe(404);
      expect((await call(action, { url, as: lea, form: { intent, run } })).status).toBe(422);
    }
    expect((await call(loader, { url, as: lea })).data.view.run?.state).toBe("running");
  });
});
