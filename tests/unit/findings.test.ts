import { describe, expect, test } from "vitest";
import type { Cells, RatingRow } from "#app/domain/calibration/cells.ts";
import { type FindingsOptions, findingsOf } from "#app/domain/calibration/find.ts";
import { MOST_PAIRED } from "#app/domain/calibration/findings.ts";
import { fitModel } from "#app/domain/calibration/model.ts";
import { partnersOf } from "#app/domain/calibration/partners.ts";
import { normal, seeded } from "#app/domain/calibration/random.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { calibrate } from "#app/domain/calibration/report.ts";
import { cellsOf, given, reference, referenceRows } from "#tests/support/rating-panels.ts";

const find = (cells: Cells, options: Partial<FindingsOptions> = {}) =>
  given(findingsOf(cells, { weights: null, points: 5, ...options })).findings;

const DAY = 86_400_000;

type Drawn = {
  readonly candidates: number;
  readonly interviewers: number;
  readonly panel?: number;
  readonly seed?: number;
};

/** A drawn panel, a candidate a day from a given day on, settled on the day. */
function drawn({ candidates, interviewers, panel = 3, seed = 5 }: Drawn, from?: string): Cells {
  const random = seeded(seed);
  const severity = Array.from({ length: interviewers }, () => 0.35 * normal(random));
  const rows: RatingRow[] = [];
  for (let c = 0; c < candidates; c++) {
    const strength = 0.6 * normal(random);
    const pool = severity.map((_, i) => i);
    for (let seat = 0; seat < panel; seat++) {
      const [i = 0] = pool.splice(Math.floor(random() * pool.length), 1);
      for (const criterion of ["design", "code", "talk"]) {
        const said = 3 + strength - (severity[i] ?? 0) + 0.6 * normal(random);
        const rating = random() < 0.1 ? null : Math.min(5, Math.max(1, Math.round(said)));
        rows.push({ candidate: `c${c}`, interviewer: `i${i}`, criterion, rating });
      }
    }
  }
  const cells = cellsOf(rows);
  if (!from) return cells;
  const sealedAt = new Float64Array(cells.interviewer.length);
  for (let c = 0; c < cells.candidates.length; c++)
    sealedAt.fill(Date.parse(from) + c * DAY, cells.first[c], cells.first[c + 1]);
  const settledAt = Float64Array.from(cells.candidates, (_, c) => Date.parse(from) + c * DAY);
  return { ...cells, sealedAt, settledAt };
}

const byId = <T extends { readonly id: string }>(list: readonly T[]) =>
  new Map(list.map((own) => [own.id, own]));

/** Anything in it that cannot be stored and sent as it is. */
function notPlain(value: unknown, path = "findings"): string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (typeof value === "function" || value === undefined) return [`${path} is ${typeof value}`];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => notPlain(inner, `${path}.${key}`));
}

test.for(["syn02_moderate", "syn09_disconnected", "syn11_confounded"])(
  "%s: findings are the numbers of the report under m3",
  (name) => {
    const cells = cellsOf(referenceRows(name));
    const found = find(cells);
    const report = given(calibrate(cells, { model: "m3", scale: [1, 5] }));
    expect(notPlain(found)).toEqual([]);
    const { summary } = found;
    expect(summary.model).toEqual(report.model);
    expect(summary.gates).toEqual(report.gates);
    expect(summary.agreement).toEqual({ ...report.agreement, byQuarter: [] });
    const candidates = byId(found.candidates);
    expect(candidates.size).toBe(report.candidates.length);
    for (const own of report.candidates) expect(candidates.get(own.id)).toMatchObject(own);
    const interviewers = byId(found.interviewers);
    for (const own of report.interviewers) expect(interviewers.get(own.id)).toMatchObject(own);
    const flags = given(report.effects).flags.map(
      ({ interviewer, effect }) => `${cells.interviewers[interviewer]} ${effect}`,
    );
    expect(
      found.interviewers
        .flatMap(({ id, flags: own }) => own.map(({ effect }) => `${id} ${effect}`))
        .toSorted(),
    ).toEqual(flags.toSorted());
  },
);

test("P(above) is that of the reference, whichever of the two comes first", () => {
  const { pairs } = reference("pairwise_posterior_syn02").expected;
  const { candidates } = find(cellsOf(referenceRows("syn02_moderate")));
  const place = new Map(candidates.map(({ id }, at) => [id, at]));
  expect(pairs.length).toBeGreaterThan(10);
  for (const { a, b, p_a_gt_b } of pairs) {
    const [x, y] = [place.get(a) ?? -1, place.get(b) ?? -1];
    const above = candidates[Math.min(x, y)]?.above?.[Math.abs(x - y) - 1] ?? Number.NaN;
    expect(x < y ? above : 1 - above).toBeCloseTo(p_a_gt_b, 4);
  }
});

