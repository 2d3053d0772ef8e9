import { useEffect, useState } from "react";
import { levelWords } from "#app/domain/level.ts";
import type { Criterion } from "#app/domain/rubric.ts";
import { toneOf } from "#app/domain/tone.ts";
import type { WritingCard } from "#app/routes/_app.cards.$cardId/writing-card.server.ts";

type Told = Criterion["anchors"];
type Answer = { readonly told: Readonly<Record<string, Told>> | null };

const asked = new Map<string, Promise<Answer>>();

/** Asked once for a card; a failure is not kept, so that the next look asks again. */
function ask(cardId: string): Promise<Answer> {
  const known = asked.get(cardId);
  if (known) return known;
  const asking = fetch(`/cards/${cardId}/levels`)
    .then(
      async (response): Promise<Answer> => ({
        told: response.ok ? await response.json() : null,
      }),
    )
    .catch((): Answer => ({ told: null }))
    .then((answer) => {
      if (answer.told === null) asked.delete(cardId);
      return answer;
    });
  asked.set(cardId, asking);
  return asking;
}

/** One criterion at every level of the rubric, the position's marked. */
export default function Levels({
  card: { id, scale, levels, position },
  criterion: { key, title },
  href,
}: {
  card: WritingCard;
  criterion: WritingCard["criteria"][number];
  href: string;
}) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    let gone = false;
    void ask(id).then((heard) => gone || setAnswer(heard));
    return () => {
      gone = true;
    };
  }, [id]);
  if (!answer) return <p className="basis-full text-muted">Loading the levels</p>;
  const told = answer.told?.[key];
  if (!told)
    return (
      <p role="alert" className="basis-full text-muted">
        The levels did not load. Your card is as it was; try again, or{" "}
        <a href={href} target="_blank" rel="noreferrer" className="link">
          read them in the rubric
        </a>
        .
      </p>
    );
  const points = scale
    .map((word, at) => ({ word, point: String(at + 1), tone: toneOf(at + 1, scale.length) }))
    .filter(({ point }) => levels.some((level) => told[level]?.[point]));
  return (
    <table className="levels mt-1 basis-full text-small">
      <caption className="sr-only">{title} at each level</caption>
      <thead>
        <tr>
          <td />
          {levels.map((level) => (
            <th key={level} scope="col" data-own={level === position.level || undefined}>
              {levelWords[level]}
              {level === position.level ? (
                <span className="block font-normal">this position</span>
              ) : null}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.map(({ word, point, tone }) => (
          <tr key={point}>
            <th scope="row">
              <span className={`tone ${tone} size-6 rounded-[4px]`}>{point}</span>
              <span className="block @max-xl:ml-2 @max-xl:inline">{word}</span>
            </th>
            {levels.map((level) => (
              <td key={level} data-own={level === position.level || undefined}>
                <span className="level-name">
                  {levelWords[level]}
                  {level === position.level ? ", this position" : ""}
                </span>
                {told[level]?.[point] ?? "No anchor: between its neighbours."}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
