import { ButtonLink } from "#app/components/button.tsx";
import { LightText } from "#app/components/light-text.tsx";
import { Notice, Page, panel } from "#app/components/page.tsx";
import { PatternGuard } from "#app/components/pattern-ways.tsx";
import { Refusal } from "#app/components/refusal.tsx";
import { ScaleLegend } from "#app/components/score.tsx";
import { Time } from "#app/components/time.tsx";
import { roundWords } from "#app/domain/loop.ts";
import { panelPatterns } from "#app/domain/panel-flags.ts";
import type { Refused } from "#app/http/form.server.ts";
import { CardComparison } from "#app/routes/_app.cards.$cardId/card-comparison.tsx";
import { CardContent } from "#app/routes/_app.cards.$cardId/card-content.tsx";
import {
  AnswerRequest,
  AskReopen,
  HandBack,
  Request,
  UndoSeal,
  useReadAgain,
} from "#app/routes/_app.cards.$cardId/card-life.tsx";
import { useDropKept } from "#app/routes/_app.cards.$cardId/drop-kept.ts";
import type { ReadCard } from "#app/routes/_app.cards.$cardId/sealed-card.server.ts";

/** A sealed card, read by whoever may: its newest version, beside the one before where there is one. */
export default function SealedCardView({
  card,
  refused,
}: {
  card: ReadCard;
  refused: Refused | null;
}) {
  useReadAgain(refused);
  const { content, changes, own, askedAt, askedFor } = card;
  useDropKept(content.sealedAt);
  const [newest, ...earlier] = changes;
  return (
    <Page
      title={own ? "Your sealed card" : `${card.interviewer.name}'s card`}
      above={`${card.candidate.name} · ${card.position.title} · ${roundWords[card.round]} round`}
      below={
        <>
          Version {content.number}, sealed <Time at={content.sealedAt} />. A sealed version is never
          edited.
        </>
      }
      width={newest ? "max-w-5xl" : "max-w-3xl"}
      actions={<NextStep card={card} />}
    >
      {refused?.failure.fields ? null : <Refusal failure={refused?.failure} />}
      {card.undoLeft === null ? null : (
        <UndoSeal key={content.number} left={card.undoLeft} version={content.number} />
      )}
      {own ? (
        <Request askedAt={askedAt} askedFor={askedFor} reopening={card.reopening} />
      ) : (
        <AnswerRequest card={card} askedFor={askedFor} />
      )}
      {card.late === null ? null : (
        <Notice title={panelPatterns.late.title}>
          <p>{card.late}</p>
          <PatternGuard pattern="late" />
        </Notice>
      )}
      <div className="mb-3">
        <ScaleLegend scale={card.scale} />
      </div>
      {newest ? (
        <CardComparison comparison={newest} wording={card} />
      ) : (
        <CardContent content={content} wording={card} />
      )}
      {card.notes === "" ? null : (
        <Folded summary="Your notes (only you)">
          <div className={`${panel} px-4 py-4`}>
            <LightText text={card.notes} className="text-prose" />
            <p className="mt-3 text-muted">
              They are no part of the sealed card, and nobody else reads them.
            </p>
          </div>
        </Folded>
      )}
      {earlier.map((comparison) => (
        <Folded
          key={comparison.after.number}
          summary={`Version ${comparison.after.number} beside version ${comparison.before.number}`}
        >
          <CardComparison comparison={comparison} wording={card} />
        </Folded>
      ))}
      {card.undone.map((version) => (
        <Folded key={version.number} summary={`Version ${version.number}, whose seal you undid`}>
          <Notice tone="locked">
            Sealed <Time at={version.sealedAt} /> and taken back before anybody read it. Only you
            can see it.
          </Notice>
          <CardContent content={version} wording={card} />
        </Folded>
      ))}
      {card.mayAsk && card.undoLeft === null ? <AskReopen refused={refused} /> : null}
      {card.mayReopen && askedAt === null ? <HandBack card={card} refused={refused} /> : null}
    </Page>
  );
}

function NextStep({ card }: { card: ReadCard }) {
  return card.state === "reopened" ? (
    <ButtonLink to={`/cards/${card.cardId}`} look="primary">
      Write the next version
    </ButtonLink>
  ) : (
    <ButtonLink to={`/loops/${card.loopId}/debrief`} look="primary">
      Open the debrief
    </ButtonLink>
  );
}

function Folded({ summary, children }: { summary: string; children: React.ReactNode }) {
  return (
    <details className="mt-8">
      <summary className="inline-flex min-h-11 items-center text-accent-text underline decoration-current/40 underline-offset-3 hover:decoration-current sm:min-h-9">
        {summary}
      </summary>
      <div className="mt-2">{children}</div>
    </details>
  );
}
