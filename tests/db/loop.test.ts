import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import type { Db } from "#db/client.server.ts";
import { createLoop, getLoop, listLoops, withdrawLoop } from "#db/queries/loop.server.ts";
import { closePosition, editPosition } from "#db/queries/position.server.ts";
import { auditEvent, candidate, card, loop } from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import * as make from "#tests/support/factory.ts";

const lead = (db: Db) => make.person(db, { name: "Lea Berg", permissions: ["lead"] });
const all = { q: "", state: "", position: "", mine: false, page: 1 };
const from = (version: number) => ({ version, timeZone: "UTC" });

describe("opening a loop", () => {
  test("copies the rubric version and the reveal rule, and a later change of the position's is not its", async ({
    db,
  }) => {
    const lea = await lead(db);
    const held = await make.position(db, { revealRule: "after-all" });
    const { id: candidateId } = await make.candidate(db);
    const id = uuidv7();
    const input = { id, candidateId, positionId: held.id, newCandidate: null };
    expect(await createLoop(db, lea, input)).toEqual({ ok: true, value: { id } });
    expect(await getLoop(db, lea, id)).toMatchObject({
      rule: "after-all",
      state: "planned",
      owner: "Lea Berg",
      rounds: [],
    });
    const { rubricVersionId } = held;
    const said = { title: "Open", level: "staff", revealRule: "open" } as const;
    const open = { ...said, rubricVersionId, hidesNames: true };
    expect(await editPosition(db, lea, held.id, open, from(1))).toMatchObject({ ok: true });
    expect((await getLoop(db, lea, id))?.rule).toBe("after-all");
    const [row] = await db.select().from(loop).where(eq(loop.id, id));
    expect(row?.rubricVersionId).toBe(held.rubricVersionId);
  });

  test("enters a new candidate with it, and sent twice makes one of each", async ({ db }) => {
    const lea = await lead(db);
    const { id: positionId } = await make.position(db);
    const ids = { id: uuidv7(), candidateId: uuidv7(), positionId };
    const input = { ...ids, newCandidate: { name: "Ana Ruiz" } };
    await createLoop(db, lea, input);
    expect(await createLoop(db, lea, input)).toEqual({ ok: true, value: { id: ids.id } });
    expect(await db.$count(loop)).toBe(1);
    expect(await db.$count(candidate)).toBe(1);
    expect(await db.$count(auditEvent, eq(auditEvent.actorId, lea.id))).toBe(2);
  });

  test("under a key that was used for another one is a conflict, and nothing is written", async ({
    db,
  }) => {
    const lea = await lead(db);
    const { id: positionId } = await make.position(db);
    const other = await make.position(db);
    const ids = { id: uuidv7(), candidateId: uuidv7(), positionId };
    const input = { ...ids, newCandidate: { name: "Ana Ruiz" } };
    await createLoop(db, lea, input);
    const cleo = await make.candidate(db);
    for (const changed of [
      { ...input, positionId: other.id },
      { ...input, newCandidate: { name: "Anna Ruiz" } },
      { ...input, candidateId: cleo.id, newCandidate: null },
      { ...input, id: uuidv7(), newCandidate: { name: "Anna Ruiz" } },
    ])
      expect(await createLoop(db, lea, changed)).toMatchObject({
        ok: false,
        failure: { kind: "conflict", message: expect.stringContaining("sent before") },
      });
    expect(await db.$count(loop)).toBe(1);
    expect(await createLoop(db, lea, input)).toEqual({ ok: true, value: { id: ids.id } });
  });

  test("for a candidate entered before does not record them a second time", async ({ db }) => {
    const lea = await lead(db);
    const { id: positionId } = await make.position(db);
    const candidateId = uuidv7();
    const input = { candidateId, positionId, newCandidate: { name: "Ana Ruiz" } };
    await createLoop(db, lea, { ...input, id: uuidv7() });
    expect(await createLoop(db, lea, { ...input, id: uuidv7() })).toMatchObject({ ok: true });
    expect(await db.$count(auditEvent, eq(auditEvent.subject, candidateId))).toBe(1);
  });

  test("is refused to whoever is not a lead", async ({ db }) => {
    const ana = await make.person(db, { name: "Ana", permissions: ["interviewer", "committee"] });
    const { id: positionId } = await make.position(db);
    const { id: candidateId } = await make.candidate(db);
    const input = { id: uuidv7(), candidateId, positionId, newCandidate: null };
    expect(await createLoop(db, ana, input)).toMatchObject({
      ok: false,
      failure: { kind: "refused" },
    });
    expect(await db.$count(loop)).toBe(0);
  });

  test("is refused for a closed position", async ({ db }) => {
    const lea = await lead(db);
    const { id: positionId } = await make.position(db);
    await closePosition(db, lea, positionId);
    const ids = { id: uuidv7(), candidateId: uuidv7(), positionId };
    const refused = await createLoop(db, lea, { ...ids, newCandidate: { name: "Ana Ruiz" } });
    expect(refused).toMatchObject({ ok: false, failure: { kind: "invalid" } });
    if (!refused.ok) expect(refused.failure.fields?.positionId).toContain("closed");
    expect(await db.$count(candidate)).toBe(0);
  });
});

