import { type FormEvent, useState } from "react";
import { FieldError, inputBox } from "#app/components/field.tsx";
import { panel } from "#app/components/page.tsx";
import type { TypedForm } from "#app/components/typed.ts";

type Weighted = { readonly key: string; readonly title: string; readonly question?: string };

const sum = (values: readonly string[]) =>
  values.reduce((total, value) => total + (Number(value) || 0), 0);

/** One percentage per criterion, with how far they are from 100 as one types. */
export function WeightFields({
  form,
  criteria,
  saved,
}: {
  form: TypedForm;
  criteria: readonly Weighted[];
  saved: Readonly<Record<string, number>>;
}) {
  const shown = criteria.map((c) => form.text(`weights.${c.key}`, String(saved[c.key] ?? 0)));
  const [total, setTotal] = useState(() => sum(shown));
  const recount = (event: FormEvent<HTMLFieldSetElement>) =>
    setTotal(sum([...event.currentTarget.querySelectorAll("input")].map((input) => input.value)));
  const message = form.error("weights");
  return (
    <fieldset onInput={recount} aria-describedby={message ? "weights-error" : undefined}>
      <legend className="mb-1 font-medium">Weights</legend>
      <ul className={panel}>
        {criteria.map((criterion, at) => (
          <WeightField
            key={criterion.key}
            criterion={criterion}
            value={shown[at] ?? "0"}
            error={form.error(`weights.${criterion.key}`)}
          />
        ))}
        <li className="flex items-center justify-between gap-4 border-t border-line bg-sunken/60 px-3 py-2">
          <span className="font-medium">Total</span>
          <output
            className={`font-medium ${total === 100 ? "text-saved" : "text-danger"}`}
            aria-live="polite"
          >
            {distance(total)}
          </output>
        </li>
      </ul>
      <FieldError id="weights-error" message={message} />
    </fieldset>
  );
}

function distance(total: number): string {
  if (total === 100) return "100%";
  return total < 100
    ? `${total}%, ${100 - total} still to give`
    : `${total}%, ${total - 100} too many`;
}

function WeightField({
  criterion,
  value,
  error,
}: {
  criterion: Weighted;
  value: string;
  error: string | undefined;
}) {
  const id = `weight-${criterion.key}`;
  return (
    <li className="border-t border-line px-3 py-2 first:border-t-0">
      <div className="flex items-center justify-between gap-4">
        <label htmlFor={id} className="min-w-0 wrap-anywhere">
          {criterion.title}
          {criterion.question ? (
            <span className="block max-w-measure text-small text-muted">{criterion.question}</span>
          ) : null}
        </label>
        <span className="flex shrink-0 items-center gap-1.5">
          <input
            id={id}
            name={`weights.${criterion.key}`}
            type="number"
            inputMode="numeric"
            min={0}
            max={100}
            step={1}
            required
            defaultValue={value}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? `${id}-error` : undefined}
            className={`${inputBox} h-11 w-20! text-right sm:h-9`}
          />
          <span className="text-muted">%</span>
        </span>
      </div>
      <FieldError id={`${id}-error`} message={error} />
    </li>
  );
}
