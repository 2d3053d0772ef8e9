import * as z from "zod/mini";
import { figureIds, viewParts } from "#app/domain/calibration/parts.ts";
import { type Quarters, quarterWords } from "#app/domain/calibration/quarters.ts";
import { levels, levelWords } from "#app/domain/level.ts";
import { roundKinds, roundWords } from "#app/domain/loop.ts";

const Quarter = z.string().check(z.regex(/^(19|20)\d\d-q[1-4]$/));
const Place = z.coerce.number().check(z.int(), z.gte(1), z.lte(100_000));

export const candidateOrders = ["calibrated", "raw"] as const;
export type CandidateOrder = (typeof candidateOrders)[number];

const scope = {
  position: z.uuid(),
  rubric: z.uuid(),
};
const period = {
  quarter: Quarter,
  /** First and last quarter of a longer stretch; `quarter` goes before both. */
  from: Quarter,
  until: Quarter,
};
const Schema = z.partial(
  z.object({
    ...scope,
    ...period,
    level: z.enum(levels),
    round: z.enum(roundKinds),
    /** An interviewer: candidates they met, answers they gave. */
    met: z.uuid(),
    order: z.enum(candidateOrders),
    page: Place,
    interviewers: Place,
    /** What is shown of it; without one, the first. */
    part: z.enum(viewParts),
    /** Whose table is open. */
    table: z.enum(["all", ...figureIds]),
    /** Two loops. */
    pair: z.tuple([z.uuid(), z.uuid()]),
  }),
);

/** What the calibration view is narrowed to, and what it shows of it; absent means not narrowed. */
export type CalibrationFilters = z.infer<typeof Schema>;
export type CalibrationFilter = keyof CalibrationFilters;

export const filterWords: Record<CalibrationFilter, string> = {
  position: "position",
  rubric: "rubric version",
  quarter: "quarter",
  from: "first quarter",
  until: "last quarter",
  level: "level",
  round: "kind of round",
  met: "interviewer",
  order: "order",
  page: "page",
  interviewers: "page of interviewers",
  part: "part of the page",
  table: "table",
  pair: "two candidates",
};

/**
 * The filters an address names. A value that cannot be one is left out and named in `ignored`;
 * an empty value is no filter, and a single candidate ticked is no pair yet.
 */
export function readFilters(params: URLSearchParams): {
  filters: CalibrationFilters;
  ignored: CalibrationFilter[];
} {
  const given: Record<string, unknown> = Object.fromEntries(
    [...params].filter(([name, value]) => value !== "" && name !== "pair"),
  );
  const pair = [...new Set(params.getAll("pair"))];
  if (pair.length > 1) given.pair = pair;
  const { kept, ignored } = keepValid(given);
  const { from, until } = kept;
  if (!from || !until || from <= until) return { filters: kept, ignored };
  const { until: _, ...rest } = kept;
  return { filters: rest, ignored: [...ignored, "until"] };
}

function keepValid(given: Readonly<Record<string, unknown>>) {
  const parsed = Schema.safeParse(given);
  if (parsed.success) return { kept: parsed.data, ignored: [] };
  const broken = new Set(parsed.error.issues.map((issue) => issue.path[0]));
  const kept = Object.fromEntries(Object.entries(given).filter(([name]) => !broken.has(name)));
  const ignored = z.keyof(Schema).options.filter((name) => broken.has(name));
  return { kept: Schema.parse(kept), ignored };
}

/** A selection to hold beside another one. */
export type SideFilters = Pick<
  CalibrationFilters,
  "position" | "rubric" | "quarter" | "from" | "until"
>;

/** Both selections of a comparison: `a.position`, `b.position`, `a.quarter` and so on in the address. */
export function readSides(params: URLSearchParams): {
  a: SideFilters;
  b: SideFilters;
  ignored: CalibrationFilter[];
} {
  const side = (name: string) =>
    readFilters(
      new URLSearchParams(
        Object.keys({ ...scope, ...period }).map((key) => [
          key,
          params.get(`${name}.${key}`) ?? "",
        ]),
      ),
    );
  const [a, b] = [side("a"), side("b")];
  return { a: a.filters, b: b.filters, ignored: [...new Set([...a.ignored, ...b.ignored])] };
}

