import { eq, type SQL, sql } from "drizzle-orm";
import { describe, expect } from "vitest";
import { basisOf, ledgerCards, sightingsOf } from "#app/domain/ledger.ts";
import type { Viewer } from "#app/domain/people.ts";
import { type Draft, draftFrom, type Observation } from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import { getOwnCard } from "#db/queries/card.server.ts";
import { decide } from "#db/queries/decision.server.ts";
import { resolveFlag, type Seen } from "#db/queries/flag.server.ts";
import { getPanel } from "#db/queries/panel.server.ts";
import { reopen } from "#db/queries/reopening.server.ts";
import { checkRecord } from "#db/queries/verification.server.ts";
import { seal } from "#db/queries/writing.server.ts";
import { auditEvent, flagResolution } from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import { loopWith, person, sealedCard, type TestLoop } from "#tests/support/factory.ts";

const pattern = "scope-creep";
const seen = (stance: Observation["stance"], quote: string): Observation => ({
  ...{ pattern, stance, quote },
});

async function sealWith(
  db: Db,
  viewer: Viewer,
  loop: TestLoop,
  cardId: string,
  observations: Observation[],
) {
  const own = await getOwnCard(db, viewer, cardId);
  const draft: Draft = {
    ...draftFrom(sealedCard(loop.position.rubric, { score: 3 })),
    observations,
  };
  const sealed = await seal(db, viewer, { cardId, revision: own?.revision ?? 0, draft });
  if (!sealed.ok) throw new Error(sealed.failure.message);
}

/** A contested pattern: Ana saw it, Ben saw the opposite. */
async function contested(db: Db) {
  const ana = await person(db, { name: "Ana" });
  const ben = await person(db, { name: "Ben" });
  const lea = await person(db, { name: "Lea", permissions: ["lead"] });
  const cora = await person(db, { name: "Cora", permissions: ["committee"] });
  const loop = await loopWith(db, { interviewers: [ana, ben], state: "planned" });
  const [anas = "", bens = ""] = loop.cardIds;
  await sealWith(db, ana, loop, anas, [seen("seen", "“Let us add billing.”")]);
  await sealWith(db, ben, loop, bens, [seen("counter", "“Not in this version.”")]);
  return { ana, ben, lea, cora, loop, anas, bens, loopId: loop.id };
}

async function momentsFor(db: Db, viewer: Viewer, loopId: string) {
  const panel = await getPanel(db, viewer, loopId);
  const cards = panel?.view.cards.flatMap((card) => (card.readable ? [card] : [])) ?? [];
  return sightingsOf(ledgerCards(cards, () => []));
}
const basisFor = async (db: Db, viewer: Viewer, loopId: string): Promise<Seen> => ({
  ...basisOf(await momentsFor(db, viewer, loopId)),
  last: (await resolutions(db, loopId)).length,
});
const resolutions = (db: Db, loopId: string) =>
  db.select().from(flagResolution).where(eq(flagResolution.loopId, loopId));
const said = { pattern, conclusion: "holds", sentence: "Three extras without a reason." } as const;

