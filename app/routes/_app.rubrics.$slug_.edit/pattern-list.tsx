import { Button } from "#app/components/button.tsx";
import { FieldError } from "#app/components/field.tsx";
import { panel, Section } from "#app/components/page.tsx";
import type { Pattern } from "#app/domain/rubric.ts";
import type { RubricDraft } from "#app/domain/rubric-draft.ts";
import type { DraftPage } from "#app/routes/_app.rubrics.$slug_.edit/draft-page.ts";
import { WeighsAt } from "#app/routes/_app.rubrics.$slug_.edit/pattern-levels.tsx";
import { PatternWords } from "#app/routes/_app.rubrics.$slug_.edit/pattern-words.tsx";

/** Which anti-patterns the card offers, and in whose words. */
export function Patterns({
  page: { catalogue, fields },
  draft: { patterns, worded },
  levels,
}: {
  page: DraftPage;
  draft: RubricDraft;
  levels: readonly string[];
}) {
  // Their order is the draft's: those that are offered first, as they stand there.
  const ids = new Set([
    ...patterns,
    ...catalogue.map(({ key }) => key),
    ...worded.map(({ id }) => id),
  ]);
  return (
    <Section
      title="Patterns to watch for"
      note="Those that are ticked are offered on the card. None is a verdict: an interviewer notes one with the moment it was seen. Reworded, a pattern keeps its place in what was noted before; the catalogue and other rubrics keep their words."
    >
      <FieldError message={fields.patterns} />
      <ul id="patterns" tabIndex={-1} className={`${panel} grid outline-none sm:grid-cols-2`}>
        {[...ids].map((id) => {
          const at = worded.findIndex((pattern) => pattern.id === id);
          const pattern = worded[at];
          const known = catalogue.find(({ key }) => key === (pattern?.key ?? id));
          const offered = patterns.includes(id);
          return pattern ? (
            <PatternWords
              key={`${id} worded`}
              {...{ pattern, at, known, offered, levels, fields }}
            />
          ) : (
            <CataloguePattern key={id} {...{ id, known, offered, levels }} />
          );
        })}
      </ul>
      <div className="mt-3">
        <Button name="intent" value="add-pattern">
          Add a pattern
        </Button>
      </div>
    </Section>
  );
}

/** A pattern in the catalogue's words, to be offered or not. */
function CataloguePattern({
  id,
  known,
  offered,
  levels,
}: {
  id: string;
  known: Pattern | undefined;
  offered: boolean;
  levels: readonly string[];
}) {
  const title = known?.title ?? id;
  return (
    <li
      id={`pattern-${id}`}
      className="flex flex-wrap items-start gap-x-2 border-b border-line hover:bg-sunken/60"
    >
      <label className="flex min-h-11 min-w-0 grow basis-56 cursor-pointer gap-3 py-2.5 pl-4">
        <input
          type="checkbox"
          name="patterns"
          value={id}
          defaultChecked={offered}
          className="mt-0.5 size-4.5 shrink-0 accent-accent"
        />
        <span className="min-w-0">
          <span className="font-medium wrap-anywhere">{title}</span>
          <span className="block text-small text-muted">
            {known?.seen ?? "No longer in the catalogue."}
          </span>
          {known ? <WeighsAt weighs={known.levels} levels={levels} /> : null}
        </span>
      </label>
      {known ? (
        <span className="pr-2">
          <Button look="bare" name="reword" value={id} aria-label={`Reword: ${title}`}>
            Reword
          </Button>
        </span>
      ) : null}
    </li>
  );
}
