import { levelWords } from "#app/domain/level.ts";
import type { Pattern } from "#app/domain/rubric.ts";

/** One pattern: what is seen, what would be better, and what counts as evidence. */
export function PatternEntry({
  pattern,
  heading = false,
}: {
  pattern: Pattern;
  /** Whether its name is a heading of the page. */
  heading?: boolean;
}) {
  const Name = heading ? "h2" : "span";
  const rows = [
    ["Better", pattern.better],
    ["How to probe", pattern.probe],
    ["Counts as seen", pattern.counts],
    ["Not enough", pattern.notEnough],
    ["Argues against it", pattern.counter],
  ] as const;
  return (
    <li className="border-t border-line first:border-t-0" id={pattern.key}>
      <details className="group">
        <summary className="grid gap-x-4 gap-y-0.5 px-4 py-3 hover:bg-sunken/60 sm:grid-cols-[15rem_1fr]">
          <Name className="font-medium text-accent-text group-open:text-ink">{pattern.title}</Name>
          <span className="max-w-measure">{pattern.seen}</span>
        </summary>
        <dl className="grid gap-2 px-4 pb-4 sm:grid-cols-[15rem_1fr] sm:gap-x-4">
          {rows.map(([term, text]) => (
            <div key={term} className="contents">
              <dt className="text-muted">{term}</dt>
              <dd className="max-w-measure">{text}</dd>
            </div>
          ))}
          <dt className="text-muted">Weighs for</dt>
          <dd>{pattern.levels.map((level) => levelWords[level]).join(", ")}</dd>
        </dl>
      </details>
    </li>
  );
}
