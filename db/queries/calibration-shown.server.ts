import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  EVERYBODY,
  type FindingsSummary,
  type TallyFinding,
} from "#app/domain/calibration/findings.ts";
import {
  type Hidden,
  type HiddenCard,
  shownCells,
  shownSummary,
} from "#app/domain/calibration/shown.ts";
import type { ViewRubric } from "#app/domain/calibration/view.ts";
import { type Db, prepared } from "#db/client.server.ts";
import { inList, listed } from "#db/queries/calibration-entry.server.ts";
import { type People, readPeople } from "#db/queries/calibration-people.server.ts";
import { listHiddenCards, type ViewScope } from "#db/queries/calibration-scopes.server.ts";
import { calibrationEntry, calibrationSnapshot, person } from "#db/schema.server.ts";

/** A snapshot without what the viewer is not shown. */
export type Snapshot = {
  readonly id: string;
  readonly rubric: ViewRubric;
  readonly summary: FindingsSummary;
  readonly everybody: TallyFinding["cells"];
  /** The interviewer asked for; null where they are not in it. */
  readonly met: {
    readonly id: string;
    readonly name: string;
    readonly cells: TallyFinding["cells"];
  } | null;
  readonly hidden: Hidden;
  readonly people: People;
};

export async function readSnapshot(
  db: Db,
  scope: ViewScope,
  { rubric, met }: { readonly rubric: ViewRubric; readonly met: string | undefined },
): Promise<Snapshot | null> {
  const { snapshotId: id } = scope;
  if (!id) return null;
  const keys = rubric.criteria.map(({ key }) => key);
  // A subject that nobody has, where nobody is asked for.
  const [[row], cards] = await Promise.all([
    snapshotRow(db).execute({ snapshot: id, met: met ?? "" }),
    listHiddenCards(db, scope.hidden, keys),
  ]);
  if (!row) return null;
  const { people, unread } = await readPeople(db, id, row.people, cards);
  const hidden = { loops: scope.hidden, cards };
  return {
    ...{ id, rubric, hidden, people },
    summary: shownSummary(row.summary, hidden, unread),
    everybody: shownCells(row.everybody?.cells ?? [], cards),
    met: row.met && metOf(row.met, cards),
  };
}

/** What a snapshot says of the whole, of everybody's answers and of one interviewer's: one row. */
const snapshotRow = prepared((db) => {
  const [id, met] = [sql.placeholder("snapshot"), sql.placeholder("met")];
  const all = alias(calibrationEntry, "everybody");
  const own = alias(calibrationEntry, "own");
  return db
    .select({
      summary: sql<FindingsSummary>`${calibrationSnapshot.result}`,
      everybody: sql<TallyFinding | null>`${all.content}`,
      people: listed("interviewers"),
      met: {
        id: person.id,
        name: person.name,
        cells: sql<TallyFinding["cells"]>`${own.content}->'cells'`,
      },
    })
    .from(calibrationSnapshot)
    .leftJoin(all, and(inList(all, id, "tallies"), eq(all.subject, EVERYBODY)))
    .leftJoin(own, and(inList(own, id, "tallies"), eq(own.subject, met)))
    .leftJoin(person, eq(person.id, sql`nullif(${own.subject}, ${EVERYBODY})::uuid`))
    .where(eq(calibrationSnapshot.id, id))
    .prepare("calibration_snapshot");
});

function metOf(
  { cells, ...who }: NonNullable<Snapshot["met"]>,
  cards: readonly HiddenCard[],
): Snapshot["met"] {
  const own = cards.filter(({ interviewerId }) => interviewerId === who.id);
  const left = shownCells(cells, own);
  return left.length > 0 ? { ...who, cells: left } : null;
}
