import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import type { CalibrationFilters } from "#app/domain/calibration/filters.ts";
import type { Outcome } from "#app/domain/debrief.ts";
import type { Level } from "#app/domain/level.ts";
import type { CardKind, RoundKind } from "#app/domain/loop.ts";
import type { Permission, Viewer } from "#app/domain/people.ts";
import { invariant } from "#app/domain/result.ts";
import type { NotObserved, Recommendation } from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import { importRatings } from "#db/import.ts";
import { type Calibration, getCalibration } from "#db/queries/calibration.server.ts";
import { listRubrics, publishRubrics } from "#db/queries/rubric.server.ts";
import { insertSettledLoops, type SettledRound } from "#db/queries/settled.server.ts";
import {
  candidate,
  card,
  decision,
  loop,
  person,
  position,
  weight,
  weightSet,
} from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";

const viewerWith = (...permissions: Permission[]): Viewer => ({
  id: "0190b2f4-6e9a-7c3e-8a00-0000000000aa",
  name: "Cora",
  email: "cora@example.com",
  permissions,
});
const cora = viewerWith("committee");

async function read(db: Db, asked: CalibrationFilters = {}): Promise<Calibration> {
  const view = await getCalibration(db, cora, asked);
  invariant(view, "the committee reads calibration");
  return view;
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
  { at = "2026-02-03T10:00:00Z", outcome = "offer" as Outcome } = {},
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
          outcome,
          level: "staff",
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

const names = (view: Calibration) => view.candidates.map((row) => row.candidate);
const interviewerNamed = (view: Calibration, name: string) =>
  view.interviewers.find((row) => row.name === name);

describe("who reads calibration", () => {
  test("is the committee and leads, nobody else", async ({ db }) => {
    await openPosition(db);
    for (const permission of ["committee", "lead"] as const)
      expect(await getCalibration(db, viewerWith(permission), {})).not.toBeNull();
    for (const viewer of [viewerWith(), viewerWith("interviewer"), viewerWith("admin")])
      expect(await getCalibration(db, viewer, {})).toBeNull();
  });
});

describe("what calibration counts", () => {
  test("a panel's total rests on counted cards and the weights of its own decision", async ({
    db,
  }) => {
    const place = await openPosition(db);
    const id = await settle(db, place, "Ana", [
      { by: "Ben", scores: [4, 2, 3] },
      { by: "Cy", scores: [2, "not-asked", 1] },
      { by: "Dee", scores: [1, 1, 1], kind: "shadow" },
      { by: "Eve", scores: [1, 1, 1], recommendation: "no-decision" },
      { by: "Fay", scores: [3, 4, "no-signal"], recommendation: null },
    ]);
    const view = await read(db);
    // Means 3, 3 and 2 by weights 50, 30 and 20.
    expect(view.candidates).toMatchObject([
      { loopId: id, candidate: "Ana", cards: 3, coverage: 1, outcome: "offer", level: "staff" },
    ]);
    expect(view.candidates[0]?.score).toBeCloseTo(0.5 * 3 + 0.3 * 3 + 0.2 * 2, 12);
    expect(view.interviewers.map(({ name, cards, ratings }) => [name, cards, ratings])).toEqual([
      ["Ben", 1, 3],
      ["Cy", 1, 2],
      ["Fay", 1, 2],
    ]);
    expect(view.distributions.slice(0, 3)).toMatchObject([
      { counts: [0, 1, 1, 1], notAsked: 0, noSignal: 0 },
      { counts: [0, 1, 0, 1], notAsked: 1, noSignal: 0 },
      { counts: [1, 0, 1, 0], notAsked: 0, noSignal: 1 },
    ]);
  });

  test("a later weight set leaves earlier totals alone", async ({ db }) => {
    const place = await openPosition(db);
    await settle(db, place, "Ana", [{ by: "Ben", scores: [4, 1, 1] }]);
    const newer = { ...place, weightSetId: await weigh(db, openOf(place), 2, [0, 0, 100]) };
    await settle(db, newer, "Zoe", [{ by: "Ben", scores: [4, 1, 1] }]);
    expect((await read(db)).candidates.map(({ candidate, score }) => [candidate, score])).toEqual([
      ["Ana", 2.5],
      ["Zoe", 1],
    ]);
  });

  test("a second decision's weights replace the first one's", async ({ db }) => {
    const place = await openPosition(db);
    const loopId = await settle(db, place, "Ana", [{ by: "Ben", scores: [4, 1, 1] }]);
    const weightSetId = await weigh(db, openOf(place), 2, [0, 0, 100]);
    await db.insert(decision).values({
      ...{ loopId, number: 2, outcome: "no-offer", level: "senior", reasons: "Reopened." },
      ...{ rubricVersionId: place.rubricVersionId, weightSetId },
    });
    expect((await read(db)).candidates).toMatchObject([
      { outcome: "no-offer", level: "senior", score: 1 },
    ]);
  });

  test("loops that are not settled, or were reopened, are left out", async ({ db }) => {
    const place = await openPosition(db);
    await settle(db, place, "Ana", [{ by: "Ben", scores: [4, 4, 4] }]);
    const reopened = await settle(db, place, "Zoe", [{ by: "Ben", scores: [1, 1, 1] }]);
    await db.update(loop).set({ state: "reopened", settledAt: null }).where(eq(loop.id, reopened));
    const view = await read(db);
    expect(names(view)).toEqual(["Ana"]);
    expect(view.chosen?.settled).toBe(1);
  });

  test("a settled loop whose cards did not happen is counted, but has no candidate", async ({
    db,
  }) => {
    const place = await openPosition(db);
    const loopId = await settle(db, place, "Ana", [{ by: "Ben", scores: [4, 4, 4] }]);
    await db
      .update(card)
      .set({ state: "withdrawn", endReason: "Wrong candidate" })
      .where(eq(card.loopId, loopId));
    const view = await read(db);
    expect(view).toMatchObject({ loops: 1, candidates: [], interviewers: [], overall: null });
  });

  test("nobody is compared with themselves", async ({ db }) => {
    const place = await openPosition(db);
    for (const name of ["A", "B", "C", "D", "E"])
      await settle(db, place, name, [{ by: "Ben", scores: [3, 3, 3] }]);
    // Two cards of one interviewer on a loop are one voice: (4 + 2) / 2 against 1 on each criterion.
    await settle(db, place, "F", [
      { by: "Ben", scores: [4, 4, 4], round: "design" },
      { by: "Ben", scores: [2, 2, 2], round: "review" },
      { by: "Cy", scores: [1, 1] },
    ]);
    const view = await read(db);
    expect(interviewerNamed(view, "Ben")).toMatchObject({
      cards: 7,
      ratings: 21,
      history: { enough: true, flat: 7, shared: 2, difference: 2 },
    });
    expect(interviewerNamed(view, "Cy")).toMatchObject({ cards: 1, history: { enough: false } });
  });

  test("a card with two equal scores is not flat", async ({ db }) => {
    const place = await openPosition(db);
    for (const name of ["A", "B", "C", "D"])
      await settle(db, place, name, [{ by: "Ben", scores: [3, 3, "not-asked"] }]);
    await settle(db, place, "E", [{ by: "Ben", scores: [2, 2, 2] }]);
    const ben = interviewerNamed(await read(db), "Ben");
    expect(ben?.history).toMatchObject({ enough: true, flat: 1, shared: 0, difference: null });
  });
});

const openOf = ({ positionId, rubricVersionId }: Place) => ({ positionId, rubricVersionId });

async function importGuilford(db: Db, position: string) {
  const file = "tests/reference/guilford-1954.csv";
  const rubric = "tests/reference/guilford-creativity.v1.yaml";
  const at = new Date("2026-01-05T09:00:00Z");
  const done = await importRatings(db, { file, rubric, position }, at);
  invariant(done.ok, "the file is imported");
}

describe("the published panel of 1954", () => {
  test("comes out of the database with the published sums", async ({ db }) => {
    await importGuilford(db, "Creativity");
    const view = await read(db);
    expect(view.scale).toHaveLength(9);
    // Sums of the fifteen ratings of each candidate, over 15.
    const sums = { Betty: 94, Edward: 87, George: 82, Anne: 70, Chris: 64, David: 57, Fred: 54 };
    expect(names(view)).toEqual(Object.keys(sums));
    for (const [at, sum] of Object.values(sums).entries())
      expect(view.candidates[at]?.score).toBeCloseTo(sum / 15, 12);
    // Means over 35 ratings; everybody met everybody, so the difference is the mean minus the mean
    // of the other two: 181 - (171 + 156) / 2 = 17.5 of Cavendish over 35, 171 - 168.5 = 2.5 of
    // Avogadro, 156 - 176 = -20 of Brahe.
    const expected = [
      ["Cavendish", 181, 17.5],
      ["Avogadro", 171, 2.5],
      ["Brahe", 156, -20],
    ] as const;
    expect(view.interviewers.map(({ name }) => name)).toEqual(expected.map(([name]) => name));
    for (const [name, sum, over] of expected) {
      const history = interviewerNamed(view, name)?.history;
      invariant(history?.enough, "seven cards are enough");
      expect(history.mean).toBeCloseTo(sum / 35, 12);
      expect(history.difference).toBeCloseTo(over / 35, 12);
      expect(history.shared).toBe(35);
    }
    expect(view.overall).toBeCloseTo(508 / 105, 12);
  });
});

describe("what calibration is narrowed by", () => {
  test("shows the position with the most settled loops unless another is asked for", async ({
    db,
  }) => {
    const [busy, quiet, empty] = [
      await openPosition(db, "Busy"),
      await openPosition(db, "Quiet"),
      await openPosition(db, "Empty"),
    ];
    for (const name of ["Ana", "Ben"])
      await settle(db, busy, name, [{ by: "Cy", scores: [3, 3, 3] }]);
    await settle(db, quiet, "Zoe", [{ by: "Cy", scores: [2, 2, 2] }]);
    const view = await read(db);
    expect(view.chosen?.title).toBe("Busy");
    expect(view.choices.map(({ title, settled }) => [title, settled])).toEqual([
      ["Busy", 2],
      ["Quiet", 1],
      ["Empty", 0],
    ]);
    expect(names(await read(db, { position: quiet.positionId }))).toEqual(["Zoe"]);
    expect(await read(db, { position: empty.positionId })).toMatchObject({
      chosen: { title: "Empty", settled: 0 },
      loops: 0,
      candidates: [],
      quarters: [],
    });
  });

  test("has nothing to choose before there is a position", async ({ db }) => {
    expect(await read(db)).toMatchObject({ chosen: null, choices: [], candidates: [] });
  });

  test("narrows to a quarter, to rounds of a kind, and to candidates somebody met", async ({
    db,
  }) => {
    const place = await openPosition(db);
    await settle(db, place, "Ana", [
      { by: "Ben", scores: [4, 4, 4], round: "design" },
      { by: "Cy", scores: [2, 2, 2], round: "review" },
    ]);
    await settle(db, place, "Zoe", [{ by: "Cy", scores: [1, 1, 1], round: "review" }], {
      at: "2026-07-01T00:00:00Z",
    });
    const all = await read(db);
    expect(all.quarters).toEqual(["2026-q3", "2026-q2", "2026-q1"]);
    expect(all.rounds).toEqual(["review", "design"]);
    expect(all.met.map(({ name }) => name)).toEqual(["Ben", "Cy"]);
    expect(names(await read(db, { quarter: "2026-q3" }))).toEqual(["Zoe"]);
    expect(names(await read(db, { quarter: "2026-q2" }))).toEqual([]);
    const design = await read(db, { round: "design" });
    expect(design.candidates).toMatchObject([{ candidate: "Ana", cards: 1, score: 4 }]);
    expect(design.loops).toBe(2);
    const ben = all.met[0]?.id ?? "";
    const met = await read(db, { met: ben });
    expect(met.candidates).toMatchObject([{ candidate: "Ana", cards: 2, score: 3 }]);
    expect(met.interviewers).toHaveLength(2);
  });

  test("leaves out, by name, what this position does not have", async ({ db }) => {
    const place = await openPosition(db);
    await settle(db, place, "Ana", [{ by: "Ben", scores: [4, 4, 4] }]);
    const stranger = "0190b2f4-6e9a-7c3e-8a00-0000000000ff";
    const view = await read(db, {
      position: stranger,
      rubric: stranger,
      quarter: "2020-q1",
      round: "behavioural",
      met: stranger,
    });
    expect(view.ignored).toEqual(["position", "rubric", "quarter", "round", "met"]);
    expect(view.filters).toEqual({});
    expect(names(view)).toEqual(["Ana"]);
  });

  test("never mixes two rubrics: each version is a choice of its own", async ({ db }) => {
    const place = await openPosition(db);
    await settle(db, place, "Ana", [{ by: "Ben", scores: [4, 4, 4] }]);
    const published = await publishRubrics(db, "tests/reference");
    invariant(published.ok, "the other rubric is published");
    const other = (await listRubrics(db)).find(({ slug }) => slug === "guilford-creativity");
    invariant(other, "the other rubric can be read");
    await db
      .update(position)
      .set({ rubricVersionId: other.id })
      .where(eq(position.id, place.positionId));
    await importGuilford(db, "Storage");
    const newer = await read(db);
    expect(newer.choices.map(({ title, settled }) => [title, settled])).toEqual([
      ["Storage", 7],
      ["Storage", 1],
    ]);
    expect(newer).toMatchObject({ chosen: { rubricVersionId: other.id }, loops: 7 });
    const older = await read(db, { position: place.positionId, rubric: place.rubricVersionId });
    expect(names(older)).toEqual(["Ana"]);
    expect(older.scale).toHaveLength(4);
  });
});
