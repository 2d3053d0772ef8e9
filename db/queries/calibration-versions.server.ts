import { inArray, sql } from "drizzle-orm";
import type { FindingsSummary } from "#app/domain/calibration/findings.ts";
import { agreementWithout } from "#app/domain/calibration/shown.ts";
import type { VersionReliability, ViewRubric } from "#app/domain/calibration/view.ts";
import type { Db } from "#db/client.server.ts";
import { listHiddenCards, type ViewScope } from "#db/queries/calibration-scopes.server.ts";
import { calibrationSnapshot } from "#db/schema.server.ts";

/**
 * What the newest results of all rubric versions of a position say of agreement, each without what is not
 * shown of it, newest first; `summary` is that of the chosen one.
 */
export async function listVersions(
  db: Db,
  scopes: readonly ViewScope[],
  chosen: ViewScope,
  { summary, rubric }: { readonly summary: FindingsSummary; readonly rubric: ViewRubric },
): Promise<VersionReliability[]> {
  const others = scopes.filter(
    (one) => one.positionId === chosen.positionId && one.snapshotId && one !== chosen,
  );
  const found = await listOthers(db, others, rubric);
  return [...found, reliabilityOf(chosen, summary)].toSorted((a, b) => b.number - a.number);
}

async function listOthers(db: Db, versions: readonly ViewScope[], rubric: ViewRubric) {
  if (versions.length === 0) return [];
  const keys = rubric.criteria.map(({ key }) => key);
  const [rows, hidden] = await Promise.all([
    db
      .select({
        id: calibrationSnapshot.id,
        criteria: sql<FindingsSummary["criteria"]>`${calibrationSnapshot.result}->'criteria'`,
        agreement: sql<FindingsSummary["agreement"]>`${calibrationSnapshot.result}->'agreement'`,
      })
      .from(calibrationSnapshot)
      .where(
        inArray(
          calibrationSnapshot.id,
          versions.flatMap(({ snapshotId }) => snapshotId ?? []),
        ),
      ),
    listHiddenCards(
      db,
      versions.flatMap((version) => version.hidden),
      keys,
    ),
  ]);
  return versions.flatMap((version): VersionReliability[] => {
    const row = rows.find(({ id }) => id === version.snapshotId);
    if (!row) return [];
    const { criteria, agreement } = row;
    const own = hidden.filter(({ loopId }) => version.hidden.some(({ id }) => id === loopId));
    const all = [...criteria.keys()];
    return [
      reliabilityOf(version, {
        criteria,
        agreement: {
          overall: agreementWithout(agreement.overall, own, all),
          byCriterion: agreement.byCriterion.map((one, k) => agreementWithout(one, own, [k])),
        },
      }),
    ];
  });
}

const reliabilityOf = (
  { rubricVersionId, rubric, number }: ViewScope,
  {
    criteria,
    agreement,
  }: Pick<FindingsSummary, "criteria"> & {
    readonly agreement: Pick<FindingsSummary["agreement"], "overall" | "byCriterion">;
  },
): VersionReliability => ({
  ...{ rubricVersionId, rubric, number, overall: agreement.overall },
  byCriterion: criteria.flatMap((key, k) => {
    const own = agreement.byCriterion[k];
    return own ? [{ key, agreement: own }] : [];
  }),
});
