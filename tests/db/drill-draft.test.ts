import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { refusalWords } from "#app/domain/access.ts";
import type { DraftForm, DrillDraft } from "#app/domain/drill-draft.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { Db } from "#db/client.server.ts";
import { getDrill, listDrills, listScored, scoreDrill } from "#db/queries/drill.server.ts";
import {
  beginDrill,
  discardDrill,
  getDrillDraft,
  listDrillDrafts,
  listSourceCards,
  listSourceLoops,
  publishDrill,
  saveDrill,
  sendBackDrill,
  sendDrill,
} from "#db/queries/drill-draft.server.ts";
import { getOwnDrills } from "#db/queries/drill-own.server.ts";
import { getDrillProgress } from "#db/queries/drill-progress.server.ts";
import { getRewritable, rewriteDrill } from "#db/queries/drill-rewrite.server.ts";
import { auditEvent, conflict, drillAttempt, drillVersion } from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import * as make from "#tests/support/factory.ts";

/** A settled loop of two sealed cards, two leads, and a third who has a conflict of interest. */
async function world(db: Db) {
  const lea = await make.person(db, { name: "Lea Lead", permissions: ["lead"] });
  const lou = await make.person(db, { name: "Lou Lead", permissions: ["lead"] });
  const barb = await make.person(db, { name: "Barb Barred", permissions: ["lead"] });
  const ana = await make.person(db, { name: "Ana Ferreira" });
  const ben = await make.person(db, { name: "Ben Okafor" });
  const candidateId = (await make.candidate(db, { name: "Zoë Quillfeather" })).id;
  const interviewers = [
    { of: ana, state: "sealed" as const },
    { of: ben, state: "sealed" as const },
  ];
  const loop = await make.loopWith(db, { interviewers, state: "decided", candidateId });
  const reason = "They are siblings.";
  await db.insert(conflict).values({
    ...{ candidateId, personId: barb.id, kind: "interest", reason, recordedById: lea.id },
  });
  const [firstCard = "", secondCard = ""] = loop.cardIds;
  const id = crypto.randomUUID();
  const begin = { id, loopId: loop.id, firstCard, secondCard };
  return { lea, lou, barb, ana, loop, id, begin };
}

const say = (words: number, more = "") =>
  `${Array.from({ length: words }, () => "we bound retries and watch errors before each step")
    .join(" ")
    .split(" ")
    .slice(0, words)
    .join(" ")}${more}`;

/** A whole form over a draft, with whatever the test changes. */
function formOf(content: DrillDraft, revision: number, change: Partial<DraftForm> = {}): DraftForm {
  const scores = Object.fromEntries(
    Object.keys(content.first.scores)
      .slice(0, 3)
      .map((key) => [key, { score: "3", reason: "The answer bounds what it does." }]),
  );
  return {
    ...{ revision, title: "Bounded retries", round: "design", level: "staff", marks: [], kept: [] },
    prompt: "How would you release a change to this service?",
    difference: "One of them says what it costs.",
    first: { says: say(100), level: "senior", scores },
    second: { says: say(120), level: "staff", scores },
    ...change,
  };
}

async function held(db: Db, as: Viewer, id: string) {
  const draft = await getDrillDraft(db, as, id);
  if (!draft) throw new Error("no draft");
  return draft;
}

