import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { loader as queue } from "#app/routes/_app._index/route.tsx";
import { action, loader, shouldRevalidate } from "#app/routes/_app.cards.$cardId/route.tsx";
import { action as saveAction } from "#app/routes/_app.cards.$cardId.draft/route.ts";
import { action as reviewAction } from "#app/routes/_app.cards.$cardId_.review/route.tsx";
import type { Db } from "#db/client.server.ts";
import * as schema from "#db/schema.server.ts";
import { loopWith, person } from "#tests/support/factory.ts";
import { filledCard as form } from "#tests/support/filled-card.ts";
import { type Calling, test } from "#tests/support/route.ts";

async function world(db: Db) {
  const ana = await person(db, { name: "Ana" });
  const ben = await person(db, { name: "Ben" });
  const loop = await loopWith(db, {
    interviewers: [ana, { of: ben, state: "sealed", says: { score: 1 } }],
  });
  const [cardId = "", bens = ""] = loop.cardIds;
  return { ana, ben, loop, cardId, bens };
}
/** Writes a card and seals it from its review. */
async function seal(call: Calling, cardId: string, as: { id: string }, more = {}) {
  const filled = form({ intent: "review", ...more });
  await call(action, { url: `/cards/${cardId}`, params: { cardId }, as, form: filled });
  const revision = String(Number(filled.revision) + 1);
  const to = { url: `/cards/${cardId}/review`, params: { cardId }, as };
  return call(reviewAction, { ...to, form: { intent: "seal", revision } });
}

describe("the card page", () => {
  test("gives its author the anchors of the position's level only", async ({ db, call }) => {
    const { ana, cardId, loop } = await world(db);
    const { status, data } = await call(loader, {
      url: `/cards/${cardId}`,
      params: { cardId },
      as: ana,
    });
    expect(status).toBe(200);
    if (data.view !== "write") throw new Error("Expected the form");
    const [criterion] = loop.position.rubric.criteria;
    expect(data.criteria[0]?.anchors).toEqual(criterion?.anchors.staff);
    expect(JSON.stringify(data)).not.toContain(criterion?.anchors.principal?.["1"]);
  });
  test("refuses another's card with who is outstanding before one has sealed, and shows it after", async ({
    db,
    call,
  }) => {
    const { ana, cardId, bens } = await world(db);
    const ask = () => call(loader, { url: `/cards/${bens}`, params: { cardId: bens }, as: ana });
    const before = await ask();
    expect(before.status).toBe(403);
    expect(before.data).toMatchObject({
      view: "locked",
      reason: "Locked until you seal your own card.",
    });
    expect(JSON.stringify(before.data)).not.toMatch(
      /A 1 throughout|showed what they meant|sealedAt/,
    );
    const sealed = await seal(call, cardId, ana);
    expect([sealed.status, sealed.headers.get("location")]).toEqual([302, `/cards/${cardId}`]);
    const after = await ask();
    expect(after.status).toBe(200);
    expect(after.data).toMatchObject({ view: "read", content: { summary: "A 1 throughout." } });
  });
  test("answers a stranger as if the card did not exist", async ({ db, call }) => {
    const { bens } = await world(db);
    const sam = await person(db, { name: "Sam" });
    const secret = await call(loader, { url: `/cards/${bens}`, params: { cardId: bens }, as: sam });
    const absent = "01a1fc5d-e211-715e-ab33-75225dd4a38d";
    const nothing = await call(loader, {
      url: `/cards/${absent}`,
      params: { cardId: absent },
      as: sam,
    });
    const nonsense = await call(loader, {
      url: "/cards/nonsense",
      params: { cardId: "nonsense" },
      as: sam,
    });
    expect([secret.status, nothing.status, nonsense.status]).toEqual([404, 404, 404]);
    expect(secret.data).toEqual(nothing.data);
  });
  test("keeps what was written on a card that ended, for its author alone", async ({
    db,
    call,
  }) => {
    const { ana, ben, cardId } = await world(db);
    await call(action, {
      url: `/cards/${cardId}`,
      params: { cardId },
      as: ana,
      form: form({ summary: "half a thought", notes: "half a note" }),
    });
    await db
      .update(schema.card)
      .set({ state: "withdrawn", endReason: "Reassigned to Cy" })
      .where(eq(schema.card.id, cardId));
    const ask = (as: typeof ana) =>
      call(loader, { url: `/cards/${cardId}`, params: { cardId }, as });
    expect((await ask(ana)).data).toMatchObject({
      view: "ended",
      reason: "Reassigned to Cy",
      summary: "half a thought",
      notes: "half a note",
    });
    expect(JSON.stringify((await ask(ben)).data)).not.toMatch(/half a (thought|note)/);
  });
  test("shows an author the notes beside their sealed card, and nobody else", async ({
    db,
    call,
  }) => {
    const { ana, ben, cardId } = await world(db);
    const lea = await person(db, { name: "Lea", permissions: ["lead", "committee"] });
    await seal(call, cardId, ana, { notes: "12' hesitated at the ledger" });
    const ask = async (as: typeof ana) =>
      JSON.stringify(
        (await call(loader, { url: `/cards/${cardId}`, params: { cardId }, as })).data,
      );
    expect(await ask(ana)).toContain("hesitated at the ledger");
    for (const other of [ben, lea]) {
      expect(await ask(other)).toContain("Would make the same call.");
      expect(await ask(other)).not.toContain("hesitated");
    }
  });
  test("sends a signed-out reader to sign in and back", async ({ db, call }) => {
    const { cardId } = await world(db);
    const { status, headers } = await call(loader, { url: `/cards/${cardId}`, params: { cardId } });
    expect([status, headers.get("location")]).toEqual([
      302,
      `/sign-in?to=${encodeURIComponent(`/cards/${cardId}`)}`,
    ]);
  });
});

