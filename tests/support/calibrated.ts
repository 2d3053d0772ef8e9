import { cellsFrom } from "#app/domain/calibration/cells.ts";
import { findingsOf } from "#app/domain/calibration/find.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import type { RunScope } from "#app/domain/calibration/run.ts";
import type { Db } from "#db/client.server.ts";
import { streamColumns } from "#db/queries/calibration-cells.server.ts";
import { readPatterns } from "#db/queries/calibration-patterns.server.ts";
import { markStale } from "#db/queries/calibration-run.server.ts";
import {
  keepSnapshot,
  type SnapshotList,
  scopeKey,
  termsOf,
} from "#db/queries/calibration-snapshot.server.ts";
import { readTallies } from "#db/queries/calibration-tallies.server.ts";

/** Keeps a snapshot of what has settled, calculated here and now instead of in a thread of its own. */
export async function calibrated(db: Db, of: RunScope, dataVersion = "v1"): Promise<void> {
  await markStale(db, [of]);
  const columns = await streamColumns(db, of);
  const { weights, points } = await termsOf(db, of);
  const cells = cellsFrom(columns);
  if (isRefusal(cells)) throw new Error(cells.reason);
  const found = findingsOf(cells, {
    points,
    weights: weights && columns.criteria.map((key) => weights[key] ?? 0),
  });
  if (isRefusal(found)) throw new Error(found.reason);
  const { summary, candidates, rawOrder, interviewers, periods } = found.findings;
  const whole = (list: SnapshotList, entries: readonly object[]) => ({
    ...{ list, from: 0, entries: JSON.stringify(entries) },
  });
  const lists = [
    whole("candidates", candidates),
    whole("raw-order", rawOrder),
    whole("interviewers", interviewers),
    whole("period-severity", periods.severity),
    whole("period-agreement", periods.agreement),
    ...(await readTallies(db, of, { points })),
    ...(await readPatterns(db, of)),
  ];
  const kept = { dataVersion, ratings: columns.rating.length, seconds: 0, start: found.start };
  await db.transaction((tx) =>
    keepSnapshot(tx, scopeKey(of), { ...kept, lists, result: JSON.stringify(summary) }),
  );
}
