import { type Changes, type Moves, noMoves } from "#app/domain/calibration/pattern-moves.ts";
import { exactBinomial, type Proportion, wilson } from "#app/domain/calibration/proportion.ts";
import { isWithin, type Quarters } from "#app/domain/calibration/quarters.ts";
import { type Refusal, refuse } from "#app/domain/calibration/refusal.ts";
import { count } from "#app/domain/count.ts";
import type { Outcome } from "#app/domain/debrief.ts";
import { type FlagState, flagStates } from "#app/domain/ledger.ts";
import type { Level } from "#app/domain/level.ts";

/**
 * Which patterns go with which decisions over a position's settled loops, how often two interviewers saw
 * one, and which way changes moved. Everything is a sum over loops, so that loops can be taken out
 * exactly: counts are kept (`PatternTally`), shares and their ranges are worked out from what is shown.
 */

/** What one settled loop adds. */
export type PatternLoop = {
  readonly id: string;
  /** In which it was settled. */
  readonly quarter: string;
  /** Demonstrated, as decided. */
  readonly level: Level | null;
  readonly outcome: Outcome;
  /** Interviewers with a sealed card that counts. */
  readonly observers: number;
  readonly flags: readonly { readonly pattern: string; readonly state: FlagState }[];
  /** Null where nothing was. */
  readonly changes: Changes | null;
};

/** Loops, of these those two or more could have seen it on, and how they were decided. */
type Counts = {
  readonly loops: number;
  readonly paired: number;
  readonly offers: number;
  readonly noOffers: number;
};

/** One quarter and level. `patterns` has an entry for each pattern and state that came up. */
export type PatternCell = {
  readonly quarter: string;
  readonly level: Level | null;
  readonly all: Counts;
  readonly patterns: readonly (Counts & {
    readonly pattern: string;
    readonly state: FlagState;
  })[];
  readonly moves: Moves;
  /** How often each person changed something, whichever way: tells how many people the moves rest on. */
  readonly editors: Times;
  readonly voters: Times;
};
type Times = readonly (readonly [id: string, times: number])[];

export type PatternTally = readonly PatternCell[];

type Open<T> = { -readonly [K in keyof T]: T[K] };
type OpenCell = Pick<PatternCell, "quarter" | "level"> & {
  readonly all: Open<Counts>;
  readonly patterns: Map<string, Open<PatternCell["patterns"][number]>>;
  readonly moves: Open<Moves>;
  readonly editors: Map<string, number>;
  readonly voters: Map<string, number>;
};

const noCounts: Counts = { loops: 0, paired: 0, offers: 0, noOffers: 0 };

/** Adds loops one by one, in any order, and holds no more than sums. */
export function patternTally(from: PatternTally = []) {
  const cells = new Map<string, OpenCell>();
  for (const { quarter, level, all, patterns, moves, editors, voters } of from)
    cells.set(`${quarter} ${level}`, {
      ...{ quarter, level, all: { ...all }, moves: { ...moves } },
      patterns: new Map(patterns.map((one) => [`${one.pattern} ${one.state}`, { ...one }])),
      ...{ editors: new Map(editors), voters: new Map(voters) },
    });

  const cellOf = ({ quarter, level }: PatternLoop): OpenCell => {
    const key = `${quarter} ${level}`;
    const known = cells.get(key);
    if (known) return known;
    const made: OpenCell = {
      ...{ quarter, level, all: { ...noCounts }, moves: { ...noMoves }, patterns: new Map() },
      ...{ editors: new Map(), voters: new Map() },
    };
    cells.set(key, made);
    return made;
  };

  /** A loop counted once more, or once less. Loops without a card that counts say nothing. */
  function add(loop: PatternLoop, times: 1 | -1 = 1): void {
    if (loop.observers === 0) return;
    const cell = cellOf(loop);
    countIn(cell.all, loop, times);
    for (const { pattern, state } of loop.flags) {
      const key = `${pattern} ${state}`;
      const counts = cell.patterns.get(key) ?? { pattern, state, ...noCounts };
      countIn(counts, loop, times);
      cell.patterns.set(key, counts);
    }
    if (!loop.changes) return;
    const { moves, editors, voters } = loop.changes;
    for (const name of moveNames) cell.moves[name] += times * moves[name];
    for (const id of editors) cell.editors.set(id, (cell.editors.get(id) ?? 0) + times);
    for (const id of voters) cell.voters.set(id, (cell.voters.get(id) ?? 0) + times);
  }

  const tally = (): PatternTally =>
    [...cells.values()]
      .filter(({ all }) => all.loops > 0)
      .map(({ patterns, editors, voters, ...cell }) => ({
        ...cell,
        patterns: [...patterns.values()].filter(({ loops }) => loops > 0).toSorted(byPattern),
        ...{ editors: timesOf(editors), voters: timesOf(voters) },
      }))
      .toSorted((a, b) => inOrder(a.quarter, b.quarter) || inOrder(`${a.level}`, `${b.level}`));

  return { add, tally };
}

const timesOf = (times: ReadonlyMap<string, number>): Times =>
  [...times].filter(([, n]) => n > 0).toSorted(([a], [b]) => inOrder(a, b));

type Stated = Pick<PatternCell["patterns"][number], "pattern" | "state">;
const byPattern = (a: Stated, b: Stated): number =>
  inOrder(a.pattern, b.pattern) || flagStates.indexOf(a.state) - flagStates.indexOf(b.state);

const moveNames = Object.keys(noMoves) as (keyof Moves)[];
const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function countIn(counts: Open<Counts>, { observers, outcome }: PatternLoop, times: number) {
  counts.loops += times;
  if (observers > 1) counts.paired += times;
  if (outcome === "offer") counts.offers += times;
  if (outcome === "no-offer") counts.noOffers += times;
}

