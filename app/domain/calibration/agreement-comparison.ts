import quantile from "@stdlib/stats-base-dists-t-quantile";
import type { Agreement } from "#app/domain/calibration/agreement.ts";
import { correctedChanges, type Measured } from "#app/domain/calibration/drift-change.ts";
import { INTERVAL } from "#app/domain/calibration/fit.ts";
import { isRefusal, type Refusal, refuse } from "#app/domain/calibration/refusal.ts";

/** How far an alpha lies above another one, and whether that is clear; null where either has no range. */
export type AgreementChange = { readonly difference: number; readonly clear: boolean } | null;

/**
 * Whether agreements differ, pair by pair, counting how many pairs are looked at (`correctedChanges`). On
 * the scale of log(1 - alpha), on which ranges are about symmetrical, each range's width over the quantile
 * it was made with gives its standard error back. Candidates of the two are taken as different ones:
 * where some are the same, the error is larger than need be.
 */
export function agreementChanges(
  pairs: readonly (readonly [before: Agreement, after: Agreement])[],
): AgreementChange[] {
  const changes = correctedChanges(pairs.map(([before, after]) => apart(before, after)));
  return pairs.map(([before, after], at) => {
    const change = changes[at];
    if (!change || isRefusal(change) || isRefusal(before.alpha) || isRefusal(after.alpha))
      return null;
    const difference = after.alpha.ordinal - before.alpha.ordinal;
    return { difference, clear: change.flagged };
  });
}

function apart(before: Agreement, after: Agreement): Measured | Refusal {
  const [one, other] = [measured(before), measured(after)];
  if (!one || !other) return refuse("No range.");
  return {
    estimate: other.estimate - one.estimate,
    error: Math.hypot(one.error, other.error),
    freedom: Math.min(one.freedom, other.freedom),
  };
}

function measured({ alpha, interval, compared }: Agreement): Measured | null {
  if (isRefusal(alpha) || isRefusal(interval) || alpha.ordinal >= 1 || interval[1] >= 1)
    return null;
  const freedom = compared - 1;
  const width = Math.log(1 - interval[0]) - Math.log(1 - interval[1]);
  const error = width / (2 * quantile((1 + INTERVAL) / 2, freedom));
  return { estimate: Math.log(1 - alpha.ordinal), error, freedom };
}
