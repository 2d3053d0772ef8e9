import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { Button } from "#app/components/button.tsx";
import { type Move, moveLine, type NoteLine, noteLines, putBack } from "#app/domain/notes.ts";
import type { Draft } from "#app/domain/scorecard.ts";

type Titled = { readonly key: string; readonly title: string; readonly focus: boolean };
type Put = { readonly id: number; readonly on: string; readonly move: Move };

/** What is dragged is ours alone: no text field takes it for a text of its own. */
const LINE = "application/x-evenhand-note";

/** The lines of the notes beside the criteria: each goes onto one, by drag, by tap or by key. */
export default function SortNotes({
  criteria: all,
  close,
}: {
  criteria: readonly Titled[];
  close: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  // As they stand on the card.
  const criteria = all.toSorted((a, b) => Number(b.focus) - Number(a.focus));
  const { lines, put, putOn, undo, said } = useSorting(criteria);
  const [asking, ask] = useState<number | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const next = useRef<number | null>(null);
  useEffect(() => dialog.current?.showModal(), []);
  // The line that follows takes the place of the one that went, and the focus.
  useEffect(() => {
    if (next.current === null) return;
    const buttons = dialog.current?.querySelectorAll<HTMLElement>("[data-line]") ?? [];
    const place = Math.min(next.current, buttons.length - 1);
    (buttons[place] ?? dialog.current?.querySelector<HTMLElement>("[data-done]"))?.focus();
    next.current = null;
  });
  const assign = (line: NoteLine, criterion: Titled) => {
    next.current = lines.findIndex(({ at }) => at === line.at);
    ask(null);
    putOn(line.at, criterion);
  };
  const take = (event: DragEvent, criterion: Titled) => {
    event.preventDefault();
    setOver(null);
    const line = lines.find(({ at }) => String(at) === event.dataTransfer.getData(LINE));
    if (line) assign(line, criterion);
  };
  const takeBack = (one: Put) => {
    const place = lines.filter(({ at }) => at < one.move.line.at).length;
    next.current = place;
    undo(one);
  };
  const hear = (event: KeyboardEvent) => {
    const last = put.at(-1);
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && last) {
      event.preventDefault();
      takeBack(last);
    }
  };
  return (
    <dialog
      ref={dialog}
      onClose={close}
      onKeyDown={hear}
      aria-labelledby="sort-title"
      className="m-auto max-h-[calc(100dvh-2rem)] w-[min(60rem,calc(100vw-1.5rem))] rounded-box border border-line bg-surface p-4 shadow-xl sm:p-6"
    >
      <h2 id="sort-title" className="text-heading">
        Sort your notes
      </h2>
      <p className="mt-1 max-w-measure text-muted">
        A line you put on a criterion leaves the notes and ends its evidence.
        <span className="max-sm:hidden">
          {" "}
          Drag it there, or press Enter or M on Put on and choose a number; Ctrl+Z takes the last
          one back.
        </span>
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
      <div className="mt-4 grid items-start gap-4 sm:grid-cols-[3fr_2fr]">
        <ol
          aria-label="Lines of your notes"
          className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1.5"
        >
          {lines.length === 0 ? (
            <li className="rounded-box border border-dashed border-line-strong/60 p-4 text-muted">
              No line is left in your notes.
            </li>
          ) : null}
          {lines.map((line) => (
            <Line
              key={`${line.at} ${line.text}`}
              line={line}
              criteria={criteria}
              asked={asking === line.at}
              ask={(on) => ask(on ? line.at : null)}
              assign={(criterion) => assign(line, criterion)}
            />
          ))}
        </ol>
        <ol aria-label="Criteria" className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1.5">
          {criteria.map((criterion) => (
            <li
              key={criterion.key}
              onDragOver={(event) => {
                if (!event.dataTransfer.types.includes(LINE)) return;
                event.preventDefault();
                setOver(criterion.key);
              }}
              onDragLeave={() => setOver(null)}
              onDrop={(event) => take(event, criterion)}
              className={`rounded-box border px-3 py-2.5 ${over === criterion.key ? "border-accent bg-accent-soft ring-1 ring-accent" : "border-dashed border-line-strong/60"}`}
            >
              <Target
                criterion={criterion}
                put={put.filter(({ on }) => on === criterion.key)}
                undo={takeBack}
              />
            </li>
          ))}
        </ol>
      </div>
      <div className="mt-5 flex justify-end">
        <Button type="button" data-done onClick={() => dialog.current?.close()}>
          Done
        </Button>
      </div>
    </dialog>
  );
}

