import type { SeverityWindow } from "#app/domain/calibration/drift.ts";
import type { InterviewerFinding } from "#app/domain/calibration/findings.ts";
import { severityWords, type Whose } from "#app/domain/calibration/profile-words.ts";
import { quarterIn, quartersBetween, quarterWords } from "#app/domain/calibration/quarters.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { type Distribution, MINIMUM_CARDS } from "#app/domain/calibration/summary.ts";
import type { Profile, ProfileFindings, ViewRubric } from "#app/domain/calibration/view.ts";
import type { BarPlot, Figure, FigureRow } from "#app/domain/figure.ts";
import { axisAround } from "#app/domain/figure-axis.ts";
import { answerParts } from "#app/domain/figure-parts.ts";

/** What a profile's figures are drawn from. */
export type Drawn = {
  readonly person: Profile["person"];
  readonly own: boolean;
  readonly rubric: ViewRubric;
  readonly found: ProfileFindings;
};

export const whoseIs = ({ person, own }: Pick<Profile, "person" | "own">): Whose =>
  own ? { own } : { own, name: person.name };

/**
 * Everything there is to draw of one person, each figure by its `id`; empty below `MINIMUM_CARDS`
 * cards, and without what the ratings cannot tell.
 */
export function personFigures(drawn: Drawn): Figure[] {
  if (drawn.found.finding.cards < MINIMUM_CARDS) return [];
  return [severityFigure(drawn), driftFigure(drawn), answersFigure(drawn)].filter(
    (figure) => figure !== null,
  );
}

const cardsIn = (n: number) => (n === 1 ? "1 card" : `${n.toLocaleString("en")} cards`);
/** The row of the person: by name where it is somebody else's page, and in files one keeps. */
const rowName = ({ own, person }: Drawn) => (own ? "You" : person.name);

/** How the person scores against the panel, in points below 0 where severe; null where refused. */
function severityFigure(drawn: Drawn): Figure | null {
  const { severity, cards, ratings } = drawn.found.finding;
  if (isRefusal(severity)) return null;
  const value = 0 - severity.points;
  const [low, high] = [0 - severity.interval[1], 0 - severity.interval[0]];
  return {
    id: "severity",
    title: "Severity against the panel",
    sentence: severityWords(severity, cards, whoseIs(drawn)),
    caption: `${cardsIn(cards)} with ${ratings.toLocaleString("en")} scores, from settled loops. The range holds the true value nine times out of ten. What candidates differ in is taken off, as far as others met them too.`,
    method: "severity",
    plot: {
      kind: "dots",
      axis: {
        ...axisAround(0, [low, high], { least: 1 }),
        label: "Against the panel, in points",
        ends: ["scores lower", "scores higher"],
      },
      reference: 0,
      referenceLabel: "The panel",
      legend: [],
      rows: [
        {
          id: drawn.person.id,
          label: rowName(drawn),
          note: `over ${cardsIn(cards)}`,
          dots: [{ mark: "filled", value, low, high }],
        },
      ],
    },
    table: {
      columns: [
        { label: "Interviewer", numeric: false },
        { label: "Against the panel", numeric: true, digits: 2, signed: true },
        { label: "Range from", numeric: true, digits: 2, signed: true },
        { label: "Range to", numeric: true, digits: 2, signed: true },
        { label: "Cards", numeric: true },
      ],
      rows: [{ id: drawn.person.id, cells: [drawn.person.name, value, low, high, cards] }],
    },
  };
}

type Window = Extract<InterviewerFinding["drift"], { windows: unknown }>["windows"][number];

/** The same by quarter; null below two quarters with enough cards, which tell no change. */
function driftFigure(drawn: Drawn): Figure | null {
  const { drift } = drawn.found.finding;
  if (isRefusal(drift)) return null;
  const byQuarter = new Map(drift.windows.map((window) => [quarterOf(window), window]));
  const shown = drift.windows.filter((window): window is SeverityWindow => !isRefusal(window));
  const [first, last] = [drift.windows[0], drift.windows.at(-1)];
  if (shown.length < 2 || !first || !last) return null;
  const quarters = quartersBetween(new Date(first.from), new Date(last.from)).toReversed();
  const cards = drift.windows.reduce((sum, window) => sum + window.cards, 0);
  return {
    id: "change",
    title: "Change over time",
    sentence: isRefusal(drift.change) ? drift.change.reason : drift.change.words,
    caption: `${cardsIn(cards)} about candidates whom others scored too, by the quarter in which they were sealed. Each range holds the true value nine times out of ten; a quarter with fewer than ${MINIMUM_CARDS} such cards has no point.`,
    method: "drift",
    plot: {
      kind: "lines",
      axis: {
        ...axisAround(
          0,
          shown.flatMap(({ low, high }) => [0 - low, 0 - high]),
          { least: 1 },
        ),
        label: "Against others on the same candidates, in points",
      },
      reference: 0,
      referenceLabel: "The others",
      signed: true,
      steps: quarters.map(quarterWords),
      lines: [
        {
          label: rowName(drawn),
          points: quarters.map((quarter) => {
            const window = byQuarter.get(quarter);
            return window && !isRefusal(window)
              ? { value: 0 - window.severity, low: 0 - window.high, high: 0 - window.low }
              : null;
          }),
        },
      ],
    },
    table: {
      columns: [
        { label: "Quarter", numeric: false },
        { label: "Against the others", numeric: true, digits: 2, signed: true },
        { label: "Range from", numeric: true, digits: 2, signed: true },
        { label: "Range to", numeric: true, digits: 2, signed: true },
        { label: "Cards compared", numeric: true },
        { label: "Why not", numeric: false },
      ],
      rows: quarters.map((quarter): FigureRow => {
        const window = byQuarter.get(quarter);
        const cells = !window
          ? [null, null, null, 0, "No cards to compare."]
          : isRefusal(window)
            ? [null, null, null, window.cards, window.reason]
            : [0 - window.severity, 0 - window.high, 0 - window.low, window.cards, null];
        return { id: quarter, cells: [quarterWords(quarter), ...cells] };
      }),
    },
  };
}

