import { type ComponentType, memo, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { Button } from "#app/components/button.tsx";
import { FieldError, inputBox } from "#app/components/field.tsx";
import { minutesInto } from "#app/domain/notes.ts";
import type { Draft } from "#app/domain/scorecard.ts";
import { useMessages } from "#app/routes/_app.cards.$cardId/messages.ts";
import { LengthNote, TextTools } from "#app/routes/_app.cards.$cardId/text-aids.tsx";
import type { WritingCard } from "#app/routes/_app.cards.$cardId/writing-card.server.ts";

/** Written while interviewing, before one knows which criterion it is about; for its author alone. */
export const Notes = memo(function Notes({
  card,
  fields,
  start,
}: {
  card: WritingCard;
  fields: Readonly<Record<string, string>>;
  start: Draft;
}) {
  const { register } = useFormContext<Draft>();
  const error = useMessages(fields)("notes");
  const [opens] = useState(() => start.notes !== "" || isToCome(card.round));
  return (
    <details
      open={opens}
      suppressHydrationWarning
      className="mb-4 rounded-box border border-line bg-surface"
    >
      <summary className="fold px-4 py-3 sm:px-5">
        <h2 className="text-[17px]">Notes</h2>
        <span id="notes-about" className="text-small text-muted">
          Only you read these; they are not sealed.
        </span>
      </summary>
      <div className="px-4 pb-4 sm:px-5">
        <textarea
          id="notes"
          rows={3}
          aria-label="Notes"
          defaultValue={start.notes}
          placeholder="What happens, as it happens"
          aria-invalid={error ? true : undefined}
          aria-describedby={`notes-about notes-length${error ? " notes-error" : ""}`}
          {...register("notes")}
          className={`${inputBox} field-sizing-content min-h-20 py-2 sm:text-prose`}
        />
        <FieldError id="notes-error" message={error} />
        <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
          <TextTools field="notes" into="your notes" />
          <Sorting criteria={card.criteria} />
          <LengthNote id="notes-length" name="notes" most={null} />
          <details className="ml-auto text-small text-muted open:basis-full">
            <summary className="inline-flex min-h-11 items-center underline decoration-current/40 underline-offset-3 hover:decoration-current sm:min-h-6">
              How to format
            </summary>
            <p className="max-w-measure">
              Here and in every text of the card: a line that begins with <code>&gt;</code> is a
              quote, one that begins with <code>-</code> a point of a list; <code>**bold**</code>,{" "}
              <code>*emphasis*</code> and <code>`code`</code> are set for those who read the card.
              Everything else stays as you type it.
            </p>
          </details>
        </div>
      </div>
    </details>
  );
});

const HOUR = 3_600_000;
const isToCome = ({ startsAt, minutes }: WritingCard["round"]) =>
  Date.now() < startsAt.getTime() + HOUR || minutesInto({ startsAt, minutes }, Date.now()) !== null;

type Sorter = ComponentType<{ criteria: WritingCard["criteria"]; close: () => void }>;

/** Fetched when it is wanted: while one writes, nothing of it is needed. */
const loadSorter = (): Promise<Sorter> =>
  import("#app/routes/_app.cards.$cardId/sort-notes.tsx").then((module) => module.default);

function Sorting({ criteria }: { criteria: WritingCard["criteria"] }) {
  const { control, getValues } = useFormContext<Draft>();
  const notes = useWatch({ control, name: "notes", defaultValue: getValues("notes") });
  const [{ Sorter }, setSorter] = useState<{ Sorter: Sorter | null }>({ Sorter: null });
  const [failed, setFailed] = useState(false);
  if ((notes ?? "").trim() === "" && !Sorter) return null;
  const open = () =>
    loadSorter().then(
      (loaded) => setSorter({ Sorter: loaded }),
      () => setFailed(true),
    );
  return (
    <>
      <Button
        type="button"
        look="bare"
        className="needs-script"
        onPointerEnter={() => void loadSorter().catch(() => {})}
        onClick={() => {
          setFailed(false);
          void open();
        }}
      >
        Sort notes
      </Button>
      <span role="status" className="text-small text-caution empty:hidden">
        {failed ? "Sorting has to be fetched once, and there is no connection." : null}
      </span>
      {Sorter ? <Sorter criteria={criteria} close={() => setSorter({ Sorter: null })} /> : null}
    </>
  );
}
