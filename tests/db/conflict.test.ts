import { eq, isNotNull } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import type { Viewer } from "#app/domain/people.ts";
import type { Draft } from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import { assign } from "#db/queries/assignment.server.ts";
import { editCandidate, getCandidate, listCandidates } from "#db/queries/candidate.server.ts";
import { getEndedDraft, getOwnCard } from "#db/queries/card.server.ts";
import { declareConflict, liftConflict, recordConflict } from "#db/queries/conflict.server.ts";
import { decide, openDebrief } from "#db/queries/decision.server.ts";
import {
  createLoop,
  getLoop,
  listLoopPositions,
  listLoops,
  withdrawLoop,
} from "#db/queries/loop.server.ts";
import { grantOverride } from "#db/queries/override.server.ts";
import { getPanel } from "#db/queries/panel.server.ts";
import { getPosition, listPositions } from "#db/queries/position.server.ts";
import { listLed, listOwed, listToDebrief } from "#db/queries/queue.server.ts";
import { saveDraft, seal } from "#db/queries/writing.server.ts";
import { auditEvent, candidate, card, conflict, draft, loop } from "#db/schema.server.ts";
import { calibrated } from "#tests/support/calibrated.ts";
import { test } from "#tests/support/database.ts";
import * as make from "#tests/support/factory.ts";
import { wholeView } from "#tests/support/whole-view.ts";

const typed: Draft = {
  ratings: {},
  observations: [],
  probes: {},
  recommendation: "",
  level: "",
  summary: "",
  notes: "",
};
const reason = "We worked together until last year.";
const lead = (db: Db, name = "Lea Berg") =>
  make.person(db, { name, permissions: ["interviewer", "lead", "committee"] });
const every = { q: "", state: "", position: "", mine: false, page: 1 };
const actions = async (db: Db) =>
  (
    await db
      .select({ action: auditEvent.action })
      .from(auditEvent)
      .where(isNotNull(auditEvent.actorId))
      .orderBy(auditEvent.sequence)
  ).map((event) => event.action);

/** Ana owes a card she has begun, Ben has sealed his; Lea leads. */
async function world(db: Db) {
  const lea = await lead(db);
  const ana = await make.person(db, { name: "Ana Ruiz" });
  const ben = await make.person(db, { name: "Ben Okri" });
  const made = await make.loopWith(db, {
    interviewers: [
      { of: ana, state: "draft" },
      { of: ben, state: "sealed" },
    ],
    owner: lea,
  });
  const [anas = "", bens = ""] = made.cardIds;
  await db.insert(draft).values({ cardId: anas, content: { ...typed, summary: "Half a thought" } });
  return { lea, ana, ben, made, anas, bens };
}
const declare = (db: Db, viewer: Viewer, loopId: string) =>
  declareConflict(db, viewer, loopId, { id: uuidv7(), reason });
const record = (
  db: Db,
  viewer: Viewer,
  who: { candidateId: string; personId: string },
  kind: "interest" | "self" = "interest",
) => recordConflict(db, viewer, { id: uuidv7(), kind, reason, ...who });

/** Everything a lead's screens ask for; each must answer as if the candidate did not exist. */
async function whatIsLeft(db: Db, viewer: Viewer, { id, candidateId, position }: make.TestLoop) {
  const names = await listCandidates(db, viewer, { q: "Cleo", page: 1 });
  const calibration = await wholeView(db, viewer, { position: position.id });
  return {
    loop: await getLoop(db, viewer, id),
    panel: await getPanel(db, viewer, id),
    candidate: await getCandidate(db, viewer, candidateId),
    loops: (await listLoops(db, viewer, every)).total,
    found: (await listLoops(db, viewer, { ...every, q: "Cleo" })).rows.length,
    positions: (await listLoopPositions(db, viewer)).length,
    candidates: names?.total ?? 0,
    owed: (await listOwed(db, viewer)).length,
    led: (await listLed(db, viewer)).length,
    debriefs: (await listToDebrief(db, viewer)).length,
    counted: (await listPositions(db, viewer, { q: "", level: "", state: "", page: 1 }))?.rows.map(
      (row) => row.openLoops + row.settledLoops,
    ),
    open: await getPosition(db, viewer, position.id).then((of) => of?.openLoops),
    settled: calibration?.found?.candidates.total ?? 0,
    choices: calibration?.choices.map((choice) => choice.candidates),
    met: calibration?.options.met.length,
  };
}
const nothing = {
  ...{ loop: null, panel: null, candidate: null, loops: 0, found: 0, positions: 0, candidates: 0 },
  ...{ owed: 0, led: 0, debriefs: 0, counted: [0], open: 0, settled: 0, choices: [0], met: 0 },
};

