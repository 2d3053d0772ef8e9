import type { InputHTMLAttributes, ReactNode, Ref } from "react";

/** One of a few words to choose from, as a radio button that looks like a button. */
export function Choice({
  label,
  inputRef,
  ...input
}: InputHTMLAttributes<HTMLInputElement> & { label: ReactNode; inputRef?: Ref<HTMLInputElement> }) {
  return (
    <label className="choice choice-word">
      <input type="radio" ref={inputRef} {...input} />
      {label}
    </label>
  );
}
