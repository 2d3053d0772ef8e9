import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import type { Viewer } from "#app/domain/people.ts";
import type { Db } from "#db/client.server.ts";
import { assign, endCard, listAssignable, reassign } from "#db/queries/assignment.server.ts";
import { getOwnCard } from "#db/queries/card.server.ts";
import { getLoop } from "#db/queries/loop.server.ts";
import { addRound, cancelRound, editRound } from "#db/queries/round.server.ts";
import { saveDraft } from "#db/queries/writing.server.ts";
import { auditEvent, candidate, card, draft, loop, person, round } from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import * as make from "#tests/support/factory.ts";

const lead = (db: Db) => make.person(db, { name: "Lea Berg", permissions: ["lead"] });
const from = (version: number) => ({ version, timeZone: "UTC" });
const HOUR = 3_600_000;
const startsAt = new Date("2026-05-04T09:00:00Z");
const plan = { kind: "design", startsAt, minutes: 45, focus: ["verification"] } as const;

const cardRow = async (db: Db, id: string) => {
  const [row] = await db.select().from(card).where(eq(card.id, id));
  if (!row) throw new Error("Expected a card");
  return row;
};
const loopState = async (db: Db, id: string) =>
  (await db.select({ state: loop.state }).from(loop).where(eq(loop.id, id)))[0]?.state;

/** A loop with one round, in which Ana has a card; led by Lea. */
async function world(db: Db, state: "assigned" | "draft" | "sealed" = "assigned") {
  const lea = await lead(db);
  const ana = await make.person(db, { name: "Ana Ruiz" });
  const ben = await make.person(db, { name: "Ben Okri" });
  const made = await make.loopWith(db, { interviewers: [{ of: ana, state }] });
  const [roundId = ""] = made.roundIds;
  const [cardId = ""] = made.cardIds;
  const { id: loopId, candidateId } = made;
  return { lea, ana, ben, loopId, candidateId, roundId, cardId };
}

describe("adding a round", () => {
  test("keeps the focus in the rubric's order, and sent twice adds one", async ({ db }) => {
    const { lea, loopId } = await world(db);
    const input = { ...plan, focus: ["verification", "tradeoff-reasoning"], id: uuidv7() };
    await addRound(db, lea, loopId, input);
    expect(await addRound(db, lea, loopId, input)).toEqual({ ok: true, value: { id: input.id } });
    expect(await db.$count(round, eq(round.loopId, loopId))).toBe(2);
    const seen = (await getLoop(db, lea, loopId))?.rounds.find((r) => r.id === input.id);
    expect(seen?.focus).toEqual(["tradeoff-reasoning", "verification"]);
  });

  test("under a key that was used for another one is a conflict", async ({ db }) => {
    const { lea, loopId } = await world(db);
    const input = { ...plan, id: uuidv7() };
    await addRound(db, lea, loopId, input);
    const elsewhere = await make.loopWith(db, { interviewers: [] });
    for (const late of [
      await addRound(db, lea, loopId, { ...input, minutes: 90 }),
      await addRound(db, lea, loopId, { ...input, focus: [] }),
      await addRound(db, lea, elsewhere.id, input),
    ])
      expect(late).toMatchObject({ ok: false, failure: { kind: "conflict" } });
    expect(await db.$count(round, eq(round.id, input.id))).toBe(1);
  });

  test("is refused to an interviewer of the loop, and writes nothing", async ({ db }) => {
    const { ana, loopId } = await world(db);
    const refused = await addRound(db, ana, loopId, { ...plan, id: uuidv7() });
    expect(refused).toMatchObject({
      ok: false,
      failure: { kind: "refused", message: "Only a recruiting lead can do this." },
    });
    expect(await db.$count(round, eq(round.loopId, loopId))).toBe(1);
  });

  test("is refused where the focus is no criterion of the rubric", async ({ db }) => {
    const { lea, loopId } = await world(db);
    const refused = await addRound(db, lea, loopId, { ...plan, focus: ["charm"], id: uuidv7() });
    expect(refused).toMatchObject({ ok: false, failure: { kind: "invalid" } });
  });

  test("is refused on a withdrawn loop", async ({ db }) => {
    const lea = await lead(db);
    const { id } = await make.loopWith(db, { state: "withdrawn", interviewers: [] });
    expect(await addRound(db, lea, id, { ...plan, id: uuidv7() })).toMatchObject({
      ok: false,
      failure: { kind: "refused", message: "This loop is closed." },
    });
  });
});

