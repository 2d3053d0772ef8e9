import { and, eq } from "drizzle-orm";
import type { Viewer } from "#app/domain/people.ts";
import { fail, type Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.server.ts";
import { type Change, change, changed } from "#db/queries/change.server.ts";
import { endSessions } from "#db/queries/session.server.ts";
import { account } from "#db/schema.server.ts";

const passwordOf = (viewer: Viewer) =>
  and(eq(account.userId, viewer.id), eq(account.providerId, "credential"));

/** The hash of the viewer's own password; null where they have none. */
export async function ownPasswordHash(db: Db, viewer: Viewer): Promise<string | null> {
  const [held] = await db
    .select({ password: account.password })
    .from(account)
    .where(passwordOf(viewer));
  return held?.password ?? null;
}

/**
 * Puts a new hash in place of the one the current password was checked against, and ends every
 * session but the one that asks: whoever else knew the old password is out.
 */
export const replacePassword = (
  db: Db,
  viewer: Viewer,
  { from, to, keep }: { readonly from: string; readonly to: string; readonly keep: string },
): Promise<Result<{ sessions: number }>> =>
  change(db, viewer, async (tx): Promise<Change<{ sessions: number }>> => {
    const replaced = await tx
      .update(account)
      .set({ password: to, updatedAt: new Date() })
      .where(and(passwordOf(viewer), eq(account.password, from)))
      .returning({ id: account.id });
    if (replaced.length === 0)
      return fail(
        "conflict",
        "Your password was changed in another window a moment ago, and this was not saved.",
      );
    const sessions = await endSessions(tx, viewer.id, keep);
    return changed(
      { sessions },
      { action: "person.password-changed", subject: viewer.id, facts: { sessions } },
    );
  });
