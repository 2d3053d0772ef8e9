import { Link, useSearchParams } from "@remix-run/react";
import { panel, TextLink } from "#app/components/page.tsx";
import { formatShare } from "#app/components/score.tsx";
import { aheadWords, apartWords } from "#app/domain/calibration/pair-words.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import type { CandidatePair, CandidateRow } from "#app/domain/calibration/view.ts";
import { outcomeWords } from "#app/domain/debrief.ts";
import { numberWords } from "#app/domain/figure-axis.ts";
import { levelWords } from "#app/domain/level.ts";
import { keptParams } from "#app/routes/_app.calibration/address.ts";

/** Two candidates held against each other: who is ahead, how surely, and what would change it. */
export function Pair({ pair }: { pair: CandidatePair }) {
  const [params] = useSearchParams();
  const { first, second, comparison, changes } = pair;
  const said = isRefusal(comparison) ? null : { first, second, comparison };
  const reason = isRefusal(comparison) ? comparison.reason : "";
  return (
    <section aria-labelledby="pair" className={`${panel} mb-6 px-4 py-3`}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 id="pair" className="font-semibold wrap-anywhere">
          <bdi>{first.candidate}</bdi>
          {" and "}
          <bdi>{second.candidate}</bdi>
        </h3>
        <Link
          to={`?${new URLSearchParams(keptParams(params, "pair"))}`}
          preventScrollReset
          data-screen-only
          className="inline-flex min-h-11 items-center text-accent-text hover:underline sm:min-h-8"
        >
          Clear the choice
        </Link>
      </div>
      <div role="status" className="max-w-measure wrap-anywhere">
        {said ? (
          <>
            <p className="text-prose font-medium">{aheadWords(said)}</p>
            <p className="mt-1">{apartWords(said)}</p>
          </>
        ) : (
          <p>{`How sure their order is cannot be said. ${reason}`}</p>
        )}
      </div>
      <h4 className="mt-3 font-medium">What would change the order</h4>
      {isRefusal(changes) ? (
        <p className="max-w-measure">{changes.reason}</p>
      ) : (
        <ul className="max-w-measure list-disc pl-5 marker:text-line-strong">
          {changes.words.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <dl className="mt-3 grid gap-x-8 gap-y-2 sm:grid-cols-2">
        {[first, second].map((row) => (
          <div key={row.loopId} className="border-t border-line pt-2">
            <dt className="font-medium wrap-anywhere">
              <TextLink to={`/loops/${row.loopId}/debrief`}>
                <bdi>{row.candidate}</bdi>
              </TextLink>
            </dt>
            <dd className="text-muted">{factsOf(row, said !== null)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function factsOf(
  { raw, calibrated, coverage, cards, outcome, level }: CandidateRow,
  shown: boolean,
): string {
  const points = (value: number | null) =>
    value === null ? "none" : numberWords(value, { digits: 2 });
  const adjusted =
    isRefusal(calibrated) || !shown
      ? "not adjusted"
      : `adjusted ${points(calibrated.score)} (${points(calibrated.interval[0])} to ${points(calibrated.interval[1])})`;
  return [
    `Raw ${points(raw)}, ${adjusted}`,
    `${formatShare(coverage)} covered by ${cards === 1 ? "1 card" : `${cards} cards`}`,
    `${outcomeWords[outcome]}${level ? `, ${levelWords[level].toLowerCase()} shown` : ""}`,
  ].join(" · ");
}
