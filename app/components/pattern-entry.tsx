import type { ReactNode } from "react";
import { Badge } from "#app/components/badge.tsx";
import { type Level, levelWords } from "#app/domain/level.ts";
import type { RubricPattern } from "#app/domain/rubric.ts";
import { patternLabels, wordingOf, wordingWords } from "#app/domain/rubric-pattern.ts";

const rows = ["better", "probe", "counts", "notEnough", "counter"] as const;

/** One pattern: what is seen, what would be better, and what counts as evidence. */
export function PatternEntry({
  pattern,
  at = null,
  heading = false,
  note,
  children,
}: {
  pattern: RubricPattern;
  /** The level it is looked at for; where it does not weigh there, that is said. */
  at?: Level | null;
  /** Whether its name is a heading of the page. */
  heading?: boolean;
  /** What is said of it while it is folded. */
  note?: string | undefined;
  /** What else is said of it, in its last row. */
  children?: ReactNode;
}) {
  const Name = heading ? "h2" : "span";
  const wording = wordingOf(pattern);
  const weightless = at !== null && !pattern.levels.includes(at);
  const told = weightless ? `Not weighed at ${levelWords[at]}.` : note;
  return (
    <li className="border-t border-line wrap-anywhere first:border-t-0" id={pattern.key}>
      <details className="group">
        <summary className="grid gap-x-4 gap-y-0.5 px-4 py-3 hover:bg-sunken/60 sm:grid-cols-[15rem_1fr]">
          <span>
            <Name className="font-medium text-accent-text group-open:text-ink">
              {pattern.title}
            </Name>
            {wording === "catalogue" ? null : (
              <>
                {" "}
                <Badge>{wordingWords[wording]}</Badge>
              </>
            )}
          </span>
          <span className="max-w-measure">
            {pattern.seen}
            {told ? <span className="block text-small text-muted">{told}</span> : null}
          </span>
        </summary>
        <dl className="grid gap-2 px-4 pb-4 sm:grid-cols-[15rem_1fr] sm:gap-x-4">
          {rows.map((field) => (
            <div key={field} className="contents">
              <dt className="text-muted">{patternLabels[field]}</dt>
              <dd className="max-w-measure">{pattern[field]}</dd>
            </div>
          ))}
          <dt className="text-muted">{patternLabels.levels}</dt>
          <dd>{pattern.levels.map((level) => levelWords[level]).join(", ")}</dd>
          {children}
        </dl>
      </details>
    </li>
  );
}
