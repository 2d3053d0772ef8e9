import { Link, useSearchParams } from "@remix-run/react";
import { Fragment } from "react";
import { panel, TextLink } from "#app/components/page.tsx";
import { keptParams } from "#app/routes/_app.calibration/address.ts";
import type { PairShown } from "#app/routes/_app.calibration/pair-shown.server.ts";

/** Two candidates held against each other: who is ahead, how surely, and what would change it. */
export function Pair({ pair: { candidates, ahead, changes } }: { pair: PairShown }) {
  const [params] = useSearchParams();
  const [sure, ...apart] = ahead;
  return (
    <section aria-labelledby="pair" className={`${panel} mb-6 px-4 py-3`}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 id="pair" className="font-semibold wrap-anywhere">
          {candidates.map(({ loopId, name }, at) => (
            <Fragment key={loopId}>
              {at > 0 ? " and " : ""}
              <bdi>{name}</bdi>
            </Fragment>
          ))}
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
        <p className="text-prose font-medium">{sure}</p>
        {apart.map((sentence) => (
          <p key={sentence} className="mt-1">
            {sentence}
          </p>
        ))}
      </div>
      <h4 className="mt-3 font-medium">What would change the order</h4>
      <ul className="max-w-measure list-disc pl-5 marker:text-line-strong">
        {changes.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <dl className="mt-3 grid gap-x-8 gap-y-2 sm:grid-cols-2">
        {candidates.map(({ loopId, name, facts }) => (
          <div key={loopId} className="border-t border-line pt-2">
            <dt className="font-medium wrap-anywhere">
              <TextLink to={`/loops/${loopId}/debrief`}>
                <bdi>{name}</bdi>
              </TextLink>
            </dt>
            <dd className="text-muted">{facts}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
