import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import { scoreMatrix } from "#app/domain/debrief.ts";
import { ledgerCards, sightingsOf } from "#app/domain/ledger.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { Db } from "#db/client.server.ts";
import { assign, endCard, reassign } from "#db/queries/assignment.server.ts";
import { getEndedDraft, getOwnCard } from "#db/queries/card.server.ts";
import { declareConflict } from "#db/queries/conflict.server.ts";
import { getLoop, listLoops } from "#db/queries/loop.server.ts";
import { changeMentor } from "#db/queries/mentor.server.ts";
import { grantOverride } from "#db/queries/override.server.ts";
import { getPanel } from "#db/queries/panel.server.ts";
import { getIndependence } from "#db/queries/receipt.server.ts";
import { reopen } from "#db/queries/reopening.server.ts";
import {
  auditEvent,
  card,
  cardVersion,
  conflict,
  draft,
  loop as loopTable,
  observation,
} from "#db/schema.server.ts";
import { calibrated } from "#tests/support/calibrated.ts";
import { test } from "#tests/support/database.ts";
import * as make from "#tests/support/factory.ts";
import { recordedLoop } from "#tests/support/recorded.ts";
import { wholeView } from "#tests/support/whole-view.ts";

const every = { q: "", state: "", position: "", mine: false, page: 1 };

/** Sam is a trainee whom Ben mentors; Cy is a peer. */
async function world(
  db: Db,
  {
    mentor = "sealed",
    trainee = "sealed",
    state = "interviewing",
  }: {
    mentor?: "assigned" | "sealed";
    trainee?: "assigned" | "sealed";
    state?: "interviewing" | "decided";
  } = {},
) {
  const lea = await make.person(db, { name: "Lea Berg", permissions: ["lead"] });
  const cora = await make.person(db, { name: "Cora Lund", permissions: ["committee"] });
  const ben = await make.person(db, { name: "Ben Okri" });
  const sam = await make.person(db, { name: "Sam Ito" });
  const cy = await make.person(db, { name: "Cy Tan" });
  const made = await make.loopWith(db, {
    interviewers: [
      { of: ben, state: mentor, says: { score: 4 } },
      { of: sam, kind: "shadow", state: trainee, mentor: ben, says: { score: 1 } },
      { of: cy, state: "sealed", says: { score: 4 } },
    ],
    state,
  });
  const [bens = "", sams = "", cys = ""] = made.cardIds;
  return { lea, cora, ben, sam, cy, made, loopId: made.id, bens, sams, cys };
}

/** What the viewer reads of the trainee's card, whether their panel is open or not. */
async function reads(db: Db, viewer: Viewer, loopId: string, cardId: string) {
  const view = (await getPanel(db, viewer, loopId))?.view;
  const mine = view?.status === "locked" ? view.yours : view?.cards;
  return mine?.some((c) => c.cardId === cardId && c.readable) ?? false;
}

describe("a trainee's card", () => {
  test("is read by its mentor and the leads once both are sealed, by peers and committee never", async ({
    db,
  }) => {
    const { lea, cora, ben, sam, cy, loopId, sams } = await world(db);
    for (const viewer of [lea, ben, sam]) expect(await reads(db, viewer, loopId, sams)).toBe(true);
    for (const viewer of [cora, cy]) expect(await reads(db, viewer, loopId, sams)).toBe(false);
  });

  test("waits for the mentor's own card, for leads too", async ({ db }) => {
    const { lea, ben, loopId, sams } = await world(db, { mentor: "assigned" });
    for (const viewer of [lea, ben]) expect(await reads(db, viewer, loopId, sams)).toBe(false);
  });

  test("counts in no score, list, matrix, flag or calibration", async ({ db }) => {
    const { lea, made, sams, cys } = await world(db, { state: "decided" });
    const { patterns } = made.position.rubric;
    const [version] = await db.select().from(cardVersion).where(eq(cardVersion.cardId, sams));
    const { id: cardVersionId = "", rubricVersionId = "" } = version ?? {};
    const pattern = patterns[0]?.key ?? "";
    const seen = { stance: "seen", quote: "“So.”", ordinal: 0 } as const;
    await db.insert(observation).values({ cardVersionId, rubricVersionId, pattern, ...seen });

    const [row] = (await listLoops(db, lea, every)).rows;
    expect(row).toMatchObject({ sealed: 2, expected: 2, score: { score: 4, cards: 2 } });
    const panel = await getPanel(db, lea, made.id);
    const cards = panel?.view.status === "open" ? panel.view.cards.filter((c) => c.readable) : [];
    expect(cards.map((c) => c.cardId)).toContain(sams);
    const keys = made.position.rubric.criteria.map((c) => c.key);
    const matrix = scoreMatrix(cards, keys, panel?.weights ?? {});
    expect(matrix).toMatchObject({ total: 4 });
    expect(matrix.counted).toContain(cys);
    expect(matrix.counted).not.toContain(sams);
    for (const one of matrix.rows) expect(one).toMatchObject({ mean: 4, n: 2 });
    expect(cards.flatMap((c) => c.content.observations)).toHaveLength(1);
    expect(sightingsOf(ledgerCards(cards, () => []))).toEqual([]);
    await calibrated(db, { positionId: made.position.id, rubricVersionId });
    const calibration = await wholeView(db, lea, {});
    expect(calibration?.found).toMatchObject({
      ...{ candidates: { rows: [{ cards: 2, raw: 4 }] }, summary: { counts: { cards: 2 } } },
      distributions: keys.map(() => ({ mean: 4, n: 2 })),
    });
    const names = ["Ben Okri", "Cy Tan"];
    expect(calibration?.found?.interviewers.rows.map((i) => i.name).toSorted()).toEqual(names);
    expect(calibration?.options.met.map((i) => i.name)).toEqual(names);
  });
});

