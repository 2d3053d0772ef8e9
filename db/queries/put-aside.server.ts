import { eq } from "drizzle-orm";
import type { Viewer } from "#app/domain/people.ts";
import type { Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.server.ts";
import { type Change, change, keptPrivate } from "#db/queries/change.server.ts";
import { sha256 } from "#db/queries/seal.server.ts";
import { lockCard } from "#db/queries/writing.server.ts";
import { putAside } from "#db/schema.server.ts";

/** What is kept of a hint: words of a card, some of them risky, have no copy beside it. */
export const markOf = (cardId: string, hint: string): string => sha256(`${cardId} ${hint}`);

/** Keeps a hint from its author's eyes until they ask for it again. Saying it twice is once. */
export const putHintAside = (
  db: Db,
  viewer: Viewer,
  {
    cardId,
    hint,
    reason,
  }: { readonly cardId: string; readonly hint: string; readonly reason: string },
): Promise<Result<null>> =>
  change(db, viewer, async (tx): Promise<Change<null>> => {
    const held = await lockCard(tx, viewer, cardId);
    if (!held.ok) return held;
    await tx
      .insert(putAside)
      .values({ cardId, hint: markOf(cardId, hint), reason })
      .onConflictDoNothing();
    return keptPrivate(null);
  });

/** Shows everything again that was put aside on a card. */
export const putHintsBack = (db: Db, viewer: Viewer, cardId: string): Promise<Result<null>> =>
  change(db, viewer, async (tx): Promise<Change<null>> => {
    const held = await lockCard(tx, viewer, cardId);
    if (!held.ok) return held;
    await tx.delete(putAside).where(eq(putAside.cardId, cardId));
    return keptPrivate(null);
  });

/** Why the card's author put each mark aside; the caller has made sure that it is they who ask. */
export async function listPutAside(db: Db, cardId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .select({ hint: putAside.hint, reason: putAside.reason })
    .from(putAside)
    .where(eq(putAside.cardId, cardId));
  return new Map(rows.map(({ hint, reason }) => [hint, reason]));
}
