import { quarterWords } from "#app/domain/calibration/quarters.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import {
  type DrillQuarter,
  type MissedCriterion,
  severityWords,
} from "#app/domain/drill-agreement.ts";
import type { Estimate } from "#app/domain/drill-kappa.ts";
import type { Figure } from "#app/domain/figure.ts";
import { axisAround, numberWords } from "#app/domain/figure-axis.ts";

const AXIS = "Points above or below the key";
const bounds = ({ interval }: Estimate): readonly [number | null, number | null] =>
  isRefusal(interval) ? [null, null] : interval;

/** Addresses of a figure's files. */
export const drillFiles = ({ id }: Pick<Figure, "id">) => ({
  csv: `/drills/figures/${id}.csv`,
  svg: `/drills/figures/${id}.svg`,
});

/**
 * One person's difference from the key by quarter, as a line with its ranges; null where no quarter has
 * enough drills. Points; above 0 is milder than the key.
 */
export function driftFigure(quarters: readonly DrillQuarter[]): Figure | null {
  const estimates = quarters.flatMap(({ quarter, drills, signed }) =>
    isRefusal(signed) ? [] : [{ quarter, drills, signed }],
  );
  const latest = estimates.at(-1);
  if (!latest) return null;
  const ends = estimates.flatMap(({ signed }) => [signed.value, ...bounds(signed)]);
  const shown = quarters.map(({ signed }) => {
    if (isRefusal(signed)) return null;
    const [low, high] = bounds(signed);
    return low === null || high === null ? null : { value: signed.value, low, high };
  });
  return {
    id: "drill-drift",
    title: "Difference from the key by quarter",
    sentence: `${quarterWords(latest.quarter)}: ${lowerFirst(severityWords(latest.signed))}`,
    caption: `${counted(quarters)}. Mean of your score minus the key's over all scores of a quarter; ranges hold nine times out of ten and rest on how drills differ.`,
    method: "drills",
    plot: {
      kind: "lines",
      axis: { ...axisAround(0, ends, { least: 0.5, reach: 3 }), label: AXIS },
      reference: 0,
      referenceLabel: "The key",
      signed: true,
      steps: quarters.map(({ quarter }) => quarterWords(quarter)),
      lines: [{ label: "You", points: shown }],
    },
    table: {
      columns: [
        { label: "Quarter", numeric: false },
        { label: "Drills", numeric: true },
        ...differenceColumns,
      ],
      rows: quarters.map(({ quarter, drills, signed }) => ({
        id: quarter,
        cells: [quarterWords(quarter), drills, ...cellsOf(signed)],
      })),
    },
  };
}

/**
 * How everybody's scores on each criterion stand to the keys', the furthest first; null without any
 * score. `titles` name the criteria.
 */
export function missedFigure(
  missed: readonly MissedCriterion[],
  titles: Readonly<Record<string, string>>,
): Figure | null {
  const estimates = missed.flatMap(({ found }) => (isRefusal(found) ? [] : [found.signed]));
  if (estimates.length === 0) return null;
  const ends = estimates.flatMap((signed) => [signed.value, ...bounds(signed)]);
  const titleOf = (key: string) => titles[key] ?? key;
  const [worst] = missed;
  return {
    id: "drill-criteria",
    title: "Criteria people miss",
    sentence: worst ? worstWords(titleOf(worst.criterion), worst) : "",
    caption: `Everybody's first scores of each drill, ${Math.max(...missed.map(({ people }) => people))} people. Mean of score minus key; ranges hold nine times out of ten and rest on how people differ.`,
    method: "drills",
    plot: {
      kind: "dots",
      axis: {
        ...axisAround(0, ends, { least: 0.5, reach: 3 }),
        label: AXIS,
        ends: ["Lower than the key", "Higher than the key"],
      },
      reference: 0,
      legend: [{ mark: "filled", label: "Mean difference from the key" }],
      rows: missed.map(({ criterion, found }) => ({
        id: criterion,
        label: titleOf(criterion),
        note: isRefusal(found) ? found.reason : distanceWords(found.distance),
        dots: isRefusal(found) ? [] : [dotOf(found.signed)],
      })),
    },
    table: {
      columns: [
        { label: "Criterion", numeric: false },
        { label: "People", numeric: true },
        { label: "Scores", numeric: true },
        { label: "Points off", numeric: true, digits: 2 },
        ...differenceColumns,
      ],
      rows: missed.map(({ criterion, people, scores, found }) => ({
        id: criterion,
        cells: [
          ...[titleOf(criterion), people, scores],
          isRefusal(found) ? null : found.distance,
          ...cellsOf(isRefusal(found) ? found : found.signed),
        ],
      })),
    },
  };
}

const dotOf = (signed: Estimate) => {
  const [low, high] = bounds(signed);
  return { mark: "filled" as const, value: signed.value, low, high };
};

const difference = { numeric: true, digits: 2, signed: true } as const;
const differenceColumns = [
  { label: "Difference", ...difference },
  { label: "From", ...difference },
  { label: "To", ...difference },
  { label: "Note", numeric: false },
];

function cellsOf(
  signed: DrillQuarter["signed"],
): readonly [number | null, number | null, number | null, string] {
  if (isRefusal(signed)) return [null, null, null, signed.reason];
  const [low, high] = bounds(signed);
  const note = isRefusal(signed.interval) ? signed.interval.reason : "";
  return [signed.value, low, high, note];
}

const distanceWords = (distance: number) =>
  `${numberWords(distance, { digits: 1 })} points off on average`;

const worstWords = (title: string, { found }: MissedCriterion): string => {
  if (isRefusal(found)) return found.reason;
  const { value } = found.signed;
  const side = Math.abs(value) < 0.05 ? "" : value < 0 ? ", mostly below" : ", mostly above";
  return `People are furthest from the key on ${title}: ${distanceWords(found.distance)}${side}.`;
};

const counted = (quarters: readonly DrillQuarter[]) => {
  const drills = quarters.reduce((all, one) => all + one.drills, 0);
  return `Drills scored ${drills} times in ${quarters.length} ${quarters.length === 1 ? "quarter" : "quarters"}`;
};

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
