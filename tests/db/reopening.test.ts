import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import type { Viewer } from "#app/domain/people.ts";
import { type Draft, draftFrom } from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import { endCard } from "#db/queries/assignment.server.ts";
import { getOwnCard } from "#db/queries/card.server.ts";
import { declareConflict } from "#db/queries/conflict.server.ts";
import { decide, openDebrief } from "#db/queries/decision.server.ts";
import { withdrawLoop } from "#db/queries/loop.server.ts";
import { getPanel, listPanelScores } from "#db/queries/panel.server.ts";
import { listReopenRequests } from "#db/queries/queue.server.ts";
import { askReopen, declineReopen, reopen, undoSeal } from "#db/queries/reopening.server.ts";
import { getSealedCard } from "#db/queries/version.server.ts";
import { saveDraft, seal } from "#db/queries/writing.server.ts";
import * as schema from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import { loopWith, person, position, sealedCard, type TestLoop } from "#tests/support/factory.ts";

async function world(db: Db, options: Partial<Parameters<typeof loopWith>[1]> = {}) {
  const ana = await person(db, { name: "Ana" });
  const ben = await person(db, { name: "Ben" });
  const lea = await person(db, { name: "Lea", permissions: ["lead"] });
  const cora = await person(db, { name: "Cora", permissions: ["committee"] });
  const loop = await loopWith(db, { interviewers: [ana, ben], state: "planned", ...options });
  const [cardId = "", bens = ""] = loop.cardIds;
  return { ana, ben, lea, cora, loop, cardId, bens };
}
const filled = (loop: TestLoop, more: Partial<Draft> = {}): Draft => ({
  ...draftFrom(sealedCard(loop.position.rubric, { score: 3 })),
  ...more,
});
const cardOf = async (db: Db, id: string) =>
  (await db.select().from(schema.card).where(eq(schema.card.id, id)))[0];
const loopState = async (db: Db, id: string) =>
  (await db.select().from(schema.loop).where(eq(schema.loop.id, id)))[0]?.state;
const versions = (db: Db, cardId: string) =>
  db
    .select()
    .from(schema.cardVersion)
    .where(eq(schema.cardVersion.cardId, cardId))
    .orderBy(schema.cardVersion.number);
const events = async (db: Db, subject: string) =>
  (
    await db
      .select()
      .from(schema.auditEvent)
      .where(eq(schema.auditEvent.subject, subject))
      .orderBy(schema.auditEvent.sequence)
  ).map((e) => e.action);
const refusal = (message: RegExp, kind = "refused") => ({
  ok: false,
  failure: { kind, message: expect.stringMatching(message) },
});
/** What the writing screen would send next. */
const next = async (db: Db, viewer: Viewer, cardId: string, more: Partial<Draft> = {}) => {
  const own = await getOwnCard(db, viewer, cardId);
  if (!own) throw new Error("Expected a card to write");
  return { cardId, revision: own.revision, draft: { ...own.draft, ...more } };
};

/** Both cards sealed long ago, so that no seal is fresh. */
const sealedBoth = async (db: Db) => {
  const of = await world(db);
  const lately = new Date(Date.now() - 3_600_000);
  for (const [author, cardId] of [
    [of.ana, of.cardId],
    [of.ben, of.bens],
  ] as const) {
    const sealed = await seal(db, author, { cardId, revision: 0, draft: filled(of.loop) });
    if (!sealed.ok) throw new Error(sealed.failure.message);
  }
  await db.update(schema.card).set({ sealedAt: lately }).where(eq(schema.card.loopId, of.loop.id));
  return of;
};

