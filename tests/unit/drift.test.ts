import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BarDrift, barDrift } from "#app/domain/calibration/bar-drift.ts";
import { type Cells, cardCount, cellsFrom, columnsFrom } from "#app/domain/calibration/cells.ts";
import {
  type DriftFit,
  type InterviewerDrift,
  interviewerDrift,
} from "#app/domain/calibration/drift.ts";
import { correctedChanges, FALSE_SHARE } from "#app/domain/calibration/drift-change.ts";
import { latestAndBefore, windowsOf } from "#app/domain/calibration/drift-windows.ts";
import { fitModel } from "#app/domain/calibration/model.ts";
import { panelContrast } from "#app/domain/calibration/panel-contrast.ts";
import { normal, seeded } from "#app/domain/calibration/random.ts";
import { isRefusal, type Refusal, refuse } from "#app/domain/calibration/refusal.ts";

const DAY = 86_400_000;
const rolling = { by: "count", size: 10 } as const;
const variance = { candidate: 0.4, interviewer: 0.1, card: null, residual: 0.25 };
const fit: DriftFit = { model: "m3", variance };

type Given = {
  readonly candidate: string;
  readonly interviewer: string;
  readonly rating: number;
  readonly moment: number;
};

type Plan = {
  readonly seed: number;
  readonly interviewers?: number;
  readonly candidates?: number;
  readonly panel?: number;
  /** Points by which the first interviewer is harsher about candidates from this share on. */
  readonly harsher?: { readonly by: number; readonly from: number };
  /** Points by which the last candidate is stronger than the first. */
  readonly stronger?: number;
  /** How much more unevenly the first interviewer scores. */
  readonly uneven?: number;
};

/** Cards of random panels, a candidate every third day, with the variances of `fit`. */
function simulate(plan: Plan): Given[] {
  const { seed, interviewers = 6, candidates = 60, panel = 3 } = plan;
  const random = seeded(seed);
  const severity = Array.from(
    { length: interviewers },
    () => Math.sqrt(variance.interviewer) * normal(random),
  );
  const cards: Given[] = [];
  for (let c = 0; c < candidates; c++) {
    const past = c / candidates;
    const strength = Math.sqrt(variance.candidate) * normal(random) + (plan.stronger ?? 0) * past;
    const pool = severity.map((_, i) => i);
    for (let seat = 0; seat < panel; seat++) {
      const [i = 0] = pool.splice(Math.floor(random() * pool.length), 1);
      const { harsher } = plan;
      const drift = harsher && i === 0 && past >= harsher.from ? harsher.by : 0;
      const error =
        Math.sqrt(variance.residual) * normal(random) * (i === 0 ? (plan.uneven ?? 1) : 1);
      cards.push({
        candidate: `c${c}`,
        interviewer: `i${i}`,
        rating: 3 + strength - (severity[i] ?? 0) - drift + error,
        moment: Date.UTC(2024, 0, 1) + 3 * c * DAY,
      });
    }
  }
  return cards;
}

function panelOf(given: readonly Given[]): { cells: Cells; moments: Float64Array } {
  const columns = columnsFrom(given.map((card) => ({ ...card, criterion: "depth" })));
  const cells = answered(cellsFrom(columns));
  const moments = new Float64Array(cardCount(cells));
  const momentOf = new Map(
    given.map((card) => [`${card.candidate} ${card.interviewer}`, card.moment]),
  );
  for (const [c, candidate] of cells.candidates.entries())
    for (let card = cells.first[c] ?? 0; card < (cells.first[c + 1] ?? 0); card++) {
      const interviewer = cells.interviewers[cells.interviewer[card] ?? -1];
      moments[card] = momentOf.get(`${candidate} ${interviewer}`) ?? Number.NaN;
    }
  return { cells, moments };
}

function answered<T extends object>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(value.reason);
  return value;
}

