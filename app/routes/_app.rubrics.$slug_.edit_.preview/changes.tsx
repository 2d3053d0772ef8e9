import { ChangedCriterion } from "#app/components/changed-criterion.tsx";
import { ChangedPattern } from "#app/components/changed-pattern.tsx";
import { ChangedAbout } from "#app/components/changed-texts.tsx";
import { panel, Section } from "#app/components/page.tsx";
import type { RubricChange } from "#app/domain/rubric-change.ts";

type Version = { readonly number: number; readonly scale: readonly string[] };

/** What the draft says otherwise than the version it was begun from, word by word. */
export function Changes({
  change,
  from,
  to,
}: {
  change: RubricChange;
  from: Version;
  to: Version;
}) {
  const { criteria, patterns, differences } = change;
  const scales = { before: from.scale, after: to.scale };
  return (
    <Section
      title={`What changes from version ${from.number}`}
      note={
        differences === 0
          ? undefined
          : "New words are underlined, words that were left out are struck through."
      }
    >
      {differences === 0 ? (
        <p className="text-muted">Nothing yet: the draft says what version {from.number} says.</p>
      ) : (
        <div className="grid gap-4">
          <ChangedAbout change={change} />
          {criteria.map((one) => (
            <ChangedCriterion key={one.key} change={one} scales={scales} to={to.number} />
          ))}
          {patterns.length > 0 ? (
            <ul className={`${panel} divide-y divide-line`}>
              {patterns.map((one) => (
                <ChangedPattern key={one.key} change={one} to={to.number} />
              ))}
            </ul>
          ) : null}
        </div>
      )}
    </Section>
  );
}
