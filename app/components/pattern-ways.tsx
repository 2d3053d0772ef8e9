import { FilterWays } from "#app/components/filter-ways.tsx";
import { TextLink } from "#app/components/page.tsx";
import { type PanelPattern, panelPatterns } from "#app/domain/panel-flags.ts";

/** How many there are of each pattern of the scoring, each the way to those alone. */
export const PatternWays = ({
  counts,
  ...rest
}: {
  counts: readonly { readonly pattern: PanelPattern; readonly n: number }[];
  name: string;
  asked: PanelPattern | undefined;
}) => (
  <FilterWays
    {...rest}
    kinds={counts.map(({ pattern, n }) => ({
      value: pattern,
      words: `${panelPatterns[pattern].title} ${n}`,
    }))}
  />
);

/** What keeps a pattern quiet, and how it is worked out. */
export function PatternGuard({ pattern }: { pattern: PanelPattern }) {
  const { guard, method } = panelPatterns[pattern];
  return (
    <p className="mt-1.5 max-w-measure text-small text-muted">
      {guard} <TextLink to={`/calibration/method#${method}`}>How it is worked out</TextLink>
    </p>
  );
}
