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
  readonly conflicted: boolean;
};

export async function readSnapshot(
  db: Db,
  scope: ViewScope,
  { rubric, met }: { readonly rubric: ViewRubric; readonly met: string | undefined },
): Promise<Snapshot | null> {
  const { snapshotId: id } = scope;
  if (!id) return null;
  const keys = rubric.criteria.map(({ key }) => key);
  const [whole, asked, cards] = await Promise.all([
    readWhole(db, id),
    met === undefined ? null : readMet(db, id, met),
    listHiddenCards(db, scope.hidden, keys),
  ]);
  if (!whole) return null;
  const { people, unread } = await readPeople(db, id, whole.people, cards);
  const hidden = { loops: scope.hidden, cards };
  return {
    ...{ id, rubric, hidden, people, conflicted: scope.conflicted },
    summary: shownSummary(whole.summary, hidden, unread),
    everybody: shownCells(whole.everybody?.cells ?? [], cards),
    met: asked && metOf(asked, cards),
  };
}

/** What a snapshot says of the whole and of everybody's answers, and how many interviewers it lists. */
type Whole = {
  readonly summary: FindingsSummary;
  readonly everybody: TallyFinding | null;
  readonly people: number;
};

/** Those read last, the oldest first: a snapshot never changes, and who is shown it is asked each time. */
const kept = new Map<string, Whole>();
const MOST_KEPT = 20;

async function readWhole(db: Db, id: string): Promise<Whole | null> {
  const whole = kept.get(id) ?? (await wholeRow(db).execute({ snapshot: id }))[0];
  if (!whole) return null;
  kept.delete(id);
  kept.set(id, whole);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest) kept.delete(oldest);
  return whole;
}

const wholeRow = prepared((db) => {
  const id = sql.placeholder("snapshot");
  const all = alias(calibrationEntry, "everybody");
  return db
    .select({
      summary: sql<FindingsSummary>`${calibrationSnapshot.result}`,
      everybody: sql<TallyFinding | null>`${all.content}`,
      people: listed("interviewers"),
    })
    .from(calibrationSnapshot)
    .leftJoin(all, and(inList(all, id, "tallies"), eq(all.subject, EVERYBODY)))
    .where(eq(calibrationSnapshot.id, id))
    .prepare("calibration_snapshot");
});

/** One interviewer's answers. */
async function readMet(db: Db, id: string, met: string): Promise<Snapshot["met"]> {
  const own = alias(calibrationEntry, "own");
  const [row] = await db
    .select({
      id: person.id,
      name: person.name,
      cells: sql<TallyFinding["cells"]>`${own.content}->'cells'`,
    })
    .from(own)
    .innerJoin(person, eq(person.id, sql`nullif(${own.subject}, ${EVERYBODY})::uuid`))
    .where(and(inList(own, id, "tallies"), eq(own.subject, met)));
  return row ?? null;
}

function metOf(
  { cells, ...who }: NonNullable<Snapshot["met"]>,
  cards: readonly HiddenCard[],
): Snapshot["met"] {
  const own = cards.filter(({ interviewerId }) => interviewerId === who.id);
  const left = shownCells(cells, own);
  return left.length > 0 ? { ...who, cells: left } : null;
}
