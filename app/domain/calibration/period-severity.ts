import { cardScores } from "#app/domain/calibration/card-scores.ts";
import type { Cells } from "#app/domain/calibration/cells.ts";
import type { Measured } from "#app/domain/calibration/drift-change.ts";
import { isWithin, type Quarters } from "#app/domain/calibration/quarters.ts";
import { isRefusal, type Refusal, refuse } from "#app/domain/calibration/refusal.ts";
import { kept, settledQuarters } from "#app/domain/calibration/settled-quarters.ts";
import { MINIMUM_CARDS } from "#app/domain/calibration/summary.ts";

/**
 * What an interviewer's candidates of each quarter add up to, beside the others who scored the same
 * candidates. For each candidate, d is the others' mean card score minus the interviewer's own, in points
 * and above 0 where harsh, and w = m n / (m + n) for m own cards and n of the others: the inverse of what
 * chance alone makes of d's variance, in residual variances.
 */
export type SeveritySums = {
  /** Of the interviewer. */
  readonly id: string;
  /** Those with a candidate somebody else scored too, oldest first; the arrays are in this order. */
  readonly quarters: readonly string[];
  readonly candidates: readonly number[];
  /** Sums of w, of w d and of w d squared. */
  readonly weight: readonly number[];
  readonly apart: readonly number[];
  readonly squares: readonly number[];
  /** Sum of w times the squared shares of the others in their mean. */
  readonly mixed: readonly number[];
  /**
   * With u the sum of w times one other person's share, by quarter: the products of u of two quarters
   * summed over these persons. Row by row of the upper triangle, the diagonal first.
   */
  readonly shared: readonly number[];
};

/**
 * Sums of every interviewer with something to compare, in the order of the cells; empty without times of
 * settling. `weights` as of model m3. Takes time linear in the cards times the size of a panel, and for
 * each interviewer their partners times squared quarters.
 */
export function severitySums(cells: Cells, weights?: readonly number[]): SeveritySums[] {
  const { quarters, of } = settledQuarters(cells);
  if (quarters.length === 0) return [];
  const { scores } = cardScores(cells, weights);
  const own = candidatesOf(cells, scores, of);
  const room = new Float64Array(cells.interviewers.length * quarters.length);
  const adding = { cells, scores, of, quarters, room };
  return own.flatMap((candidates, i) =>
    candidates.length > 0 ? [sumsOf(adding, i, candidates)] : [],
  );
}

/** By interviewer: the candidates of a quarter whom somebody else scored too. */
function candidatesOf(cells: Cells, scores: Float64Array, of: Int16Array): number[][] {
  const own: number[][] = cells.interviewers.map(() => []);
  for (let c = 0; c < of.length; c++) {
    if (of[c] === -1) continue;
    const by = new Set<number>();
    for (let card = cells.first[c]!; card < cells.first[c + 1]!; card++)
      if (!Number.isNaN(scores[card]!)) by.add(cells.interviewer[card]!);
    if (by.size > 1) for (const i of by) own[i]!.push(c);
  }
  return own;
}

type Adding = {
  readonly cells: Cells;
  readonly scores: Float64Array;
  readonly of: Int16Array;
  readonly quarters: readonly string[];
  /** By person and quarter, all 0 between two interviewers. */
  readonly room: Float64Array;
};

