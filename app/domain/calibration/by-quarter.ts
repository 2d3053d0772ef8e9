import {
  type Agreement,
  type AgreementOptions,
  overallAgreement,
} from "#app/domain/calibration/agreement.ts";
import type { Cells } from "#app/domain/calibration/cells.ts";
import { quarterIn } from "#app/domain/calibration/quarters.ts";

export type QuarterAgreement = { readonly quarter: string; readonly overall: Agreement };

/**
 * How far scores could be relied on quarter by quarter, oldest first: the agreement of each quarter's
 * candidates, who belong to the calendar quarter (UTC) in which their last card was sealed. Everything
 * is measured anew from their cards alone, and refused in its place where they are too few. Candidates
 * whose cards carry no time are in no quarter; without any times there is none.
 */
export function agreementByQuarter(cells: Cells, options: AgreementOptions): QuarterAgreement[] {
  const { onProgress, ...rest } = options;
  const byQuarter = candidatesByQuarter(cells);
  return [...byQuarter.keys()].toSorted().map((quarter, at) => {
    const own = ofCandidates(cells, byQuarter.get(quarter) ?? []);
    const overall = overallAgreement(own, rest);
    onProgress?.((at + 1) / byQuarter.size);
    return { quarter, overall };
  });
}

function candidatesByQuarter({ candidates, first, sealedAt }: Cells): Map<string, number[]> {
  const found = new Map<string, number[]>();
  if (!sealedAt) return found;
  for (let c = 0; c < candidates.length; c++) {
    let last = Number.NEGATIVE_INFINITY;
    for (let card = first[c]!; card < first[c + 1]!; card++)
      if (sealedAt[card]! > last) last = sealedAt[card]!;
    if (!Number.isFinite(last)) continue;
    const quarter = quarterIn(new Date(last));
    const own = found.get(quarter);
    if (own) own.push(c);
    else found.set(quarter, [c]);
  }
  return found;
}

/** The cards of some candidates by themselves: only those candidates, and whoever met them. */
function ofCandidates(cells: Cells, chosen: readonly number[]): Cells {
  const width = cells.criteria.length;
  const count = chosen.reduce((sum, c) => sum + cells.first[c + 1]! - cells.first[c]!, 0);
  const first = new Uint32Array(chosen.length + 1);
  const interviewer = new Uint32Array(count);
  const ratings =
    cells.ratings instanceof Float32Array
      ? new Float32Array(count * width)
      : new Float64Array(count * width);
  const codes = new Int32Array(cells.interviewers.length).fill(-1);
  const interviewers: string[] = [];
  let at = 0;
  for (const [place, c] of chosen.entries()) {
    const [from, until] = [cells.first[c]!, cells.first[c + 1]!];
    ratings.set(cells.ratings.subarray(from * width, until * width), at * width);
    for (let card = from; card < until; card++) {
      const i = cells.interviewer[card]!;
      if (codes[i] === -1) codes[i] = interviewers.push(cells.interviewers[i]!) - 1;
      interviewer[at++] = codes[i]!;
    }
    first[place + 1] = at;
  }
  const candidates = chosen.map((c) => cells.candidates[c]!);
  return { candidates, interviewers, criteria: cells.criteria, first, interviewer, ratings };
}