describe("withdrawing a loop", () => {
  test("withdraws the cards still owed, keeps sealed ones, and says why", async ({ db }) => {
    const lea = await lead(db);
    const [ana, ben] = [
      await make.person(db, { name: "Ana" }),
      await make.person(db, { name: "Ben" }),
    ];
    const { id } = await make.loopWith(db, {
      interviewers: [
        { of: ana, state: "sealed" },
        { of: ben, state: "draft" },
      ],
    });
    expect(await withdrawLoop(db, lea, id, "Took another offer")).toMatchObject({
      ok: true,
    });
    const seen = await getLoop(db, lea, id);
    expect(seen?.state).toBe("withdrawn");
    expect(seen?.withdrawal).toMatchObject({ reason: "Took another offer", by: "Lea Berg" });
    const states = await db.select({ of: card.interviewerId, state: card.state }).from(card);
    expect(states).toContainEqual({ of: ana.id, state: "sealed" });
    expect(states).toContainEqual({ of: ben.id, state: "withdrawn" });
    const again = await withdrawLoop(db, lea, id, "Took another offer");
    expect(again).toMatchObject({ ok: true });
    const said = and(eq(auditEvent.loopId, id), eq(auditEvent.action, "loop.withdrawn"));
    expect(await db.$count(auditEvent, said)).toBe(1);
    const moved = and(eq(auditEvent.loopId, id), eq(auditEvent.action, "loop.moved"));
    const [move] = await db.select({ facts: auditEvent.facts }).from(auditEvent).where(moved);
    expect(move?.facts).toEqual({ from: "interviewing", to: "withdrawn" });
  });

  test("a second time for another reason is a conflict that tells of the first", async ({ db }) => {
    const lea = await lead(db);
    const { id } = await make.loopWith(db, { interviewers: [] });
    await withdrawLoop(db, lea, id, "Took another offer");
    const again = await withdrawLoop(db, lea, id, "Moved abroad");
    expect(again).toMatchObject({ ok: false, failure: { kind: "conflict" } });
    expect((await getLoop(db, lea, id))?.withdrawal?.reason).toBe("Took another offer");
  });

  test("tells a stranger the same of a loop that is there and one that is not", async ({ db }) => {
    const ana = await make.person(db, { name: "Ana" });
    const { id } = await make.loopWith(db, { interviewers: [] });
    const there = await withdrawLoop(db, ana, id, "So");
    expect(there).toEqual(await withdrawLoop(db, ana, uuidv7(), "So"));
    expect(there).toMatchObject({ ok: false, failure: { kind: "absent" } });
  });

  test("is refused once the loop is decided", async ({ db }) => {
    const lea = await lead(db);
    const { id } = await make.loopWith(db, { state: "decided", interviewers: [] });
    expect(await withdrawLoop(db, lea, id, "So")).toMatchObject({
      ok: false,
      failure: { kind: "refused" },
    });
  });
});

