import { asc, eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { candidateFlags, ledgerCards, sightingsOf } from "#app/domain/ledger.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { ProbeAnswer } from "#app/domain/probe.ts";
import { type Draft, draftFrom } from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import { getEndedDraft, getOwnCard } from "#db/queries/card.server.ts";
import { change } from "#db/queries/change.server.ts";
import { currentLibrary, publishLibrary } from "#db/queries/library.server.ts";
import { getPanel } from "#db/queries/panel.server.ts";
import { reopen, undoSeal } from "#db/queries/reopening.server.ts";
import { checkRecord } from "#db/queries/verification.server.ts";
import { getSealedCard } from "#db/queries/version.server.ts";
import { saveDraft, seal } from "#db/queries/writing.server.ts";
import * as schema from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import { loopWith, person, sealedCard } from "#tests/support/factory.ts";

// The factory's rounds are design rounds, whose kit plants these.
const hint = "wrong-follow-up";
const fact = "kept-back-fact";

async function world(db: Db) {
  const ana = await person(db, { name: "Ana" });
  const ben = await person(db, { name: "Ben" });
  const lea = await person(db, { name: "Lea", permissions: ["lead"] });
  const loop = await loopWith(db, { interviewers: [ana, ben], state: "planned" });
  const [cardId = "", bens = ""] = loop.cardIds;
  const filled = draftFrom(sealedCard(loop.position.rubric, { score: 3 }));
  return { ana, ben, lea, loop, cardId, bens, filled };
}

const said = (answer: ProbeAnswer, quote = "") => ({ answer, quote });

/** Seals the card as it is now, with these answers to its probes. */
async function sealWith(
  db: Db,
  viewer: Viewer,
  cardId: string,
  filled: Draft,
  probes: Draft["probes"],
) {
  const own = await getOwnCard(db, viewer, cardId);
  const draft = { ...filled, probes };
  const sealed = await seal(db, viewer, { cardId, revision: own?.revision ?? 0, draft });
  if (!sealed.ok) throw new Error(sealed.failure.message);
}

const replies = (db: Db, cardId: string) =>
  db
    .select({
      number: schema.cardVersion.number,
      probe: schema.probeReply.probe,
      answer: schema.probeReply.answer,
      quote: schema.probeReply.quote,
    })
    .from(schema.probeReply)
    .innerJoin(schema.cardVersion, eq(schema.cardVersion.id, schema.probeReply.cardVersionId))
    .where(eq(schema.cardVersion.cardId, cardId))
    .orderBy(asc(schema.cardVersion.number), asc(schema.probeReply.ordinal));

/** Publishes the library with its kits changed, as an edited `kits.yaml` would. */
async function rework(db: Db, viewer: Viewer, key: string, to: { title?: string } | null) {
  const library = await currentLibrary(db);
  const kits = library.kits.map((kit) => ({
    ...kit,
    probes: kit.probes.flatMap((probe) => {
      if (probe.key !== key) return [probe];
      return to === null ? [] : [{ ...probe, ...to }];
    }),
  }));
  const published = await change(db, viewer, (tx) => publishLibrary(tx, { ...library, kits }));
  if (!published.ok) throw new Error(published.failure.message);
}

describe("what came of a probe", () => {
  test("is sealed with the probe's title and patterns, in the kit's order, and an unanswered one is not", async ({
    db,
  }) => {
    const { ana, cardId, filled } = await world(db);
    const probes = { [fact]: said("not-asked"), [hint]: said("took-it", " “Right, do that.” ") };
    await sealWith(db, ana, cardId, filled, probes);
    const rows = await db.select().from(schema.probeReply).orderBy(schema.probeReply.ordinal);
    expect(rows).toMatchObject([
      {
        ...{ probe: hint, ordinal: 0, title: "The planted wrong hint", answer: "took-it" },
        ...{ taken: ["agrees-with-everything"], refused: ["contrarian"] },
        quote: "“Right, do that.”",
      },
      { probe: fact, ordinal: 1, answer: "not-asked", quote: "" },
    ]);
    expect(await getSealedCard(db, ana, cardId)).toMatchObject({
      versions: [{ probes: [{ probe: hint, quote: "“Right, do that.”" }, { probe: fact }] }],
    });
    expect(await checkRecord(db)).toMatchObject({ state: "done", warnings: [] });
  });

  test("cannot be changed behind the record's back", async ({ db }) => {
    const { ana, cardId, filled } = await world(db);
    await sealWith(db, ana, cardId, filled, { [hint]: said("took-it", "“Right.”") });
    await db.update(schema.probeReply).set({ answer: "engaged" });
    expect(JSON.stringify(await checkRecord(db))).toContain("is not what was sealed");
  });

  test("taken without their words seals nothing, and nothing typed is lost", async ({ db }) => {
    const { ana, cardId, filled } = await world(db);
    const draft = { ...filled, probes: { [hint]: said("took-it"), [fact]: said("engaged") } };
    await saveDraft(db, ana, { cardId, revision: 0, draft });
    expect(await seal(db, ana, { cardId, revision: 1 })).toMatchObject({
      ok: false,
      failure: { fields: { [`probes.${hint}.quote`]: "Quote what they said or did." } },
    });
    expect((await getOwnCard(db, ana, cardId))?.draft.probes).toMatchObject(draft.probes);
  });

  test("comes back with an undone seal", async ({ db }) => {
    const { ana, cardId, filled } = await world(db);
    const probes = { [hint]: said("refused", "“No.”") };
    await sealWith(db, ana, cardId, filled, probes);
    await undoSeal(db, ana, { cardId, number: 1 });
    expect((await getOwnCard(db, ana, cardId))?.draft.probes).toMatchObject(probes);
  });

  test("goes on into the next version of a reopened card, and is compared with it", async ({
    db,
  }) => {
    const { ana, ben, lea, cardId, bens, filled } = await world(db);
    await sealWith(db, ana, cardId, filled, { [hint]: said("took-it", "“Right.”") });
    await sealWith(db, ben, bens, filled, {});
    await reopen(db, lea, { cardId, number: 1, reason: "A second hint came later." });
    const own = await getOwnCard(db, ana, cardId);
    expect(own?.draft.probes).toMatchObject({ [hint]: said("took-it", "“Right.”") });
    await sealWith(db, ana, cardId, filled, {
      [hint]: said("engaged", "“Right, if the link holds.”"),
      [fact]: said("took-it", "Built on a guess."),
    });
    expect(await replies(db, cardId)).toEqual([
      { number: 1, probe: hint, ...said("took-it", "“Right.”") },
      { number: 2, probe: hint, ...said("engaged", "“Right, if the link holds.”") },
      { number: 2, probe: fact, ...said("took-it", "Built on a guess.") },
    ]);
  });

  test("feeds the ledger: engaging with it speaks against what another saw", async ({ db }) => {
    const { ana, ben, lea, loop, cardId, bens, filled } = await world(db);
    await sealWith(db, ana, cardId, filled, { [hint]: said("took-it", "“Right.”") });
    await sealWith(db, ben, bens, filled, { [hint]: said("engaged", "“Not without a link.”") });
    const panel = await getPanel(db, lea, loop.id);
    const cards = panel?.view.cards.flatMap((card) => (card.readable ? [card] : [])) ?? [];
    const sightings = sightingsOf(ledgerCards(cards, () => []));
    expect(candidateFlags(sightings, { patterns: [], level: "staff" })).toMatchObject([
      {
        ...{ pattern: "agrees-with-everything", state: "contested" },
        seen: [{ quote: "“Right.”", probe: { key: "wrong-follow-up" } }],
        counter: [{ quote: "“Not without a link.”" }],
      },
    ]);
  });
});

describe("a kit that changes", () => {
  test("leaves what was sealed as it was, and gives the next seal its new words", async ({
    db,
  }) => {
    const { ana, ben, lea, cardId, bens, filled } = await world(db);
    await sealWith(db, ana, cardId, filled, { [hint]: said("took-it", "“Right.”") });
    await rework(db, lea, hint, { title: "A hint that fails here" });
    await sealWith(db, ben, bens, filled, { [hint]: said("took-it", "“Sure.”") });
    const titles = await db
      .select({ title: schema.probeReply.title, quote: schema.probeReply.quote })
      .from(schema.probeReply)
      .orderBy(asc(schema.probeReply.quote));
    expect(titles).toEqual([
      { title: "The planted wrong hint", quote: "“Right.”" },
      { title: "A hint that fails here", quote: "“Sure.”" },
    ]);
    expect(await checkRecord(db)).toMatchObject({ state: "done", warnings: [] });
  });

  test("that drops a probe leaves what was written about it to its author's notes", async ({
    db,
  }) => {
    const { ana, lea, cardId, filled } = await world(db);
    const draft = { ...filled, notes: "Mine.", probes: { [hint]: said("took-it", "“Right.”") } };
    await saveDraft(db, ana, { cardId, revision: 0, draft });
    await rework(db, lea, hint, null);
    const own = await getOwnCard(db, ana, cardId);
    expect(Object.keys(own?.draft.probes ?? {})).not.toContain(hint);
    expect(own?.draft.notes).toBe("Mine.\n\nNo longer asked: wrong follow up, took it. “Right.”");
    expect(await seal(db, ana, { cardId, revision: 1 })).toMatchObject({ ok: true });
    expect(await replies(db, cardId)).toEqual([]);
  });
});

test("a reopened card still asks about a probe that the kit has dropped since", async ({ db }) => {
  const { ana, ben, lea, loop, cardId, bens, filled } = await world(db);
  await sealWith(db, ana, cardId, filled, { [hint]: said("took-it", "“Right.”") });
  await sealWith(db, ben, bens, filled, {});
  await rework(db, lea, hint, null);
  await reopen(db, lea, { cardId, reason: "The level was left out." });
  const own = await getOwnCard(db, ana, cardId);
  expect(own?.draft.probes).toMatchObject({ [hint]: said("took-it", "“Right.”") });
  expect(own?.draft.notes).toBe("");
  const { draft, revision } = own ?? { draft: filled, revision: 0 };
  const summary = "Said otherwise.";
  const sealed = await seal(db, ana, { cardId, revision, draft: { ...draft, summary } });
  expect(sealed).toMatchObject({ ok: true });
  expect(await replies(db, cardId)).toMatchObject([
    { number: 1, quote: "“Right.”" },
    { number: 2, quote: "“Right.”" },
  ]);
  const panel = await getPanel(db, lea, loop.id);
  const cards = panel?.view.cards.flatMap((card) => (card.readable ? [card] : [])) ?? [];
  const moments = sightingsOf(ledgerCards(cards, () => []));
  expect(moments.map(({ withdrawnAt }) => withdrawnAt)).toEqual([null]);
});

test("a draft from before cards asked about probes opens with a blank place for each", async ({
  db,
}) => {
  const { ana, cardId, filled } = await world(db);
  await saveDraft(db, ana, { cardId, revision: 0, draft: filled });
  const { probes: _, ...before } = filled;
  await db.update(schema.draft).set({ content: before as Draft });
  const own = await getOwnCard(db, ana, cardId);
  expect(own?.draft.probes[hint]).toEqual({ answer: "", quote: "" });
  expect(await seal(db, ana, { cardId, revision: 1 })).toMatchObject({ ok: true });
});

test("a card that ended keeps its replies for its author", async ({ db }) => {
  const { ana, cardId, filled } = await world(db);
  const probes = { [hint]: said("took-it", "“Right.”") };
  await saveDraft(db, ana, { cardId, revision: 0, draft: { ...filled, probes } });
  await db.update(schema.card).set({ state: "withdrawn", endReason: "It fell through." });
  expect(await getEndedDraft(db, ana, cardId)).toMatchObject({ draft: { probes } });
});
