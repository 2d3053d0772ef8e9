import type { ReactNode } from "react";
import { Field, inputBox } from "#app/components/field.tsx";
import { type DraftPage, fieldId } from "#app/routes/_app.rubrics.$slug_.edit/draft-page.ts";

type Own = {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly fields: DraftPage["fields"];
};

/** A text of one line, with its message by its name. */
export function Line({
  label,
  name,
  value,
  max,
  fields,
  hint,
  numeric = false,
}: Own & { readonly max: number; readonly hint?: ReactNode; readonly numeric?: boolean }) {
  return (
    <Field label={label} hint={hint} error={fields[name]} id={fieldId(name)}>
      {(props) => (
        <input
          type="text"
          name={name}
          maxLength={max}
          {...(numeric ? { inputMode: "numeric" as const, "data-weight": true } : {})}
          defaultValue={value}
          {...props}
          className={`${inputBox} h-11 sm:h-9`}
        />
      )}
    </Field>
  );
}

/** A text of a sentence or two, which grows with what is typed. */
export function Text({ label, hint, name, value, fields }: Own & { readonly hint: ReactNode }) {
  return (
    <Field label={label} hint={hint} error={fields[name]} id={fieldId(name)}>
      {(props) => (
        <textarea
          name={name}
          rows={1}
          maxLength={600}
          defaultValue={value}
          {...props}
          className={`${inputBox} field-sizing-content min-h-11 py-2 sm:min-h-9`}
        />
      )}
    </Field>
  );
}