function driftOf(given: readonly Given[], windows: Parameters<typeof windowsOf>[1] = rolling) {
  const { cells, moments } = panelOf(given);
  return answered(interviewerDrift(cells, moments, fit, { windows }));
}

function changeOf(found: readonly InterviewerDrift[], interviewer: string) {
  const one = found.find((drift) => drift.interviewer === interviewer);
  if (!one) throw new Error(`No ${interviewer}.`);
  return answered(one.change);
}

describe("windows", () => {
  test("roll over the last cards at each moment, and keep one moment's together", () => {
    const moments = [1, 2, 2, 3, 4, 4, 4, 5];
    expect(windowsOf(moments, { by: "count", size: 5 })).toEqual([
      { start: 1, end: 7 },
      { start: 3, end: 8 },
    ]);
    expect(windowsOf([7, 7, 7, 7, 7, 7, 7], { by: "count", size: 5 })).toEqual([
      { start: 0, end: 7 },
    ]);
    expect(windowsOf([1, 2], { by: "count", size: 5 })).toEqual([{ start: 0, end: 2 }]);
    expect(windowsOf([], { by: "count", size: 5 })).toEqual([]);
  });

  test("are quarters in UTC, without empty ones", () => {
    const moments = ["2025-03-31T23:59:59Z", "2025-04-01T00:00:00Z", "2025-12-01T00:00:00Z"].map(
      Date.parse,
    );
    expect(windowsOf(moments, { by: "quarter" })).toEqual([
      { start: 0, end: 1 },
      { start: 1, end: 2 },
      { start: 2, end: 3 },
    ]);
  });

  test("are read from the latest with enough, where enough lies before it", () => {
    const at = (start: number, end: number) => ({ start, end });
    expect(latestAndBefore([at(0, 8), at(8, 14), at(14, 16)])).toEqual(at(8, 14));
    expect(latestAndBefore([at(0, 4), at(4, 12)])).toBeNull();
    expect(latestAndBefore([])).toBeNull();
  });

  test("never part what is of one moment, and hold their size or a little more", () => {
    const times = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 6, maxLength: 60 });
    fc.assert(
      fc.property(times, (given) => {
        const moments = given.toSorted((a, b) => a - b);
        for (const { start, end } of windowsOf(moments, { by: "count", size: 6 })) {
          expect(end - start).toBeGreaterThanOrEqual(6);
          if (start > 0) expect(moments[start]).not.toBe(moments[start - 1]);
          expect(moments[end]).not.toBe(moments[end - 1]);
          const second = moments.findIndex((moment) => moment > (moments[start] ?? 0));
          if (second > 0) expect(end - second).toBeLessThan(6);
        }
      }),
    );
  });
});

describe("a contrast of cards", () => {
  test("is the generalized least squares estimate (numpy, the covariance inverted)", () => {
    const found = answered(
      panelContrast(
        {
          candidate: Int32Array.of(0, 0, 0, 1, 1, 2, 2, 2, 3, 3),
          interviewer: Int32Array.of(-1, 0, 1, -1, 0, -1, 1, 2, -1, 2),
          score: Float64Array.of(0.3, -0.2, 0.5, 1.1, 0.4, -0.9, -0.1, 0.2, -0.4, 0.6),
          variance: { candidate: null, interviewer: 0.1, residual: 0.25 },
        },
        Float64Array.of(0, 0, 0, 0, 0, 1, 0, 0, 1, 0),
        Float64Array.of(1, 0, 0, 1, 0, 1, 0, 0, 1, 0),
      ),
    );
    expect(found.estimate).toBeCloseTo(-1.2209302325581397, 10);
    expect(found.error).toBeCloseTo(0.7152816976385906, 10);
    const random = answered(
      panelContrast(
        {
          candidate: Int32Array.of(0, 0, 0, 1, 1, 2, 2, 2, 3, 3),
          interviewer: Int32Array.of(3, 0, 1, 3, 0, 3, 1, 2, 3, 2),
          score: Float64Array.of(0.3, -0.2, 0.5, 1.1, 0.4, -0.9, -0.1, 0.2, -0.4, 0.6),
          variance: { candidate: 0.4, interviewer: 0.1, residual: 0.25 },
        },
        Float64Array.of(0, 0, 0, 0, 0, 1, 1, 1, 1, 1),
        new Float64Array(10).fill(1),
      ),
    );
    expect(random.estimate).toBeCloseTo(-0.7467941507311587, 10);
    expect(random.error).toBeCloseTo(0.7256353641222236, 10);
  });

  test("is refused where the column does not vary beside the other", () => {
    const panel = {
      candidate: Int32Array.of(0, 0),
      interviewer: Int32Array.of(-1, 0),
      score: Float64Array.of(1, 2),
      variance: { candidate: null, interviewer: 0.1, residual: 0.25 },
    };
    const own = Float64Array.of(1, 0);
    expect(panelContrast(panel, own, own)).toEqual({
      reason: "These cards do not tell the two apart.",
    });
  });
});