describe("somebody with a conflict of interest", () => {
  for (const state of ["interviewing", "debrief", "decided"] as const)
    test(`finds nothing of the candidate anywhere, in a loop that is ${state}`, async ({ db }) => {
      const lea = await lead(db);
      const other = await lead(db, "Lou Vega");
      const interviewers = [{ of: lea, state: "sealed" } as const];
      const made = await make.loopWith(db, { interviewers, state, owner: lea });
      const { id: positionId, rubricVersionId } = made.position;
      if (state === "decided") await calibrated(db, { positionId, rubricVersionId });
      const before = await whatIsLeft(db, lea, made);
      expect(before).toMatchObject({ loops: 1, candidates: 1, counted: [1] });
      if (state === "decided") expect(before).toMatchObject({ settled: 1, choices: [1], met: 1 });
      if (state === "debrief") expect(before).toMatchObject({ debriefs: 1, led: 1 });
      await record(db, other, { candidateId: made.candidateId, personId: lea.id });
      expect(await whatIsLeft(db, lea, made)).toEqual(nothing);
      expect(await whatIsLeft(db, other, made)).toMatchObject({ loops: 1, candidates: 1 });
    });

  test("is whoever signs in with the candidate's own address, in whatever case it was written", async ({
    db,
  }) => {
    const lea = await lead(db);
    const { id: candidateId } = await make.candidate(db, {
      name: "Cleo",
      email: "LEA.Berg@example.com",
    });
    const made = await make.loopWith(db, {
      interviewers: [{ of: lea, state: "sealed" }],
      candidateId,
      owner: lea,
    });
    expect(await whatIsLeft(db, lea, made)).toEqual(nothing);
  });

  test("reads and writes neither their owed card nor what they had typed", async ({ db }) => {
    const { ana, made, anas } = await world(db);
    expect(await getOwnCard(db, ana, anas)).not.toBeNull();
    await declare(db, ana, made.id);
    expect(await getOwnCard(db, ana, anas)).toBeNull();
    expect(await getEndedDraft(db, ana, anas)).toBeNull();
    const write = { cardId: anas, revision: 1, draft: typed };
    for (const answer of [await saveDraft(db, ana, write), await seal(db, ana, write)])
      expect(answer).toMatchObject({ failure: { kind: "absent" } });
    expect(await db.select().from(draft)).toHaveLength(1);
  });

  test("gets the answer of an absent loop to every command, a lead's included", async ({ db }) => {
    const { lea, ana, made } = await world(db);
    const other = await lead(db, "Lou Vega");
    await record(db, other, { candidateId: made.candidateId, personId: lea.id });
    const form = { outcome: "offer", level: "staff", reasons: "So.", dissent: "" } as const;
    const commands = (loopId: string, candidateId: string, roundId: string) => [
      () => withdrawLoop(db, lea, loopId, "So"),
      () => openDebrief(db, lea, loopId),
      () => decide(db, lea, { ...form, loopId, seen: 1 }),
      () =>
        assign(db, lea, loopId, { id: uuidv7(), roundId, interviewerId: ana.id, kind: "panel" }),
      () => grantOverride(db, lea, { id: uuidv7(), loopId, personId: ana.id, reason }),
      () => declare(db, lea, loopId),
      () => record(db, lea, { candidateId, personId: ana.id }),
      () => liftConflict(db, lea, { id: uuidv7(), candidateId }),
      () =>
        editCandidate(
          db,
          lea,
          candidateId,
          { name: "New", email: "", headline: "" },
          { version: 1, timeZone: "UTC" },
        ),
    ];
    const secret = commands(made.id, made.candidateId, made.roundIds[0] ?? "");
    const absent = commands(uuidv7(), uuidv7(), uuidv7());
    for (const [at, command] of secret.entries()) {
      const answer = await command();
      expect(answer, `command ${at}`).toMatchObject({ failure: { kind: "absent" } });
      expect(answer).toEqual(await absent[at]?.());
    }
  });

  test("cannot open a loop for the candidate, and is told what an absent one tells", async ({
    db,
  }) => {
    const { lea, made } = await world(db);
    await record(db, await lead(db, "Lou Vega"), {
      candidateId: made.candidateId,
      personId: lea.id,
    });
    const open = (candidateId: string) =>
      createLoop(db, lea, {
        ...{ id: uuidv7(), candidateId, positionId: made.position.id, newCandidate: null },
      });
    const refused = await open(made.candidateId);
    expect(refused).toMatchObject({ failure: { kind: "invalid" } });
    expect(refused).toEqual(await open(uuidv7()));
  });

  test("cannot be given a card or an override, and nobody is told why", async ({ db }) => {
    const { lea, ana, made } = await world(db);
    await declare(db, ana, made.id);
    const [roundId = ""] = made.roundIds;
    const given = await assign(db, lea, made.id, {
      ...{ id: uuidv7(), roundId, interviewerId: ana.id, kind: "panel" },
    });
    expect(given).toMatchObject({
      failure: {
        fields: {
          interviewerId: "Ana Ruiz cannot interview this candidate. Choose somebody else.",
        },
      },
    });
    const override = { id: uuidv7(), loopId: made.id, personId: ana.id, reason: "Stands in" };
    expect(await grantOverride(db, lea, override)).toMatchObject({
      failure: { fields: { personId: expect.stringContaining("kept from this candidate") } },
    });
  });
});