/** The notes' lines, and what was put where in this sitting. */
function useSorting(criteria: readonly Titled[]) {
  const { control, getValues, setValue } = useFormContext<Draft>();
  const notes = useWatch({ control, name: "notes", defaultValue: getValues("notes") }) ?? "";
  const [put, setPut] = useState<readonly Put[]>([]);
  const [said, say] = useState("");
  const evidenceOf = (key: string) => `ratings.${key}.evidence` as const;
  const sides = (key: string) => ({
    notes: getValues("notes") ?? "",
    evidence: getValues(evidenceOf(key)) ?? "",
  });
  const write = (key: string, after: Move["after"]) => {
    setValue("notes", after.notes, { shouldDirty: true });
    setValue(evidenceOf(key), after.evidence, { shouldDirty: true });
  };
  const titleOf = (key: string) => criteria.find((one) => one.key === key)?.title ?? key;
  return {
    lines: noteLines(notes),
    put,
    said,
    putOn: (at: number, { key, title }: Titled) => {
      const move = moveLine(sides(key), at);
      if (!move) return;
      write(key, move.after);
      setPut([...put, { id: (put.at(-1)?.id ?? 0) + 1, on: key, move }]);
      say(`Put on ${title}: ${move.line.text}`);
    },
    undo: (one: Put) => {
      const back = putBack(sides(one.on), one.move);
      if (back) write(one.on, back);
      setPut(put.filter(({ id }) => id !== one.id));
      say(
        back
          ? `Back in your notes: ${one.move.line.text}`
          : `This line was rewritten in the evidence for ${titleOf(one.on)}, so it stays there.`,
      );
    },
  };
}

function Line({
  line,
  criteria,
  asked,
  ask,
  assign,
}: {
  line: NoteLine;
  criteria: readonly Titled[];
  asked: boolean;
  ask: (on: boolean) => void;
  assign: (criterion: Titled) => void;
}) {
  const choices = useRef<HTMLFieldSetElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asked) choices.current?.querySelector("button")?.focus();
  }, [asked]);
  const choose = (event: KeyboardEvent) => {
    const chosen = /^[1-9]$/.test(event.key) ? criteria[Number(event.key) - 1] : undefined;
    if (chosen) assign(chosen);
    else if (event.key === "Escape") {
      // Closes the choice, not the dialog around it.
      event.preventDefault();
      ask(false);
      opener.current?.focus();
    } else step(event, "fieldset button");
  };
  return (
    <li
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(LINE, String(line.at));
        event.dataTransfer.effectAllowed = "move";
      }}
      className="cursor-grab rounded-box border border-line bg-surface px-3 py-1.5"
    >
      <div className="flex items-start justify-between gap-3">
        <span className="min-w-0 py-1.5 text-prose wrap-anywhere whitespace-pre-wrap">
          {line.text}
        </span>
        <button
          ref={opener}
          type="button"
          className="button button-bare"
          data-line
          aria-expanded={asked}
          aria-keyshortcuts="M"
          onClick={() => ask(!asked)}
          onKeyDown={(event) => {
            if (event.key.toLowerCase() === "m" && !event.altKey) ask(!asked);
            else step(event, "[data-line]");
          }}
        >
          Put on<span className="sr-only"> a criterion: {line.text}</span>
        </button>
      </div>
      {asked ? (
        <fieldset ref={choices} onKeyDown={choose} className="flex flex-wrap gap-1.5 pt-1 pb-2">
          <legend className="sr-only">Put on</legend>
          {criteria.map((criterion, at) => (
            <Button key={criterion.key} type="button" onClick={() => assign(criterion)}>
              <kbd aria-hidden className="keycap">
                {at + 1}
              </kbd>
              {criterion.title}
            </Button>
          ))}
        </fieldset>
      ) : null}
    </li>
  );
}

/** Arrows go from one to the next of the same kind. */
function step(event: KeyboardEvent, kind: string): void {
  const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const all = [
    ...(event.currentTarget.closest("dialog")?.querySelectorAll<HTMLElement>(kind) ?? []),
  ];
  const here = document.activeElement;
  const at = here instanceof HTMLElement ? all.indexOf(here) : -1;
  event.preventDefault();
  all[at + by]?.focus();
}

function Target({
  criterion: { key, title },
  put,
  undo,
}: {
  criterion: Titled;
  put: readonly Put[];
  undo: (one: Put) => void;
}) {
  const { getValues } = useFormContext<Draft>();
  const held = (getValues(`ratings.${key}.evidence`) ?? "").trim();
  return (
    <>
      <p className="font-semibold">{title}</p>
      {put.length === 0 ? (
        <p className="line-clamp-2 text-small text-muted">{held || "No evidence yet"}</p>
      ) : null}
      <ul className="mt-1 empty:hidden">
        {put.map((one) => (
          <li key={one.id} className="flex items-baseline justify-between gap-3">
            <span className="min-w-0 truncate">{one.move.line.text}</span>
            <Button type="button" look="bare" onClick={() => undo(one)}>
              Undo
              <span className="sr-only">
                {" "}
                putting on {title}: {one.move.line.text}
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
