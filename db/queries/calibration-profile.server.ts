import { and, asc, eq, exists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { canReadCalibration, canReadProfile } from "#app/domain/access.ts";
import { cellsWithout, distributionsOf } from "#app/domain/calibration/distributions.ts";
import type { CalibrationFilters } from "#app/domain/calibration/filters.ts";
import {
  EVERYBODY,
  type FindingsSummary,
  type InterviewerFinding,
  type PunctualityFinding,
  type TallyFinding,
} from "#app/domain/calibration/findings.ts";
import {
  hiddenOf,
  shownCells,
  shownInterviewer,
  shownPunctuality,
  shownSummary,
} from "#app/domain/calibration/shown.ts";
import type { Profile, ProfileFindings, ViewRubric } from "#app/domain/calibration/view.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { Db } from "#db/client.server.ts";
import {
  listHiddenCards,
  listViewScopes,
  type ViewScope,
} from "#db/queries/calibration-scopes.server.ts";
import { choiceOf, chooseScope, rubricOf } from "#db/queries/calibration-view.server.ts";
import { rubricContent } from "#db/queries/rubric.server.ts";
import { calibrationEntry, calibrationSnapshot, card, loop, person } from "#db/schema.server.ts";

/** Interviewers besides oneself from whom on their answers together tell of none of them. */
export const LEAST_OTHERS = 3;

/**
 * What newest snapshots say of one interviewer, or null for whoever may not read that and where there is
 * no such person. Nothing of a candidate is among it: to oneself it tells how one scores, and no more.
 */
export async function getProfile(
  db: Db,
  viewer: Viewer,
  personId: string,
  asked: Pick<CalibrationFilters, "position" | "rubric">,
): Promise<Profile | null> {
  if (!canReadProfile(viewer, personId).allowed) return null;
  const [[who], scopes] = await Promise.all([
    db.select({ id: person.id, name: person.name }).from(person).where(eq(person.id, personId)),
    scopesOf(db, viewer, personId),
  ]);
  if (!who) return null;
  const { chosen } = chooseScope(scopes, asked);
  const shown = {
    person: who,
    own: viewer.id === personId,
    choices: scopes.map((scope) => ({ ...choiceOf(scope), cards: scope.cards })),
  };
  if (!chosen) return { ...shown, chosen: null, rubric: null, age: null, found: null };
  const rubric = rubricOf(await rubricContent(db, chosen.rubricVersionId));
  const read = await readProfile(db, viewer, chosen, { personId, rubric });
  return {
    ...shown,
    ...{ chosen: choiceOf(chosen), rubric },
    ...{ age: read?.age ?? null, found: read?.found ?? null },
  };
}

type PersonScope = ViewScope & { readonly cards: number };

/** The scopes in whose newest result a person stands, those with most of their cards first. */
async function scopesOf(db: Db, viewer: Viewer, personId: string): Promise<PersonScope[]> {
  const scopes = await listViewScopes(db, viewer);
  const ids = scopes.flatMap(({ snapshotId }) => snapshotId ?? []);
  const [rows, hidden] = await Promise.all([
    db
      .select({
        id: calibrationEntry.snapshotId,
        cards: sql<number>`(${calibrationEntry.content}->>'cards')::int`,
      })
      .from(calibrationEntry)
      .where(
        and(
          sql`${calibrationEntry.snapshotId} = any(${sql.param(ids)}::uuid[])`,
          eq(calibrationEntry.list, "interviewers"),
          eq(calibrationEntry.subject, personId),
        ),
      ),
    listHiddenCards(
      db,
      scopes.flatMap((scope) => scope.hidden),
      null,
    ),
  ]);
  const standing = scopes.flatMap((scope): PersonScope[] => {
    const row = rows.find(({ id }) => id === scope.snapshotId);
    const own = hiddenOf(hidden, personId).filter(({ loopId }) =>
      scope.hidden.some(({ id }) => id === loopId),
    );
    const cards = (row?.cards ?? 0) - own.length;
    return row && cards > 0 ? [{ ...scope, cards }] : [];
  });
  return standing.toSorted((a, b) => b.cards - a.cards);
}

type Asked = { readonly personId: string; readonly rubric: ViewRubric };

async function readProfile(
  db: Db,
  viewer: Viewer,
  scope: PersonScope,
  { personId, rubric }: Asked,
): Promise<{ readonly age: number; readonly found: ProfileFindings } | null> {
  const criteria = rubric.criteria.map(({ key }) => key);
  const [row, cards] = await Promise.all([
    profileRow(db, scope.snapshotId ?? "", personId),
    listHiddenCards(db, scope.hidden, criteria),
  ]);
  const finding = row?.finding && shownInterviewer(row.finding, cards);
  if (!row || !finding) return null;
  const own = hiddenOf(cards, personId);
  const cells = shownCells(row.own?.cells ?? [], own);
  const everybody = shownCells(row.everybody?.cells ?? [], cards);
  const unread = { gone: [], refused: [] };
  const summary = shownSummary(row.summary, { loops: scope.hidden, cards }, unread);
  const spread = (of: TallyFinding["cells"]) =>
    distributionsOf(of, { criteria, points: rubric.scale.length }, { quarters: null, round: null });
  const readsAll = canReadCalibration(viewer).allowed;
  const enough = readsAll || summary.counts.interviewers > LEAST_OTHERS;
  return {
    age: row.age,
    found: {
      finding: { ...finding, partners: [] },
      punctuality: row.punctuality && shownPunctuality(row.punctuality, cards),
      panel: summary.panel,
      distributions: spread(cells),
      others: enough ? spread(cellsWithout(everybody, cells)) : null,
      partners:
        readsAll || !(await hidesNames(db, scope, personId)) ? await partnersOf(db, finding) : null,
      island:
        summary.islands.length > 1 && finding.component !== null
          ? { number: finding.component, of: summary.islands.length }
          : null,
    },
  };
}

/** One row with all that a snapshot says of a person, and of everybody's answers. */
async function profileRow(db: Db, id: string, personId: string) {
  const [mine, punctual, own, all] = ["mine", "punctual", "own", "everybody"].map((name) =>
    alias(calibrationEntry, name),
  ) as [Entry, Entry, Entry, Entry];
  const entry = (of: Entry, list: string, subject: string) =>
    and(eq(of.snapshotId, id), eq(of.list, list), eq(of.subject, subject));
  const [row] = await db
    .select({
      age: sql<number>`extract(epoch from now() - ${calibrationSnapshot.computedAt})::float8`,
      summary: sql<FindingsSummary>`${calibrationSnapshot.result}`,
      finding: sql<InterviewerFinding>`${mine.content}`,
      punctuality: sql<PunctualityFinding | null>`${punctual.content}`,
      own: sql<TallyFinding | null>`${own.content}`,
      everybody: sql<TallyFinding | null>`${all.content}`,
    })
    .from(calibrationSnapshot)
    .innerJoin(mine, entry(mine, "interviewers", personId))
    .leftJoin(punctual, entry(punctual, "punctuality", personId))
    .leftJoin(own, entry(own, "tallies", personId))
    .leftJoin(all, entry(all, "tallies", EVERYBODY))
    .where(eq(calibrationSnapshot.id, id));
  return row;
}

type Entry = ReturnType<typeof alias<typeof calibrationEntry, string>>;

/** Whether a loop of theirs here keeps the panel's names from its members. */
async function hidesNames(db: Db, scope: ViewScope, personId: string): Promise<boolean> {
  const rows = await db
    .select({ id: person.id })
    .from(person)
    .where(
      and(
        eq(person.id, personId),
        exists(
          db
            .select({ one: sql`1` })
            .from(card)
            .innerJoin(loop, eq(loop.id, card.loopId))
            .where(
              and(
                eq(card.interviewerId, personId),
                eq(loop.positionId, scope.positionId),
                eq(loop.rubricVersionId, scope.rubricVersionId),
                eq(loop.hidesNames, true),
              ),
            ),
        ),
      ),
    );
  return rows.length > 0;
}

async function partnersOf(db: Db, { partners }: InterviewerFinding) {
  const ids = partners.map(({ id }) => id);
  const rows = await db
    .select({ id: person.id, name: person.name })
    .from(person)
    .where(sql`${person.id} = any(${sql.param(ids)}::uuid[])`)
    .orderBy(asc(person.name), asc(person.id));
  return partners.flatMap(({ id, candidates }) => {
    const known = rows.find((row) => row.id === id);
    return known ? [{ ...known, candidates }] : [];
  });
}
