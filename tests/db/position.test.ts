import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import type { Level } from "#app/domain/level.ts";
import type { RevealRule } from "#app/domain/loop.ts";
import type { Db } from "#db/client.server.ts";
import {
  closePosition,
  createPosition,
  editPosition,
  getPosition,
  listPositions,
  reopenPosition,
  saveWeights,
} from "#db/queries/position.server.ts";
import { auditEvent, criterion, position, rubricVersion, weightSet } from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import * as make from "#tests/support/factory.ts";

const lead = (db: Db) => make.person(db, { name: "Lea Berg", permissions: ["lead"] });
const all = { q: "", level: "", state: "", page: 1 };
const from = (version: number) => ({ version, timeZone: "UTC" });

async function draft(db: Db, changes: { title?: string; level?: Level } = {}) {
  const { id: rubricVersionId, content } = await make.rubric(db);
  const weights = Object.fromEntries(content.criteria.map((c) => [c.key, c.weight]));
  return {
    id: uuidv7(),
    title: "Payments engineer",
    level: "staff" as Level,
    rubricVersionId,
    revealRule: "after-own" as RevealRule,
    hidesNames: false,
    weights: weights as Record<string, number>,
    reason: "The rubric's defaults.",
    ...changes,
  };
}

/** The same weights with five points moved from the first criterion to the second. */
function moved(weights: Readonly<Record<string, number>>): Record<string, number> {
  const [first = "", second = ""] = Object.keys(weights);
  return { ...weights, [first]: (weights[first] ?? 0) - 5, [second]: (weights[second] ?? 0) + 5 };
}

describe("creating a position", () => {
  test("writes it with its first weight set and records both", async ({ db }) => {
    const lea = await lead(db);
    const input = await draft(db);
    expect(await createPosition(db, lea, input)).toEqual({ ok: true, value: { id: input.id } });
    const made = await getPosition(db, lea, input.id);
    expect(made).toMatchObject({ title: "Payments engineer", version: 1, rubricStays: false });
    expect(made?.weightSets).toMatchObject([
      { number: 1, author: "Lea Berg", reason: "The rubric's defaults.", weights: input.weights },
    ]);
    const events = await db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.subject, input.id))
      .orderBy(auditEvent.sequence);
    expect(events.map((e) => e.action)).toEqual(["position.created", "position.weighted"]);
  });

  test("sent twice makes one position with one weight set", async ({ db }) => {
    const lea = await lead(db);
    const input = await draft(db);
    await createPosition(db, lea, input);
    expect(await createPosition(db, lea, input)).toMatchObject({ ok: true });
    expect(await db.$count(position)).toBe(1);
    expect(await db.$count(weightSet)).toBe(1);
    expect(await db.$count(auditEvent, eq(auditEvent.subject, input.id))).toBe(2);
  });

  test("under a key that was used for another one is a conflict", async ({ db }) => {
    const lea = await lead(db);
    const input = await draft(db);
    await createPosition(db, lea, input);
    for (const changed of [
      { ...input, title: "Search engineer" },
      { ...input, revealRule: "open" as const },
      { ...input, weights: moved(input.weights) },
      { ...input, reason: "Another reason." },
    ])
      expect(await createPosition(db, lea, changed)).toMatchObject({
        ok: false,
        failure: { kind: "conflict" },
      });
    expect(await getPosition(db, lea, input.id)).toMatchObject({ title: "Payments engineer" });
  });

  test("is refused to whoever is not a lead, and writes nothing", async ({ db }) => {
    const ana = await make.person(db, { name: "Ana", permissions: ["interviewer", "committee"] });
    const refused = await createPosition(db, ana, await draft(db));
    expect(refused).toMatchObject({ ok: false, failure: { kind: "refused" } });
    expect(await db.$count(position)).toBe(0);
  });

  test("is refused where the weights do not add to 100, and says their sum", async ({ db }) => {
    const input = await draft(db);
    const [first = ""] = Object.keys(input.weights);
    const weights = { ...input.weights, [first]: (input.weights[first] ?? 0) - 5 };
    const refused = await createPosition(db, await lead(db), { ...input, weights });
    expect(refused).toMatchObject({
      ok: false,
      failure: {
        kind: "invalid",
        fields: { weights: "The weights add to 95, they must add to 100." },
      },
    });
    expect(await db.$count(position)).toBe(0);
  });

  test("is refused at a level the rubric has no anchors for", async ({ db }) => {
    const refused = await createPosition(db, await lead(db), await draft(db, { level: "junior" }));
    expect(refused).toMatchObject({ ok: false, failure: { kind: "invalid" } });
    if (!refused.ok) expect(refused.failure.fields?.level).toContain("Senior, Staff, Principal");
  });
});

