import { ButtonLink } from "#app/components/button.tsx";
import { Page, panel } from "#app/components/page.tsx";
import { ScaleLegend, ScoreChip } from "#app/components/score.tsx";
import { Time } from "#app/components/time.tsx";
import { roundWords } from "#app/domain/loop.ts";
import { levelWords } from "#app/domain/rubric.ts";
import { confidenceWords, recommendationWords } from "#app/domain/scorecard.ts";
import type { PanelContent } from "#db/queries/panel.server.ts";

type Titled = { readonly key: string; readonly title: string };
type Sealed = {
  readonly loopId: string;
  readonly candidate: { readonly name: string };
  readonly position: { readonly title: string };
  readonly interviewer: { readonly name: string };
  readonly own: boolean;
  readonly scale: readonly string[];
  readonly criteria: readonly Titled[];
  readonly patterns: readonly Titled[];
  readonly content: PanelContent;
};

/** A sealed card, read by whoever may. */
export function SealedCardView({ card }: { card: Sealed }) {
  const { content } = card;
  const title = (of: readonly Titled[], key: string) =>
    of.find((one) => one.key === key)?.title ?? key;
  return (
    <Page
      title={card.own ? "Your sealed card" : `${card.interviewer.name}'s card`}
      above={`${card.candidate.name} · ${card.position.title} · ${roundWords[content.round]} round`}
      below={
        <>
          Version {content.number}, sealed <Time at={content.sealedAt} />. A sealed version is never
          edited.
        </>
      }
      width="max-w-3xl"
      actions={
        <ButtonLink to={`/loops/${card.loopId}/debrief`} look="primary">
          Open the debrief
        </ButtonLink>
      }
    >
      <dl className={`${panel} mb-6 grid gap-4 px-4 py-4 sm:grid-cols-[auto_auto_1fr] sm:gap-x-10`}>
        <Fact name="Recommendation">
          {content.recommendation ? recommendationWords[content.recommendation] : "Not stated"}
        </Fact>
        <Fact name="Level demonstrated">
          {content.level ? levelWords[content.level] : "Not stated"}
        </Fact>
        <Fact name="Summary">
          <span className="prose-own block font-normal">{content.summary || "None written"}</span>
        </Fact>
      </dl>
      <ScaleLegend scale={card.scale} />
      <ol className={`${panel} mt-3 divide-y divide-line`}>
        {content.ratings
          .toSorted((a, b) => place(card.criteria, a.criterion) - place(card.criteria, b.criterion))
          .map((rating) => (
            <li key={rating.criterion} className="grid grid-cols-[auto_1fr] gap-x-4 px-4 py-4">
              <ScoreChip score={rating.score} notObserved={rating.notObserved} scale={card.scale} />
              <div>
                <h2 className="font-semibold">
                  {title(card.criteria, rating.criterion)}
                  {rating.confidence ? (
                    <span className="ml-2 text-small font-normal text-muted">
                      {confidenceWords[rating.confidence]}
                    </span>
                  ) : null}
                </h2>
                <p className={`prose-own ${rating.evidence ? "text-prose" : "text-muted"}`}>
                  {rating.evidence || "No evidence written"}
                </p>
              </div>
            </li>
          ))}
      </ol>
      {content.observations.length > 0 ? (
        <section className="mt-8">
          <h2 className="mb-3 text-heading">Patterns</h2>
          <ul className={`${panel} divide-y divide-line`}>
            {content.observations.map((seen) => (
              <li key={`${seen.pattern} ${seen.quote}`} className="px-4 py-3">
                <p className="font-medium">
                  {title(card.patterns, seen.pattern)}{" "}
                  <span className="font-normal text-muted">
                    {seen.stance === "seen" ? "seen" : "argued against"}
                  </span>
                </p>
                <blockquote className="prose-own mt-1 border-l-2 border-line-strong/60 pl-3 text-prose">
                  {seen.quote}
                </blockquote>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </Page>
  );
}

const place = (of: readonly Titled[], key: string) => of.findIndex((one) => one.key === key);

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-small text-muted">{name}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  );
}
