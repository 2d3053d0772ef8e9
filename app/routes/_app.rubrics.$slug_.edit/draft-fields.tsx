import type { ReactNode } from "react";
import { FieldError, inputBox } from "#app/components/field.tsx";
import { type DraftPage, fieldId } from "#app/routes/_app.rubrics.$slug_.edit/draft-page.ts";

type Fields = DraftPage["fields"];

/** A text of one line, with its message by its name. */
export function Line({
  label,
  name,
  value,
  max,
  fields,
  hint,
  numeric = false,
}: {
  label: string;
  name: string;
  value: string;
  max: number;
  fields: Fields;
  hint?: ReactNode;
  numeric?: boolean;
}) {
  const id = fieldId(name);
  const error = fields[name];
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-small text-muted">
          {hint}
        </p>
      ) : null}
      <input
        type="text"
        id={id}
        name={name}
        maxLength={max}
        {...(numeric ? { inputMode: "numeric" as const, "data-weight": true } : {})}
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        className={`${inputBox} h-11 sm:h-9`}
      />
      <FieldError id={`${id}-error`} message={error} />
    </div>
  );
}

/** A text of a sentence or two, which grows with what is typed. */
export function Text({
  label,
  hint,
  name,
  value,
  fields,
}: {
  label: string;
  hint: ReactNode;
  name: string;
  value: string;
  fields: Fields;
}) {
  const id = fieldId(name);
  const error = fields[name];
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-small text-muted">
          {hint}
        </p>
      ) : null}
      <textarea
        id={id}
        name={name}
        rows={1}
        maxLength={600}
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        className={`${inputBox} field-sizing-content min-h-11 py-2 sm:min-h-9`}
      />
      <FieldError id={`${id}-error`} message={error} />
    </div>
  );
}

const describedBy = (id: string, hint: ReactNode, error: string | undefined) =>
  [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
