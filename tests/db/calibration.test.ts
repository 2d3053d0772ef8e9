import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import type { CalibrationFilters } from "#app/domain/calibration/filters.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import type { Level } from "#app/domain/level.ts";
import type { CardKind, RoundKind } from "#app/domain/loop.ts";
import type { Viewer } from "#app/domain/people.ts";
import { invariant } from "#app/domain/result.ts";
import type { NotObserved, Recommendation } from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import { importRatings } from "#db/import.ts";
import { getComparison } from "#db/queries/calibration-comparison.server.ts";
import { getProfile } from "#db/queries/calibration-profile.server.ts";
import { listRubrics } from "#db/queries/rubric.server.ts";
import { insertSettledLoops, type SettledRound } from "#db/queries/settled.server.ts";
import {
  candidate,
  conflict,
  loop,
  person,
  position,
  weight,
  weightSet,
} from "#db/schema.server.ts";
import { calibrated } from "#tests/support/calibrated.ts";
import { test } from "#tests/support/database.ts";
import * as factory from "#tests/support/factory.ts";
import { type WholeFindings, type WholeView, wholeView } from "#tests/support/whole-view.ts";

const reader = (db: Db, name = "Cora"): Promise<Viewer> =>
  factory.person(db, { name, permissions: ["committee"] });

async function read(db: Db, viewer: Viewer, asked: CalibrationFilters = {}): Promise<WholeView> {
  const view = await wholeView(db, viewer, asked);
  invariant(view, "the committee reads calibration");
  return view;
}

async function found(
  db: Db,
  viewer: Viewer,
  asked: CalibrationFilters = {},
): Promise<WholeFindings> {
  const view = await read(db, viewer, asked);
  invariant(view.found, "there is a snapshot");
  return view.found;
}

const criteria = ["tradeoff-reasoning", "failure-mode-instinct", "verification"] as const;

type OpenPosition = { readonly positionId: string; readonly rubricVersionId: string };
type Place = OpenPosition & { readonly weightSetId: string };

/** A position on the staff rubric, its first three criteria weighted 50, 30 and 20. */
async function openPosition(db: Db, title = "Storage", level: Level = "staff"): Promise<Place> {
  const rubric = (await listRubrics(db)).find(({ slug }) => slug === "staff-backend");
  invariant(rubric, "the staff rubric is published");
  const [row] = await db
    .insert(position)
    .values({ title, level, rubricVersionId: rubric.id })
    .returning();
  invariant(row, "an inserted position comes back");
  const of = { positionId: row.id, rubricVersionId: rubric.id };
  return { ...of, weightSetId: await weigh(db, of, 1, [50, 30, 20]) };
}

async function weigh(
  db: Db,
  of: OpenPosition,
  number: number,
  percents: readonly number[],
): Promise<string> {
  const [set] = await db
    .insert(weightSet)
    .values({ ...of, number, reason: "For the test" })
    .returning();
  invariant(set, "an inserted weight set comes back");
  await db.insert(weight).values(
    criteria.map((criterion, at) => ({
      weightSetId: set.id,
      rubricVersionId: of.rubricVersionId,
      criterion,
      percent: percents[at] ?? 0,
    })),
  );
  return set.id;
}

type Given = {
  by: string;
  /** By criterion in order; a criterion left out was not on the card. */
  scores: readonly (number | NotObserved)[];
  kind?: CardKind;
  round?: RoundKind;
  recommendation?: Recommendation | null;
};

async function personNamed(db: Db, name: string): Promise<string> {
  const email = `${name.toLowerCase()}@example.com`;
  const [known] = await db.select().from(person).where(eq(person.email, email));
  if (known) return known.id;
  const [row] = await db.insert(person).values({ name, email }).returning();
  invariant(row, "an inserted person comes back");
  return row.id;
}

