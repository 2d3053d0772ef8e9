import { Link } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { panel, Section } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { roundWords } from "#app/domain/loop.ts";
import { useDismissed } from "#app/routes/_app.cards.$cardId_.review/dismissed.ts";
import type { ShownHint } from "#app/routes/_app.cards.$cardId_.review/review.server.ts";

/** The mirror: what the author may want to look at once more, each with the way there. */
export function Hints({ cardId, hints }: { cardId: string; hints: readonly ShownHint[] }) {
  const { isDismissed, dismiss, restore } = useDismissed(cardId);
  const shown = hints.filter((hint) => !isDismissed(hint));
  const aside = hints.length - shown.length;
  if (hints.length === 0)
    return <p className="mb-6 text-muted">Nothing here asks for a second look.</p>;
  return (
    <Section
      title="A second look"
      note="For you alone, and nothing you must do. Nobody else sees this, and none of it is kept with the card."
    >
      {shown.length > 0 ? (
        <ul id="hints" className={`${panel} divide-y divide-line`}>
          {shown.map((hint) => (
            <OneHint key={hint.key} hint={hint} dismiss={() => dismiss(hint)} />
          ))}
        </ul>
      ) : null}
      {aside > 0 ? (
        <p className="mt-2 flex flex-wrap items-center gap-x-2 text-muted">
          {aside === 1 ? "One hint put aside" : `${aside} hints put aside`} in this browser.
          <Button type="button" look="bare" onClick={() => restore(hints)}>
            Show {aside === 1 ? "it" : "them"} again
          </Button>
        </p>
      ) : null}
    </Section>
  );
}

function OneHint({
  hint: { words, why, way, earlier },
  dismiss,
}: {
  hint: ShownHint;
  dismiss: () => void;
}) {
  return (
    <li className="px-4 py-3">
      <p className="max-w-measure font-semibold wrap-anywhere">{words}</p>
      <p className="mt-0.5 max-w-measure text-muted">{why}</p>
      <p className="mt-1 flex flex-wrap items-center gap-x-4">
        <Link to={way.to} className={reached}>
          <span className="sr-only">Go to: </span>
          {way.name}
        </Link>
        {earlier ? (
          <Link to={`/cards/${earlier.cardId}`} className={reached}>
            {roundWords[earlier.round]} round, sealed <Time at={earlier.sealedAt} />
          </Link>
        ) : null}
        <Button
          type="button"
          look="bare"
          className="needs-script ml-auto sm:min-h-7!"
          onClick={(event) => {
            moveOn(event.currentTarget);
            dismiss();
          }}
        >
          Put aside<span className="sr-only">: {words}</span>
        </Button>
      </p>
    </li>
  );
}

/** The hint goes, and the focus in it would go to nowhere. */
function moveOn(button: HTMLElement): void {
  const hint = button.closest("li");
  const other = hint?.nextElementSibling ?? hint?.previousElementSibling;
  (other?.querySelector("button") ?? document.getElementById("main"))?.focus();
}

const reached = "link inline-flex min-h-11 items-center sm:min-h-7";
