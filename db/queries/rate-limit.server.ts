import { eq, lte, sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { rateLimit, verification } from "#db/schema.server.ts";

/** How long tries are counted together, from the first of them. */
export const WINDOW_MS = 15 * 60_000;

export type Limit = { readonly key: string; readonly most: number };

const now = sql`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
const isOver = sql`${rateLimit.lastRequest} <= ${now} - ${WINDOW_MS}`;

/**
 * Counts one try against each limit, in one statement that tries at the same moment, in this or
 * another process, cannot slip between. Answers with the seconds to wait where one is used up.
 */
export async function countTry(db: Db, limits: readonly Limit[]): Promise<number | null> {
  // Always in the same order, so that two statements never wait for each other.
  const keys = limits.map(({ key }) => key).toSorted();
  const counted = await db
    .insert(rateLimit)
    .values(keys.map((key) => ({ key, count: 1, lastRequest: now })))
    .onConflictDoUpdate({
      target: rateLimit.key,
      set: {
        count: sql`case when ${isOver} then 1 else ${rateLimit.count} + 1 end`,
        lastRequest: sql`case when ${isOver} then ${now} else ${rateLimit.lastRequest} end`,
      },
    })
    .returning({
      key: rateLimit.key,
      count: rateLimit.count,
      left: sql<number>`${rateLimit.lastRequest} + ${WINDOW_MS} - ${now}`.mapWith(Number),
    });
  const waits = counted
    .filter(({ key, count }) => limits.some((limit) => limit.key === key && count > limit.most))
    .map(({ left }) => Math.max(1, Math.ceil(left / 1000)));
  return waits.length > 0 ? Math.max(...waits) : null;
}

/** Forgets the tries under a key: the last one succeeded. */
export async function forgetTries(db: Db, key: string): Promise<void> {
  await db.delete(rateLimit).where(eq(rateLimit.key, key));
}

/** Removes what no longer counts: tries of a window that is over, and links that have expired. */
export async function pruneTries(db: Db): Promise<void> {
  await db.delete(rateLimit).where(isOver);
  await db.delete(verification).where(lte(verification.expiresAt, sql`now()`));
}