/** A candidate with a settled loop; each card stands in a round of its own. */
async function settle(
  db: Db,
  place: Place,
  name: string,
  cards: readonly Given[],
  { at = "2026-02-03T10:00:00Z", level = "staff" as Level } = {},
): Promise<string> {
  const [row] = await db.insert(candidate).values({ name }).returning();
  invariant(row, "an inserted candidate comes back");
  const moment = new Date(at);
  const { weightSetId, ...of } = place;
  const rounds: SettledRound[] = [];
  for (const { by, scores, kind = "panel", round = "design", recommendation = "yes" } of cards)
    rounds.push({
      kind: round,
      focus: [],
      startsAt: moment,
      minutes: 60,
      cards: [
        {
          interviewerId: await personNamed(db, by),
          kind,
          assignedAt: moment,
          dueAt: moment,
          sealedAt: moment,
          content: {
            ratings: scores.map((given, criterion) => ({
              criterion: criteria[criterion] ?? "",
              score: typeof given === "number" ? given : null,
              notObserved: typeof given === "number" ? null : given,
              confidence: null,
              evidence: "",
            })),
            observations: [],
            probes: [],
            recommendation,
            level: null,
            summary: "",
          },
        },
      ],
    });
  await db.transaction((tx) =>
    insertSettledLoops(tx, [
      {
        ...of,
        candidateId: row.id,
        points: 4,
        revealRule: "after-own",
        ownerId: null,
        importKey: null,
        createdAt: moment,
        rounds,
        debrief: { openedById: null, openedAt: moment },
        decision: {
          outcome: "offer",
          level,
          reasons: "Reasons for the test.",
          dissent: "",
          weightSetId,
          decidedById: null,
          decidedAt: moment,
        },
      },
    ]),
  );
  const [held] = await db.select({ id: loop.id }).from(loop).where(eq(loop.candidateId, row.id));
  invariant(held, "the loop was written");
  return held.id;
}

const openOf = ({ positionId, rubricVersionId }: Place) => ({ positionId, rubricVersionId });

const namesIn = ({ candidates }: WholeFindings) => candidates.rows.map((row) => row.candidate);
const scoresIn = ({ distributions }: WholeFindings) =>
  distributions.reduce((sum, { n }) => sum + n, 0);

/** The published panel of 1954: seven candidates, each scored by the same three on five criteria. */
async function guilford(db: Db) {
  const file = "tests/reference/guilford-1954.csv";
  const rubric = "tests/reference/guilford-creativity.v1.yaml";
  const at = new Date("2026-01-05T09:00:00Z");
  const done = await importRatings(db, { file, rubric, position: "Creativity" }, at);
  invariant(done.ok, "the file is imported");
  const loops = await db
    .select({
      id: loop.id,
      name: candidate.name,
      candidateId: candidate.id,
      positionId: loop.positionId,
      rubricVersionId: loop.rubricVersionId,
    })
    .from(loop)
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .orderBy(candidate.name);
  const [first] = loops;
  invariant(first, "there are loops");
  const of = { positionId: first.positionId, rubricVersionId: first.rubricVersionId };
  await calibrated(db, of);
  const named = (name: string) => {
    const known = loops.find((one) => one.name === name);
    invariant(known, `${name} is among them`);
    return known;
  };
  return { of, named };
}

async function bar(db: Db, viewer: Viewer, candidateId: string): Promise<void> {
  await db.insert(conflict).values({
    ...{ candidateId, personId: viewer.id, recordedById: viewer.id },
    ...{ kind: "interest", reason: "They share a flat." },
  });
}

const byScore = ["Betty", "Edward", "George", "Anne", "Chris", "David", "Fred"];

describe("who reads the calibration view", () => {
  test("is the committee and leads, nobody else", async ({ db }) => {
    await openPosition(db);
    for (const permission of ["committee", "lead", "interviewer", "admin"] as const) {
      const viewer = await factory.person(db, { name: permission, permissions: [permission] });
      const view = await wholeView(db, viewer, {});
      expect(view !== null).toBe(permission === "committee" || permission === "lead");
      const sides = await getComparison(db, viewer, { a: {}, b: {} });
      expect(sides !== null).toBe(view !== null);
    }
  });
});

