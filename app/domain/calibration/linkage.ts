import type { Group } from "#app/domain/calibration/connectedness.ts";

/** More names than this make no picture one can read. */
export const MOST_DRAWN = 40;

/** An island of many is drawn with this many names or more, so that only so many islands have names. */
const LEAST_NAMES = 3;

/**
 * Whom a picture of the linkage names, by position in the names of the cells: everybody where `most` names
 * suffice. Of more, the largest islands share the names evenly, what a small island leaves going to the
 * others, and each names those with the most cards. `groups`: the largest first; `cards`: by interviewer.
 */
export function drawnOf(
  groups: readonly Pick<Group, "interviewers">[],
  cards: ArrayLike<number>,
  most = MOST_DRAWN,
): number[] {
  const named = groups.slice(0, Math.max(1, Math.floor(most / LEAST_NAMES)));
  const everybody = groups.reduce((sum, { interviewers }) => sum + interviewers.length, 0);
  const drawn: number[] = [];
  // The smallest first, which cannot use more than they have.
  const order = (everybody <= most ? groups : named).toSorted(
    (a, b) => a.interviewers.length - b.interviewers.length,
  );
  for (const [at, { interviewers }] of order.entries()) {
    const share = Math.floor((most - drawn.length) / (order.length - at));
    const members = Array.from(interviewers);
    drawn.push(...members.toSorted((a, b) => cards[b]! - cards[a]! || a - b).slice(0, share));
  }
  return drawn.toSorted((a, b) => a - b);
}
