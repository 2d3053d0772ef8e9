/** `2026-q3` as it is said: `Q3 2026`. */
export const quarterWords = (quarter: string): string =>
  `Q${quarter.slice(-1)} ${quarter.slice(0, 4)}`;

/** The first moment of a quarter and of the one after it, in UTC. */
export function quarterBounds(quarter: string): { from: Date; until: Date } {
  const year = Number(quarter.slice(0, 4));
  const month = (Number(quarter.slice(-1)) - 1) * 3;
  return { from: new Date(Date.UTC(year, month)), until: new Date(Date.UTC(year, month + 3)) };
}

export const quarterIn = (moment: Date): string =>
  `${moment.getUTCFullYear()}-q${Math.floor(moment.getUTCMonth() / 3) + 1}`;

/** Every quarter from the first moment to the last, newest first; at most the newest 40. */
export function quartersBetween(first: Date, last: Date): string[] {
  const found: string[] = [];
  let moment = last;
  while (found.length < 40) {
    const quarter = quarterIn(moment);
    found.push(quarter);
    const { from } = quarterBounds(quarter);
    if (from <= first) break;
    moment = new Date(from.getTime() - 1);
  }
  return found;
}

/** First and last quarter, either open. */
export type Quarters = { readonly from: string | null; readonly until: string | null };

export const isWithin = (quarter: string, within: Quarters | null): boolean =>
  within === null ||
  ((within.from === null || quarter >= within.from) &&
    (within.until === null || quarter <= within.until));
