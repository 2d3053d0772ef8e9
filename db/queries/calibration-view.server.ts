import { and, desc, eq, gte, sql } from "drizzle-orm";
import { canReadCalibration } from "#app/domain/access.ts";
import { choicesIn, distributionsOf } from "#app/domain/calibration/distributions.ts";
import {
  type CalibrationFilter,
  type CalibrationFilters,
  narrowedWords,
  quartersOf,
  strangeQuarters,
} from "#app/domain/calibration/filters.ts";
import type {
  CalibrationView,
  FilterOptions,
  ScopeChoice,
  ViewFindings,
  ViewRubric,
} from "#app/domain/calibration/view.ts";
import type { Viewer } from "#app/domain/people.ts";
import { type Db, prepared } from "#db/client.server.ts";
import { readCandidates, readPair } from "#db/queries/calibration-candidates.server.ts";
import { placeIn } from "#db/queries/calibration-entry.server.ts";
import {
  readInterviewers,
  readLinked,
  readNamed,
} from "#db/queries/calibration-interviewers.server.ts";
import { readPatternsFound } from "#db/queries/calibration-pattern-view.server.ts";
import { readPeriodAgreement, readPeriodSeverity } from "#db/queries/calibration-periods.server.ts";
import { getCalibrationRun } from "#db/queries/calibration-run.server.ts";
import { listViewScopes, type ViewScope } from "#db/queries/calibration-scopes.server.ts";
import { readSnapshot, type Snapshot } from "#db/queries/calibration-shown.server.ts";
import { listVersions } from "#db/queries/calibration-versions.server.ts";
import { unbarred } from "#db/queries/panel.server.ts";
import { rubricContent } from "#db/queries/rubric.server.ts";
import { calibrationSnapshot, loop } from "#db/schema.server.ts";

/** Rows of a page of candidates. */
const CANDIDATES = 20;

/**
 * What the calibration view shows this viewer, or null for whoever may not read it. Read from the newest
 * snapshot, a page of each list at a time: no rating, no card and no list of everybody is read, so that it
 * costs the same however much has settled. The exceptions are few rows each: cards of loops that the
 * viewer is not shown, which are taken out, and whom one interviewer met, where that is asked for.
 */
export async function getCalibrationView(
  db: Db,
  viewer: Viewer,
  asked: CalibrationFilters,
  { rows = CANDIDATES }: { readonly rows?: number } = {},
): Promise<CalibrationView | null> {
  if (!canReadCalibration(viewer).allowed) return null;
  const scopes = await listViewScopes(db, viewer);
  const known = chooseScope(scopes, asked);
  const { chosen } = known;
  const choices = scopes.map(choiceOf);
  if (!chosen) return { ...nothing, ...known, choices };
  const content = await rubricContent(db, chosen.rubricVersionId);
  const rubric = rubricOf(content);
  const [run, settledSince, read] = await Promise.all([
    // Where no settled loop is theirs to see, that others have settled is not theirs to hear either.
    chosen.settled ? getCalibrationRun(db, viewer, chosen) : null,
    countSettledSince(db, viewer, chosen),
    readShown(),
  ]);
  const shown = { choices, chosen: choiceOf(chosen), rubric, run, settledSince };
  if (!read) return { ...nothing, ...known, ...shown };
  const { snapshot, filters, ignored, found, met } = read;
  const strange =
    filters.pair && found.part === "candidates" && !found.pair ? (["pair"] as const) : [];
  return {
    ...shown,
    ...{ filters, ignored: [...ignored, ...strange], found },
    narrowed: narrowedWords(filters, filters.met ? snapshot.met : null, hasPeriod(found)),
    options: { ...choicesIn(snapshot.everybody), levels: content.levels, met },
  };

  async function readShown() {
    const snapshot = chosen && (await readSnapshot(db, chosen, { rubric, met: asked.met }));
    if (!snapshot) return null;
    const { filters, ignored } = keepKnown(known, snapshot);
    const read = await readFindings(db, { scopes, chosen }, snapshot, filters, rows);
    return { snapshot, filters, ignored, ...read };
  }
}

/** Whether what is shown of severity or agreement is that of the chosen quarters. */
function hasPeriod(found: ViewFindings): boolean {
  if (found.part === "interviewers") return found.period !== null;
  return found.part === "criteria" && found.ofPeriod;
}

const nothing = {
  ...{ rubric: null, run: null, settledSince: 0, found: null, narrowed: [], ignored: [] },
  options: { quarters: [], rounds: [], levels: [], met: [] },
} as const;

/** What a page may know of a scope: no snapshot's key, no place. */
export const choiceOf = ({
  positionId,
  title,
  level,
  rubricVersionId,
  rubric,
  candidates,
  calculated,
}: ViewScope): ScopeChoice => ({
  ...{ positionId, title, level, rubricVersionId, rubric, candidates, calculated },
});

export const rubricOf = ({ scale, criteria }: ViewRubric): ViewRubric => ({
  scale,
  criteria: criteria.map(({ key, title }) => ({ key, title })),
});

type Known<S> = {
  readonly chosen: S | null;
  readonly filters: CalibrationFilters;
  readonly ignored: readonly CalibrationFilter[];
};

