import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { person, verification } from "#db/schema.server.ts";

/** The tokens of mailed links are kept as this alone. */
export const tokenHash = (token: string): string =>
  createHash("sha256").update(token).digest("hex");

/**
 * Whoever holds a link that works has read the mail, so the address is theirs. Said before the link
 * is used up: better-auth would take every password away from an address first proven by a link.
 */
export async function proveAddress(db: Db, token: string): Promise<void> {
  const mailedTo = db
    .select({ email: sql`lower(${verification.value}::jsonb ->> 'email')` })
    .from(verification)
    .where(
      and(
        eq(verification.identifier, tokenHash(token)),
        sql`${verification.expiresAt} > clock_timestamp()`,
      ),
    )
    .limit(1);
  await db
    .update(person)
    .set({ emailVerified: true })
    .where(and(eq(person.emailVerified, false), eq(person.email, sql`(${mailedTo})`)));
}
