import {
  and,
  asc,
  eq,
  exists,
  inArray,
  ne,
  or,
  type Placeholder,
  type SQL,
  sql,
} from "drizzle-orm";
import { type Columns, coded } from "#app/domain/calibration/cells.ts";
import type { RunScope } from "#app/domain/calibration/run.ts";
import type { Viewer } from "#app/domain/people.ts";
import { invariant } from "#app/domain/result.ts";
import { type Db, ONCE, postgresOf } from "#db/client.server.ts";
import { countedCards } from "#db/queries/panel.server.ts";
import {
  candidate,
  card,
  cardVersion,
  conflict,
  criterion,
  decision,
  loop,
  rating,
  weightSet,
} from "#db/schema.server.ts";

/**
 * What a calibration run reads. A run's result is for everybody who may read calibration, so nothing
 * here asks who is reading: whoever shows it leaves out the loops of `listHiddenLoops`.
 */

const inScope = ({ positionId, rubricVersionId }: Asked<RunScope>) =>
  and(eq(loop.positionId, positionId), eq(loop.rubricVersionId, rubricVersionId));
export const settledIn = (scope: RunScope) => and(inScope(scope), eq(loop.state, "decided"));

export type SettledScope = RunScope & {
  /** Settled loops; above 0. */
  readonly loops: number;
};

/** Everything that has settled loops, those with the most first. */
export function listScopes(db: Db): Promise<SettledScope[]> {
  const loops = sql<number>`count(*)::int`;
  return db
    .select({ positionId: loop.positionId, rubricVersionId: loop.rubricVersionId, loops })
    .from(loop)
    .where(eq(loop.state, "decided"))
    .groupBy(loop.positionId, loop.rubricVersionId)
    .orderBy(sql`count(*) desc`, asc(loop.positionId), asc(loop.rubricVersionId));
}

/**
 * A string that is another one as soon as a loop of the scope was settled, reopened, decided again or
 * imported, or its position weighted anew. A settled loop's cards stay as they are until it is
 * reopened, which takes it out of the scope, so its decisions tell of them too.
 */
export async function dataVersion(db: Db, scope: RunScope): Promise<string> {
  const settled = sql`(${loop.id}, ${loop.settledAt}, ${decision.id})`;
  const [row] = await db
    .select({
      version: sql<string>`concat_ws('.', count(*),
        to_hex(coalesce(bit_xor(hash_record_extended(${settled}, 0)), 0)),
        (select coalesce(max(${weightSet.number}), 0) from ${weightSet}
          where ${weightSet.positionId} = ${scope.positionId}
          and ${weightSet.rubricVersionId} = ${scope.rubricVersionId}))`,
    })
    .from(loop)
    .leftJoin(decision, eq(decision.loopId, loop.id))
    .where(settledIn(scope));
  invariant(row, "an aggregate has a row");
  return row.version;
}

/** Candidates a conflict of interest keeps from this viewer: beginning with their conflicts, which are few. */
const barredFrom = ({ id, email }: Asked<Viewer, "id" | "email">) => sql`${loop.candidateId} in (
  select ${conflict.candidateId} from ${conflict} where ${conflict.personId} = ${id}
  union all select themself.id from ${candidate} as themself where lower(themself.email) = ${email})`;

/** Given now, or each time a prepared statement is asked. */
type Asked<T, K extends keyof T = keyof T> = { readonly [Name in K]: T[Name] | Placeholder };

/** Whether a conflict of interest keeps this viewer from any loop that a result may hold. */
export const holdsBarred = (
  db: Db,
  viewer: Asked<Viewer, "id" | "email">,
  scope: Asked<RunScope>,
) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(loop)
      .where(and(inScope(scope), barredFrom(viewer))),
  );

/**
 * The loops that a result may hold and this viewer is not shown: those their conflicts of interest
 * keep from them, and those reopened since, where cards may be owed again.
 */
export async function listHiddenLoops(
  db: Db,
  viewer: Viewer,
  scope: RunScope,
): Promise<Set<string>> {
  const settledOnce = exists(
    db.select({ one: sql`1` }).from(decision).where(eq(decision.loopId, loop.id)),
  );
  const rows = await db
    .select({ id: loop.id })
    .from(loop)
    .where(
      and(inScope(scope), or(barredFrom(viewer), and(ne(loop.state, "decided"), settledOnce))),
    );
  return new Set(rows.map(({ id }) => id));
}