describe("declaring a conflict", () => {
  test("withdraws the owed cards, keeps sealed ones, ends overrides and moves the loop on", async ({
    db,
  }) => {
    const { lea, ana, ben, made, anas, bens } = await world(db);
    await grantOverride(db, lea, {
      ...{ id: uuidv7(), loopId: made.id, personId: ana.id, reason: "Stands in" },
    });
    await declare(db, ana, made.id);
    const rows = await db.select().from(card);
    expect(rows.find(({ id }) => id === anas)).toMatchObject({
      ...{ state: "withdrawn", endReason: "Conflict of interest" },
    });
    expect(rows.find(({ id }) => id === bens)).toMatchObject({ state: "sealed" });
    const [moved] = await db.select({ state: loop.state }).from(loop);
    expect(moved?.state).toBe("debrief");
    expect(await actions(db)).toEqual([
      ...["override.granted", "conflict.recorded", "override.ended", "card.ended"],
      ...["loop.moved", "debrief.opened"],
    ]);
    await declare(db, ben, made.id);
    expect((await getPanel(db, lea, made.id))?.conflicts).toMatchObject([{ person: "Ben Okri" }]);
    expect((await getLoop(db, lea, made.id))?.conflicts).toMatchObject([{ person: "Ben Okri" }]);
  });

  test("records who and what, and not the reason", async ({ db }) => {
    const { ana, made } = await world(db);
    const done = await declare(db, ana, made.id);
    const [event] = await db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.action, "conflict.recorded"));
    expect(event?.facts).toEqual({
      ...{ candidateId: made.candidateId, personId: ana.id, kind: "interest" },
    });
    expect(done.ok && event?.subject).toBe(done.ok && done.value.id);
  });

  test("sent twice is one conflict; another form of theirs finds nothing", async ({ db }) => {
    const { ana, made } = await world(db);
    const id = uuidv7();
    const sent = () => declareConflict(db, ana, made.id, { id, reason });
    expect(await sent()).toEqual({ ok: true, value: { id } });
    expect(await sent()).toEqual({ ok: true, value: { id } });
    expect(await db.$count(conflict)).toBe(1);
    expect(await declare(db, ana, made.id)).toMatchObject({ failure: { kind: "absent" } });
  });

  test("is for whoever sees a loop of the candidate; strangers find none", async ({ db }) => {
    const { made } = await world(db);
    const dee = await make.person(db, { name: "Dee Rao" });
    expect(await declare(db, dee, made.id)).toEqual(await declare(db, dee, uuidv7()));
    expect(await db.$count(conflict)).toBe(0);
  });

  test("for somebody else is a lead's", async ({ db }) => {
    const { lea, ana, ben, made } = await world(db);
    const who = { candidateId: made.candidateId, personId: ben.id };
    expect(await record(db, ana, who)).toMatchObject({ failure: { kind: "refused" } });
    expect(await record(db, lea, who, "self")).toMatchObject({ ok: true });
    expect(await record(db, lea, who)).toMatchObject({
      failure: { fields: { personId: "Ben Okri is kept from this candidate already." } },
    });
  });

  test("leaves settled loops as they were decided", async ({ db }) => {
    const ana = await make.person(db, { name: "Ana Ruiz" });
    const interviewers = [{ of: ana, state: "sealed" } as const];
    const made = await make.loopWith(db, { interviewers, state: "decided" });
    await declare(db, ana, made.id);
    expect((await db.select({ state: card.state }).from(card))[0]?.state).toBe("sealed");
    expect(await actions(db)).toEqual(["conflict.recorded"]);
  });
});

describe("lifting a conflict", () => {
  test("gives the access back, deletes the entry and keeps the record", async ({ db }) => {
    const { lea, ben, made } = await world(db);
    await declare(db, ben, made.id);
    const [held] = await db.select().from(conflict);
    const lift = { id: held?.id ?? "", candidateId: made.candidateId };
    expect(await liftConflict(db, ben, lift)).toMatchObject({ failure: { kind: "refused" } });
    expect(await liftConflict(db, lea, lift)).toMatchObject({ ok: true });
    expect(await liftConflict(db, lea, lift)).toMatchObject({ ok: true });
    expect(await db.$count(conflict)).toBe(0);
    expect(await getLoop(db, ben, made.id)).not.toBeNull();
    expect(await actions(db)).toEqual(["conflict.recorded", "conflict.lifted"]);
  });
});

describe("a candidate's address", () => {
  test("that becomes an interviewer's takes them off the candidate's running loops", async ({
    db,
  }) => {
    const { lea, ana, made, anas } = await world(db);
    const edited = { name: "Cleo Candidate", email: "Ana.Ruiz@example.com", headline: "" };
    const from = { version: 1, timeZone: "UTC" };
    await editCandidate(db, lea, made.candidateId, edited, from);
    expect(await getLoop(db, ana, made.id)).toBeNull();
    const [row] = await db.select().from(card).where(eq(card.id, anas));
    expect(row?.state).toBe("withdrawn");
    expect((await getCandidate(db, lea, made.candidateId))?.account).toBe("Ana Ruiz");
    expect(await db.$count(candidate)).toBe(1);
  });
});
