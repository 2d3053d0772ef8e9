import { Form } from "@remix-run/react";
import type { MouseEvent } from "react";
import { Button } from "#app/components/button.tsx";
import { Field, TextArea } from "#app/components/field.tsx";
import { Notice } from "#app/components/page.tsx";
import type { NotTaken } from "#app/routes/_app.cards.$cardId_.file/taking.server.ts";

/** Forms of their own: a file that was chosen before never goes ahead of a text that was mended. */
export function UploadForm({ limit, sending }: { limit: number; sending: boolean }) {
  return (
    <Form method="post" encType="multipart/form-data" className="grid gap-3">
      <Field
        label="The filled-in file"
        hint={`A plain text file of at most ${Math.floor(limit / 1_000)} KB`}
      >
        {(props) => (
          <input
            {...props}
            type="file"
            name="file"
            required
            accept=".txt,.text,.md,text/plain"
            className="w-full min-w-0 text-prose file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-box file:border file:border-line-strong/60 file:bg-surface file:px-4 file:font-medium file:text-ink hover:file:border-line-strong hover:file:bg-sunken sm:file:min-h-9 sm:file:px-3 sm:text-table"
          />
        )}
      </Field>
      <p>
        <Button disabled={sending}>Upload</Button>
      </p>
    </Form>
  );
}

export const TEXT = "card-text";

export function PasteForm({
  text,
  sending,
  again = false,
}: {
  text: string;
  sending: boolean;
  again?: boolean;
}) {
  return (
    <Form method="post" encType="multipart/form-data" className="grid gap-3">
      <div id={TEXT}>
        <TextArea
          label={again ? "Your text, to mend and send again" : "The card’s text"}
          name="text"
          rows={again ? 18 : 8}
          required
          spellCheck={false}
          defaultValue={text}
          className="font-mono sm:text-small"
        />
      </div>
      <p>
        <Button look={again ? "primary" : "quiet"} disabled={sending}>
          {again ? "Send it again" : "Put it on the card"}
        </Button>
      </p>
    </Form>
  );
}

const MOST_LINES = 8;

/** What could not be read, line by line, above the text it stands in. */
export function Unread({ unread }: { unread: Extract<NotTaken, { state: "unread" }> }) {
  const { errors, count } = unread;
  const more = count - errors.length;
  return (
    <Notice
      tone="error"
      title={
        count === 1
          ? "One line needs a look. Nothing on the card was changed."
          : `${count} lines need a look. Nothing on the card was changed.`
      }
      live
    >
      <p>All you wrote is in the box below. Mend it there, or in the file.</p>
      <ol className="mt-3 grid gap-3">
        {errors.map(({ line, words, text }) => (
          <li key={`${line} ${words}`} className="min-w-0">
            <p>
              <a
                href={`#${TEXT}`}
                className="link font-semibold"
                onClick={(event) => select(event, line)}
              >
                Line {line}
              </a>
              {": "}
              {words}
            </p>
            {text === "" ? null : (
              <pre className="mt-1 rounded-box bg-surface px-3 py-2 text-small wrap-anywhere whitespace-pre-wrap">
                {shortened(text)}
              </pre>
            )}
          </li>
        ))}
      </ol>
      {more > 0 ? (
        <p className="mt-3">And {more.toLocaleString("en-GB")} more after these.</p>
      ) : null}
    </Notice>
  );
}

function shortened(text: string): string {
  const lines = text.split("\n");
  const shown = lines
    .slice(0, MOST_LINES)
    .map((line) => (line.length > 300 ? `${line.slice(0, 300)} …` : line));
  const left = lines.length - shown.length;
  return left > 0
    ? [...shown, `… and ${left} more ${left === 1 ? "line" : "lines"}`].join("\n")
    : shown.join("\n");
}

/** Selects the line in the box; without scripts the link leads to the box. */
function select(event: MouseEvent, line: number): void {
  const box = document.getElementById(TEXT)?.querySelector("textarea");
  if (!box) return;
  event.preventDefault();
  const before = box.value.split("\n").slice(0, line - 1);
  const start = before.reduce((sum, { length }) => sum + length + 1, 0);
  const end = box.value.indexOf("\n", start);
  box.scrollIntoView({ block: "center" });
  box.focus({ preventScroll: true });
  box.setSelectionRange(start, end < 0 ? box.value.length : end);
  box.scrollTop = heightOf(box, box.value.slice(0, start)) - box.clientHeight / 2;
}

/** How far down a text ends in a box like this one, broken into lines as it breaks them. */
function heightOf(box: HTMLTextAreaElement, text: string): number {
  const ruler = document.createElement("textarea");
  ruler.className = box.className;
  ruler.rows = 1;
  ruler.value = text;
  Object.assign(ruler.style, { position: "absolute", visibility: "hidden" });
  ruler.style.width = `${box.offsetWidth}px`;
  box.after(ruler);
  const height = ruler.scrollHeight;
  ruler.remove();
  return height;
}
