import { and, eq, inArray, or } from "drizzle-orm";
import { type CalibrationFilters, quartersOf } from "#app/domain/calibration/filters.ts";
import { EVERYBODY } from "#app/domain/calibration/findings.ts";
import {
  type PatternLoop,
  type PatternTally,
  patternStatistics,
  tallyWithout,
} from "#app/domain/calibration/pattern-statistics.ts";
import type { PatternsFound } from "#app/domain/calibration/view.ts";
import type { Db } from "#db/client.server.ts";
import type { ViewScope } from "#db/queries/calibration-scopes.server.ts";
import { rubricContent } from "#db/queries/rubric.server.ts";
import { calibrationEntry } from "#db/schema.server.ts";

/** What the view shows of patterns, narrowed to the quarters and the level asked for. */
export async function readPatternsFound(
  db: Db,
  scope: ViewScope,
  filters: CalibrationFilters,
): Promise<Pick<PatternsFound, "patterns" | "titles">> {
  const [tally, { patterns }] = await Promise.all([
    readPatternTally(db, scope),
    rubricContent(db, scope.rubricVersionId),
  ]);
  const within = { quarters: quartersOf(filters), level: filters.level ?? null };
  return {
    patterns: tally && patternStatistics(tally, within),
    titles: Object.fromEntries(patterns.map(({ key, title }) => [key, title])),
  };
}

/**
 * The sums of a scope's settled loops in its newest result, without those that the viewer is not shown:
 * each loop's own part is kept, so that it comes out exactly. Null where the result is older than they are.
 */
async function readPatternTally(
  db: Db,
  { snapshotId, hiddenIds }: Pick<ViewScope, "snapshotId" | "hiddenIds">,
): Promise<PatternTally | null> {
  if (!snapshotId) return null;
  const { list, subject, content } = calibrationEntry;
  const rows = await db
    .select({ list, content })
    .from(calibrationEntry)
    .where(
      and(
        eq(calibrationEntry.snapshotId, snapshotId),
        or(
          and(eq(list, "patterns"), eq(subject, EVERYBODY)),
          hiddenIds.length > 0
            ? and(eq(list, "pattern-loops"), inArray(subject, [...hiddenIds]))
            : undefined,
        ),
      ),
    );
  const sums = rows.find((row) => row.list === "patterns");
  if (!sums) return null;
  const { cells } = sums.content as { readonly cells: PatternTally };
  const hidden = rows.filter((row) => row.list === "pattern-loops");
  return tallyWithout(
    cells,
    hidden.map((row) => row.content as PatternLoop),
  );
}
