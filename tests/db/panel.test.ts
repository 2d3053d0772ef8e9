import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import type { Db } from "#db/client.server.ts";
import { decide, openDebrief } from "#db/queries/decision.server.ts";
import { getPanel, listPanelScores } from "#db/queries/panel.server.ts";
import { listLed, listOwed, listToDebrief } from "#db/queries/queue.server.ts";
import * as schema from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import { loopWith, person, position } from "#tests/support/factory.ts";

async function world(
  db: Db,
  anaState: "assigned" | "sealed" = "assigned",
  cyState: "draft" | "sealed" = "draft",
) {
  const ana = await person(db, { name: "Ana" });
  const ben = await person(db, { name: "Ben" });
  const cy = await person(db, { name: "Cy" });
  const cora = await person(db, { name: "Cora", permissions: ["committee"] });
  const lea = await person(db, { name: "Lea", permissions: ["lead"] });
  const adam = await person(db, { name: "Adam", permissions: ["admin"] });
  const loop = await loopWith(db, {
    interviewers: [
      { of: ana, state: anaState, says: { score: 3 } },
      { of: ben, state: "sealed", says: { score: 1, recommendation: "no" } },
      { of: cy, state: cyState, says: { score: 4 } },
    ],
    owner: lea,
  });
  return { ana, ben, cy, cora, lea, adam, loop };
}
const scores = (panel: Awaited<ReturnType<typeof getPanel>>) =>
  panel?.view.cards.flatMap((card) =>
    card.readable ? [`${card.interviewer.name} ${card.content.ratings[0]?.score}`] : [],
  );

describe("reading a panel", () => {
  test("an interviewer who owes a card cannot read a sealed one, nor after being excused from it", async ({
    db,
  }) => {
    const before = await world(db);
    const locked = await getPanel(db, before.ana, before.loop.id);
    expect(locked?.view.status).toBe("locked");
    expect(JSON.stringify(locked)).not.toMatch(/showed what they meant|"score"/);
    await db
      .update(schema.card)
      .set({ state: "withdrawn", endReason: "x" })
      .where(eq(schema.card.interviewerId, before.ana.id));
    expect((await getPanel(db, before.ana, before.loop.id))?.view.status).toBe("locked");
  });
  test("after sealing, the other sealed cards open and drafts stay closed", async ({ db }) => {
    const { ana, loop } = await world(db, "sealed");
    const panel = await getPanel(db, ana, loop.id);
    expect(scores(panel)).toEqual(["Ana 3", "Ben 1"]);
    expect(panel?.view.cards.find((c) => c.interviewer.name === "Cy")).toMatchObject({
      readable: false,
      progress: "outstanding",
    });
  });
  test("committee and leads read sealed cards only, administrators and strangers find nothing", async ({
    db,
  }) => {
    const { cora, lea, adam, loop } = await world(db);
    expect(scores(await getPanel(db, cora, loop.id))).toEqual(["Ben 1"]);
    expect(scores(await getPanel(db, lea, loop.id))).toEqual(["Ben 1"]);
    expect(await getPanel(db, adam, loop.id)).toBeNull();
    expect(await getPanel(db, await person(db, { name: "Sam" }), loop.id)).toBeNull();
    expect(await getPanel(db, cora, "01a1fc5d-e211-715e-ab33-75225dd4a38d")).toBeNull();
  });
  test("a committee member who owes a card on the loop is as blind as anybody", async ({ db }) => {
    const { loop } = await world(db);
    const kim = await person(db, {
      name: "Kim",
      permissions: ["committee", "lead", "interviewer"],
    });
    await db
      .update(schema.card)
      .set({ interviewerId: kim.id })
      .where(eq(schema.card.state, "assigned"));
    expect((await getPanel(db, kim, loop.id))?.view).toMatchObject({
      status: "locked",
      reason: "owes-card",
    });
  });
});

