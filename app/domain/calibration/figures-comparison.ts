import type { Agreement } from "#app/domain/calibration/agreement.ts";
import {
  type AgreementChange,
  agreementChanges,
} from "#app/domain/calibration/agreement-comparison.ts";
import { FAIR } from "#app/domain/calibration/agreement-words.ts";
import { distributionsFigure } from "#app/domain/calibration/figures-criteria.ts";
import { movedFigure } from "#app/domain/calibration/figures-period.ts";
import { quarterWords } from "#app/domain/calibration/quarters.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import type { Comparison, ComparisonSide } from "#app/domain/calibration/view.ts";
import { count } from "#app/domain/count.ts";
import type { DotRow, Figure } from "#app/domain/figure.ts";
import { axisOf, numberWords, scaleAxis } from "#app/domain/figure-axis.ts";

/** Two selections that have results, and what each is called. */
export type Sides = {
  readonly a: Found;
  readonly b: Found;
  readonly names: readonly [a: string, b: string];
  readonly severities: Comparison["severities"];
};
type Found = ComparisonSide & { readonly found: NonNullable<ComparisonSide["found"]> };

/** Both selections under what tells them apart; null where either has no result. */
export function sidesOf({
  a,
  b,
  severities,
}: Omit<Comparison, "choices" | "strange">): Sides | null {
  if (!a?.found || !b?.found) return null;
  return {
    a: { ...a, found: a.found },
    b: { ...b, found: b.found },
    names: namesOf(a, b),
    severities,
  };
}

/** Whether both are one selection, which has nothing to compare. */
export const isOneSelection = (sides: Sides): boolean =>
  isOneScope(sides) && periodOf(sides.a) === periodOf(sides.b);

/** Whether both are of one position and rubric version. */
export const isOneScope = ({ a, b }: Pick<Sides, "a" | "b">): boolean =>
  a.chosen.positionId === b.chosen.positionId &&
  a.chosen.rubricVersionId === b.chosen.rubricVersionId;

/** What tells the two apart: the position, the rubric version, the quarters. */
function namesOf(a: ComparisonSide, b: ComparisonSide): [string, string] {
  const parts = (side: ComparisonSide) => ({
    position: side.chosen.title,
    rubric: side.chosen.rubric,
    period: periodOf(side),
  });
  const [one, other] = [parts(a), parts(b)];
  const keys = (["position", "rubric", "period"] as const).filter((key) => one[key] !== other[key]);
  const name = (of: ReturnType<typeof parts>) => keys.map((key) => of[key]).join(", ");
  return keys.length === 0 ? ["First", "Second"] : [name(one), name(other)];
}

function periodOf({ period }: ComparisonSide): string {
  if (!period) return "all quarters";
  const [from, until] = [quarterWords(period.from), quarterWords(period.until)];
  return from === until ? from : `${from} to ${until}`;
}

/** What can be drawn of two selections: their differences, then each one's own scores under its name. */
export function comparisonFigures(sides: Sides): {
  readonly between: readonly Figure[];
  /** Null where no answer falls into the selection. */
  readonly scores: readonly [Figure | null, Figure | null];
} {
  const { a, b, names } = sides;
  const { severities } = sides;
  const moved = isRefusal(severities) ? null : movedFigure(severities, names);
  // That of a whole position does not stand under a quarter's name.
  const told = [a, b].every(({ period, found }) => period === null || found.ofPeriod);
  const between = [moved, told ? agreementsFigure(sides) : null, meansFigure(sides)].filter(
    (one) => one !== null,
  );
  const scores = ({ found, rubric }: Found, at: 0 | 1): Figure | null => {
    const figure = distributionsFigure(found.distributions, rubric, { title: names[at] });
    return figure && { ...figure, id: `distributions-${at + 1}` };
  };
  return { between, scores: [scores(a, 0), scores(b, 1)] };
}

type Value = { readonly value: number; readonly low: number | null; readonly high: number | null };

/** The criteria both selections have, by their keys, under the names the first one gives them. */
const shared = ({ a, b }: Sides) =>
  a.rubric.criteria.filter(({ key }) => b.rubric.criteria.some((one) => one.key === key));

const legendOf = ([a, b]: Sides["names"]) => [
  { mark: "hollow" as const, label: a },
  { mark: "filled" as const, label: b },
];

const two = (value: number) => numberWords(value, { digits: 2 });

function rowOf(id: string, label: string, a: Value | null, b: Value | null): DotRow {
  const said = (value: Value | null) => (value ? two(value.value) : "none");
  return {
    ...{ id, label, note: `${said(a)} and ${said(b)}` },
    dots: [
      ...(a ? [{ mark: "hollow" as const, ...a }] : []),
      ...(b ? [{ mark: "filled" as const, ...b }] : []),
    ],
  };
}

