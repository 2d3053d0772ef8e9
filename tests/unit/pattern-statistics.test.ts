import binomialCdf from "@stdlib/stats-base-dists-binomial-cdf";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type HistoryCard,
  type LoopHistory,
  patternLoop,
} from "#app/domain/calibration/pattern-loop.ts";
import { type Ballot, type MovingCard, movesOf } from "#app/domain/calibration/pattern-moves.ts";
import {
  MINIMUM_EDITORS,
  MINIMUM_LOOPS,
  MINIMUM_MOVES,
  type PatternLoop,
  patternStatistics,
  patternTally,
  tallyWithout,
} from "#app/domain/calibration/pattern-statistics.ts";
import { exactBinomial, wilson } from "#app/domain/calibration/proportion.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { outcomes } from "#app/domain/debrief.ts";
import { flagStates } from "#app/domain/ledger.ts";
import { levels } from "#app/domain/level.ts";
import type { Scored } from "#app/domain/score.ts";
import type { Recommendation } from "#app/domain/scorecard.ts";

const day = (n: number) => new Date(Date.UTC(2026, 4, n));
const scores = (...of: (number | null)[]): Scored[] =>
  of.map((score, at) => ({ criterion: `c${at}`, score }));

describe("a share", () => {
  const TAIL = 0.05;
  const cases: [number, number][] = [
    [5, 20],
    [14, 16],
    [1, 9],
    [0, 10],
    [10, 10],
    [312, 400],
  ];
  test.for(cases)("of %i in %i has Wilson's range: its ends are 1.645 errors away", ([n, of]) => {
    const { share, interval } = wilson(n, of);
    for (const end of interval) {
      const distance = Math.abs(share - end);
      expect(distance).toBeCloseTo(1.6448536269514722 * Math.sqrt((end * (1 - end)) / of), 9);
    }
  });
  test.for(cases)("of %i in %i has the exact range: each end leaves a tail of 5%", ([n, of]) => {
    const [low, high] = exactBinomial(n, of).interval;
    if (n > 0) expect(1 - binomialCdf(n - 1, of, low)).toBeCloseTo(TAIL, 9);
    else expect(low).toBe(0);
    if (n < of) expect(binomialCdf(n, of, high)).toBeCloseTo(TAIL, 9);
    else expect(high).toBe(1);
  });
  test("lies in both of its ranges, which mirror each other", () => {
    const some = fc
      .integer({ min: 1, max: 400 })
      .chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)));
    fc.assert(
      fc.property(some, ([n, of]) => {
        for (const range of [wilson, exactBinomial]) {
          const { share, interval } = range(n, of);
          expect(interval[0]).toBeLessThanOrEqual(share + 1e-12);
          expect(interval[1]).toBeGreaterThanOrEqual(share - 1e-12);
          expect(range(of - n, of).interval[0]).toBeCloseTo(1 - interval[1], 9);
        }
      }),
    );
  });
});