describe("a mentor", () => {
  const mentorOf = async (db: Db, viewer: Viewer, loopId: string) =>
    (await getLoop(db, viewer, loopId))?.rounds.flatMap((r) => r.cards).find((c) => c.mentor)
      ?.mentor;

  test("is chosen with the card, from whoever has a card of their own", async ({ db }) => {
    const { lea, ben, loopId, made } = await world(db);
    const dee = await make.person(db, { name: "Dee Rao" });
    const [roundId = ""] = made.roundIds;
    const shadow = { roundId, interviewerId: dee.id, kind: "shadow" } as const;
    const give = (mentorId: string, kind: "shadow" | "panel" = "shadow") =>
      assign(db, lea, loopId, { ...shadow, kind, id: uuidv7(), mentorId });
    expect((await getLoop(db, lea, loopId))?.mentors.map((m) => m.name).toSorted()).toEqual([
      ...["Ben Okri", "Cy Tan"],
    ]);
    const at = (text: string) => ({
      failure: { fields: { mentorId: expect.stringContaining(text) } },
    });
    expect(await give(lea.id)).toMatchObject(at("no card of their own"));
    expect(await give(dee.id)).toMatchObject(at("Nobody mentors themself"));
    expect(await give(ben.id, "panel")).toMatchObject(at("Only a shadow has a mentor"));
    const given = await give(ben.id);
    expect(given).toMatchObject({ ok: true });
    const [row] = await db.select().from(card).where(eq(card.interviewerId, dee.id));
    expect(row?.mentorId).toBe(ben.id);
  });

  test("can be changed, which is recorded once", async ({ db }) => {
    const { lea, ben, cy, loopId, sams } = await world(db);
    expect(await changeMentor(db, lea, loopId, sams, cy.id)).toMatchObject({ ok: true });
    expect(await changeMentor(db, lea, loopId, sams, cy.id)).toMatchObject({ ok: true });
    expect(await reads(db, cy, loopId, sams)).toBe(true);
    expect(await reads(db, ben, loopId, sams)).toBe(false);
    const events = await db.select().from(auditEvent).where(eq(auditEvent.loopId, loopId));
    expect(events.map(({ action, facts }) => ({ action, facts }))).toEqual([
      { action: "card.mentored", facts: { from: ben.id, mentorId: cy.id } },
    ]);
    expect(await changeMentor(db, ben, loopId, sams, ben.id)).toMatchObject({ ok: false });
  });

  test("is told to the trainee, the mentor, leads and committee, and to no peer", async ({
    db,
  }) => {
    const { lea, cora, ben, sam, cy, loopId } = await world(db);
    for (const viewer of [lea, cora, ben, sam])
      expect(await mentorOf(db, viewer, loopId)).toMatchObject({ person: { name: "Ben Okri" } });
    expect(await mentorOf(db, cy, loopId)).toBeUndefined();
  });

  test("whose own card is moved or ended reads the trainee's no more, and the loop says so", async ({
    db,
  }) => {
    const { lea, ben, loopId, bens, sams } = await world(db, { mentor: "assigned" });
    expect(await mentorOf(db, lea, loopId)).toMatchObject({ reads: true });
    const dee = await make.person(db, { name: "Dee Rao" });
    await reassign(db, lea, loopId, bens, { id: uuidv7(), interviewerId: dee.id });
    expect(await mentorOf(db, lea, loopId)).toMatchObject({
      ...{ person: { name: "Ben Okri" }, reads: false },
    });
    expect(await reads(db, ben, loopId, sams)).toBe(false);
    expect(await reads(db, lea, loopId, sams)).toBe(true);
  });

  test("stays with a shadow's card that is given to another trainee", async ({ db }) => {
    const { lea, ben, loopId, sams } = await world(db, { trainee: "assigned" });
    const dee = await make.person(db, { name: "Dee Rao" });
    await reassign(db, lea, loopId, sams, { id: uuidv7(), interviewerId: dee.id });
    const [row] = await db.select().from(card).where(eq(card.interviewerId, dee.id));
    expect(row).toMatchObject({ kind: "shadow", mentorId: ben.id });
    expect(await endCard(db, lea, loopId, row?.id ?? "", "withdrawn", "So")).toMatchObject({
      ok: true,
    });
    expect(await changeMentor(db, lea, loopId, row?.id ?? "", null)).toMatchObject({ ok: false });
  });
});

