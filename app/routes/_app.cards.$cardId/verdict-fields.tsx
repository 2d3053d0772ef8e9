import { memo } from "react";
import { useFormContext } from "react-hook-form";
import { Choice } from "#app/components/choice.tsx";
import { FieldError, inputBox } from "#app/components/field.tsx";
import { type Level, levelWords } from "#app/domain/level.ts";
import { type Draft, recommendations, recommendationWords } from "#app/domain/scorecard.ts";
import { LONGEST } from "#app/domain/text-length.ts";
import { useMessages } from "#app/routes/_app.cards.$cardId/messages.ts";
import { LengthNote } from "#app/routes/_app.cards.$cardId/text-aids.tsx";

type Name = "recommendation" | "level";

/** Recommendation, level demonstrated and the summary that the debrief opens with. */
export const VerdictFields = memo(function VerdictFields({
  levels,
  fields,
  start,
}: {
  levels: readonly Level[];
  fields: Readonly<Record<string, string>>;
  start: Draft;
}) {
  const { register } = useFormContext<Draft>();
  const message = useMessages(fields);
  return (
    <section className="mt-8 grid rounded-box border border-line bg-surface">
      <h2 className="sr-only">Your recommendation</h2>
      <Choices
        legend="Recommendation"
        hint="No decision means you saw too little: your card then counts in no score."
        name="recommendation"
        options={recommendations.map((value) => ({ value, label: recommendationWords[value] }))}
        chosen={start.recommendation}
        error={message("recommendation")}
      />
      <Choices
        legend="Level demonstrated"
        hint="The level you saw, whatever the position's. “Strong senior, not staff” is a useful answer."
        name="level"
        options={levels.map((value) => ({ value, label: levelWords[value] }))}
        chosen={start.level}
        error={message("level")}
      />
      <div data-stop="Summary" tabIndex={-1} className="stop-within">
        <label htmlFor="summary" className="font-medium">
          Summary
        </label>
        <p className="text-small text-muted">A sentence or two: what decided it for you.</p>
        <textarea
          id="summary"
          rows={3}
          defaultValue={start.summary}
          aria-invalid={message("summary") ? true : undefined}
          aria-describedby={`summary-length${message("summary") ? " summary-error" : ""}`}
          {...register("summary")}
          className={`${inputBox} mt-1 field-sizing-content min-h-20 py-2 sm:text-prose`}
        />
        <LengthNote id="summary-length" name="summary" most={LONGEST.summary} />
        <FieldError id="summary-error" message={message("summary")} />
      </div>
    </section>
  );
});

function Choices({
  legend,
  hint,
  name,
  options,
  chosen,
  error,
}: {
  legend: string;
  hint: string;
  name: Name;
  options: readonly { readonly value: string; readonly label: string }[];
  chosen: string;
  error: string | undefined;
}) {
  return (
    <fieldset
      id={name}
      data-stop={legend}
      tabIndex={-1}
      aria-describedby={error ? `${name}-error` : undefined}
      className="stop-within"
    >
      <legend className="font-medium">{legend}</legend>
      <p className="mb-2 text-small text-muted">{hint}</p>
      <div className="flex flex-wrap gap-1.5">
        {options.map(({ value, label }, at) => (
          <Picked
            key={value}
            name={name}
            value={value}
            digit={at + 1}
            label={label}
            chosen={chosen === value}
          />
        ))}
      </div>
      <FieldError id={`${name}-error`} message={error} />
    </fieldset>
  );
}

function Picked({
  name,
  value,
  digit,
  label,
  chosen,
}: {
  name: Name;
  value: string;
  /** The key that chooses it. */
  digit: number;
  label: string;
  chosen: boolean;
}) {
  const { ref, ...input } = useFormContext<Draft>().register(name);
  const shown = (
    <>
      <kbd aria-hidden className="keycap mr-2">
        {digit}
      </kbd>
      <span data-word>{label}</span>
    </>
  );
  return <Choice label={shown} value={value} defaultChecked={chosen} inputRef={ref} {...input} />;
}
