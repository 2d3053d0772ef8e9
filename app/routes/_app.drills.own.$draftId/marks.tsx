import { FieldError, inputBox } from "#app/components/field.tsx";
import { panel, Section } from "#app/components/page.tsx";
import type { TypedForm } from "#app/components/typed.ts";

/** A marked word, why it is, and what could stand there instead. */
export type OpenWord = { readonly text: string; readonly instead: string; readonly why: string };

/** Words that may tell whom the drill is about: each is replaced everywhere, or kept on purpose. */
export function Marks({
  open,
  kept,
  form,
}: {
  open: readonly OpenWord[];
  kept: readonly string[];
  form: TypedForm;
}) {
  return (
    <Section
      title="Words that may identify somebody"
      note="Marked by their look, rather too many than too few. A story that only one person could tell is not found this way: read both answers for that too."
    >
      <FieldError message={form.error("marks")} />
      {open.length === 0 ? (
        <p className="text-muted">No marked word is open.</p>
      ) : (
        <ul className={`mt-2 ${panel}`}>
          {open.map((mark, at) => (
            <Decision key={mark.text} mark={mark} at={at} form={form} />
          ))}
        </ul>
      )}
      {kept.length > 0 ? (
        <fieldset className="mt-4">
          <legend className="mb-1.5 font-medium">Kept on purpose</legend>
          <div className="flex flex-wrap gap-1.5">
            {kept.map((word) => (
              <label key={word} className="choice-quiet">
                <input type="checkbox" name="kept" value={word} defaultChecked />
                <bdi>{word}</bdi>
              </label>
            ))}
          </div>
        </fieldset>
      ) : null}
    </Section>
  );
}

const choices = [
  ["", "Open"],
  ["keep", "Keep"],
  ["replace", "Replace with"],
] as const;

function Decision({ mark, at, form }: { mark: OpenWord; at: number; form: TypedForm }) {
  const field = `marks.${at}`;
  const chosen = form.text(`${field}.choice`, "");
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 not-first:border-t">
      <input type="hidden" name={`${field}.word`} value={mark.text} />
      <p className="grow basis-48 wrap-anywhere">
        <mark className="rounded-[4px] bg-caution-soft px-1 font-medium text-ink">
          <bdi>{mark.text}</bdi>
        </mark>{" "}
        <span className="text-small text-muted">{mark.why}</span>
      </p>
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">What to do with {mark.text}</legend>
        {choices.map(([value, label]) => (
          <label key={value} className="choice-quiet">
            <input
              type="radio"
              name={`${field}.choice`}
              value={value}
              defaultChecked={chosen === value}
            />
            {label}
          </label>
        ))}
      </fieldset>
      <input
        name={`${field}.instead`}
        aria-label={`Instead of ${mark.text}`}
        defaultValue={form.text(`${field}.instead`, mark.instead)}
        className={`${inputBox} h-11 grow basis-40 sm:h-9`}
      />
    </li>
  );
}
