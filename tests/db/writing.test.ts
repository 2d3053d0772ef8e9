import { and, eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import type { Draft } from "#app/domain/scorecard.ts";
import { draftFrom } from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import { endCard } from "#db/queries/assignment.server.ts";
import { getEndedDraft, getOwnCard } from "#db/queries/card.server.ts";
import { saveDraft, seal } from "#db/queries/writing.server.ts";
import * as schema from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import { loopWith, person, sealedCard, type TestLoop } from "#tests/support/factory.ts";

async function world(db: Db) {
  const ana = await person(db, { name: "Ana" });
  const ben = await person(db, { name: "Ben" });
  const loop = await loopWith(db, { interviewers: [ana, ben], state: "planned" });
  const [cardId = "", other = ""] = loop.cardIds;
  return { ana, ben, loop, cardId, other };
}
const filled = (loop: TestLoop, more: Partial<Draft> = {}): Draft => ({
  ...draftFrom(sealedCard(loop.position.rubric, { score: 3 })),
  ...more,
});
const cardOf = async (db: Db, id: string) =>
  (await db.select().from(schema.card).where(eq(schema.card.id, id)))[0];
const loopState = async (db: Db, id: string) =>
  (await db.select().from(schema.loop).where(eq(schema.loop.id, id)))[0]?.state;
const events = async (db: Db, subject: string) =>
  (
    await db
      .select()
      .from(schema.auditEvent)
      .where(eq(schema.auditEvent.subject, subject))
      .orderBy(schema.auditEvent.sequence)
  ).map((e) => e.action);
const moves = async (db: Db, loopId: string) =>
  (
    await db
      .select()
      .from(schema.auditEvent)
      .where(and(eq(schema.auditEvent.loopId, loopId), eq(schema.auditEvent.action, "loop.moved")))
      .orderBy(schema.auditEvent.sequence)
  ).map((e) => e.facts);

describe("saving a draft", () => {
  test("keeps what was typed and starts the card, which the loop does not tell", async ({ db }) => {
    const { ana, loop, cardId } = await world(db);
    const saved = await saveDraft(db, ana, {
      cardId,
      revision: 0,
      draft: filled(loop, { summary: "half a thought" }),
    });
    expect(saved).toMatchObject({ ok: true, value: { revision: 1 } });
    expect(await getOwnCard(db, ana, cardId)).toMatchObject({
      revision: 1,
      state: "draft",
      draft: { summary: "half a thought" },
    });
    expect(await loopState(db, loop.id)).toBe("planned");
    expect(await events(db, cardId)).toEqual(["card.saved"]);
  });
  test("again is its author's own affair: only the first save stands in the record", async ({
    db,
  }) => {
    const { ana, loop, cardId } = await world(db);
    for (const [revision, summary] of ["One", "One two", "One two three"].entries())
      expect(
        await saveDraft(db, ana, { cardId, revision, draft: filled(loop, { summary }) }),
      ).toMatchObject({ ok: true, value: { revision: revision + 1 } });
    expect((await getOwnCard(db, ana, cardId))?.draft.summary).toBe("One two three");
    expect(await events(db, cardId)).toEqual(["card.saved"]);
  });
  test("twice changes nothing the second time, even with the old revision", async ({ db }) => {
    const { ana, loop, cardId } = await world(db);
    const command = { cardId, revision: 0, draft: filled(loop) };
    const first = await saveDraft(db, ana, command);
    expect(await saveDraft(db, ana, command)).toEqual(first);
    expect(await events(db, cardId)).toEqual(["card.saved"]);
  });
  test("from an older tab is refused and overwrites nothing", async ({ db }) => {
    const { ana, loop, cardId } = await world(db);
    await saveDraft(db, ana, { cardId, revision: 0, draft: filled(loop, { summary: "newer" }) });
    const late = await saveDraft(db, ana, {
      cardId,
      revision: 0,
      draft: filled(loop, { summary: "older" }),
    });
    expect(late).toMatchObject({ ok: false, failure: { kind: "conflict" } });
    expect((await getOwnCard(db, ana, cardId))?.draft.summary).toBe("newer");
  });
  test("of somebody else's card is refused, a lead's included", async ({ db }) => {
    const { loop, other, ana } = await world(db);
    const lea = await person(db, { name: "Lea", permissions: ["lead", "admin", "committee"] });
    for (const viewer of [ana, lea])
      expect(
        await saveDraft(db, viewer, { cardId: other, revision: 0, draft: filled(loop) }),
      ).toMatchObject({
        ok: false,
        failure: { kind: "absent" },
      });
    expect(await db.select().from(schema.draft)).toEqual([]);
  });
  test("on a loop that is over is refused", async ({ db }) => {
    const { ana, loop, cardId } = await world(db);
    await db
      .update(schema.loop)
      .set({ state: "withdrawn", withdrawReason: "Took another offer" })
      .where(eq(schema.loop.id, loop.id));
    expect(await saveDraft(db, ana, { cardId, revision: 0, draft: filled(loop) })).toMatchObject({
      ok: false,
      failure: { kind: "refused", message: "This loop is closed." },
    });
  });
});

describe("sealing a card", () => {
  test("makes version 1 with a row per rating and observation, and the draft is gone", async ({
    db,
  }) => {
    const { ana, loop, cardId } = await world(db);
    const draft = filled(loop, {
      observations: [{ pattern: "scope-creep", stance: "seen", quote: "“and also billing”" }],
    });
    expect(await seal(db, ana, { cardId, revision: 0, draft })).toEqual({
      ok: true,
      value: { loopId: loop.id },
    });
    expect(await cardOf(db, cardId)).toMatchObject({ state: "sealed", sealedNumber: 1 });
    expect(await db.select().from(schema.rating)).toHaveLength(
      loop.position.rubric.criteria.length,
    );
    expect(await db.select().from(schema.observation)).toMatchObject([
      { pattern: "scope-creep", quote: "“and also billing”" },
    ]);
    expect(await db.select().from(schema.draft)).toEqual([]);
    expect(await getOwnCard(db, ana, cardId)).toBeNull();
    expect(await events(db, cardId)).toEqual(["card.sealed"]);
    expect(await loopState(db, loop.id)).toBe("interviewing");
    expect(await moves(db, loop.id)).toEqual([{ from: "planned", to: "interviewing" }]);
  });
  test("of the last card opens the debrief", async ({ db }) => {
    const { ana, ben, loop, cardId, other } = await world(db);
    await seal(db, ana, { cardId, revision: 0, draft: filled(loop) });
    await seal(db, ben, { cardId: other, revision: 0, draft: filled(loop) });
    expect(await loopState(db, loop.id)).toBe("debrief");
    expect(await db.select().from(schema.debrief)).toHaveLength(1);
    expect(await events(db, loop.id)).toEqual(["loop.moved", "loop.moved", "debrief.opened"]);
    expect(await moves(db, loop.id)).toEqual([
      { from: "planned", to: "interviewing" },
      { from: "interviewing", to: "debrief" },
    ]);
  });
  test("sent twice is one version, and different content afterwards is refused", async ({ db }) => {
    const { ana, loop, cardId } = await world(db);
    const command = { cardId, revision: 0, draft: filled(loop) };
    await seal(db, ana, command);
    expect(await seal(db, ana, command)).toEqual({ ok: true, value: { loopId: loop.id } });
    expect(
      await seal(db, ana, { ...command, draft: filled(loop, { summary: "no, wait" }) }),
    ).toMatchObject({
      ok: false,
      failure: { kind: "refused" },
    });
    expect(await db.select().from(schema.cardVersion)).toHaveLength(1);
  });
  test("an incomplete card is refused with a message at each field and nothing is written", async ({
    db,
  }) => {
    const { ana, loop, cardId } = await world(db);
    const refused = await seal(db, ana, {
      cardId,
      revision: 0,
      draft: filled(loop, { summary: "", recommendation: "" }),
    });
    expect(refused).toMatchObject({
      ok: false,
      failure: {
        kind: "invalid",
        fields: { summary: expect.any(String), recommendation: expect.any(String) },
      },
    });
    expect(await db.select().from(schema.cardVersion)).toEqual([]);
    expect(await cardOf(db, cardId)).toMatchObject({ state: "assigned" });
  });
  test("at a level the rubric does not know is refused at the level", async ({ db }) => {
    const { ana, loop, cardId } = await world(db);
    const draft = filled(loop, { level: "junior" });
    expect(loop.position.rubric.levels).not.toContain("junior");
    const refused = await seal(db, ana, { cardId, revision: 0, draft });
    expect(refused).toMatchObject({ ok: false, failure: { kind: "invalid" } });
    if (!refused.ok) expect(Object.keys(refused.failure.fields ?? {})).toEqual(["level"]);
    expect(await db.select().from(schema.cardVersion)).toEqual([]);
  });
  test("from a tab that has not seen the newest draft is refused", async ({ db }) => {
    const { ana, loop, cardId } = await world(db);
    await saveDraft(db, ana, { cardId, revision: 0, draft: filled(loop, { summary: "newer" }) });
    const stale = await seal(db, ana, {
      cardId,
      revision: 0,
      draft: filled(loop, { summary: "older" }),
    });
    expect(stale).toMatchObject({ ok: false, failure: { kind: "conflict" } });
    expect(await cardOf(db, cardId)).toMatchObject({ state: "draft" });
  });
});

describe("a draft whose card ended", () => {
  test("stays its author's to read, with the reason, and nobody else's", async ({ db }) => {
    const { ana, ben, loop, cardId, other } = await world(db);
    const lea = await person(db, { name: "Lea", permissions: ["lead", "admin", "committee"] });
    await saveDraft(db, ana, { cardId, revision: 0, draft: filled(loop, { summary: "Mine" }) });
    expect(await getEndedDraft(db, ana, cardId)).toBeNull();
    await endCard(db, lea, loop.id, cardId, "did-not-happen", "On call");
    expect(await getOwnCard(db, ana, cardId)).toBeNull();
    expect(await getEndedDraft(db, ana, cardId)).toMatchObject({
      id: cardId,
      loopId: loop.id,
      state: "did-not-happen",
      reason: "On call",
      savedAt: expect.any(Date),
      draft: { summary: "Mine", recommendation: "yes" },
    });
    for (const viewer of [ben, lea]) expect(await getEndedDraft(db, viewer, cardId)).toBeNull();
    await endCard(db, lea, loop.id, other, "withdrawn", "Not needed");
    expect(await getEndedDraft(db, ben, other)).toBeNull();
  });
});

describe("the database itself refuses", () => {
  const sealedVersion = async (db: Db) => {
    const { ana, loop, cardId } = await world(db);
    await seal(db, ana, { cardId, revision: 0, draft: filled(loop) });
    const [version] = await db.select().from(schema.cardVersion);
    const [row] = await db.select().from(schema.rating);
    if (!version || !row) throw new Error("Expected a sealed version");
    return { version, row, cardId };
  };
  const refusal = async (db: Db, write: (tx: Db) => Promise<unknown>) =>
    db.transaction(write).then(
      () => "written",
      (error: { cause?: { constraint_name?: string; constraint?: string } }) =>
        error.cause?.constraint_name ?? error.cause?.constraint,
    );

  test("a score off the scale, a score beside not observed, and neither", async ({ db }) => {
    const { row } = await sealedVersion(db);
    const put = (score: number | null, notObserved: "not-asked" | null) =>
      refusal(db, (tx) =>
        tx
          .update(schema.rating)
          .set({ score, notObserved })
          .where(eq(schema.rating.criterion, row.criterion)),
      );
    expect(await put(5, null)).toBe("rating_on_scale");
    expect(await put(0, null)).toBe("rating_on_scale");
    expect(await put(3, "not-asked")).toBe("rating_or_unseen");
    expect(await put(null, null)).toBe("rating_or_unseen");
    expect(await put(4, null)).toBe("written");
  });
  test("a rating on a wider scale than the rubric's", async ({ db }) => {
    await sealedVersion(db);
    expect(await refusal(db, (tx) => tx.update(schema.rating).set({ points: 10 }))).toBe(
      "rating_of_criterion",
    );
  });
  test("to delete anything a sealed version hangs on", async ({ db }) => {
    const { cardId } = await sealedVersion(db);
    expect(await refusal(db, (tx) => tx.delete(schema.cardVersion))).toBe("rating_of_version");
    expect(
      await refusal(db, (tx) => tx.delete(schema.card).where(eq(schema.card.id, cardId))),
    ).toBe("card_version_of_card");
    expect(await refusal(db, (tx) => tx.delete(schema.loop))).not.toBe("written");
    expect(await refusal(db, (tx) => tx.delete(schema.person))).not.toBe("written");
  });
  test("a second card for one person in one round, and a second version 1", async ({ db }) => {
    const { version, cardId } = await sealedVersion(db);
    const card = await cardOf(db, cardId);
    if (!card) throw new Error("Expected a card");
    const { id: _, ...again } = card;
    expect(
      await refusal(db, (tx) => tx.insert(schema.card).values({ ...again, state: "assigned" })),
    ).toBe("card_once");
    const { id: __, ...copy } = version;
    expect(await refusal(db, (tx) => tx.insert(schema.cardVersion).values(copy))).toBe(
      "card_version_number",
    );
  });
});