describe("corrected changes", () => {
  test("are flagged exactly where the adjusted p is, and their interval leaves out 0", () => {
    const one = fc.record({
      estimate: fc.double({ min: -2, max: 2, noNaN: true }),
      error: fc.double({ min: 0.1, max: 1, noNaN: true }),
      freedom: fc.integer({ min: 1, max: 200 }),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 15 }), (measured) => {
        const changes = correctedChanges(measured).map(answered);
        const p = changes.map((change) => change.p).toSorted((a, b) => a - b);
        const rejected =
          p.findLastIndex((value, at) => value <= (FALSE_SHARE * (at + 1)) / p.length) + 1;
        expect(changes.filter(({ flagged }) => flagged)).toHaveLength(rejected);
        for (const { low, high, flagged } of changes) expect(flagged).toBe(low > 0 || high < 0);
      }),
    );
  });

  test("are wider the more are looked at, and refusals stay out of it", () => {
    const measured = { estimate: 0.5, error: 0.22, freedom: 40 };
    const [alone] = correctedChanges([measured, refuse("Too few.")]).map((one) => one);
    const among = correctedChanges([
      measured,
      { ...measured, estimate: 0 },
      { ...measured, estimate: 0.1 },
    ]);
    expect(alone).toMatchObject({ flagged: true });
    expect(among[0]).toMatchObject({ flagged: false });
    expect(correctedChanges([refuse("Too few.")])).toEqual([{ reason: "Too few." }]);
    expect(correctedChanges([])).toEqual([]);
  });
});