type Reading = {
  readonly signal?: AbortSignal;
  /** Called now and then with the ratings read so far. */
  readonly onProgress?: (ratings: number) => void;
};

/**
 * The counted ratings of a scope's settled loops: candidates are loop ids, interviewers the ids of
 * people, criteria all keys of the rubric version in its order, with every card's code and time.
 * Equal facts come out in equal order. Cards arrive one by one and leave nothing behind but numbers;
 * rejects with the signal's reason once it is aborted. On Postgres everything is read as of one
 * moment; in process, as of one moment by `PAGE` loops.
 */
export async function streamColumns(
  db: Db,
  scope: RunScope,
  { signal, onProgress = () => {} }: Reading = {},
): Promise<Columns> {
  signal?.throwIfAborted();
  const criteria = await listCriteria(db, scope);
  const gathered = gather(criteria, onProgress);
  const read = postgresOf(db) ? readRows : readPages;
  await read(db, { scope, criteria, take: gathered.take, signal });
  return gathered.columns();
}

/** Keys of the rubric version, in its order. */
export async function listCriteria(db: Db, { rubricVersionId }: RunScope): Promise<string[]> {
  const rows = await db
    .select({ key: criterion.key })
    .from(criterion)
    .where(eq(criterion.rubricVersionId, rubricVersionId))
    .orderBy(asc(criterion.ordinal));
  return rows.map(({ key }) => key);
}

type CardRow = {
  readonly loopId: string;
  readonly interviewerId: string;
  readonly sealedAt: number;
  readonly settledAt: number;
  readonly scores: number;
};

/** Bits a score takes: scales have at most ten points, and 0 says that nothing was observed. */
const BITS = 4;
/** Whole numbers are exact up to 53 bits, and rubrics have at most twelve criteria. */
const MOST_ON_A_CARD = 13;

/**
 * One row a card, all its scores in one number, those of the first criterion in the lowest bits: a
 * fifth of the rows and a tenth of the bytes of one row a rating.
 */
function cardRows(db: Db, criteria: readonly string[], among: SQL | undefined) {
  const place = sql`array_position(${sql.param(criteria)}::text[], ${rating.criterion}) - 1`;
  return db
    .select({
      loopId: card.loopId,
      interviewerId: card.interviewerId,
      sealedAt: sql<number>`(extract(epoch from ${card.sealedAt}) * 1000)::float8`,
      settledAt: sql<number>`(extract(epoch from ${loop.settledAt}) * 1000)::float8`,
      scores: sql<number>`(
        select coalesce(bit_or(${rating.score}::bigint << ${sql.raw(String(BITS))} * (${place})), 0)::float8
        from ${rating} where ${rating.cardVersionId} = ${cardVersion.id})`,
    })
    .from(card)
    .innerJoin(loop, eq(loop.id, card.loopId))
    .innerJoin(
      cardVersion,
      and(eq(cardVersion.cardId, card.id), eq(cardVersion.number, card.sealedNumber)),
    )
    .where(and(among, countedCards))
    .orderBy(asc(card.loopId), asc(card.id));
}

type Source = {
  readonly scope: RunScope;
  readonly criteria: readonly string[];
  readonly take: (row: CardRow) => void;
  readonly signal: AbortSignal | undefined;
};

/** Cards the server sends at a time. */
const CHUNK = 1_000;

/** Through a cursor, so that what has arrived and not been taken yet stays small. */
const readRows = (db: Db, { scope, criteria, take, signal }: Source): Promise<void> =>
  db.transaction(
    async (tx) => {
      // Compiling the plan would take a fifth of the time that running it does.
      await tx.execute(sql`set local jit = off`);
      const client = postgresOf(tx);
      invariant(client, "a transaction speaks to the same engine");
      const { sql: text, params } = cardRows(tx, criteria, settledIn(scope)).toSQL();
      const rows = client.unsafe(text, params as string[], { [ONCE]: true } as object);
      for await (const chunk of rows.raw().cursor(CHUNK)) {
        for (const row of chunk) take(cardRow(row));
        if (signal?.aborted) break;
      }
      signal?.throwIfAborted();
    },
    { accessMode: "read only", isolationLevel: "repeatable read" },
  );

