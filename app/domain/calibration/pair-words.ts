import { isTied } from "#app/domain/calibration/figures-candidates.ts";
import type { ComparedPair } from "#app/domain/calibration/pair.ts";
import { numberWords } from "#app/domain/figure-axis.ts";

type Names = { readonly candidate: string };
type Compared = {
  readonly first: Names;
  readonly second: Names;
  readonly comparison: ComparedPair;
};

/**
 * Who of two candidates is ahead, in words: "Cannot be told apart: 62 in 100 that Ana is ahead." The
 * name is that of whoever is more likely ahead; a certainty is never claimed.
 */
export function aheadWords({ first, second, comparison: { probability } }: Compared): string {
  const ahead = probability >= 0.5 ? first : second;
  const share = Math.max(probability, 1 - probability);
  const said = share > 0.99 ? "more than 99 in 100" : `${Math.round(100 * share)} in 100`;
  return isTied(probability)
    ? `Cannot be told apart: ${said} that ${ahead.candidate} is ahead.`
    : `${ahead.candidate} is ahead: ${said}.`;
}

/** How far apart the adjusted scores of two candidates lie, in points, with the range. */
export function apartWords({
  first,
  second,
  comparison: { difference, interval },
}: Compared): string {
  const [high, low] = difference >= 0 ? [first, second] : [second, first];
  const [from, to] = difference >= 0 ? interval : [0 - interval[1], 0 - interval[0]];
  const points = (value: number) => numberWords(value, { digits: 2 });
  return `${high.candidate}'s adjusted score is ${points(Math.abs(difference))} points above ${low.candidate}'s; nine times out of ten the true difference lies between ${points(from)} and ${points(to)}.`;
}