/** A tally as if these loops had never been. */
export function tallyWithout(tally: PatternTally, loops: readonly PatternLoop[]): PatternTally {
  if (loops.length === 0) return tally;
  const left = patternTally(tally);
  for (const loop of loops) left.add(loop, -1);
  return left.tally();
}

export type PatternFinding = {
  readonly pattern: string;
  /** Loops on which somebody saw it and stands by it. */
  readonly loops: number;
  /** Of these, on how many two or more could have. */
  readonly paired: number;
  readonly states: Readonly<Record<FlagState, number>>;
  /** Of the loops with it on which two or more could have seen it: those on which two did, independently. */
  readonly corroborated: Proportion | Refusal;
  /** Of the decided loops with it, and of those on which nobody ever saw it: those with an offer. */
  readonly offersWith: Proportion | Refusal;
  readonly offersWithout: Proportion | Refusal;
};

export type PatternStatistics = {
  /** With a card that counts. */
  readonly loops: number;
  /** Those on most loops first. */
  readonly patterns: readonly PatternFinding[];
  readonly majority: Majority;
};

/** Which way changes moved, over all loops. */
export type Majority = {
  readonly scores: Pick<Moves, "toward" | "away" | "even">;
  /** Of the versions that moved either way: those that moved toward the others. */
  readonly versions: Proportion | Refusal;
  /** Of the votes that were changed: those that joined the majority. */
  readonly votes: Proportion | Refusal;
};

/** Loops below which a share says too little: its range would cover half of all there is. */
export const MINIMUM_LOOPS = 10;
/** Changed versions or votes below which nothing is said of which way they moved. */
export const MINIMUM_MOVES = 10;
/** People they have to come from, so that nothing is said of one or two of them. */
export const MINIMUM_EDITORS = 3;

/**
 * What a tally says of the loops within these quarters and of this level. Shares carry Wilson's interval,
 * those of changes the exact one; below the minimum each is a sentence instead. Withdrawn patterns count
 * neither as seen nor as never seen.
 */
export function patternStatistics(
  cells: PatternTally,
  within: { readonly quarters: Quarters | null; readonly level: Level | null } = nothing,
): PatternStatistics {
  const shown = cells.filter(
    ({ quarter, level }) =>
      isWithin(quarter, within.quarters) && (within.level === null || level === within.level),
  );
  const all = summed(shown.map((cell) => cell.all));
  const keys = new Set(shown.flatMap(({ patterns }) => patterns.map(({ pattern }) => pattern)));
  const patterns = [...keys].map((pattern): PatternFinding => {
    const own = shown.flatMap((cell) => cell.patterns.filter((one) => one.pattern === pattern));
    const of = (...states: readonly FlagState[]) =>
      summed(own.filter(({ state }) => states.includes(state)));
    const standing = of("contested", "corroborated", "single");
    const ever = summed(own);
    const never = { offers: all.offers - ever.offers, noOffers: all.noOffers - ever.noOffers };
    const corroborated = of("corroborated").paired;
    return {
      ...{ pattern, loops: standing.loops, paired: standing.paired },
      states: {
        ...{ contested: of("contested").loops, corroborated: of("corroborated").loops },
        ...{ single: of("single").loops, withdrawn: of("withdrawn").loops },
      },
      corroborated: shareOf(corroborated, standing.paired, "on which two could have seen it"),
      offersWith: shareOf(standing.offers, standing.offers + standing.noOffers, "with it"),
      offersWithout: shareOf(never.offers, never.offers + never.noOffers, "without it"),
    };
  });
  return {
    loops: all.loops,
    patterns: patterns.toSorted((a, b) => b.loops - a.loops || inOrder(a.pattern, b.pattern)),
    majority: majorityOf(shown),
  };
}

const nothing = { quarters: null, level: null };

function summed(counts: readonly Counts[]): Counts {
  const sums = { ...noCounts };
  for (const { loops, paired, offers, noOffers } of counts) {
    sums.loops += loops;
    sums.paired += paired;
    sums.offers += offers;
    sums.noOffers += noOffers;
  }
  return sums;
}

const shareOf = (n: number, of: number, which: string): Proportion | Refusal =>
  of >= MINIMUM_LOOPS
    ? wilson(n, of)
    : refuse(`${count(of, "loop")} ${which}, of the ${MINIMUM_LOOPS} needed.`);

function majorityOf(cells: PatternTally): Majority {
  const sums = { ...noMoves };
  for (const { moves } of cells) for (const name of moveNames) sums[name] += moves[name];
  const people = (of: "editors" | "voters") =>
    new Set(cells.flatMap((cell) => cell[of].map(([id]) => id))).size;
  const { toward, away, even, versionsToward, versionsAway, votesChanged, votesJoined } = sums;
  return {
    scores: { toward, away, even },
    versions: movedShare(versionsToward, versionsToward + versionsAway, {
      ...{ people: people("editors"), what: "changed card" },
    }),
    votes: movedShare(votesJoined, votesChanged, {
      ...{ people: people("voters"), what: "changed vote" },
    }),
  };
}

function movedShare(
  n: number,
  of: number,
  { people, what }: { readonly people: number; readonly what: string },
): Proportion | Refusal {
  if (of < MINIMUM_MOVES) return refuse(`${count(of, what)}, of the ${MINIMUM_MOVES} needed.`);
  if (people < MINIMUM_EDITORS)
    return refuse(`They come from fewer than ${MINIMUM_EDITORS} people.`);
  return exactBinomial(n, of);
}