describe("the view of a position", () => {
  test("is empty before there is one, and before anything has settled", async ({ db }) => {
    const cora = await reader(db);
    expect(await read(db, cora)).toMatchObject({ chosen: null, choices: [], found: null });
    await openPosition(db);
    expect(await read(db, cora)).toMatchObject({
      ...{ chosen: { title: "Storage", candidates: 0 }, run: null, found: null },
    });
  });

  test("says after the first snapshot what it says, with names and decisions of now", async ({
    db,
  }) => {
    const cora = await reader(db);
    const { named } = await guilford(db);
    const view = await found(db, cora);
    expect(namesIn(view)).toEqual(byScore);
    expect(view.candidates).toMatchObject({ total: 7, page: 1, pages: 1 });
    const [betty] = view.candidates.rows;
    expect(betty).toMatchObject({ loopId: named("Betty").id, number: 1, cards: 3, below: null });
    expect(betty?.raw).toBeCloseTo(94 / 15, 6);
    expect(view.candidates.rows[1]?.below).toBeGreaterThan(0.5);
    expect(view.interviewers.rows.map(({ name }) => name)).toEqual([
      ...["Brahe", "Avogadro", "Cavendish"],
    ]);
    expect(view.interviewers.rows[0]).toMatchObject({ cards: 7, ratings: 35 });
    expect(view.summary.counts).toEqual({
      ...{ candidates: 7, interviewers: 3, cards: 21, ratings: 105 },
    });
    expect(scoresIn(view)).toBe(105);
    expect(view.versions).toMatchObject([{ number: 1, overall: { compared: 7 } }]);
  });

  test("counts what settled since, and shows the older numbers meanwhile", async ({ db }) => {
    const cora = await reader(db);
    const place = await openPosition(db);
    for (const name of ["Ana", "Zoe"])
      await settle(db, place, name, [{ by: "Ben", scores: [3, 3, 3] }]);
    await calibrated(db, openOf(place));
    expect(await read(db, cora)).toMatchObject({ settledSince: 0 });
    await settle(db, place, "Late", [{ by: "Ben", scores: [1, 1, 1] }], {
      at: new Date(Date.now() + 60_000).toISOString(),
    });
    const view = await read(db, cora);
    expect([view.settledSince, view.found?.candidates.total]).toEqual([1, 2]);
  });

  test("pages candidates in either order, and shows the last page for one beyond it", async ({
    db,
  }) => {
    const cora = await reader(db);
    const place = await openPosition(db);
    for (let at = 0; at < 22; at++)
      await settle(db, place, `Candidate ${at}`, [
        { by: "Ben", scores: [1 + (at % 4), 2, 3] },
        { by: "Cy", scores: [1 + (at % 4), 3, at === 21 ? 1 : 4] },
      ]);
    await calibrated(db, openOf(place));
    for (const order of ["calibrated", "raw"] as const) {
      const first = (await found(db, cora, { order })).candidates;
      const last = (await found(db, cora, { order, page: 9 })).candidates;
      expect([first.rows.length, first.total, last.page]).toEqual([20, 22, 2]);
      expect(last.rows.map(({ number }) => number)).toEqual([21, 22]);
      const raw = [...first.rows, ...last.rows].map((row) => row.raw ?? 0);
      expect(raw).toHaveLength(22);
      if (order === "raw") expect(raw).toEqual(raw.toSorted((a, b) => b - a));
    }
  });
});

