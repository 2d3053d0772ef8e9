import * as z from "zod/mini";
import { roundKinds } from "#app/domain/loop.ts";

const Quarter = z.string().check(z.regex(/^(19|20)\d\d-q[1-4]$/));

const choices = {
  position: z.uuid(),
  rubric: z.uuid(),
  quarter: Quarter,
  round: z.enum(roundKinds),
  /** An interviewer: only candidates they met. */
  met: z.uuid(),
  page: z.coerce.number().check(z.int(), z.gte(1), z.lte(100_000)),
};
const Schema = z.partial(z.object(choices));

/** What the calibration view is narrowed to; absent means not narrowed. */
export type CalibrationFilters = z.infer<typeof Schema>;
export type CalibrationFilter = keyof CalibrationFilters;

export const filterWords: Record<CalibrationFilter, string> = {
  position: "position",
  rubric: "rubric version",
  quarter: "quarter",
  round: "kind of round",
  met: "interviewer",
  page: "page",
};

/**
 * The filters an address names. A value that cannot be one is left out and named in `ignored`;
 * an empty value is no filter.
 */
export function readFilters(params: URLSearchParams): {
  filters: CalibrationFilters;
  ignored: CalibrationFilter[];
} {
  const given = Object.fromEntries([...params].filter(([, value]) => value !== ""));
  const parsed = Schema.safeParse(given);
  if (parsed.success) return { filters: parsed.data, ignored: [] };
  const broken = new Set(parsed.error.issues.map((issue) => issue.path[0]));
  const kept = Object.fromEntries(Object.entries(given).filter(([name]) => !broken.has(name)));
  const names = z.keyof(Schema).options.filter((name) => broken.has(name));
  return { filters: Schema.parse(kept), ignored: names };
}

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