describe("undoing a seal", () => {
  test("gives the draft back, keeps the version for its author alone, and moves the loop back", async ({
    db,
  }) => {
    const { ana, cora, loop, cardId } = await world(db);
    const observations = [
      { pattern: "scope-creep", stance: "seen", quote: "“and billing”" },
    ] as const;
    const draft = filled(loop, { summary: "Too quick.", observations: [...observations] });
    await seal(db, ana, { cardId, revision: 0, draft });
    expect(await loopState(db, loop.id)).toBe("interviewing");
    expect(await undoSeal(db, ana, { cardId, number: 1 })).toEqual({
      ok: true,
      value: { loopId: loop.id },
    });
    expect(await cardOf(db, cardId)).toMatchObject({
      state: "draft",
      sealedNumber: null,
      sealedAt: null,
    });
    expect((await getOwnCard(db, ana, cardId))?.draft).toMatchObject(draft);
    expect(await getSealedCard(db, ana, cardId)).toMatchObject({ readable: false });
    expect(await versions(db, cardId)).toMatchObject([{ number: 1, undoneAt: expect.any(Date) }]);
    expect(await loopState(db, loop.id)).toBe("planned");
    expect(await events(db, cardId)).toEqual(["card.sealed", "card.unsealed"]);
    expect(await events(db, loop.id)).toEqual(["loop.moved", "loop.moved"]);
    const seen = await getPanel(db, cora, loop.id);
    expect(JSON.stringify(seen)).not.toContain("Too quick.");
  });
  test("twice is no change the second time", async ({ db }) => {
    const { ana, loop, cardId } = await world(db);
    await seal(db, ana, { cardId, revision: 0, draft: filled(loop) });
    const first = await undoSeal(db, ana, { cardId, number: 1 });
    expect(await undoSeal(db, ana, { cardId, number: 1 })).toEqual(first);
    expect(await events(db, cardId)).toEqual(["card.sealed", "card.unsealed"]);
  });
  test("closes the debrief that this seal had opened, and no other", async ({ db }) => {
    const { ana, ben, lea, loop, cardId, bens } = await world(db);
    await seal(db, ben, { cardId: bens, revision: 0, draft: filled(loop) });
    await seal(db, ana, { cardId, revision: 0, draft: filled(loop) });
    expect(await loopState(db, loop.id)).toBe("debrief");
    await undoSeal(db, ana, { cardId, number: 1 });
    expect(await loopState(db, loop.id)).toBe("interviewing");
    expect(await db.select().from(schema.debrief)).toEqual([]);
    expect((await events(db, loop.id)).slice(-3)).toEqual([
      "debrief.opened",
      "loop.moved",
      "debrief.undone",
    ]);
    await openDebrief(db, lea, loop.id);
    await seal(db, ana, await next(db, ana, cardId));
    await undoSeal(db, ana, { cardId, number: 2 });
    expect(await loopState(db, loop.id)).toBe("debrief");
    expect(await db.select().from(schema.debrief)).toHaveLength(1);
  });
  test("closes a debrief that opened since, because the last card still owed had ended", async ({
    db,
  }) => {
    const { ana, lea, loop, cardId, bens } = await world(db);
    await seal(db, ana, { cardId, revision: 0, draft: filled(loop) });
    await endCard(db, lea, loop.id, bens, "did-not-happen", "Ben was ill.");
    expect(await loopState(db, loop.id)).toBe("debrief");
    await undoSeal(db, ana, { cardId, number: 1 });
    expect(await loopState(db, loop.id)).toBe("planned");
    expect(await db.select().from(schema.debrief)).toEqual([]);
  });
  test("is refused once the minute is over", async ({ db }) => {
    const { ana, loop, cardId } = await world(db);
    await seal(db, ana, { cardId, revision: 0, draft: filled(loop) });
    const sealedAt = (await cardOf(db, cardId))?.sealedAt?.getTime() ?? 0;
    const at = (ms: number) => undoSeal(db, ana, { cardId, number: 1 }, new Date(sealedAt + ms));
    expect(await at(60_001)).toMatchObject(refusal(/for a minute/));
    expect(await at(60_000)).toMatchObject({ ok: true });
  });
  test.for(["cora", "ana"] as const)(
    "is refused once %s has read the panel",
    async (reader, { db }) => {
      const made = await world(db);
      const { ana, loop, cardId } = made;
      await seal(db, ana, { cardId, revision: 0, draft: filled(loop) });
      expect((await getPanel(db, made[reader], loop.id))?.view.status).toBe("open");
      expect(await undoSeal(db, ana, { cardId, number: 1 })).toMatchObject(
        refusal(/has been read/),
      );
    },
  );
  test("of a trainee's card is refused once their mentor has read it, whose panel is closed", async ({
    db,
  }) => {
    const { ana, ben } = await world(db);
    const of = await position(db);
    const { id, cardIds } = await loopWith(db, {
      interviewers: [
        { of: ana, kind: "shadow" },
        { of: ben, state: "sealed" },
      ],
      position: of,
      revealRule: "never",
    });
    const [cardId = ""] = cardIds;
    await db.update(schema.card).set({ mentorId: ben.id }).where(eq(schema.card.id, cardId));
    const draft = draftFrom(sealedCard(of.rubric));
    await seal(db, ana, { cardId, revision: 0, draft });
    expect((await getPanel(db, ben, id))?.view).toMatchObject({ status: "locked" });
    expect(await undoSeal(db, ana, { cardId, number: 1 })).toMatchObject(refusal(/has been read/));
  });
  test("is refused once another has read the card itself, and not when its author looks at it", async ({
    db,
  }) => {
    const { ana, cora, loop, cardId } = await world(db);
    const seen = { pattern: "scope-creep", stance: "seen", quote: "“and billing”" } as const;
    await seal(db, ana, { cardId, revision: 0, draft: filled(loop, { observations: [seen] }) });
    const own = await getSealedCard(db, ana, cardId);
    expect(own).toMatchObject({ readable: true, own: true, number: 1 });
    expect(own?.undoLeft).toBeGreaterThan(50_000);
    expect(await getSealedCard(db, cora, cardId)).toMatchObject({
      readable: true,
      undoLeft: null,
      versions: [{ observations: [seen] }],
    });
    expect(await getSealedCard(db, ana, cardId)).toMatchObject({ undoLeft: null });
    expect(await undoSeal(db, ana, { cardId, number: 1 })).toMatchObject(refusal(/has been read/));
  });
  test("is not hindered by whoever may not read, nor by readings before the seal or elsewhere", async ({
    db,
  }) => {
    const { ana, ben, cora, loop, cardId, bens } = await world(db);
    await seal(db, ben, { cardId: bens, revision: 0, draft: filled(loop) });
    await getPanel(db, cora, loop.id);
    await db.update(schema.panelReading).set({ readAt: new Date(Date.now() - 1000) });
    await seal(db, ana, { cardId, revision: 0, draft: filled(loop) });
    const sam = await person(db, { name: "Sam" });
    expect(await getPanel(db, sam, loop.id)).toBeNull();
    const elsewhere = await loopWith(db, { interviewers: [ana] });
    await db
      .insert(schema.panelReading)
      .values({ loopId: elsewhere.id, personId: cora.id, readAt: new Date(Date.now() + 5000) });
    expect(await undoSeal(db, ana, { cardId, number: 1 })).toMatchObject({ ok: true });
  });
  test("is the author's alone", async ({ db }) => {
    const { ana, ben, lea, loop, cardId } = await world(db);
    const sam = await person(db, { name: "Sam" });
    await seal(db, ana, { cardId, revision: 0, draft: filled(loop) });
    for (const viewer of [ben, lea])
      expect(await undoSeal(db, viewer, { cardId, number: 1 })).toMatchObject(
        refusal(/Only its author/),
      );
    expect(await undoSeal(db, sam, { cardId, number: 1 })).toMatchObject(
      refusal(/nothing/, "absent"),
    );
    expect(await undoSeal(db, ana, { cardId, number: 2 })).toMatchObject(
      refusal(/sealed again/, "conflict"),
    );
  });
  test("leaves a tab from before it with a conflict, and the next seal is the next version with its reason", async ({
    db,
  }) => {
    const { ana, cora, loop, cardId } = await world(db);
    await saveDraft(db, ana, { cardId, revision: 0, draft: filled(loop, { summary: "One." }) });
    await seal(db, ana, { cardId, revision: 1, draft: filled(loop, { summary: "One." }) });
    await undoSeal(db, ana, { cardId, number: 1 });
    for (const revision of [0, 1])
      expect(
        await saveDraft(db, ana, { cardId, revision, draft: filled(loop, { summary: "Stale." }) }),
      ).toMatchObject({ ok: false, failure: { kind: "conflict" } });
    await seal(db, ana, await next(db, ana, cardId, { summary: "Two." }));
    expect(await versions(db, cardId)).toMatchObject([
      { number: 1, summary: "One.", undoneAt: expect.any(Date), reason: null },
      { number: 2, summary: "Two.", undoneAt: null, reason: expect.stringContaining("undone") },
    ]);
    const theirs = await getSealedCard(db, cora, cardId);
    expect(theirs).toMatchObject({ versions: [{ number: 2, undone: false }] });
    const own = await getSealedCard(db, ana, cardId);
    expect(own).toMatchObject({ versions: [{ number: 1, undone: true }, { number: 2 }] });
    const panel = await getPanel(db, cora, loop.id);
    expect(panel?.view.cards[0]).toMatchObject({ content: { number: 2, again: false } });
  });
  test("of a second version goes back to the first, reopened with the same reason", async ({
    db,
  }) => {
    const { ana, lea, loop, cardId } = await world(db);
    await seal(db, ana, { cardId, revision: 0, draft: filled(loop) });
    const first = await cardOf(db, cardId);
    await reopen(db, lea, { cardId, reason: "Two criteria were mixed up." });
    await seal(db, ana, await next(db, ana, cardId, { summary: "Again." }));
    await undoSeal(db, ana, { cardId, number: 2 });
    expect(await cardOf(db, cardId)).toMatchObject({
      state: "reopened",
      sealedNumber: 1,
      sealedAt: first?.sealedAt,
      reopenReason: "Two criteria were mixed up.",
    });
    expect(await loopState(db, loop.id)).toBe("interviewing");
    await seal(db, ana, await next(db, ana, cardId, { summary: "Once more." }));
    expect(
      (await versions(db, cardId)).map((v) => [v.number, v.reason, v.undoneAt !== null]),
    ).toEqual([
      [1, null, false],
      [2, "Two criteria were mixed up.", true],
      [3, "Two criteria were mixed up.", false],
    ]);
  });
  test("cannot be spoilt by a list of totals, which waits until the seal stands", async ({
    db,
  }) => {
    const { ana, loop, cardId } = await world(db);
    await seal(db, ana, { cardId, revision: 0, draft: filled(loop) });
    expect(await listPanelScores(db, [loop.id])).toEqual(new Map());
    await db.update(schema.card).set({ sealedAt: new Date(Date.now() - 3_600_000) });
    expect((await listPanelScores(db, [loop.id])).get(loop.id)).toMatchObject({ cards: 1 });
  });
});