describe("making a drill of past cards", () => {
  test("begins from what two cards say, for leads who may read them", async ({ db }) => {
    const { lea, lou, barb, ana, loop, id, begin } = await world(db);
    const loops = await listSourceLoops(db, lea, { q: "quill", page: 1 });
    expect(loops?.rows.map((row) => row.id)).toEqual([loop.id]);
    expect((await listSourceLoops(db, barb, { q: "", page: 1 }))?.rows).toEqual([]);
    expect(await listSourceLoops(db, ana, { q: "", page: 1 })).toBeNull();
    expect((await listSourceCards(db, lea, loop.id))?.cards).toHaveLength(2);
    expect(await listSourceCards(db, barb, loop.id)).toBeNull();
    expect(await beginDrill(db, barb, begin)).toMatchObject({ failure: { kind: "absent" } });
    expect(await beginDrill(db, ana, begin)).toMatchObject({ failure: { kind: "refused" } });
    expect(await beginDrill(db, lea, begin)).toEqual({ ok: true, value: { id } });
    expect(await beginDrill(db, lea, begin)).toEqual({ ok: true, value: { id } });
    const { content } = await held(db, lou, id);
    expect(content.first.says).toContain("showed what they meant by it");
    expect(Object.values(content.second.scores).every(({ score }) => score === "3")).toBe(true);
    expect(await getDrillDraft(db, barb, id)).toBeNull();
    expect(await listDrillDrafts(db, barb)).toEqual([]);
    expect(await listDrillDrafts(db, lou)).toHaveLength(1);
  });

  test("is not done from a loop that is not decided", async ({ db }) => {
    const { lea, ana } = await world(db);
    const of = [{ of: ana, state: "sealed" as const }];
    const { id: loopId, cardIds } = await make.loopWith(db, { interviewers: of });
    const id = crypto.randomUUID();
    const begin = { id, loopId, firstCard: cardIds[0] ?? "", secondCard: null };
    expect(await beginDrill(db, lea, begin)).toMatchObject({ failure: { kind: "conflict" } });
  });

  test("goes on only when every marked word is replaced or kept on purpose", async ({ db }) => {
    const { lea, id, begin } = await world(db);
    await beginDrill(db, lea, begin);
    const { content } = await held(db, lea, id);
    const first = { ...formOf(content, 1).first, says: say(100, ". Zoë asked Ben why.") };
    await saveDrill(db, lea, id, formOf(content, 1, { first }));
    const open = (await held(db, lea, id)).open.map(({ text }) => text);
    expect(open).toEqual(expect.arrayContaining(["Zoë", "Ben"]));
    expect(await sendDrill(db, lea, id, 2)).toMatchObject({
      ok: false,
      failure: { fields: { marks: expect.stringContaining("marked words are still open") } },
    });
    const marks = open.map((word) => ({
      ...{ word, instead: word === "Zoë" ? "the candidate" : "" },
      choice: word === "Zoë" ? ("replace" as const) : ("keep" as const),
    }));
    await saveDrill(db, lea, id, formOf(content, 2, { first, marks }));
    const after = await held(db, lea, id);
    expect(after.open).toEqual([]);
    expect(after.content.first.says).toContain("The candidate asked Ben why.");
    expect(after.content.kept).toContain("Ben");
    expect(await sendDrill(db, lea, id, 3)).toEqual({ ok: true, value: { id } });
  });

  test("keeps a newer draft, and what is missing stands at its field", async ({ db }) => {
    const { lea, lou, id, begin } = await world(db);
    await beginDrill(db, lea, begin);
    const { content } = await held(db, lea, id);
    const short = { ...formOf(content, 1).second, says: "Too short." };
    expect((await saveDrill(db, lou, id, formOf(content, 1, { second: short }))).ok).toBe(true);
    expect(await saveDrill(db, lea, id, formOf(content, 1))).toMatchObject({
      failure: { kind: "conflict" },
    });
    const sent = await sendDrill(db, lea, id, 2);
    expect(sent).toMatchObject({ failure: { fields: { "second.says": expect.any(String) } } });
  });

  test("says in a lead's words what is still to be written", async ({ db }) => {
    const { lea, id, begin } = await world(db);
    await beginDrill(db, lea, begin);
    const sent = await sendDrill(db, lea, id, 1);
    const fields = sent.ok ? {} : (sent.failure.fields ?? {});
    expect(fields).toMatchObject({
      title: "Give the drill a title.",
      prompt: "Write what was asked.",
      difference: "Write what sets the two apart.",
    });
    const reasons = Object.entries(fields).filter(([field]) => field.endsWith(".reason"));
    expect(new Set(reasons.map(([, said]) => said))).toEqual(new Set(["Say why."]));
    expect(Object.values(fields).join(" ")).not.toMatch(/[`]|must not be empty/);
  });

  test("is published by a second lead, as it was looked at, and then stands in the list", async ({
    db,
  }) => {
    const { lea, lou, id, begin, loop } = await world(db);
    await beginDrill(db, lea, begin);
    const { content } = await held(db, lea, id);
    await saveDrill(db, lea, id, formOf(content, 1));
    expect(await publishDrill(db, lou, id, 2)).toMatchObject({ failure: { kind: "conflict" } });
    await sendDrill(db, lea, id, 2);
    expect(await publishDrill(db, lea, id, 2)).toMatchObject({ failure: { kind: "refused" } });
    const back = { revision: 2, reason: "Say which service." };
    expect((await sendBackDrill(db, lou, id, back)).ok).toBe(true);
    expect((await held(db, lea, id)).note).toBe("Say which service.");
    await sendDrill(db, lea, id, 2);
    const published = await publishDrill(db, lou, id, 2);
    expect(published).toEqual({ ok: true, value: { key: "bounded-retries" } });
    expect((await listDrills(db)).map(({ key }) => key)).toContain("bounded-retries");
    const [row] = await db
      .select()
      .from(drillVersion)
      .where(eq(drillVersion.key, "bounded-retries"));
    expect(row).toMatchObject({ loopId: loop.id, publishedById: lou.id, number: 1 });
    expect(await getDrillDraft(db, lea, id)).toBeNull();
    const told = await db
      .select({ action: auditEvent.action })
      .from(auditEvent)
      .where(eq(auditEvent.subject, id))
      .orderBy(auditEvent.sequence);
    expect(told.map(({ action }) => action)).toEqual([
      ...["drill.draft-begun", "drill.review-asked", "drill.sent-back", "drill.review-asked"],
    ]);
  });

  test("can be thrown away", async ({ db }) => {
    const { lea, id, begin } = await world(db);
    await beginDrill(db, lea, begin);
    expect(await discardDrill(db, lea, id, 1)).toEqual({ ok: true, value: null });
    expect(await listDrillDrafts(db, lea)).toEqual([]);
  });
});

describe("the next version of a drill made of past cards", () => {
  const key = "bounded-retries";
  /** Published with a word that was kept on purpose. */
  async function published(db: Db) {
    const all = await world(db);
    const { lea, lou, id, begin } = all;
    await beginDrill(db, lea, begin);
    const { content } = await held(db, lea, id);
    const first = { ...formOf(content, 1).first, says: say(100, ". Ben asked why.") };
    await saveDrill(db, lea, id, formOf(content, 1, { first, kept: ["Ben"] }));
    await sendDrill(db, lea, id, 2);
    expect((await publishDrill(db, lou, id, 2)).ok).toBe(true);
    return all;
  }

  test("begins from the words in force, goes the same way, and takes the next number", async ({
    db,
  }) => {
    const { lea, lou } = await published(db);
    expect(await getRewritable(db, lou, key)).toEqual({ draftId: null });
    const id = crypto.randomUUID();
    expect(await rewriteDrill(db, lou, key, { id, number: 1 })).toEqual({
      ok: true,
      value: { id },
    });
    expect(await getRewritable(db, lea, key)).toEqual({ draftId: id });
    const { content, open, key: of } = await held(db, lea, id);
    expect(of).toBe(key);
    expect(content).toMatchObject({ title: "Bounded retries", kept: ["Ben"], level: "staff" });
    expect(open).toEqual([]);
    const { title, prompt, difference, first, second, kept } = content;
    const form = formOf(content, 1, {
      ...{ title, prompt, difference, first, second },
      kept: [...kept],
    });
    await saveDrill(db, lou, id, { ...form, title: "Bounded retries at last" });
    expect((await sendDrill(db, lou, id, 2)).ok).toBe(true);
    expect(await publishDrill(db, lea, id, 2)).toEqual({ ok: true, value: { key } });
    const versions = await db.select().from(drillVersion).where(eq(drillVersion.key, key));
    expect(versions.map(({ number, content: { title } }) => [number, title]).toSorted()).toEqual([
      [1, "Bounded retries"],
      [2, "Bounded retries at last"],
    ]);
  });

  test("is one draft, whoever begins it, and not published where nothing changed", async ({
    db,
  }) => {
    const { lea, lou } = await published(db);
    const id = crypto.randomUUID();
    await rewriteDrill(db, lea, key, { id, number: 1 });
    const again = { id: crypto.randomUUID(), number: 1 };
    expect(await rewriteDrill(db, lou, key, again)).toEqual({ ok: true, value: { id } });
    await sendDrill(db, lea, id, 1);
    expect(await publishDrill(db, lou, id, 1)).toMatchObject({ failure: { kind: "conflict" } });
    expect(await db.select().from(drillVersion).where(eq(drillVersion.key, key))).toHaveLength(1);
  });

  test("is not begun from a file's drill, an older version, or by whoever may not read the cards", async ({
    db,
  }) => {
    const { lea, barb, ana } = await published(db);
    const begin = { id: crypto.randomUUID(), number: 1 };
    const failed = async (as: Viewer, of: string, number = 1) =>
      await rewriteDrill(db, as, of, { ...begin, number });
    expect(await failed(lea, "feature-flags")).toMatchObject({ failure: { kind: "refused" } });
    expect(await failed(lea, key, 2)).toMatchObject({ failure: { kind: "conflict" } });
    expect(await failed(lea, "nothing")).toMatchObject({ failure: { kind: "absent" } });
    expect(await failed(barb, key)).toMatchObject({ failure: { kind: "absent" } });
    expect(await failed(ana, key)).toMatchObject({ failure: { kind: "refused" } });
    for (const as of [barb, ana]) expect(await getRewritable(db, as, key)).toBeNull();
    expect(await getRewritable(db, lea, "feature-flags")).toBeNull();
  });
});

describe("whoever had a hand in a drill", () => {
  /** Lea writes it, Lou sends it back and publishes it. */
  async function published(db: Db) {
    const { lea, lou, ana, id, begin, loop } = await world(db);
    await beginDrill(db, lea, begin);
    const { content } = await held(db, lea, id);
    await saveDrill(db, lea, id, formOf(content, 1));
    await sendDrill(db, lea, id, 2);
    await publishDrill(db, lou, id, 2);
    return { lea, lou, ana, loop, key: "bounded-retries" };
  }
  const soon = () => new Date(Date.now() + 60_000);

  async function scoreAs(db: Db, viewer: Viewer, key: string) {
    const page = await getDrill(db, viewer, key, soon());
    if (!page) throw new Error("no drill");
    const ratings = Object.fromEntries(page.open.criteria.map((one) => [one.key, "3"]));
    const said = { level: "senior", ratings };
    const form = { id: crypto.randomUUID(), version: page.number, first: said, second: said };
    return { page, done: await scoreDrill(db, viewer, key, form, soon()) };
  }

  test("does not score it, and is told why, while others do", async ({ db }) => {
    const { lea, lou, ana, key } = await published(db);
    for (const maker of [lea, lou]) {
      const { page, done } = await scoreAs(db, maker, key);
      expect(page).toMatchObject({ scorable: false, refused: refusalWords["made-drill"] });
      expect(done).toMatchObject({ failure: { kind: "refused" } });
    }
    const { page, done } = await scoreAs(db, ana, key);
    expect(page).toMatchObject({ scorable: true, refused: null });
    expect(done.ok).toBe(true);
  });

  test("has it in no count of theirs: neither to do nor done", async ({ db }) => {
    const { lea, lou, ana, key } = await published(db);
    const [version] = await db.select().from(drillVersion).where(eq(drillVersion.key, key));
    if (!version) throw new Error("no version");
    // As it could be before this rule: scores of one's own drill.
    const score = { criterion: "verification", score: 3, notObserved: null };
    const scoring = { level: "senior" as const, ratings: [score] };
    const own = { key, drillVersionId: version.id, quarter: "2026-q4", at: soon() };
    for (const { id: personId } of [lea, ana])
      await db.insert(drillAttempt).values({ ...own, personId, scorings: [scoring, scoring] });
    expect((await listScored(db, [lea.id, ana.id])).map((one) => one.attempt.person)).toEqual([
      ana.id,
    ]);
    const listed = (await getOwnDrills(db, lea))?.drills.find((drill) => drill.key === key);
    expect(listed).toMatchObject({ made: true, done: null });
    const both = await make.person(db, {
      ...{ name: "Both", permissions: ["lead", "interviewer"] },
    });
    await db
      .update(drillVersion)
      .set({ madeByIds: [both.id] })
      .where(eq(drillVersion.id, version.id));
    const progress = await getDrillProgress(db, lou, { q: "", trainees: false, page: 1 });
    const rows = progress?.people.rows.map(({ name, done, toScore }) => [name, done, toScore]);
    expect(rows).toEqual([
      ["Ana Ferreira", 1, 12],
      ["Ben Okafor", 0, 12],
      ["Both", 0, 11],
    ]);
  });

  test("keeps what they scored before they knew the key", async ({ db }) => {
    const { lea, lou, key } = await published(db);
    const liv = await make.person(db, { name: "Liv Lead", permissions: ["lead"] });
    expect((await scoreAs(db, liv, key)).done.ok).toBe(true);
    const next = crypto.randomUUID();
    expect(await rewriteDrill(db, liv, key, { id: next, number: 1 })).toMatchObject({ ok: true });
    const page = await getDrill(db, liv, key, new Date("2031-01-01T00:00:00Z"));
    expect(page).toMatchObject({ scorable: false });
    expect(page?.done).not.toBeNull();
    expect(await listScored(db, [liv.id, lea.id, lou.id])).toHaveLength(1);
  });
});

test("progress tells leads who did what, and who of the trainees qualifies", async ({ db }) => {
  const { lea, ana } = await world(db);
  await make.person(db, { name: "Tia Trainee" });
  const asked = { q: "", trainees: false, page: 1 };
  expect(await getDrillProgress(db, ana, asked)).toBeNull();
  const all = await getDrillProgress(db, lea, asked);
  expect(all?.people.rows.map(({ name }) => name)).toEqual([
    ...["Ana Ferreira", "Ben Okafor", "Tia Trainee"],
  ]);
  expect(all?.people.rows[0]?.qualification).toBeNull();
  const trainees = await getDrillProgress(db, lea, { ...asked, trainees: true });
  expect(trainees?.people).toMatchObject({ total: 1, rows: [{ name: "Tia Trainee", done: 0 }] });
  expect(trainees?.people.rows[0]?.qualification?.words).toMatch(/^Still needed: 4 more drills/);
  expect(trainees?.missed).toBeNull();
});