describe("drift of an interviewer", () => {
  const harsher = { by: 1, from: 0.6 };

  test("is found where one is planted, and of nobody else", () => {
    const found = driftOf(simulate({ seed: 1, harsher }));
    const change = changeOf(found, "i0");
    expect(change).toMatchObject({ flagged: true });
    expect(change.difference).toBeGreaterThan(0.5);
    expect(change.words).toMatch(/^Recent scores are about \d\.\d points? lower than before/);
    const others = found.filter(({ interviewer }) => interviewer !== "i0");
    expect(others.every(({ change }) => !isRefusal(change) && !change.flagged)).toBe(true);
  });

  test("is found in most panels where the latest window holds it, near its size", () => {
    const late = { by: 1, from: 0.75 };
    const changes = Array.from({ length: 25 }, (_, seed) =>
      changeOf(driftOf(simulate({ seed, candidates: 80, harsher: late })), "i0"),
    );
    // 172 of 200 such panels are flagged; below 17 of 25 then is less than once in a hundred.
    expect(changes.filter(({ flagged }) => flagged).length).toBeGreaterThanOrEqual(17);
    const mean = changes.reduce((sum, { difference }) => sum + difference, 0) / changes.length;
    expect(mean).toBeGreaterThan(0.8);
    expect(mean).toBeLessThan(1.1);
  });

  test.each([
    ["nothing changes", {}],
    ["candidates get stronger", { stronger: 3 }],
    ["one person scores unevenly", { uneven: 2 }],
  ])("is flagged in one of twenty panels at most where %s", (_, plan) => {
    const panels = 60;
    let flagged = 0;
    for (let seed = 100; seed < 100 + panels; seed++) {
      const found = driftOf(simulate({ seed, candidates: 40, ...plan }), { by: "count", size: 12 });
      if (found.some(({ change }) => !isRefusal(change) && change.flagged)) flagged++;
    }
    // Above 7 of 60 by chance less than once in a hundred, at one of twenty.
    expect(flagged).toBeLessThanOrEqual(7);
  });

  test("comes with windows whose bounds hold the planted severity nine times out of ten", () => {
    let [held, windows] = [0, 0];
    for (let seed = 1; seed <= 40; seed++) {
      const cards = simulate({ seed, candidates: 30 });
      const random = seeded(seed);
      const planted = Array.from(
        { length: 6 },
        () => Math.sqrt(variance.interviewer) * normal(random),
      );
      for (const { interviewer, windows: own } of driftOf(cards, { by: "quarter" }))
        for (const one of own)
          if ("severity" in one) {
            const truth = planted[Number(interviewer.slice(1))] ?? Number.NaN;
            windows++;
            if (one.low <= truth && truth <= one.high) held++;
          }
    }
    expect(windows).toBeGreaterThan(200);
    expect(held / windows).toBeGreaterThan(0.86);
    expect(held / windows).toBeLessThan(0.98);
  });

  test("is read from a fitted model as well", () => {
    const { cells, moments } = panelOf(simulate({ seed: 1, harsher }));
    const fitted = answered(fitModel(cells, { model: "m3" }));
    const found = answered(interviewerDrift(cells, moments, fitted, { windows: rolling }));
    expect(changeOf(found, "i0")).toMatchObject({ flagged: true });
  });

  test("counts by quarter", () => {
    const [first] = driftOf(simulate({ seed: 3, candidates: 60, panel: 4 }), { by: "quarter" });
    const quarters = first?.windows.map(({ from }) => new Date(from).toISOString().slice(0, 7));
    expect(quarters?.length).toBe(2);
    expect(first?.windows.every(({ cards }) => cards >= 5)).toBe(true);
  });
});

describe("what must not matter", () => {
  const cards = simulate({ seed: 8, harsher: { by: 0.8, from: 0.5 } });
  const plain = driftOf(cards);

  function expectSame(
    found: readonly InterviewerDrift[],
    unit = 1,
    later = 0,
    named = (n: string) => n,
  ) {
    expect(found).toHaveLength(plain.length);
    for (const { interviewer, windows, change } of plain) {
      const other = found.find((one) => one.interviewer === named(interviewer));
      const [was, is] = [answered(change), answered(other?.change ?? refuse("Nobody."))];
      expect(is.difference).toBeCloseTo(was.difference * unit, 8);
      expect(is.high).toBeCloseTo(was.high * unit, 8);
      expect(is.flagged).toBe(was.flagged);
      expect(
        other?.windows.map(({ from, until, cards }) => [from - later, until - later, cards]),
      ).toEqual(windows.map(({ from, until, cards }) => [from, until, cards]));
      for (const [at, window] of windows.entries()) {
        const now = other?.windows[at];
        if ("severity" in window && now && "severity" in now)
          expect(now.severity).toBeCloseTo(window.severity * unit, 8);
      }
    }
  }

  test("is the order of the rows", () => {
    const random = seeded(4);
    const places = new Map(cards.map((card) => [card, random()]));
    expectSame(driftOf(cards.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))));
  });

  test("is what people are called", () => {
    const renamed = cards.map((card) => ({
      ...card,
      interviewer: `Dr ${card.interviewer}`,
      candidate: `x${card.candidate}`,
    }));
    expectSame(driftOf(renamed), 1, 0, (name) => `Dr ${name}`);
  });

  test("is where the scale starts, and the unit only scales", () => {
    expectSame(driftOf(cards.map((card) => ({ ...card, rating: card.rating + 40 }))));
    const { cells, moments } = panelOf(cards.map((card) => ({ ...card, rating: 3 * card.rating })));
    const wide = { candidate: 3.6, interviewer: 0.9, card: null, residual: 2.25 };
    const found = interviewerDrift(
      cells,
      moments,
      { model: "m3", variance: wide },
      { windows: rolling },
    );
    expectSame(answered(found), 3);
  });

  test("is the clock, where windows go by cards", () => {
    expectSame(
      driftOf(cards.map((card) => ({ ...card, moment: card.moment + 1000 * DAY }))),
      1,
      1000 * DAY,
    );
  });
});

