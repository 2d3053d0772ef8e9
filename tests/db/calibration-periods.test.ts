import { eq, inArray } from "drizzle-orm";
import { describe, expect } from "vitest";
import { comparisonFigures, sidesOf } from "#app/domain/calibration/figures-comparison.ts";
import type { CalibrationFilters } from "#app/domain/calibration/filters.ts";
import { NOT_BY_QUARTER } from "#app/domain/calibration/shown.ts";
import type { InterviewersFound } from "#app/domain/calibration/view.ts";
import type { Viewer } from "#app/domain/people.ts";
import { invariant } from "#app/domain/result.ts";
import type { Db } from "#db/client.server.ts";
import { getComparison } from "#db/queries/calibration-comparison.server.ts";
import { calibrationEntry, cardVersion, conflict, decision, loop } from "#db/schema.server.ts";
import { calibrated } from "#tests/support/calibrated.ts";
import { test } from "#tests/support/database.ts";
import * as make from "#tests/support/factory.ts";
import { given } from "#tests/support/rating-panels.ts";
import { wholeView } from "#tests/support/whole-view.ts";

const names = ["Ana", "Ben", "Cy", "Dee", "Eli", "Fay", "Gus", "Hal"];
const spring = { quarter: "2026-q1" } as const;
const autumn = { quarter: "2026-q3" } as const;

/** Panels of three in spring and as many in autumn; Ana scores low in spring and high in autumn. */
async function twoSeasons(db: Db, loops = 24) {
  const position = await make.position(db);
  const people: Viewer[] = [];
  for (const name of names) people.push(await make.person(db, { name }));
  const candidates: string[] = [];
  for (const [season, at] of ["2026-02-10T12:00:00Z", "2026-08-10T12:00:00Z"].entries())
    for (let number = 0; number < loops; number++) {
      const base = 2 + (number % 2);
      const seats = [number, number + 1 + (number % 3), number + 4 + (number % 2)];
      const { id, candidateId } = await make.loopWith(db, {
        ...{ position, state: "decided" as const },
        interviewers: seats.map((seat, place) => {
          const of = people[seat % names.length] ?? { id: "" };
          const own = of === people[0] ? (season === 0 ? -1 : 1) : 0;
          const chance = (number * 7 + place * 3 + season) % 5 === 0 ? 1 : 0;
          const score = Math.min(4, Math.max(1, base + own + chance)) as 1 | 2 | 3 | 4;
          return { of, state: "sealed" as const, says: { score } };
        }),
      });
      await db
        .update(loop)
        .set({ settledAt: new Date(at) })
        .where(eq(loop.id, id));
      candidates.push(candidateId);
    }
  const of = { positionId: position.id, rubricVersionId: position.rubricVersionId };
  await calibrated(db, of);
  const cora = await make.person(db, { name: "Cora", permissions: ["committee"] });
  return { cora, candidates };
}

async function read(db: Db, viewer: Viewer, asked: CalibrationFilters) {
  const view = await wholeView(db, viewer, asked);
  invariant(view?.found, "there is a result");
  return view.found;
}

const of = ({ period }: Pick<InterviewersFound, "period">, name: string) => {
  const row = period?.find((one) => one.name === name);
  invariant(row, `${name} is on the page`);
  return row.severity;
};

async function bar(db: Db, viewer: Viewer, candidates: readonly string[]): Promise<void> {
  await db.insert(conflict).values(
    candidates.map((candidateId) => ({
      ...{ candidateId, personId: viewer.id, recordedById: viewer.id },
      ...{ kind: "interest" as const, reason: "They share a flat." },
    })),
  );
}

