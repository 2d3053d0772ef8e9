import { type FormEvent, type ReactNode, useState } from "react";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { levelWords } from "#app/domain/level.ts";
import type { Pattern, PatternField } from "#app/domain/rubric.ts";
import { patternLabels } from "#app/domain/rubric-pattern.ts";
import { differsFrom, isPatternText, type PatternDraft } from "#app/domain/rubric-pattern-draft.ts";
import { Line, Text } from "#app/routes/_app.rubrics.$slug_.edit/draft-fields.tsx";
import type { DraftPage } from "#app/routes/_app.rubrics.$slug_.edit/draft-page.ts";
import { Weighs, WeighsAt } from "#app/routes/_app.rubrics.$slug_.edit/pattern-levels.tsx";

/** What each text is for, where a pattern is the rubric's own. */
const hints = {
  seen: "What the candidate does, so that two strangers would see the same.",
  better: "What a stronger candidate does instead.",
  probe: "What to say or do to give it a chance to show.",
  counts: "The moments that are evidence of it.",
  notEnough: "What looks like it and is not.",
  counter: "What to note where the candidate does the opposite.",
} as const;
const texts = ["seen", "better", "probe", "counts", "notEnough", "counter"] as const;

/** A pattern in the rubric's own words, folded; beside each text that differs, the catalogue's. */
export function PatternWords({
  pattern,
  at,
  known,
  offered,
  levels,
  fields,
}: {
  pattern: PatternDraft;
  at: number;
  /** The catalogue's, where this one words it anew. */
  known: Pattern | undefined;
  offered: boolean;
  levels: readonly string[];
  fields: DraftPage["fields"];
}) {
  const base = `worded.${at}`;
  const [typed, setTyped] = useState(pattern);
  const faulty = Object.keys(fields).some((name) => name.startsWith(`${base}.`));
  const [opens] = useState(faulty || pattern.title === "");
  const title = typed.title.trim() || known?.title || "New pattern";

  /** The title and what differs from the catalogue follow what is typed. */
  const onInput = ({ target }: FormEvent<HTMLElement>) => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
    const { value } = target;
    const field = target.name.split(".").at(2);
    if (isPatternText(field)) setTyped((now) => ({ ...now, [field]: value }));
    if (field !== "levels" || !(target instanceof HTMLInputElement)) return;
    const { checked } = target;
    setTyped(({ levels, ...now }) => ({
      ...now,
      levels: checked ? [...levels, value] : levels.filter((level) => level !== value),
    }));
  };
  /** The catalogue's words, where these are others. */
  const catalogues = (field: PatternField): ReactNode =>
    known && (differsFrom(known, typed, field) || typed[field].length === 0)
      ? `In the catalogue: ${wordsOf(known, field)}`
      : null;

  return (
    <li
      id={`pattern-${pattern.id}`}
      className="min-w-0 border-b border-line sm:col-span-2"
      onInput={onInput}
    >
      <input type="hidden" name={`${base}.id`} value={pattern.id} />
      <input type="hidden" name={`${base}.key`} value={pattern.key} />
      <Offered id={pattern.id} own={!known} offered={offered}>
        <span className="font-medium wrap-anywhere">{title}</span>{" "}
        <Badge>{known ? "Reworded" : "This rubric's own"}</Badge>{" "}
        {faulty ? <Badge tone="danger">Needs a look</Badge> : null}
        <span className="block text-small text-muted">{typed.seen.trim() || known?.seen}</span>
        <WeighsAt weighs={typed.levels} levels={levels} />
      </Offered>
      <details open={opens || faulty} className="group">
        <summary className="fold px-4 py-2.5">
          <span className="wrap-anywhere">
            Its words<span className="sr-only">: {title}</span>
          </span>
        </summary>
        <div className="grid gap-4 px-4 pt-1 pb-4">
          <Line
            label={patternLabels.title}
            name={`${base}.title`}
            value={pattern.title}
            max={80}
            hint={catalogues("title")}
            fields={fields}
          />
          {texts.map((field) => (
            <Text
              key={field}
              label={patternLabels[field]}
              name={`${base}.${field}`}
              value={pattern[field]}
              hint={known ? catalogues(field) : hints[field]}
              fields={fields}
            />
          ))}
          <Weighs
            name={`${base}.levels`}
            chosen={pattern.levels}
            hint={catalogues("levels")}
            error={fields[`${base}.levels`]}
          />
          {known ? (
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Button
                name="catalogue-words"
                value={at}
                aria-label={`Back to the catalogue's words: ${title}`}
              >
                Back to the catalogue's words
              </Button>
              <p className="text-small text-muted">
                A text that is emptied, or says what the catalogue says, stays the catalogue's.
              </p>
            </div>
          ) : (
            <div>
              <Button
                look="danger"
                name="remove-pattern"
                value={at}
                aria-label={`Remove: ${title}`}
              >
                Remove
              </Button>
            </div>
          )}
        </div>
      </details>
    </li>
  );
}

/** One of the catalogue's is ticked or not; one of the rubric's own stands on the card. */
function Offered({
  id,
  own,
  offered,
  children,
}: {
  id: string;
  own: boolean;
  offered: boolean;
  children: ReactNode;
}) {
  if (own)
    return (
      <p className="px-4 pt-2.5">
        <input type="hidden" name="patterns" value={id} />
        {children}
      </p>
    );
  return (
    <label className="flex min-h-11 cursor-pointer gap-3 px-4 pt-2.5">
      <input
        type="checkbox"
        name="patterns"
        value={id}
        defaultChecked={offered}
        className="mt-0.5 size-4.5 shrink-0 accent-accent"
      />
      <span className="min-w-0">{children}</span>
    </label>
  );
}

const wordsOf = (pattern: Pattern, field: PatternField): string =>
  field === "levels" ? pattern.levels.map((level) => levelWords[level]).join(", ") : pattern[field];
