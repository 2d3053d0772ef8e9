import type { InputHTMLAttributes, ReactNode, Ref } from "react";

const ring =
  "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-text";
const chosen =
  "has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent";

/** How a label around a radio button shows that it is focused and chosen. */
export const choiceLook = `relative cursor-pointer rounded-box border border-line hover:border-line-strong ${chosen} ${ring}`;

/** The radio button inside such a label: there for keyboard and screen reader, not for the eye. */
export const choiceInput = "absolute inset-0 cursor-pointer opacity-0";

/** One of a few words to choose from, as a radio button that looks like a button. */
export function Choice({
  label,
  inputRef,
  ...input
}: InputHTMLAttributes<HTMLInputElement> & { label: ReactNode; inputRef?: Ref<HTMLInputElement> }) {
  return (
    <label
      className={`${choiceLook} flex min-h-11 items-center px-4 font-medium has-checked:text-accent-text sm:min-h-9`}
    >
      <input type="radio" className={choiceInput} ref={inputRef} {...input} />
      {label}
    </label>
  );
}