describe("what was changed once others could be read", () => {
  const card = (
    interviewerId: string,
    ...versions: [Date, Scored[], (readonly string[] | null)?][]
  ): MovingCard => ({
    interviewerId,
    versions: versions.map(([sealedAt, ratings, couldRead = []]) => ({
      ...{ sealedAt, ratings, couldRead },
    })),
  });
  const ben = card("ben", [day(1), scores(4, 4)]);
  const cy = card("cy", [day(1), scores(2, 4)]);
  const both = ["ben", "cy"];

  test.for<[string, Scored[], readonly string[] | null, readonly [number, number, number] | null]>([
    ["nearer to one", scores(2, 2), ["ben"], [1, 0, 0]],
    ["to the other side, as far", scores(5, 1), both, [0, 0, 1]],
    ["further", scores(1, 1), ["cy"], [0, 1, 0]],
    ["nearer on one and further on another", scores(2, 0), both, [1, 1, 0]],
    ["nothing", scores(1, 1), both, null],
    ["a score to none", scores(null, 1), both, null],
    ["where nobody could be read", scores(3, 1), [], null],
    ["where the record does not tell", scores(3, 1), null, null],
  ])("counts %s", ([what, after, couldRead, told]) => {
    const before = what === "further" ? scores(2, 1) : scores(1, 1);
    const ana = card("ana", [day(1), before], [day(2), after, couldRead]);
    const found = movesOf([ana, ben, cy]);
    expect(found && [found.moves.toward, found.moves.away, found.moves.even]).toEqual(
      what === "nearer to one" ? [2, 0, 0] : told,
    );
  });
  test("holds a change against the others as they stood then", () => {
    const moving = card("ben", [day(1), scores(4)], [day(5), scores(1)]);
    const early = card("ana", [day(1), scores(2)], [day(3), scores(3), ["ben"]]);
    expect(movesOf([early, moving])?.moves).toMatchObject({ toward: 1, away: 0 });
    const late = card("ana", [day(1), scores(2)], [day(6), scores(3), ["ben"]]);
    expect(movesOf([late, moving])?.moves).toMatchObject({ toward: 0, away: 1 });
  });
  test("never counts a first version, whenever it was sealed", () => {
    const late = card("ana", [day(9), scores(4, 4), both]);
    expect(movesOf([late, ben, cy])).toBeNull();
  });
  test("counts one version once, by its changes together", () => {
    const ana = card("ana", [day(1), scores(1, 3)], [day(2), scores(3, 2), both]);
    expect(movesOf([ana, ben, cy])).toEqual({
      moves: {
        ...{ toward: 1, away: 1, even: 0, versionsToward: 1, versionsAway: 0 },
        ...{ votesChanged: 0, votesJoined: 0 },
      },
      ...{ editors: ["ana"], voters: [] },
    });
  });

  const votes = (...of: [string, Recommendation, Recommendation | null][]): Ballot[] =>
    of.flatMap(([personId, first, final]): Ballot[] => [
      { personId, ballot: "first", recommendation: first },
      ...(final ? [{ personId, ballot: "final" as const, recommendation: final }] : []),
    ]);
  test.for<[string, Ballot[], readonly [number, number] | null]>([
    [
      "joined the others",
      votes(["a", "no", "yes"], ["b", "yes", "yes"], ["c", "yes", "yes"]),
      [1, 1],
    ],
    [
      "left the others",
      votes(["a", "yes", "no"], ["b", "yes", "yes"], ["c", "yes", "yes"]),
      [1, 0],
    ],
    ["no majority", votes(["a", "no", "yes"], ["b", "yes", null], ["c", "no", null]), [1, 0]],
    ["one other", votes(["a", "no", "yes"], ["b", "yes", "yes"]), [1, 0]],
    ["nothing changed", votes(["a", "no", "no"], ["b", "yes", "yes"]), null],
    ["one ballot alone", votes(["a", "no", null]), null],
    ["none", [], null],
  ])("counts votes that %s", ([, ballots, told]) => {
    const found = movesOf([], ballots);
    expect(found && [found.moves.votesChanged, found.moves.votesJoined]).toEqual(told);
  });
});

const loop = (at: number, more: Partial<PatternLoop> = {}): PatternLoop => ({
  ...{ id: `loop ${at}`, quarter: "2026-q2", level: "staff", outcome: "offer", observers: 4 },
  ...{ flags: [], changes: null, ...more },
});
const saw = (state: (typeof flagStates)[number], pattern = "scope-creep") => ({ pattern, state });
const tallied = (loops: readonly PatternLoop[]) => {
  const tally = patternTally();
  for (const one of loops) tally.add(one);
  return tally.tally();
};
const many = (n: number, more: Partial<PatternLoop> = {}) =>
  Array.from({ length: n }, (_, at) => loop(at, more));