const sealedWorld = async (db: Db, options: Partial<Parameters<typeof loopWith>[1]> = {}) => {
  const made = await world(db);
  const { ana, ben } = made;
  const loop = await loopWith(db, {
    interviewers: [
      { of: ana, state: "sealed", says: { score: 2 } },
      { of: ben, state: "sealed" },
    ],
    state: "debrief",
    ...options,
  });
  const [cardId = "", bens = ""] = loop.cardIds;
  return { ...made, loop, cardId, bens };
};
const reason = "I mixed up two candidates.";

describe("reopening a card", () => {
  test("begins with its author's request, which a lead grants with the author's reason", async ({
    db,
  }) => {
    const { ana, lea, loop, cardId } = await sealedWorld(db);
    expect(await askReopen(db, ana, { cardId, reason })).toEqual({
      ok: true,
      value: { loopId: loop.id },
    });
    expect(await cardOf(db, cardId)).toMatchObject({ state: "sealed", reopenReason: reason });
    expect(await reopen(db, lea, { cardId, reason: null })).toMatchObject({ ok: true });
    const own = await getOwnCard(db, ana, cardId);
    expect(own).toMatchObject({ state: "reopened", reopened: { reason, by: "Lea" } });
    expect(own?.draft).toMatchObject(
      filled(loop, draftFrom(sealedCard(loop.position.rubric, { score: 2 }))),
    );
    expect(own?.dueAt.getTime()).toBeGreaterThan(Date.now());
    await seal(db, ana, await next(db, ana, cardId, { summary: "The right person." }));
    expect(await versions(db, cardId)).toMatchObject([
      { number: 1, reason: null, undoneAt: null },
      { number: 2, reason, undoneAt: null, summary: "The right person." },
    ]);
    expect(await cardOf(db, cardId)).toMatchObject({ state: "sealed", reopenReason: null });
    expect(await events(db, cardId)).toEqual(["card.reopen-asked", "card.reopened", "card.sealed"]);
    const facts = await db.select({ facts: schema.auditEvent.facts }).from(schema.auditEvent);
    expect(JSON.stringify(facts)).not.toContain(reason);
  });
  test("closes it to everybody, counts it nowhere and blinds its author until it is sealed again", async ({
    db,
  }) => {
    const { ana, ben, cora, lea, loop, cardId } = await sealedWorld(db);
    await reopen(db, lea, { cardId, reason });
    for (const viewer of [ben, cora, lea])
      expect(await getSealedCard(db, viewer, cardId)).toMatchObject({ readable: false });
    const panel = await getPanel(db, cora, loop.id);
    expect(panel?.view.cards.filter((one) => one.readable)).toHaveLength(1);
    expect((await listPanelScores(db, [loop.id])).get(loop.id)).toMatchObject({ cards: 1 });
    expect((await getPanel(db, ana, loop.id))?.view).toMatchObject({ reason: "owes-card" });
    expect(await getSealedCard(db, ana, cardId)).toMatchObject({
      readable: true,
      versions: [{ number: 1, ratings: expect.any(Array) }],
    });
    await seal(db, ana, await next(db, ana, cardId, { summary: "Again." }));
    for (const viewer of [ana, ben, cora, lea])
      expect(await getSealedCard(db, viewer, cardId)).toMatchObject({
        versions: [{ number: 1 }, { number: 2, reason }],
      });
    expect((await getPanel(db, cora, loop.id))?.view.cards[0]).toMatchObject({
      content: { number: 2, again: true, reason },
    });
  });
  test("is a lead's to do, but not on a card of their own", async ({ db }) => {
    const { ana, ben, cora, lea, cardId } = await sealedWorld(db);
    for (const viewer of [ana, ben, cora])
      for (const refused of [
        await reopen(db, viewer, { cardId, reason }),
        await declineReopen(db, viewer, { cardId }),
      ])
        expect(refused).toMatchObject(refusal(/recruiting lead/));
    const hers = await sealedWorldOf(db, lea);
    expect(await reopen(db, lea, { cardId: hers, reason })).toMatchObject(refusal(/Another lead/));
    expect(await askReopen(db, lea, { cardId: hers, reason })).toMatchObject({ ok: true });
    expect(await reopen(db, lea, { cardId: hers, reason: null })).toMatchObject(
      refusal(/Another lead/),
    );
    const max = await person(db, { name: "Max", permissions: ["lead"] });
    expect(await reopen(db, max, { cardId: hers, reason: null })).toMatchObject({ ok: true });
  });
  test("is refused once its author has a conflict of interest, and their request is gone", async ({
    db,
  }) => {
    const { ana, lea, loop, cardId } = await sealedBoth(db);
    await askReopen(db, ana, { cardId, reason: "The level was left out." });
    expect(await listReopenRequests(db, lea)).toHaveLength(1);
    await declareConflict(db, ana, loop.id, { id: uuidv7(), reason: "We shared a flat." });
    expect(await listReopenRequests(db, lea)).toEqual([]);
    expect((await getSealedCard(db, lea, cardId))?.mayReopen).toBe(false);
    for (const reason of [null, "Nothing was quoted."])
      expect(await reopen(db, lea, { cardId, reason })).toMatchObject(refusal(/cannot write/));
    expect(await cardOf(db, cardId)).toMatchObject({ state: "sealed" });
  });
  test("is asked for by its author alone, while the loop runs", async ({ db }) => {
    const { ana, ben, lea, cardId } = await sealedWorld(db);
    for (const viewer of [ben, lea])
      expect(await askReopen(db, viewer, { cardId, reason })).toMatchObject(
        refusal(/Only its author/),
      );
    const over = await sealedWorldOf(db, ana, "decided");
    for (const refused of [
      await askReopen(db, ana, { cardId: over, reason }),
      await reopen(db, lea, { cardId: over, reason }),
    ])
      expect(refused).toMatchObject(refusal(/This loop is closed/));
  });
  test("answers a stranger and a lead with a conflict of interest as if there were no card", async ({
    db,
  }) => {
    const { lea, loop, cardId } = await sealedWorld(db);
    const sam = await person(db, { name: "Sam" });
    await db.insert(schema.conflict).values({
      ...{ candidateId: loop.candidateId, personId: lea.id, recordedById: lea.id },
      ...{ kind: "interest", reason: "A cousin" },
    });
    for (const viewer of [sam, lea])
      for (const answer of [
        await askReopen(db, viewer, { cardId, reason }),
        await reopen(db, viewer, { cardId, reason }),
        await declineReopen(db, viewer, { cardId }),
        await undoSeal(db, viewer, { cardId, number: 1 }),
      ])
        expect(answer).toMatchObject({ ok: false, failure: { kind: "absent" } });
    expect(await getSealedCard(db, lea, cardId)).toBeNull();
  });
  test("is possible for a lead who owes a card here, without a word of its content or reason", async ({
    db,
  }) => {
    const { ana, lea } = await world(db);
    const { cardIds } = await loopWith(db, { interviewers: [{ of: ana, state: "sealed" }, lea] });
    const [cardId = ""] = cardIds;
    await askReopen(db, ana, { cardId, reason });
    const page = await getSealedCard(db, lea, cardId);
    expect(page).toMatchObject({ readable: false, mayReopen: true, askedAt: expect.any(Date) });
    expect(JSON.stringify(page)).not.toMatch(new RegExp(`${reason}|throughout|They said`));
    expect(await reopen(db, lea, { cardId, reason: null })).toMatchObject({ ok: true });
  });
  test("can be declined: the card stands, its author reads so, and may ask again", async ({
    db,
  }) => {
    const { ana, lea, cardId } = await sealedWorld(db);
    await askReopen(db, ana, { cardId, reason });
    const first = (await cardOf(db, cardId))?.reopenAskedAt ?? new Date(0);
    expect(await declineReopen(db, lea, { cardId, askedAt: first })).toMatchObject({ ok: true });
    expect(await declineReopen(db, lea, { cardId, askedAt: first })).toMatchObject({ ok: true });
    expect(await getSealedCard(db, ana, cardId)).toMatchObject({
      reopening: { step: "declined", by: "Lea" },
      askedAt: null,
      mayAsk: true,
    });
    expect(await events(db, cardId)).toEqual(["card.reopen-asked", "card.reopen-declined"]);
    const later = new Date(first.getTime() + 5);
    await askReopen(db, ana, { cardId, reason: "Really." }, later);
    // A tab that still shows the first request does not answer the second.
    expect(await declineReopen(db, lea, { cardId, askedAt: first })).toMatchObject(
      refusal(/answered/, "conflict"),
    );
    expect(await cardOf(db, cardId)).toMatchObject({ reopenReason: "Really." });
  });
  test("said twice changes nothing the second time", async ({ db }) => {
    const { ana, lea, cardId } = await sealedWorld(db);
    const ask = () => askReopen(db, ana, { cardId, reason });
    expect(await ask()).toEqual(await ask());
    expect(await askReopen(db, ana, { cardId, reason: "Something else" })).toMatchObject(
      refusal(/asked already/, "conflict"),
    );
    const grant = () => reopen(db, lea, { cardId, reason: null, number: 1 });
    expect(await grant()).toEqual(await grant());
    expect(await ask()).toMatchObject({ ok: true });
    expect(await reopen(db, lea, { cardId, reason: "Another" })).toMatchObject(
      refusal(/another reason/, "conflict"),
    );
    expect(await declineReopen(db, lea, { cardId })).toMatchObject(refusal(/answered/, "conflict"));
    expect(await events(db, cardId)).toEqual(["card.reopen-asked", "card.reopened"]);
    await seal(db, ana, await next(db, ana, cardId, { summary: "Again." }));
    // A tab from before the second version reopens the version it shows, and that is gone.
    expect(await grant()).toMatchObject(refusal(/sealed again/, "conflict"));
    expect(await reopen(db, lea, { cardId, reason: null })).toMatchObject(
      refusal(/answered/, "conflict"),
    );
  });
  test("leaves a tab from before the seal with a conflict", async ({ db }) => {
    const { ana, lea, loop, cardId } = await world(db);
    await saveDraft(db, ana, { cardId, revision: 0, draft: filled(loop, { summary: "One." }) });
    await seal(db, ana, { cardId, revision: 1, draft: filled(loop, { summary: "One." }) });
    await reopen(db, lea, { cardId, reason });
    expect(
      await saveDraft(db, ana, { cardId, revision: 1, draft: filled(loop, { summary: "Stale." }) }),
    ).toMatchObject({ ok: false, failure: { kind: "conflict" } });
  });
});

