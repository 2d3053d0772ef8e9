import { useFormContext } from "react-hook-form";
import { Badge } from "#app/components/badge.tsx";
import { FieldError, inputBox } from "#app/components/field.tsx";
import { toneOf } from "#app/components/score.tsx";
import {
  confidences,
  confidenceWords,
  type Draft,
  notObserved,
  notObservedWords,
} from "#app/domain/scorecard.ts";
import { useMessages } from "#app/routes/_app.cards.$cardId/messages.ts";
import type { WritingCard } from "#app/routes/_app.cards.$cardId/writing-card.server.ts";

type Criterion = WritingCard["criteria"][number];

/** One criterion: the scale with its anchors, what was not observed, and the evidence. */
export function CriterionField({
  criterion,
  scale,
  fields,
  start,
}: {
  criterion: Criterion;
  scale: readonly string[];
  fields: Readonly<Record<string, string>>;
  start: Draft;
}) {
  const { register } = useFormContext<Draft>();
  const message = useMessages(fields);
  const base = `ratings.${criterion.key}` as const;
  const kept = start.ratings[criterion.key];
  const score = register(`${base}.score`);
  const scoreError = message(`${base}.score`);
  const evidenceError = message(`${base}.evidence`);
  const id = `criterion-${criterion.key}`;
  return (
    <li className="min-w-0 rounded-box border border-line bg-surface">
      <fieldset
        className="px-4 py-4 sm:px-5"
        aria-describedby={scoreError ? `${id}-error` : undefined}
      >
        <legend className="float-left mr-2">
          <h2 className="text-[17px]">{criterion.title}</h2>
        </legend>
        <p className="flex min-h-6 min-w-min flex-wrap items-center gap-2 text-small text-muted">
          {criterion.focus ? <Badge tone="accent">Focus of this round</Badge> : null}
          weight {criterion.weight}%
        </p>
        <p className="clear-left mb-3 max-w-measure pt-0.5 text-muted">{criterion.question}</p>
        <div
          className={
            scale.length <= 5
              ? "grid gap-1.5 md:grid-flow-col md:auto-cols-fr"
              : "flex flex-wrap gap-1.5"
          }
        >
          {scale.map((word, at) => (
            <Point
              key={word}
              value={String(at + 1)}
              word={word}
              anchor={scale.length <= 5 ? criterion.anchors[String(at + 1)] : undefined}
              tone={toneOf(at + 1, scale.length)}
              checked={kept?.score === String(at + 1)}
              input={score}
            />
          ))}
        </div>
        {scale.length > 5 ? <Anchors anchors={criterion.anchors} /> : null}
        <div className="mt-1.5 flex flex-wrap gap-1.5">
          {notObserved.map((value) => (
            <label key={value} className="choice-quiet">
              <input
                type="radio"
                className="size-4 accent-(--color-ink)"
                value={value}
                defaultChecked={kept?.score === value}
                {...score}
              />
              {notObservedWords[value]}
            </label>
          ))}
        </div>
        <FieldError id={`${id}-error`} message={scoreError} />
        <div className="mt-3">
          <div className="mb-1 flex items-end justify-between gap-3">
            <label htmlFor={`${id}-evidence`} className="font-medium">
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
            id={`${id}-evidence`}
            rows={3}
            defaultValue={kept?.evidence ?? ""}
            placeholder="What they said or did, quoted if you can"
            aria-invalid={evidenceError ? true : undefined}
            aria-describedby={evidenceError ? `${id}-evidence-error` : undefined}
            {...register(`${base}.evidence`)}
            className={`${inputBox} field-sizing-content min-h-20 py-2 sm:text-prose`}
          />
          <FieldError id={`${id}-evidence-error`} message={evidenceError} />
        </div>
      </fieldset>
    </li>
  );
}

function Point({
  value,
  word,
  anchor,
  tone,
  checked,
  input,
}: {
  value: string;
  word: string;
  anchor: string | undefined;
  tone: string;
  checked: boolean;
  input: object;
}) {
  return (
    <label className="choice point">
      <input type="radio" value={value} defaultChecked={checked} {...input} />
      <span aria-hidden className={`tone ${tone} size-7 rounded-[4px]`}>
        {value}
      </span>
      <span className="self-center font-medium">
        <span className="sr-only">{value} </span>
        {word}
      </span>
      {anchor ? (
        <span className="col-span-2 text-small text-muted max-md:col-start-2 max-md:col-end-3">
          {anchor}
        </span>
      ) : null}
    </label>
  );
}

function Anchors({ anchors }: { anchors: Readonly<Record<string, string>> }) {
  return (
    <dl className="mt-2 grid gap-1 text-small text-muted">
      {Object.entries(anchors).map(([point, text]) => (
        <div key={point} className="flex gap-2">
          <dt className="font-semibold">{point}</dt>
          <dd className="max-w-measure">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
