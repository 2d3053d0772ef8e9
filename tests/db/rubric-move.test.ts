import { and, eq, inArray } from "drizzle-orm";
import { describe, expect } from "vitest";
import type { RubricContent } from "#app/domain/rubric.ts";
import { type Draft, fitDraft } from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import { getOwnCard, shapeOf } from "#db/queries/card.server.ts";
import { getPosition } from "#db/queries/position.server.ts";
import { undoSeal } from "#db/queries/reopening.server.ts";
import { getRubricMove, moveRubric } from "#db/queries/rubric-move.server.ts";
import { saveDraft, seal } from "#db/queries/writing.server.ts";
import * as schema from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import * as make from "#tests/support/factory.ts";

/** The factory's rounds begin on this day. */
const before = new Date("2026-03-01T12:00:00Z");
const during = new Date("2026-03-02T12:30:00Z");

const lead = (db: Db, name = "Lea Berg") => make.person(db, { name, permissions: ["lead"] });

/** Without the first criterion, with a new one of weight 30. */
const changed = (content: RubricContent): RubricContent => {
  const [first, ...others] = content.criteria;
  if (!first) throw new Error("Expected a criterion");
  const fresh = { ...first, key: "care", title: "Care", weight: 30 };
  return { ...content, criteria: [...others, fresh] };
};

async function world(db: Db) {
  const lea = await lead(db);
  const ana = await make.person(db, { name: "Ana Ruiz" });
  const position = await make.position(db);
  const to = await make.nextVersion(db, changed);
  const loop = (name: string, options: Partial<Parameters<typeof make.loopWith>[1]> = {}) =>
    make.candidate(db, { name }).then(({ id: candidateId }) =>
      make.loopWith(db, {
        position,
        candidateId,
        state: "planned",
        interviewers: [ana],
        ...options,
      }),
    );
  const asked = { rubricVersionId: to.id, version: 1, set: 1 };
  const rubricOf = async (id: string) => {
    const [row] = await db.select().from(schema.loop).where(eq(schema.loop.id, id));
    return row?.rubricVersionId;
  };
  return { lea, ana, position, to, loop, asked, rubricOf };
}

async function shown(db: Db, viewer: Awaited<ReturnType<typeof lead>>, id: string, now = before) {
  const position = await getPosition(db, viewer, id);
  return position && getRubricMove(db, viewer, position, now);
}
const names = (loops: readonly { candidate: string }[] | undefined) =>
  loops?.map((one) => one.candidate);