const sealedWorldOf = async (db: Db, viewer: Viewer, state: "debrief" | "decided" = "debrief") => {
  const { cardIds } = await loopWith(db, {
    interviewers: [{ of: viewer, state: "sealed" }],
    state,
  });
  return cardIds[0] ?? "";
};

describe("a card still reopened when its loop goes on without it", () => {
  test("falls back to its sealed version, which counts in what the committee decided", async ({
    db,
  }) => {
    const { loop, cardId, bens, ana, cora, lea } = await sealedBoth(db);
    await reopen(db, lea, { cardId, reason: "The level was left out." });
    const reasons = "The two of them saw the same.";
    const form = { outcome: "offer", level: "staff", reasons, dissent: "" } as const;
    const decided = await decide(db, cora, { loopId: loop.id, seen: 1, ...form });
    expect(decided.ok).toBe(true);
    expect(await cardOf(db, cardId)).toMatchObject({
      ...{ state: "sealed", sealedNumber: 1, endReason: null, reopenReason: null },
    });
    const panel = await getPanel(db, ana, loop.id);
    expect(panel?.view.cards.flatMap((c) => (c.readable ? [c.cardId] : [])).toSorted()).toEqual(
      [cardId, bens].toSorted(),
    );
    expect((await events(db, cardId)).at(-1)).toBe("card.kept");
    expect((await listPanelScores(db, [loop.id])).get(loop.id)?.cards).toBe(2);
  });

  test("does so too when its author has a conflict of interest, and when the candidate withdraws", async ({
    db,
  }) => {
    const { loop, cardId, ana, bens, lea } = await sealedBoth(db);
    await reopen(db, lea, { cardId, reason: "The level was left out." });
    const declared = { id: uuidv7(), reason: "We shared a flat." };
    expect((await declareConflict(db, ana, loop.id, declared)).ok).toBe(true);
    expect(await cardOf(db, cardId)).toMatchObject({ state: "sealed", sealedNumber: 1 });
    await reopen(db, lea, { cardId: bens, reason: "Nothing was quoted." });
    await withdrawLoop(db, lea, loop.id, "Took another offer.");
    expect(await cardOf(db, bens)).toMatchObject({ state: "sealed", sealedNumber: 1 });
  });
});
