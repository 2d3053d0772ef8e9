import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { canonicalJson, type Sha256 } from "#app/domain/audit.ts";
import type { SealedCard } from "#app/domain/scorecard.ts";
import type { Tx } from "#db/client.server.ts";
import {
  cardVersion,
  type decision,
  type flagResolution,
  observation,
  probeReply,
  rating,
} from "#db/schema.server.ts";

export const sha256: Sha256 = (text) => createHash("sha256").update(text).digest("hex");

/**
 * The SHA-256 of what a sealed version says, whatever order its ratings were read in. Probes enter it
 * where there are any: before cards had them, others were sealed without.
 */
export function sealHash({ ratings, probes, ...card }: SealedCard): string {
  const { observations, recommendation, level, summary } = card;
  const byCriterion = ratings.toSorted((a, b) => (a.criterion < b.criterion ? -1 : 1));
  const content = { ratings: byCriterion, observations, recommendation, level, summary };
  return sha256(canonicalJson(probes.length === 0 ? content : { ...content, probes }));
}

/** The SHA-256 of a decision: what was decided, on which terms, by whom and when. */
export const decisionHash = (
  row: Pick<typeof decision.$inferInsert, "level" | "dissent" | "decidedById"> &
    Omit<typeof decision.$inferSelect, "id">,
): string =>
  sha256(
    canonicalJson({
      ...{ loop: row.loopId, number: row.number, outcome: row.outcome, level: row.level ?? null },
      ...{ reasons: row.reasons, dissent: row.dissent, rubric: row.rubricVersionId },
      ...{ weights: row.weightSetId, by: row.decidedById, at: row.decidedAt.toISOString() },
    }),
  );

/** The SHA-256 of what a committee concluded about a pattern: on which moments, by whom and when. */
export const conclusionHash = (row: Omit<typeof flagResolution.$inferSelect, "id">): string =>
  sha256(
    canonicalJson({
      ...{ loop: row.loopId, pattern: row.pattern, number: row.number },
      ...{ conclusion: row.conclusion, sentence: row.sentence, moments: row.moments },
      ...{ until: row.until.toISOString(), by: row.resolvedById, at: row.resolvedAt.toISOString() },
    }),
  );

/** A card of an imported loop, as the record knows it. */
export type ImportedSeal = {
  readonly cardId: string;
  readonly interviewerId: string;
  readonly hash: string;
  readonly sealedAt: Date;
};

/** One SHA-256 over every card of an imported loop, whatever order they were read in. */
export const importHash = (cards: readonly ImportedSeal[]): string =>
  sha256(
    canonicalJson(
      cards
        .toSorted((a, b) => (a.cardId < b.cardId ? -1 : 1))
        .map(({ cardId, interviewerId, hash, sealedAt }) => ({
          ...{ card: cardId, author: interviewerId, hash, at: sealedAt.toISOString() },
        })),
    ),
  );

/** A row's key, made at the moment the row stands for. */
export type NewId = (at: Date) => string;

/** The rows of sealed versions, by table. */
export type VersionRows = {
  readonly versions: (typeof cardVersion.$inferInsert)[];
  readonly ratings: (typeof rating.$inferInsert)[];
  readonly observations: (typeof observation.$inferInsert)[];
  readonly probes: (typeof probeReply.$inferInsert)[];
};

export const noVersions = (): VersionRows => ({
  ...{ versions: [], ratings: [], observations: [], probes: [] },
});

export async function insertVersions(tx: Tx, rows: VersionRows): Promise<void> {
  await insertBatches(tx, cardVersion, rows.versions);
  await insertBatches(tx, rating, rows.ratings);
  await insertBatches(tx, observation, rows.observations);
  await insertBatches(tx, probeReply, rows.probes);
}

/** One card's version: a statement per table, sent together and written in this order. */
export const insertVersion = (tx: Tx, rows: VersionRows): Promise<unknown> =>
  Promise.all([
    insertBatches(tx, cardVersion, rows.versions),
    insertBatches(tx, rating, rows.ratings),
    insertBatches(tx, observation, rows.observations),
    insertBatches(tx, probeReply, rows.probes),
  ]);

/**
 * Adds a card's version, the first where no number is given, with its ratings, observations and
 * probes; answers with its hash.
 */
export function addVersion(
  rows: VersionRows,
  of: {
    readonly cardId: string;
    readonly rubricVersionId: string;
    readonly points: number;
    readonly sealedAt: Date;
    readonly number?: number;
    /** Why there is another version; the first has none. */
    readonly reason?: string | null;
  },
  content: SealedCard,
  newId: NewId,
): string {
  const { cardId, rubricVersionId, points, sealedAt, number = 1, reason = null } = of;
  const { ratings, observations, probes, recommendation, level, summary } = content;
  const id = newId(sealedAt);
  const part = { cardVersionId: id, rubricVersionId };
  const hash = sealHash(content);
  const said = { recommendation, level, summary, hash };
  rows.versions.push({ id, cardId, rubricVersionId, number, reason, sealedAt, ...said });
  rows.ratings.push(...ratings.map((r) => ({ ...part, points, ...r })));
  rows.observations.push(
    ...observations.map((o, ordinal) => ({ id: newId(sealedAt), ...part, ordinal, ...o })),
  );
  rows.probes.push(
    ...probes.map(({ taken, refused, ...reply }, ordinal) => ({
      ...{ cardVersionId: id, ordinal, ...reply, taken: [...taken], refused: [...refused] },
    })),
  );
  return hash;
}

const BATCH = 5000;

/**
 * Writes rows as one JSON text per statement: a placeholder for every value, times a hundred
 * thousand ratings, costs more to spell out than to store. Every row must state the same columns
 * as the first.
 */
export async function insertBatches<T extends PgTable>(
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
