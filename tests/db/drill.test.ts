import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import type { ScoringForm } from "#app/domain/drill-form.ts";
import { FIRST_RULE } from "#app/domain/drill-qualification.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { Db } from "#db/client.server.ts";
import { change, changed } from "#db/queries/change.server.ts";
import { getDrill, listDrills, retireDrill, scoreDrill } from "#db/queries/drill.server.ts";
import { insertDrill, publishDrills } from "#db/queries/drill-file.server.ts";
import { getOwnDrills } from "#db/queries/drill-own.server.ts";
import { currentRule, setRule } from "#db/queries/drill-rule.server.ts";
import { publishRubrics } from "#db/queries/rubric.server.ts";
import { auditEvent, drillAttempt, drillVersion } from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import * as make from "#tests/support/factory.ts";

const KEY = "feature-flags";
const autumn = new Date("2026-11-21T10:00:00Z");
const winter = new Date("2027-01-12T10:00:00Z");

/** One score throughout for both answers of the version in force. */
async function form(db: Db, as: Viewer, score: string, key = KEY): Promise<ScoringForm> {
  const page = await getDrill(db, as, key, autumn);
  if (!page) throw new Error("no drill");
  const ratings = Object.fromEntries(page.open.criteria.map((one) => [one.key, score]));
  const said = { level: "senior", ratings };
  return { id: crypto.randomUUID(), version: page.open.number, first: said, second: said };
}

const scored = async (db: Db, as: Viewer, score: string, at = autumn, key = KEY) =>
  scoreDrill(db, as, key, await form(db, as, score, key), at);

describe("the drills of the house", () => {
  test("are published with the rubrics, once, and listed without their key", async ({ db }) => {
    const drills = await listDrills(db);
    expect(drills.length).toBeGreaterThanOrEqual(11);
    expect(drills[0]).toMatchObject({ key: "notification-service", number: 1, retiredAt: null });
    const again = await publishRubrics(db, "rubrics");
    expect(again).toMatchObject({ ok: true, value: { published: [] } });
    expect(JSON.stringify(drills)).not.toContain("reason");
  });

  test("come under their next number where their words changed, and stay retired where not", async ({
    db,
  }) => {
    const lea = await make.person(db, { name: "Lea", permissions: ["lead"] });
    const [row] = await db.select().from(drillVersion).where(eq(drillVersion.key, KEY));
    if (!row) throw new Error("no drill");
    const publish = (prompt: string) =>
      change(db, null, async (tx) => {
        const { published, events } = await publishDrills(tx, [{ ...row.content, prompt }]);
        const [first] = events;
        return first ? changed(published, first) : { ok: true, value: published, unchanged: true };
      });
    await retireDrill(db, lea, KEY, { reason: "Everybody knows it.", number: 1 });
    expect(await publish(row.content.prompt)).toEqual({ ok: true, value: [] });
    expect((await getDrill(db, lea, KEY, autumn))?.retired?.reason).toBe("Everybody knows it.");
    expect(await publish("How would you switch features?")).toEqual({
      ok: true,
      value: [`${KEY}.v2`],
    });
    expect((await getDrill(db, lea, KEY, autumn))?.retired).toBeNull();
  });
});

describe("before a drill is scored", () => {
  test("neither its key nor what others gave is read", async ({ db }) => {
    const ana = await make.person(db, { name: "Ana" });
    const ben = await make.person(db, { name: "Ben" });
    await scored(db, ben, "4");
    const page = await getDrill(db, ana, KEY, autumn);
    expect(page).toMatchObject({ done: null, scorable: true });
    const [row] = await db.select().from(drillVersion).where(eq(drillVersion.key, KEY));
    const said = JSON.stringify(page);
    expect(said).toContain(JSON.stringify(row?.content.answers[0].says).slice(1, -1));
    expect(said).not.toContain(JSON.stringify(row?.content.difference).slice(1, -1));
    for (const { scores } of row?.content.answers ?? [])
      for (const { reason } of scores)
        expect(said).not.toContain(JSON.stringify(reason).slice(1, -1));
    expect(said).not.toContain(ben.id);
  });

  test("it is not there for administrators, who read no cards by that alone", async ({ db }) => {
    const adam = await make.person(db, { name: "Adam", permissions: ["admin"] });
    expect(await getDrill(db, adam, KEY, autumn)).toBeNull();
    expect(await getOwnDrills(db, adam)).toBeNull();
  });
});

