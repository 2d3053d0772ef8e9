/**
 * A figure as data: the plot, its table, and the files one can take away are all drawn from it, so that
 * they cannot disagree.
 */
export type Figure = {
  /** Names it in addresses and file names: `severity`. */
  readonly id: string;
  readonly title: string;
  /** What one sees, in a sentence or two. */
  readonly sentence: string;
  /** States n and method. */
  readonly caption: string;
  /** The part of the method page that explains it. */
  readonly method: string;
  readonly plot: Plot;
  readonly table: FigureTable;
};

export type FigureTable = {
  readonly columns: readonly { readonly label: string; readonly numeric: boolean }[];
  readonly rows: readonly FigureRow[];
};
export type FigureRow = {
  readonly id: string;
  /** Where the first cell leads. */
  readonly href?: string;
  /** Numbers with the digits they are shown with; null is shown as a dash and is empty in a file. */
  readonly cells: readonly (string | number | null)[];
};

export type Plot = DotPlot | BarPlot | LinePlot | LinkPlot;

export type Axis = {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
};

/** One row each with one or two dots and their whiskers. */
export type DotPlot = {
  readonly kind: "dots";
  readonly axis: Axis & { readonly label: string; readonly ends?: readonly [string, string] };
  /** A dashed line, such as the panel's mean. */
  readonly reference: number | null;
  /** What each kind of mark stands for, in the order of the legend. */
  readonly legend: readonly { readonly mark: MarkKind; readonly label: string }[];
  readonly rows: readonly DotRow[];
};
export const markKinds = ["filled", "hollow", "diamond"] as const;
export type MarkKind = (typeof markKinds)[number];
export type DotRow = {
  readonly id: string;
  readonly label: string;
  readonly href?: string;
  /** The numbers in words, beside the label. */
  readonly note: string;
  readonly dots: readonly {
    readonly mark: MarkKind;
    readonly value: number;
    readonly low: number | null;
    readonly high: number | null;
  }[];
};

/** One row each, divided into shares of its whole. */
export type BarPlot = {
  readonly kind: "bars";
  readonly parts: readonly {
    readonly key: string;
    readonly label: string;
    readonly tone: string;
  }[];
  readonly rows: readonly {
    readonly id: string;
    readonly label: string;
    readonly href?: string;
    readonly note: string;
    /** One count per part, in their order. */
    readonly counts: readonly number[];
  }[];
};

/** Estimates over time, each with its range; null where one is refused. */
export type LinePlot = {
  readonly kind: "lines";
  readonly axis: Axis & { readonly label: string };
  readonly reference: number | null;
  /** Oldest first, as they are said: `Q3 2026`. */
  readonly steps: readonly string[];
  readonly lines: readonly {
    readonly label: string;
    readonly points: readonly ({
      readonly value: number;
      readonly low: number;
      readonly high: number;
    } | null)[];
  }[];
};

/** Who shares candidates with whom; islands share none with one another. */
export type LinkPlot = {
  readonly kind: "links";
  readonly nodes: readonly {
    readonly id: string;
    readonly label: string;
    readonly href?: string;
    /** Counted from one, the largest first. */
    readonly island: number;
    readonly weight: number;
  }[];
  /** By position in `nodes`. */
  readonly links: readonly { readonly a: number; readonly b: number; readonly weight: number }[];
  /** People left out of the picture, by island. */
  readonly more: readonly { readonly island: number; readonly people: number }[];
};
