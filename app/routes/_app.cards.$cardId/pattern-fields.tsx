import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { Button } from "#app/components/button.tsx";
import { FieldError, inputBox } from "#app/components/field.tsx";
import { type Draft, stances } from "#app/domain/scorecard.ts";
import { useMessages } from "#app/routes/_app.cards.$cardId/messages.ts";
import type { WritingCard } from "#app/routes/_app.cards.$cardId/writing-card.server.ts";

type Pattern = WritingCard["patterns"][number];
type Fields = Readonly<Record<string, string>>;

const stanceWords = { seen: "Seen", counter: "Argued against" } as const;

/** Anti-patterns the interviewer saw, or saw argued against, each with its quoted moment. */
export function PatternFields({
  patterns,
  fields,
  start,
}: {
  patterns: readonly Pattern[];
  fields: Fields;
  start: Draft;
}) {
  const { control } = useFormContext<Draft>();
  const rows = useFieldArray({ control, name: "observations" });
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
            fields={fields}
            kept={start.observations[at]}
            remove={() => rows.remove(at)}
          />
        ))}
        <noscript>
          <PatternRow
            at={rows.fields.length}
            patterns={patterns}
            fields={fields}
            kept={undefined}
          />
        </noscript>
      </ul>
      <Button
        type="button"
        className="mt-3"
        onClick={() => rows.append({ pattern: "", stance: "seen", quote: "" })}
      >
        Add a pattern you saw
      </Button>
    </section>
  );
}

function PatternRow({
  at,
  patterns,
  fields,
  kept,
  remove,
}: {
  at: number;
  patterns: readonly Pattern[];
  fields: Fields;
  kept: Draft["observations"][number] | undefined;
  remove?: () => void;
}) {
  const { register } = useFormContext<Draft>();
  const message = useMessages(fields);
  const base = `observations.${at}` as const;
  const chosen = useWatch<Draft>({ name: `${base}.pattern` });
  const seen = patterns.find((pattern) => pattern.key === chosen)?.seen;
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
          {patterns.map((pattern) => (
            <option key={pattern.key} value={pattern.key}>
              {pattern.title}
            </option>
          ))}
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
          <Button type="button" look="bare" onClick={remove}>
            Remove
          </Button>
        ) : null}
      </div>
      <FieldError message={message(`${base}.pattern`)} />
      {seen ? <p className="mt-2 max-w-measure text-small text-muted">{seen}</p> : null}
      <textarea
        aria-label="The moment, quoted"
        rows={2}
        placeholder="The moment, quoted, with the minute if you have it"
        aria-invalid={message(`${base}.quote`) ? true : undefined}
        defaultValue={kept?.quote ?? ""}
        {...register(`${base}.quote`)}
        className={`${inputBox} mt-2 field-sizing-content min-h-14 py-2 sm:text-prose`}
      />
      <FieldError message={message(`${base}.quote`)} />
    </li>
  );
}
