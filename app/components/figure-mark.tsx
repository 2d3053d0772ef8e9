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

/** A dot whose shape tells as much as its colour; `at` is a share of the width or in pixels. */
export const Mark = ({ kind, at, y }: { kind: MarkKind; at: string | number; y: number }) =>
  kind === "diamond" ? (
    <At x={at} y={y}>
      <path d="M0 -6 l6 6 -6 6 -6 -6 z" className={`${marks[kind]} stroke-2`} />
    </At>
  ) : (
    <circle cx={at} cy={y} r={5} className={`${marks[kind]} stroke-2`} />
  );

/** The mark by itself, for a legend. */
export const MarkKey = ({ kind }: { kind: MarkKind }) => (
  <svg width="16" height="16" aria-hidden className="inline-block shrink-0">
    <Mark kind={kind} at={8} y={8} />
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
  x?: string | number;
  y: number | string;
  children: ReactNode;
}) => (
  <svg x={x} y={y} aria-hidden>
    {children}
  </svg>
);