describe("editing a round", () => {
  test("moves the due time of the cards still owed to a day after its new end", async ({ db }) => {
    const { lea, loopId, roundId, cardId } = await world(db);
    await editRound(db, lea, loopId, roundId, plan, from(1));
    const due = new Date(startsAt.getTime() + 45 * 60_000 + 24 * HOUR);
    expect((await cardRow(db, cardId)).dueAt).toEqual(due);
  });

  test("from an older version is a conflict, and nothing is written", async ({ db }) => {
    const { lea, loopId, roundId } = await world(db);
    await editRound(db, lea, loopId, roundId, plan, from(1));
    const late = await editRound(db, lea, loopId, roundId, { ...plan, minutes: 90 }, from(1));
    expect(late).toMatchObject({ ok: false, failure: { kind: "conflict" } });
    if (!late.ok) expect(late.failure.message).toMatch(/^Lea Berg saved this round on /);
    const [row] = await db.select().from(round).where(eq(round.id, roundId));
    expect(row).toMatchObject({ minutes: 45, version: 2 });
  });

  test("sent twice changes it once", async ({ db }) => {
    const { lea, loopId, roundId } = await world(db);
    await editRound(db, lea, loopId, roundId, plan, from(1));
    expect(await editRound(db, lea, loopId, roundId, plan, from(1))).toMatchObject({ ok: true });
    expect(await db.$count(auditEvent, eq(auditEvent.subject, roundId))).toBe(1);
  });
});

describe("cancelling a round", () => {
  test("ends the cards owed in it with the reason and keeps sealed ones", async ({ db }) => {
    const { lea, ben, loopId, roundId, cardId } = await world(db, "sealed");
    const bens = uuidv7();
    const asked = { id: bens, roundId, interviewerId: ben.id, kind: "panel" } as const;
    await assign(db, lea, loopId, asked);
    await cancelRound(db, lea, loopId, roundId, "The candidate was ill", from(1));
    expect(await cardRow(db, bens)).toMatchObject({
      state: "did-not-happen",
      endReason: "The candidate was ill",
    });
    expect((await cardRow(db, cardId)).state).toBe("sealed");
    expect((await getLoop(db, lea, loopId))?.rounds[0]?.cancelReason).toBe("The candidate was ill");
  });

  test("opens the debrief where the last card awaited was in it", async ({ db }) => {
    const lea = await lead(db);
    const ana = await make.person(db, { name: "Ana" });
    const ben = await make.person(db, { name: "Ben" });
    const made = await make.loopWith(db, { interviewers: [{ of: ana, state: "sealed" }, ben] });
    const [, second = ""] = made.roundIds;
    await cancelRound(db, lea, made.id, second, "No room", from(1));
    expect(await loopState(db, made.id)).toBe("debrief");
  });

  test("twice changes nothing more", async ({ db }) => {
    const { lea, loopId, roundId } = await world(db);
    await cancelRound(db, lea, loopId, roundId, "Ill", from(1));
    expect(await cancelRound(db, lea, loopId, roundId, "Ill", from(1))).toMatchObject({ ok: true });
    const said = and(eq(auditEvent.loopId, loopId), eq(auditEvent.action, "round.cancelled"));
    expect(await db.$count(auditEvent, said)).toBe(1);
  });

  test("from an older version is a conflict and ends no card", async ({ db }) => {
    const { lea, loopId, roundId, cardId } = await world(db);
    await editRound(db, lea, loopId, roundId, plan, from(1));
    expect(await cancelRound(db, lea, loopId, roundId, "Ill", from(1))).toMatchObject({
      ok: false,
      failure: { kind: "conflict" },
    });
    expect((await cardRow(db, cardId)).state).toBe("assigned");
  });
});

