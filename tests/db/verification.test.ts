import { eq, min, type SQL, sql } from "drizzle-orm";
import { describe, expect } from "vitest";
import type { Db } from "#db/client.server.ts";
import { reopen } from "#db/queries/reopening.server.ts";
import { checkRecord } from "#db/queries/verification.server.ts";
import { auditEvent } from "#db/schema.server.ts";
import { seed } from "#db/seed.ts";
import { test } from "#tests/support/database.ts";
import { loopWith, person } from "#tests/support/factory.ts";
import { given, openedLoop, recordedLoop, sealedBy } from "#tests/support/recorded.ts";

const brokenAt = async (db: Db) => {
  const step = await checkRecord(db);
  return step.state === "broken" ? step.broken : step.state;
};
type World = Awaited<ReturnType<typeof recordedLoop>>;

/** The number of the first event of an action. */
const numberOf = async (db: Db, action: string) => {
  const [row] = await db
    .select({ sequence: min(auditEvent.sequence) })
    .from(auditEvent)
    .where(eq(auditEvent.action, action));
  return row?.sequence;
};

describe("a record nobody touched", () => {
  test("holds, and tells its newest link", async ({ db }) => {
    await recordedLoop(db);
    const step = await checkRecord(db);
    expect(step).toMatchObject({
      ...{ state: "done", warnings: [] },
      checked: { events: expect.any(Number), versions: 2, decisions: 1, uncovered: 0 },
      head: { sequence: step.checked.events, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  test("of the demonstration holds, every settled card in it", async ({ db }) => {
    await seed(db, new Date("2026-11-21T10:17:00Z"));
    expect(await checkRecord(db)).toMatchObject({
      ...{ state: "done", warnings: [] },
      checked: { decisions: 108, uncovered: 0 },
    });
  });

  test("is checked in steps, each from where the last one ended", async ({ db }) => {
    await seed(db, new Date("2026-11-21T10:17:00Z"));
    const first = await checkRecord(db, null, 500);
    if (first.state !== "going") throw new Error("Expected more to check");
    expect(first.cursor.sequence).toBe(500);
    const rest = await checkRecord(db, first.cursor);
    expect(rest.state).toBe("done");
    expect(first.checked.events + rest.checked.events).toBe(first.total);
  });

  test("from before it was chained is counted, and not covered", async ({ db }) => {
    const { ana, lea } = await recordedLoop(db);
    await db.execute(sql`update audit_event set hash = null`);
    await db.execute(sql`update organisation set hash = repeat('0', 64)`);
    const old = await numberOf(db, "decision.recorded");
    const loop = await openedLoop(db, lea);
    await sealedBy(db, ana, await given(db, lea, loop.id, ana), loop.position);
    const step = await checkRecord(db);
    expect(step).toMatchObject({ state: "done", checked: { versions: 1 } });
    expect(step.checked.uncovered).toBeGreaterThanOrEqual(old ?? 0);
  });
});

describe("tampering is found at its first event", () => {
  const whole = "it is not what was recorded";
  const at = (action: string) =>
    sql`(select min(sequence) from audit_event where action = ${action})`;
  const cases: [string, (world: World) => SQL | SQL[], string, string | RegExp][] = [
    [
      "with what an event tells",
      () =>
        sql`update audit_event set facts = facts || '{"kind":"shadow"}' where sequence = ${at("card.assigned")}`,
      "card.assigned",
      whole,
    ],
    [
      "with who did it",
      ({ ben }) =>
        sql`update audit_event set actor_id = ${ben.id} where sequence = ${at("card.sealed")}`,
      "card.sealed",
      whole,
    ],
    [
      "with when it was done",
      () =>
        sql`update audit_event set at = at - interval '1 second' where sequence = ${at("round.added")}`,
      "round.added",
      whole,
    ],
    [
      "with its loop",
      () => sql`update audit_event set loop_id = null where sequence = ${at("card.sealed")}`,
      "card.sealed",
      whole,
    ],
    [
      "with its own hash",
      () =>
        sql`update audit_event set hash = repeat('a', 64) where sequence = ${at("card.sealed")}`,
      "card.sealed",
      whole,
    ],
    [
      "by taking the hash off",
      () => sql`update audit_event set hash = null where sequence = ${at("card.sealed")}`,
      "card.sealed",
      whole,
    ],
    [
      "by swapping it with the next event",
      () => [
        sql`update audit_event set sequence = -1 where sequence = ${at("card.sealed")}`,
        sql`update audit_event set sequence = sequence - 1 where sequence - 2 =
          (select min(e.sequence) from audit_event e where e.sequence > 0
            and not exists (select 1 from audit_event n where n.sequence = e.sequence + 1))`,
        sql`update audit_event set sequence =
          (select min(e.sequence) + 1 from audit_event e where e.sequence > 0
            and not exists (select 1 from audit_event n where n.sequence = e.sequence + 1))
          where sequence = -1`,
      ],
      "card.sealed",
      whole,
    ],
    [
      "by removing an event",
      () => sql`delete from audit_event where sequence = ${at("card.sealed")}`,
      "card.sealed",
      "it is missing or out of its place",
    ],
    [
      "with the text of a sealed card",
      ({ anas }) => sql`update card_version set summary = 'Better.' where card_id = ${anas}`,
      "card.sealed",
      /^version 1 of card .+ is not what was sealed$/,
    ],
    [
      "with a rating",
      ({ anas }) =>
        sql`update rating set score = 4 where card_version_id in (select id from card_version where card_id = ${anas})`,
      "card.sealed",
      /is not what was sealed$/,
    ],
    [
      "with evidence",
      ({ anas }) =>
        sql`update rating set evidence = 'x' where card_version_id in (select id from card_version where card_id = ${anas})`,
      "card.sealed",
      /is not what was sealed$/,
    ],
    [
      "with a version's hash",
      ({ anas }) => sql`update card_version set hash = repeat('a', 64) where card_id = ${anas}`,
      "card.sealed",
      /is not what was sealed$/,
    ],
    [
      "with a version's time",
      ({ anas }) =>
        sql`update card_version set sealed_at = sealed_at - interval '1 hour' where card_id = ${anas}`,
      "card.sealed",
      /states another time$/,
    ],
    [
      "with a version's number",
      ({ anas }) => sql`update card_version set number = 2, reason = 'x' where card_id = ${anas}`,
      "card.sealed",
      /is missing$/,
    ],
    [
      "with a card's author",
      ({ anas, cora }) => sql`update card set interviewer_id = ${cora.id} where id = ${anas}`,
      "card.assigned",
      /is not assigned as it was recorded$/,
    ],
    [
      "with a card's kind",
      ({ anas }) => sql`update card set kind = 'shadow' where id = ${anas}`,
      "card.assigned",
      /is not assigned as it was recorded$/,
    ],
    [
      "with the decision",
      () => sql`update decision set outcome = 'no-offer'`,
      "decision.recorded",
      /^decision 1 of loop .+ is not what was recorded$/,
    ],
    [
      "with the decision's reasons",
      () => sql`update decision set reasons = 'Because.'`,
      "decision.recorded",
      /is not what was recorded$/,
    ],
    [
      "by removing the decision",
      () => sql`delete from decision`,
      "decision.recorded",
      /is missing$/,
    ],
  ];
  test.for(cases)("%s", async ([, tamper, action, reason], { db }) => {
    const world = await recordedLoop(db);
    const sequence = await numberOf(db, action);
    for (const statement of [tamper(world)].flat()) await db.execute(statement);
    expect(await brokenAt(db)).toEqual({ sequence, reason: expect.stringMatching(reason) });
  });

  test("by removing the last event, or the whole record", async ({ db }) => {
    await recordedLoop(db);
    const [{ n } = { n: 0 }] = await db
      .select({ n: sql<number>`max(sequence)::int` })
      .from(sql`audit_event`);
    await db.execute(sql`delete from audit_event where sequence = ${n}`);
    const missing = "it is missing or out of its place";
    expect(await brokenAt(db)).toEqual({ sequence: n, reason: missing });
    await db.execute(sql`delete from audit_event`);
    expect(await brokenAt(db)).toEqual({ sequence: 1, reason: missing });
  });

  test("by removing the last events and moving the newest link back", async ({ db }) => {
    const { loop } = await recordedLoop(db);
    const decided = sql`(select sequence from audit_event where action = 'decision.recorded')`;
    const newest = sql`(select max(sequence) from audit_event)`;
    await db.execute(sql`delete from audit_event where sequence >= ${decided}`);
    await db.execute(
      sql`update organisation set sequence = ${newest}, hash = (select hash from audit_event where sequence = ${newest})`,
    );
    expect(await brokenAt(db)).toEqual({
      sequence: null,
      reason: `decision 1 of loop ${loop.id} stands in the database, but no event records it`,
    });
  });

  test("by adding an event past the newest link", async ({ db }) => {
    await recordedLoop(db);
    await db.execute(sql`insert into audit_event (id, sequence, action, subject, facts, hash)
      select gen_random_uuid(), max(sequence) + 1, 'card.saved', 'x', '{}', repeat('a', 64) from audit_event`);
    expect(await brokenAt(db)).toMatchObject({ reason: "it was added past the newest link" });
  });

  test("by moving the newest link", async ({ db }) => {
    await recordedLoop(db);
    await db.execute(sql`update organisation set hash = repeat('b', 64)`);
    expect(await brokenAt(db)).toMatchObject({
      reason: "the organisation's newest link is not this one",
    });
  });
});

describe("rows without an event are found", () => {
  test("a sealed card, a decision", async ({ db }) => {
    const world = await recordedLoop(db);
    const { cardIds } = await loopWith(db, { interviewers: [{ of: world.ana, state: "sealed" }] });
    expect(await brokenAt(db)).toEqual({
      sequence: null,
      reason: `version 1 of card ${cardIds[0]} is sealed in the database, but no event records it`,
    });
  });

  test("a decision", async ({ db }) => {
    const { id } = await loopWith(db, { interviewers: [], state: "decided" });
    expect(await brokenAt(db)).toEqual({
      sequence: null,
      reason: `decision 1 of loop ${id} stands in the database, but no event records it`,
    });
  });

  test("a card that counts another version than its newest", async ({ db }) => {
    const { anas } = await recordedLoop(db);
    await db.execute(sql`update card set sealed_number = 7 where id = ${anas}`);
    expect(await brokenAt(db)).toEqual({
      sequence: null,
      reason: `card ${anas} counts another version than its newest`,
    });
  });
});

describe("a second version", () => {
  async function reopened(db: Db) {
    const lea = await person(db, { name: "Lea", permissions: ["lead"] });
    const ana = await person(db, { name: "Ana" });
    const { id, position } = await openedLoop(db, lea);
    const cardId = await given(db, lea, id, ana);
    await sealedBy(db, ana, cardId, position);
    const back = await reopen(db, lea, { cardId, reason: "The level was left out." });
    if (!back.ok) throw new Error(back.failure.message);
    await sealedBy(db, ana, cardId, position, 2);
    return cardId;
  }

  test("holds with the reason it was sealed with, and not with another", async ({ db }) => {
    const cardId = await reopened(db);
    expect(await brokenAt(db)).toBe("done");
    await db.execute(sql`update card_version set reason = 'A typo.' where number = 2`);
    expect(await brokenAt(db)).toMatchObject({
      reason: `version 2 of card ${cardId} states another reason`,
    });
  });

  test("is found where it is marked as taken back and nobody took it back", async ({ db }) => {
    const cardId = await reopened(db);
    await db.execute(sql`update card_version set undone_at = now() where number = 1`);
    expect(await brokenAt(db)).toEqual({
      sequence: null,
      reason: `version 1 of card ${cardId} is not taken back as the record tells`,
    });
  });
});
