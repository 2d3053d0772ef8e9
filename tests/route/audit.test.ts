import { eq, sql } from "drizzle-orm";
import { describe, expect } from "vitest";
import { action, loader } from "#app/routes/_app.admin.audit/route.tsx";
import * as schema from "#db/schema.server.ts";
import { person } from "#tests/support/factory.ts";
import { recordedLoop } from "#tests/support/recorded.ts";
import { test } from "#tests/support/route.ts";

const url = "/admin/audit";

describe("the record", () => {
  test("is an administrator's to read, newest first, without anybody's words", async ({
    db,
    call,
  }) => {
    const { loop } = await recordedLoop(db);
    const adam = await person(db, { name: "Adam", permissions: ["admin"] });
    const { status, data } = await call(loader, { url, as: adam });
    expect(status).toBe(200);
    const numbers = data.rows.map(({ sequence }) => sequence);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    expect(numbers[0]).toBe(data.head.sequence);
    expect(data.rows.find(({ action }) => action === "card.sealed")).toMatchObject({
      ...{ actor: "Ben", loopId: loop.id, candidate: null },
    });
    expect(JSON.stringify(data)).not.toMatch(/offer|senior|Cleo/);
  });

  test("is not there for a lead, the committee or an interviewer", async ({ db, call }) => {
    const { lea, cora, ana } = await recordedLoop(db);
    for (const as of [lea, cora, ana]) {
      expect((await call(loader, { url, as })).status).toBe(404);
      expect((await call(action, { url, as, form: { intent: "check" } })).status).toBe(404);
    }
  });

  test("names a loop's candidate to whoever may see the loop", async ({ db, call }) => {
    await recordedLoop(db);
    const both = await person(db, { name: "Ada", permissions: ["admin", "lead"] });
    const { data } = await call(loader, { url, as: both });
    expect(data.rows.find(({ action }) => action === "card.sealed")?.candidate).toBe(
      "Cleo Candidate",
    );
  });

  test("passes over loops and candidates the viewer is kept from", async ({ db, call }) => {
    const { loop, lea } = await recordedLoop(db);
    const adam = await person(db, { name: "Adam", permissions: ["admin", "lead"] });
    const kept = { candidateId: loop.candidateId, personId: adam.id, reason: "My sister." };
    await db.insert(schema.conflict).values({ ...kept, kind: "interest", recordedById: lea.id });
    const { data } = await call(loader, { url, as: adam });
    expect(data.rows.filter(({ loopId }) => loopId !== null)).toEqual([]);
    expect(data.rows.filter(({ subject }) => subject === loop.candidateId)).toEqual([]);
  });

  test("names nobody to an administrator who reads that panel without names", async ({
    db,
    call,
  }) => {
    const { loop, ana, ben } = await recordedLoop(db);
    await db.update(schema.loop).set({ hidesNames: true });
    await db
      .update(schema.person)
      .set({ permissions: ["interviewer", "admin"] })
      .where(eq(schema.person.id, ana.id));
    const rows = async (query = "") =>
      (await call(loader, { url: `${url}${query}`, as: ana })).data.rows;
    const ofLoop = (await rows()).filter(({ loopId }) => loopId === loop.id);
    expect([...new Set(ofLoop.map(({ actor }) => actor))].toSorted()).toEqual(["Ana", "Somebody"]);
    expect(await rows(`?q=${ben.name}`)).toEqual([]);
    expect((await rows("?q=Ana")).length).toBeGreaterThan(0);
  });

  test("is narrowed by person, action, loop and period, and goes back by number", async ({
    db,
    call,
  }) => {
    const { loop } = await recordedLoop(db);
    const adam = await person(db, { name: "Adam", permissions: ["admin"] });
    const ask = async (query: string) =>
      (await call(loader, { url: `${url}?${query}`, as: adam })).data.rows;
    expect((await ask("q=ana")).map(({ action }) => action)).toContain("card.sealed");
    expect(new Set((await ask("q=ana")).map(({ actor }) => actor))).toEqual(new Set(["Ana"]));
    expect(await ask("action=card.sealed")).toHaveLength(2);
    expect(new Set((await ask(`loop=${loop.id}`)).map((e) => e.loopId))).toEqual(
      new Set([loop.id]),
    );
    expect(await ask("from=2001-01-01&to=2001-12-31")).toEqual([]);
    expect(await ask("from=nonsense&to=%00&before=x&loop=y")).not.toEqual([]);
    const [newest] = await ask("");
    expect((await ask(`before=${newest?.sequence}`))[0]?.sequence).toBe(
      (newest?.sequence ?? 0) - 1,
    );
  });

  test("is checked from there, and its first broken link named", async ({ db, call }) => {
    await recordedLoop(db);
    const adam = await person(db, { name: "Adam", permissions: ["admin"] });
    const check = { url, as: adam, form: { intent: "check" } };
    expect((await call(action, check)).data).toMatchObject({ step: { state: "done" } });
    await db.execute(sql`update card_version set summary = 'Better.'`);
    expect((await call(action, check)).data).toMatchObject({
      step: {
        state: "broken",
        broken: { reason: expect.stringMatching(/is not what was sealed$/) },
      },
    });
    const stale = { ...check, form: { intent: "check", sequence: "x" } };
    expect((await call(action, stale)).status).toBe(422);
  });
});
