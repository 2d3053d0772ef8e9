import { useSearchParams } from "@remix-run/react";
import { panel, Section } from "#app/components/page.tsx";
import { PatternGuard, PatternWays } from "#app/components/pattern-ways.tsx";
import {
  type PanelFlag,
  type PanelPattern,
  panelPatternKeys,
  panelPatterns,
} from "#app/domain/panel-flags.ts";

const NAME = "scoring";

/** What can be asked about the scoring, by what it is: how many there are, and those alone on request. */
export function PanelFlags({ flags }: { flags: readonly PanelFlag[] }) {
  const [search] = useSearchParams();
  const groups = panelPatternKeys
    .map((pattern) => ({ pattern, of: flags.filter((flag) => flag.pattern === pattern) }))
    .filter(({ of }) => of.length > 0);
  if (groups.length === 0) return null;
  const asked = groups.find(({ pattern }) => pattern === search.get(NAME))?.pattern;
  const counts = groups.map(({ pattern, of }) => ({ pattern, n: of.length }));
  return (
    <Section
      title="About the scoring"
      note="Worked out from the cards: about how they were scored, never about the candidate or whoever scored. Each is something to ask about, and nothing adds them up."
    >
      <PatternWays counts={counts} name={NAME} asked={asked} />
      <ul className={`${panel} divide-y divide-line`}>
        {groups
          .filter(({ pattern }) => asked === undefined || pattern === asked)
          .map((group) => (
            <OnePattern key={group.pattern} {...group} />
          ))}
      </ul>
    </Section>
  );
}

function OnePattern({
  pattern,
  of,
}: {
  readonly pattern: PanelPattern;
  readonly of: readonly PanelFlag[];
}) {
  return (
    <li id={`scoring-${pattern}`} className="px-4 py-3">
      <h3 className="font-semibold">{panelPatterns[pattern].title}</h3>
      <ul className="max-w-measure">
        {of.map(({ id, evidence, passage }) => (
          <li key={id} className="mt-1">
            {evidence}
            {passage ? (
              <blockquote className="mt-1 border-l-2 border-line-strong/60 pl-3 wrap-anywhere">
                {passage}
              </blockquote>
            ) : null}
          </li>
        ))}
      </ul>
      <PatternGuard pattern={pattern} />
    </li>
  );
}