describe("assigning an interviewer", () => {
  const to = (roundId: string, { id: interviewerId }: Pick<Viewer, "id">) =>
    ({ id: uuidv7(), roundId, interviewerId, kind: "panel" }) as const;

  test("gives them a card due a day after the round ends, on the loop's rubric", async ({ db }) => {
    const { lea, ben, loopId, roundId } = await world(db);
    const asked = to(roundId, ben);
    expect(await assign(db, lea, loopId, asked)).toEqual({ ok: true, value: { id: asked.id } });
    const [held] = await db.select().from(round).where(eq(round.id, roundId));
    const end = (held?.startsAt.getTime() ?? 0) + (held?.minutes ?? 0) * 60_000;
    const made = await cardRow(db, asked.id);
    expect(made).toMatchObject({ state: "assigned", interviewerId: ben.id, kind: "panel" });
    expect(made.dueAt).toEqual(new Date(end + 24 * HOUR));
    expect(await getOwnCard(db, ben, asked.id)).not.toBeNull();
  });

  test("sent twice gives one card", async ({ db }) => {
    const { lea, ben, loopId, roundId } = await world(db);
    const asked = to(roundId, ben);
    await assign(db, lea, loopId, asked);
    expect(await assign(db, lea, loopId, asked)).toEqual({ ok: true, value: { id: asked.id } });
    expect(await db.$count(card, eq(card.interviewerId, ben.id))).toBe(1);
  });

  test("under a key that was used for another card, or in another loop, is a conflict", async ({
    db,
  }) => {
    const { lea, ana, ben, loopId, roundId, cardId } = await world(db);
    const asked = to(roundId, ben);
    await assign(db, lea, loopId, asked);
    const cy = await make.person(db, { name: "Cy" });
    const other = await make.loopWith(db, { interviewers: [ana] });
    const moved = { id: asked.id, interviewerId: cy.id };
    for (const late of [
      await assign(db, lea, loopId, { ...asked, interviewerId: cy.id }),
      await assign(db, lea, loopId, { ...asked, kind: "shadow" }),
      await assign(db, lea, other.id, asked),
      await reassign(db, lea, loopId, cardId, moved),
    ])
      expect(late).toMatchObject({ ok: false, failure: { kind: "conflict" } });
    expect(await db.$count(card, eq(card.interviewerId, cy.id))).toBe(0);
    expect((await cardRow(db, cardId)).state).toBe("assigned");
  });

  const messageTo = async (
    db: Db,
    w: Awaited<ReturnType<typeof world>>,
    who: Pick<Viewer, "id">,
  ) => {
    const refused = await assign(db, w.lea, w.loopId, to(w.roundId, who));
    return refused.ok ? null : refused.failure.fields?.interviewerId;
  };

  test("is refused twice in one round", async ({ db }) => {
    const w = await world(db);
    expect(await messageTo(db, w, w.ana)).toBe("Ana Ruiz already has a card in this round.");
  });

  test("is refused for the candidate themself", async ({ db }) => {
    const w = await world(db);
    await db.update(candidate).set({ email: "Ben.Okri@example.com" });
    expect(await messageTo(db, w, w.ben)).toContain("Ben Okri cannot interview this candidate.");
  });

  test("is refused for the disabled and for whoever does not interview", async ({ db }) => {
    const w = await world(db);
    const cy = await make.person(db, { name: "Cy", permissions: ["committee"] });
    await db.update(person).set({ disabledAt: new Date() }).where(eq(person.id, w.ben.id));
    expect(await messageTo(db, w, w.ben)).toContain("cannot interview now");
    expect(await messageTo(db, w, cy)).toContain("cannot interview now");
    const names = (await listAssignable(db, w.lea, w.candidateId)).map((p) => p.name);
    expect(names).toEqual(["Ana Ruiz"]);
    expect(await listAssignable(db, w.ana, w.candidateId)).toEqual([]);
  });

  test("is refused in a cancelled round and in another loop's round", async ({ db }) => {
    const w = await world(db);
    const other = await make.loopWith(db, { interviewers: [w.ana] });
    const elsewhere = to(other.roundIds[0] ?? "", w.ben);
    expect(await assign(db, w.lea, w.loopId, elsewhere)).toMatchObject({ ok: false });
    await cancelRound(db, w.lea, w.loopId, w.roundId, "Ill", from(1));
    expect(await assign(db, w.lea, w.loopId, to(w.roundId, w.ben))).toMatchObject({ ok: false });
  });
});

