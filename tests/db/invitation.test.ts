import { eq, notLike } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import { linkIn } from "#app/domain/mail.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { Db } from "#db/client.server.ts";
import {
  acceptInvitation,
  findInvitation,
  invite,
  listInvitations,
  renewInvitation,
  revokeInvitation,
} from "#db/queries/invitation.server.ts";
import * as schema from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import { person } from "#tests/support/factory.ts";

const site = "https://hire.example.com";
const DAY = 86_400_000;

const admin = (db: Db) => person(db, { name: "Adam", permissions: ["admin"] });
const newcomer = (over: Partial<Parameters<typeof invite>[2]> = {}) => ({
  id: uuidv7(),
  name: "Nia New",
  email: "nia@example.com",
  permissions: ["interviewer" as const],
  ...over,
});
const accepted = { name: "Nia", passwordHash: "a hash" };

/** The token of the newest mailed link. */
async function mailedToken(db: Db) {
  const mails = await db.select().from(schema.mail).orderBy(schema.mail.id);
  return linkIn(mails.at(-1)?.text ?? "")?.replace(`${site}/join/`, "") ?? "";
}
async function invited(db: Db) {
  const adam = await admin(db);
  const who = newcomer();
  expect(await invite(db, adam, who, site)).toMatchObject({ ok: true });
  return { adam, id: who.id, token: await mailedToken(db) };
}
/** What the record holds beside the publishing of the rubrics. */
const recorded = (db: Db) =>
  db
    .select()
    .from(schema.auditEvent)
    .where(notLike(schema.auditEvent.action, "%.published"))
    .orderBy(schema.auditEvent.sequence);
const actions = async (db: Db) => (await recorded(db)).map((event) => event.action);
const invitations = (db: Db) => db.select().from(schema.invitation);
const change = (db: Db, id: string, set: Partial<typeof schema.invitation.$inferInsert>) =>
  db.update(schema.invitation).set(set).where(eq(schema.invitation.id, id));

