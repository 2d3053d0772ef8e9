import {
  type AnyColumn,
  and,
  asc,
  between,
  eq,
  exists,
  gte,
  inArray,
  lt,
  notInArray,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { canReadCalibration } from "#app/domain/access.ts";
import { adjustmentOf } from "#app/domain/calibration/adjusted.ts";
import { answersOf, choicesIn, distributionsOf } from "#app/domain/calibration/distributions.ts";
import {
  type CalibrationFilter,
  type CalibrationFilters,
  narrowedWords,
  quarterBounds,
  quartersOf,
} from "#app/domain/calibration/filters.ts";
import {
  type AnswersFinding,
  type CandidateFinding,
  EVERYBODY,
  type FindingsSummary,
  type InterviewerFinding,
  type PunctualityFinding,
  type TallyFinding,
} from "#app/domain/calibration/findings.ts";
import { orderChanges, type Placed, pairOf } from "#app/domain/calibration/pair.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import {
  agreementWithout,
  type Hidden,
  type HiddenCard,
  hiddenOf,
  placesOf,
  shownAnswers,
  shownCells,
  shownInterviewer,
  shownPunctuality,
  shownSummary,
} from "#app/domain/calibration/shown.ts";
import { MINIMUM_CARDS } from "#app/domain/calibration/summary.ts";
import type {
  CalibrationView,
  CandidatePair,
  CandidateRow,
  FilterOptions,
  InterviewerRow,
  Page,
  ScopeChoice,
  VersionReliability,
  ViewFindings,
  ViewRubric,
} from "#app/domain/calibration/view.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { Db } from "#db/client.server.ts";
import { getCalibrationRun } from "#db/queries/calibration-run.server.ts";
import {
  listHiddenCards,
  listViewScopes,
  type ViewScope,
} from "#db/queries/calibration-scopes.server.ts";
import type { SnapshotList } from "#db/queries/calibration-snapshot.server.ts";
import { countedCards, unbarred } from "#db/queries/panel.server.ts";
import { rubricContent } from "#db/queries/rubric.server.ts";
import {
  calibrationEntry,
  calibrationSnapshot,
  candidate,
  card,
  cardVersion,
  decision,
  loop,
  person,
} from "#db/schema.server.ts";

/** Rows of a page of candidates, and of interviewers. */
const CANDIDATES = 30;
const INTERVIEWERS = 40;

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
  const [run, snapshot, settledSince] = await Promise.all([
    // Where no settled loop is theirs to see, that others have settled is not theirs to hear either.
    chosen.settled ? getCalibrationRun(db, viewer, chosen) : null,
    readSnapshot(db, scopes, chosen, { rubric, met: asked.met }),
    countSettledSince(db, viewer, chosen),
  ]);
  const shown = { choices, chosen: choiceOf(chosen), rubric, run, settledSince };
  if (!snapshot) return { ...nothing, ...known, ...shown };
  const { filters, ignored } = keepKnown(known, snapshot);
  const { found, met } = await readFindings(db, chosen, snapshot, filters, rows);
  const strange = filters.pair && !found.pair ? (["pair"] as const) : [];
  return {
    ...shown,
    ...{ filters, ignored: [...ignored, ...strange], found },
    narrowed: narrowedWords(filters, filters.met ? snapshot.met : null),
    options: { ...choicesIn(snapshot.everybody), levels: content.levels, met },
  };
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
  const strangers = new Set<CalibrationFilter>(ignored);
  for (const name of ["quarter", "from", "until"] as const) {
    const quarter = filters[name];
    if (quarter && !quarters.includes(quarter)) strangers.add(name);
  }
  if (filters.round && !rounds.includes(filters.round)) strangers.add("round");
  if (filters.met && !met) strangers.add("met");
  const kept = { ...filters };
  for (const name of strangers) delete kept[name];
  return { filters: kept, ignored: [...strangers] };
}

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
  readonly versions: readonly VersionReliability[];
};

/** Interviewers in a list, and whom hidden cards move in it. */
type People = {
  readonly total: number;
  /** Places of those nothing is left of, and of those who are refused below the minimum sample. */
  readonly out: readonly number[];
  /** The latter, who stand at the end, most cards first. */
  readonly last: readonly string[];
};