describe("a conclusion about a pattern", () => {
  test("is kept with its sentence, its author and what it rests on, and recorded", async ({
    db,
  }) => {
    const { cora, loopId } = await contested(db);
    const basis = await basisFor(db, cora, loopId);
    expect(basis.moments).toBe(2);
    expect(await resolveFlag(db, cora, { loopId, seen: basis, ...said })).toMatchObject({
      ok: true,
    });
    const panel = await getPanel(db, cora, loopId);
    const { last: _, ...moments } = basis;
    expect(panel?.resolutions).toMatchObject([{ ...said, ...moments, number: 1, by: "Cora" }]);
    const events = await db.select().from(auditEvent).where(eq(auditEvent.action, "flag.resolved"));
    expect(events).toMatchObject([
      { loopId, actorId: cora.id, facts: { pattern, conclusion: "holds", number: 1 } },
    ]);
    expect(await checkRecord(db)).toMatchObject({ state: "done", warnings: [] });
  });

  const changes: [string, SQL, RegExp][] = [
    [
      "reworded",
      sql`update flag_resolution set sentence = 'One extra, for a reason.'`,
      /^conclusion 1 about scope-creep of loop .+ is not what was recorded$/,
    ],
    [
      "turned round",
      sql`update flag_resolution set conclusion = 'open'`,
      /is not what was recorded$/,
    ],
    ["removed", sql`delete from flag_resolution`, /which it records, is missing$/],
    [
      "added to",
      sql`insert into flag_resolution (id, loop_id, pattern, number, conclusion, sentence, moments, until, resolved_by_id)
        select gen_random_uuid(), loop_id, pattern, 2, 'open', 'Nobody knows.', moments, until, resolved_by_id from flag_resolution`,
      /^conclusion 2 about .+ stands in the database, but no event records it$/,
    ],
  ];
  test.for(changes)(
    "that was %s past the app does not hold",
    async ([, tamper, reason], { db }) => {
      const { cora, loopId } = await contested(db);
      await resolveFlag(db, cora, { loopId, seen: await basisFor(db, cora, loopId), ...said });
      await db.execute(tamper);
      expect(await checkRecord(db)).toMatchObject({
        state: "broken",
        broken: { reason: expect.stringMatching(reason) },
      });
    },
  );

  test("said twice is one, said otherwise is another, and the newest comes first", async ({
    db,
  }) => {
    const { cora, loopId } = await contested(db);
    for (const conclusion of ["holds", "holds", "does-not-hold"] as const) {
      const basis = await basisFor(db, cora, loopId);
      expect((await resolveFlag(db, cora, { loopId, seen: basis, ...said, conclusion })).ok).toBe(
        true,
      );
    }
    expect((await resolutions(db, loopId)).map((row) => [row.number, row.conclusion])).toEqual([
      [1, "holds"],
      [2, "does-not-hold"],
    ]);
    const panel = await getPanel(db, cora, loopId);
    expect(panel?.resolutions.map(({ conclusion }) => conclusion)).toEqual([
      "does-not-hold",
      "holds",
    ]);
  });

  test("is the committee's: others are refused, a stranger finds no loop", async ({ db }) => {
    const { ana, lea, cora, loopId } = await contested(db);
    const basis = await basisFor(db, cora, loopId);
    for (const viewer of [ana, lea])
      expect(await resolveFlag(db, viewer, { loopId, seen: basis, ...said })).toMatchObject({
        failure: { kind: "refused" },
      });
    const zoe = await person(db, { name: "Zoe" });
    expect(await resolveFlag(db, zoe, { loopId, seen: basis, ...said })).toMatchObject({
      failure: { kind: "absent" },
    });
    expect(await resolutions(db, loopId)).toEqual([]);
  });

  test("meets what was recorded since the page was opened", async ({ db }) => {
    const { ben, lea, cora, loop, bens, loopId } = await contested(db);
    const basis = await basisFor(db, cora, loopId);
    const reason = "The other case was left out.";
    expect((await reopen(db, lea, { cardId: bens, reason })).ok).toBe(true);
    await sealWith(db, ben, loop, bens, []);
    expect(await resolveFlag(db, cora, { loopId, seen: basis, ...said })).toMatchObject({
      failure: { kind: "conflict" },
    });
    const moments = await momentsFor(db, cora, loopId);
    expect(moments.map(({ stance, withdrawnAt }) => [stance, withdrawnAt !== null])).toEqual([
      ["seen", false],
      ["counter", true],
    ]);
    const now = await basisFor(db, cora, loopId);
    expect((await resolveFlag(db, cora, { loopId, seen: now, ...said })).ok).toBe(true);
  });

  test("is not made about a pattern that nobody saw, nor on a decided loop", async ({ db }) => {
    const { cora, loopId } = await contested(db);
    const basis = await basisFor(db, cora, loopId);
    const other = { ...said, pattern: "single-solution" };
    expect(await resolveFlag(db, cora, { loopId, seen: basis, ...other })).toMatchObject({
      failure: { kind: "conflict" },
    });
    const decision = { outcome: "offer", level: "staff", dissent: "" } as const;
    const reasons = "The design held up under every question.";
    await decide(db, cora, { loopId, seen: 2, ...decision, reasons });
    expect(await resolveFlag(db, cora, { loopId, seen: basis, ...said })).toMatchObject({
      failure: { kind: "refused" },
    });
  });

  test("does not reach an interviewer who still owes their card", async ({ db }) => {
    const { cora, loop, loopId } = await contested(db);
    const basis = await basisFor(db, cora, loopId);
    await resolveFlag(db, cora, { loopId, seen: basis, ...said });
    const dee = await person(db, { name: "Dee" });
    const late = await loopWith(db, {
      interviewers: [dee],
      state: "planned",
      position: loop.position,
    });
    await db.update(flagResolution).set({ loopId: late.id });
    const panel = await getPanel(db, dee, late.id);
    expect(panel?.view.status).toBe("locked");
    expect(panel?.resolutions).toEqual([]);
  });
});
