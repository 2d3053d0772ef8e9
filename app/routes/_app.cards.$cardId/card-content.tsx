import { LightText } from "#app/components/light-text.tsx";
import { panel } from "#app/components/page.tsx";
import { ScoreChip } from "#app/components/score.tsx";
import { levelWords } from "#app/domain/level.ts";
import { type ProbeReply, probeAnswerWords } from "#app/domain/probe.ts";
import { confidenceWords, recommendationWords, type SealedCard } from "#app/domain/scorecard.ts";

export type Titled = { readonly key: string; readonly title: string };

/** What a version's texts are read with. */
export type Wording = {
  readonly scale: readonly string[];
  readonly criteria: readonly Titled[];
  readonly patterns: readonly Titled[];
};

export const titleOf = (of: readonly Titled[], key: string): string =>
  of.find((one) => one.key === key)?.title ?? key;

/** In the rubric's order. */
export const inOrder = <R extends { readonly criterion: string }>(
  criteria: readonly Titled[],
  ratings: readonly R[],
): R[] => {
  const place = ({ criterion }: R) => criteria.findIndex(({ key }) => key === criterion);
  return ratings.toSorted((a, b) => place(a) - place(b));
};

/** Everything one sealed version says. */
export function CardContent({
  content,
  wording: { scale, criteria, patterns },
}: {
  content: SealedCard;
  wording: Wording;
}) {
  return (
    <>
      <dl className={`${panel} mb-6 grid gap-4 px-4 py-4 sm:grid-cols-[auto_auto_1fr] sm:gap-x-10`}>
        <Fact name="Recommendation">
          {content.recommendation ? recommendationWords[content.recommendation] : "Not stated"}
        </Fact>
        <Fact name="Level demonstrated">
          {content.level ? levelWords[content.level] : "Not stated"}
        </Fact>
        <Fact name="Summary">
          {content.summary ? (
            <LightText text={content.summary} className="font-normal" />
          ) : (
            <span className="font-normal">None written</span>
          )}
        </Fact>
      </dl>
      <ol className={`${panel} divide-y divide-line`}>
        {inOrder(criteria, content.ratings).map((rating) => (
          <li key={rating.criterion} className="grid grid-cols-[auto_1fr] gap-x-4 px-4 py-4">
            <ScoreChip score={rating.score} notObserved={rating.notObserved} scale={scale} />
            <div>
              <h2 className="font-semibold">
                {titleOf(criteria, rating.criterion)}
                {rating.confidence ? (
                  <span className="ml-2 text-small font-normal text-muted">
                    {confidenceWords[rating.confidence]}
                  </span>
                ) : null}
              </h2>
              {rating.evidence ? (
                <LightText text={rating.evidence} className="text-prose" />
              ) : (
                <p className="text-muted">No evidence written</p>
              )}
            </div>
          </li>
        ))}
      </ol>
      {content.probes.length > 0 ? (
        <section className="mt-8">
          <h2 className="mb-3 text-heading">Planted probes</h2>
          <ul className={`${panel} divide-y divide-line`}>
            {content.probes.map((reply) => (
              <li key={reply.probe} className="px-4 py-3">
                <Reply reply={reply} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {content.observations.length > 0 ? (
        <section className="mt-8">
          <h2 className="mb-3 text-heading">Patterns</h2>
          <ul className={`${panel} divide-y divide-line`}>
            {content.observations.map((seen) => (
              <li key={`${seen.pattern} ${seen.quote}`} className="px-4 py-3">
                <p className="font-medium">
                  {titleOf(patterns, seen.pattern)}{" "}
                  <span className="font-normal text-muted">
                    {seen.stance === "seen" ? "seen" : "argued against"}
                  </span>
                </p>
                <blockquote className="mt-1 border-l-2 border-line-strong/60 pl-3">
                  <LightText text={seen.quote} className="text-prose" />
                </blockquote>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

/** What came of one probe, with the candidate's words. */
function Reply({ reply: { title, answer, quote } }: { reply: ProbeReply }) {
  return (
    <>
      <p className="font-medium">
        {title} <span className="font-normal text-muted">{probeAnswerWords[answer]}</span>
      </p>
      {quote === "" ? null : (
        <blockquote className="mt-1 border-l-2 border-line-strong/60 pl-3">
          <LightText text={quote} className="text-prose" />
        </blockquote>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-small text-muted">{name}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  );
}
