import type { DotRow, Figure } from "#app/domain/figure.ts";
import { scaleAxis } from "#app/domain/figure-axis.ts";

type Example = {
  readonly name: string;
  readonly raw: readonly [value: number, low: number, high: number];
  readonly adjusted: readonly [value: number, low: number, high: number];
  readonly note: string;
  readonly tied?: boolean;
};

const candidates: readonly Example[] = [
  {
    name: "Candidate A",
    raw: [3.2, 2.7, 3.7],
    adjusted: [3.4, 3.0, 3.8],
    note: "3.20 raw, 3.40 adjusted; +0.31 for a severe panel",
  },
  {
    name: "Candidate B",
    raw: [3.5, 3.0, 4.0],
    adjusted: [3.3, 2.9, 3.7],
    note: "3.50 raw, 3.30 adjusted; −0.24 for a lenient panel",
    tied: true,
  },
  {
    name: "Candidate C",
    raw: [2.1, 1.6, 2.6],
    adjusted: [2.2, 1.8, 2.6],
    note: "2.10 raw, 2.20 adjusted; an even panel",
  },
];

/** What the view will look like, for whoever has no numbers yet; said to be an example wherever it stands. */
export const exampleFigure: Figure = {
  id: "example",
  title: "Example",
  sentence:
    "Candidate B is ahead by raw score, and A once the severity of their panels is taken out; the two cannot be told apart.",
  caption: "Invented: three candidates, 15 cards of 6 interviewers.",
  method: "calibrated",
  plot: {
    kind: "dots",
    axis: { ...scaleAxis(4), label: "Score, in points" },
    reference: null,
    legend: [
      { mark: "hollow", label: "Raw" },
      { mark: "filled", label: "Adjusted (advisory)" },
    ],
    rows: candidates.map(
      ({ name, raw, adjusted, note, tied }): DotRow => ({
        ...{ id: name, label: name, note },
        ...(tied ? { tied: "Cannot be told apart from the one above" } : {}),
        dots: [
          { mark: "hollow", value: raw[0], low: raw[1], high: raw[2] },
          { mark: "filled", value: adjusted[0], low: adjusted[1], high: adjusted[2] },
        ],
      }),
    ),
  },
  table: {
    columns: [
      { label: "Candidate", numeric: false },
      { label: "Raw", numeric: true, digits: 2 },
      { label: "Adjusted (advisory)", numeric: true, digits: 2 },
    ],
    rows: candidates.map(({ name, raw, adjusted }) => ({
      id: name,
      cells: [name, raw[0], adjusted[0]],
    })),
  },
};
