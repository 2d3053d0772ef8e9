import type { MethodPart } from "#app/domain/calibration/method.ts";
import type { Tone } from "#app/domain/tone.ts";

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
  readonly method: MethodPart;
  readonly plot: Plot;
  readonly table: FigureTable;
};

/** A figure as a page gets it: where tables are asked for one by one, without those nobody asked for. */
export type DrawnFigure = Omit<Figure, "table"> & { readonly table: FigureTable | null };

export type FigureTable = {
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly FigureRow[];
};
export type FigureColumn = {
  readonly label: string;
  readonly numeric: boolean;
  /** Digits after the point on the page; without it, whole numbers as they are and others with two. */
  readonly digits?: number;
  /** With its sign, as differences are. */
  readonly signed?: boolean;
  /** A share of 1: a percentage on the page, the share itself in a file. */
  readonly share?: boolean;
};
export type FigureRow = {
  readonly id: string;
  /** Where the first cell leads. */
  readonly href?: string;
  /** In full precision, as files have them; null is shown as a dash and is empty in a file. */
  readonly cells: readonly (string | number | null)[];
};

export type Plot = DotPlot | BarPlot | LinePlot | LinkPlot;

export type Axis = {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
};

/** One row each with one or two dots and their whiskers; a row without dots stands with its note alone. */
export type DotPlot = {
  readonly kind: "dots";
  readonly axis: Axis & { readonly label: string; readonly ends?: readonly [string, string] };
  /** A dashed line, such as the panel's mean. */
  readonly reference: number | null;
  /** What the dashed line is, for the legend. */
  readonly referenceLabel?: string;
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
  /** Said beside a bracket that ties the row to the one above it: `Cannot be told apart from the one above`. */
  readonly tied?: string;
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
  /** Whether a bar is as long as its counts add to, and says them, instead of 100% wide with shares. */
  readonly counted?: true;
  readonly parts: readonly BarPart[];
  readonly rows: readonly {
    readonly id: string;
    readonly label: string;
    readonly href?: string;
    readonly note: string;
    /** Belongs to the row above, to be read beside it. */
    readonly beside?: true;
    /** One count per part, in their order. */
    readonly counts: readonly number[];
  }[];
};

export type BarPart = {
  readonly key: string;
  readonly label: string;
  readonly tone: Tone;
  /** What stands in the part, so that colour is never alone: `3`, `N`. */
  readonly sign?: string;
};

/** Estimates over time, each with its range; null where one is refused. */
export type LinePlot = {
  readonly kind: "lines";
  readonly axis: Axis & { readonly label: string };
  readonly reference: number | null;
  readonly referenceLabel?: string;
  /** Digits after the point where a value is said; two without it. */
  readonly digits?: number;
  /** Values are differences and carry their sign. */
  readonly signed?: boolean;
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