export async function readSnapshot(
  db: Db,
  scopes: readonly ViewScope[],
  chosen: ViewScope,
  { rubric, met }: { readonly rubric: ViewRubric; readonly met: string | undefined },
): Promise<Snapshot | null> {
  const { snapshotId: id } = chosen;
  if (!id) return null;
  const versions = scopes.filter(
    ({ positionId, snapshotId }) => positionId === chosen.positionId && snapshotId,
  );
  const keys = rubric.criteria.map(({ key }) => key);
  const hiddenCards = listHiddenCards(
    db,
    versions.flatMap(({ hidden }) => hidden),
    keys,
  );
  const [row, others, cards] = await Promise.all([
    snapshotRow(db, id, met),
    listReliabilities(
      db,
      versions.filter((one) => one !== chosen),
      hiddenCards,
    ),
    hiddenCards,
  ]);
  if (!row) return null;
  const own = cardsOf(chosen, cards);
  const { people, gone } = await readPeople(db, id, row.people, own);
  const hidden = { loops: chosen.hidden, cards: own };
  const summary = shownSummary(row.summary, hidden, gone);
  const everybody = shownCells(row.everybody?.cells ?? [], own);
  return {
    ...{ id, rubric, summary, everybody, hidden, people },
    met: row.met && metOf(row.met, own),
    versions: [...others, reliabilityOf(chosen, summary)].toSorted((a, b) => b.number - a.number),
  };
}

const cardsOf = ({ hidden }: ViewScope, cards: readonly HiddenCard[]): HiddenCard[] =>
  cards.filter(({ loopId }) => hidden.some(({ id }) => id === loopId));

/** What a snapshot says of the whole, of everybody's answers and of one interviewer's: one row. */
async function snapshotRow(db: Db, id: string, met: string | undefined) {
  const all = alias(calibrationEntry, "everybody");
  const own = alias(calibrationEntry, "own");
  const tally = (entry: typeof all | typeof own, subject: string) =>
    and(eq(entry.snapshotId, id), eq(entry.list, "tallies"), eq(entry.subject, subject));
  const [row] = await db
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
    .leftJoin(all, tally(all, EVERYBODY))
    .leftJoin(own, tally(own, met ?? ""))
    .leftJoin(person, met ? and(eq(person.id, met), eq(own.subject, met)) : sql`false`)
    .where(eq(calibrationSnapshot.id, id));
  return row;
}

/** How many entries a snapshot's list has, which takes one step in its key. */
const listed = (list: string) => sql<number>`coalesce((select ${calibrationEntry.place} + 1
  from ${calibrationEntry} where ${calibrationEntry.snapshotId} = ${calibrationSnapshot.id}
  and ${calibrationEntry.list} = ${list} order by ${calibrationEntry.place} desc limit 1), 0)`;

function metOf(
  { cells, ...who }: NonNullable<Snapshot["met"]>,
  cards: readonly HiddenCard[],
): Snapshot["met"] {
  const own = cards.filter(({ interviewerId }) => interviewerId === who.id);
  const left = shownCells(cells, own);
  return left.length > 0 ? { ...who, cells: left } : null;
}

