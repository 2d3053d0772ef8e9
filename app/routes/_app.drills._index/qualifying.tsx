import { Badge } from "#app/components/badge.tsx";
import { Section } from "#app/components/page.tsx";
import type { Qualification } from "#app/domain/drill-qualification.ts";

/** The rule to qualify by, and where somebody stands. */
export function Qualifying({
  rule,
  qualification,
}: {
  rule: string;
  qualification: Qualification;
}) {
  return (
    <aside>
      <Section title="Qualifying">
        <p className="max-w-measure">{rule}</p>
        <p className="mt-1 text-small text-muted">
          For trainees, before their cards count. A shadow card is one you seal beside a mentor's.
        </p>
        <ul className="mt-3 grid gap-1.5">
          {qualification.parts.map(({ key, met, words }) => (
            <li key={key} className="flex items-baseline gap-2">
              <Badge tone={met ? "saved" : "plain"}>{met ? "Met" : "Open"}</Badge>
              <span>{words}</span>
            </li>
          ))}
        </ul>
        {qualification.qualified ? (
          <p className="mt-3 font-medium">All of it is met: you qualify.</p>
        ) : null}
      </Section>
    </aside>
  );
}
