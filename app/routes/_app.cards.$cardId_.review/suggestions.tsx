import { Form, Link, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { panel, Section } from "#app/components/page.tsx";
import { moveOn, PutAside } from "#app/routes/_app.cards.$cardId_.review/hints.tsx";
import type {
  ReviewedCard,
  ShownSuggestion,
} from "#app/routes/_app.cards.$cardId_.review/review.server.ts";

/** Patterns that the author's own words may speak of: theirs to take, with the sentence as its quote. */
export function Suggestions({ card }: { card: ReviewedCard }) {
  const shown = card.suggestions.filter(({ aside }) => aside === null);
  if (shown.length === 0) return null;
  return (
    <Section
      title="Patterns your words may speak of"
      note="Found in your own texts, here and nowhere else. Nobody sees one you do not take."
    >
      <ul className={`${panel} divide-y divide-line`}>
        {shown.map((one) => (
          <Suggestion key={one.id} suggestion={one} revision={card.revision} />
        ))}
      </ul>
    </Section>
  );
}

function Suggestion({
  suggestion: { id, pattern, title, because, quote, way },
  revision,
}: {
  suggestion: ShownSuggestion;
  revision: number;
}) {
  const sending = useNavigation().state !== "idle";
  return (
    <li className="px-4 py-3">
      <p className="font-semibold">{title}</p>
      <blockquote className="mt-1 border-l-2 border-line-strong/60 pl-3 wrap-anywhere">
        {quote}
      </blockquote>
      <p className="mt-1 max-w-measure text-small text-muted">
        {because}. From{" "}
        <Link to={way.to} className="link">
          {way.name.toLowerCase()}
        </Link>
        .
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-x-4">
        <Form method="post" replace preventScrollReset>
          <input type="hidden" name="revision" value={revision} />
          <input type="hidden" name="pattern" value={pattern} />
          <Button
            name="intent"
            value="take"
            disabled={sending}
            onClick={({ currentTarget }) => moveOn(currentTarget)}
          >
            Add it with this quote<span className="sr-only">: {title}</span>
          </Button>
        </Form>
        <PutAside id={id} words={title} />
      </div>
    </li>
  );
}
