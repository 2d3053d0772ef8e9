import type { Agreement } from "#app/domain/calibration/agreement.ts";
import { type AgreementSums, agreementWithin } from "#app/domain/calibration/period-agreement.ts";

export type QuarterAgreement = { readonly quarter: string; readonly overall: Agreement };

/**
 * How far scores could be relied on quarter by quarter, oldest first, by when loops were settled:
 * `agreementWithin` each quarter by itself, refused in its place where its candidates are too few.
 */
export const agreementByQuarter = (
  sums: readonly AgreementSums[],
  points: number,
): QuarterAgreement[] =>
  sums.flatMap(({ id: quarter }) => {
    const found = agreementWithin(sums, { from: quarter, until: quarter }, points);
    return found ? [{ quarter, overall: found.overall }] : [];
  });
