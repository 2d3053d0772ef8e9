import type { Agreement } from "#app/domain/calibration/agreement.ts";
import { FAIR } from "#app/domain/calibration/agreement-words.ts";
import { distributionsFigure } from "#app/domain/calibration/figures-criteria.ts";
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
};
type Found = ComparisonSide & { readonly found: NonNullable<ComparisonSide["found"]> };

/** Both selections under what tells them apart; null where either has no result. */
export function sidesOf({ a, b }: Pick<Comparison, "a" | "b">): Sides | null {
  if (!a?.found || !b?.found) return null;
  return {
    a: { ...a, found: a.found },
    b: { ...b, found: b.found },
    names: namesOf(a, b),
  };
}

/** Whether both are one selection, which has nothing to compare. */
export const isOneSelection = ({ a, b }: Sides): boolean =>
  a.chosen.positionId === b.chosen.positionId &&
  a.chosen.rubricVersionId === b.chosen.rubricVersionId &&
  periodOf(a) === periodOf(b);

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
  const between = [meansFigure(sides), agreementsFigure(sides)].filter((one) => one !== null);
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

/** Agreement by criterion of two positions or rubric versions; null where they are the same one. */
export function agreementsFigure(sides: Sides): Figure | null {
  const { a, b, names } = sides;
  const same =
    a.chosen.positionId === b.chosen.positionId &&
    a.chosen.rubricVersionId === b.chosen.rubricVersionId;
  const criteria = shared(sides);
  if (same || criteria.length === 0) return null;
  const on = ({ found: { summary } }: Found, key: string) =>
    alphaOf(summary.agreement.byCriterion[summary.criteria.indexOf(key)]);
  const rows = [
    ...criteria.map(({ key, title }) => ({ key, title, a: on(a, key), b: on(b, key) })),
    {
      ...{ key: "overall", title: "All criteria" },
      a: alphaOf(a.found.summary.agreement.overall),
      b: alphaOf(b.found.summary.agreement.overall),
    },
  ];
  const reach = rows.flatMap((row) => [row.a?.low ?? null, row.b?.low ?? null]);
  const axis = axisOf(reach, { include: [0, 1] });
  const apart = rows.filter((row) => isApart(row.a, row.b)).map(({ title }) => title);
  return {
    id: "agreements",
    title: "How far panels agree",
    sentence:
      apart.length === 0
        ? "No criterion's agreement clearly differs: the ranges overlap."
        : `Agreement is clearly different on ${apart.join(", ")}.`,
    caption: `Krippendorff's alpha with the range that holds the true value nine times out of ten; ${count(a.found.summary.agreement.overall.compared, "candidate")} compared in the first, ${count(b.found.summary.agreement.overall.compared, "candidate")} in the second. Over the whole of each position, whatever the quarters.`,
    method: "alpha",
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
      rows: rows.map((row) => rowOf(row.key, row.title, row.a, row.b)),
    },
    table: {
      columns: [
        { label: "Criterion", numeric: false },
        ...names.flatMap((name) => [
          { label: `Alpha, ${name}`, numeric: true, digits: 2 },
          { label: `Low, ${name}`, numeric: true, digits: 2 },
          { label: `High, ${name}`, numeric: true, digits: 2 },
        ]),
      ],
      rows: rows.map((row) => ({
        id: row.key,
        cells: [
          row.title,
          ...[row.a, row.b].flatMap((one) => [
            ...[one?.value ?? null, one?.low ?? null, one?.high ?? null],
          ]),
        ],
      })),
    },
  };
}

const isApart = (a: Value | null, b: Value | null): boolean =>
  a !== null &&
  b !== null &&
  a.low !== null &&
  a.high !== null &&
  b.low !== null &&
  b.high !== null &&
  (a.high < b.low || b.high < a.low);
