import type { ReactNode } from "react";
import { FieldError } from "#app/components/field.tsx";
import { levels as allLevels, levelWords } from "#app/domain/level.ts";
import { patternLabels } from "#app/domain/rubric-pattern.ts";
import { fieldId } from "#app/routes/_app.rubrics.$slug_.edit/draft-page.ts";

/** At which levels a pattern weighs in the debrief. */
export function Weighs({
  name,
  chosen,
  hint,
  error,
}: {
  name: string;
  chosen: readonly string[];
  hint: ReactNode;
  error: string | undefined;
}) {
  return (
    <fieldset id={fieldId(name)} tabIndex={-1}>
      <legend className="font-medium">{patternLabels.levels}</legend>
      {hint ? <p className="text-small text-muted">{hint}</p> : null}
      <div className="mt-1 flex flex-wrap gap-1.5">
        {allLevels.map((level) => (
          <label key={level} className="choice-quiet">
            <input
              type="checkbox"
              name={name}
              value={level}
              defaultChecked={chosen.includes(level)}
              className="size-4 accent-(--color-ink)"
            />
            {levelWords[level]}
          </label>
        ))}
      </div>
      <FieldError message={error} />
    </fieldset>
  );
}

/** Told where a pattern weighs at some of the rubric's levels only. */
export function WeighsAt({
  weighs,
  levels,
}: {
  weighs: readonly string[];
  levels: readonly string[];
}) {
  const names = allLevels
    .filter((level) => weighs.includes(level) && levels.includes(level))
    .map((level) => levelWords[level]);
  if (names.length === levels.length) return null;
  const last = names.at(-1);
  const rest = names.slice(0, -1).join(", ");
  return (
    <span className="block text-small text-muted">
      {last
        ? `Weighs at ${rest ? `${rest} and ${last}` : last} alone.`
        : "Weighs at none of this rubric's levels."}
    </span>
  );
}
