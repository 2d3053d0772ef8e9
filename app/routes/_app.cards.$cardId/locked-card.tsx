import { ButtonLink } from "#app/components/button.tsx";
import { Notice, Page } from "#app/components/page.tsx";
import { WhoIsIn } from "#app/components/panel-progress.tsx";
import { Refusal } from "#app/components/refusal.tsx";
import type { Refused } from "#app/http/form.server.ts";
import {
  AnswerRequest,
  HandBack,
  useReadAgain,
} from "#app/routes/_app.cards.$cardId/card-life.tsx";
import type { LockedCard } from "#app/routes/_app.cards.$cardId/sealed-card.server.ts";

/** Somebody else's card, before this viewer may read it; a lead can still give it back. */
export default function LockedCardView({
  card,
  refused,
}: {
  card: LockedCard;
  refused: Refused | null;
}) {
  useReadAgain(refused);
  return (
    <Page
      title={`${card.interviewer.name}'s card`}
      above={`${card.candidate.name} · ${card.position.title}`}
      width="max-w-3xl"
      actions={<ButtonLink to={`/loops/${card.loopId}`}>The loop</ButtonLink>}
    >
      {refused?.failure.fields ? null : <Refusal failure={refused?.failure} />}
      <Notice
        tone="locked"
        title={card.reason ?? "This card is not sealed now, so there is nothing to read."}
      >
        <WhoIsIn progress={card.progress} />
      </Notice>
      <AnswerRequest card={card} askedFor={null} />
      {card.mayReopen && card.askedAt === null ? <HandBack card={card} refused={refused} /> : null}
    </Page>
  );
}