function sumsOf(adding: Adding, i: number, candidates: readonly number[]): SeveritySums {
  const { cells, scores, of, quarters, room } = adding;
  const { first, interviewer } = cells;
  const width = quarters.length;
  const zeros = () => new Float64Array(width);
  const [count, weight, apart, squares, mixed] = [zeros(), zeros(), zeros(), zeros(), zeros()];
  const partners = new Set<number>();
  for (const c of candidates) {
    const q = of[c]!;
    let [mine, others, mySum, theirSum] = [0, 0, 0, 0];
    for (let card = first[c]!; card < first[c + 1]!; card++) {
      const score = scores[card]!;
      if (Number.isNaN(score)) continue;
      if (interviewer[card] === i) {
        mine++;
        mySum += score;
      } else {
        others++;
        theirSum += score;
      }
    }
    const w = (mine * others) / (mine + others);
    const d = theirSum / others - mySum / mine;
    count[q]!++;
    weight[q]! += w;
    apart[q]! += w * d;
    squares[q]! += w * d * d;
    mixed[q]! += (w * alikePairs(c)) / others ** 2;
    for (let card = first[c]!; card < first[c + 1]!; card++) {
      const other = interviewer[card]!;
      if (other === i || Number.isNaN(scores[card]!)) continue;
      partners.add(other);
      room[other * width + q]! += w / others;
    }
  }
  const met = Array.from(quarters.keys()).filter((q) => count[q]! > 0);
  const shared = new Float64Array((met.length * (met.length + 1)) / 2);
  for (const other of partners) {
    let slot = 0;
    for (let a = 0; a < met.length; a++)
      for (let b = a; b < met.length; b++)
        shared[slot++]! += room[other * width + met[a]!]! * room[other * width + met[b]!]!;
    room.fill(0, other * width, (other + 1) * width);
  }
  const listed = (values: Float64Array) => met.map((q) => kept(values[q]!));
  return {
    id: cells.interviewers[i]!,
    quarters: met.map((q) => quarters[q]!),
    ...{ candidates: listed(count), weight: listed(weight), apart: listed(apart) },
    ...{ squares: listed(squares), mixed: listed(mixed), shared: Array.from(shared, kept) },
  };

  /** Ordered pairs of others' cards on a candidate that are of one person. */
  function alikePairs(c: number): number {
    let pairs = 0;
    for (let a = first[c]!; a < first[c + 1]!; a++) {
      if (interviewer[a] === i || Number.isNaN(scores[a]!)) continue;
      for (let b = first[c]!; b < first[c + 1]!; b++)
        if (interviewer[a] === interviewer[b] && !Number.isNaN(scores[b]!)) pairs++;
    }
    return pairs;
  }
}

/** What the sums are read under: variances of the whole scope's model m3, in points squared. */
export type SeverityTerms = {
  readonly interviewer: number;
  readonly residual: number;
  /** Degrees of freedom behind the residual variance. */
  readonly freedom: number;
};

/** An interviewer's severity among some quarters' candidates, in points, above 0 where harsh. */
export type PeriodSeverity = Measured & {
  /** Compared: scored by somebody else too. */
  readonly candidates: number;
};

/**
 * An interviewer's severity beside the others who scored the same candidates, over the candidates of
 * some quarters (all of them for null): the mean of d by w, which is the same whether quarters are added
 * up or measured at once.
 *
 * It is a sum of scores whose weights add to 0 for each candidate, so that strength drops out whatever it
 * is, and its error is exact under `score ~ (1|candidate) + (1|interviewer)` with known variances: chance,
 * and the severities of the others, as far as their shares do not cancel (Searle, Casella and McCulloch
 * 1992, Variance Components, ch. 7). It is not drawn towards the panel as the model's severities are, and
 * says nothing of a severity that everybody shares. Who scores more unevenly than the model allows gets an
 * error as wide as their own unevenness. Refused below `MINIMUM_CARDS` candidates, `left` counting those
 * the viewer is shown, and where cards agree entirely.
 */
export function severityWithin(
  sums: SeveritySums,
  within: Quarters | null,
  terms: SeverityTerms,
  left: (candidates: number) => number = (all) => all,
): PeriodSeverity | Refusal {
  const pool = poolOf(sums, within);
  const candidates = left(pool.candidates);
  const few = refusalOf(candidates, terms);
  if (few) return few;
  const variance =
    terms.residual / pool.weight + (terms.interviewer * pool.shared) / pool.weight ** 2;
  const measured = widened(pool.apart / pool.weight, variance, [pool], terms);
  return { ...measured, candidates };
}

/**
 * How far the severity in one period lies above that in another, of one scope. Its error knows that the
 * same others may sit on both sides, whose severities then cancel, and counts candidates of both periods
 * once. Refused where either period is, and between a period and itself.
 */