describe("a period", () => {
  test("has its own severity and agreement, which add up to those of the whole", async ({ db }) => {
    const { cora } = await twoSeasons(db);
    const whole = await read(db, cora, {});
    expect([whole.period, whole.ofPeriod]).toEqual([null, false]);
    const [first, second] = [await read(db, cora, spring), await read(db, cora, autumn)];
    expect(given(of(first, "Ana")).estimate).toBeGreaterThan(0.6);
    expect(given(of(second, "Ana")).estimate).toBeLessThan(-0.4);
    expect(first.ofPeriod).toBe(true);
    expect(first.agreement.overall).toMatchObject({ candidates: 24, compared: 24, cards: 72 });
    const both = await read(db, cora, { from: "2026-q1", until: "2026-q3" });
    expect(given(both.agreement.overall.alpha).ordinal).toBeCloseTo(
      given(whole.summary.agreement.overall.alpha).ordinal,
      5,
    );
    expect(given(of(both, "Ben")).candidates).toBe(
      given(of(first, "Ben")).candidates + given(of(second, "Ben")).candidates,
    );
  });

  test("is held against another one, and shows who moved", async ({ db }) => {
    const { cora } = await twoSeasons(db);
    const compared = await getComparison(db, cora, { a: spring, b: autumn });
    const severities = given(compared?.severities);
    const [ana, ...others] = severities.rows;
    expect(ana).toMatchObject({ name: "Ana", change: { flagged: true } });
    expect(ana?.change.difference).toBeLessThan(-1);
    expect(others.map(({ change }) => change.flagged)).toEqual(names.slice(1).map(() => false));
    expect([severities.compared, severities.clear]).toEqual([names.length, 1]);
    for (const side of [compared?.a, compared?.b])
      expect(side?.found).toMatchObject({
        ofPeriod: true,
        agreement: { overall: { compared: 24 } },
      });
  });

  test("has no number for whoever has a conflict, which would tell a loop by what two periods differ by", async ({
    db,
  }) => {
    const { cora, candidates } = await twoSeasons(db);
    const elsewhere = await make.candidate(db, { name: "Nobody of this position" });
    const lea = await make.person(db, { name: "Lea", permissions: ["lead"] });
    await bar(db, cora, candidates.slice(0, 1));
    await bar(db, lea, [elsewhere.id]);
    for (const viewer of [cora, lea]) {
      const first = await read(db, viewer, spring);
      expect([first.period, first.ofPeriod]).toEqual([null, false]);
      expect(first.agreement).toEqual(first.summary.agreement);
      const compared = await getComparison(db, viewer, { a: spring, b: autumn });
      expect(compared?.severities).toEqual(NOT_BY_QUARTER);
      const sides = compared && sidesOf(compared);
      invariant(sides, "both have a result");
      expect(comparisonFigures(sides).between.map(({ id }) => id)).toEqual(["means"]);
      const whole = await read(db, viewer, {});
      expect(given(whole.summary.agreement.overall.alpha).ordinal).toBeGreaterThan(0);
    }
  });

  test("has no number where too many of its loops are open again", async ({ db }) => {
    const { cora, candidates } = await twoSeasons(db);
    await db.update(cardVersion).set({ sealedAt: new Date("2026-02-09T12:00:00Z") });
    await db.update(decision).set({ decidedAt: new Date("2026-02-10T12:00:00Z") });
    await db
      .update(loop)
      .set({ state: "debrief", settledAt: null })
      .where(inArray(loop.candidateId, candidates.slice(0, 20)));
    const first = await read(db, cora, spring);
    expect(first.agreement.overall.alpha).toEqual({
      reason: "Only 4 candidates were scored by two or more people; agreement needs 5.",
    });
    for (const { severity } of first.period ?? [])
      expect(severity).toEqual({
        reason: expect.stringMatching(/^Not enough history: \d of the 5/),
      });
    const compared = await getComparison(db, cora, { a: spring, b: autumn });
    expect(given(compared?.severities)).toEqual({ rows: [], compared: 0, clear: 0 });
  });

  test("that the result does not know is left out, and said to be", async ({ db }) => {
    const { cora } = await twoSeasons(db, 8);
    const compared = await getComparison(db, cora, {
      a: { from: "2025-q3", until: "2025-q4" },
      b: autumn,
    });
    expect(compared).toMatchObject({
      strange: ["from", "until"],
      a: { period: null, found: { ofPeriod: false } },
      b: { period: { from: "2026-q3", until: "2026-q3" }, found: { ofPeriod: true } },
    });
  });

  test("is said to be missing where the newest result has none", async ({ db }) => {
    const { cora } = await twoSeasons(db, 8);
    await db
      .delete(calibrationEntry)
      .where(inArray(calibrationEntry.list, ["period-severity", "period-agreement"]));
    const view = await wholeView(db, cora, { ...spring, part: "interviewers" });
    expect([view?.found?.period, view?.found?.ofPeriod]).toEqual([null, false]);
    expect(await getComparison(db, cora, { a: spring, b: autumn })).toMatchObject({
      severities: { reason: "The newest result does not tell severity apart by quarter." },
      a: { found: { ofPeriod: false } },
    });
  });
});