/** What other rubric versions' newest results say of agreement, each without what is not shown of it. */
async function listReliabilities(
  db: Db,
  versions: readonly ViewScope[],
  cards: Promise<HiddenCard[]>,
) {
  if (versions.length === 0) return [];
  const rows = await db
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
    );
  const hidden = await cards;
  return versions.flatMap((version): VersionReliability[] => {
    const row = rows.find(({ id }) => id === version.snapshotId);
    if (!row) return [];
    const { criteria, agreement } = row;
    const own = cardsOf(version, hidden);
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

/** Who is left of a list of interviewers once hidden cards are out: asked only where there are any. */
async function readPeople(db: Db, id: string, total: number, cards: readonly HiddenCard[]) {
  const affected = [...new Set(cards.map(({ interviewerId }) => interviewerId))];
  const rows =
    affected.length === 0 ? [] : await entriesIn(db, id, "interviewers", ofSubjects(affected));
  const moved = rows.flatMap(({ place, content }) => {
    const finding = content as InterviewerFinding;
    const left = shownInterviewer(finding, cards);
    const below = left === null || left.cards < MINIMUM_CARDS;
    return below && hiddenOf(cards, finding.id).length > 0 ? [{ place, finding, left }] : [];
  });
  const gone = moved.filter(({ left }) => left === null).map(({ finding }) => finding);
  const last = moved
    .toSorted((a, b) => (b.left?.cards ?? 0) - (a.left?.cards ?? 0) || a.place - b.place)
    .flatMap(({ left }) => left?.id ?? []);
  const people: People = { total: total - gone.length, out: moved.map(({ place }) => place), last };
  return { people, gone };
}

/** Loops that settled since the newest result began, by an index on when they did. */
async function countSettledSince(
  db: Db,
  viewer: Viewer,
  { snapshotId, positionId, rubricVersionId }: ViewScope,
): Promise<number> {
  if (!snapshotId) return 0;
  const { computedAt, seconds } = calibrationSnapshot;
  const began = db
    .select({ at: sql`${computedAt} - make_interval(secs => coalesce(${seconds}, 0)::float8)` })
    .from(calibrationSnapshot)
    .where(eq(calibrationSnapshot.id, snapshotId));
  const [row] = await db
    .select({ loops: sql<number>`count(*)::int` })
    .from(loop)
    .where(
      and(
        eq(loop.positionId, positionId),
        eq(loop.rubricVersionId, rubricVersionId),
        eq(loop.state, "decided"),
        gte(loop.settledAt, sql`(${began})`),
        unbarred(viewer, loop.candidateId),
        sql`${placeIn(snapshotId, "candidates", loop.id)} is null`,
      ),
    );
  return row?.loops ?? 0;
}

async function readFindings(
  db: Db,
  scope: ViewScope,
  snapshot: Snapshot,
  filters: CalibrationFilters,
  size: number,
): Promise<{ readonly found: ViewFindings; readonly met: FilterOptions["met"] }> {
  const { summary, everybody, rubric, versions } = snapshot;
  const keys = rubric.criteria.map(({ key }) => key);
  const [candidates, interviewers, pair] = await Promise.all([
    readCandidates(db, scope, snapshot, filters, size),
    readInterviewers(db, snapshot, filters.interviewers ?? 1),
    filters.pair ? readPair(db, scope, snapshot, filters.pair) : null,
  ]);
  const within = { quarters: quartersOf(filters), round: filters.round ?? null };
  const cells = filters.met && snapshot.met ? snapshot.met.cells : everybody;
  const here = interviewers.rows.map(({ id, name }) => ({ id, name }));
  const asked = filters.met && snapshot.met && !here.some(({ id }) => id === filters.met);
  const met =
    asked && snapshot.met ? [...here, { id: snapshot.met.id, name: snapshot.met.name }] : here;
  return {
    found: {
      ...{ summary, candidates, interviewers, pair, versions },
      distributions: distributionsOf(
        cells,
        { criteria: keys, points: rubric.scale.length },
        within,
      ),
    },
    met: met.toSorted((a, b) => a.name.localeCompare(b.name, "en")),
  };
}

type PlacedRow = { readonly row: Omit<CandidateRow, "number" | "below"> } & Placed;

type CandidateList = "candidates" | "raw-order";

/**
 * Where a loop stands in a snapshot's list. A subquery of its own for each row, so that the planner, who
 * may know nothing of a new snapshot yet, goes by all three columns of the index.
 */
const placeIn = (id: string, list: CandidateList, loopId: AnyColumn) => sql<number | null>`(
  select held.place from ${calibrationEntry} as held where held.snapshot_id = ${id}
  and held.list = ${list} and held.subject = ${loopId}::text limit 1)`;

const entriesIn = (db: Db, id: string, list: SnapshotList, where: SQL | undefined) =>
  db
    .select({
      place: calibrationEntry.place,
      subject: sql<string>`${calibrationEntry.subject}`,
      content: calibrationEntry.content,
    })
    .from(calibrationEntry)
    .where(and(eq(calibrationEntry.snapshotId, id), eq(calibrationEntry.list, list), where))
    .orderBy(asc(calibrationEntry.place));

const ofSubjects = (subjects: readonly string[]) =>
  sql`${calibrationEntry.subject} = any(${sql.param([...subjects])}::text[])`;

/** Candidates of a snapshot with what their loops say now, in the order of one of its lists. */
async function candidateRows(
  db: Db,
  id: string,
  list: CandidateList,
  where: SQL | undefined,
): Promise<PlacedRow[]> {
  const ordered = await entriesIn(db, id, list, where);
  const subjects = ordered.map(({ subject }) => subject);
  if (subjects.length === 0) return [];
  const [own, live] = await Promise.all([
    list === "candidates" ? ordered : entriesIn(db, id, "candidates", ofSubjects(subjects)),
    liveRows(db, subjects),
  ]);
  const found = new Map(own.map((entry) => [entry.subject, entry]));
  const said = new Map(live.map((row) => [row.loopId, row]));
  return subjects.flatMap((subject): PlacedRow[] => {
    const entry = found.get(subject);
    const row = said.get(subject);
    if (!entry || !row?.settledAt) return [];
    const finding = entry.content as CandidateFinding;
    const { id: _, above: __, ...rest } = finding;
    return [{ place: entry.place, finding, row: { ...rest, ...row, settledAt: row.settledAt } }];
  });
}

const liveRows = (db: Db, loopIds: readonly string[]) =>
  db
    .select({
      loopId: loop.id,
      candidate: candidate.name,
      outcome: decision.outcome,
      level: decision.level,
      settledAt: loop.settledAt,
    })
    .from(loop)
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .innerJoin(decision, and(eq(decision.loopId, loop.id), eq(decision.number, latestNumber)))
    .where(sql`${loop.id} = any(${sql.param([...loopIds])}::uuid[])`);

const latestNumber = sql`(select max(latest.number) from ${decision} as latest where latest.loop_id = ${loop.id})`;

async function readCandidates(
  db: Db,
  scope: ViewScope,
  { id, summary }: Snapshot,
  filters: CalibrationFilters,
  size: number,
): Promise<Page<CandidateRow>> {
  const shown = adjustmentOf(summary).shown;
  const list = shown && filters.order !== "raw" ? "candidates" : "raw-order";
  const narrowed = narrowing(db, scope, filters);
  const matched = narrowed && (await matchedPlaces(db, id, list, narrowed));
  const total = matched ? matched.length : scope.candidates;
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(filters.page ?? 1, pages);
  // With the last row of the page before, which the first one here is held against.
  const ranks = { first: Math.max(0, (page - 1) * size - 1), last: page * size - 1 };
  const out = scope.hidden.map(({ place, rawPlace }) => (list === "candidates" ? place : rawPlace));
  const { first, last } = placesOf(ranks, out);
  const { place } = calibrationEntry;
  const within = matched
    ? inArray(place, matched.slice(ranks.first, ranks.last + 1))
    : and(between(place, first, last), out.length > 0 ? notInArray(place, out) : undefined);
  const rows = total === 0 ? [] : await candidateRows(db, id, list, within);
  const numbered = rows.map(({ row, ...placed }, at): CandidateRow => {
    const before = rows[at - 1];
    const compared = before && shown ? pairOf(before, placed) : null;
    const below = compared && !isRefusal(compared) ? compared.probability : null;
    return { ...row, number: ranks.first + at + 1, below };
  });
  return { rows: numbered.slice(page > 1 ? 1 : 0), ...{ total, page, pages, size } };
}

/** The loops that filters leave, or null where all of them are left. */
function narrowing(db: Db, scope: ViewScope, filters: CalibrationFilters): SQL | null {
  const { level, met } = filters;
  const quarters = quartersOf(filters);
  if (!quarters && !level && !met) return null;
  const metThem = (interviewerId: string) =>
    inArray(
      loop.id,
      db
        .select({ id: card.loopId })
        .from(card)
        .innerJoin(
          cardVersion,
          and(eq(cardVersion.cardId, card.id), eq(cardVersion.number, card.sealedNumber)),
        )
        .where(and(eq(card.interviewerId, interviewerId), countedCards)),
    );
  const where = and(
    eq(loop.positionId, scope.positionId),
    eq(loop.rubricVersionId, scope.rubricVersionId),
    eq(loop.state, "decided"),
    quarters?.from ? gte(loop.settledAt, quarterBounds(quarters.from).from) : undefined,
    quarters?.until ? lt(loop.settledAt, quarterBounds(quarters.until).until) : undefined,
    level
      ? exists(
          db
            .select({ one: sql`1` })
            .from(decision)
            .where(
              and(
                eq(decision.loopId, loop.id),
                eq(decision.level, level),
                eq(decision.number, latestNumber),
              ),
            ),
        )
      : undefined,
    met ? metThem(met) : undefined,
    scope.hiddenIds.length > 0 ? notInArray(loop.id, [...scope.hiddenIds]) : undefined,
  );
  return where ?? null;
}

/** Where the loops that are left stand in a list, in its order: a number each. */
async function matchedPlaces(
  db: Db,
  id: string,
  list: CandidateList,
  where: SQL,
): Promise<number[]> {
  const matched = db.$with("matched").as(
    db
      .select({ place: placeIn(id, list, loop.id).as("place") })
      .from(loop)
      .where(where),
  );
  const [row] = await db
    .with(matched)
    .select({
      places: sql<
        number[]
      >`coalesce(json_agg(${matched.place} order by ${matched.place}) filter (where ${matched.place} is not null), '[]')`,
    })
    .from(matched);
  return row?.places ?? [];
}

/** Two candidates beside each other; null where one of them is not there for this viewer. */
async function readPair(
  db: Db,
  scope: ViewScope,
  { id, rubric, summary }: Snapshot,
  loops: readonly [string, string],
): Promise<CandidatePair | null> {
  const asked = loops.filter((loopId) => !scope.hiddenIds.includes(loopId));
  const rows = await candidateRows(db, id, "candidates", ofSubjects(asked));
  const [a, b] = loops.map((loopId) => rows.find(({ row }) => row.loopId === loopId));
  if (!a || !b) return null;
  const adjustment = adjustmentOf(summary);
  const plain = ({ row }: PlacedRow): CandidateRow => ({ ...row, number: 0, below: null });
  const weighed = ({ row }: PlacedRow) => ({ name: row.candidate, profile: row.profile });
  const weights = isRefusal(summary.weights)
    ? Object.fromEntries(summary.criteria.map((key) => [key, 1]))
    : Object.fromEntries(summary.weights.map(({ criterion, nominal }) => [criterion, nominal]));
  return {
    first: plain(a),
    second: plain(b),
    comparison: adjustment.shown ? pairOf(a, b) : { reason: adjustment.why },
    changes: orderChanges(weighed(a), weighed(b), rubric.criteria, weights),
  };
}

async function readInterviewers(
  db: Db,
  { id, rubric, hidden, people }: Snapshot,
  asked: number,
): Promise<Page<InterviewerRow>> {
  const { total, out, last } = people;
  const size = INTERVIEWERS;
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(asked, pages);
  const listed = total - last.length;
  const ranks = { first: (page - 1) * size, last: Math.min(page * size, listed) - 1 };
  const places = placesOf(ranks, out);
  const appended = last.slice(Math.max(0, ranks.first - listed), Math.max(0, page * size - listed));
  const rows = total === 0 ? [] : await interviewerRows(db, id, places, out, appended);
  const atEnd = (subject: string) => appended.indexOf(subject);
  const shown = rows
    .toSorted((a, b) => atEnd(a.finding.id) - atEnd(b.finding.id))
    .flatMap(({ finding, ...beside }) => {
      const left = shownInterviewer(finding, hidden.cards);
      return left ? [{ finding: left, ...beside }] : [];
    });
  const here = new Set(shown.map(({ finding }) => finding.id));
  return {
    rows: shown.map(({ finding: { drift, partners, ...finding }, name, punctuality, answers }) => ({
      ...finding,
      name,
      partners: partners.filter((partner) => here.has(partner.id)),
      change: isRefusal(drift) ? drift : drift.change,
      punctuality: punctuality && shownPunctuality(punctuality, hidden.cards),
      answers: answersOf(answers && shownAnswers(answers, hidden.cards), rubric.scale.length),
    })),
    ...{ total, page, pages, size },
  };
}

/** Interviewers at these places, and those named, with what else a snapshot says of each. */
async function interviewerRows(
  db: Db,
  id: string,
  { first, last }: { readonly first: number; readonly last: number },
  out: readonly number[],
  named: readonly string[],
) {
  const { place } = calibrationEntry;
  const here = between(place, first, last);
  const listed = out.length > 0 ? and(here, notInArray(place, [...out])) : here;
  const entries = await entriesIn(
    db,
    id,
    "interviewers",
    named.length > 0 ? or(listed, ofSubjects(named)) : listed,
  );
  const ids = entries.map(({ subject }) => subject);
  const [people, punctuality, answers] = await Promise.all([
    db
      .select({ id: person.id, name: person.name })
      .from(person)
      .where(sql`${person.id} = any(${sql.param(ids)}::uuid[])`),
    entriesIn(db, id, "punctuality", ofSubjects(ids)),
    entriesIn(db, id, "answers", ofSubjects(ids)),
  ]);
  const names = new Map(people.map((one) => [one.id, one.name]));
  const contentOf = (list: typeof entries, subject: string) =>
    list.find((entry) => entry.subject === subject)?.content ?? null;
  return entries.map(({ subject, content }) => ({
    finding: content as InterviewerFinding,
    name: names.get(subject) ?? "",
    punctuality: contentOf(punctuality, subject) as PunctualityFinding | null,
    answers: contentOf(answers, subject) as AnswersFinding | null,
  }));
}