describe("what the view is narrowed by", () => {
  test("narrows candidates and distributions, and names what is not here", async ({ db }) => {
    const cora = await reader(db);
    const place = await openPosition(db);
    await settle(db, place, "Ana", [
      { by: "Ben", scores: [4, 4, 4], round: "design" },
      { by: "Cy", scores: [2, 2, "not-asked"], round: "review" },
    ]);
    await settle(db, place, "Zoe", [{ by: "Cy", scores: [1, 1, 1], round: "review" }], {
      ...{ at: "2026-07-01T00:00:00Z", level: "senior" },
    });
    await calibrated(db, openOf(place));
    const all = await read(db, cora);
    expect(all.options).toMatchObject({
      quarters: ["2026-q3", "2026-q1"],
      rounds: ["review", "design"],
      met: [{ name: "Ben" }, { name: "Cy" }],
    });
    const ben = all.options.met[0]?.id ?? "";
    const narrowed = async (asked: CalibrationFilters) => {
      const view = await found(db, cora, asked);
      return [namesIn(view).toSorted(), scoresIn(view)];
    };
    expect(await narrowed({})).toEqual([["Ana", "Zoe"], 8]);
    expect(await narrowed({ quarter: "2026-q3" })).toEqual([["Zoe"], 3]);
    expect(await narrowed({ until: "2026-q1" })).toEqual([["Ana"], 5]);
    expect(await narrowed({ level: "senior" })).toEqual([["Zoe"], 8]);
    expect(await narrowed({ level: "principal" })).toEqual([[], 8]);
    expect(await narrowed({ round: "design" })).toEqual([["Ana", "Zoe"], 3]);
    expect(await narrowed({ met: ben })).toEqual([["Ana"], 3]);
    const strange = await read(db, cora, {
      ...{ quarter: "2025-q1", round: "refactor", met: cora.id, pair: [ben, cora.id] },
    });
    expect(strange.ignored.toSorted()).toEqual(["met", "pair", "quarter", "round"]);
    expect(strange.found?.candidates.total).toBe(2);
  });

  test("compares two candidates, but none the viewer is not shown", async ({ db }) => {
    const cora = await reader(db);
    const { named } = await guilford(db);
    const pair: [string, string] = [named("Betty").id, named("Fred").id];
    const { pair: compared } = await found(db, cora, { pair });
    expect(compared).toMatchObject({
      first: { candidate: "Betty" },
      second: { candidate: "Fred" },
    });
    invariant(compared && !isRefusal(compared.comparison), "they can be compared");
    expect(compared.comparison.probability).toBeGreaterThan(0.9);
    await bar(db, cora, named("Fred").candidateId);
    const view = await read(db, cora, { pair });
    expect([view.found?.pair, view.ignored]).toEqual([null, ["pair"]]);
  });
});

