import type { ReactNode } from "react";
import type { MarkKind } from "#app/domain/figure.ts";

const marks: Record<MarkKind, string> = {
  filled: "fill-accent-text stroke-accent-text",
  hollow: "fill-surface stroke-accent-text",
  diamond: "fill-surface stroke-muted",
};
export const whiskers: Record<MarkKind, string> = {
  filled: "stroke-accent-text",
  hollow: "stroke-line-strong",
  diamond: "stroke-muted",
};

/** A dot whose shape tells as much as its colour. */
export const Mark = ({ kind, cx = 0, cy = 0 }: { kind: MarkKind; cx?: number; cy?: number }) =>
  kind === "diamond" ? (
    <path d={`M${cx} ${cy - 6} l6 6 -6 6 -6 -6 z`} className={`${marks[kind]} stroke-2`} />
  ) : (
    <circle cx={cx} cy={cy} r={5} className={`${marks[kind]} stroke-2`} />
  );

/** The mark by itself, for a legend. */
export const MarkKey = ({ kind }: { kind: MarkKind }) => (
  <svg width="16" height="16" aria-hidden className="inline-block shrink-0">
    <Mark kind={kind} cx={8} cy={8} />
  </svg>
);

/** A place on an axis, 0 to 1, as SVG takes it at any width. */
export const percent = (place: number): string => `${(place * 100).toFixed(2)}%`;

/** What is drawn around a place: `x` as a share of the width, `y` in pixels or as a share. */
export const At = ({
  x = "0",
  y,
  children,
}: {
  x?: string;
  y: number | string;
  children: ReactNode;
}) => (
  <svg x={x} y={y} aria-hidden>
    {children}
  </svg>
);
