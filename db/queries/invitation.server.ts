import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, isNull } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { canAdminister, refusalWords } from "#app/domain/access.ts";
import {
  closedWords,
  INVITATION_DAYS,
  type Invitation,
  type Invite,
  invitationMail,
  stateOf,
} from "#app/domain/invitation.ts";
import type { Viewer } from "#app/domain/people.ts";
import { absent, fail, type Result } from "#app/domain/result.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { change, changed, sentBefore, told, unchanged } from "#db/queries/change.server.ts";
import { account, invitation, person } from "#db/schema.server.ts";

const DAY = 86_400_000;
/** A form sent twice in this time renews once. */
const JUST_NOW = 60_000;

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");
const newToken = () => randomBytes(32).toString("base64url");
const expiry = () => new Date(Date.now() + INVITATION_DAYS * DAY);
const linkTo = (baseUrl: string, token: string) => `${baseUrl}/join/${token}`;

const columns = {
  id: invitation.id,
  name: invitation.name,
  email: invitation.email,
  permissions: invitation.permissions,
  createdAt: invitation.createdAt,
  expiresAt: invitation.expiresAt,
  acceptedAt: invitation.acceptedAt,
  revokedAt: invitation.revokedAt,
};

/** Invitations nobody has used or taken back, newest first, for administrators; null for others. */
export async function listInvitations(db: Db, viewer: Viewer) {
  if (!canAdminister(viewer).allowed) return null;
  return db
    .select(columns)
    .from(invitation)
    .where(and(isNull(invitation.acceptedAt), isNull(invitation.revokedAt)))
    .orderBy(desc(invitation.createdAt));
}

/** Invites somebody by mail. `baseUrl` is where people reach the app: the link leads there. */
export function invite(
  db: Db,
  viewer: Viewer,
  { id, name, email, permissions }: Invite,
  baseUrl: string,
): Promise<Result<{ id: string }>> {
  return change(db, viewer, async (tx) => {
    const allowed = canAdminister(viewer);
    if (!allowed.allowed) return fail("refused", refusalWords[allowed.reason]);
    const [before] = await tx.select(columns).from(invitation).where(eq(invitation.id, id));
    if (before) {
      const same = before.email === email && before.name === name;
      return sentBefore(same && sameSet(before.permissions, permissions), { id });
    }
    const [known] = await tx.select({ id: person.id }).from(person).where(eq(person.email, email));
    if (known)
      return fail("invalid", "One thing needs a look.", {
        email: "This address has an account already.",
      });
    const token = newToken();
    const [made] = await tx
      .insert(invitation)
      .values({
        id,
        name,
        email,
        permissions: [...permissions],
        tokenHash: hashOf(token),
        invitedById: viewer.id,
        expiresAt: expiry(),
      })
      .onConflictDoNothing()
      .returning({ id: invitation.id });
    if (!made)
      return fail("invalid", "One thing needs a look.", {
        email: "This address is invited already. Send that invitation again, or take it back.",
      });
    const mail = invitationMail({ name, email }, viewer.name, linkTo(baseUrl, token));
    const facts = { email, permissions: [...permissions] };
    return told({ id }, [mail], { action: "person.invited", subject: id, facts });
  });
}

const sameSet = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((item) => b.includes(item));

/** Sends an invitation again with a new link and a new week; the link before it stops working. */
export function renewInvitation(
  db: Db,
  viewer: Viewer,
  { id }: { id: string },
  baseUrl: string,
): Promise<Result<{ id: string }>> {
  return change(db, viewer, async (tx) => {
    const held = await lockFor(tx, viewer, id);
    if (!held.ok) return held;
    const state = stateOf(held.value, new Date());
    if (state === "accepted") return fail("conflict", "This person has joined already.");
    if (state === "revoked")
      return fail("conflict", "This invitation was taken back. Invite the person anew.");
    const expiresAt = expiry();
    if (held.value.expiresAt.getTime() > expiresAt.getTime() - JUST_NOW) return unchanged({ id });
    const token = newToken();
    await tx
      .update(invitation)
      .set({ tokenHash: hashOf(token), expiresAt })
      .where(eq(invitation.id, id));
    const mail = invitationMail(held.value, viewer.name, linkTo(baseUrl, token));
    const facts = { email: held.value.email };
    return told({ id }, [mail], { action: "invitation.renewed", subject: id, facts });
  });
}

/** Takes an invitation back: its link stops working. */
export function revokeInvitation(
  db: Db,
  viewer: Viewer,
  { id }: { id: string },
): Promise<Result<{ id: string }>> {
  return change(db, viewer, async (tx) => {
    const held = await lockFor(tx, viewer, id);
    if (!held.ok) return held;
    const state = stateOf(held.value, new Date());
    if (state === "revoked") return unchanged({ id });
    if (state === "accepted")
      return fail("conflict", "This person has joined already. Disable their account instead.");
    await tx.update(invitation).set({ revokedAt: new Date() }).where(eq(invitation.id, id));
    const facts = { email: held.value.email };
    return changed({ id }, { action: "invitation.revoked", subject: id, facts });
  });
}

async function lockFor(tx: Tx, viewer: Viewer, id: string): Promise<Result<Invitation>> {
  const allowed = canAdminister(viewer);
  if (!allowed.allowed) return fail("refused", refusalWords[allowed.reason]);
  const [held] = await tx
    .select(columns)
    .from(invitation)
    .where(eq(invitation.id, id))
    .for("update");
  return held ? { ok: true, value: held } : absent();
}

/** The invitation a link leads to, whatever its state; null where there is none. */
export async function findInvitation(db: Db, token: string): Promise<Invitation | null> {
  const [held] = await db
    .select(columns)
    .from(invitation)
    .where(eq(invitation.tokenHash, hashOf(token)));
  return held ?? null;
}

/**
 * Makes the invited person's account, once: their name as they write it, what the invitation gives
 * them, and their password as its hash. Opening the mailed link has shown that the address is theirs.
 */
export function acceptInvitation(
  db: Db,
  token: string,
  { name, passwordHash }: { name: string; passwordHash: string },
): Promise<Result<{ id: string; email: string }>> {
  const id = uuidv7();
  return change(db, { id }, async (tx) => {
    const [held] = await tx
      .select(columns)
      .from(invitation)
      .where(eq(invitation.tokenHash, hashOf(token)))
      .for("update");
    if (!held) return absent();
    const now = new Date();
    const state = stateOf(held, now);
    if (state !== "open") return fail("conflict", closedWords[state]);
    const { email } = held;
    const [made] = await tx
      .insert(person)
      .values({ id, name, email, emailVerified: true, permissions: [...held.permissions] })
      .onConflictDoNothing()
      .returning({ id: person.id });
    if (!made) return fail("conflict", "This address has an account already. Sign in with it.");
    await tx
      .insert(account)
      .values({ userId: id, accountId: id, providerId: "credential", password: passwordHash });
    await tx.update(invitation).set({ acceptedAt: now }).where(eq(invitation.id, held.id));
    const facts = { invitation: held.id, permissions: [...held.permissions] };
    return changed({ id, email }, { action: "person.joined", subject: id, facts });
  });
}