describe("a posted card", () => {
  test("that cannot be sealed answers 422 with messages at the fields, what was typed, and a kept draft", async ({
    db,
    call,
  }) => {
    const { ana, cardId } = await world(db);
    const { status, data } = await call(action, {
      url: `/cards/${cardId}`,
      params: { cardId },
      as: ana,
      form: form({
        intent: "review",
        "ratings.verification.score": "4",
        summary: "kept text",
        recommendation: "",
      }),
    });
    expect(status).toBe(422);
    expect(data.failure.fields).toMatchObject({
      "ratings.verification.evidence": expect.stringContaining("quoted moment"),
      recommendation: "Choose a recommendation.",
    });
    expect(data.values).toMatchObject({ summary: "kept text" });
    expect((await db.select().from(schema.draft))[0]?.content.summary).toBe("kept text");
  });
  test.for<Record<string, string>>([
    { revision: "x" },
    { recommendation: "maybe" },
    { level: "wizard" },
    { "ratings.verification.confidence": "total" },
    { summary: "x".repeat(20_001) },
    { notes: "x".repeat(100_001) },
  ])("with a bad %# answers 422, not 500", async (bad, { db, call }) => {
    const { ana, cardId } = await world(db);
    const { status } = await call(action, {
      url: `/cards/${cardId}`,
      params: { cardId },
      as: ana,
      form: form({ intent: "review", ...bad }),
    });
    expect(status).toBe(422);
    expect(await db.select().from(schema.cardVersion)).toHaveLength(1);
  });
  test("with a text too long to seal is kept whole, and says so at its field when it is sealed", async ({
    db,
    call,
  }) => {
    const { ana, cardId } = await world(db);
    const evidence = "x".repeat(20_001);
    const post = (more: Record<string, string>) =>
      call(action, {
        url: `/cards/${cardId}`,
        params: { cardId },
        as: ana,
        form: form({ "ratings.verification.evidence": evidence, ...more }),
      });
    expect((await post({})).status).toBe(302);
    const { status, data } = await post({ intent: "review", revision: "1" });
    expect(status).toBe(422);
    expect(Object.keys(data.failure.fields ?? {})).toEqual(["ratings.verification.evidence"]);
    expect(data.values).toMatchObject({ ratings: { verification: { evidence } } });
    const [kept] = await db.select().from(schema.draft);
    expect(kept?.content.ratings.verification?.evidence).toBe(evidence);
  });
  test("with a text longer than is ever kept comes back whole, with the message at its field", async ({
    db,
    call,
  }) => {
    const { ana, cardId } = await world(db);
    const notes = "x".repeat(100_001);
    const { status, data } = await call(action, {
      url: `/cards/${cardId}`,
      params: { cardId },
      as: ana,
      form: form({ notes }),
    });
    expect(status).toBe(422);
    expect(data.failure.fields).toEqual({
      notes: expect.stringContaining("longer than the 100,000 characters that can be kept"),
    });
    expect(data.values).toMatchObject({ notes });
  });
  test("after the session ended answers 401 with everything that was typed", async ({
    db,
    call,
  }) => {
    const { cardId } = await world(db);
    const { status, data } = await call(action, {
      url: `/cards/${cardId}`,
      params: { cardId },
      form: form({ summary: "not lost" }),
    });
    expect(status).toBe(401);
    expect(data).toMatchObject({
      signedOut: true,
      to: `/cards/${cardId}`,
      posted: expect.arrayContaining([["summary", "not lost"]]),
    });
  });
});

