import { and, eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { loader as queue } from "#app/routes/_app._index/route.tsx";
import { action, loader } from "#app/routes/_app.loops.$loopId_.debrief/route.tsx";
import type { Db } from "#db/client.server.ts";
import { reopen } from "#db/queries/reopening.server.ts";
import * as schema from "#db/schema.server.ts";
import { loopWith, person } from "#tests/support/factory.ts";
import { given, openedLoop, recordedPeople, sealedBy } from "#tests/support/recorded.ts";
import { type Calling, test } from "#tests/support/route.ts";

async function world(db: Db) {
  const ana = await person(db, { name: "Ana" });
  const ben = await person(db, { name: "Ben" });
  const cora = await person(db, { name: "Cora", permissions: ["committee"] });
  const loop = await loopWith(db, {
    interviewers: [ana, { of: ben, state: "sealed", says: { score: 4 } }],
  });
  return { ana, ben, cora, loopId: loop.id };
}
const decision = {
  intent: "decide",
  seen: "1",
  outcome: "offer",
  level: "senior",
  reasons: "Strong senior, not staff: owns one system well.",
};

describe("the debrief", () => {
  test("tells an interviewer who owes a card why it is locked and who is outstanding, nothing more", async ({
    db,
    call,
  }) => {
    const { ana, loopId } = await world(db);
    const { status, data } = await call(loader, {
      url: `/loops/${loopId}/debrief`,
      params: { loopId },
      as: ana,
    });
    expect(status).toBe(403);
    expect(Object.keys(data).toSorted()).toEqual(["loop", "progress", "reason", "status"]);
    expect(data).toMatchObject({
      status: "locked",
      reason: "Locked until you seal your own card.",
    });
    expect(data.progress.map((p) => Object.keys(p).toSorted())).toEqual([
      ["cardId", "interviewer", "kind", "own", "progress"],
      ["cardId", "interviewer", "kind", "own", "progress"],
    ]);
  });
  test("gives the committee the matrix with its total and coverage", async ({ db, call }) => {
    const { cora, loopId } = await world(db);
    const { status, data } = await call(loader, {
      url: `/loops/${loopId}/debrief`,
      params: { loopId },
      as: cora,
    });
    expect(status).toBe(200);
    if (data.status !== "open") throw new Error("Expected an open debrief");
    expect(data.matrix).toMatchObject({ total: 4, coverage: 1, counted: [expect.any(String)] });
    expect(data.mayDecide).toBe(true);
  });
  test("does not exist for a stranger, for an administrator, or at a made-up address", async ({
    db,
    call,
  }) => {
    const { loopId } = await world(db);
    const sam = await person(db, { name: "Sam" });
    const adam = await person(db, { name: "Adam", permissions: ["admin"] });
    for (const as of [sam, adam])
      for (const id of [loopId, "nonsense"])
        expect(
          (await call(loader, { url: `/loops/${id}/debrief`, params: { loopId: id }, as })).status,
        ).toBe(404);
  });
});

test("who could read before sealing is said also while the card they could read is reopened, and after", async ({
  db,
  call,
}) => {
  const { lea, cora, ana, ben } = await recordedPeople(db);
  const loop = await openedLoop(db, lea, { revealRule: "open" });
  const anas = await given(db, lea, loop.id, ana);
  await sealedBy(db, ana, anas, loop.position);
  await sealedBy(db, ben, await given(db, lea, loop.id, ben), loop.position);
  const said = async () => {
    const at = { url: `/loops/${loop.id}/debrief`, params: { loopId: loop.id }, as: cora };
    const { data } = await call(loader, at);
    return data.status === "open" ? data.independence : [];
  };
  const bens = "Ben could read Ana's card before sealing their own.";
  expect(await said()).toEqual([bens]);
  expect((await reopen(db, lea, { cardId: anas, reason: "The level was left out." })).ok).toBe(
    true,
  );
  expect(await said()).toEqual([bens]);
  await sealedBy(db, ana, anas, loop.position);
  expect(await said()).toEqual([
    bens,
    "Ana could read Ben's card before sealing version 2 of their own.",
  ]);
});

describe("recording a decision", () => {
  test("settles the loop and comes back to the debrief", async ({ db, call }) => {
    const { cora, loopId } = await world(db);
    const { status, headers } = await call(action, {
      url: `/loops/${loopId}/debrief`,
      params: { loopId },
      as: cora,
      form: decision,
    });
    expect([status, headers.get("location")]).toEqual([302, `/loops/${loopId}/debrief`]);
    expect(await db.select().from(schema.decision)).toHaveLength(1);
  });
  test("without reasons answers 422 at the field and keeps what was chosen", async ({
    db,
    call,
  }) => {
    const { cora, loopId } = await world(db);
    const { status, data } = await call(action, {
      url: `/loops/${loopId}/debrief`,
      params: { loopId },
      as: cora,
      form: { ...decision, reasons: "ok", outcome: "perhaps" },
    });
    expect(status).toBe(422);
    expect(data.failure.fields).toMatchObject({
      reasons: expect.any(String),
      outcome: "Choose an outcome.",
    });
    expect(data.values).toMatchObject({ level: "senior", reasons: "ok" });
    expect(await db.select().from(schema.decision)).toEqual([]);
  });
  test("answers 409 where a card was sealed again since, though as many are sealed as before", async ({
    db,
    call,
  }) => {
    const { cora, loopId } = await world(db);
    const url = `/loops/${loopId}/debrief`;
    const sealedAt = new Date("2026-04-02T12:00:00Z");
    await db
      .update(schema.card)
      .set({ sealedAt })
      .where(and(eq(schema.card.loopId, loopId), eq(schema.card.state, "sealed")));
    const decided = (until: Date) =>
      call(action, {
        url,
        params: { loopId },
        as: cora,
        form: { ...decision, until: until.toISOString() },
      });
    const before = await decided(new Date(sealedAt.getTime() - 1));
    expect(before.status).toBe(409);
    expect(before.data).toMatchObject({
      failure: { message: expect.stringContaining("changed since you opened this page") },
    });
    expect((await decided(sealedAt)).status).toBe(302);
  });
  test("by an interviewer answers 403", async ({ db, call }) => {
    const { ben, loopId } = await world(db);
    expect(
      (
        await call(action, {
          url: `/loops/${loopId}/debrief`,
          params: { loopId },
          as: ben,
          form: decision,
        })
      ).status,
    ).toBe(403);
  });
});

test("the queue names a loop in debrief to whoever may open it, not to whoever still owes", async ({
  db,
  call,
}) => {
  const cora = await person(db, { name: "Cora", permissions: ["committee"] });
  const kim = await person(db, { name: "Kim", permissions: ["committee", "interviewer"] });
  const ben = await person(db, { name: "Ben" });
  const loop = await loopWith(db, {
    interviewers: [kim, { of: ben, state: "sealed" }],
    state: "debrief",
  });
  const hers = await call(queue, { url: "/", as: cora });
  expect(hers.data).toMatchObject({ owed: [], debriefs: [{ id: loop.id }], led: [] });
  const theirs = await call(queue, { url: "/", as: kim });
  expect(theirs.data).toMatchObject({
    owed: [{ cardId: loop.cardIds[0] }],
    debriefs: [],
    led: [],
  });
});

describe("a conclusion about a pattern", () => {
  async function contested(db: Db) {
    const people = await world(db);
    const { loopId } = people;
    const [made] = await db
      .select({ id: schema.cardVersion.id, rubric: schema.cardVersion.rubricVersionId })
      .from(schema.cardVersion)
      .innerJoin(schema.card, eq(schema.card.id, schema.cardVersion.cardId))
      .where(eq(schema.card.loopId, loopId));
    if (!made) throw new Error("Expected a sealed card");
    await db.insert(schema.observation).values({
      ...{ cardVersionId: made.id, rubricVersionId: made.rubric, ordinal: 0 },
      ...{ pattern: "scope-creep", stance: "seen", quote: "“And billing.”" },
    });
    return people;
  }
  async function shownFlag(call: Calling, loopId: string, as: Awaited<ReturnType<typeof person>>) {
    const url = `/loops/${loopId}/debrief`;
    const { data } = await call(loader, { url, params: { loopId }, as });
    if (data.status !== "open") throw new Error("Expected an open debrief");
    const [flag] = data.flags;
    if (!flag) throw new Error("Expected a flag");
    return flag;
  }
  const resolve = { intent: "resolve", pattern: "scope-creep", conclusion: "holds" };

  test("is kept and shown with the pattern it is about", async ({ db, call }) => {
    const { cora, loopId } = await contested(db);
    const { basis, resolution } = await shownFlag(call, loopId, cora);
    expect(resolution).toBeNull();
    const seen = { last: "0", moments: String(basis.moments), until: basis.until.toISOString() };
    const { status, headers } = await call(action, {
      ...{ url: `/loops/${loopId}/debrief`, params: { loopId }, as: cora },
      form: { ...resolve, ...seen, sentence: "  It went on for ten minutes. " },
    });
    expect([status, headers.get("location")]).toEqual([
      302,
      `/loops/${loopId}/debrief#pattern-scope-creep`,
    ]);
    expect(await shownFlag(call, loopId, cora)).toMatchObject({
      resolution: { conclusion: "holds", sentence: "It went on for ten minutes.", by: "Cora" },
      current: true,
    });
  });

  test("names what is missing and keeps what was typed", async ({ db, call }) => {
    const { cora, loopId } = await contested(db);
    const { basis } = await shownFlag(call, loopId, cora);
    const seen = { last: "0", moments: String(basis.moments), until: basis.until.toISOString() };
    const form = { ...seen, intent: "resolve", pattern: "scope-creep", sentence: "Too" };
    const { status, data } = await call(action, {
      ...{ url: `/loops/${loopId}/debrief`, params: { loopId }, as: cora, form },
    });
    expect(status).toBe(422);
    expect(data).toMatchObject({
      failure: {
        fields: {
          conclusion: "Choose what the committee found.",
          sentence: "Say in a sentence what decided it.",
        },
      },
      values: { sentence: "Too" },
    });
  });

  test("meets moments recorded since, and whoever is not of the committee", async ({
    db,
    call,
  }) => {
    const { ben, cora, loopId } = await contested(db);
    const { basis } = await shownFlag(call, loopId, cora);
    const until = basis.until.toISOString();
    const sentence = "It went on for ten minutes.";
    const sent = (moments: string, as: typeof ben) =>
      call(action, {
        ...{ url: `/loops/${loopId}/debrief`, params: { loopId }, as },
        form: { ...resolve, last: "0", moments, until, sentence },
      });
    const late = await sent("0", cora);
    expect(late.status).toBe(409);
    expect(late.data).toMatchObject({ values: { sentence } });
    expect((await sent(String(basis.moments), ben)).status).toBe(403);
  });
});