describe("what cannot be told", () => {
  const at = (
    candidates: number,
    interviewers: readonly string[],
    moment = (c: number) => c * DAY,
  ) =>
    Array.from({ length: candidates }, (_, c) =>
      interviewers.map((interviewer, i) => ({
        candidate: `c${c}`,
        interviewer,
        rating: 3 + ((c * 7 + i * 3) % 4) / 2,
        moment: moment(c),
      })),
    ).flat();

  test("is one interviewer alone", () => {
    expect(driftOf(at(20, ["Ana"]))).toEqual([
      {
        interviewer: "Ana",
        windows: [],
        change: {
          reason: "Nobody else scored the same candidates, so there is nothing to compare.",
        },
      },
    ]);
  });

  test("is a change where all cards are of one moment", () => {
    const [ana] = driftOf(at(20, ["Ana", "Ben"], () => 5));
    expect(ana?.windows).toHaveLength(1);
    expect(ana?.windows[0]).toMatchObject({ from: 5, until: 5, cards: 20 });
    expect(ana?.change).toEqual({
      reason:
        "Fewer than 5 cards lie before the latest window, so there is no earlier level to compare with.",
    });
  });

  test("is a window with fewer than five cards", () => {
    const [ana] = driftOf(at(4, ["Ana", "Ben"]));
    expect(ana?.windows).toEqual([
      { from: 0, until: 3 * DAY, cards: 4, reason: "Fewer than 5 cards to compare." },
    ]);
    expect(ana?.change).toEqual({ reason: "No window has 5 cards to compare yet." });
  });

  test("is anything where ratings do not differ, where moments are missing, and of another model", () => {
    const { cells, moments } = panelOf(
      at(20, ["Ana", "Ben"]).map((card) => ({ ...card, rating: 3 })),
    );
    const constant: DriftFit = { model: "m3", variance: { ...variance, residual: 0 } };
    const options = { windows: rolling };
    expect(interviewerDrift(cells, moments, constant, options)).toEqual({
      reason: "Cards agree entirely, so chance cannot be told from change.",
    });
    expect(interviewerDrift(cells, moments.subarray(1), fit, options)).toEqual({
      reason: "Not every card has a moment.",
    });
    expect(interviewerDrift(cells, moments, { ...fit, model: "m2" }, options)).toEqual({
      reason: "Drift is read from whole cards, which model m3 is of.",
    });
    expect(interviewerDrift(cells, moments, fit, { windows: { by: "count", size: 4 } })).toEqual({
      reason: "A window holds 5 or more.",
    });
    const [ana] = answered(interviewerDrift(cells, moments, fit, options));
    expect(answered(ana?.change ?? refuse("Nobody."))).toMatchObject({
      difference: 0,
      p: 1,
      flagged: false,
    });
  });

  test("is the window of a card without a moment, which others are still compared with", () => {
    const cards = at(20, ["Ana", "Ben"]).map((card) =>
      card.interviewer === "Ben" ? { ...card, moment: Number.NaN } : card,
    );
    const [ana, ben] = driftOf(cards);
    expect(ana?.windows.length).toBeGreaterThan(0);
    expect(ben?.windows).toEqual([]);
  });

  test("is nothing at all of no cards", () => {
    expect(driftOf([])).toEqual([]);
  });
});