test("panel totals weigh the means of counted cards", async ({ db }) => {
  const { loop } = await world(db, "sealed", "sealed");
  await loopWith(db, { interviewers: [{ of: await person(db, { name: "Eve" }) }] });
  const totals = await listPanelScores(db, [loop.id]);
  expect(totals.get(loop.id)?.score).toBeCloseTo((3 + 1 + 4) / 3, 10);
  expect(totals.get(loop.id)).toMatchObject({ coverage: 1, cards: 3 });
  expect(await listPanelScores(db, [])).toEqual(new Map());
});

describe("deciding", () => {
  const form = {
    outcome: "offer",
    level: "senior",
    reasons: "Strong on failure modes, thin on leverage.",
    dissent: "",
  } as const;

  test("settles the loop with its rubric and weights and closes the cards still out", async ({
    db,
  }) => {
    const { cora, loop, ana } = await world(db);
    expect(await decide(db, cora, { ...form, loopId: loop.id, seen: 1 })).toEqual({
      ok: true,
      value: null,
    });
    const [row] = await db.select().from(schema.loop).where(eq(schema.loop.id, loop.id));
    expect(row).toMatchObject({ state: "decided", settledAt: expect.any(Date) });
    expect(await db.select().from(schema.decision)).toMatchObject([
      {
        weightSetId: loop.position.weightSetId,
        rubricVersionId: loop.position.rubricVersionId,
        decidedById: cora.id,
        level: "senior",
      },
    ]);
    expect(await listOwed(db, ana)).toEqual([]);
    expect((await getPanel(db, cora, loop.id))?.decision).toMatchObject({
      outcome: "offer",
      by: "Cora",
    });
  });
  test("closes the debrief, opening it where nobody had, and records each card it ended", async ({
    db,
  }) => {
    const { cora, loop } = await world(db);
    await decide(db, cora, { ...form, loopId: loop.id, seen: 1 });
    expect(await db.select().from(schema.debrief)).toMatchObject([
      { loopId: loop.id, openedById: cora.id, closedAt: expect.any(Date) },
    ]);
    const events = await db
      .select({ action: schema.auditEvent.action, subject: schema.auditEvent.subject })
      .from(schema.auditEvent)
      .where(eq(schema.auditEvent.loopId, loop.id))
      .orderBy(schema.auditEvent.sequence);
    const ended = events.filter((event) => event.action === "card.ended");
    const [anas, , cys] = loop.cardIds;
    expect(ended.map((event) => event.subject).toSorted()).toEqual([anas, cys].toSorted());
    const others = events.filter((event) => event.action !== "card.ended");
    expect(others.map((event) => event.action)).toEqual([
      "decision.recorded",
      "loop.moved",
      "debrief.opened",
    ]);
  });
  test("keeps who opened the debrief when it closes it", async ({ db }) => {
    const { cora, lea, loop } = await world(db);
    await openDebrief(db, lea, loop.id);
    await decide(db, cora, { ...form, loopId: loop.id, seen: 1 });
    expect(await db.select().from(schema.debrief)).toMatchObject([
      { openedById: lea.id, closedAt: expect.any(Date) },
    ]);
  });
  test("a level the rubric does not know is refused at the level", async ({ db }) => {
    const { cora, loop } = await world(db);
    const refused = await decide(db, cora, { ...form, level: "junior", loopId: loop.id, seen: 1 });
    expect(refused).toMatchObject({ ok: false, failure: { kind: "invalid" } });
    if (!refused.ok) expect(Object.keys(refused.failure.fields ?? {})).toEqual(["level"]);
    expect(await db.select().from(schema.decision)).toEqual([]);
  });
  test("twice is once, and a second opinion meets the first decision", async ({ db }) => {
    const { cora, loop } = await world(db);
    const command = { ...form, loopId: loop.id, seen: 1 };
    await decide(db, cora, command);
    expect(await decide(db, cora, command)).toEqual({ ok: true, value: null });
    expect(await decide(db, cora, { ...command, outcome: "no-offer" })).toMatchObject({
      ok: false,
      failure: { kind: "conflict" },
    });
    expect(await db.select().from(schema.decision)).toHaveLength(1);
  });
  test("past a card that was sealed meanwhile is a conflict", async ({ db }) => {
    const { cora, loop } = await world(db, "sealed");
    expect(await decide(db, cora, { ...form, loopId: loop.id, seen: 1 })).toMatchObject({
      ok: false,
      failure: { kind: "conflict" },
    });
    expect(await db.select().from(schema.decision)).toEqual([]);
  });
  test("is the committee's: leads and interviewers are refused, strangers find no loop", async ({
    db,
  }) => {
    const { lea, ben, adam, loop } = await world(db);
    const asked = { ...form, loopId: loop.id, seen: 1 };
    for (const viewer of [lea, ben])
      expect(await decide(db, viewer, asked)).toMatchObject({ failure: { kind: "refused" } });
    expect(await decide(db, adam, asked)).toMatchObject({ failure: { kind: "absent" } });
  });
  test("an administrator cannot even learn from the refusal that the loop exists", async ({
    db,
  }) => {
    const { adam, loop } = await world(db);
    const there = await decide(db, adam, { ...form, loopId: loop.id, seen: 1 });
    const absent = await decide(db, adam, {
      ...form,
      loopId: "01a1fc5d-e211-715e-ab33-75225dd4a38d",
      seen: 1,
    });
    expect(there).toEqual(absent);
  });
  test("a debrief opened early stays opened once", async ({ db }) => {
    const { cora, ben, loop } = await world(db);
    expect(await openDebrief(db, ben, loop.id)).toMatchObject({ ok: false });
    expect(await openDebrief(db, cora, loop.id)).toEqual({ ok: true, value: null });
    expect(await openDebrief(db, cora, loop.id)).toEqual({ ok: true, value: null });
    expect(await db.select().from(schema.debrief)).toHaveLength(1);
  });
});

