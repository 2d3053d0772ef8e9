import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { RunScope } from "#app/domain/calibration/run.ts";
import { type Db, postgresOf, type Tx } from "#db/client.server.ts";
import { listCriteria, settledIn } from "#db/queries/calibration-cells.server.ts";
import type { ListPiece, SnapshotList } from "#db/queries/calibration-snapshot.server.ts";
import { countedCards } from "#db/queries/panel.server.ts";
import { DUE_HOURS } from "#db/queries/round.server.ts";
import { card, cardVersion, loop, rating, round } from "#db/schema.server.ts";

/**
 * What a snapshot holds beside the findings: counts of the same cards, grouped in the database and
 * written down as they come out of it.
 */

type Reading = { readonly signal?: AbortSignal };

/** Interviewers counted at a time where the database is in this process and serves others in between. */
const PAGE = 5;
/** Interviewers written down together. */
const PIECE = 100;

/**
 * The lists `tallies` and `punctuality` of a scope, by the ids of people: how often each gave which
 * answer (`TallyFinding`), and how soon after a round they sealed (`PunctualityFinding`).
 */
export async function readTallies(
  db: Db,
  scope: RunScope,
  { signal }: Reading = {},
): Promise<ListPiece[]> {
  const criteria = await listCriteria(db, scope);
  const pages: (SQL | undefined)[] = [];
  if (postgresOf(db)) pages.push(undefined);
  else {
    const people = await interviewersIn(db, scope);
    for (let from = 0; from < people.length; from += PAGE)
      pages.push(inArray(card.interviewerId, people.slice(from, from + PAGE)));
  }
  const tallies: string[] = [];
  const punctuality: string[] = [];
  for (const of of pages) {
    signal?.throwIfAborted();
    const among = and(settledIn(scope), countedCards, of);
    tallies.push(...(await uncompiled(db, (tx) => answersOf(tx, criteria, among))));
    signal?.throwIfAborted();
    punctuality.push(...(await uncompiled(db, (tx) => sealsOf(tx, among))));
  }
  return [...piecesOf("tallies", tallies), ...piecesOf("punctuality", punctuality)];
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

async function interviewersIn(db: Db, scope: RunScope): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: card.interviewerId })
    .from(card)
    .innerJoin(loop, eq(loop.id, card.loopId))
    .innerJoin(cardVersion, sealedVersion)
    .where(and(settledIn(scope), countedCards))
    .orderBy(asc(card.interviewerId));
  return rows.map(({ id }) => id);
}

type Rows = Promise<{ readonly row: string }[]>;

/** On Postgres compiling the plan would take longer than running it. */
const uncompiled = (db: Db, read: (tx: Tx) => Rows): Promise<string[]> =>
  db.transaction(
    async (tx) => {
      await tx.execute(sql`set local jit = off`);
      return (await read(tx)).map(({ row }) => row);
    },
    { accessMode: "read only" },
  );

/** One row an interviewer, `{"id", "cells"}`, the cells in order of quarter, round, criterion, answer. */
function answersOf(tx: Tx, criteria: readonly string[], among: SQL | undefined): Rows {
  const counted = tx.$with("counted").as(
    tx
      .select({
        interviewerId: card.interviewerId,
        quarter: sql<string>`to_char(${loop.settledAt} at time zone 'UTC', 'YYYY"-q"Q')`.as(
          "quarter",
        ),
        round: round.kind,
        criterion:
          sql<number>`array_position(${sql.param([...criteria])}::text[], ${rating.criterion}) - 1`.as(
            "criterion",
          ),
        answer:
          sql<number>`case ${rating.notObserved} when 'not-asked' then 0 when 'no-signal' then -1 else ${rating.score} end`.as(
            "answer",
          ),
        n: sql<number>`count(*)`.as("n"),
      })
      .from(card)
      .innerJoin(loop, eq(loop.id, card.loopId))
      .innerJoin(round, eq(round.id, card.roundId))
      .innerJoin(cardVersion, sealedVersion)
      .innerJoin(rating, eq(rating.cardVersionId, cardVersion.id))
      .where(among)
      .groupBy(card.interviewerId, sql`2`, round.kind, sql`4`, sql`5`),
  );
  const { quarter, round: kind, criterion, answer, n } = counted;
  const own = sql`${quarter}, ${kind}, ${criterion}, ${answer}`;
  return tx
    .with(counted)
    .select({
      row: sql<string>`json_build_object('id', ${counted.interviewerId}, 'cells',
        json_agg(json_build_array(${own}, ${n}) order by ${own}))::text`,
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
function sealsOf(tx: Tx, among: SQL | undefined): Rows {
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
