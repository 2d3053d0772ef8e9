import { ButtonLink } from "#app/components/button.tsx";
import { LightText } from "#app/components/light-text.tsx";
import { Notice, Page, panel } from "#app/components/page.tsx";
import { cardStateWords } from "#app/domain/scorecard.ts";
import type { EndedCardShown } from "#app/routes/_app.cards.$cardId/writing-card.server.ts";

/** A card that ended unsealed: what its author had written is still theirs. */
export default function EndedCard({ card }: { card: EndedCardShown }) {
  const texts = [
    ...card.criteria.map(({ title, evidence }) => ({ title, text: evidence })),
    ...card.replies.map(({ title, quote }) => ({ title, text: quote })),
    ...card.quotes.map((text) => ({ title: "A quoted moment", text })),
    { title: "Summary", text: card.summary },
    { title: "Your notes", text: card.notes },
  ].filter(({ text }) => text.trim() !== "");
  return (
    <Page
      title={card.candidate.name}
      above={`${card.position.title} · your card · ${cardStateWords[card.state]}`}
      width="max-w-3xl"
      actions={<ButtonLink to={`/loops/${card.loopId}`}>The loop</ButtonLink>}
    >
      <Notice tone="locked" title={card.reason}>
        This card ended unsealed, so nobody reads it and it counts nowhere. What you wrote is kept
        here for you.
      </Notice>
      <dl className={`${panel} divide-y divide-line`}>
        {texts.map(({ title, text }) => (
          <div key={title + text} className="px-4 py-3">
            <dt className="font-semibold">{title}</dt>
            <dd>
              <LightText text={text} className="text-prose" />
            </dd>
          </div>
        ))}
      </dl>
    </Page>
  );
}