describe("the queue", () => {
  test("shows the cards I owe, the loops I may debrief and those I lead, and nobody else's", async ({
    db,
  }) => {
    const { ana, ben, cora, lea, adam, loop } = await world(db);
    expect((await listOwed(db, ana)).map((c) => c.cardId)).toEqual([loop.cardIds[0]]);
    expect(await listOwed(db, ben)).toEqual([]);
    await openDebrief(db, cora, loop.id);
    const ids = async (list: Promise<{ id: string }[]>) => (await list).map((l) => l.id);
    expect(await ids(listToDebrief(db, cora))).toEqual([loop.id]);
    expect(await ids(listToDebrief(db, ben))).toEqual([loop.id]);
    expect(await ids(listToDebrief(db, ana))).toEqual([]);
    expect(await ids(listToDebrief(db, adam))).toEqual([]);
    expect(await listLed(db, lea)).toMatchObject([{ id: loop.id, sealed: 1, owed: 2 }]);
    expect(await listLed(db, cora)).toEqual([]);
  });
  test("finds a loop I may debrief behind any number I may not", async ({ db }) => {
    const cora = await person(db, { name: "Cora", permissions: ["committee", "interviewer"] });
    const ben = { of: await person(db, { name: "Ben" }), state: "sealed" } as const;
    const of = await position(db);
    for (let at = 0; at < 31; at++)
      await loopWith(db, { interviewers: [ben, cora], state: "debrief", position: of });
    const late = await loopWith(db, { interviewers: [ben], state: "debrief", position: of });
    await db
      .update(schema.loop)
      .set({ createdAt: new Date("2030-01-01T00:00:00Z") })
      .where(eq(schema.loop.id, late.id));
    expect((await listToDebrief(db, cora)).map((row) => row.id)).toEqual([late.id]);
  });
});
