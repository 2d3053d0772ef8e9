import type { ReactNode } from "react";
import { panel, Section } from "#app/components/page.tsx";
import { formatScore, formatShare, ScoreChip } from "#app/components/score.tsx";
import { levelWords } from "#app/domain/level.ts";
import { probeAnswerWords } from "#app/domain/probe.ts";
import { notObservedWords, recommendationWords } from "#app/domain/scorecard.ts";
import type { ReviewedCard } from "#app/routes/_app.cards.$cardId_.review/review.server.ts";

/** What the sealed version will say, short enough to be taken in at a glance. */
export function ToBeSealed({ card }: { card: ReviewedCard }) {
  const { scale, weighted, recommendation, level } = card;
  const word = weighted.score === null ? undefined : scale[Math.round(weighted.score) - 1];
  return (
    <Section title="What will be sealed">
      <dl className={`${panel} mb-4 grid grid-cols-2 gap-4 px-4 py-4 sm:grid-cols-4`}>
        <Fact name="Recommendation">
          {recommendation ? recommendationWords[recommendation] : "Not chosen"}
        </Fact>
        <Fact name="Level demonstrated">{level ? levelWords[level] : "Not chosen"}</Fact>
        <Fact name="Weighted score">
          {formatScore(weighted.score)} of {scale.length}
          {word ? <span className="font-normal text-muted"> {word}</span> : null}
        </Fact>
        <Fact name="Coverage">
          {formatShare(weighted.coverage)}
          <span className="font-normal text-muted"> of the weight</span>
        </Fact>
        <div className="col-span-full">
          <dt className="text-small text-muted">Summary</dt>
          <dd className="prose-own line-clamp-3">{card.summary.trim() || "None written"}</dd>
        </div>
      </dl>
      <ul className={`${panel} divide-y divide-line`}>
        {card.ratings.map((rating) => (
          <li key={rating.criterion} className="grid grid-cols-[auto_1fr] gap-x-3 px-4 py-2.5">
            <ScoreChip {...rating} scale={scale} />
            <div className="min-w-0">
              <p className="font-medium">
                {rating.title}{" "}
                <span className="font-normal text-muted">{wordOf(rating, scale)}</span>
              </p>
              <Beginning text={rating.evidence} empty="No evidence written" />
            </div>
          </li>
        ))}
        {card.probes.map(({ probe, title, answer, quote }) => (
          <li key={probe} className="px-4 py-2.5">
            <p className="font-medium">
              {title}{" "}
              <span className="font-normal text-muted">
                probe, {probeAnswerWords[answer].toLowerCase()}
              </span>
            </p>
            {answer === "not-asked" && quote === "" ? null : (
              <Beginning text={quote} empty="No words quoted" />
            )}
          </li>
        ))}
        {card.observations.map((seen) => (
          <li key={`${seen.pattern} ${seen.quote}`} className="px-4 py-2.5">
            <p className="font-medium">
              {seen.title}{" "}
              <span className="font-normal text-muted">
                pattern {seen.stance === "seen" ? "seen" : "argued against"}
              </span>
            </p>
            <Beginning text={seen.quote} empty="No moment quoted" />
          </li>
        ))}
      </ul>
    </Section>
  );
}

type Rating = ReviewedCard["ratings"][number];

function wordOf({ score, notObserved }: Rating, scale: readonly string[]): string {
  if (notObserved) return notObservedWords[notObserved];
  return score === null ? "Not rated" : (scale[score - 1] ?? "");
}

/** The first lines: enough to know it by. */
function Beginning({ text, empty }: { text: string; empty: string }) {
  const said = text.trim();
  return (
    <p className={`line-clamp-2 max-w-measure wrap-anywhere ${said ? "" : "text-muted"}`}>
      {said || empty}
    </p>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-small text-muted">{name}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  );
}
