import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { draftFrom, isOwed } from "#app/domain/scorecard.ts";
import { endCard } from "#db/queries/assignment.server.ts";
import { decide } from "#db/queries/decision.server.ts";
import { getPanel } from "#db/queries/panel.server.ts";
import { askReopen, declineReopen, reopen, undoSeal } from "#db/queries/reopening.server.ts";
import { editRound } from "#db/queries/round.server.ts";
import { saveDraft, seal } from "#db/queries/writing.server.ts";
import * as schema from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import { loopWith, person, position, sealedCard } from "#tests/support/factory.ts";

test("two people who seal the last two cards at once open the debrief, once", async ({
  shared,
}) => {
  const ana = await person(shared, { name: "Ana" });
  const ben = await person(shared, { name: "Ben" });
  const of = await position(shared);
  const draft = draftFrom(sealedCard(of.rubric));
  for (let round = 0; round < 12; round++) {
    const { id, cardIds } = await loopWith(shared, { interviewers: [ana, ben], position: of });
    const [hers = "", his = ""] = cardIds;
    const sealed = await Promise.all([
      seal(shared, ana, { cardId: hers, revision: 0, draft }),
      seal(shared, ben, { cardId: his, revision: 0, draft }),
    ]);
    expect(sealed.map((result) => result.ok)).toEqual([true, true]);
    const [loop] = await shared.select().from(schema.loop).where(eq(schema.loop.id, id));
    expect(loop?.state).toBe("debrief");
    const events = await shared
      .select()
      .from(schema.auditEvent)
      .where(eq(schema.auditEvent.subject, id));
    expect(events.map((event) => event.action)).toEqual(["loop.moved", "debrief.opened"]);
  }
});

test("of two tabs that save at once one is told, and neither text is lost unseen", async ({
  shared,
}) => {
  const ana = await person(shared, { name: "Ana" });
  const { position: of, cardIds } = await loopWith(shared, { interviewers: [ana] });
  const [cardId = ""] = cardIds;
  const draft = draftFrom(sealedCard(of.rubric));
  for (let revision = 0; revision < 10; revision++) {
    const results = await Promise.all(
      ["left", "right"].map((tab) =>
        saveDraft(shared, ana, {
          cardId,
          revision,
          draft: { ...draft, summary: `${tab} ${revision}` },
        }),
      ),
    );
    expect(results.map((result) => (result.ok ? "saved" : result.failure.kind)).toSorted()).toEqual(
      ["conflict", "saved"],
    );
  }
});

test("a card sealed twice at once is one version, a loop decided twice at once has one decision", async ({
  shared,
}) => {
  const ana = await person(shared, { name: "Ana" });
  const cora = await person(shared, { name: "Cora", permissions: ["committee"] });
  const { id: loopId, position: of, cardIds } = await loopWith(shared, { interviewers: [ana] });
  const command = {
    cardId: cardIds[0] ?? "",
    revision: 0,
    draft: draftFrom(sealedCard(of.rubric)),
  };
  const seals = await Promise.all([1, 2, 3].map(() => seal(shared, ana, command)));
  expect(seals.every((result) => result.ok)).toBe(true);
  expect(await shared.select().from(schema.cardVersion)).toHaveLength(1);
  const form = {
    outcome: "offer",
    level: "staff",
    reasons: "Everything the position asks for.",
    dissent: "",
  } as const;
  const decided = await Promise.all(
    [1, 2, 3].map(() => decide(shared, cora, { ...form, loopId, seen: 1 })),
  );
  expect(decided.every((result) => result.ok)).toBe(true);
  expect(await shared.select().from(schema.decision)).toHaveLength(1);
});

test("authors who write while a lead arranges and the committee decides wait for each other, never for ever", async ({
  shared,
}) => {
  const [ana, ben, cy] = [
    await person(shared, { name: "Ana" }),
    await person(shared, { name: "Ben" }),
    await person(shared, { name: "Cy" }),
  ];
  const lea = await person(shared, { name: "Lea", permissions: ["lead"] });
  const cora = await person(shared, { name: "Cora", permissions: ["committee"] });
  const of = await position(shared);
  const draft = draftFrom(sealedCard(of.rubric));
  const at = new Date("2026-05-04T09:00:00Z");
  const plan = { kind: "design", startsAt: at, minutes: 45, focus: [] } as const;
  const from = { version: 1, timeZone: "UTC" };
  const why = { reasons: "Everything the position asks for.", dissent: "" };
  for (let round = 0; round < 12; round++) {
    const made = await loopWith(shared, {
      interviewers: [ana, ben, { of: cy, state: "sealed" }],
      position: of,
    });
    const { id, cardIds, roundIds } = made;
    const [hers = "", his = ""] = cardIds;
    const write = { revision: 0, draft };
    const outcomes = await Promise.allSettled([
      saveDraft(shared, ana, { ...write, cardId: hers }),
      endCard(shared, lea, id, hers, "did-not-happen", "On call"),
      seal(shared, ben, { ...write, cardId: his }),
      editRound(shared, lea, id, roundIds[1] ?? "", plan, from),
      saveDraft(shared, ana, { ...write, cardId: hers }),
      editRound(shared, lea, id, roundIds[0] ?? "", plan, from),
      decide(shared, cora, { outcome: "offer", level: "staff", ...why, loopId: id, seen: 1 }),
    ]);
    expect(outcomes.filter(({ status }) => status === "rejected")).toEqual([]);
    const cards = await shared.select().from(schema.card).where(eq(schema.card.loopId, id));
    const [loop] = await shared.select().from(schema.loop).where(eq(schema.loop.id, id));
    const decisions = await shared.$count(schema.decision, eq(schema.decision.loopId, id));
    expect(cards.some((card) => isOwed(card.state))).toBe(false);
    expect(loop?.state).toBe(decisions === 1 ? "decided" : "debrief");
    for (const card of cards)
      expect(await shared.$count(schema.cardVersion, eq(schema.cardVersion.cardId, card.id))).toBe(
        card.state === "sealed" ? 1 : 0,
      );
  }
});