test("lists come in their orders, each with everybody once", () => {
  const cells = drawn({ candidates: 60, interviewers: 12 });
  const found = find(cells, { weights: [0.5, 0.3, 0.2] });
  const falling = (values: readonly (number | null)[]) =>
    values.every((value, at) => at === 0 || (value ?? -9) <= (values[at - 1] ?? -9));
  const scores = found.candidates.map(({ calibrated }) => given(calibrated).score);
  expect(falling(scores)).toBe(true);
  const raw = byId(found.candidates);
  expect(falling(found.rawOrder.map(({ id }) => raw.get(id)?.raw ?? null))).toBe(true);
  expect(found.rawOrder.map(({ id }) => id).toSorted()).toEqual(cells.candidates.toSorted());
  const severities = found.interviewers.map(({ severity }) =>
    isRefusal(severity) ? null : severity.points,
  );
  expect(falling(severities)).toBe(true);
  const order = given(found.summary.order);
  expect(order.ranked).toBe(60);
  expect(order.moved).toBeGreaterThan(0);
  expect(order.tau).toBeGreaterThan(0.5);
  expect(given(found.summary.weights).map(({ nominal }) => nominal)).toEqual([50, 30, 20]);
});

test("a raw score's interval and the panel's severity come of the fit", () => {
  const cells = drawn({ candidates: 40, interviewers: 12, panel: 4 });
  const found = find(cells);
  const fit = given(fitModel(cells, { model: "m3" }));
  const { interviewer, residual } = fit.variance;
  const own = found.candidates[0];
  if (!own?.rawInterval || own.raw === null) throw new Error("No raw score");
  const [low, high] = own.rawInterval;
  expect((low + high) / 2).toBeCloseTo(own.raw, 10);
  expect((high - low) / 2).toBeCloseTo(1.6449 * Math.sqrt((interviewer + residual) / own.cards), 3);
  const c = cells.candidates.indexOf(own.id);
  const panel = Array.from(
    cells.interviewer.subarray(cells.first[c], cells.first[c + 1]),
    (i) => -(fit.interviewer.blup[i] ?? Number.NaN),
  );
  const mean = panel.reduce((sum, severity) => sum + severity, 0) / panel.length;
  expect(own.panelSeverity).toBeCloseTo(mean, 10);
});

test("coverage is the share of the weight that somebody observed", () => {
  const rows = (["a", "b", "c"] as const).flatMap((candidate) =>
    ["x", "y"].flatMap((interviewer) =>
      ["design", "code"].map((criterion) => ({
        ...{ candidate, interviewer, criterion },
        rating: candidate === "a" && criterion === "code" ? null : 3,
      })),
    ),
  );
  const [a] = find(cellsOf(rows), { weights: [30, 70] }).candidates.filter(({ id }) => id === "a");
  expect(a).toMatchObject({ coverage: 0.3, profile: [3, null], raw: expect.any(Number) });
});

test("beyond so many candidates no pair is written down", () => {
  const many = find(drawn({ candidates: MOST_PAIRED + 1, interviewers: 15, panel: 2 }));
  expect(many.candidates.every(({ above }) => above === null)).toBe(true);
  const few = find(drawn({ candidates: MOST_PAIRED, interviewers: 15, panel: 2 }));
  expect(few.candidates.map(({ above }) => above?.length)).toEqual(
    few.candidates.map((_, at) => MOST_PAIRED - 1 - at),
  );
});

describe("over time", () => {
  const cells = drawn({ candidates: 120, interviewers: 8 }, "2025-11-02");
  const found = find(cells);

  test("agreement is that of each quarter's candidates alone", () => {
    const { byQuarter } = found.summary.agreement;
    expect(byQuarter.map(({ quarter, overall }) => `${quarter} ${overall.candidates}`)).toEqual([
      "2025-q4 60",
      "2026-q1 60",
    ]);
    const rows = drawn({ candidates: 60, interviewers: 8 });
    const alone = given(find(rows).summary.agreement.overall.alpha);
    expect(given(byQuarter[0]?.overall.alpha).ordinal).toBeCloseTo(alone.ordinal, 5);
  });

  test("a quarter of too few is refused in its place", () => {
    const early = new Float64Array(cells.settledAt ?? []);
    early.fill(Date.parse("2025-07-01"), 0, 3);
    const [first] = find({ ...cells, settledAt: early }).summary.agreement.byQuarter;
    expect(first).toMatchObject({ quarter: "2025-q3", overall: { candidates: 3 } });
    expect(first && isRefusal(first.overall.alpha)).toBe(true);
  });

  test("severity and the bar are told by quarter, and without times neither", () => {
    expect(found.summary.bar?.windows).toHaveLength(2);
    const drifts = found.interviewers.map(({ drift }) => given(drift).windows.length);
    expect(drifts).toEqual(found.interviewers.map(() => 2));
    const untimed = find(drawn({ candidates: 30, interviewers: 8 }));
    expect(untimed.summary.bar).toBeNull();
    expect(untimed.interviewers.every(({ drift }) => isRefusal(drift))).toBe(true);
  });
});

