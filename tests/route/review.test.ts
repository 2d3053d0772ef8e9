import { getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { describe, expect } from "vitest";
import {
  action as cardAction,
  loader as cardLoader,
} from "#app/routes/_app.cards.$cardId/route.tsx";
import { action as saveAction } from "#app/routes/_app.cards.$cardId.draft/route.ts";
import { action, loader } from "#app/routes/_app.cards.$cardId_.review/route.tsx";
import type { Db } from "#db/client.server.ts";
import * as schema from "#db/schema.server.ts";
import { loopWith, person } from "#tests/support/factory.ts";
import { criteria, filledCard } from "#tests/support/filled-card.ts";
import { type Calling, test } from "#tests/support/route.ts";

const form = (more: Record<string, string> = {}) => filledCard({ recommendation: "no", ...more });
const said = "they asked what would page us at night and who would own the fix";

async function world(db: Db) {
  const ana = await person(db, { name: "Ana" });
  const ben = await person(db, { name: "Ben" });
  const lea = await person(db, { name: "Lea", permissions: ["lead"] });
  const loop = await loopWith(db, { interviewers: [ana, { of: ben, state: "sealed" }] });
  const [cardId = "", bens = ""] = loop.cardIds;
  return { ana, ben, lea, loop, cardId, bens };
}
type Somebody = Awaited<ReturnType<typeof world>>["ana"];

const at = (cardId: string, as: Somebody | null) => ({
  url: `/cards/${cardId}/review`,
  params: { cardId },
  as,
});
const sealIt = (revision = "1") => ({ intent: "seal", revision });
const write = (call: Calling, cardId: string, as: Somebody, more: Record<string, string> = {}) =>
  call(cardAction, {
    url: `/cards/${cardId}`,
    params: { cardId },
    as,
    form: form({ intent: "review", ...more }),
  });

describe("the card's button", () => {
  test("keeps the draft and leads to the review", async ({ db, call }) => {
    const { ana, cardId } = await world(db);
    const { status, headers } = await write(call, cardId, ana);
    expect([status, headers.get("location")]).toEqual([302, `/cards/${cardId}/review`]);
    expect(await db.select().from(schema.draft)).toMatchObject([{ cardId, revision: 1 }]);
    expect(await db.select().from(schema.cardVersion)).toHaveLength(1);
  });
  test("from an older page keeps nothing and says so", async ({ db, call }) => {
    const { ana, cardId } = await world(db);
    await write(call, cardId, ana);
    const late = await write(call, cardId, ana, { summary: "From another tab." });
    expect(late.status).toBe(409);
    expect(late.data.values).toMatchObject({ summary: "From another tab." });
    expect((await db.select().from(schema.draft))[0]?.content.summary).toBe(
      "Would make the same call.",
    );
  });
});

describe("the review", () => {
  test("says what will be sealed, with what may want a second look", async ({ db, call }) => {
    const { ana, cardId } = await world(db);
    await write(call, cardId, ana, { notes: "asked for the budget" });
    const { status, data } = await call(loader, at(cardId, ana));
    expect(status).toBe(200);
    expect(data).toMatchObject({
      revision: 1,
      recommendation: "no",
      level: "staff",
      weighted: { score: 3, coverage: 1 },
      missing: [],
    });
    expect(data.hints.map(({ key }) => key)).toEqual(["flat", "against-score", "short", "notes"]);
    expect(data.hints.map(({ way }) => way)).toEqual([
      { to: `/cards/${cardId}#criterion-tradeoff-reasoning`, name: "Trade-off reasoning" },
      { to: `/cards/${cardId}#recommendation`, name: "Recommendation" },
      {
        to: `/cards/${cardId}#criterion-tradeoff-reasoning-evidence`,
        name: "Evidence for Trade-off reasoning",
      },
      { to: `/cards/${cardId}#notes`, name: "Notes" },
    ]);
  });
  test("of a card that is not complete says what is missing, and seals nothing", async ({
    db,
    call,
  }) => {
    const { ana, cardId } = await world(db);
    const incomplete = { "ratings.verification.score": "4", level: "" };
    await write(call, cardId, ana, incomplete);
    const { data } = await call(loader, at(cardId, ana));
    expect(data.missing).toEqual([
      {
        message: expect.stringContaining("quoted moment"),
        way: {
          to: `/cards/${cardId}#criterion-verification-evidence`,
          name: "Evidence for Verification",
        },
      },
      {
        message: "Choose the level they demonstrated.",
        way: { to: `/cards/${cardId}#level`, name: "Level demonstrated" },
      },
    ]);
    const refused = await call(action, { ...at(cardId, ana), form: sealIt() });
    expect(refused.status).toBe(422);
    expect(await db.select().from(schema.cardVersion)).toHaveLength(1);
  });
  test("of a card that nobody wrote on yet asks for everything", async ({ db, call }) => {
    const { ana, cardId } = await world(db);
    const { data } = await call(loader, at(cardId, ana));
    expect(data.missing).toHaveLength(criteria.length + 2);
    expect(data.hints).toEqual([]);
  });
  test("is its author's alone: everybody else finds the card's own page in its place", async ({
    db,
    call,
  }) => {
    const { ana, ben, lea, cardId, bens } = await world(db);
    await write(call, cardId, ana, { summary: "A secret until it is sealed." });
    const sam = await person(db, { name: "Sam", permissions: ["admin", "committee"] });
    const absent = "01a1fc5d-e211-715e-ab33-75225dd4a38d";
    const tried: [string, Somebody][] = [
      ...[ben, lea, sam].map((who): [string, Somebody] => [cardId, who]),
      ...[ana, ben].map((who): [string, Somebody] => [bens, who]),
      [absent, ana],
    ];
    for (const [id, as] of tried)
      for (const posted of [{}, { form: sealIt() }]) {
        const route = "form" in posted ? action : loader;
        const answer = await call<unknown>(route, { ...at(id, as), ...posted });
        expect([answer.status, answer.headers.get("location")]).toEqual([302, `/cards/${id}`]);
        expect(JSON.stringify(answer.data)).not.toContain("secret");
      }
    expect(await db.select().from(schema.cardVersion)).toHaveLength(1);
  });
  test("of a signed-out reader goes to sign in and back", async ({ db, call }) => {
    const { cardId } = await world(db);
    const { headers } = await call(loader, at(cardId, null));
    expect(headers.get("location")).toBe(
      `/sign-in?to=${encodeURIComponent(`/cards/${cardId}/review`)}`,
    );
  });
  test("finds the author's own earlier words on the candidate, and never another's", async ({
    db,
    call,
  }) => {
    const { ana, ben, loop, cardId } = await world(db);
    const { candidateId, position } = loop;
    const interviewers = [ana, ben];
    const before = await loopWith(db, { interviewers, candidateId, position });
    const other = await loopWith(db, { interviewers, position });
    // The same words by Ana on this candidate, by Ana on another one, and by Ben on both.
    const [anas = "", bens = ""] = before.cardIds;
    const [elsewhere = "", bensElsewhere = ""] = other.cardIds;
    const same = { "ratings.stewardship.evidence": `First ${said}.` };
    for (const [id, as] of [
      [anas, ana],
      [bens, ben],
      [elsewhere, ana],
      [bensElsewhere, ben],
    ] as const) {
      await write(call, id, as, same);
      const sealed = await call(action, { ...at(id, as), form: sealIt() });
      expect(sealed.headers.get("location")).toBe(`/cards/${id}`);
    }
    await write(call, cardId, ana, { "ratings.leverage.evidence": `Again ${said}.` });
    const { data } = await call(loader, at(cardId, ana));
    const found = data.hints.filter(({ earlier }) => earlier !== null);
    expect(found).toMatchObject([
      { key: `before-${anas}`, place: "criterion-leverage-evidence", earlier: { cardId: anas } },
    ]);
    for (const theirs of [bens, bensElsewhere, elsewhere])
      expect(JSON.stringify(data)).not.toContain(theirs);
  });
  test("says nothing twice of a card that is written again after it was handed back", async ({
    db,
    call,
  }) => {
    const { ana, lea, cardId } = await world(db);
    await write(call, cardId, ana, { summary: said });
    await call(action, { ...at(cardId, ana), form: sealIt() });
    const form = { intent: "hand-back", reason: "Another candidate.", version: "1" };
    await call(cardAction, { url: `/cards/${cardId}`, params: { cardId }, as: lea, form });
    const { data } = await call(loader, at(cardId, ana));
    expect(data).toMatchObject({ summary: said, missing: [] });
    expect(data.hints.filter(({ earlier }) => earlier !== null)).toEqual([]);
    const revision = String(data.revision);
    const again = await call(action, { ...at(cardId, ana), form: sealIt(revision) });
    expect(again.status).toBe(302);
    expect(await db.select().from(schema.cardVersion)).toHaveLength(3);
  });
});

describe("sealing from the review", () => {
  test("seals the draft as it was shown, once, however often it is sent", async ({ db, call }) => {
    const { ana, cardId } = await world(db);
    await write(call, cardId, ana);
    for (const _ of ["first", "again"]) {
      const { status, headers } = await call(action, { ...at(cardId, ana), form: sealIt() });
      expect([status, headers.get("location")]).toEqual([302, `/cards/${cardId}`]);
    }
    const page = await call(cardLoader, { url: `/cards/${cardId}`, params: { cardId }, as: ana });
    expect(page.data).toMatchObject({
      view: "read",
      undoLeft: expect.any(Number),
      content: { number: 1, recommendation: "no", summary: "Would make the same call." },
    });
    expect(await db.select().from(schema.cardVersion)).toHaveLength(2);
    const review = await call(loader, at(cardId, ana));
    expect(review.headers.get("location")).toBe(`/cards/${cardId}`);
  });
  test("refuses a page from before the card was changed elsewhere, and says so", async ({
    db,
    call,
  }) => {
    const { ana, cardId } = await world(db);
    await write(call, cardId, ana);
    const newer = form({ revision: "1", summary: "Typed on the phone." });
    const url = `/cards/${cardId}/draft`;
    await call(saveAction, { url, params: { cardId }, as: ana, form: newer });
    const late = await call(action, { ...at(cardId, ana), form: sealIt("1") });
    expect(late.status).toBe(409);
    expect(late.data.failure.message).toContain("changed elsewhere after you opened this page");
    expect(await db.select().from(schema.cardVersion)).toHaveLength(1);
    const shown = await call(loader, at(cardId, ana));
    expect(shown.data).toMatchObject({ revision: 2, summary: "Typed on the phone." });
    const sealed = await call(action, { ...at(cardId, ana), form: sealIt("2") });
    expect(sealed.status).toBe(302);
  });
  test.for<Record<string, string>>([
    { intent: "seal" },
    { intent: "seal", revision: "x" },
    { intent: "save", revision: "1" },
    { revision: "1" },
  ])("answers a form it did not make with 422: %j", async (bad, { db, call }) => {
    const { ana, cardId } = await world(db);
    await write(call, cardId, ana);
    expect((await call(action, { ...at(cardId, ana), form: bad })).status).toBe(422);
  });
  test("on a loop that has closed says why", async ({ db, call }) => {
    const { ana, cardId } = await world(db);
    await write(call, cardId, ana);
    await db.update(schema.loop).set({ state: "withdrawn", withdrawReason: "Took another offer." });
    const refused = await call(action, { ...at(cardId, ana), form: sealIt() });
    expect(refused.status).toBe(403);
    expect(await db.select().from(schema.cardVersion)).toHaveLength(1);
  });
});

test("nothing of what the mirror says is kept: not with the card, nor in the record", async ({
  db,
  call,
}) => {
  const { ana, cardId } = await world(db);
  const more = { notes: "asked for the budget", "ratings.verification.score": "not-asked" };
  await write(call, cardId, ana, more);
  const tables = Object.values(schema).filter((held) => is(held, PgTable));
  expect(tables.length).toBeGreaterThan(20);
  const whole = async () => {
    const held = tables.map(async (table) => JSON.stringify(await db.select().from(table)));
    return Promise.all(held);
  };
  const before = await whole();
  const { data } = await call(loader, at(cardId, ana));
  expect(data.hints.length).toBeGreaterThan(3);
  // Looking writes nothing, but that a session was begun.
  const looked = await whole();
  const changed = tables.filter((_, at) => looked[at] !== before[at]);
  expect(changed.map(getTableName)).toEqual(["session"]);
  await call(action, { ...at(cardId, ana), form: sealIt() });
  const sealed = (await whole()).filter((held, at) => held !== looked[at]).join("\n");
  expect(sealed).toContain("card.sealed");
  expect(sealed).toContain("Would make the same call.");
  for (const { key, words, why } of data.hints) {
    expect(sealed).not.toContain(words);
    expect(sealed).not.toContain(why);
    expect(sealed).not.toContain(`"${key}"`);
  }
  expect(sealed).not.toMatch(/mirror|hint/i);
});