describe("the list of loops", () => {
  test("shows an interviewer only loops they hold a card on", async ({ db }) => {
    const ana = await make.person(db, { name: "Ana" });
    const ben = await make.person(db, { name: "Ben" });
    const hers = await make.loopWith(db, { interviewers: [ana] });
    const his = await make.loopWith(db, { interviewers: [ben] });
    const seen = await listLoops(db, ana, all);
    expect(seen.rows.map((row) => row.id)).toEqual([hers.id]);
    expect(seen.total).toBe(1);
    expect(await getLoop(db, ana, his.id)).toBeNull();
  });

  test("keeps the panel's total from whoever owes a card, and shows it once theirs is in", async ({
    db,
  }) => {
    const ana = await make.person(db, { name: "Ana" });
    const ben = await make.person(db, { name: "Ben" });
    const cy = await make.person(db, { name: "Cy", permissions: ["committee"] });
    const says = { score: 4 };
    await make.loopWith(db, {
      interviewers: [
        { of: ana, state: "sealed", says },
        { of: ben, state: "draft" },
      ],
    });
    const scoreFor = async (who: typeof ana) =>
      (await listLoops(db, who, all)).rows[0]?.score ?? null;
    expect(await scoreFor(ben)).toBeNull();
    expect(await scoreFor(ana)).toMatchObject({ score: 4, coverage: 1, cards: 1 });
    expect(await scoreFor(cy)).toMatchObject({ score: 4 });
  });

  test("counts the cards that are in of those that will come, without shadows and ended ones", async ({
    db,
  }) => {
    const lea = await lead(db);
    const people = await Promise.all(
      ["Ana", "Ben", "Cy", "Dee"].map((name) => make.person(db, { name })),
    );
    const states = ["sealed", "draft", "did-not-happen", "assigned"] as const;
    await make.loopWith(db, {
      interviewers: people.map((of, at) => ({
        of,
        state: states[at] ?? "assigned",
        kind: at === 3 ? ("shadow" as const) : ("panel" as const),
      })),
    });
    expect((await listLoops(db, lea, all)).rows[0]).toMatchObject({ sealed: 1, expected: 2 });
  });

  test("narrows by state, position, owner and the candidate's name", async ({ db }) => {
    const lea = await lead(db);
    const { id: candidateId } = await make.candidate(db, { name: "Zoë Quill" });
    const held = await make.position(db, { title: "Payments" });
    const one = await make.loopWith(db, { interviewers: [], candidateId, owner: lea });
    const two = await make.loopWith(db, { interviewers: [], position: held, state: "planned" });
    const ids = async (search: Partial<typeof all>) =>
      (await listLoops(db, lea, { ...all, ...search })).rows.map((row) => row.id);
    expect(await ids({ q: "quill" })).toEqual([one.id]);
    expect(await ids({ state: "planned" })).toEqual([two.id]);
    expect(await ids({ position: held.id })).toEqual([two.id]);
    expect(await ids({ mine: true })).toEqual([one.id]);
    expect(await ids({ state: "nonsense", position: "nonsense" })).toHaveLength(2);
  });

  test("shows 60 of 2,000 loops, and the rest by page", async ({ db }) => {
    const lea = await lead(db);
    const { id: positionId, rubricVersionId } = await make.position(db);
    const { id: candidateId } = await make.candidate(db);
    await db.insert(loop).values(
      Array.from({ length: 2000 }, (_, at) => ({
        candidateId,
        positionId,
        rubricVersionId,
        revealRule: "after-own" as const,
        createdAt: new Date(Date.UTC(2026, 0, 1) + at * 60_000),
      })),
    );
    const first = await listLoops(db, lea, all);
    expect(first.rows).toHaveLength(60);
    expect(first.total).toBe(2000);
    const last = await listLoops(db, lea, { ...all, page: 34 });
    expect(last.rows).toHaveLength(20);
    expect(last.rows.at(-1)?.createdAt).toEqual(new Date(Date.UTC(2026, 0, 1)));
  });
});

describe("a loop's plan", () => {
  test("tells an interviewer how far the others are, never whether they have begun", async ({
    db,
  }) => {
    const [ana, ben, cy] = await Promise.all(
      ["Ana", "Ben", "Cy"].map((name) => make.person(db, { name })),
    );
    if (!ana || !ben || !cy) throw new Error("Expected three people");
    const { id } = await make.loopWith(db, {
      interviewers: [ana, { of: ben, state: "draft" }, { of: cy, state: "withdrawn" }],
    });
    const plan = await getLoop(db, ana, id);
    expect(plan?.rounds.map((round) => round.cards[0]?.progress)).toEqual([
      "outstanding",
      "outstanding",
      "ended",
    ]);
    expect(plan?.rounds[2]?.cards[0]?.ended).toBeNull();
    expect(plan).toMatchObject({ locked: "owes-card", arranges: false, lead: false });
  });
});
