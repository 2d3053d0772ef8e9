import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { AuditEvent } from "#app/domain/audit.ts";
import type { Permission } from "#app/domain/people.ts";
import { fail, invariant, type Result } from "#app/domain/result.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { change, changed, unchanged } from "#db/queries/change.server.ts";
import { account, invitation, person } from "#db/schema.server.ts";

/** Somebody whom the OpenID provider vouches for, by an e-mail address it has verified. */
export type Vouched = {
  readonly provider: string;
  /** The provider's own key of the person, which never changes. */
  readonly subject: string;
  readonly email: string;
  readonly name: string;
  /** What their groups give them; null where the provider does not decide that. */
  readonly permissions: readonly Permission[] | null;
};

type Held = typeof person.$inferSelect;

/**
 * Lets a vouched-for person in: finds their account by the provider's key, else by their address,
 * else makes one; and gives them what their groups say. Recorded as the installation's doing.
 */
export function admit(db: Db, vouched: Vouched): Promise<Result<{ id: string }>> {
  return change(db, null, async (tx) => {
    const joined = (await findKnown(tx, vouched)) ? null : await join(tx, vouched);
    const known = await findKnown(tx, vouched);
    invariant(known, "a person who joined is there");
    const { held, subject } = known;
    if (held.disabledAt)
      return fail(
        "refused",
        "This account is disabled. Ask your administrator to enable it again.",
      );
    // The address may have been given to somebody else since: their key tells them apart.
    if (subject !== null && subject !== vouched.subject)
      return fail("conflict", "This address belongs to another account of the provider.");
    const events = joined
      ? [event("person.joined", held, { permissions: held.permissions })]
      : await permit(tx, held, vouched.permissions);
    if (subject === null) {
      const values = { userId: held.id, accountId: vouched.subject, providerId: vouched.provider };
      await tx.insert(account).values(values);
      if (!joined) events.unshift(event("person.edited", held, { linked: true }));
    }
    const [first, ...rest] = events;
    return first ? changed({ id: held.id }, first, ...rest) : unchanged({ id: held.id });
  });
}

const event = (
  action: AuditEvent["action"],
  { id }: Held,
  facts: AuditEvent["facts"],
): AuditEvent => ({ action, subject: id, facts: { ...facts, by: "single-sign-on" } });

/** The account by the provider's key or else by the address, with the key it is linked to. */
async function findKnown(tx: Tx, { provider, subject, email }: Vouched) {
  const [linked] = await tx
    .select({ id: account.userId })
    .from(account)
    .where(and(eq(account.providerId, provider), eq(account.accountId, subject)));
  const [held] = await tx
    .select()
    .from(person)
    .where(linked ? eq(person.id, linked.id) : eq(person.email, email))
    .for("update");
  if (!held) return null;
  const [link] = await tx
    .select({ subject: account.accountId })
    .from(account)
    .where(and(eq(account.providerId, provider), eq(account.userId, held.id)))
    .limit(1);
  return { held, subject: link?.subject ?? null };
}

/** A new person, with what an invitation that waits for their address would have given them. */
async function join(tx: Tx, { email, name, permissions }: Vouched): Promise<Held | null> {
  const [invited] = await tx
    .update(invitation)
    .set({ acceptedAt: sql`now()` })
    .where(
      and(
        eq(invitation.email, email),
        isNull(invitation.acceptedAt),
        isNull(invitation.revokedAt),
        gt(invitation.expiresAt, sql`now()`),
      ),
    )
    .returning({ permissions: invitation.permissions });
  const given = permissions ?? invited?.permissions ?? ["interviewer"];
  const [made] = await tx
    .insert(person)
    .values({ id: uuidv7(), name, email, emailVerified: true, permissions: [...given] })
    .onConflictDoNothing()
    .returning();
  return made ?? null;
}

/** Gives a person what their groups say; the last administrator stays one, or nobody could help. */
async function permit(
  tx: Tx,
  held: Held,
  permissions: Vouched["permissions"],
): Promise<AuditEvent[]> {
  if (!permissions) return [];
  const stays = held.permissions.includes("admin") && (await isLastAdmin(tx, held.id));
  const after =
    stays && !permissions.includes("admin") ? [...permissions, "admin" as const] : permissions;
  const before = held.permissions;
  if (before.length === after.length && after.every((one) => before.includes(one))) return [];
  await tx
    .update(person)
    .set({ permissions: [...after], version: held.version + 1, updatedAt: new Date() })
    .where(eq(person.id, held.id));
  return [event("person.edited", held, { before, after })];
}

async function isLastAdmin(tx: Tx, id: string): Promise<boolean> {
  const admins = await tx
    .select({ id: person.id })
    .from(person)
    .where(and(sql`'admin' = any(${person.permissions})`, isNull(person.disabledAt)))
    .orderBy(asc(person.id))
    .for("update");
  return admins.every((admin) => admin.id === id);
}
