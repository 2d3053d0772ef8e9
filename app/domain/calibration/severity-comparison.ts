import { correctedChanges } from "#app/domain/calibration/drift-change.ts";
import type { FindingsSummary } from "#app/domain/calibration/findings.ts";
import {
  type SeveritySums,
  type SeverityTerms,
  severityApart,
  severityMoved,
  severityWithin,
} from "#app/domain/calibration/period-severity.ts";
import type { Quarters } from "#app/domain/calibration/quarters.ts";
import { isRefusal, type Refusal, refuse } from "#app/domain/calibration/refusal.ts";
import { candidatesLeft, type HiddenCard } from "#app/domain/calibration/shown.ts";
import type { ComparedSeverity } from "#app/domain/calibration/view.ts";

/** More rows than this make no figure one can read. */
export const MOST_COMPARED = 40;

/** What sums of a scope are read under, from its summary; refused where nothing is adjusted there. */
export function severityTerms({
  model,
  counts,
}: Pick<FindingsSummary, "model" | "counts">): SeverityTerms | Refusal {
  if (isRefusal(model)) return model;
  const { interviewer, residual } = model.variance;
  const freedom = Math.max(1, counts.cards - counts.candidates - counts.interviewers + 1);
  return { interviewer, residual, freedom };
}

/** A scope's sums with the quarters asked for and what the viewer is not shown. */
export type SeveritySide = {
  readonly sums: readonly SeveritySums[];
  readonly within: Quarters | null;
  readonly summary: Pick<FindingsSummary, "model" | "counts" | "points">;
  readonly cards: readonly HiddenCard[];
};

type Compared = Omit<ComparedSeverity, "name">;

/**
 * Everybody's severity in two selections and how far it moved, where both have enough of them: clear
 * changes first, then by size. Whether one is clear counts how many people were looked at
 * (`correctedChanges`). Within one scope the errors know that the same others may sit on both sides
 * (`severityMoved`). Refused where either scope adjusts nothing, or their scales differ in length.
 */
export function compareSeverities(
  a: SeveritySide,
  b: SeveritySide,
  { sameScope }: { readonly sameScope: boolean },
): Compared[] | Refusal {
  const [termsOfA, termsOfB] = [severityTerms(a.summary), severityTerms(b.summary)];
  if (isRefusal(termsOfA)) return termsOfA;
  if (isRefusal(termsOfB)) return termsOfB;
  if (a.summary.points !== b.summary.points)
    return refuse(
      "The two rubrics have scales of different length, so points mean different things.",
    );
  if (a.sums.length === 0 || b.sums.length === 0)
    return refuse("The newest result does not tell severity apart by quarter.");
  const others = new Map(b.sums.map((own) => [own.id, own]));
  const found = a.sums.flatMap((first) => {
    const second = others.get(first.id);
    if (!second) return [];
    const one = within(a, first, termsOfA);
    const other = within(b, second, termsOfB);
    if (isRefusal(one) || isRefusal(other)) return [];
    const moved = sameScope
      ? severityMoved(first, [a.within, b.within], termsOfA)
      : severityApart(one, other);
    return [{ id: first.id, a: one, b: other, moved }];
  });
  const changes = correctedChanges(found.map(({ moved }) => moved));
  return found
    .flatMap(({ moved: _, ...row }, at): Compared[] => {
      const change = changes[at];
      return change && !isRefusal(change) ? [{ ...row, change }] : [];
    })
    .toSorted(
      ({ change: x }, { change: y }) =>
        Number(y.flagged) - Number(x.flagged) || Math.abs(y.difference) - Math.abs(x.difference),
    );
}

const within = (side: SeveritySide, own: SeveritySums, terms: SeverityTerms) =>
  severityWithin(own, side.within, terms, candidatesLeft(side.cards, own.id, side.within));
