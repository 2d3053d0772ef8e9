import { useSearchParams } from "@remix-run/react";
import { TextLink } from "#app/components/page.tsx";
import { PatternGuard, PatternWays } from "#app/components/pattern-ways.tsx";
import { panelPatternKeys } from "#app/domain/panel-flags.ts";
import type { InterviewersShown } from "#app/routes/_app.calibration/shown.server.ts";

const NAME = "standing";

/** What stands out in somebody's ratings: how many of each there are, and those alone on request. */
export function StandingOut({ said }: { said: InterviewersShown["standingOut"] }) {
  const [search] = useSearchParams();
  const counts = panelPatternKeys
    .map((pattern) => ({
      pattern,
      n: said.filter(({ patterns }) => patterns.includes(pattern)).length,
    }))
    .filter(({ n }) => n > 0);
  const asked = counts.find(({ pattern }) => pattern === search.get(NAME))?.pattern;
  const shown = said.filter(({ patterns }) => asked === undefined || patterns.includes(asked));
  return (
    <div className="mb-6">
      <h3 className="text-prose">What stands out</h3>
      {said.length === 0 ? (
        <p className="max-w-measure">
          Nothing in anybody's ratings that chance and the candidates they met would not bring.
        </p>
      ) : (
        <>
          <p className="mb-2 max-w-measure">
            Beyond what chance and the candidates they met would bring. It is about ratings, and a
            reason to talk, never a verdict on a person.
          </p>
          <PatternWays counts={counts} name={NAME} asked={asked} />
          <ul className="grid gap-2">
            {shown.map(({ id, name, sentences }) => (
              <li key={id} className="border-t border-line pt-2">
                <p className="font-medium wrap-anywhere">
                  <TextLink to={`/calibration/people/${id}`}>
                    <bdi>{name}</bdi>
                  </TextLink>
                </p>
                {sentences.map((sentence) => (
                  <p key={sentence} className="max-w-measure">
                    {sentence}
                  </p>
                ))}
              </li>
            ))}
          </ul>
          {asked ? (
            <PatternGuard pattern={asked} />
          ) : (
            <details className="mt-2">
              <summary className="link inline-flex min-h-11 items-center text-small sm:min-h-7">
                What keeps these quiet, and how they are worked out
              </summary>
              {counts.map(({ pattern }) => (
                <PatternGuard key={pattern} pattern={pattern} />
              ))}
            </details>
          )}
        </>
      )}
    </div>
  );
}
