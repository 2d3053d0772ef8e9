import { lazy, type ReactNode, Suspense, useSyncExternalStore } from "react";
import { type LineLook, lookOf, StillFrame } from "#app/components/figure-lines-still.tsx";
import type { LinePlot } from "#app/domain/figure.ts";
import { framesOf } from "#app/domain/figure-lines.ts";

/** One that can be pointed at takes the place of the drawn one once the browser has it. */
const Chart = lazy(() =>
  import("#app/components/figure-lines-chart.tsx").catch(() => ({ default: StillFrame })),
);

export function Lines({ plot }: { plot: LinePlot }) {
  const hydrated = useHydrated();
  const frames = framesOf(plot.lines);
  return (
    <div className="plot grid gap-3 px-3 py-3 sm:px-4">
      <LineLegend plot={plot} />
      <div className={frames.length > 1 ? "grid gap-x-6 gap-y-4 md:grid-cols-2" : ""}>
        {frames.map((lines) => {
          const still = <StillFrame plot={plot} lines={lines} />;
          return (
            <div key={lines[0]?.label} className="min-w-0 break-inside-avoid">
              {frames.length > 1 ? (
                <p className="mb-1 font-medium">
                  <bdi>{lines[0]?.label}</bdi>
                </p>
              ) : null}
              <div className="print:hidden">
                {hydrated ? (
                  <Suspense fallback={still}>
                    <Chart plot={plot} lines={lines} />
                  </Suspense>
                ) : (
                  still
                )}
              </div>
              {/* Paper gets the drawn one, which fits any width. */}
              {hydrated ? <PrintedOnly>{still}</PrintedOnly> : null}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const PrintedOnly = ({ children }: { children: ReactNode }) => (
  <div className="hidden print:block">{children}</div>
);

function LineLegend({ plot: { lines, axis, reference, referenceLabel } }: { plot: LinePlot }) {
  const together = framesOf(lines).length === 1;
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 text-small">
      <p className="text-muted">{axis.label}</p>
      <ul className="flex flex-wrap gap-x-4 gap-y-1" aria-label="Legend">
        {together && lines.length > 1
          ? lines.map(({ label }, at) => (
              <li key={label} className="flex items-center gap-1.5">
                <LineKey look={lookOf(at)} />
                <bdi>{label}</bdi>
              </li>
            ))
          : null}
        {reference !== null && referenceLabel ? (
          <li className="flex items-center gap-1.5">
            <svg width="20" height="12" aria-hidden className="shrink-0">
              <line x2="20" y1="6" y2="6" className="reference" />
            </svg>
            {referenceLabel}
          </li>
        ) : null}
      </ul>
    </div>
  );
}

const LineKey = ({ look }: { look: LineLook }) => (
  <svg width="24" height="12" aria-hidden className="shrink-0">
    <line
      x2="24"
      y1="6"
      y2="6"
      strokeDasharray={look.dashes}
      className={`${look.stroke} stroke-2`}
    />
    <circle cx="12" cy="6" r="3.5" className={`${look.stroke} ${look.fill} stroke-2`} />
  </svg>
);

const never = () => () => {};
const useHydrated = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
