import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { EVERYBODY, type TallyCell } from "#app/domain/calibration/findings.ts";
import type { RunScope } from "#app/domain/calibration/run.ts";
import { type Db, postgresOf, type Tx } from "#db/client.server.ts";
import { listCriteria, settledIn } from "#db/queries/calibration-cells.server.ts";
import {
  type ListPiece,
  type SnapshotList,
  settledQuarter,
} from "#db/queries/calibration-snapshot.server.ts";
import { countedCards } from "#db/queries/panel.server.ts";
import { DUE_HOURS } from "#db/queries/round.server.ts";
import { card, cardVersion, loop, rating, round } from "#db/schema.server.ts";

/**
 * What a snapshot holds beside the findings: counts of the same cards, grouped in the database and
 * written down as they come out of it.
 */

type Reading = {
  /** Of the rubric's scale. */
  readonly points: number;
  readonly signal?: AbortSignal;
};

/** Interviewers counted at a time where the database is in this process and serves others in between. */
const PAGE = 5;
/** Interviewers written down together. */
const PIECE = 100;

/**
 * The lists `tallies`, `answers` and `punctuality` of a scope, by the ids of people: how often each gave
 * which answer, in detail (`TallyFinding`, everybody's sums among them) and in all (`AnswersFinding`),
 * and how soon after a round they sealed (`PunctualityFinding`).
 */
export async function readTallies(
  db: Db,
  scope: RunScope,
  { points, signal }: Reading,
): Promise<ListPiece[]> {
  const criteria = await listCriteria(db, scope);
  const tallies: string[] = [];
  const answers: string[] = [];
  const punctuality: string[] = [];
  const everybody = new Map<string, number>();
  for (const among of await pagesOf(db, scope)) {
    signal?.throwIfAborted();
    for (const { id, cells, counts } of await uncompiled(db, (tx) =>
      answersOf(tx, criteria, points, among),
    ))
      if (id === null) addCells(everybody, JSON.parse(cells));
      else {
        tallies.push(`{"id":"${id}","cells":${cells}}`);
        answers.push(`{"id":"${id}","counts":${counts}}`);
      }
    signal?.throwIfAborted();
    for (const { row } of await uncompiled(db, (tx) => sealsOf(tx, among))) punctuality.push(row);
  }
  const all = [...everybody].map(([cell, n]) => [...JSON.parse(cell), n]);
  tallies.push(JSON.stringify({ id: EVERYBODY, cells: all }));
  return [
    ...piecesOf("tallies", tallies),
    ...piecesOf("answers", answers),
    ...piecesOf("punctuality", punctuality),
  ];
}

function addCells(sums: Map<string, number>, cells: readonly TallyCell[]): void {
  for (const [quarter, kind, criterion, answer, n] of cells) {
    const cell = JSON.stringify([quarter, kind, criterion, answer]);
    sums.set(cell, (sums.get(cell) ?? 0) + n);
  }
}

function piecesOf(list: SnapshotList, rows: readonly string[]): ListPiece[] {
  const pieces: ListPiece[] = [];
  for (let from = 0; from < rows.length; from += PIECE)
    pieces.push({ list, from, entries: `[${rows.slice(from, from + PIECE).join(",")}]` });
  return pieces;
}

const sealedVersion = and(
  eq(cardVersion.cardId, card.id),
  eq(cardVersion.number, card.sealedNumber),
);

/** The counted cards of all interviewers, or of a few at a time. */
async function pagesOf(db: Db, scope: RunScope): Promise<(SQL | undefined)[]> {
  const counted = and(settledIn(scope), countedCards);
  if (postgresOf(db)) return [counted];
  const rows = await db
    .selectDistinct({ id: card.interviewerId })
    .from(card)
    .innerJoin(loop, eq(loop.id, card.loopId))
    .innerJoin(cardVersion, sealedVersion)
    .where(counted)
    .orderBy(asc(card.interviewerId));
  const pages: (SQL | undefined)[] = [];
  for (let from = 0; from < rows.length; from += PAGE) {
    const few = rows.slice(from, from + PAGE).map(({ id }) => id);
    pages.push(and(counted, inArray(card.interviewerId, few)));
  }
  return pages;
}