describe("scoring a drill", () => {
  test("happens once in a quarter, harmlessly again, and never over what stands", async ({
    db,
  }) => {
    const ana = await make.person(db, { name: "Ana" });
    const first = await form(db, ana, "3");
    expect(await scoreDrill(db, ana, KEY, first, autumn)).toEqual({
      ok: true,
      value: { id: first.id },
    });
    const otherTab = { ...first, id: crypto.randomUUID() };
    expect(await scoreDrill(db, ana, KEY, otherTab, autumn)).toEqual({
      ok: true,
      value: { id: first.id },
    });
    const differs = await scored(db, ana, "1");
    expect(differs).toMatchObject({ ok: false, failure: { kind: "conflict" } });
    expect((await getDrill(db, ana, KEY, autumn))?.scorable).toBe(false);
    expect((await getDrill(db, ana, KEY, winter))?.scorable).toBe(true);
    expect((await scored(db, ana, "1", winter)).ok).toBe(true);
    const kept = await db.select().from(drillAttempt).orderBy(drillAttempt.at);
    expect(kept.map(({ quarter }) => quarter)).toEqual(["2026-q4", "2027-q1"]);
    const events = await db
      .select({ facts: auditEvent.facts })
      .from(auditEvent)
      .where(eq(auditEvent.action, "drill.scored"))
      .orderBy(auditEvent.sequence);
    expect(events.map(({ facts }) => facts)).toEqual([
      { key: KEY, number: 1, quarter: "2026-q4" },
      { key: KEY, number: 1, quarter: "2027-q1" },
    ]);
  });

  test("counts for the version one saw, though another was published meanwhile", async ({ db }) => {
    const ana = await make.person(db, { name: "Ana" });
    const opened = await form(db, ana, "3");
    const [row] = await db.select().from(drillVersion).where(eq(drillVersion.key, KEY));
    if (!row) throw new Error("no drill");
    await change(db, null, async (tx) => {
      const { event } = await insertDrill(tx, { ...row.content, title: "Flags" });
      return changed(null, event);
    });
    expect((await scoreDrill(db, ana, KEY, opened, autumn)).ok).toBe(true);
    const page = await getDrill(db, ana, KEY, autumn);
    expect(page).toMatchObject({ number: 2, done: { number: 1 } });
  });

  test("is refused once the drill is retired, and to who may not", async ({ db }) => {
    const ana = await make.person(db, { name: "Ana" });
    const lea = await make.person(db, { name: "Lea", permissions: ["lead"] });
    const adam = await make.person(db, { name: "Adam", permissions: ["admin"] });
    const opened = await form(db, ana, "3");
    const refused = { ok: false, failure: { kind: "refused" } };
    expect(await scoreDrill(db, adam, KEY, opened, autumn)).toMatchObject(refused);
    expect(await retireDrill(db, ana, KEY, { reason: "No.", number: 1 })).toMatchObject(refused);
    expect(await retireDrill(db, lea, KEY, { reason: "Stale.", number: 7 })).toMatchObject({
      failure: { kind: "conflict" },
    });
    expect((await retireDrill(db, lea, KEY, { reason: "Stale.", number: 1 })).ok).toBe(true);
    expect(await scoreDrill(db, ana, KEY, opened, autumn)).toMatchObject({
      failure: { kind: "conflict", message: expect.stringContaining("retired") },
    });
    expect(await getDrill(db, ana, KEY, autumn)).toBeNull();
  });
});

describe("after scoring", () => {
  test("others are read, each with their first scores of that version", async ({ db }) => {
    const ana = await make.person(db, { name: "Ana" });
    await scored(db, ana, "3");
    for (const name of ["Ben", "Cy", "Dee"]) {
      const other = await make.person(db, { name });
      await scored(db, other, "2");
      await scored(db, other, "4", winter);
    }
    const done = (await getDrill(db, ana, KEY, winter))?.done;
    expect(done?.others).toHaveLength(3);
    const given = done?.others.flatMap(({ attempt }) =>
      attempt.scorings.flatMap(({ ratings }) => ratings.map(({ score }) => score)),
    );
    expect(new Set(given)).toEqual(new Set([2]));
  });

  test("agreement appears with the third drill, and the rule says what is missing", async ({
    db,
  }) => {
    const tia = await make.person(db, { name: "Tia" });
    const mia = await make.person(db, { name: "Mia" });
    const interviewers = [
      { of: tia, kind: "shadow" as const, state: "sealed" as const, mentor: mia },
      { of: mia, state: "sealed" as const },
    ];
    await make.loopWith(db, { interviewers });
    const keys = (await listDrills(db)).slice(0, 3).map(({ key }) => key);
    for (const key of keys.slice(0, 2)) await scored(db, tia, "3", autumn, key);
    const before = await getOwnDrills(db, tia);
    expect(before?.agreement).toEqual({ reason: "Not enough drills: 2 of the 3 needed." });
    expect(before?.drift).toBeNull();
    expect(before?.qualification.parts.map(({ words }) => words)).toContain("1 of 3 shadow cards");
    await scored(db, tia, "3", autumn, keys[2]);
    const after = await getOwnDrills(db, tia);
    expect(after && isRefusal(after.agreement)).toBe(false);
    expect(after?.drills.filter(({ done }) => done)).toHaveLength(3);
    expect(after?.qualification.parts[0]?.words).toBe("3 of 4 drills");
  });
});

test("the rule is set by leads, under its next number, never over one they did not see", async ({
  db,
}) => {
  const lea = await make.person(db, { name: "Lea", permissions: ["lead"] });
  const ana = await make.person(db, { name: "Ana" });
  const rule = { ...FIRST_RULE, drills: 6, reason: "Four were too few." };
  const from = (version: number) => ({ version, timeZone: "UTC" });
  expect(await currentRule(db)).toMatchObject({ number: 0, rule: FIRST_RULE });
  expect(await setRule(db, ana, rule, from(0))).toMatchObject({ failure: { kind: "refused" } });
  expect(await setRule(db, lea, rule, from(0))).toEqual({ ok: true, value: { number: 1 } });
  expect(await setRule(db, lea, rule, from(0))).toEqual({ ok: true, value: { number: 1 } });
  const late = await setRule(db, lea, { ...rule, drills: 5 }, from(0));
  expect(late).toMatchObject({ failure: { kind: "conflict" } });
  expect(await setRule(db, lea, { ...rule, reason: "So." }, from(1))).toMatchObject({
    failure: { kind: "invalid" },
  });
  expect(await currentRule(db)).toMatchObject({ number: 1, rule: { drills: 6 }, by: "Lea" });
});