describe("patterns and decisions", () => {
  test("are counted by state, with offers among loops with and without", () => {
    const found = patternStatistics(
      tallied([
        ...many(6, { flags: [saw("single")], outcome: "no-offer" }),
        ...many(3, { flags: [saw("corroborated")] }),
        ...many(2, { flags: [saw("contested")] }),
        ...many(4, { flags: [saw("withdrawn")] }),
        ...many(20),
        ...many(5, { outcome: "not-recorded" }),
        ...many(3, { observers: 0 }),
      ]),
    );
    expect(found).toMatchObject({ loops: 40 });
    expect(found.patterns).toEqual([
      {
        ...{ pattern: "scope-creep", loops: 11, paired: 11 },
        states: { single: 6, corroborated: 3, contested: 2, withdrawn: 4 },
        ...{
          corroborated: wilson(3, 11),
          offersWith: wilson(5, 11),
          offersWithout: wilson(20, 20),
        },
      },
    ]);
  });
  test("ask of loops that two could have seen it on how often two did", () => {
    const [found] = patternStatistics(
      tallied([
        ...many(9, { flags: [saw("single")], observers: 1 }),
        ...many(7, { flags: [saw("single")], observers: 2 }),
        ...many(3, { flags: [saw("corroborated")], observers: 2 }),
      ]),
    ).patterns;
    expect(found).toMatchObject({ loops: 19, paired: 10, corroborated: wilson(3, 10) });
  });
  test("say a sentence below the minimum, and a share from it on", () => {
    const share = (n: number) =>
      patternStatistics(tallied(many(n, { flags: [saw("single")] }))).patterns[0]?.offersWith;
    expect(share(MINIMUM_LOOPS - 1)).toEqual({
      reason: `${MINIMUM_LOOPS - 1} loops with it, of the ${MINIMUM_LOOPS} needed.`,
    });
    expect(share(MINIMUM_LOOPS)).toEqual(wilson(MINIMUM_LOOPS, MINIMUM_LOOPS));
    expect(patternStatistics(tallied([])).patterns).toEqual([]);
  });
  test("are narrowed to quarters and to a level", () => {
    const all = tallied([
      ...many(10, { flags: [saw("single")], quarter: "2026-q1" }),
      ...many(11, { flags: [saw("single")], quarter: "2026-q2", level: "senior" }),
      ...many(12, { quarter: "2026-q3", level: null }),
    ]);
    const loops = (from: string | null, until: string | null, level: PatternLoop["level"] = null) =>
      patternStatistics(all, { quarters: { from, until }, level }).loops;
    expect(loops(null, null)).toBe(33);
    expect(loops("2026-q2", null)).toBe(23);
    expect(loops("2026-q1", "2026-q1")).toBe(10);
    expect(loops(null, null, "senior")).toBe(11);
    expect(loops("2026-q1", "2026-q1", "senior")).toBe(0);
  });
});

describe("which way changes moved over a position", () => {
  const moved = (toward: boolean, editor: string) => ({
    changes: {
      moves: {
        ...{ toward: toward ? 2 : 0, away: toward ? 0 : 1, even: 0 },
        ...{ versionsToward: toward ? 1 : 0, versionsAway: toward ? 0 : 1 },
        ...{ votesChanged: 0, votesJoined: 0 },
      },
      ...{ editors: [editor], voters: [] },
    },
  });
  const versions = (n: number, people: number, away = 0) =>
    patternStatistics(
      tallied(
        Array.from({ length: n }, (_, at) => loop(at, moved(at >= away, `person ${at % people}`))),
      ),
    ).majority.versions;
  test("is said from the minimum of changes and of people on, exactly", () => {
    expect(versions(MINIMUM_MOVES, MINIMUM_EDITORS, 2)).toEqual(
      exactBinomial(MINIMUM_MOVES - 2, MINIMUM_MOVES),
    );
    expect(isRefusal(versions(MINIMUM_MOVES - 1, MINIMUM_EDITORS))).toBe(true);
    expect(isRefusal(versions(MINIMUM_MOVES * 9, MINIMUM_EDITORS - 1))).toBe(true);
  });
});

