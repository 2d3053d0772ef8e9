import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from "react";

const box = "input";

/** A label, its control, a hint and the message that belongs to it. */
export function Field({
  label,
  hint,
  error,
  id: own,
  children,
}: Labelled & {
  /** Where its address has to be known; otherwise it gets one. */
  id?: string;
  children: (props: {
    id: string;
    "aria-invalid"?: true;
    "aria-describedby"?: string;
  }) => ReactNode;
}) {
  const made = useId();
  const id = own ?? made;
  const notes = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
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
      {children({
        id,
        ...(error ? { "aria-invalid": true as const } : {}),
        ...(notes ? { "aria-describedby": notes } : {}),
      })}
      <FieldError id={`${id}-error`} message={error} />
    </div>
  );
}

export function FieldError({ id, message }: { id?: string; message?: string | undefined }) {
  return message ? (
    <p id={id} data-field-error className="text-small font-medium text-danger">
      {message}
    </p>
  ) : null;
}

type Labelled = { label: ReactNode; hint?: ReactNode; error?: string | undefined };

export function TextField({
  label,
  hint,
  error,
  className = "",
  ...rest
}: Labelled & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(props) => <input {...rest} {...props} className={`${box} h-11 sm:h-9 ${className}`} />}
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  error,
  className = "",
  ...rest
}: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(props) => <textarea rows={3} {...rest} {...props} className={`${box} py-2 ${className}`} />}
    </Field>
  );
}

export function SelectField({
  label,
  hint,
  error,
  options,
  empty,
  ...rest
}: Labelled &
  SelectHTMLAttributes<HTMLSelectElement> & {
    options: readonly { readonly value: string; readonly label: string }[];
    /** The words of the empty choice; without it the first option is chosen. */
    empty?: string;
  }) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(props) => (
        <select {...rest} {...props} className={`${box} h-11 sm:h-9`}>
          {empty === undefined ? null : <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export const inputBox = box;
