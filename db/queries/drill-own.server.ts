import { canScoreDrills } from "#app/domain/access.ts";
import { isRefusal, type Refusal } from "#app/domain/calibration/refusal.ts";
import {
  agreementWithKey,
  type DrillAgreement,
  drillDrift,
  firstAttempts,
  pairsOf,
  severityWords,
} from "#app/domain/drill-agreement.ts";
import { driftFigure } from "#app/domain/drill-figures.ts";
import { type Qualification, qualification, ruleWords } from "#app/domain/drill-qualification.ts";
import type { Figure } from "#app/domain/figure.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { Db } from "#db/client.server.ts";
import { type DrillRow, listDrills, listScored } from "#db/queries/drill.server.ts";
import { listMade } from "#db/queries/drill-maker.server.ts";
import { countOwnShadows, currentRule } from "#db/queries/drill-rule.server.ts";

/** What the drills' first page shows one person. */
export type OwnDrills = {
  readonly drills: readonly (DrillRow & {
    /** How near the key the viewer was the first time, and when they scored it last. */
    readonly done: {
      readonly exact: number;
      readonly scores: number;
      readonly at: Date;
      readonly again: boolean;
    } | null;
    /** Whether the viewer had a hand in it, and so does not score it. */
    readonly made: boolean;
  })[];
  /** Over first scores, with how severe they are in words; refused below the minimum. */
  readonly agreement: (DrillAgreement & { readonly words: string }) | Refusal;
  readonly drift: Figure | null;
  /** The rule in force, as everybody reads it. */
  readonly rule: string;
  readonly qualification: Qualification;
};

/** The viewer's own drills, or null for whoever does none. Retired ones stay for who scored them. */
export async function getOwnDrills(db: Db, viewer: Viewer): Promise<OwnDrills | null> {
  if (!canScoreDrills(viewer).allowed) return null;
  const rows = await listDrills(db);
  const made = await listMade(db, viewer);
  const scored = await listScored(db, [viewer.id]);
  const { rule } = await currentRule(db);
  const shadowCards = await countOwnShadows(db, viewer);
  const first = firstAttempts(scored);
  const agreement = agreementWithKey(first);
  return {
    drills: rows.flatMap((row) => {
      const last = scored.findLast(({ attempt }) => attempt.drill === row.key);
      const once = first.find(({ attempt }) => attempt.drill === row.key);
      const done =
        last && once
          ? { ...nearness(once), at: last.attempt.at, again: last.attempt !== once.attempt }
          : null;
      return row.retiredAt && !done ? [] : [{ ...row, done, made: made.has(row.key) }];
    }),
    agreement: isRefusal(agreement)
      ? agreement
      : { ...agreement, words: severityWords(agreement.signed) },
    drift: driftFigure(drillDrift(scored)),
    rule: ruleWords(rule),
    qualification: qualification(rule, { scored, shadowCards }),
  };
}

/** How many of an attempt's scores are the key's, of how many that stand beside one. */
function nearness(scored: Parameters<typeof pairsOf>[0]) {
  const pairs = pairsOf(scored);
  return { exact: pairs.filter(({ own, key }) => own === key).length, scores: pairs.length };
}