/** The position and rubric version asked for, else those with the most candidates. */
export function chooseScope<S extends ScopeChoice>(
  scopes: readonly S[],
  asked: CalibrationFilters,
): Known<S> {
  const { position: wanted, rubric, ...rest } = asked;
  const own = scopes.filter((scope) => scope.positionId === wanted);
  const among = own.length > 0 ? own : scopes;
  const exact = among.find((scope) => scope.rubricVersionId === rubric);
  return {
    chosen: exact ?? among[0] ?? null,
    filters: {
      ...rest,
      ...(own.length > 0 ? { position: wanted } : {}),
      ...(exact ? { rubric } : {}),
    },
    ignored: [
      ...(wanted && own.length === 0 ? (["position"] as const) : []),
      ...(rubric && !exact ? (["rubric"] as const) : []),
    ],
  };
}

/** The filters that name something in this snapshot. */
function keepKnown(
  { filters, ignored }: Known<ViewScope>,
  { everybody, met }: Snapshot,
): Pick<Known<ViewScope>, "filters" | "ignored"> {
  const { quarters, rounds } = choicesIn(everybody);
  const strangers = new Set<CalibrationFilter>([...ignored, ...strangeQuarters(filters, quarters)]);
  if (filters.round && !rounds.includes(filters.round)) strangers.add("round");
  if (filters.met && !met) strangers.add("met");
  const kept = { ...filters };
  for (const name of strangers) delete kept[name];
  return { filters: kept, ignored: [...strangers] };
}

/** More loops than this that no result has seen are not counted one by one. */
const MOST_UNSEEN = 1_000;

/**
 * Loops that settled since the newest result began, by an index on when they did. The limit is also for
 * the planner, who would expect a third of all loops of a moment it does not know.
 */
async function countSettledSince(
  db: Db,
  { id, email }: Viewer,
  { snapshotId, positionId, rubricVersionId }: ViewScope,
): Promise<number> {
  if (!snapshotId) return 0;
  const of = { snapshot: snapshotId, position: positionId, rubric: rubricVersionId };
  const [row] = await settledSince(db).execute({ ...of, viewer: id, email });
  return row?.loops ?? 0;
}

const settledSince = prepared((db) => {
  const given = (name: string) => sql.placeholder(name);
  const { computedAt, seconds } = calibrationSnapshot;
  const began = db
    .select({ at: sql`${computedAt} - make_interval(secs => coalesce(${seconds}, 0)::float8)` })
    .from(calibrationSnapshot)
    .where(eq(calibrationSnapshot.id, given("snapshot")));
  const since = db
    .select({ id: loop.id, candidateId: loop.candidateId })
    .from(loop)
    .where(
      and(
        eq(loop.positionId, given("position")),
        eq(loop.rubricVersionId, given("rubric")),
        eq(loop.state, "decided"),
        gte(loop.settledAt, sql`(${began})`),
      ),
    )
    .orderBy(desc(loop.settledAt))
    .limit(MOST_UNSEEN)
    .as("since");
  return db
    .select({ loops: sql<number>`count(*)::int` })
    .from(since)
    .where(
      and(
        unbarred({ id: given("viewer"), email: given("email") }, since.candidateId),
        sql`${placeIn(given("snapshot"), "candidates", since.id)} is null`,
      ),
    )
    .prepare("calibration_settled_since");
});

/** What the part that is shown needs, and the interviewers the filters offer. */
async function readFindings(
  db: Db,
  { scopes, chosen }: { readonly scopes: readonly ViewScope[]; readonly chosen: ViewScope },
  snapshot: Snapshot,
  filters: CalibrationFilters,
  size: number,
): Promise<{ readonly found: ViewFindings; readonly met: FilterOptions["met"] }> {
  const [named, found] = await Promise.all([readNamed(db, snapshot), readPart()]);
  const { met } = snapshot;
  const strange = filters.met && met && !named.some(({ id }) => id === met.id) ? [met] : [];
  const offered = [...named, ...strange.map(({ id, name }) => ({ id, name }))];
  return {
    found,
    met: offered.toSorted((a, b) => a.name.localeCompare(b.name, "en")),
  };

  async function readPart() {
    const { summary } = snapshot;
    const within = quartersOf(filters);
    switch (filters.part ?? "candidates") {
      case "candidates": {
        const [candidates, pair] = await Promise.all([
          readCandidates(db, chosen, snapshot, filters, size),
          filters.pair ? readPair(db, chosen, snapshot, filters.pair) : null,
        ]);
        return { part: "candidates" as const, summary, candidates, pair };
      }
      case "interviewers": {
        const [interviewers, linked] = await Promise.all([
          readInterviewers(db, snapshot, filters.interviewers ?? 1),
          readLinked(db, snapshot),
        ]);
        const period =
          within && (await readPeriodSeverity(db, snapshot, within, interviewers.rows));
        return { part: "interviewers" as const, summary, interviewers, linked, period };
      }
      case "criteria": {
        const [versions, ofPeriod] = await Promise.all([
          listVersions(db, scopes, chosen, snapshot),
          within && readPeriodAgreement(db, snapshot, within),
        ]);
        return {
          ...{ part: "criteria" as const, summary, versions },
          ...{ agreement: ofPeriod ?? summary.agreement, ofPeriod: ofPeriod !== null },
          distributions: distributionsIn(snapshot, filters),
        };
      }
      case "patterns":
        return {
          ...{ part: "patterns" as const, summary },
          ...(await readPatternsFound(db, chosen, filters)),
        };
    }
  }
}

function distributionsIn({ everybody, met, rubric }: Snapshot, filters: CalibrationFilters) {
  const cells = filters.met && met ? met.cells : everybody;
  const criteria = rubric.criteria.map(({ key }) => key);
  return distributionsOf(
    cells,
    { criteria, points: rubric.scale.length },
    { quarters: quartersOf(filters), round: filters.round ?? null },
  );
}
