import { Form, Link } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { panel, Section } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { typedIn } from "#app/components/typed.ts";
import { roundWords } from "#app/domain/loop.ts";
import { panelPatterns } from "#app/domain/panel-flags.ts";
import type { Refused } from "#app/http/form.server.ts";
import type {
  ReviewedCard,
  ShownHint,
} from "#app/routes/_app.cards.$cardId_.review/review.server.ts";

/** The mirror: what the author may want to look at once more, each with the way there. */
export function Hints({
  hints,
  refused,
}: {
  hints: readonly ShownHint[];
  refused: Refused | undefined;
}) {
  const shown = hints.filter(({ aside }) => aside === null);
  if (hints.length === 0)
    return <p className="mb-6 text-muted">Nothing here asks for a second look.</p>;
  if (shown.length === 0) return null;
  return (
    <Section
      title="A second look"
      note="For you alone, and nothing you must do. Nobody else sees this, and none of it is sealed."
    >
      <ul id="hints" className={`${panel} divide-y divide-line`}>
        {shown.map((hint) => (
          <OneHint key={hint.id} hint={hint} refused={refused} />
        ))}
      </ul>
    </Section>
  );
}

function OneHint({ hint, refused }: { hint: ShownHint; refused: Refused | undefined }) {
  const { words, why, instead, way, earlier } = hint;
  return (
    <li className="px-4 py-3">
      <p className="max-w-measure font-semibold wrap-anywhere">{words}</p>
      <p className="mt-0.5 max-w-measure text-muted wrap-anywhere">{why}</p>
      {instead ? <p className="mt-0.5 max-w-measure">{instead}</p> : null}
      <div className="mt-1 flex flex-wrap items-center gap-x-4">
        <Link to={way.to} className={reached}>
          <span className="sr-only">Go to: </span>
          {way.name}
        </Link>
        {earlier ? (
          <Link to={`/cards/${earlier.cardId}`} className={reached}>
            {roundWords[earlier.round]} round, sealed <Time at={earlier.sealedAt} />
          </Link>
        ) : null}
        {hint.pattern ? (
          <Link
            to={`/calibration/method#${panelPatterns[hint.pattern].method}`}
            className={reached}
            title={panelPatterns[hint.pattern].guard}
          >
            How it is worked out<span className="sr-only">: {words}</span>
          </Link>
        ) : null}
        {instead ? null : <PutAside id={hint.id} words={words} />}
      </div>
      {instead ? <PutAsideFor hint={hint} refused={refused} /> : null}
    </li>
  );
}

export function PutAside({ id, words }: { id: string; words: string }) {
  return (
    <Form method="post" replace preventScrollReset className="ml-auto">
      <input type="hidden" name="hint" value={id} />
      <Button
        look="bare"
        name="intent"
        value="put-aside"
        className="sm:min-h-7!"
        onClick={({ currentTarget }) => moveOn(currentTarget)}
      >
        Put aside<span className="sr-only">: {words}</span>
      </Button>
    </Form>
  );
}

/** What may be unfair to a candidate is put aside with a reason, which its author alone can read. */
function PutAsideFor({ hint, refused }: { hint: ShownHint; refused: Refused | undefined }) {
  const typed = typedIn(refused, { intent: "put-aside", hint: hint.id });
  return (
    <details open={typed.refused !== undefined} className="mt-1">
      <summary className={reached}>
        It belongs to the job<span className="sr-only">: {hint.words}</span>
      </summary>
      <Form
        method="post"
        replace
        preventScrollReset
        className="mt-2 flex max-w-measure flex-col gap-2"
      >
        <input type="hidden" name="hint" value={hint.id} />
        <TextField
          label="Why it belongs on the card"
          name="reason"
          maxLength={500}
          defaultValue={typed.text("reason", "")}
          error={typed.error("reason")}
        />
        <div>
          <Button name="intent" value="put-aside">
            Put aside
          </Button>
        </div>
      </Form>
    </details>
  );
}

/** Whatever was put aside on the card comes back with one button. */
export function PutBack({ card }: { card: ReviewedCard }) {
  const hints = card.hints.map(({ id, words, aside }) => ({ id, words, aside }));
  const patterns = card.suggestions.map(({ id, title, aside }) => ({ id, words: title, aside }));
  const all = [...hints, ...patterns].filter((one) => one.aside !== null);
  const reasons = all.filter((one) => one.aside !== "");
  const aside = all.length;
  if (aside === 0) return null;
  return (
    <>
      <Form
        method="post"
        replace
        preventScrollReset
        className="mb-6 flex flex-wrap items-center gap-x-2 text-muted"
      >
        {aside === 1 ? "One hint put aside." : `${aside} hints put aside.`}
        <Button look="bare" name="intent" value="put-back">
          Show {aside === 1 ? "it" : "them"} again
        </Button>
      </Form>
      {reasons.length > 0 ? (
        <ul className="-mt-4 mb-6 max-w-measure text-small text-muted">
          {reasons.map(({ id, words, aside: reason }) => (
            <li key={id} className="wrap-anywhere">
              {words} You wrote: {reason}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** The hint goes, and the focus in it would go to nowhere. */
export function moveOn(button: HTMLElement): void {
  const hint = button.closest("li");
  const other = hint?.nextElementSibling ?? hint?.previousElementSibling;
  (other?.querySelector<HTMLElement>("a, button") ?? document.getElementById("main"))?.focus();
}

const reached = "link inline-flex min-h-11 items-center sm:min-h-7";