describe("linkage", () => {
  const rows = [
    ...["a x", "a y", "a y", "b x", "b y", "b z", "c z", "d p", "d q"].map((pair) =>
      pair.split(" "),
    ),
  ].map(([candidate = "", interviewer = ""]) => ({ candidate, interviewer }));
  const cells = cellsOf(
    rows
      .slice(0, 2)
      .concat(rows.slice(3))
      .map((row) => ({ ...row, criterion: "k", rating: 3 })),
  );

  test("whom one shares candidates with, most first", () => {
    const named = partnersOf(cells, 40).map((partners) =>
      partners.map(
        ({ interviewer, candidates }) => `${cells.interviewers[interviewer]} ${candidates}`,
      ),
    );
    expect(Object.fromEntries(cells.interviewers.map((id, i) => [id, named[i]]))).toEqual({
      ...{ x: ["y 2", "z 1"], y: ["x 2", "z 1"], z: ["x 1", "y 1"] },
      ...{ p: ["q 1"], q: ["p 1"] },
    });
    expect(partnersOf(cells, 1).map((partners) => partners.length)).toEqual([1, 1, 1, 1, 1]);
  });

  test("islands are counted, the largest first", () => {
    expect(find(cells).summary.islands).toEqual([
      { number: 1, candidates: 3, interviewers: 3 },
      { number: 2, candidates: 1, interviewers: 2 },
    ]);
  });
});

test("cards with one number throughout are held against the others'", () => {
  const rows = Array.from({ length: 8 }, (_, c) =>
    ["flat", "fair", "even"].flatMap((interviewer, i) =>
      ["k", "l", "m"].map((criterion, k) => ({
        ...{ candidate: `c${c}`, interviewer, criterion },
        rating:
          interviewer === "flat" || (interviewer === "even" && c < 2)
            ? 2 + (c % 3)
            : 1 + ((c + i + k) % 4),
      })),
    ),
  ).flat();
  const found = find(cellsOf(rows));
  const flat = found.interviewers.find(({ id }) => id === "flat");
  expect(flat).toMatchObject({ flat: { cards: 8, of: 8 }, othersFlat: { cards: 2, of: 16 } });
  expect(found.summary.panel).toEqual({ cards: 24, flat: 10 });
});

describe("a panel that tells little", () => {
  const table = (candidates: number, interviewers: number) =>
    drawn({ candidates, interviewers, panel: interviewers }, "2026-01-01");
  const panels: Record<string, Cells> = {
    nothing: cellsOf([]),
    "names alone": cellsOf([{ candidate: "a", interviewer: "x", criterion: "k", rating: null }]),
    "one card": table(1, 1),
    "one interviewer": table(12, 1),
    "one candidate": table(1, 6),
    "two of each": table(2, 2),
    "few of each": table(5, 3),
    "all the same": cellsOf(
      Array.from({ length: 24 }, (_, at) => ({
        ...{ candidate: `c${at % 8}`, interviewer: `i${at % 3}`, criterion: "k", rating: 3 },
      })),
    ),
  };
  test.for(Object.entries(panels))("(%s) gives reasons in the place of numbers", ([, cells]) => {
    const found = find(cells);
    expect(notPlain(found)).toEqual([]);
    expect(found.candidates).toHaveLength(cells.candidates.length);
    expect(found.interviewers).toHaveLength(cells.interviewers.length);
    if (isRefusal(found.summary.model)) {
      expect(found.summary.order).toEqual(expect.objectContaining({ reason: expect.any(String) }));
      for (const own of found.candidates)
        expect(own).toMatchObject({ above: null, rawInterval: null, panelSeverity: null });
    }
    for (const own of found.interviewers)
      if (own.cards < 5) expect(own.unread).toContain("of the 5 cards needed");
  });
});

test("the same cells and seed give the same findings, and progress never goes back", () => {
  const cells = drawn({ candidates: 40, interviewers: 11 }, "2026-01-01");
  const shares: number[] = [];
  const first = findingsOf(cells, {
    ...{ weights: null, points: 5, seed: 3 },
    onProgress: (share) => shares.push(share),
  });
  expect(first).toEqual(findingsOf(cells, { weights: null, points: 5, seed: 3 }));
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBeLessThanOrEqual(1);
});

test("weights that make no sense refuse the whole", () => {
  const cells = drawn({ candidates: 10, interviewers: 4 });
  for (const weights of [
    [1, 2],
    [0, 0, 0],
    [1, -1, 1],
  ])
    expect(findingsOf(cells, { weights, points: 5 })).toEqual({ reason: expect.any(String) });
});