test("of an undo and a reader at the same moment one loses: nobody keeps what was taken back", async ({
  shared,
}) => {
  const ana = await person(shared, { name: "Ana" });
  const ben = await person(shared, { name: "Ben" });
  const cora = await person(shared, { name: "Cora", permissions: ["committee"] });
  const of = await position(shared);
  const draft = draftFrom(sealedCard(of.rubric));
  const outcomes = new Set<string>();
  for (let round = 0; round < 24; round++) {
    const { id, cardIds } = await loopWith(shared, {
      interviewers: [ana, { of: ben, state: "sealed" }],
      position: of,
    });
    const [cardId = "", bens = ""] = cardIds;
    // A reader who has read the loop before writes over their reading, which by itself locks nothing.
    if (round % 2 === 0) {
      await shared
        .update(schema.card)
        .set({ sealedAt: new Date(Date.now() - 10_000) })
        .where(eq(schema.card.id, bens));
      await getPanel(shared, cora, id);
    }
    await seal(shared, ana, { cardId, revision: 0, draft });
    const read = () => getPanel(shared, cora, id);
    const undo = () => undoSeal(shared, ana, { cardId, number: 1 });
    const [first, second] = round % 4 < 2 ? [read(), undo()] : [undo(), read()];
    const results = await Promise.all([first, second]);
    const undone = results.some((result) => result !== null && "ok" in result && result.ok);
    const panel = results.find((result) => result !== null && "view" in result);
    const shown = panel && "view" in panel ? panel.view.cards : [];
    const readIt = shown.some((card) => card.cardId === cardId && card.readable);
    expect({ undone, readIt }).toEqual({ undone, readIt: !undone });
    outcomes.add(undone ? "undone" : "read");
  }
  expect(outcomes.size).toBeGreaterThan(0);
});

test("a seal undone three times at once is undone once, and the next one follows it", async ({
  shared,
}) => {
  const ana = await person(shared, { name: "Ana" });
  const { position: of, cardIds } = await loopWith(shared, { interviewers: [ana] });
  const [cardId = ""] = cardIds;
  const draft = draftFrom(sealedCard(of.rubric));
  await seal(shared, ana, { cardId, revision: 0, draft });
  const undone = await Promise.all(
    [1, 2, 3].map(() => undoSeal(shared, ana, { cardId, number: 1 })),
  );
  expect(undone.every((result) => result.ok)).toBe(true);
  const again = { cardId, revision: 1_000_000, draft: { ...draft, summary: "Second." } };
  const seals = await Promise.all([1, 2].map(() => seal(shared, ana, again)));
  expect(seals.every((result) => result.ok)).toBe(true);
  const numbers = await shared
    .select({ number: schema.cardVersion.number })
    .from(schema.cardVersion)
    .where(eq(schema.cardVersion.cardId, cardId));
  expect(numbers.map(({ number }) => number).toSorted()).toEqual([1, 2]);
});

test("of two leads who grant and decline a request at once one is told, and both agree on the card", async ({
  shared,
}) => {
  const ana = await person(shared, { name: "Ana" });
  const lea = await person(shared, { name: "Lea", permissions: ["lead"] });
  const max = await person(shared, { name: "Max", permissions: ["lead"] });
  const of = await position(shared);
  for (let round = 0; round < 12; round++) {
    const { cardIds } = await loopWith(shared, {
      interviewers: [{ of: ana, state: "sealed" }],
      position: of,
    });
    const [cardId = ""] = cardIds;
    await askReopen(shared, ana, { cardId, reason: "I mixed up two candidates." });
    const grant = () => reopen(shared, lea, { cardId, reason: null });
    const decline = () => declineReopen(shared, max, { cardId });
    const [one, other] = round % 2 === 0 ? [grant(), decline()] : [decline(), grant()];
    const results = await Promise.all([one, other]);
    expect(results.map((r) => (r.ok ? "done" : r.failure.kind)).toSorted()).toEqual([
      "conflict",
      "done",
    ]);
    const [card] = await shared.select().from(schema.card).where(eq(schema.card.id, cardId));
    expect(card?.reopenAskedAt).toBeNull();
    const events = await shared
      .select({ action: schema.auditEvent.action })
      .from(schema.auditEvent)
      .where(eq(schema.auditEvent.subject, cardId));
    expect(events.map(({ action }) => action)).toContain(
      card?.state === "reopened" ? "card.reopened" : "card.reopen-declined",
    );
    expect(events).toHaveLength(2);
  }
});
