import { randomBytes } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { and, isNull, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { fail, type Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.server.ts";
import { change, changed } from "#db/queries/change.server.ts";
import { account, person } from "#db/schema.server.ts";

/**
 * Makes the first administrator of an installation, with a password to change after signing in.
 * Where somebody administers it already they invite the others, and nothing is changed.
 */
export async function createFirstAdministrator(
  db: Db,
  { name, email }: { readonly name: string; readonly email: string },
): Promise<Result<{ password: string }>> {
  const password = randomBytes(15).toString("base64url");
  const passwordHash = await hashPassword(password);
  return change(db, null, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('evenhand first administrator'))`);
    const [admin] = await tx
      .select({ id: person.id })
      .from(person)
      .where(and(sql`'admin' = any(${person.permissions})`, isNull(person.disabledAt)))
      .limit(1);
    if (admin)
      return fail(
        "refused",
        "Somebody administers this installation already. Ask them to invite you.",
      );
    const id = uuidv7();
    const [made] = await tx
      .insert(person)
      .values({ id, name, email, emailVerified: true, permissions: ["admin"] })
      .onConflictDoNothing()
      .returning({ id: person.id });
    if (!made) return fail("conflict", "This address has an account already.");
    await tx
      .insert(account)
      .values({ userId: id, accountId: id, providerId: "credential", password: passwordHash });
    const facts = { permissions: ["admin"] };
    return changed({ password }, { action: "person.joined", subject: id, facts });
  });
}
