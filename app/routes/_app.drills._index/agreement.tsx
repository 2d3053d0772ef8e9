import type { ReactNode } from "react";
import { TextLink } from "#app/components/page.tsx";
import { formatShare } from "#app/components/score.tsx";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import type { DrillAgreement } from "#app/domain/drill-agreement.ts";
import type { Estimate } from "#app/domain/drill-kappa.ts";

/** How near somebody's scores are to the key's: in a sentence, then in numbers. */
export function Agreement({
  agreement,
}: {
  agreement: DrillAgreement & { readonly words: string };
}) {
  const { drills, scores, exact, withinOne, kappa, level } = agreement;
  return (
    <>
      <p className="max-w-measure text-prose">
        {formatShare(exact)} of your scores are the key's and {formatShare(withinOne)} are at most
        one point off. {agreement.words}
      </p>
      <dl className="mt-3 flex flex-wrap gap-x-8 gap-y-3">
        <Figure name="Weighted kappa">
          {isRefusal(kappa) ? <span className="text-muted">{kappa.reason}</span> : range(kappa)}
        </Figure>
        <Figure name="Level as the key">{formatShare(level.exact)}</Figure>
        <Figure name="Over">
          {drills} drills, {scores} scores
        </Figure>
      </dl>
      <p className="mt-2 text-small text-muted">
        First scores of each drill. Kappa is 1 where all scores agree and 0 where they agree no more
        than by chance; the range holds nine times out of ten.{" "}
        <TextLink to="/calibration/method#drills">How it is worked out</TextLink>
      </p>
    </>
  );
}

const Figure = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt className="text-small text-muted">{name}</dt>
    <dd className="font-semibold">{children}</dd>
  </div>
);

function range({ value, interval }: Estimate): string {
  const said = (number: number) => number.toFixed(2).replace("-", "−");
  return isRefusal(interval)
    ? said(value)
    : `${said(value)} (${said(interval[0])} to ${said(interval[1])})`;
}
