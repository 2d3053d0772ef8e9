import { type ForwardedRef, forwardRef, memo, useImperativeHandle } from "react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { Button } from "#app/components/button.tsx";
import { FieldError, inputBox } from "#app/components/field.tsx";
import { type Level, levelWords } from "#app/domain/level.ts";
import { type Draft, stances } from "#app/domain/scorecard.ts";
import { LONGEST } from "#app/domain/text-length.ts";
import { useMessages } from "#app/routes/_app.cards.$cardId/messages.ts";
import { LengthNote, TextTools } from "#app/routes/_app.cards.$cardId/text-aids.tsx";
import type { WritingCard } from "#app/routes/_app.cards.$cardId/writing-card.server.ts";

type Pattern = WritingCard["patterns"][number];
type Fields = Readonly<Record<string, string>>;

const stanceWords = { seen: "Seen", counter: "Argued against" } as const;

/** How the keyboard adds a pattern. */
export type PatternList = { readonly add: () => void };

type Rows = {
  patterns: readonly Pattern[];
  /** The position's, at which some patterns do not weigh. */
  level: Level;
  fields: Fields;
  start: Draft;
};

/** Anti-patterns the interviewer saw, or saw argued against, each with its quoted moment. */
export const PatternFields = memo(forwardRef<PatternList, Rows>(PatternRows));

function PatternRows({ patterns, level, fields, start }: Rows, ref: ForwardedRef<PatternList>) {
  const { control } = useFormContext<Draft>();
  const rows = useFieldArray({ control, name: "observations" });
  const add = () =>
    rows.append(
      { pattern: "", stance: "seen", quote: "" },
      { focusName: `observations.${rows.fields.length}.pattern` },
    );
  useImperativeHandle(ref, () => ({ add }));
  if (patterns.length === 0) return null;
  return (
    <section className="mt-8">
      <h2 className="text-heading">Patterns</h2>
      <p className="mb-3 max-w-measure text-muted">
        Only what you saw, each with its moment. Two interviewers who see the same thing apart from
        each other weigh more than one; seeing the opposite counts too.
      </p>
      <ul className="grid gap-3">
        {rows.fields.map((row, at) => (
          <PatternRow
            key={row.id}
            at={at}
            patterns={patterns}
            level={level}
            fields={fields}
            kept={start.observations[at]}
            remove={() => rows.remove(at)}
          />
        ))}
        <noscript>
          <PatternRow
            at={rows.fields.length}
            patterns={patterns}
            level={level}
            fields={fields}
            kept={undefined}
          />
        </noscript>
      </ul>
      <Button type="button" className="needs-script mt-3" onClick={add}>
        Add a pattern you saw
        <kbd aria-hidden className="keycap">
          A
        </kbd>
      </Button>
    </section>
  );
}

function PatternRow({
  at,
  patterns,
  level,
  fields,
  kept,
  remove,
}: {
  at: number;
  patterns: readonly Pattern[];
  level: Level;
  fields: Fields;
  kept: Draft["observations"][number] | undefined;
  remove?: () => void;
}) {
  const { register } = useFormContext<Draft>();
  const message = useMessages(fields);
  const base = `observations.${at}` as const;
  const chosen = useWatch<Draft>({ name: `${base}.pattern` });
  const pattern = patterns.find(({ key }) => key === chosen);
  const light = patterns.filter(({ weighs }) => !weighs);
  return (
    <li className="rounded-box border border-line bg-surface p-4">
      <div className="flex flex-wrap items-start gap-3">
        <select
          aria-label="Pattern"
          aria-invalid={message(`${base}.pattern`) ? true : undefined}
          defaultValue={kept?.pattern ?? ""}
          {...register(`${base}.pattern`)}
          className={`${inputBox} h-11 grow basis-56 sm:h-9 sm:w-auto!`}
        >
          <option value="">Which pattern</option>
          <Options patterns={patterns.filter(({ weighs }) => weighs)} />
          {light.length > 0 ? (
            <optgroup label={`Not weighed at ${levelWords[level]}`}>
              <Options patterns={light} />
            </optgroup>
          ) : null}
        </select>
        <select
          aria-label="Seen or argued against"
          defaultValue={kept?.stance ?? "seen"}
          {...register(`${base}.stance`)}
          className={`${inputBox} h-11 w-auto! sm:h-9`}
        >
          {stances.map((stance) => (
            <option key={stance} value={stance}>
              {stanceWords[stance]}
            </option>
          ))}
        </select>
        {remove ? (
          <Button
            type="button"
            look="bare"
            onClick={({ currentTarget }) => {
              // The row goes, and the focus in it would go to nowhere.
              currentTarget
                .closest("section")
                ?.querySelector<HTMLElement>(":scope > button")
                ?.focus();
              remove();
            }}
          >
            Remove
          </Button>
        ) : null}
      </div>
      <FieldError message={message(`${base}.pattern`)} />
      {pattern ? (
        <p className="mt-2 max-w-measure text-small text-muted">
          {pattern.seen}
          {pattern.weighs
            ? null
            : ` Not weighed at ${levelWords[level]}: the debrief lists it apart.`}
        </p>
      ) : null}
      <textarea
        id={`moment-${at}`}
        aria-label="The moment, quoted"
        rows={2}
        placeholder="The moment, quoted, with the minute if you have it"
        aria-invalid={message(`${base}.quote`) ? true : undefined}
        aria-describedby={`moment-${at}-length`}
        defaultValue={kept?.quote ?? ""}
        {...register(`${base}.quote`)}
        className={`${inputBox} mt-2 field-sizing-content min-h-14 py-2 sm:text-prose`}
      />
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
        <TextTools field={`moment-${at}`} into="the moment" />
        <LengthNote id={`moment-${at}-length`} name={`${base}.quote`} most={LONGEST.quote} />
      </div>
      <FieldError message={message(`${base}.quote`)} />
    </li>
  );
}

const Options = ({ patterns }: { patterns: readonly Pattern[] }) =>
  patterns.map(({ key, title }) => (
    <option key={key} value={key}>
      {title}
    </option>
  ));