describe("a position moves to a newer version of its rubric", () => {
  test("with the weights both versions share, and the new default, scaled to 100", async ({
    db,
  }) => {
    const { lea, position, asked, to } = await world(db);
    const told = await shown(db, lea, position.id);
    expect(await moveRubric(db, lea, position.id, asked, before)).toMatchObject({ ok: true });
    const now = await getPosition(db, lea, position.id);
    const [set] = now?.weightSets ?? [];
    expect(now).toMatchObject({ version: 2, rubric: { id: to.id } });
    expect(Object.values(set?.weights ?? {}).reduce((a, b) => a + b, 0)).toBe(100);
    expect(Object.keys(set?.weights ?? {}).toSorted()).toEqual(
      to.content.criteria.map(({ key }) => key).toSorted(),
    );
    const becomes = told?.weights.filter((one) => one.becomes !== null);
    expect(becomes?.map((one) => one.becomes)).toEqual(
      to.content.criteria.map(({ key }) => set?.weights[key]),
    );
    expect(told?.weights.at(-1)).toMatchObject({ title: "Trade-off reasoning", becomes: null });
    expect(told?.weights.find(({ title }) => title === "Care")?.was).toBeNull();
    expect(await shown(db, lea, position.id)).toBeNull();
  });

  test("and tells criteria of one title apart", async ({ db }) => {
    const { lea, position } = await world(db);
    await make.nextVersion(db, ({ criteria: [first, ...others], ...content }) => {
      if (!first) throw new Error("Expected a criterion");
      const renamed = { ...first, title: "Trade-off reasoning" };
      return { ...content, criteria: [renamed, ...others] };
    });
    const told = await shown(db, lea, position.id);
    const alike = told?.weights.filter(({ title }) => title === "Trade-off reasoning");
    expect(alike).toHaveLength(2);
    expect(new Set(alike?.map(({ key }) => key)).size).toBe(2);
  });

  test("with the loops that have not started, as the page had said", async ({ db }) => {
    const { lea, position, asked, to, loop, rubricOf } = await world(db);
    const ben = await make.person(db, { name: "Ben Cole" });
    const fresh = await loop("Fresh", { interviewers: [] });
    const waiting = await loop("Waiting");
    const sealed = await loop("Sealed", {
      state: "interviewing",
      interviewers: [{ of: ben, state: "sealed" }],
    });
    const settled = await loop("Settled", { state: "decided", interviewers: [] });
    const told = await shown(db, lea, position.id);
    expect(names(told?.moving)).toEqual(["Fresh", "Waiting"]);
    expect(names(told?.staying)).toEqual(["Sealed"]);
    await moveRubric(db, lea, position.id, asked, before);
    expect(await rubricOf(fresh.id)).toBe(to.id);
    expect(await rubricOf(waiting.id)).toBe(to.id);
    expect(await rubricOf(sealed.id)).toBe(position.rubricVersionId);
    expect(await rubricOf(settled.id)).toBe(position.rubricVersionId);
    const cards = await db.select().from(schema.card).where(eq(schema.card.loopId, waiting.id));
    expect(cards.map((card) => card.rubricVersionId)).toEqual([to.id]);
  });

  test("without a loop whose first round has begun by the clock", async ({ db }) => {
    const { lea, position, asked, loop, rubricOf } = await world(db);
    const { id } = await loop("Begun");
    expect(names((await shown(db, lea, position.id, during))?.staying)).toEqual(["Begun"]);
    await moveRubric(db, lea, position.id, asked, during);
    expect(await rubricOf(id)).toBe(position.rubricVersionId);
  });

  test("without a loop in which a card was sealed, though the seal was undone", async ({ db }) => {
    const { lea, ana, position, asked, loop, rubricOf } = await world(db);
    const { id, cardIds } = await loop("Undone");
    const [cardId = ""] = cardIds;
    const card = await getOwnCard(db, ana, cardId);
    const content = make.sealedCard(position.rubric);
    const ratings = content.ratings.map((r) => [
      r.criterion,
      { score: "3", confidence: "" as const, evidence: r.evidence },
    ]);
    const filled = {
      ...{ ratings: Object.fromEntries(ratings), observations: [], probes: {}, notes: "" },
      ...{ recommendation: "yes" as const, level: "staff" as const, summary: "Sound." },
    };
    expect(card?.revision).toBe(0);
    expect(await seal(db, ana, { cardId, revision: 0, draft: filled })).toMatchObject({ ok: true });
    const undone = await undoSeal(db, ana, { cardId, number: 1 });
    expect(undone).toMatchObject({ ok: true });
    await moveRubric(db, lea, position.id, asked, before);
    expect(await rubricOf(id)).toBe(position.rubricVersionId);
  });

  test("and nobody learns from it whether a card has been begun", async ({ db }) => {
    const { lea, ana, position, asked, to, loop, rubricOf } = await world(db);
    const begun = await loop("Begun");
    const untouched = await loop("Untouched");
    const [cardId = ""] = begun.cardIds;
    const [gone = "", kept = ""] = position.rubric.criteria.map(({ key }) => key);
    const typed: Draft = fitDraft(
      {
        ratings: {
          [gone]: { score: "2", confidence: "", evidence: "Named no price." },
          [kept]: { score: "3", confidence: "", evidence: "Asked what could hang." },
        },
        notes: "Met in the lobby.",
      },
      shapeOf(position.rubric, []),
    );
    expect(await saveDraft(db, ana, { cardId, revision: 0, draft: typed })).toMatchObject({
      ok: true,
    });
    const told = await shown(db, lea, position.id);
    expect(names(told?.moving)).toEqual(["Begun", "Untouched"]);
    await moveRubric(db, lea, position.id, asked, before);
    expect(await rubricOf(begun.id)).toBe(to.id);
    expect(await rubricOf(untouched.id)).toBe(to.id);
    const own = await getOwnCard(db, ana, cardId);
    expect(own?.draft.ratings[kept]?.evidence).toBe("Asked what could hang.");
    expect(own?.draft.ratings[gone]).toBeUndefined();
    expect(own?.draft.notes).toContain("Met in the lobby.");
    expect(own?.draft.notes).toContain("Named no price.");
    expect(own?.revision).toBe(1);
  });

  test("and rounds lose what the newer version does not ask", async ({ db }) => {
    const { lea, position, asked, loop } = await world(db);
    const { roundIds } = await loop("Focused", { interviewers: [] });
    expect(roundIds).toEqual([]);
    const { id: loopId } = await loop("Focused too");
    const [gone = "", kept = "", other = ""] = position.rubric.criteria.map(({ key }) => key);
    const focused = eq(schema.round.loopId, loopId);
    await db
      .update(schema.round)
      .set({ focus: [gone, other, kept] })
      .where(focused);
    await moveRubric(db, lea, position.id, asked, before);
    const rounds = await db.select().from(schema.round).where(focused);
    expect(rounds.map(({ focus }) => focus)).toEqual([[other, kept]]);
  });

  test("is recorded, on the position and on each loop that moved", async ({ db }) => {
    const { lea, position, asked, loop } = await world(db);
    const { id } = await loop("Fresh");
    await loop("Sealed", { state: "debrief", interviewers: [] });
    await moveRubric(db, lea, position.id, asked, before);
    const { auditEvent } = schema;
    const events = await db
      .select()
      .from(auditEvent)
      .where(inArray(auditEvent.action, ["position.rubric-moved", "loop.rubric-moved"]))
      .orderBy(auditEvent.sequence);
    const facts = { rubric: "staff-backend", from: 1, to: 2 };
    expect(events).toMatchObject([
      { action: "position.rubric-moved", subject: position.id, actorId: lea.id, facts },
      { action: "loop.rubric-moved", subject: id, loopId: id, facts },
    ]);
  });

  test("once, however often it is sent", async ({ db }) => {
    const { lea, position, asked } = await world(db);
    await moveRubric(db, lea, position.id, asked, before);
    expect(await moveRubric(db, lea, position.id, asked, before)).toMatchObject({ ok: true });
    expect((await getPosition(db, lea, position.id))?.weightSets).toHaveLength(2);
    const moved = eq(schema.auditEvent.action, "position.rubric-moved");
    expect(await db.$count(schema.auditEvent, and(moved))).toBe(1);
  });

  test("not where the position or its weights changed since the page was opened", async ({
    db,
  }) => {
    const { lea, position, asked, to } = await world(db);
    for (const late of [
      { ...asked, version: 2 },
      { ...asked, set: 2 },
    ])
      expect(await moveRubric(db, lea, position.id, late, before)).toMatchObject({
        ok: false,
        failure: { kind: "conflict" },
      });
    expect((await getPosition(db, lea, position.id))?.rubric.id).not.toBe(to.id);
  });

  test("not back, nor to another rubric, nor to one without its level", async ({ db }) => {
    const { lea, position, asked } = await world(db);
    const other = await make.rubric(db, "engineering-manager");
    const refused = async (rubricVersionId: string, id = position.id) =>
      expect(await moveRubric(db, lea, id, { ...asked, rubricVersionId }, before)).toMatchObject({
        ok: false,
        failure: { kind: "invalid" },
      });
    await refused(other.id);
    const narrow = await make.nextVersion(db, (content) => ({ ...content, levels: ["principal"] }));
    await refused(narrow.id);
    expect((await shown(db, lea, position.id))?.to.levels).toEqual(["principal"]);
    await moveRubric(db, lea, position.id, asked, before);
    await refused(position.rubricVersionId);
  });

  test("for leads alone", async ({ db }) => {
    const { ana, position, asked } = await world(db);
    const coco = await make.person(db, { name: "Coco", permissions: ["committee", "admin"] });
    for (const viewer of [ana, coco])
      expect(await moveRubric(db, viewer, position.id, asked, before)).toMatchObject({
        ok: false,
        failure: { kind: "refused" },
      });
  });

  test("with the loops of a lead's conflict of interest, and tells them of none", async ({
    db,
  }) => {
    const { lea, ana, position, asked, to, loop, rubricOf } = await world(db);
    const { id, candidateId } = await loop("A friend");
    await db.insert(schema.conflict).values({
      ...{ candidateId, personId: lea.id, recordedById: ana.id },
      ...{ kind: "interest", reason: "A friend." },
    });
    const told = await shown(db, lea, position.id);
    expect([told?.moving, told?.staying]).toEqual([[], []]);
    expect(await moveRubric(db, lea, position.id, asked, before)).toEqual({
      ok: true,
      value: { id: position.id },
    });
    expect(await rubricOf(id)).toBe(to.id);
  });
});