const quarterOf = ({ from }: Window) => quarterIn(new Date(from));

type Side = Distribution & {
  readonly title: string;
  readonly key: string;
  readonly whose: string;
};

/** Answers by criterion, own ones above the others'; null where nothing was answered. */
function answersFigure(drawn: Drawn): Figure | null {
  const { rubric, found } = drawn;
  const sides = rubric.criteria.flatMap(({ key, title }): Side[] => {
    const side = (list: readonly Distribution[] | null, whose: string) =>
      (list ?? [])
        .filter(({ criterion }) => criterion === key)
        .map((row) => ({ ...row, title, key, whose }));
    return [...side(found.distributions, "own"), ...side(found.others, "others")];
  });
  if (!sides.some((row) => row.whose === "own" && answersOf(row) > 0)) return null;
  const given = found.distributions.reduce((sum, row) => sum + answersOf(row), 0);
  const beside = (found.others ?? []).reduce((sum, row) => sum + answersOf(row), 0);
  return {
    id: "answers",
    title: "Scores by criterion",
    sentence: answersWords(drawn, sides),
    caption: `${given.toLocaleString("en")} answers on counted cards${
      found.others
        ? `, beside ${beside.toLocaleString("en")} of everybody else's. Others met other candidates too, so that a difference is not severity by itself.`
        : ". Too few others have cards to show theirs beside them."
    }`,
    method: "distributions",
    plot: {
      kind: "bars",
      parts: answerParts(rubric.scale),
      rows: sides.map((row): BarPlot["rows"][number] => ({
        id: `${row.key}-${row.whose}`,
        label: row.whose === "own" ? row.title : "The others",
        ...(row.whose === "own" ? {} : { beside: true }),
        note:
          row.mean === null
            ? "not scored"
            : `mean ${row.mean.toFixed(1)}, ${row.n === 1 ? "1 score" : `${row.n.toLocaleString("en")} scores`}`,
        counts: [...row.counts, row.notAsked, row.noSignal],
      })),
    },
    table: {
      columns: [
        { label: "Criterion", numeric: false },
        { label: "Whose", numeric: false },
        ...answerParts(rubric.scale).map(({ label }) => ({ label, numeric: true })),
        { label: "Scores", numeric: true },
        { label: "Mean", numeric: true, digits: 2 },
      ],
      rows: sides.map(({ key, whose, title, counts, notAsked, noSignal, n, mean }) => ({
        id: `${key}-${whose}`,
        cells: [
          title,
          whose === "own" ? drawn.person.name : "The others",
          ...counts,
          ...[notAsked, noSignal, n, mean],
        ],
      })),
    },
  };
}

const answersOf = ({ n, notAsked, noSignal }: Distribution) => n + notAsked + noSignal;

/** Means nearer than this, in points, are not worth a word. */
const NEAR = 0.15;

function answersWords(drawn: Drawn, sides: readonly Side[]): string {
  const whose = drawn.own ? "Your" : "Their";
  const apart = sides
    .filter((row) => row.whose === "own" && row.mean !== null && row.n >= MINIMUM_CARDS)
    .flatMap((row) => {
      const other = sides.find((of) => of.key === row.key && of.whose === "others");
      const [own, others] = [row.mean, other?.mean ?? null];
      return own === null || others === null ? [] : [{ title: row.title, own, others }];
    })
    .toSorted((a, b) => Math.abs(b.own - b.others) - Math.abs(a.own - a.others));
  const [most] = apart;
  if (!most) return `${whose} answers on each criterion.`;
  if (Math.abs(most.own - most.others) < NEAR)
    return `On every criterion ${whose.toLowerCase()} mean lies close to the others'.`;
  return `${whose} scores lie furthest from the others' on ${most.title}: ${most.own.toFixed(1)} against ${most.others.toFixed(1)} on average. Part of that can be the candidates each one met.`;
}

/** The mean of every score in some distributions, in points; null without one. */
export function meanScore(distributions: readonly Distribution[]): number | null {
  let [sum, n] = [0, 0];
  for (const { counts } of distributions)
    for (const [at, times] of counts.entries()) {
      sum += times * (at + 1);
      n += times;
    }
  return n === 0 ? null : sum / n;
}