describe("drift of a position's scores", () => {
  function barOf(positions: readonly (readonly Given[])[]): BarDrift[] {
    const given = positions.map((cards, at) => ({ position: `p${at}`, ...panelOf(cards), fit }));
    return answered(barDrift(given, { windows: { by: "count", size: 20 } }));
  }

  /** Everybody from a moment on is scored lower by so many points. */
  const lowered = (cards: readonly Given[], by: number, from: number) =>
    cards.map((card) =>
      card.moment >= Date.UTC(2024, 0, 1) + 3 * from * DAY
        ? { ...card, rating: card.rating - by }
        : card,
    );

  test("is found, and said to be the bar or the candidates", () => {
    const [steady, moved] = barOf([simulate({ seed: 5 }), lowered(simulate({ seed: 6 }), 1.2, 40)]);
    expect(answered(steady?.change ?? refuse("None."))).toMatchObject({ flagged: false });
    const change = answered(moved?.change ?? refuse("None."));
    expect(change).toMatchObject({ flagged: true });
    expect(change.difference).toBeLessThan(-0.6);
    expect(change.words).toContain("If candidates are as strong as before, the bar is higher");
    expect(change.words).toContain("Ratings alone cannot tell which.");
  });

  test("is not moved by harsher people joining the panels", () => {
    // Four old hands; four new people, each a point harsher, sit with one of them from the half on.
    const random = seeded(12);
    const cards: Given[] = [];
    for (let c = 0; c < 80; c++) {
      const strength = 0.6 * Math.sin(2.4 * c);
      const fresh = (k: number) => ({ interviewer: `new${(c + k) % 4}`, severity: 1 });
      const old = (k: number) => ({ interviewer: `old${(c + k) % 4}`, severity: 0 });
      const panel = c < 40 ? [old(0), old(1), old(2)] : [old(0), fresh(0), fresh(1)];
      for (const { interviewer, severity } of panel)
        cards.push({
          candidate: `c${c}`,
          interviewer,
          rating: 4 + strength - severity + 0.5 * normal(random),
          moment: c * DAY,
        });
    }
    const raw = (from: number, until: number) => {
      const own = cards.filter(({ moment }) => moment >= from * DAY && moment < until * DAY);
      return own.reduce((sum, { rating }) => sum + rating, 0) / own.length;
    };
    expect(raw(60, 80) - raw(0, 60)).toBeLessThan(-0.35);
    const [bar] = barOf([cards]);
    expect(Math.abs(answered(bar?.change ?? refuse("None.")).difference)).toBeLessThan(0.3);
    expect(answered(bar?.change ?? refuse("None.")).flagged).toBe(false);
  });

  test("is flagged in one of twenty positions at most where nothing changes", () => {
    let flagged = 0;
    for (let seed = 300; seed < 400; seed++) {
      const [one] = barOf([simulate({ seed })]);
      if (one && !isRefusal(one.change) && one.change.flagged) flagged++;
    }
    // Above 11 of 100 by chance less than once in a hundred, at one of twenty.
    expect(flagged).toBeLessThanOrEqual(11);
  });

  test("has windows on the scale, and refuses where there is too little", () => {
    const [whole] = barOf([simulate({ seed: 2 })]);
    for (const window of whole?.windows ?? [])
      if ("score" in window) {
        expect(window.candidates).toBe(20);
        expect(window.score).toBeGreaterThan(2);
        expect(window.score).toBeLessThan(4);
      }
    const [short] = barOf([simulate({ seed: 2, candidates: 4 })]);
    expect(short?.windows[0]).toMatchObject({ reason: "Fewer than 5 candidates." });
    expect(short?.change).toEqual({
      reason: "A change needs 5 candidates in a window and 5 before it.",
    });
    expect(barOf([])).toEqual([]);
  });
});
