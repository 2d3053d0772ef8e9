import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { draftFrom } from "#app/domain/scorecard.ts";
import { decide } from "#db/queries/decision.server.ts";
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
    expect(events.map((event) => event.action)).toEqual(["debrief.opened"]);
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
