import { type ReactNode, Suspense, useSyncExternalStore } from "react";
import { panel } from "#app/components/page.tsx";

/** `1 card`, `1,204 cards`. */
export const count = (n: number, what: string): string =>
  `${n.toLocaleString("en")} ${what}${n === 1 ? "" : "s"}`;

/** `0.4 above`, `0.4 below`, or `equal to` where nothing is left after rounding. */
export function formatDifference(value: number): string {
  const size = Math.abs(value).toFixed(1);
  return size === "0.0" ? "equal to" : `${size} ${value > 0 ? "above" : "below"}`;
}

/** One row of a plot, and the axis above all rows; the space is kept before the plot is drawn. */
export const ROW = 42;
export const AXIS = 32;

/**
 * A plot with its caption, and the same numbers as a table. The plot is drawn once the browser runs
 * our script: on the server the chart library would write inline styles, which our pages forbid.
 */
export function Figure({
  rows,
  plot,
  caption,
  table,
}: {
  rows: number;
  plot: ReactNode;
  caption: ReactNode;
  table: ReactNode;
}) {
  const waiting = <Reserved rows={rows} />;
  return (
    <>
      <figure className={panel}>
        <div className="px-3 py-3 sm:px-4 noscript:hidden">
          {useHydrated() ? <Suspense fallback={waiting}>{plot}</Suspense> : waiting}
        </div>
        <noscript>
          <p className="px-4 py-3">
            The plot is drawn by JavaScript. The table below holds the same numbers.
          </p>
        </noscript>
        <figcaption className="border-t border-line px-3 py-2.5 text-small text-muted sm:px-4">
          {caption}
        </figcaption>
      </figure>
      <AsTable>{table}</AsTable>
    </>
  );
}

/** The numbers behind a figure, one click away, with or without JavaScript. */
export function AsTable({ children }: { children: ReactNode }) {
  return (
    <details className="group mt-1">
      <summary className="inline-flex min-h-11 items-center gap-1.5 px-1 font-medium text-accent-text hover:underline sm:min-h-9">
        <span aria-hidden className="inline-block group-open:rotate-90">
          ›
        </span>
        <span className="group-open:hidden">Show the table</span>
        <span className="hidden group-open:inline">Hide the table</span>
      </summary>
      <div className="mt-1">{children}</div>
    </details>
  );
}

function Reserved({ rows }: { rows: number }) {
  return (
    <svg width="100%" height={rows * ROW + AXIS} aria-hidden className="block">
      {Array.from({ length: rows }, (_, at) => (
        <line
          key={at}
          x1="0"
          x2="100%"
          y1={AXIS + (at + 0.5) * ROW}
          y2={AXIS + (at + 0.5) * ROW}
          className="stroke-line"
        />
      ))}
    </svg>
  );
}

/** Stands where the plot's own script could not be loaded. */
export const NotDrawn = () => (
  <p className="py-3">The plot could not be loaded. The table below holds the same numbers.</p>
);

const never = () => () => {};
const useHydrated = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
