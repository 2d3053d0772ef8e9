import { memo } from "react";
import { useFormContext } from "react-hook-form";
import { Choice } from "#app/components/choice.tsx";
import { FieldError, inputBox } from "#app/components/field.tsx";
import { type ProbeAnswer, probeAnswers, probeAnswerWords } from "#app/domain/probe.ts";
import type { CardKit } from "#app/domain/question.ts";
import { blankProbe, type Draft } from "#app/domain/scorecard.ts";
import { LONGEST } from "#app/domain/text-length.ts";
import { useMessages } from "#app/routes/_app.cards.$cardId/messages.ts";
import { LengthNote, TextTools } from "#app/routes/_app.cards.$cardId/text-aids.tsx";

type Planted = CardKit["probes"][number];
type Fields = Readonly<Record<string, string>>;

/** What came of each probe of the kit, and the words that show it. */
export const ProbeFields = memo(function ProbeFields({
  probes,
  fields,
  start,
}: {
  probes: readonly Planted[];
  fields: Fields;
  start: Draft;
}) {
  if (probes.length === 0) return null;
  return (
    <section className="mt-8">
      <h2 className="text-heading">Planted probes</h2>
      <p className="mb-3 max-w-measure text-muted">
        What came of those you used; leave the others. A reply joins what the panel saw by itself:
        there is no need to add its pattern below.
      </p>
      <ul className="divide-y divide-line rounded-box border border-line bg-surface">
        {probes.map((probe) => (
          <li key={probe.key}>
            <ProbeField
              probe={probe}
              fields={fields}
              kept={start.probes[probe.key] ?? blankProbe}
            />
          </li>
        ))}
      </ul>
    </section>
  );
});

function ProbeField({
  probe: { key, title, say, took, engaged },
  fields,
  kept,
}: {
  probe: Planted;
  fields: Fields;
  kept: Draft["probes"][string];
}) {
  const { register } = useFormContext<Draft>();
  const message = useMessages(fields);
  const id = `probe-${key}`;
  const base = `probes.${key}` as const;
  const { ref, ...answer } = register(`${base}.answer`);
  const [answerError, quoteError] = [message(`${base}.answer`), message(`${base}.quote`)];
  const told = [`${id}-length`, ...(quoteError ? [`${id}-quote-error`] : [])];
  return (
    <fieldset
      id={id}
      data-stop={title}
      tabIndex={-1}
      aria-describedby={[`${id}-looks`, ...(answerError ? [`${id}-error`] : [])].join(" ")}
      className="probe stop-within pb-4!"
    >
      <legend className="font-medium">{title}</legend>
      <p className="mb-2 line-clamp-3 max-w-measure text-small text-muted">{say}</p>
      <div className="flex flex-wrap gap-1.5 [&>label]:px-2.5">
        {probeAnswers.map((value) => (
          <Choice
            key={value}
            label={<Answer value={value} />}
            value={value}
            defaultChecked={kept.answer === value}
            inputRef={ref}
            {...answer}
          />
        ))}
      </div>
      <p id={`${id}-looks`} className="mt-1.5 max-w-measure text-small text-muted empty:hidden">
        {took ? (
          <span className="mr-2">
            {probeAnswerWords["took-it"]}: {took}
          </span>
        ) : null}
        {engaged ? (
          <span>
            {probeAnswerWords.engaged}: {engaged}
          </span>
        ) : null}
      </p>
      <FieldError id={`${id}-error`} message={answerError} />
      <div className="probe-reply mt-2">
        <label htmlFor={`${id}-quote`} className="font-medium">
          What they said or did <span className="sr-only">to {title}</span>
        </label>
        <textarea
          id={`${id}-quote`}
          rows={2}
          placeholder="Quoted, with the minute if you have it"
          aria-invalid={quoteError ? true : undefined}
          aria-describedby={told.join(" ")}
          defaultValue={kept.quote}
          {...register(`${base}.quote`)}
          className={`${inputBox} mt-1 field-sizing-content min-h-14 py-2 sm:text-prose`}
        />
        <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
          <TextTools field={`${id}-quote`} into={`the reply to ${title}`} />
          <LengthNote id={`${id}-length`} name={`${base}.quote`} most={LONGEST.quote} />
        </div>
        <FieldError id={`${id}-quote-error`} message={quoteError} />
      </div>
    </fieldset>
  );
}

/** With the key that chooses it, as on a criterion. */
function Answer({ value }: { value: ProbeAnswer }) {
  return (
    <>
      <kbd aria-hidden className="keycap mr-2">
        {value === "not-asked" ? "N" : probeAnswers.indexOf(value) + 1}
      </kbd>
      <span data-word>{probeAnswerWords[value]}</span>
    </>
  );
}
