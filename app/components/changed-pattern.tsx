import { Badge } from "#app/components/badge.tsx";
import { ChangedList, ChangedTexts } from "#app/components/changed-texts.tsx";
import type { PatternChange } from "#app/domain/rubric-change.ts";
import { patternLabels, wordingWords } from "#app/domain/rubric-pattern.ts";

/**
 * A pattern that came, went, moved or was worded anew; one that came or went by its name alone, but
 * for one that came with words of the rubric's own.
 */
export function ChangedPattern({ change, to }: { change: PatternChange; to: number }) {
  const { standing, title, texts, levels, wording } = change;
  const whole = standing === "removed" || (standing === "added" && wording === "catalogue");
  return (
    <li className="px-4 py-3">
      <h3 className="flex flex-wrap items-center gap-2 font-medium wrap-anywhere">
        {title}
        {standing === "added" ? <Badge tone="caution">New in version {to}</Badge> : null}
        {standing === "removed" ? <Badge tone="caution">Left out in version {to}</Badge> : null}
        {standing === "added" && wording !== "catalogue" ? (
          <Badge>{wordingWords[wording]}</Badge>
        ) : null}
        {standing === "moved" ? <Badge tone="caution">Moved in the list</Badge> : null}
      </h3>
      {whole || (texts.length === 0 && !levels) ? null : (
        <div className="mt-2 grid gap-3">
          <ChangedTexts
            texts={texts.map((text) => ({ ...text, label: patternLabels[text.field] }))}
          />
          <ChangedList label={patternLabels.levels} pieces={levels} />
        </div>
      )}
    </li>
  );
}