describe("reassigning a card", () => {
  test("ends the old one, keeps its draft with its author, and starts an empty one", async ({
    db,
  }) => {
    const { lea, ana, ben, loopId, cardId } = await world(db);
    const typed = {
      ratings: {},
      observations: [],
      probes: {},
      recommendation: "",
      level: "",
      summary: "Mine",
      notes: "",
    } as const;
    await saveDraft(db, ana, { cardId, revision: 0, draft: { ...typed, observations: [] } });
    const id = uuidv7();
    expect(await reassign(db, lea, loopId, cardId, { id, interviewerId: ben.id })).toEqual({
      ok: true,
      value: { id },
    });
    expect(await cardRow(db, cardId)).toMatchObject({
      state: "withdrawn",
      endReason: "Reassigned to Ben Okri",
      interviewerId: ana.id,
    });
    const drafts = await db.select().from(draft);
    expect(drafts).toMatchObject([{ cardId, content: { summary: "Mine" } }]);
    expect(await cardRow(db, id)).toMatchObject({ state: "assigned", interviewerId: ben.id });
    expect((await getOwnCard(db, ben, id))?.draft.summary).toBe("");
  });

  test("sent twice reassigns once", async ({ db }) => {
    const { lea, ben, loopId, cardId } = await world(db);
    const asked = { id: uuidv7(), interviewerId: ben.id };
    await reassign(db, lea, loopId, cardId, asked);
    expect(await reassign(db, lea, loopId, cardId, asked)).toEqual({
      ok: true,
      value: { id: asked.id },
    });
    expect(await db.$count(card, eq(card.loopId, loopId))).toBe(2);
    const cy = await make.person(db, { name: "Cy" });
    expect(
      await reassign(db, lea, loopId, cardId, { ...asked, interviewerId: cy.id }),
    ).toMatchObject({ ok: false, failure: { kind: "conflict" } });
  });

  test("of a sealed card is a conflict and changes nothing", async ({ db }) => {
    const { lea, ben, loopId, cardId } = await world(db, "sealed");
    const refused = await reassign(db, lea, loopId, cardId, {
      id: uuidv7(),
      interviewerId: ben.id,
    });
    expect(refused).toMatchObject({ ok: false, failure: { kind: "conflict" } });
    expect(await db.$count(card, eq(card.loopId, loopId))).toBe(1);
  });

  test("is refused to whoever is not a lead", async ({ db }) => {
    const { ana, ben, loopId, cardId } = await world(db);
    expect(
      await reassign(db, ana, loopId, cardId, { id: uuidv7(), interviewerId: ben.id }),
    ).toMatchObject({ ok: false, failure: { kind: "refused" } });
  });
});

describe("ending a card", () => {
  test("with a reason takes it from its author's duties, and twice is no change", async ({
    db,
  }) => {
    const { lea, loopId, cardId } = await world(db);
    await endCard(db, lea, loopId, cardId, "did-not-happen", "On call");
    expect(await cardRow(db, cardId)).toMatchObject({
      state: "did-not-happen",
      endReason: "On call",
    });
    await endCard(db, lea, loopId, cardId, "withdrawn", "Another reason");
    expect((await cardRow(db, cardId)).endReason).toBe("On call");
  });

  test("that was the last one awaited opens the debrief", async ({ db }) => {
    const lea = await lead(db);
    const ana = await make.person(db, { name: "Ana" });
    const ben = await make.person(db, { name: "Ben" });
    const made = await make.loopWith(db, { interviewers: [{ of: ana, state: "sealed" }, ben] });
    await endCard(db, lea, made.id, made.cardIds[1] ?? "", "did-not-happen", "On call");
    expect(await loopState(db, made.id)).toBe("debrief");
    const said = and(eq(auditEvent.loopId, made.id), eq(auditEvent.action, "debrief.opened"));
    expect(await db.$count(auditEvent, said)).toBe(1);
  });

  test("that is sealed is a conflict: sealed cards are kept", async ({ db }) => {
    const { lea, loopId, cardId } = await world(db, "sealed");
    expect(await endCard(db, lea, loopId, cardId, "withdrawn", "So")).toMatchObject({
      ok: false,
      failure: { kind: "conflict" },
    });
    expect((await cardRow(db, cardId)).state).toBe("sealed");
  });
});
