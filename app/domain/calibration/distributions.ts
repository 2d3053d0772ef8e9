import type { AnswersFinding, TallyCell } from "#app/domain/calibration/findings.ts";
import { isWithin, type Quarters } from "#app/domain/calibration/quarters.ts";
import type { Distribution } from "#app/domain/calibration/summary.ts";
import type { Answers } from "#app/domain/calibration/view.ts";
import { type RoundKind, roundKinds } from "#app/domain/loop.ts";

/**
 * How the answers on each criterion spread over the scale, in the order of `criteria`: those given in
 * these quarters and kinds of round, null for all of them.
 */
export function distributionsOf(
  cells: readonly TallyCell[],
  { criteria, points }: { readonly criteria: readonly string[]; readonly points: number },
  within: { readonly quarters: Quarters | null; readonly round: string | null },
): Distribution[] {
  const counted = cells.filter(
    ([quarter, round]) =>
      isWithin(quarter, within.quarters) && (within.round === null || within.round === round),
  );
  return criteria.map((criterion, at) => {
    const times = (answer: number) =>
      counted.reduce(
        (n, [, , on, given, times]) => n + (on === at && given === answer ? times : 0),
        0,
      );
    const counts = Array.from({ length: points }, (_, point) => times(point + 1));
    const n = counts.reduce((sum, count) => sum + count, 0);
    const total = counts.reduce((sum, count, point) => sum + count * (point + 1), 0);
    return {
      ...{ criterion, counts, notAsked: times(0), noSignal: times(-1), n },
      mean: n === 0 ? null : total / n,
    };
  });
}

/** An interviewer's answers over all criteria, as long as the scale. */
export const answersOf = (
  found: Pick<AnswersFinding, "counts"> | null,
  points: number,
): Answers => ({
  noSignal: found?.counts[0] ?? 0,
  notAsked: found?.counts[1] ?? 0,
  counts: Array.from({ length: points }, (_, point) => found?.counts[point + 2] ?? 0),
});

/** The quarters and kinds of round that answers are of: the newest quarter first. */
export function choicesIn(cells: readonly TallyCell[]): {
  readonly quarters: readonly string[];
  readonly rounds: readonly RoundKind[];
} {
  const seen = new Set(cells.map(([, round]) => round));
  return {
    quarters: [...new Set(cells.map(([quarter]) => quarter))].toSorted().toReversed(),
    rounds: roundKinds.filter((kind) => seen.has(kind)),
  };
}

/** What everybody answered without one of them. */
export function cellsWithout(
  cells: readonly TallyCell[],
  own: readonly TallyCell[],
): readonly TallyCell[] {
  const key = ([quarter, round, criterion, answer]: TallyCell) =>
    [quarter, round, criterion, answer].join();
  const taken = new Map(own.map((cell) => [key(cell), cell[4]]));
  return cells.flatMap((cell): TallyCell[] => {
    const [quarter, round, criterion, answer, n] = cell;
    const left = n - (taken.get(key(cell)) ?? 0);
    return left > 0 ? [[quarter, round, criterion, answer, left]] : [];
  });
}