/** Which filters of a selection ask for a quarter that a result does not know. */
export const strangeQuarters = (asked: SideFilters, known: readonly string[]) =>
  (["quarter", "from", "until"] as const).filter((name) => {
    const quarter = asked[name];
    return quarter !== undefined && !known.includes(quarter);
  });

/** The quarters a selection is narrowed to; null for all of them. */
export function quartersOf({ quarter, from, until }: SideFilters): Quarters | null {
  if (quarter) return { from: quarter, until: quarter };
  return from || until ? { from: from ?? null, until: until ?? null } : null;
}

export const periodWords = ({ from, until }: Quarters): string => {
  if (from === until && from !== null) return `in ${quarterWords(from)}`;
  if (from === null) return `up to ${until === null ? "now" : quarterWords(until)}`;
  return until === null
    ? `since ${quarterWords(from)}`
    : `from ${quarterWords(from)} to ${quarterWords(until)}`;
};

/**
 * What each filter in force narrows, a sentence each; empty where none is. Quarters narrow the severity
 * and the agreement of their own parts where the result tells quarters apart, `ofPeriod`; the model behind
 * adjusted scores, and weights, always rest on the whole scope.
 */
export function narrowedWords(
  filters: CalibrationFilters,
  met: { readonly name: string } | null,
  ofPeriod = false,
): string[] {
  if (filters.part === "patterns") return narrowedPatterns(filters);
  if (filters.part === "interviewers") return narrowedInterviewers(filters, met, ofPeriod);
  const said: string[] = [];
  const quarters = quartersOf(filters);
  if (quarters)
    said.push(`Candidates and distributions are those of loops settled ${periodWords(quarters)}.`);
  if (filters.level)
    said.push(
      `Candidates are those whose decision recorded the level ${levelWords[filters.level]}.`,
    );
  if (filters.round)
    said.push(
      `Distributions are of answers in rounds of the kind ${roundWords[filters.round].toLowerCase()}.`,
    );
  if (met) said.push(`Candidates are those ${met.name} met, and distributions ${met.name}'s own.`);
  if (quarters && ofPeriod) {
    said.push(`How far panels agree is that of loops settled ${periodWords(quarters)} too.`);
    said.push(
      "Severity, weights and what is shown over time rest on the whole position all the same.",
    );
  } else if (said.length > 0)
    said.push("Severity, reliability and weights rest on the whole position all the same.");
  return said;
}

/** The same of interviewers. */
function narrowedInterviewers(
  filters: CalibrationFilters,
  met: { readonly name: string } | null,
  ofPeriod: boolean,
): string[] {
  const quarters = quartersOf(filters);
  return [
    ...(quarters && ofPeriod
      ? [
          `Severity is that of loops settled ${periodWords(quarters)}; everything else rests on the whole position.`,
        ]
      : []),
    ...(quarters && !ofPeriod
      ? ["Severity by quarter is not to be had here: it is that of the whole position."]
      : []),
    ...(filters.level || filters.round || met
      ? [
          "A level, an interviewer or a kind of round narrows nothing here: too few cards would be left to tell severity.",
        ]
      : []),
  ];
}

/** What patterns are counted on, for a caption: " settled in Q2 2026". */
export function narrowedLoops(filters: CalibrationFilters): string {
  const quarters = quartersOf(filters);
  const settled = quarters ? ` settled ${periodWords(quarters)}` : "";
  return filters.level
    ? `${settled}${settled ? " and" : ""} decided at the level ${levelWords[filters.level]}`
    : settled;
}

/** The same of patterns. */
function narrowedPatterns(filters: CalibrationFilters): string[] {
  const loops = narrowedLoops(filters);
  const { met, round } = filters;
  return [
    ...(loops === "" ? [] : [`Patterns are those of loops${loops}.`]),
    ...(met || round
      ? [
          "An interviewer or a kind of round narrows nothing here: a pattern is concluded over a whole loop.",
        ]
      : []),
  ];
}
