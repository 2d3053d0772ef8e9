/**
 * p values adjusted for having looked at all of them at once: flagging those at or below `q` keeps
 * the expected share of false flags among the flagged at or below `q`, for independent p values in
 * [0, 1]. Adjusted values stand in the order given.
 *
 * Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300.
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const falling = p.map((_, at) => at).toSorted((a, b) => p[b]! - p[a]!);
  const adjusted = new Array<number>(p.length).fill(1);
  let least = 1;
  for (const [place, at] of falling.entries()) {
    least = Math.min(least, (p[at]! * p.length) / (p.length - place));
    adjusted[at] = least;
  }
  return adjusted;
}