function cardRow([loop, interviewer, sealed, settled, scores]: readonly Buffer[]): CardRow {
  invariant(loop && interviewer && sealed && settled && scores, "a card has five facts");
  return {
    loopId: loop.toString("latin1"),
    interviewerId: interviewer.toString("latin1"),
    sealedAt: Number(sealed.toString("latin1")),
    settledAt: Number(settled.toString("latin1")),
    scores: Number(scores.toString("latin1")),
  };
}

/** Loops read at a time where the database is in this process and serves others in between. */
const PAGE = 250;

async function readPages(db: Db, { scope, criteria, take, signal }: Source): Promise<void> {
  const loops = await db
    .select({ id: loop.id })
    .from(loop)
    .where(settledIn(scope))
    .orderBy(asc(loop.id));
  for (let from = 0; from < loops.length; from += PAGE) {
    signal?.throwIfAborted();
    const ids = loops.slice(from, from + PAGE).map(({ id }) => id);
    const among = and(settledIn(scope), inArray(loop.id, ids));
    for (const row of await cardRows(db, criteria, among)) take(row);
  }
  signal?.throwIfAborted();
}

/** How many cards are taken between two reports of progress. */
const STEP = 1_000;

/** Columns that grow with every card; a card without a score has a code and a time all the same. */
function gather(criteria: readonly string[], onProgress: (ratings: number) => void) {
  invariant(criteria.length <= MOST_ON_A_CARD, "a card's scores fit into one number");
  const half = 2 ** (BITS * 6);
  const candidates: string[] = [];
  const settledAt: number[] = [];
  const interviewers = coded();
  let ratings = 0;
  let cards = 0;
  let candidate = new Uint32Array(4_096);
  let interviewer = new Uint32Array(4_096);
  let criterion = new Uint8Array(4_096);
  let rating = new Float32Array(4_096);
  let card = new Uint32Array(4_096);
  let sealedAt = new Float64Array(1_024);

  const reserve = () => {
    if (cards >= sealedAt.length) sealedAt = grown(sealedAt);
    if (ratings + criteria.length <= rating.length) return;
    candidate = grown(candidate);
    interviewer = grown(interviewer);
    criterion = grown(criterion);
    rating = grown(rating);
    card = grown(card);
  };
  return {
    take(row: CardRow): void {
      reserve();
      if (candidates.at(-1) !== row.loopId) {
        candidates.push(row.loopId);
        settledAt.push(row.settledAt);
      }
      const by = interviewers.code(row.interviewerId);
      const [low, high] = [row.scores % half, Math.floor(row.scores / half)];
      for (let at = 0; at < criteria.length; at++) {
        const score = at < 6 ? (low >> (BITS * at)) & 15 : (high >> (BITS * (at - 6))) & 15;
        if (score === 0) continue;
        candidate[ratings] = candidates.length - 1;
        interviewer[ratings] = by;
        criterion[ratings] = at;
        rating[ratings] = score;
        card[ratings++] = cards;
      }
      sealedAt[cards++] = row.sealedAt;
      if (cards % STEP === 0) onProgress(ratings);
    },
    columns(): Columns {
      onProgress(ratings);
      return {
        candidates,
        interviewers: interviewers.names,
        criteria,
        candidate: candidate.subarray(0, ratings),
        interviewer: interviewer.subarray(0, ratings),
        criterion: criterion.subarray(0, ratings),
        rating: rating.subarray(0, ratings),
        card: card.subarray(0, ratings),
        sealedAt: sealedAt.subarray(0, cards),
        settledAt: Float64Array.from(settledAt),
      };
    },
  };
}

function grown<A extends Uint8Array | Uint32Array | Float32Array | Float64Array>(from: A): A {
  const to = new (from.constructor as new (length: number) => A)(Math.ceil(from.length * 1.5));
  to.set(from);
  return to;
}
