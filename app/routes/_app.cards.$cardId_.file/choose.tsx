import { Form } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { FieldError } from "#app/components/field.tsx";
import { Notice, panel } from "#app/components/page.tsx";
import { Said } from "#app/components/said.tsx";
import { Time } from "#app/components/time.tsx";
import { wordChanges } from "#app/domain/text-change.ts";
import type { NotTaken, Question } from "#app/routes/_app.cards.$cardId_.file/taking.server.ts";

/** The card went on while the file was away: what both changed, side by side, each with a choice. */
export function Choose({
  card,
  asked: { questions, revision, savedAt, text },
  sending,
}: {
  card: { readonly id: string };
  asked: Extract<NotTaken, { state: "clashing" }>;
  sending: boolean;
}) {
  const begun = questions.some(({ picked }) => picked !== null);
  return (
    <Form method="post" encType="multipart/form-data">
      <Notice
        tone="caution"
        title={
          savedAt ? (
            <>
              The card was changed after you took the file, last <Time at={savedAt} />.
            </>
          ) : (
            "The card was changed after you took the file."
          )
        }
        live
      >
        {questions.length === 1 ? "One field says" : `${questions.length} fields say`} something
        else in each. Choose what stays; all the rest is put together already. Nothing is saved
        before that.
      </Notice>
      <input type="hidden" name="text" value={text} />
      <input type="hidden" name="revision" value={revision} />
      <ol className="grid gap-4">
        {questions.map((question) => (
          <Sides key={question.path} question={question} missing={begun} />
        ))}
      </ol>
      <p className="mt-4 flex flex-wrap gap-2">
        <Button look="primary" disabled={sending}>
          Save it like this
        </Button>
        <ButtonLink to={`/cards/${card.id}`}>Leave the card as it is</ButtonLink>
      </p>
    </Form>
  );
}

function Sides({
  question: { path, title, kind, mine, theirs, picked },
  missing,
}: {
  question: Question;
  missing: boolean;
}) {
  const words = [
    { value: "mine", label: "From the file" },
    { value: "theirs", label: "As on the card" },
    ...(kind === "text" ? [{ value: "both", label: "Both, one after the other" }] : []),
  ];
  return (
    <li className={`${panel} p-4`}>
      <fieldset>
        <legend className="mb-2 text-heading">{title}</legend>
        <dl className="mb-3 grid gap-x-6 gap-y-3 sm:grid-cols-2">
          <div className="min-w-0">
            <dt className="text-small text-muted">In the file</dt>
            <dd>
              <Said pieces={wordChanges(theirs, mine)} without="removed" empty="Empty" />
            </dd>
          </div>
          <div className="min-w-0">
            <dt className="text-small text-muted">On the card</dt>
            <dd>
              <Said pieces={wordChanges(mine, theirs)} without="removed" empty="Empty" />
            </dd>
          </div>
        </dl>
        <div className="flex flex-wrap gap-1.5">
          {words.map(({ value, label }) => (
            <label key={value} className="choice-quiet">
              <input
                type="radio"
                name={`pick.${path}`}
                value={value}
                required
                defaultChecked={picked === value}
                className="size-4 accent-(--color-ink)"
              />
              {label}
            </label>
          ))}
        </div>
        {missing && picked === null ? <FieldError message="Choose one of these." /> : null}
      </fieldset>
    </li>
  );
}