describe("whom the viewer is not shown", () => {
  test("is in no list, no count and no distribution of theirs, and in those of others", async ({
    db,
  }) => {
    const [cora, lea] = [await reader(db), await reader(db, "Lea")];
    const { named } = await guilford(db);
    await bar(db, cora, named("Edward").candidateId);
    const view = await found(db, cora);
    expect(namesIn(view)).toEqual(byScore.filter((name) => name !== "Edward"));
    expect(view.candidates.rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(view.summary.counts).toEqual({
      ...{ candidates: 6, interviewers: 3, cards: 18, ratings: 90 },
    });
    expect(view.summary.agreement.overall).toMatchObject({ candidates: 6, compared: 6, cards: 18 });
    expect(scoresIn(view)).toBe(90);
    expect(view.interviewers.rows.map(({ cards, ratings }) => [cards, ratings])).toEqual([
      ...[
        [6, 30],
        [6, 30],
        [6, 30],
      ],
    ]);
    for (const { answers, mean } of view.interviewers.rows) {
      const n = answers.counts.reduce((sum, count) => sum + count, 0);
      const total = answers.counts.reduce((sum, count, at) => sum + count * (at + 1), 0);
      expect(n).toBe(30);
      expect(mean).toBeCloseTo(total / n, 9);
    }
    expect((await read(db, cora)).choices).toMatchObject([{ candidates: 6 }]);
    expect((await found(db, lea)).summary.counts.candidates).toBe(7);
  });

  test("leaves interviewers and agreement without numbers where too little is left", async ({
    db,
  }) => {
    const cora = await reader(db);
    const { named } = await guilford(db);
    for (const name of ["Edward", "Betty", "Anne"]) await bar(db, cora, named(name).candidateId);
    const { interviewers, summary } = await found(db, cora);
    const few = { reason: "Not enough history: 4 of the 5 cards needed." };
    for (const row of interviewers.rows)
      expect(row).toMatchObject({ cards: 4, severity: few, mean: null, flags: [], facet: null });
    expect(summary.agreement.overall).toMatchObject({
      ...{ candidates: 4, alpha: { reason: expect.any(String) } },
    });
  });

  test("is also whoever's loop was reopened since, for everybody", async ({ db }) => {
    const cora = await reader(db);
    const { named } = await guilford(db);
    const { id } = named("George");
    await db.update(loop).set({ state: "reopened", settledAt: null }).where(eq(loop.id, id));
    const view = await found(db, cora);
    expect(namesIn(view)).toEqual(byScore.filter((name) => name !== "George"));
    expect([scoresIn(view), view.summary.counts.cards]).toEqual([90, 18]);
  });

  test("takes the position's calculation along where nobody else has settled", async ({ db }) => {
    const cora = await reader(db);
    const { named } = await guilford(db);
    for (const name of byScore) await bar(db, cora, named(name).candidateId);
    expect(await read(db, cora)).toMatchObject({ run: null, found: null, settledSince: 0 });
  });
});

describe("a profile", () => {
  test("is read by its person, by leads and by the committee, and holds no candidate", async ({
    db,
  }) => {
    const cora = await reader(db);
    const { named } = await guilford(db);
    const view = await found(db, cora);
    const [brahe, avogadro] = view.interviewers.rows;
    invariant(brahe && avogadro, "there are three");
    const as = (id: string): Viewer => ({
      ...{ id, name: "", email: "somebody@example.com", permissions: ["interviewer"] },
    });
    expect(await getProfile(db, as(avogadro.id), brahe.id, {})).toBeNull();
    expect(await getProfile(db, cora, named("Betty").id, {})).toBeNull();
    const own = await getProfile(db, as(brahe.id), brahe.id, {});
    const read = await getProfile(db, cora, brahe.id, {});
    invariant(own?.found && read?.found, "both read it");
    expect(own).toMatchObject({ own: true, person: { name: "Brahe" }, choices: [{ cards: 7 }] });
    expect(own.found).toMatchObject({
      finding: { cards: 7, severity: brahe.severity },
      // Two others: what they answered together would tell of each.
      others: null,
      partners: [{ candidates: 7 }, { candidates: 7 }],
    });
    expect(read.found.others?.reduce((sum, { n }) => sum + n, 0)).toBe(70);
    const said = JSON.stringify(own);
    for (const name of byScore) {
      expect(said).not.toContain(name);
      expect(said).not.toContain(named(name).id);
    }
  });

  test("is empty for whoever has no card on a settled loop", async ({ db }) => {
    const ana = await factory.person(db, { name: "Ana" });
    expect(await getProfile(db, ana, ana.id, {})).toMatchObject({ chosen: null, found: null });
  });
});

test("a panel of many is linked as a whole, whatever the page, and counted as a whole", async ({
  db,
}) => {
  const place = await openPosition(db);
  const scores = [3, 2, 4];
  const cards = (...people: string[]) => people.map((by) => ({ by, scores }));
  for (let at = 0; at < 41; at++)
    await settle(db, place, `Candidate ${at}`, cards(`Person${at}`, `Person${at + 1}`));
  await settle(db, place, "Apart", cards("Zoe", "Zara"));
  await calibrated(db, place);
  const cora = await reader(db);
  const { found, options } = await read(db, cora, { interviewers: 3 });
  expect(found?.interviewers.rows).toHaveLength(4);
  expect(found?.summary.islands.map(({ interviewers }) => interviewers)).toEqual([42, 2]);
  expect(found?.linked).toHaveLength(40);
  expect(found?.linked.filter(({ component }) => component === 2)).toHaveLength(2);
  expect(options.met).toHaveLength(40);
  // Nobody has five cards.
  expect(found?.summary.standing).toEqual({ known: 0, lower: 0, higher: 0, alike: 0 });
});

test("two selections stand side by side, each with its own period", async ({ db }) => {
  const cora = await reader(db);
  const place = await openPosition(db);
  await settle(db, place, "Ana", [{ by: "Ben", scores: [4, 4, 4] }]);
  await settle(db, place, "Zoe", [{ by: "Ben", scores: [1, 1, 1] }], {
    at: "2026-07-01T00:00:00Z",
  });
  await calibrated(db, openOf(place));
  const sides = await getComparison(db, cora, {
    a: { quarter: "2026-q1" },
    b: { from: "2026-q3" },
  });
  const meanOf = (side: "a" | "b") => sides?.[side]?.found?.distributions[0]?.mean;
  expect([meanOf("a"), meanOf("b")]).toEqual([4, 1]);
  expect(sides?.b?.period).toEqual({ from: "2026-q3", until: "2026-q3" });
  expect(sides?.a?.quarters).toEqual(["2026-q3", "2026-q1"]);
});