/** On Postgres compiling the plan would take longer than running it. */
export const uncompiled = <T>(db: Db, read: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction(
    async (tx) => {
      await tx.execute(sql`set local jit = off`);
      return read(tx);
    },
    { accessMode: "read only" },
  );

/** One row an interviewer, cells in order of quarter, round, criterion and answer; that of all has no id. */
function answersOf(tx: Tx, criteria: readonly string[], points: number, among: SQL | undefined) {
  const place = sql`array_position(${sql.param([...criteria])}::text[], ${rating.criterion}) - 1`;
  const given = tx.$with("given").as(
    tx
      .select({
        interviewerId: card.interviewerId,
        quarter: settledQuarter.as("quarter"),
        kind: sql<string>`${round.kind}`.as("kind"),
        criterion: sql<number>`${place}`.as("criterion_at"),
        answer: sql<number>`case ${rating.notObserved}
          when 'not-asked' then 0 when 'no-signal' then -1 else ${rating.score} end`.as("answer"),
      })
      .from(card)
      .innerJoin(loop, eq(loop.id, card.loopId))
      .innerJoin(round, eq(round.id, card.roundId))
      .innerJoin(cardVersion, sealedVersion)
      .innerJoin(rating, eq(rating.cardVersionId, cardVersion.id))
      .where(among),
  );
  const cell = sql`${given.quarter}, ${given.kind}, ${given.criterion}, ${given.answer}`;
  const counted = tx.$with("counted").as(
    tx
      .select({
        interviewerId: given.interviewerId,
        ...{ quarter: given.quarter, kind: given.kind },
        ...{ criterion: given.criterion, answer: given.answer },
        n: sql<number>`count(*)`.as("n"),
      })
      .from(given)
      .groupBy(sql`grouping sets ((${given.interviewerId}, ${cell}), (${cell}))`),
  );
  const own = sql`${counted.quarter}, ${counted.kind}, ${counted.criterion}, ${counted.answer}`;
  const counts = Array.from(
    { length: points + 2 },
    (_, at) =>
      sql`coalesce(sum(${counted.n}) filter (where ${counted.answer} = ${sql.raw(String(at - 1))}), 0)`,
  );
  return tx
    .with(given, counted)
    .select({
      id: sql<string | null>`${counted.interviewerId}`,
      cells: sql<string>`json_agg(json_build_array(${own}, ${counted.n}) order by ${own})::text`,
      counts: sql<string>`json_build_array(${sql.join(counts, sql`, `)})::text`,
    })
    .from(counted)
    .groupBy(counted.interviewerId)
    .orderBy(asc(counted.interviewerId));
}

/**
 * One row an interviewer. A card is late where its first seal that was not taken back came after it was
 * due; a reopened card's due time was moved, so that its round tells when it was. Cards of imported
 * loops, of which no due time is known, are left out.
 */
function sealsOf(tx: Tx, among: SQL | undefined) {
  const ended = sql`${round.startsAt} + make_interval(mins => ${round.minutes})`;
  const sealed = tx.$with("sealed").as(
    tx
      .select({
        interviewerId: card.interviewerId,
        late: sql<boolean>`first.sealed_at > case when ${card.reopenReason} is null then ${card.dueAt}
          else ${ended} + make_interval(hours => ${DUE_HOURS}) end`.as("late"),
        hours: sql<number>`extract(epoch from first.sealed_at - (${ended})) / 3600`.as("hours"),
      })
      .from(card)
      .innerJoin(loop, eq(loop.id, card.loopId))
      .innerJoin(round, eq(round.id, card.roundId))
      .innerJoin(cardVersion, sealedVersion)
      .innerJoin(
        sql`lateral (select min(other.sealed_at) as sealed_at from ${cardVersion} as other
          where other.card_id = ${card.id} and other.undone_at is null) as first`,
        sql`true`,
      )
      .where(and(among, isNull(loop.importKey))),
  );
  return tx
    .with(sealed)
    .select({
      row: sql<string>`json_build_object('id', ${sealed.interviewerId}, 'cards', count(*),
        'late', count(*) filter (where ${sealed.late}),
        'hours', percentile_cont(0.5) within group (order by ${sealed.hours}))::text`,
    })
    .from(sealed)
    .groupBy(sealed.interviewerId)
    .orderBy(asc(sealed.interviewerId));
}
