import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import type { Viewer } from "#app/domain/people.ts";
import { loader as cardLoader } from "#app/routes/_app.cards.$cardId/route.tsx";
import { loader } from "#app/routes/_app.loops.$loopId_.debrief/route.tsx";
import type { Db } from "#db/client.server.ts";
import * as schema from "#db/schema.server.ts";
import { loopWith, person } from "#tests/support/factory.ts";
import { type Calling, test } from "#tests/support/route.ts";

const copied =
  "Asked what breaks before drawing anything, bounded the retries, then gave each queue an owner and said who is paged.";

/** Three have sealed: Ben and Cy in the same words, Cy four days after the round. */
async function world(
  db: Db,
  more: Partial<Parameters<typeof loopWith>[1]> = {},
): Promise<
  Record<"ana" | "ben" | "cy" | "lea" | "cora", Viewer> & { loopId: string; cardId: string }
> {
  const ana = await person(db, { name: "Ana" });
  const ben = await person(db, { name: "Ben" });
  const cy = await person(db, { name: "Cy" });
  const lea = await person(db, { name: "Lea", permissions: ["lead"] });
  const cora = await person(db, { name: "Cora", permissions: ["committee"] });
  const loop = await loopWith(db, {
    interviewers: [ana, ben, cy].map((of) => ({ of, state: "sealed" as const })),
    state: "debrief",
    ...more,
  });
  const [, bens = "", cys = ""] = loop.cardIds;
  const [, , round = ""] = loop.roundIds;
  await sealedThatDay(db);
  for (const cardId of [bens, cys])
    await db
      .update(schema.cardVersion)
      .set({ summary: copied })
      .where(eq(schema.cardVersion.cardId, cardId));
  await db
    .update(schema.round)
    .set({ startsAt: new Date("2026-02-26T13:00:00Z") })
    .where(eq(schema.round.id, round));
  return { ana, ben, cy, lea, cora, loopId: loop.id, cardId: cys };
}

const sealedThatDay = (db: Db) =>
  db.update(schema.cardVersion).set({ sealedAt: new Date("2026-03-02T15:00:00Z") });

async function scoring(call: Calling, as: Viewer, loopId: string) {
  const { data } = await call(loader, {
    ...{ url: `/loops/${loopId}/debrief`, params: { loopId }, as },
  });
  return data.status === "open" ? data.scoring : null;
}
const patterns = async (call: Calling, as: Viewer, loopId: string) =>
  (await scoring(call, as, loopId))?.map(({ pattern }) => pattern) ?? null;

describe("what the debrief says about the scoring", () => {
  test("reaches leads whole, authors about their own cards, and nobody else what is not theirs", async ({
    db,
    call,
  }) => {
    const { ana, ben, cy, lea, cora, loopId } = await world(db);
    expect(await patterns(call, lea, loopId)).toEqual(["late", "echoed-evidence"]);
    expect(await patterns(call, cy, loopId)).toEqual(["late"]);
    for (const other of [ana, ben, cora]) expect(await patterns(call, other, loopId)).toEqual([]);
    expect(await scoring(call, lea, loopId)).toMatchObject([
      { authors: [cy.id], evidence: "Cy: sealed 4 days after the round had ended." },
      { authors: expect.arrayContaining([ben.id, cy.id]), passage: copied.slice(0, -1) },
    ]);
  });
  test.for(["after-own", "never"] as const)(
    "tells a late author on their own card, where the panel opens %s",
    async (revealRule, { db, call }) => {
      const { cy, lea, cardId } = await world(db, { revealRule });
      const told = async (as: Viewer) => {
        const { data } = await call(cardLoader, {
          url: `/cards/${cardId}`,
          params: { cardId },
          as,
        });
        return data.view === "read" ? data.late : null;
      };
      expect(await told(cy)).toBe("Cy: sealed 4 days after the round had ended.");
      expect(await told(lea)).toBeNull();
    },
  );
  test("reaches nobody who may not read the panel yet, not even a lead", async ({ db, call }) => {
    const ben = await person(db, { name: "Ben B" });
    const lou = await person(db, { name: "Lou", permissions: ["interviewer", "lead"] });
    const { id: loopId } = await loopWith(db, {
      interviewers: [lou, { of: ben, state: "sealed" }],
    });
    expect(await scoring(call, lou, loopId)).toBeNull();
  });
  test("tells the panel which criteria one person alone has rated, by the name that is shown", async ({
    db,
    call,
  }) => {
    const ana = await person(db, { name: "Ana" });
    const ben = await person(db, { name: "Ben" });
    const eve = await person(db, { name: "Eve" });
    const { id: loopId } = await loopWith(db, {
      interviewers: [
        { of: ben, state: "sealed" },
        { of: eve, state: "sealed", says: { recommendation: "no-decision" } },
        ana,
      ],
      hidesNames: true,
    });
    await sealedThatDay(db);
    expect(await scoring(call, ana, loopId)).toBeNull();
    // Ana may still rate what only one person has.
    expect(await scoring(call, eve, loopId)).toEqual([]);
    const endReason = "Ana was ill.";
    await db
      .update(schema.card)
      .set({ state: "withdrawn", endReason })
      .where(eq(schema.card.interviewerId, ana.id));
    const told = await scoring(call, eve, loopId);
    expect(told).toMatchObject([{ pattern: "thin-coverage", authors: [] }]);
    expect(told?.[0]?.evidence).toMatch(/by Interviewer \d alone/);
    expect(JSON.stringify(told)).not.toContain("Ben");
  });
  test("leaves out rounds that were cancelled", async ({ db, call }) => {
    const { lea, loopId } = await world(db);
    await db
      .update(schema.round)
      .set({ cancelledAt: new Date(), cancelReason: "It fell through." })
      .where(eq(schema.round.loopId, loopId));
    expect(await patterns(call, lea, loopId)).toEqual(["echoed-evidence"]);
  });
  test("leaves out cards that came in with an import", async ({ db, call }) => {
    const { lea, loopId } = await world(db);
    await db.update(schema.loop).set({ importKey: "row 1" }).where(eq(schema.loop.id, loopId));
    expect(await patterns(call, lea, loopId)).toEqual(["echoed-evidence"]);
  });
  test("is not late for a second version", async ({ db, call }) => {
    const { lea, loopId } = await world(db);
    const [first] = await db
      .select()
      .from(schema.card)
      .innerJoin(schema.round, eq(schema.round.id, schema.card.roundId))
      .where(eq(schema.card.loopId, loopId));
    if (!first) throw new Error("Expected a card");
    const { id: cardId, rubricVersionId } = first.card;
    await db.insert(schema.cardVersion).values({
      ...{ cardId, rubricVersionId, number: 2, recommendation: "yes", level: "staff" },
      ...{ summary: "Again.", reason: "Corrected.", hash: "again" },
      sealedAt: new Date("2026-06-01T12:00:00Z"),
    });
    await db.update(schema.card).set({ sealedNumber: 2 }).where(eq(schema.card.id, cardId));
    const late = (await scoring(call, lea, loopId))?.filter(({ pattern }) => pattern === "late");
    expect(late?.map(({ id }) => id)).not.toContain(`late-${cardId}`);
  });
});