describe("a position's weights", () => {
  test("are added as the next set, and the first stays as it was", async ({ db }) => {
    const lea = await lead(db);
    const input = await draft(db);
    await createPosition(db, lea, input);
    const weights = moved(input.weights);
    const saved = await saveWeights(db, lea, input.id, { weights, reason: "On-call." }, from(1));
    expect(saved).toEqual({ ok: true, value: { number: 2 } });
    const sets = (await getPosition(db, lea, input.id))?.weightSets;
    expect(sets?.map((s) => s.number)).toEqual([2, 1]);
    expect(sets?.map((s) => s.weights)).toEqual([weights, input.weights]);
  });

  test("filled from an older set are a conflict that names who saved and why, and nothing is written", async ({
    db,
  }) => {
    const lea = await lead(db);
    const max = await make.person(db, { name: "Max Orr", permissions: ["lead"] });
    const input = await draft(db);
    await createPosition(db, lea, input);
    const theirs = moved(input.weights);
    await saveWeights(db, max, input.id, { weights: theirs, reason: "On-call." }, from(1));
    const mine = moved(theirs);
    const refused = await saveWeights(
      db,
      lea,
      input.id,
      { weights: mine, reason: "Mine" },
      from(1),
    );
    expect(refused).toMatchObject({ ok: false, failure: { kind: "conflict" } });
    if (!refused.ok) expect(refused.failure.message).toMatch(/Max Orr saved weight set 2.*On-call/);
    expect(await db.$count(weightSet)).toBe(2);
    const again = await saveWeights(db, lea, input.id, { weights: mine, reason: "Mine" }, from(2));
    expect(again).toEqual({ ok: true, value: { number: 3 } });
  });

  test("sent twice add one set", async ({ db }) => {
    const lea = await lead(db);
    const input = await draft(db);
    await createPosition(db, lea, input);
    const form = { weights: moved(input.weights), reason: "On-call." };
    await saveWeights(db, lea, input.id, form, from(1));
    expect(await saveWeights(db, lea, input.id, form, from(1))).toEqual({
      ok: true,
      value: { number: 2 },
    });
    expect(await db.$count(weightSet)).toBe(2);
  });

  test("that name a criterion of no rubric are refused", async ({ db }) => {
    const lea = await lead(db);
    const input = await draft(db);
    await createPosition(db, lea, input);
    const weights = { ...moved(input.weights), charisma: 0 };
    const refused = await saveWeights(db, lea, input.id, { weights, reason: "So." }, from(1));
    expect(refused).toMatchObject({ ok: false, failure: { kind: "invalid" } });
    expect(await db.$count(weightSet)).toBe(1);
  });
});

describe("editing a position", () => {
  test("from an older version is a conflict that names who saved, and writes nothing", async ({
    db,
  }) => {
    const lea = await lead(db);
    const max = await make.person(db, { name: "Max Orr", permissions: ["lead"] });
    const input = await draft(db);
    await createPosition(db, lea, input);
    await editPosition(db, max, input.id, { ...input, title: "Ledger engineer" }, from(1));
    const refused = await editPosition(db, lea, input.id, { ...input, title: "Mine" }, from(1));
    expect(refused).toMatchObject({ ok: false, failure: { kind: "conflict" } });
    if (!refused.ok) expect(refused.failure.message).toMatch(/^Max Orr saved this position on /);
    expect(await getPosition(db, lea, input.id)).toMatchObject({
      title: "Ledger engineer",
      version: 2,
    });
  });

  test("sent twice changes it once", async ({ db }) => {
    const lea = await lead(db);
    const input = await draft(db);
    await createPosition(db, lea, input);
    const next = { ...input, title: "Ledger engineer" };
    await editPosition(db, lea, input.id, next, from(1));
    expect(await editPosition(db, lea, input.id, next, from(1))).toMatchObject({ ok: true });
    expect((await getPosition(db, lea, input.id))?.version).toBe(2);
  });

  test("takes another rubric before the first loop, with its default weights", async ({ db }) => {
    const lea = await lead(db);
    const input = await draft(db);
    await createPosition(db, lea, input);
    const other = await otherRubric(db);
    const saved = await editPosition(
      db,
      lea,
      input.id,
      { ...input, rubricVersionId: other.id },
      from(1),
    );
    expect(saved).toMatchObject({ ok: true });
    const now = await getPosition(db, lea, input.id);
    expect(now?.rubric.id).toBe(other.id);
    expect(now?.weightSets.map((s) => s.rubricVersionId)).toEqual([
      other.id,
      input.rubricVersionId,
    ]);
    expect(now?.weightSets[0]?.weights).toEqual({ rigor: 70, warmth: 30 });
  });

  test("keeps its rubric once it has a loop", async ({ db }) => {
    const lea = await lead(db);
    const held = await make.position(db);
    await make.loopWith(db, { position: held, interviewers: [] });
    const other = await otherRubric(db);
    const about = { title: "Backend engineer", level: "staff", revealRule: "after-own" } as const;
    const kept = { ...about, hidesNames: false };
    const refused = await editPosition(
      db,
      lea,
      held.id,
      { ...kept, rubricVersionId: other.id },
      from(1),
    );
    expect(refused).toMatchObject({ ok: false, failure: { kind: "invalid" } });
    if (!refused.ok) expect(refused.failure.fields?.rubricVersionId).toContain("has loops");
    expect((await getPosition(db, lea, held.id))?.rubric.id).toBe(held.rubricVersionId);
  });

  test("carries its weights over to another version of its rubric", async ({ db }) => {
    const lea = await lead(db);
    const input = await draft(db);
    await createPosition(db, lea, { ...input, weights: moved(input.weights) });
    const next = await make.nextVersion(db, (content) => content);
    const about = { ...input, rubricVersionId: next.id };
    expect(await editPosition(db, lea, input.id, about, from(1))).toMatchObject({ ok: true });
    const now = await getPosition(db, lea, input.id);
    expect(now?.rubric.id).toBe(next.id);
    expect(now?.weightSets[0]?.weights).toEqual(moved(input.weights));
  });
});