export function severityMoved(
  sums: SeveritySums,
  [before, after]: readonly [Quarters | null, Quarters | null],
  terms: SeverityTerms,
): Measured | Refusal {
  const [a, b] = [poolOf(sums, before), poolOf(sums, after)];
  const few = refusalOf(a.candidates, terms) ?? refusalOf(b.candidates, terms);
  if (few) return few;
  const both = a.weight * b.weight;
  const overlap = a.places.reduce(
    (sum, q) => (b.places.includes(q) ? sum + sums.weight[q]! : sum),
    0,
  );
  const chance = 1 / a.weight + 1 / b.weight - (2 * overlap) / both;
  const others =
    a.shared / a.weight ** 2 +
    b.shared / b.weight ** 2 -
    (2 * sharedBetween(sums, a.places, b.places)) / both;
  if (!(chance > 1e-9)) return refuse("Both are the same candidates.");
  const variance = terms.residual * chance + terms.interviewer * Math.max(0, others);
  return widened(b.apart / b.weight - a.apart / a.weight, variance, [a, b], terms);
}

/** The same of two scopes that have nothing but the interviewer in common. */
export function severityApart(
  before: PeriodSeverity | Refusal,
  after: PeriodSeverity | Refusal,
): Measured | Refusal {
  if (isRefusal(before)) return before;
  if (isRefusal(after)) return after;
  return {
    estimate: after.estimate - before.estimate,
    error: Math.hypot(after.error, before.error),
    freedom: Math.min(after.freedom, before.freedom),
  };
}

/** Why no severity is given of so many candidates; null where one is. */
function refusalOf(candidates: number, { residual }: SeverityTerms): Refusal | null {
  if (candidates < MINIMUM_CARDS)
    return refuse(
      `Not enough history: ${candidates} of the ${MINIMUM_CARDS} candidates needed whom somebody else scored too.`,
    );
  return residual > 0
    ? null
    : refuse("Cards agree entirely, so chance cannot be told from severity.");
}

type Pool = {
  readonly places: readonly number[];
  readonly candidates: number;
  readonly weight: number;
  readonly apart: number;
  readonly squares: number;
  readonly mixed: number;
  readonly shared: number;
};

function poolOf(sums: SeveritySums, within: Quarters | null): Pool {
  const places = [...sums.quarters.keys()].filter((q) => isWithin(sums.quarters[q]!, within));
  const total = (values: readonly number[]) => places.reduce((sum, q) => sum + values[q]!, 0);
  return {
    ...{ places, candidates: total(sums.candidates), weight: total(sums.weight) },
    ...{ apart: total(sums.apart), squares: total(sums.squares), mixed: total(sums.mixed) },
    shared: sharedBetween(sums, places, places),
  };
}

function sharedBetween(
  { quarters, shared }: SeveritySums,
  some: readonly number[],
  others: readonly number[],
): number {
  const width = quarters.length;
  const at = (a: number, b: number) => shared[a * width - (a * (a - 1)) / 2 + (b - a)]!;
  let sum = 0;
  for (const a of some) for (const b of others) sum += at(Math.min(a, b), Math.max(a, b));
  return sum;
}

/** An estimate with its error, as wide as the person's own candidates scatter where that is more. */
function widened(
  estimate: number,
  variance: number,
  pools: readonly Pool[],
  { interviewer, residual, freedom }: SeverityTerms,
): Measured {
  let [found, expected, left] = [0, 0, 0];
  for (const { candidates, weight, apart, squares, mixed, shared } of pools) {
    found += squares - apart ** 2 / weight;
    expected += residual * (candidates - 1) + interviewer * (mixed - shared / weight);
    left += candidates - 1;
  }
  const unevenness = found / expected;
  const error = Math.sqrt(variance);
  return unevenness > 1
    ? { estimate, error: error * Math.sqrt(unevenness), freedom: Math.min(left, freedom) }
    : { estimate, error, freedom };
}
