import { Badge } from "#app/components/badge.tsx";
import { ChangedList, ChangedTexts } from "#app/components/changed-texts.tsx";
import type { PatternChange } from "#app/domain/rubric-change.ts";

const fields = {
  title: "Title",
  seen: "Seen",
  better: "Better",
  probe: "How to probe",
  counts: "Counts as seen",
  notEnough: "Not enough",
  counter: "Argues against it",
};

/** A pattern that came, went, moved or was worded anew; one that came or went by its name alone. */
export function ChangedPattern({ change, to }: { change: PatternChange; to: number }) {
  const { standing, title, texts, levels } = change;
  const whole = standing === "added" || standing === "removed";
  return (
    <li className="px-4 py-3">
      <h3 className="flex flex-wrap items-center gap-2 font-medium">
        {title}
        {standing === "added" ? <Badge tone="caution">New in version {to}</Badge> : null}
        {standing === "removed" ? <Badge tone="caution">Left out in version {to}</Badge> : null}
        {standing === "moved" ? <Badge tone="caution">Moved in the list</Badge> : null}
      </h3>
      {whole || (texts.length === 0 && !levels) ? null : (
        <div className="mt-2 grid gap-3">
          <ChangedTexts texts={texts.map((text) => ({ ...text, label: fields[text.field] }))} />
          <ChangedList label="Weighs for" pieces={levels} />
        </div>
      )}
    </li>
  );
}