/** A second rubric with two criteria for staff alone. */
async function otherRubric(db: Db) {
  const { content } = await make.rubric(db);
  const [one, two] = content.criteria;
  if (!one || !two) throw new Error("Expected two criteria");
  const criteria = [
    { ...one, key: "rigor", title: "Rigor", weight: 70 },
    { ...two, key: "warmth", title: "Warmth", weight: 30 },
  ];
  const [row] = await db
    .insert(rubricVersion)
    .values({
      slug: "other",
      number: 1,
      title: "Other",
      points: 4,
      content: { ...content, slug: "other", title: "Other", criteria },
      hash: "other",
    })
    .returning();
  if (!row) throw new Error("Expected a rubric");
  await db
    .insert(criterion)
    .values(
      criteria.map(({ key }, ordinal) => ({ rubricVersionId: row.id, key, ordinal, points: 4 })),
    );
  return row;
}

describe("the list of positions", () => {
  test("does not exist for whoever is not a lead", async ({ db }) => {
    const ana = await make.person(db, { name: "Ana", permissions: ["interviewer", "committee"] });
    const held = await make.position(db);
    expect(await listPositions(db, ana, all)).toBeNull();
    expect(await getPosition(db, ana, held.id)).toBeNull();
  });

  test("counts open and settled loops, and leaves withdrawn ones out", async ({ db }) => {
    const lea = await lead(db);
    const held = await make.position(db);
    for (const state of ["planned", "interviewing", "decided", "withdrawn"] as const)
      await make.loopWith(db, { position: held, state, interviewers: [] });
    expect((await listPositions(db, lea, all))?.rows).toMatchObject([
      { openLoops: 2, settledLoops: 1 },
    ]);
  });

  test("finds by a part of the title, taking % literally", async ({ db }) => {
    const lea = await lead(db);
    await make.position(db, { title: "Payments 100% remote" });
    await make.position(db, { title: "Payments" });
    const titles = async (q: string) =>
      (await listPositions(db, lea, { ...all, q }))?.rows.map((row) => row.title);
    expect(await titles("pay")).toEqual(["Payments", "Payments 100% remote"]);
    expect(await titles("0%")).toEqual(["Payments 100% remote"]);
  });

  test("tells open from closed, and by level", async ({ db }) => {
    const lea = await lead(db);
    const open = await make.position(db, { title: "Open one", level: "senior" });
    const shut = await make.position(db, { title: "Shut one" });
    await closePosition(db, lea, shut.id);
    const ids = async (search: Partial<typeof all>) =>
      (await listPositions(db, lea, { ...all, ...search }))?.rows.map((row) => row.id);
    expect(await ids({ state: "open" })).toEqual([open.id]);
    expect(await ids({ state: "closed" })).toEqual([shut.id]);
    expect(await ids({ level: "senior" })).toEqual([open.id]);
    await reopenPosition(db, lea, shut.id);
    expect(await ids({ state: "closed" })).toEqual([]);
  });

  test("shows 50 a page and says how many there are", async ({ db }) => {
    const lea = await lead(db);
    const { id: rubricVersionId } = await make.rubric(db);
    const rows = Array.from({ length: 120 }, (_, at) => ({
      title: `Position ${String(at).padStart(3, "0")}`,
      level: "staff" as const,
      rubricVersionId,
    }));
    await db.insert(position).values(rows);
    const page = await listPositions(db, lea, { ...all, page: 3 });
    expect(page?.total).toBe(120);
    expect(page?.rows.map((row) => row.title)).toEqual(rows.slice(100).map((row) => row.title));
  });
});