describe("autosave", () => {
  test("answers with the revision it wrote, and with the newer version on a conflict", async ({
    db,
    call,
  }) => {
    const { ana, cardId } = await world(db);
    const post = (summary: string, as: typeof ana | null = ana) =>
      call(saveAction, {
        url: `/cards/${cardId}/draft`,
        params: { cardId },
        as,
        form: form({ summary }),
      }) as Promise<{ status: number; data: string }>;
    expect(JSON.parse((await post("first")).data)).toMatchObject({ state: "saved", revision: 1 });
    const second = await post("second, from a page that saw nothing");
    expect(second.status).toBe(409);
    expect(JSON.parse(second.data)).toMatchObject({
      state: "conflict",
      newer: { revision: 1, draft: { summary: "first" } },
    });
    expect(JSON.parse((await post("x", null)).data)).toMatchObject({ state: "signed-out" });
  });
});

describe("a sealed card's page", () => {
  const sealedWorld = async (db: Db) => {
    const made = await world(db);
    const lea = await person(db, { name: "Lea", permissions: ["lead"] });
    return { ...made, lea };
  };
  type World = Awaited<ReturnType<typeof sealedWorld>>;
  const at = (cardId: string, as: World["ana"], query = "") => ({
    url: `/cards/${cardId}${query}`,
    params: { cardId },
    as,
  });

  test("shows its author their own version with the undo, under a rule that closes the panel too", async ({
    db,
    call,
  }) => {
    const { ana, cardId, loop } = await sealedWorld(db);
    await db.update(schema.loop).set({ revealRule: "never" }).where(eq(schema.loop.id, loop.id));
    await seal(call, cardId, ana);
    const page = await call(loader, at(cardId, ana));
    expect(page.status).toBe(200);
    expect(page.data).toMatchObject({
      view: "read",
      own: true,
      undoLeft: expect.any(Number),
      content: { number: 1, summary: "Would make the same call." },
    });
    // Looking again ends nothing, and undoing goes back to the form.
    await call(loader, at(cardId, ana));
    const undone = await call(action, {
      ...at(cardId, ana),
      form: { intent: "undo", version: "1" },
    });
    expect([undone.status, undone.headers.get("location")]).toEqual([302, `/cards/${cardId}`]);
    const writing = await call(loader, at(cardId, ana));
    expect(writing.data).toMatchObject({
      view: "write",
      draft: { summary: "Would make the same call." },
    });
  });
  test("refuses an undo that comes too late in words, and still shows the card", async ({
    db,
    call,
  }) => {
    const { ana, cardId } = await sealedWorld(db);
    await seal(call, cardId, ana);
    await db
      .update(schema.cardVersion)
      .set({ sealedAt: new Date(Date.now() - 61_000) })
      .where(eq(schema.cardVersion.cardId, cardId));
    const late = await call(action, { ...at(cardId, ana), form: { intent: "undo", version: "1" } });
    expect(late.status).toBe(403);
    expect(late.data).toMatchObject({
      failure: { message: expect.stringContaining("Ask a lead to reopen") },
    });
  });
  test("takes a form of the sealed card to the one being written, once it was handed back", async ({
    db,
    call,
  }) => {
    const { ben, lea, bens } = await sealedWorld(db);
    const reason = "Written on another candidate.";
    const handedBack = { intent: "hand-back", reason, version: "1" };
    expect((await call(action, { ...at(bens, lea), form: handedBack })).status).toBe(302);
    const late = { intent: "ask-reopen", reason: "I mixed up two answers." };
    const { status, headers } = await call(action, { ...at(bens, ben), form: late });
    expect([status, headers.get("location")]).toEqual([302, `/cards/${bens}`]);
  });
  test("takes a request with a reason, which a lead grants, and shows both versions after", async ({
    db,
    call,
  }) => {
    const { ana, ben, lea, bens } = await sealedWorld(db);
    const empty = await call(action, {
      ...at(bens, ben),
      form: { intent: "ask-reopen", reason: " " },
    });
    expect(empty.status).toBe(422);
    expect(empty.data).toMatchObject({ failure: { fields: { reason: "Write a reason." } } });
    const reason = "I mixed up two answers.";
    await call(action, { ...at(bens, ben), form: { intent: "ask-reopen", reason } });
    expect((await call(queue, { url: "/", as: lea })).data).toMatchObject({
      requests: [{ cardId: bens, interviewer: "Ben", reason }],
    });
    for (const other of [ana, ben])
      expect((await call(queue, { url: "/", as: other })).data).toMatchObject({ requests: [] });
    const asked = await call(loader, at(bens, lea));
    expect(asked.data).toMatchObject({ view: "read", mayReopen: true, askedFor: reason });
    const granted = await call(action, {
      ...at(bens, lea),
      form: { intent: "grant-reopen", version: "1" },
    });
    expect(granted.headers.get("location")).toMatch(/^\/loops\//);
    expect((await call(loader, at(bens, lea))).status).toBe(403);
    const queued = await call(queue, { url: "/", as: ben });
    expect(queued.data).toMatchObject({ owed: [{ cardId: bens, state: "reopened" }] });
    const writing = await call(loader, at(bens, ben));
    expect(writing.data).toMatchObject({ view: "write", reopened: { reason, by: "Lea" } });
    expect((await call(loader, at(bens, ben, "?sealed"))).data).toMatchObject({
      view: "read",
      state: "reopened",
      content: { number: 1 },
    });
    await seal(call, bens, ben, { revision: "1000000", summary: "Seen again." });
    const both = await call(loader, at(bens, lea));
    expect(both.data).toMatchObject({
      view: "read",
      content: { number: 2, summary: "Seen again." },
      changes: [
        {
          before: { number: 1 },
          after: { number: 2, reason },
          change: { summary: expect.arrayContaining([{ kind: "added", text: "Seen again. " }]) },
        },
      ],
      undone: [],
    });
  });
  test("tells a peer neither how far an unsealed card is nor that it was reopened", async ({
    db,
    call,
  }) => {
    const { ana, ben, lea, cardId, bens } = await sealedWorld(db);
    await seal(call, cardId, ana);
    const look = async (id: string, as: World["ana"]) => (await call(loader, at(id, as))).data;
    await call(action, {
      ...at(bens, lea),
      form: { intent: "hand-back", version: "1", reason: "x" },
    });
    const reopened = JSON.stringify(await look(bens, ana));
    expect(reopened).not.toMatch(/reopened|"number":1|Lea|draft/);
    await db
      .update(schema.card)
      .set({ state: "assigned", sealedNumber: null, sealedAt: null, reopenReason: null })
      .where(eq(schema.card.id, bens));
    expect(JSON.stringify(await look(bens, ana))).toBe(reopened);
    expect((await call(loader, at(bens, ben))).data).toMatchObject({ view: "write" });
  });
  test("lets a lead who owes a card there answer without reading a word", async ({ db, call }) => {
    const { ben, lea } = await sealedWorld(db);
    const { cardIds } = await loopWith(db, { interviewers: [lea, { of: ben, state: "sealed" }] });
    const [, bens = ""] = cardIds;
    const reason = "A secret of the evaluation.";
    await call(action, { ...at(bens, ben), form: { intent: "ask-reopen", reason } });
    const page = await call(loader, at(bens, lea));
    expect(page.status).toBe(403);
    expect(page.data).toMatchObject({ view: "locked", mayReopen: true, askedAt: expect.any(Date) });
    const waiting = await call(queue, { url: "/", as: lea });
    expect(waiting.data).toMatchObject({ requests: [{ cardId: bens, reason: null }] });
    expect(JSON.stringify([page.data, waiting.data])).not.toMatch(/secret|throughout|They said/);
    if (page.data.view !== "locked") throw new Error("Expected a locked card");
    const seen = page.data.askedAt?.toISOString() ?? "";
    const declined = await call(action, {
      ...at(bens, lea),
      form: { intent: "decline-reopen", seen },
    });
    expect(declined.headers.get("location")).toBe(`/cards/${bens}`);
    expect((await call(loader, at(bens, ben))).data).toMatchObject({
      reopening: { step: "declined", by: "Lea" },
    });
  });
  test.for<Record<string, string>>([
    { intent: "undo", version: "x" },
    { intent: "decline-reopen", seen: "yesterday" },
    { intent: "hand-back", reason: "x".repeat(501), version: "1" },
    { intent: "grant-reopen" },
  ])("answers a form it did not make with 422: %j", async (bad, { db, call }) => {
    const { lea, bens } = await sealedWorld(db);
    expect((await call(action, { ...at(bens, lea), form: bad })).status).toBe(422);
  });
});

test("a refused form of a sealed card reads it again, and one of a card being written does not", () => {
  const here = new URL("http://localhost/cards/1");
  const rereads = (fields: Record<string, string>) => {
    const formData = new FormData();
    for (const [name, value] of Object.entries(fields)) formData.set(name, value);
    const at = { currentUrl: here, currentParams: {}, nextUrl: here, nextParams: {} };
    return shouldRevalidate({ ...at, formData, actionStatus: 409, defaultShouldRevalidate: false });
  };
  expect(rereads({ intent: "undo", version: "1" })).toBe(true);
  expect(rereads({ intent: "ask-reopen", reason: "The level was left out." })).toBe(true);
  expect(rereads({ intent: "review", revision: "3" })).toBe(false);
});