describe("loops taken out of a tally", () => {
  const anyLoop = fc.record({
    id: fc.uuid(),
    quarter: fc.constantFrom("2026-q1", "2026-q2"),
    level: fc.constantFrom(null, ...levels),
    outcome: fc.constantFrom(...outcomes),
    observers: fc.integer({ min: 0, max: 4 }),
    flags: fc
      .uniqueArray(fc.constantFrom("a", "b", "c"))
      .chain((keys) =>
        fc.tuple(
          ...keys.map((pattern) =>
            fc.constantFrom(...flagStates).map((state) => ({ pattern, state })),
          ),
        ),
      ),
    changes: fc.option(
      fc.record({
        moves: fc.record({
          ...{ toward: fc.nat(3), away: fc.nat(3), even: fc.nat(3), versionsToward: fc.nat(2) },
          ...{ versionsAway: fc.nat(2), votesChanged: fc.nat(2), votesJoined: fc.nat(1) },
        }),
        editors: fc.array(fc.constantFrom("ana", "ben", "cy"), { maxLength: 3 }),
        voters: fc.array(fc.constantFrom("ana", "ben"), { maxLength: 2 }),
      }),
    ),
  });
  test("leave what there would be without them", () => {
    fc.assert(
      fc.property(fc.array(anyLoop), fc.array(anyLoop), (kept, gone) => {
        expect(tallyWithout(tallied([...kept, ...gone]), gone)).toEqual(tallied(kept));
      }),
    );
  });
  test("make no difference by the order of the others", () => {
    fc.assert(
      fc.property(fc.array(anyLoop), (loops) => {
        expect(tallied(loops.toReversed())).toEqual(tallied(loops));
      }),
    );
  });
});

describe("a loop's history", () => {
  const quote = "“Let us add billing.”";
  const seen = { pattern: "scope-creep", stance: "seen" as const, quote };
  const version = (at: number, ratings: Scored[], ...observations: (typeof seen)[]) => ({
    ...{ sealedAt: day(at), ratings, observations, probes: [] },
  });
  const card = (
    by: string,
    versions: HistoryCard["versions"],
    more: Partial<HistoryCard> = {},
  ) => ({
    ...{ cardId: `card of ${by}`, interviewerId: by, kind: "panel" as const, counted: true },
    ...{ recorded: true, assignedAt: day(0), reader: false, versions, ...more },
  });
  const history = (cards: HistoryCard[], more: Partial<LoopHistory> = {}): LoopHistory => ({
    ...{ id: "loop", level: "staff", outcome: "offer", observers: cards.length },
    ...{ settledAt: day(20), rule: "after-own", imported: false, overrides: [], ballots: [] },
    ...{ cards, ...more },
  });
  const catalogue = {
    ...{ patterns: [{ key: "scope-creep", levels: ["staff" as const] }], level: "staff" as const },
  };
  const told = (cards: HistoryCard[], more: Partial<LoopHistory> = {}) =>
    patternLoop(history(cards, more), catalogue);
  const two = [
    card("ana", [version(1, scores(2), seen)]),
    card("ben", [version(2, scores(4), seen)]),
  ];

  test("has the states of its patterns, as the debrief concludes them", () => {
    expect(told(two)).toEqual({
      ...{ id: "loop", level: "staff", outcome: "offer", observers: 2, quarter: "2026-q2" },
      ...{ flags: [{ pattern: "scope-creep", state: "corroborated" }], changes: null },
    });
    expect(told(two, { rule: "open" }).flags).toEqual([
      { pattern: "scope-creep", state: "single" },
    ]);
    expect(told(two, { imported: true }).flags).toMatchObject([{ state: "single" }]);
    const untold = two.map((own) => ({ ...own, recorded: false }));
    expect(told(untold).flags).toMatchObject([{ state: "single" }]);
  });

  const edited = [
    card("ana", [version(1, scores(2)), version(5, scores(3))]),
    card("ben", [version(2, scores(4))]),
  ];
  test("counts what was changed after the rule let others be read", () => {
    const toward = (more: Partial<LoopHistory>, cards = edited) =>
      told(cards, more).changes?.moves.toward ?? 0;
    expect(toward({})).toBe(1);
    expect(toward({ rule: "after-all" })).toBe(1);
    expect(toward({ rule: "never" })).toBe(0);
    expect(toward({ rule: "never", overrides: [{ personId: "ana", at: day(4) }] })).toBe(1);
    expect(toward({ rule: "never", overrides: [{ personId: "ana", at: day(6) }] })).toBe(0);
    expect(toward({ imported: true })).toBe(0);
    const owing = [...edited, card("cy", [version(9, scores(4))])];
    expect(toward({ rule: "after-all" }, owing)).toBe(0);
  });
  test("leaves out cards that do not count", () => {
    const [ana, ben] = edited;
    if (!ana || !ben) throw new Error("Expected two cards");
    expect(told([ana, { ...ben, counted: false }]).changes).toBeNull();
    expect(told([{ ...ana, counted: false }, ben]).changes).toBeNull();
  });
});
