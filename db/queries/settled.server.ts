import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import type { Outcome } from "#app/domain/debrief.ts";
import type { CardKind, RevealRule, RoundKind } from "#app/domain/loop.ts";
import type { Level } from "#app/domain/rubric.ts";
import type { SealedCard } from "#app/domain/scorecard.ts";
import type { Tx } from "#db/client.server.ts";
import { sealHash } from "#db/queries/seal.server.ts";
import {
  card,
  cardVersion,
  debrief,
  decision,
  loop,
  observation,
  rating,
  round,
} from "#db/schema.server.ts";

/** A loop that is over, with everything sealed and decided in it: from an import or the demo. */
export type SettledLoop = {
  readonly candidateId: string;
  readonly positionId: string;
  readonly rubricVersionId: string;
  /** Of the rubric's scale. */
  readonly points: number;
  readonly revealRule: RevealRule;
  readonly ownerId: string | null;
  readonly importKey: string | null;
  readonly createdAt: Date;
  readonly rounds: readonly SettledRound[];
  readonly debrief: { readonly openedById: string | null; readonly openedAt: Date };
  readonly decision: {
    readonly outcome: Outcome;
    readonly level: Level | null;
    readonly reasons: string;
    readonly dissent: string;
    readonly weightSetId: string;
    readonly decidedById: string | null;
    readonly decidedAt: Date;
  };
};

export type SettledRound = {
  readonly kind: RoundKind;
  readonly focus: readonly string[];
  readonly startsAt: Date;
  readonly minutes: number;
  readonly cards: readonly SettledCard[];
};

export type SettledCard = {
  readonly interviewerId: string;
  readonly kind: CardKind;
  readonly assignedAt: Date;
  readonly dueAt: Date;
  readonly sealedAt: Date;
  readonly content: SealedCard;
};

/** A row's key, made at the moment the row stands for. */
export type NewId = (at: Date) => string;

/** Writes whole loops in few statements. Two with the same `importKey` cannot both be written. */
export async function insertSettledLoops(
  tx: Tx,
  loops: readonly SettledLoop[],
  newId: NewId = () => uuidv7(),
): Promise<void> {
  const rows: Rows = {
    ...{ loops: [], rounds: [], cards: [], debriefs: [], decisions: [] },
    ...{ versions: [], ratings: [], observations: [] },
  };
  for (const settled of loops) addLoop(rows, settled, newId);
  await insertBatches(tx, loop, rows.loops);
  await insertBatches(tx, round, rows.rounds);
  await insertBatches(tx, card, rows.cards);
  await insertVersions(tx, rows);
  await insertBatches(tx, debrief, rows.debriefs);
  await insertBatches(tx, decision, rows.decisions);
}

/** The rows of sealed versions, by table. */
export type VersionRows = {
  readonly versions: (typeof cardVersion.$inferInsert)[];
  readonly ratings: (typeof rating.$inferInsert)[];
  readonly observations: (typeof observation.$inferInsert)[];
};

export async function insertVersions(tx: Tx, rows: VersionRows): Promise<void> {
  await insertBatches(tx, cardVersion, rows.versions);
  await insertBatches(tx, rating, rows.ratings);
  await insertBatches(tx, observation, rows.observations);
}

/** Adds a card's first version: itself, its ratings and its observations. */
export function addVersion(
  rows: VersionRows,
  of: { cardId: string; rubricVersionId: string; points: number; sealedAt: Date },
  content: SealedCard,
  newId: NewId,
): void {
  const { cardId, rubricVersionId, points, sealedAt } = of;
  const { ratings, observations, recommendation, level, summary } = content;
  const id = newId(sealedAt);
  const part = { cardVersionId: id, rubricVersionId };
  const said = { recommendation, level, summary, hash: sealHash(content) };
  rows.versions.push({ id, cardId, rubricVersionId, number: 1, sealedAt, ...said });
  rows.ratings.push(...ratings.map((r) => ({ ...part, points, ...r })));
  rows.observations.push(
    ...observations.map((o, ordinal) => ({ id: newId(sealedAt), ...part, ordinal, ...o })),
  );
}

type Rows = VersionRows & {
  readonly loops: (typeof loop.$inferInsert)[];
  readonly rounds: (typeof round.$inferInsert)[];
  readonly cards: (typeof card.$inferInsert)[];
  readonly debriefs: (typeof debrief.$inferInsert)[];
  readonly decisions: (typeof decision.$inferInsert)[];
};

function addLoop(rows: Rows, settled: SettledLoop, newId: NewId): void {
  const { rounds, points, debrief: opened, decision: decided, ...own } = settled;
  const { createdAt, rubricVersionId } = own;
  const loopId = newId(createdAt);
  const settledAt = decided.decidedAt;
  rows.loops.push({ id: loopId, ...own, state: "decided", settledAt });
  for (const { cards, focus, ...held } of rounds) {
    const roundId = newId(createdAt);
    rows.rounds.push({ id: roundId, loopId, ...held, focus: [...focus], createdAt });
    for (const { content, ...sealed } of cards) {
      const cardId = newId(sealed.assignedAt);
      const at = { loopId, roundId, rubricVersionId };
      rows.cards.push({ id: cardId, ...at, ...sealed, state: "sealed", sealedNumber: 1 });
      addVersion(
        rows,
        { cardId, rubricVersionId, points, sealedAt: sealed.sealedAt },
        content,
        newId,
      );
    }
  }
  rows.debriefs.push({ id: newId(opened.openedAt), loopId, ...opened, closedAt: settledAt });
  rows.decisions.push({ id: newId(settledAt), loopId, number: 1, rubricVersionId, ...decided });
}

const BATCH = 5000;

/**
 * As one JSON text per statement: a placeholder for every value, times a hundred thousand ratings,
 * costs more to spell out than to store. Every row must state the same columns as the first.
 */
async function insertBatches<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly T["$inferInsert"][],
): Promise<void> {
  const names = sql.raw(
    Object.keys(rows[0] ?? {})
      .map(columnName)
      .join(", "),
  );
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = rows.slice(at, at + BATCH).map(inColumns);
    await tx.execute(sql`insert into ${table} (${names}) select ${names}
      from json_populate_recordset(null::${table}, ${JSON.stringify(batch)}::text::json)`);
  }
}

const inColumns = (row: object) =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [columnName(key), value]));

/** Property names are fixed in the schema, never input. */
const columnName = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
