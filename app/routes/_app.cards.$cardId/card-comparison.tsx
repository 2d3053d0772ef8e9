import type { ReactNode } from "react";
import { Badge } from "#app/components/badge.tsx";
import { panel } from "#app/components/page.tsx";
import { Said } from "#app/components/said.tsx";
import { ScoreChip } from "#app/components/score.tsx";
import { Time } from "#app/components/time.tsx";
import type { CardChange, ProbeChange } from "#app/domain/card-change.ts";
import { levelWords } from "#app/domain/level.ts";
import { probeAnswerWords } from "#app/domain/probe.ts";
import { confidenceWords, type Rating, recommendationWords } from "#app/domain/scorecard.ts";
import { isChanged, type Piece } from "#app/domain/text-change.ts";
import { inOrder, titleOf, type Wording } from "#app/routes/_app.cards.$cardId/card-content.tsx";

type Head = { readonly number: number; readonly sealedAt: Date; readonly reason: string | null };
export type Comparison = {
  readonly before: Head;
  readonly after: Head;
  readonly change: CardChange;
};

/** A version beside the one before it. What differs says so in words; colour only repeats it. */
export function CardComparison({
  comparison: { before, after, change },
  wording: { scale, criteria, patterns },
}: {
  comparison: Comparison;
  wording: Wording;
}) {
  const { recommendation, level, summary } = change;
  const heads = [before, after] as const;
  const notStated = <span className="text-muted">Not stated</span>;
  return (
    <>
      <div className={`${panel} mb-4 px-4 py-3`}>
        <p>
          <span className="font-semibold">Why it was sealed again: </span>
          <span className="prose-own">{after.reason}</span>
        </p>
        <p className="mt-1 text-muted">
          Version {before.number} was sealed <Time at={before.sealedAt} />, version {after.number}{" "}
          <Time at={after.sealedAt} />.{" "}
          {change.differences === 0
            ? "The two versions say the same."
            : `${change.differences === 1 ? "One thing differs" : `${change.differences} things differ`}. Words that were left out are struck through, new ones are underlined.`}
        </p>
      </div>
      <ol className={`${panel} divide-y divide-line`}>
        <li
          aria-hidden
          className="hidden gap-x-6 px-4 py-2 text-small text-muted sm:grid sm:grid-cols-2"
        >
          <Sealed head={before} />
          <Sealed head={after} />
        </li>
        {inOrder(criteria, change.ratings).map((rating) => (
          <Row
            key={rating.criterion}
            title={titleOf(criteria, rating.criterion)}
            changed={rating.changed}
            heads={heads}
            was={
              <Rated rating={rating.before} other={rating.after} scale={scale}>
                <Said pieces={rating.evidence} without="added" empty="No evidence written" />
              </Rated>
            }
            is={
              <Rated rating={rating.after} other={rating.before} scale={scale}>
                <Said pieces={rating.evidence} without="removed" empty="No evidence written" />
              </Rated>
            }
          />
        ))}
        <Row
          title="Recommendation"
          changed={recommendation.changed}
          heads={heads}
          was={recommendation.before ? recommendationWords[recommendation.before] : notStated}
          is={recommendation.after ? recommendationWords[recommendation.after] : notStated}
        />
        <Row
          title="Level demonstrated"
          changed={level.changed}
          heads={heads}
          was={level.before ? levelWords[level.before] : notStated}
          is={level.after ? levelWords[level.after] : notStated}
        />
        <Row
          title="Summary"
          changed={isChanged(summary)}
          heads={heads}
          was={<Said pieces={summary} without="added" empty="None written" />}
          is={<Said pieces={summary} without="removed" empty="None written" />}
        />
        {change.probes.map((probe) => (
          <Row
            key={probe.probe}
            title={probe.title}
            changed={probe.changed}
            heads={heads}
            was={<Replied reply={probe.before} quote={probe.quote} without="added" />}
            is={<Replied reply={probe.after} quote={probe.quote} without="removed" />}
          />
        ))}
      </ol>
      {change.observations.length > 0 ? (
        <section className="mt-8">
          <h2 className="mb-3 text-heading">Patterns</h2>
          <ul className={`${panel} divide-y divide-line`}>
            {change.observations.map((seen, at) => (
              <li key={`${at} ${seen.pattern}`} className="px-4 py-3">
                <p className="flex flex-wrap items-center gap-x-2 font-medium">
                  {titleOf(patterns, seen.pattern)}
                  <span className="font-normal text-muted">
                    {seen.stance === "seen" ? "seen" : "argued against"}
                  </span>
                  <Pattern kind={seen.kind} after={after} />
                </p>
                <blockquote className="prose-own mt-1 border-l-2 border-line-strong/60 pl-3 text-prose">
                  {seen.kind === "removed" ? (
                    <del className="text-muted">{seen.quote}</del>
                  ) : (
                    seen.quote
                  )}
                </blockquote>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function Sealed({ head: { number, sealedAt } }: { head: Head }) {
  return (
    <span>
      Version {number}, sealed <Time at={sealedAt} />
    </span>
  );
}

/** What both versions say of one thing, the older left or above; once where they say the same. */
function Row({
  title,
  changed,
  heads: [before, after],
  was,
  is,
}: {
  title: string;
  changed: boolean;
  heads: readonly [Head, Head];
  was: ReactNode;
  is: ReactNode;
}) {
  return (
    <li className="px-4 py-4">
      <h2 className="mb-2 flex flex-wrap items-center gap-2 font-semibold">
        {title}
        {changed ? <Badge tone="caution">Changed</Badge> : <Badge>As before</Badge>}
      </h2>
      {changed ? (
        <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
          {[[before, was] as const, [after, is] as const].map(([{ number }, said]) => (
            <div key={number} className="min-w-0">
              <p className="text-small text-muted sm:sr-only">Version {number}</p>
              {said}
            </div>
          ))}
        </div>
      ) : (
        is
      )}
    </li>
  );
}

function Rated({
  rating,
  other,
  scale,
  children,
}: {
  rating: Rating | null;
  /** The other version's: where only that one states a confidence, this one says that it does not. */
  other: Rating | null;
  scale: readonly string[];
  children: ReactNode;
}) {
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-3">
      <ScoreChip
        score={rating?.score ?? null}
        notObserved={rating?.notObserved ?? null}
        scale={scale}
      />
      <div className="min-w-0">
        {rating?.confidence || other?.confidence ? (
          <p className="text-small text-muted">
            {rating?.confidence ? confidenceWords[rating.confidence] : "No confidence stated"}
          </p>
        ) : null}
        {children}
      </div>
    </div>
  );
}

/** What one version says of a probe. */
function Replied({
  reply,
  quote,
  without,
}: {
  reply: ProbeChange["after"];
  quote: ProbeChange["quote"];
  without: Piece["kind"];
}) {
  return (
    <>
      <p>{reply ? probeAnswerWords[reply.answer] : "Nothing said of it"}</p>
      {reply?.quote ? <Said pieces={quote} without={without} /> : null}
    </>
  );
}

function Pattern({ kind, after }: { kind: Piece["kind"]; after: Head }) {
  if (kind === "same") return <Badge>As before</Badge>;
  return (
    <Badge tone="caution">
      {kind === "added" ? `New in version ${after.number}` : `Left out in version ${after.number}`}
    </Badge>
  );
}