/** Mean score by criterion in both selections; null where they share no criterion or no scale. */
export function meansFigure(sides: Sides): Figure | null {
  const { a, b, names } = sides;
  const points = a.found.summary.points;
  const criteria = shared(sides);
  if (criteria.length === 0 || points !== b.found.summary.points) return null;
  const meanOf = ({ found }: Found, key: string): (Value & { n: number }) | null => {
    const own = found.distributions.find(({ criterion }) => criterion === key);
    if (!own || own.mean === null) return null;
    return { value: own.mean, low: null, high: null, n: own.n };
  };
  const rows = criteria.map(({ key, title }) => ({
    ...{ key, title, a: meanOf(a, key), b: meanOf(b, key) },
  }));
  const far = rows
    .flatMap(({ title, a, b }) => (a && b ? [{ title, apart: b.value - a.value }] : []))
    .toSorted((x, y) => Math.abs(y.apart) - Math.abs(x.apart))[0];
  return {
    id: "means",
    title: "Mean score by criterion",
    sentence: !far
      ? "No criterion was scored in both."
      : two(Math.abs(far.apart)) === two(0)
        ? "On every criterion both means are the same."
        : `They lie furthest apart on ${far.title}: ${two(Math.abs(far.apart))} points ${far.apart > 0 ? "higher" : "lower"} in the second.`,
    caption: `${count(
      rows.reduce((sum, row) => sum + (row.a?.n ?? 0), 0),
      "score",
    )} in the first, ${count(
      rows.reduce((sum, row) => sum + (row.b?.n ?? 0), 0),
      "score",
    )} in the second. Raw means: other candidates and other interviewers make other means.`,
    method: "distributions",
    plot: {
      kind: "dots",
      axis: { ...scaleAxis(points), label: "Score, in points" },
      reference: null,
      legend: legendOf(names),
      rows: rows.map((row) => rowOf(row.key, row.title, row.a, row.b)),
    },
    table: {
      columns: [
        { label: "Criterion", numeric: false },
        { label: `Mean, ${names[0]}`, numeric: true, digits: 2 },
        { label: `Scores, ${names[0]}`, numeric: true },
        { label: `Mean, ${names[1]}`, numeric: true, digits: 2 },
        { label: `Scores, ${names[1]}`, numeric: true },
      ],
      rows: rows.map((row) => ({
        id: row.key,
        cells: [
          ...[row.title, row.a?.value ?? null, row.a?.n ?? null],
          ...[row.b?.value ?? null, row.b?.n ?? null],
        ],
      })),
    },
  };
}

const alphaOf = (agreement: Agreement | undefined): Value | null => {
  if (!agreement || isRefusal(agreement.alpha)) return null;
  const [low, high] = isRefusal(agreement.interval) ? [null, null] : agreement.interval;
  return { value: agreement.alpha.ordinal, low, high };
};

/** Agreement by criterion of both selections; null where they share no criterion. */
export function agreementsFigure(sides: Sides): Figure | null {
  const { a, b, names } = sides;
  const criteria = shared(sides);
  if (criteria.length === 0) return null;
  const on = ({ found: { summary, agreement } }: Found, key: string) =>
    agreement.byCriterion[summary.criteria.indexOf(key)];
  const found = [
    ...criteria.flatMap(({ key, title }) => {
      const [one, other] = [on(a, key), on(b, key)];
      return one && other ? [{ key, title, one, other }] : [];
    }),
    {
      ...{ key: "overall", title: "All criteria" },
      ...{ one: a.found.agreement.overall, other: b.found.agreement.overall },
    },
  ];
  const changes = agreementChanges(found.map(({ one, other }) => [one, other]));
  const rows = found.map(({ key, title, one, other }, at) => ({
    ...{ key, title, a: alphaOf(one), b: alphaOf(other), change: changes[at] ?? null },
  }));
  const reach = rows.flatMap((row) => [row.a?.low ?? null, row.b?.low ?? null]);
  const axis = axisOf(reach, { include: [0, 1] });
  const [first, second] = [a, b].map((side) => side.found.agreement.overall.compared);
  return {
    id: "agreements",
    title: "How far panels agree",
    sentence: agreementsSentence(rows, names),
    caption: `Krippendorff's alpha with the range that holds the true value nine times out of ten; ${count(first ?? 0, "candidate")} compared in the first, ${count(second ?? 0, "candidate")} in the second. Whether a difference is clear allows for the ${rows.length} looked at. Other candidates and interviewers may make a difference too.`,
    method: a.found.ofPeriod || b.found.ofPeriod ? "period" : "alpha",
    plot: {
      kind: "dots",
      axis: {
        ...axis,
        to: 1,
        ticks: axis.ticks.filter((tick) => tick <= 1),
        label: "Agreement (alpha)",
      },
      reference: FAIR,
      referenceLabel: `Lean on scores from here on (${FAIR.toFixed(2)})`,
      legend: legendOf(names),
      rows: rows.map((row) => {
        const dots = rowOf(row.key, row.title, row.a, row.b);
        if (!row.a && !row.b) return { ...dots, note: "too few compared" };
        const judged = row.change ? ` · ${row.change.clear ? "clear" : "not clear"}` : "";
        return { ...dots, note: `${dots.note}${judged}` };
      }),
    },
    table: {
      columns: [
        { label: "Criterion", numeric: false },
        ...names.flatMap((name) => [
          { label: `Alpha, ${name}`, numeric: true, digits: 2 },
          { label: `Low, ${name}`, numeric: true, digits: 2 },
          { label: `High, ${name}`, numeric: true, digits: 2 },
        ]),
        { label: "Difference", numeric: true, digits: 2, signed: true },
        { label: "Clear", numeric: false },
      ],
      rows: rows.map((row) => ({
        id: row.key,
        cells: [
          row.title,
          ...[row.a, row.b].flatMap((one) => [
            ...[one?.value ?? null, one?.low ?? null, one?.high ?? null],
          ]),
          row.change?.difference ?? null,
          row.change ? (row.change.clear ? "yes" : "no") : "",
        ],
      })),
    },
  };
}

function agreementsSentence(
  rows: readonly { readonly title: string; readonly change: AgreementChange }[],
  [first, second]: Sides["names"],
): string {
  const told = rows.filter(({ change }) => change !== null);
  if (told.length === 0)
    return "Too few candidates were scored by two or more people to compare agreement.";
  const clear = told.flatMap(({ title, change }) =>
    change?.clear ? [`${title} (${change.difference > 0 ? "more" : "less"})`] : [],
  );
  return clear.length === 0
    ? "Panels do not clearly agree more, or less, in one than in the other on any criterion."
    : `Panels clearly agree to another extent in ${second} than in ${first}: ${clear.join(", ")}.`;
}