describe("inviting", () => {
  test("mails a link whose token is kept as a hash alone", async ({ db }) => {
    const { token, id } = await invited(db);
    expect(token).toMatch(/^[\w-]{43}$/);
    const [row] = await invitations(db);
    expect(JSON.stringify(row)).not.toContain(token);
    expect(await findInvitation(db, token)).toMatchObject({ id, email: "nia@example.com" });
    expect(JSON.stringify(await db.select().from(schema.auditEvent))).not.toContain(token);
    expect(await actions(db)).toEqual(["person.invited"]);
  });
  test("is an administrator's: a lead is refused and nothing is mailed", async ({ db }) => {
    const lea = await person(db, { name: "Lea", permissions: ["lead", "committee"] });
    expect(await invite(db, lea, newcomer(), site)).toMatchObject({
      ok: false,
      failure: { kind: "refused" },
    });
    expect(await listInvitations(db, lea)).toBeNull();
    expect([await invitations(db), await db.select().from(schema.mail)]).toEqual([[], []]);
  });
  test("sent twice by one form is one invitation", async ({ db }) => {
    const adam = await admin(db);
    const who = newcomer();
    await invite(db, adam, who, site);
    expect(await invite(db, adam, who, site)).toEqual({ ok: true, value: { id: who.id } });
    expect(await invite(db, adam, { ...who, permissions: ["admin"] }, site)).toMatchObject({
      failure: { kind: "conflict" },
    });
    expect(await db.select().from(schema.mail)).toHaveLength(1);
  });
  test("an address with an account, or one invited before, is refused at its field", async ({
    db,
  }) => {
    const { adam } = await invited(db);
    const again = await invite(db, adam, newcomer(), site);
    const known = await invite(db, adam, newcomer({ email: "adam@example.com" }), site);
    expect(again).toMatchObject({
      failure: { fields: { email: expect.stringMatching("invited") } },
    });
    expect(known).toMatchObject({
      failure: { fields: { email: expect.stringMatching("account") } },
    });
  });
  test("one address twice at once is one invitation", async ({ shared }) => {
    const adam = await admin(shared);
    const results = await Promise.all(
      [1, 2, 3].map(() => invite(shared, adam, newcomer({ email: "race@example.com" }), site)),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
  });
});

describe("accepting", () => {
  test("makes the account with what the invitation gives", async ({ db }) => {
    const { token } = await invited(db);
    const result = await acceptInvitation(db, token, accepted);
    expect(result).toMatchObject({ ok: true, value: { email: "nia@example.com" } });
    const [nia] = await db
      .select()
      .from(schema.person)
      .where(eq(schema.person.email, "nia@example.com"));
    expect(nia).toMatchObject({ name: "Nia", permissions: ["interviewer"], emailVerified: true });
    const [credential] = await db.select().from(schema.account);
    expect(credential).toMatchObject({ userId: nia?.id, providerId: "credential" });
    const [, joined] = await recorded(db);
    expect(joined).toMatchObject({ action: "person.joined", actorId: nia?.id, subject: nia?.id });
  });
  test("twice is refused and says that it was used", async ({ db }) => {
    const { token } = await invited(db);
    await acceptInvitation(db, token, accepted);
    expect(await acceptInvitation(db, token, accepted)).toMatchObject({
      failure: { kind: "conflict", message: expect.stringMatching("used already") },
    });
  });
  test("twice at once makes one account", async ({ shared }) => {
    const adam: Viewer = await person(shared, { name: "Ada Once", permissions: ["admin"] });
    await invite(shared, adam, newcomer({ email: "once@example.com" }), site);
    const token = await mailedToken(shared);
    const results = await Promise.all(
      [1, 2, 3].map(() => acceptInvitation(shared, token, accepted)),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
  });
  test("after its week, or once taken back, is refused", async ({ db }) => {
    const { adam, id, token } = await invited(db);
    await change(db, id, { expiresAt: new Date() });
    expect(await acceptInvitation(db, token, accepted)).toMatchObject({
      failure: { message: expect.stringMatching("has ended") },
    });
    await revokeInvitation(db, adam, { id });
    expect(await acceptInvitation(db, token, accepted)).toMatchObject({
      failure: { message: expect.stringMatching("taken back") },
    });
  });
  test("is refused where the address got an account meanwhile", async ({ db }) => {
    const { token } = await invited(db);
    await db.insert(schema.person).values({ name: "Nia", email: "nia@example.com" });
    expect(await acceptInvitation(db, token, accepted)).toMatchObject({
      failure: { kind: "conflict" },
    });
    const [row] = await invitations(db);
    expect(row?.acceptedAt).toBeNull();
  });
  test("by a token nobody was sent finds nothing", async ({ db }) => {
    await invited(db);
    expect(await acceptInvitation(db, "guessed", accepted)).toMatchObject({ ok: false });
  });
});

describe("an invitation sent again", () => {
  test("has a new link and a new week, and the old link is dead", async ({ db }) => {
    const { adam, id, token } = await invited(db);
    await change(db, id, { expiresAt: new Date() });
    expect(await renewInvitation(db, adam, { id }, site)).toMatchObject({ ok: true });
    const renewed = await mailedToken(db);
    expect(await findInvitation(db, token)).toBeNull();
    expect(await acceptInvitation(db, renewed, accepted)).toMatchObject({ ok: true });
    expect(await actions(db)).toEqual(["person.invited", "invitation.renewed", "person.joined"]);
  });
  test("twice within a minute is mailed once", async ({ db }) => {
    const { adam, id } = await invited(db);
    await change(db, id, { expiresAt: new Date(Date.now() + DAY) });
    await renewInvitation(db, adam, { id }, site);
    await renewInvitation(db, adam, { id }, site);
    expect(await db.select().from(schema.mail)).toHaveLength(2);
  });
  test("is refused once it was used or taken back", async ({ db }) => {
    const { adam, id, token } = await invited(db);
    await acceptInvitation(db, token, accepted);
    expect(await renewInvitation(db, adam, { id }, site)).toMatchObject({ ok: false });
    expect(await revokeInvitation(db, adam, { id })).toMatchObject({ ok: false });
    await change(db, id, { acceptedAt: null, revokedAt: new Date() });
    expect(await renewInvitation(db, adam, { id }, site)).toMatchObject({ ok: false });
  });
});

test("an invitation taken back leaves the list and frees the address", async ({ db }) => {
  const { adam, id } = await invited(db);
  expect(await listInvitations(db, adam)).toHaveLength(1);
  await revokeInvitation(db, adam, { id });
  await revokeInvitation(db, adam, { id });
  expect(await listInvitations(db, adam)).toEqual([]);
  expect(await invite(db, adam, newcomer(), site)).toMatchObject({ ok: true });
  expect(await actions(db)).toEqual(["person.invited", "invitation.revoked", "person.invited"]);
});
