import { panel, Section } from "#app/components/page.tsx";
import { coverageAdvice } from "#app/domain/coverage.ts";
import type { LoopPlan } from "#db/queries/loop.server.ts";

/** Which weighted criteria are in focus of how many rounds and people, and what is missing. */
export function Coverage({ loop }: { loop: LoopPlan }) {
  const titles = new Map(loop.criteria.map((c) => [c.key, c.title]));
  return (
    <Section title="Coverage">
      <ul className={panel}>
        {loop.coverage.map((row) => {
          const title = titles.get(row.criterion) ?? row.criterion;
          const advice = loop.arranges ? coverageAdvice(title, row) : null;
          return (
            <li key={row.criterion} className="border-t border-line px-4 py-2.5 first:border-t-0">
              <p className="flex justify-between gap-4">
                <span className="min-w-0 font-medium wrap-anywhere">{title}</span>
                <span className="text-muted">{row.weight}%</span>
              </p>
              <p className={`text-small ${advice ? "text-caution" : "text-muted"}`}>
                {advice ?? `${counted(row.rounds, "round")}, ${counted(row.raters, "rater")}`}
              </p>
            </li>
          );
        })}
      </ul>
      <p className="mt-2 text-small text-muted">
        Two raters on each weighted criterion let a panel see a disagreement. Shadows do not count.
      </p>
    </Section>
  );
}

const counted = (n: number, word: string) => `${n} ${word}${n === 1 ? "" : "s"}`;