describe("hidden names", () => {
  test("reach peers in no answer, and leads and committee read them", async ({ db }) => {
    const ana = await make.person(db, { name: "Ana Ruiz" });
    const lea = await make.person(db, { name: "Lea Berg", permissions: ["interviewer", "lead"] });
    const ben = await make.person(db, { name: "Ben Okri" });
    const sam = await make.person(db, { name: "Sam Ito" });
    const made = await make.loopWith(db, {
      interviewers: [
        { of: ben, state: "sealed" },
        { of: ana, state: "sealed" },
        { of: sam, kind: "shadow", state: "assigned", mentor: ben },
        { of: lea, state: "sealed" },
      ],
      hidesNames: true,
      owner: lea,
    });
    await grantOverride(db, lea, {
      ...{ id: uuidv7(), loopId: made.id, personId: sam.id, reason: "Stands in" },
    });
    await declareConflict(db, ben, made.id, { id: uuidv7(), reason: "Friends" });
    const answers = async (who: Viewer) =>
      JSON.stringify([
        { ...(await getPanel(db, who, made.id)), relation: null },
        await getLoop(db, who, made.id),
      ]);
    const said = await answers(ana);
    for (const { id, name } of [ben, sam, lea]) {
      expect(said).not.toContain(name);
      expect(said).not.toContain(id);
    }
    expect(said).toContain("Ana Ruiz");
    expect(said).toContain("Interviewer 1");
    expect(await answers(lea)).toContain("Ben Okri");
    expect(await answers(lea)).not.toContain("Interviewer 1");
  });

  test("are told neither by the order of the record's answer nor by whom a card went to", async ({
    db,
  }) => {
    const { lea, ana, ben, loop } = await recordedLoop(db);
    await db.update(loopTable).set({ hidesNames: true }).where(eq(loopTable.id, loop.id));
    const relation = (await getPanel(db, ana, loop.id))?.relation;
    if (!relation) throw new Error("Expected a panel");
    const told = await getIndependence(db, relation, loop.id);
    const names = Object.keys(told.names);
    expect(names).toEqual(names.toSorted());
    expect(names.length).toBeGreaterThan(2);
    expect(JSON.stringify(told)).not.toMatch(/"hash"|Ben|Lea/);

    const dee = await make.person(db, { name: "Dee Rao" });
    const made = await make.loopWith(db, {
      interviewers: [{ of: ana, state: "draft" }, ben],
      hidesNames: true,
      owner: lea,
    });
    const [anas = ""] = made.cardIds;
    const said = {
      ratings: {},
      observations: [],
      probes: {},
      summary: "Half a thought",
      notes: "",
    };
    const content = { ...said, recommendation: "", level: "" } as const;
    await db.insert(draft).values({ cardId: anas, content: { ...content, observations: [] } });
    await reassign(db, lea, made.id, anas, { id: uuidv7(), interviewerId: dee.id });
    expect((await getEndedDraft(db, ana, anas))?.reason).toBe("Reassigned to somebody else");
  });

  test("are not told by who reopened a card, nor by the order of conflicts", async ({ db }) => {
    const lea = await make.person(db, { name: "Lea Berg", permissions: ["interviewer", "lead"] });
    const zoe = await make.person(db, { name: "Zoe Zed" });
    const ana = await make.person(db, { name: "Ana Ruiz" });
    const ben = await make.person(db, { name: "Ben Okri" });
    const made = await make.loopWith(db, {
      interviewers: [zoe, ben, ana, lea].map((of) => ({ of, state: "sealed" as const })),
      hidesNames: true,
      owner: lea,
    });
    const [, bens = ""] = made.cardIds;
    await reopen(db, lea, { cardId: bens, reason: "The level was left out." });
    expect((await getOwnCard(db, ben, bens))?.reopened).toMatchObject({ by: null });
    const kept = { candidateId: made.candidateId, kind: "interest", reason: "Friends" } as const;
    for (const { id: personId } of [ana, zoe])
      await db.insert(conflict).values({ ...kept, personId, recordedById: lea.id });
    const shown = async (who: Viewer) =>
      (await getPanel(db, who, made.id))?.conflicts.map(({ person }) => person);
    expect(await shown(lea)).toEqual(["Ana Ruiz", "Zoe Zed"]);
    expect(await shown(ben)).toEqual(["Interviewer 1", "Interviewer 3"]);
  });
});
