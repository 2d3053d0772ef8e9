import { canReadCalibration } from "#app/domain/access.ts";
import { choicesIn, distributionsOf } from "#app/domain/calibration/distributions.ts";
import { quartersOf, type SideFilters } from "#app/domain/calibration/filters.ts";
import { isWithin } from "#app/domain/calibration/quarters.ts";
import type { Comparison, ComparisonSide } from "#app/domain/calibration/view.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { Db } from "#db/client.server.ts";
import { listViewScopes, type ViewScope } from "#db/queries/calibration-scopes.server.ts";
import { readSnapshot } from "#db/queries/calibration-shown.server.ts";
import { choiceOf, chooseScope, rubricOf } from "#db/queries/calibration-view.server.ts";
import { rubricContent } from "#db/queries/rubric.server.ts";

/** Two selections side by side, or null for whoever may not read calibration. */
export async function getComparison(
  db: Db,
  viewer: Viewer,
  asked: { readonly a: SideFilters; readonly b: SideFilters },
): Promise<Comparison | null> {
  if (!canReadCalibration(viewer).allowed) return null;
  const scopes = await listViewScopes(db, viewer);
  const [a, b] = await Promise.all([sideOf(db, scopes, asked.a), sideOf(db, scopes, asked.b)]);
  return { choices: scopes.map(choiceOf), a, b };
}

async function sideOf(
  db: Db,
  scopes: readonly ViewScope[],
  asked: SideFilters,
): Promise<ComparisonSide | null> {
  const { chosen } = chooseScope(scopes, asked);
  if (!chosen) return null;
  const rubric = rubricOf(await rubricContent(db, chosen.rubricVersionId));
  const side = { chosen: choiceOf(chosen), rubric };
  const snapshot = await readSnapshot(db, chosen, { rubric, met: undefined });
  if (!snapshot) return { ...side, period: null, quarters: [], found: null };
  const { quarters } = choicesIn(snapshot.everybody);
  const first = quarters.at(-1);
  const last = quarters[0];
  const within = quartersOf(asked);
  const { summary } = snapshot;
  const criteria = rubric.criteria.map(({ key }) => key);
  return {
    ...side,
    quarters,
    period:
      within && first && last ? { from: within.from ?? first, until: within.until ?? last } : null,
    found: {
      summary,
      byQuarter: summary.agreement.byQuarter.filter(({ quarter }) => isWithin(quarter, within)),
      distributions: distributionsOf(
        snapshot.everybody,
        { criteria, points: rubric.scale.length },
        { quarters: within, round: null },
      ),
    },
  };
}
