import { and, asc, desc, eq, exists, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { alias, union } from "drizzle-orm/pg-core";
import type { CandidateFinding } from "#app/domain/calibration/findings.ts";
import { quarterIn } from "#app/domain/calibration/quarters.ts";
import type { HiddenCard, HiddenLoop } from "#app/domain/calibration/shown.ts";
import type { ScopeChoice } from "#app/domain/calibration/view.ts";
import { loopStates } from "#app/domain/loop.ts";
import type { Viewer } from "#app/domain/people.ts";
import { type Db, prepared } from "#db/client.server.ts";
import { newestOf } from "#db/queries/calibration-snapshot.server.ts";
import { unbarred } from "#db/queries/panel.server.ts";
import { DUE_HOURS } from "#db/queries/round.server.ts";
import {
  calibrationEntry,
  calibrationScope,
  calibrationSnapshot,
  candidate,
  card,
  cardVersion,
  conflict,
  decision,
  loop,
  position,
  rating,
  round,
  rubricVersion,
} from "#db/schema.server.ts";

/** What there is to look at, and what of it a viewer is not shown. Ratings are not read, however many. */

/** A choice with its newest snapshot. */
export type ViewScope = ScopeChoice & {
  readonly number: number;
  /** Whether a settled loop of it is the viewer's to see. */
  readonly settled: boolean;
  /** Whether the viewer has a conflict of interest with any candidate, of this position or another. */
  readonly conflicted: boolean;
  /** Null before the first result, and where it holds nobody the viewer is shown. */
  readonly snapshotId: string | null;
  /** Entries of its list of candidates, those that are not shown among them. */
  readonly listed: number;
  /** Loops of it that are not shown. */
  readonly hidden: readonly HiddenLoop[];
  /** The ids of all that are not shown, whether the snapshot holds them or not. */
  readonly hiddenIds: readonly string[];
};

/**
 * Every position by the rubric versions its settled loops were scored with, those with the most
 * candidates first; one without a settled loop that is the viewer's to see stands with its current rubric.
 */
export async function listViewScopes(db: Db, viewer: Viewer): Promise<ViewScope[]> {
  const { id, email } = viewer;
  const [rows, loops] = await Promise.all([
    scopeRows(db).execute({ viewer: id, email }),
    barredOrOpen(db).execute({ viewer: id, email }),
  ]);
  const hidden = await whereHeld(db, rows, loops);
  return rows
    .map(({ listed, snapshotId, title, rubricTitle, ...row }): ViewScope => {
      const own = hidden.filter(
        (one) => one.positionId === row.positionId && one.rubricVersionId === row.rubricVersionId,
      );
      const held = own.flatMap((one) => one.held ?? []);
      const candidates = Math.max(0, listed - held.length);
      return {
        ...row,
        ...{ title, rubric: `${rubricTitle}, version ${row.number}` },
        ...{ listed, candidates, calculated: candidates > 0 },
        snapshotId: candidates > 0 ? snapshotId : null,
        hidden: held,
        hiddenIds: own.map(({ id }) => id),
      };
    })
    .toSorted((a, b) => b.candidates - a.candidates);
}

const me = { id: sql.placeholder("viewer"), email: sql.placeholder("email") };

const scopeRows = prepared((db) => {
  const anySettled = exists(
    db
      .select({ one: sql`1` })
      .from(loop)
      .where(
        and(
          eq(loop.positionId, calibrationScope.positionId),
          eq(loop.rubricVersionId, calibrationScope.rubricVersionId),
          eq(loop.state, "decided"),
          unbarred(me, loop.candidateId),
        ),
      ),
  );
  const newest = newestOf(db, sql`${calibrationScope.scope}`).limit(1);
  return db
    .select({
      positionId: position.id,
      title: position.title,
      level: position.level,
      rubricVersionId: rubricVersion.id,
      rubricTitle: rubricVersion.title,
      number: rubricVersion.number,
      settled: sql<boolean>`${calibrationScope.scope} is not null`,
      conflicted: sql<boolean>`exists (select 1 from ${conflict} where ${conflict.personId} = ${me.id})
        or exists (select 1 from ${candidate} where lower(${candidate.email}) = ${me.email})`,
      snapshotId: calibrationSnapshot.id,
      listed: sql<number>`coalesce((select ${calibrationEntry.place} + 1 from ${calibrationEntry}
        where ${calibrationEntry.snapshotId} = ${calibrationSnapshot.id}
        and ${calibrationEntry.list} = 'candidates'
        order by ${calibrationEntry.place} desc limit 1), 0)`,
    })
    .from(position)
    .leftJoin(calibrationScope, and(eq(calibrationScope.positionId, position.id), anySettled))
    .innerJoin(
      rubricVersion,
      eq(
        rubricVersion.id,
        sql`coalesce(${calibrationScope.rubricVersionId}, ${position.rubricVersionId})`,
      ),
    )
    .leftJoin(calibrationSnapshot, eq(calibrationSnapshot.id, sql`(${newest})`))
    .orderBy(asc(position.title), asc(position.id), desc(rubricVersion.number))
    .prepare("calibration_scopes");
});

/** Where settled loops are not: a withdrawn or running loop with a decision was reopened. */
const unsettled = loopStates.filter((state) => state !== "decided");

/** Loops that the viewer is not shown, with where these snapshots hold them. */
async function whereHeld<Loop extends { readonly id: string }>(
  db: Db,
  snapshots: readonly { readonly snapshotId: string | null }[],
  loops: readonly Loop[],
) {
  const held = await heldIn(
    db,
    snapshots.flatMap(({ snapshotId }) => snapshotId ?? []),
    loops,
  );
  return loops.map((one) => ({ ...one, held: held.get(one.id) ?? null }));
}

/** Loops of candidates kept from the viewer, and decided ones that are open again, beginning with what is rare. */
const barredOrOpen = prepared((db) => {
  const themself = alias(candidate, "themself");
  const barred = union(
    db.select({ id: conflict.candidateId }).from(conflict).where(eq(conflict.personId, me.id)),
    db
      .select({ id: themself.id })
      .from(themself)
      .where(eq(sql`lower(${themself.email})`, me.email)),
  );
  const { id, positionId, rubricVersionId } = loop;
  const facts = { id, positionId, rubricVersionId };
  const decidedOnce = exists(
    db.select({ one: sql`1` }).from(decision).where(eq(decision.loopId, loop.id)),
  );
  return union(
    db.select(facts).from(loop).where(inArray(loop.candidateId, barred)),
    db
      .select(facts)
      .from(loop)
      .where(and(inArray(loop.state, unsettled), decidedOnce)),
  ).prepare("calibration_hidden_loops");
});

/** Where snapshots hold these loops. */
async function heldIn(
  db: Db,
  snapshotIds: readonly string[],
  loops: readonly { readonly id: string }[],
): Promise<Map<string, HiddenLoop>> {
  if (snapshotIds.length === 0 || loops.length === 0) return new Map();
  const { list, place, subject, content, snapshotId } = calibrationEntry;
  const subjects = loops.map(({ id }) => id);
  const rows = await db
    .select({
      list,
      place,
      id: sql<string>`${subject}`,
      component: sql<CandidateFinding["component"]>`${content}->'component'`,
      calibrated: sql<CandidateFinding["calibrated"]>`${content}->'calibrated'`,
    })
    .from(calibrationEntry)
    .where(
      and(
        sql`${snapshotId} = any(${sql.param([...snapshotIds])}::uuid[])`,
        inArray(list, ["candidates", "raw-order"]),
        sql`${subject} = any(${sql.param(subjects)}::text[])`,
      ),
    );
  const raw = new Map(
    rows.flatMap((row) => (row.list === "raw-order" ? [[row.id, row.place]] : [])),
  );
  return new Map(
    rows.flatMap(({ list: of, ...row }) => {
      const rawPlace = raw.get(row.id);
      return of === "candidates" && rawPlace !== undefined ? [[row.id, { ...row, rawPlace }]] : [];
    }),
  );
}

/**
 * The counted cards of loops that are not shown, as they stood when each was settled, to be taken out of
 * a snapshot's counts: a reopened loop's cards may have been written anew since. `criteria` gives the
 * order of the answers; null leaves them in any.
 */
export async function listHiddenCards(
  db: Db,
  loops: readonly Pick<HiddenLoop, "id">[],
  criteria: readonly string[] | null,
): Promise<HiddenCard[]> {
  if (loops.length === 0) return [];
  const decidedAt = sql`(select max(${decision.decidedAt}) from ${decision} where ${decision.loopId} = ${loop.id})`;
  const ended = sql`${round.startsAt} + make_interval(mins => ${round.minutes})`;
  const inForce = sql`case when ${loop.state} = 'decided' then ${card.sealedNumber} else (
    select max(v.number) from ${cardVersion} as v where v.card_id = ${card.id}
    and v.undone_at is null and v.sealed_at <= ${decidedAt}) end`;
  const first = sql`(select min(v.sealed_at) from ${cardVersion} as v
    where v.card_id = ${card.id} and v.undone_at is null)`;
  const rows = await db
    .select({
      loopId: loop.id,
      interviewerId: card.interviewerId,
      settledAt: sql`coalesce(${loop.settledAt}, ${decidedAt})`.mapWith(loop.settledAt),
      round: round.kind,
      sealedAt: cardVersion.sealedAt,
      late: sql<boolean | null>`case when ${loop.importKey} is null then ${first} >
        case when ${card.reopenReason} is null then ${card.dueAt}
        else ${ended} + make_interval(hours => ${DUE_HOURS}) end end`,
      answers: sql<Record<string, number>>`(select coalesce(json_object_agg(${rating.criterion},
        case ${rating.notObserved} when 'not-asked' then 0 when 'no-signal' then -1
        else ${rating.score} end), '{}') from ${rating}
        where ${rating.cardVersionId} = ${cardVersion.id})`,
    })
    .from(card)
    .innerJoin(loop, eq(loop.id, card.loopId))
    .innerJoin(round, eq(round.id, card.roundId))
    .innerJoin(cardVersion, and(eq(cardVersion.cardId, card.id), eq(cardVersion.number, inForce)))
    .where(
      and(
        inArray(
          loop.id,
          loops.map(({ id }) => id),
        ),
        ne(card.kind, "shadow"),
        or(ne(loop.state, "decided"), eq(card.state, "sealed")),
        or(isNull(cardVersion.recommendation), ne(cardVersion.recommendation, "no-decision")),
      ),
    )
    .orderBy(asc(card.id));
  return rows.map(({ settledAt, answers, ...row }) => ({
    ...row,
    quarter: quarterIn(settledAt),
    answers: criteria?.map((key) => answers[key] ?? null) ?? Object.values(answers),
  }));
}
