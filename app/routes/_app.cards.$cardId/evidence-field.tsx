import { useFormContext, useWatch } from "react-hook-form";
import { FieldError, inputBox } from "#app/components/field.tsx";
import {
  confidences,
  confidenceWords,
  type Draft,
  EVIDENCE_FOR_EXTREME,
  isExtreme,
} from "#app/domain/scorecard.ts";
import { LONGEST } from "#app/domain/text-length.ts";
import { useMessages } from "#app/routes/_app.cards.$cardId/messages.ts";
import { LengthNote, TextTools, usePoints } from "#app/routes/_app.cards.$cardId/text-aids.tsx";

/** What was said or done, in the interviewer's words, and how sure they are. */
export function EvidenceField({
  criterion,
  fields,
  start,
}: {
  criterion: { readonly key: string; readonly title: string };
  fields: Readonly<Record<string, string>>;
  start: Draft;
}) {
  const { register } = useFormContext<Draft>();
  const base = `ratings.${criterion.key}` as const;
  const kept = start.ratings[criterion.key];
  const evidenceError = useMessages(fields)(`${base}.evidence`);
  const id = `criterion-${criterion.key}-evidence`;
  const told = [`${id}-hint`, `${id}-length`, ...(evidenceError ? [`${id}-error`] : [])];
  return (
    <div className="mt-3 has-[[data-wanted]]:[&>textarea]:border-caution">
      <div className="mb-1 flex items-end justify-between gap-3">
        <label htmlFor={id} className="font-medium">
          Evidence <span className="sr-only">for {criterion.title}</span>
        </label>
        <select
          aria-label={`Confidence in ${criterion.title}`}
          defaultValue={kept?.confidence ?? ""}
          {...register(`${base}.confidence`)}
          className="min-h-11 rounded-box border border-transparent bg-transparent sm:min-h-9 px-1 text-small text-muted hover:border-line"
        >
          <option value="">Confidence not stated</option>
          {confidences.map((value) => (
            <option key={value} value={value}>
              {confidenceWords[value]}
            </option>
          ))}
        </select>
      </div>
      <textarea
        id={id}
        rows={3}
        defaultValue={kept?.evidence ?? ""}
        placeholder="What they said or did, quoted if you can"
        aria-invalid={evidenceError ? true : undefined}
        aria-describedby={told.join(" ")}
        {...register(`${base}.evidence`)}
        className={`${inputBox} field-sizing-content min-h-20 py-2 sm:text-prose`}
      />
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
        <TextTools field={id} into={`the evidence for ${criterion.title}`} />
        <Wanted id={`${id}-hint`} base={base} silent={Boolean(evidenceError)} />
        <LengthNote id={`${id}-length`} name={`${base}.evidence`} most={LONGEST.evidence} />
      </div>
      <FieldError id={`${id}-error`} message={evidenceError} />
    </div>
  );
}

/** Asked with the score, and not at the end: what carries an extreme is best written at once. */
function Wanted({ id, base, silent }: { id: string; base: `ratings.${string}`; silent: boolean }) {
  const { control, getValues } = useFormContext<Draft>();
  const points = usePoints();
  const rating = useWatch({ control, name: base, defaultValue: getValues(base) });
  const short = (rating?.evidence ?? "").trim().length < EVIDENCE_FOR_EXTREME;
  const wanted = isExtreme(rating?.score ?? "", points) && short && !silent;
  return (
    <p id={id} role="status" data-wanted={wanted || undefined} className="text-small text-caution">
      {wanted ? "The lowest and highest scores need a quoted moment" : null}
    </p>
  );
}
