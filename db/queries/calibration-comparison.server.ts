import { inArray } from "drizzle-orm";
import { canReadCalibration } from "#app/domain/access.ts";
import { choicesIn, distributionsOf } from "#app/domain/calibration/distributions.ts";
import {
  type CalibrationFilter,
  quartersOf,
  type SideFilters,
  strangeQuarters,
} from "#app/domain/calibration/filters.ts";
import type { Quarters } from "#app/domain/calibration/quarters.ts";
import { isRefusal, refuse } from "#app/domain/calibration/refusal.ts";
import {
  compareSeverities,
  MOST_COMPARED,
  type SeveritySide,
} from "#app/domain/calibration/severity-comparison.ts";
import { NOT_BY_QUARTER } from "#app/domain/calibration/shown.ts";
import type { Comparison, ComparisonSide } from "#app/domain/calibration/view.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { Db } from "#db/client.server.ts";
import { readPeriodAgreement, readSeveritySums } from "#db/queries/calibration-periods.server.ts";
import { listViewScopes, type ViewScope } from "#db/queries/calibration-scopes.server.ts";
import { readSnapshot, type Snapshot } from "#db/queries/calibration-shown.server.ts";
import { choiceOf, chooseScope, rubricOf } from "#db/queries/calibration-view.server.ts";
import { rubricContent } from "#db/queries/rubric.server.ts";
import { person } from "#db/schema.server.ts";

/**
 * Two selections side by side, or null for whoever may not read calibration. Reads each snapshot's row, a
 * row for each quarter asked for, and one for each interviewer, whatever the number of ratings.
 */
export async function getComparison(
  db: Db,
  viewer: Viewer,
  asked: { readonly a: SideFilters; readonly b: SideFilters },
): Promise<Comparison | null> {
  if (!canReadCalibration(viewer).allowed) return null;
  const scopes = await listViewScopes(db, viewer);
  const [a, b] = await Promise.all([sideOf(db, scopes, asked.a), sideOf(db, scopes, asked.b)]);
  return {
    choices: scopes.map(choiceOf),
    ...{ a: a?.side ?? null, b: b?.side ?? null },
    severities: await severitiesOf(db, a, b),
    strange: [...(a?.strange ?? []), ...(b?.strange ?? [])],
  };
}

type Side = {
  readonly side: ComparisonSide;
  /** Null before the first result. */
  readonly snapshot: Snapshot | null;
  readonly within: Quarters | null;
  /** What was asked for and its result does not know. */
  readonly strange: readonly CalibrationFilter[];
};

async function sideOf(
  db: Db,
  scopes: readonly ViewScope[],
  asked: SideFilters,
): Promise<Side | null> {
  const { chosen } = chooseScope(scopes, asked);
  if (!chosen) return null;
  const rubric = rubricOf(await rubricContent(db, chosen.rubricVersionId));
  const side = { chosen: choiceOf(chosen), rubric };
  const snapshot = await readSnapshot(db, chosen, { rubric, met: undefined });
  if (!snapshot)
    return {
      side: { ...side, period: null, quarters: [], found: null },
      ...{ snapshot, within: null, strange: [] },
    };
  const { quarters } = choicesIn(snapshot.everybody);
  const strange = strangeQuarters(asked, quarters);
  const known = { ...asked };
  for (const name of strange) delete known[name];
  const first = quarters.at(-1);
  const last = quarters[0];
  const within = quartersOf(known);
  const { summary } = snapshot;
  const criteria = rubric.criteria.map(({ key }) => key);
  const ofPeriod = within && (await readPeriodAgreement(db, snapshot, within));
  const period =
    within && first && last ? { from: within.from ?? first, until: within.until ?? last } : null;
  const found = {
    ...{ summary, ofPeriod: ofPeriod !== null, agreement: ofPeriod ?? summary.agreement },
    distributions: distributionsOf(
      snapshot.everybody,
      { criteria, points: rubric.scale.length },
      { quarters: within, round: null },
    ),
  };
  return { side: { ...side, quarters, period, found }, snapshot, within, strange };
}

async function severitiesOf(
  db: Db,
  a: Side | null,
  b: Side | null,
): Promise<Comparison["severities"]> {
  if (!a?.snapshot || !b?.snapshot) return refuse("Both selections need a result.");
  if (a.snapshot.conflicted && (a.within || b.within)) return NOT_BY_QUARTER;
  const sameScope = a.snapshot.id === b.snapshot.id;
  const sums = await readSeveritySums(db, a.snapshot, null);
  const others = sameScope ? sums : await readSeveritySums(db, b.snapshot, null);
  const sideFor = (
    { within }: Side,
    { summary, hidden }: Snapshot,
    sums: SeveritySide["sums"],
  ) => ({
    ...{ sums, within, summary, cards: hidden.cards },
  });
  const found = compareSeverities(sideFor(a, a.snapshot, sums), sideFor(b, b.snapshot, others), {
    sameScope,
  });
  if (isRefusal(found)) return found;
  const shown = found.slice(0, MOST_COMPARED);
  const names = await namesOf(
    db,
    shown.map(({ id }) => id),
  );
  return {
    rows: shown.map((row) => ({ ...row, name: names.get(row.id) ?? "" })),
    compared: found.length,
    clear: found.filter(({ change }) => change.flagged).length,
  };
}

async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: person.id, name: person.name })
    .from(person)
    .where(inArray(person.id, [...ids]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
