import { useFormContext } from "react-hook-form";
import { FieldError, inputBox } from "#app/components/field.tsx";
import { type Level, levelWords } from "#app/domain/rubric.ts";
import { type Draft, recommendations, recommendationWords } from "#app/domain/scorecard.ts";
import { useMessages } from "#app/routes/_app.cards.$cardId/messages.ts";

type Name = "recommendation" | "level";

/** Recommendation, level demonstrated and the summary that the debrief opens with. */
export function VerdictFields({
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
    <section className="mt-8 grid gap-6 rounded-box border border-line bg-surface px-4 py-5 sm:px-5">
      <h2 className="sr-only">Your recommendation</h2>
      <Choice
        legend="Recommendation"
        hint="No decision means you saw too little: your card then counts in no score."
        name="recommendation"
        options={recommendations.map((value) => ({ value, label: recommendationWords[value] }))}
        chosen={start.recommendation}
        error={message("recommendation")}
      />
      <Choice
        legend="Level demonstrated"
        hint="The level you saw, whatever the position's. “Strong senior, not staff” is a useful answer."
        name="level"
        options={levels.map((value) => ({ value, label: levelWords[value] }))}
        chosen={start.level}
        error={message("level")}
      />
      <div>
        <label htmlFor="summary" className="font-medium">
          Summary
        </label>
        <p className="text-small text-muted">A sentence or two: what decided it for you.</p>
        <textarea
          id="summary"
          rows={3}
          defaultValue={start.summary}
          aria-invalid={message("summary") ? true : undefined}
          aria-describedby={message("summary") ? "summary-error" : undefined}
          {...register("summary")}
          className={`${inputBox} mt-1 field-sizing-content min-h-20 py-2 sm:text-prose`}
        />
        <FieldError id="summary-error" message={message("summary")} />
      </div>
    </section>
  );
}

function Choice({
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
  const { register } = useFormContext<Draft>();
  return (
    <fieldset aria-describedby={error ? `${name}-error` : undefined}>
      <legend className="font-medium">{legend}</legend>
      <p className="mb-2 text-small text-muted">{hint}</p>
      <div className="flex flex-wrap gap-1.5">
        {options.map(({ value, label }) => (
          <label
            key={value}
            className="flex min-h-11 cursor-pointer items-center rounded-box border border-line px-4 font-medium hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-text has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-text sm:min-h-9"
          >
            <input
              type="radio"
              value={value}
              defaultChecked={chosen === value}
              {...register(name)}
              className="absolute size-px opacity-0"
            />
            {label}
          </label>
        ))}
      </div>
      <FieldError id={`${name}-error`} message={error} />
    </fieldset>
  );
}
