import { hashPassword, verifyPassword } from "better-auth/crypto";
import { eq, like } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import { loader as shell } from "#app/routes/_app/route.tsx";
import { action, loader } from "#app/routes/_app.account/route.tsx";
import { action as signIn } from "#app/routes/sign-in/route.tsx";
import type { Db } from "#db/client.server.ts";
import { account, auditEvent, session } from "#db/schema.server.ts";
import * as make from "#tests/support/factory.ts";
import { cookieOf, test } from "#tests/support/route.ts";

const url = "/account";
const before = "a password of old";
const after = "quiet otter on a bicycle";

async function withPassword(db: Db) {
  const ana = await make.person(db, { name: "Ana Ferreira" });
  const password = await hashPassword(before);
  await db
    .insert(account)
    .values({ userId: ana.id, accountId: ana.id, providerId: "credential", password });
  return ana;
}
const sessions = (db: Db) => db.select().from(session).orderBy(session.id);
const recorded = async (db: Db) =>
  (
    await db
      .select()
      .from(auditEvent)
      .where(like(auditEvent.action, "person.%"))
      .orderBy(auditEvent.sequence)
  ).map(({ action, facts }) => [action, facts]);

describe("the account page", () => {
  test("shows a person themself, and their own sessions with this one first", async ({
    db,
    call,
    auth,
  }) => {
    const ana = await withPassword(db);
    const ben = await make.person(db, { name: "Ben" });
    const cookie = await cookieOf(auth, ana.id);
    const [here] = await sessions(db);
    await cookieOf(auth, ana.id);
    await cookieOf(auth, ben.id);
    await db
      .update(session)
      .set({ userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" });
    const { data } = await call(loader, { url, headers: { cookie } });
    expect(data).toMatchObject({
      name: "Ana Ferreira",
      email: ana.email,
      permissions: ["interviewer"],
    });
    expect(data.sessions.map((s) => [s.id === here?.id, s.here, s.device])).toEqual([
      [true, true, "Firefox on Linux"],
      [false, false, "Firefox on Linux"],
    ]);
    for (const { token } of await sessions(db)) expect(JSON.stringify(data)).not.toContain(token);
  });

  test("leads to sign in whoever is not", async ({ call }) => {
    const { status, headers } = await call(loader, { url });
    expect([status, headers.get("location")]).toEqual([302, "/sign-in?to=%2Faccount"]);
  });

  test("signs out one of the own sessions; another person's answers 404 and stays", async ({
    db,
    call,
    auth,
  }) => {
    const ana = await make.person(db, { name: "Ana" });
    const ben = await make.person(db, { name: "Ben" });
    const cookie = await cookieOf(auth, ana.id);
    await cookieOf(auth, ana.id);
    await cookieOf(auth, ben.id);
    const [here, hers, his] = await sessions(db);
    const end = (id = "") =>
      call(action, { url, headers: { cookie }, form: { intent: "end-session", id } });
    expect((await end(his?.id)).status).toBe(404);
    expect((await end(uuidv7())).status).toBe(404);
    expect((await end("x")).status).toBe(422);
    expect((await end(hers?.id)).status).toBe(302);
    expect((await end(hers?.id)).status).toBe(302);
    expect((await sessions(db)).map(({ id }) => id)).toEqual([here?.id, his?.id]);
  });

  test("signs out everywhere else, and stays", async ({ db, call, auth }) => {
    const ana = await make.person(db, { name: "Ana" });
    const other = await cookieOf(auth, ana.id);
    const cookie = await cookieOf(auth, ana.id);
    await call(action, { url, headers: { cookie }, form: { intent: "end-others" } });
    expect((await call(shell, { url: "/", headers: { cookie: other } })).status).toBe(302);
    expect((await call(shell, { url: "/", headers: { cookie } })).status).toBe(200);
    expect(await recorded(db)).toEqual([["person.signed-out", { sessions: 1 }]]);
  });
});

describe("changing the password", () => {
  const form = { intent: "change-password", currentPassword: before, newPassword: after };

  test("puts the new one in place, ends other sessions, and is recorded without it", async ({
    db,
    call,
    auth,
  }) => {
    const ana = await withPassword(db);
    const other = await cookieOf(auth, ana.id);
    const cookie = await cookieOf(auth, ana.id);
    for (let time = 0; time < 2; time++) {
      const { status, headers } = await call(action, { url, headers: { cookie }, form });
      expect([status, headers.get("location")]).toEqual([302, "/account?changed"]);
    }
    expect((await call(shell, { url: "/", headers: { cookie: other } })).status).toBe(302);
    expect((await call(shell, { url: "/", headers: { cookie } })).status).toBe(200);
    const enter = (password: string) =>
      call(signIn, { url: "/sign-in", form: { email: ana.email, password, to: "/" } });
    expect([(await enter(before)).status, (await enter(after)).status]).toEqual([403, 302]);
    expect(await recorded(db)).toEqual([["person.password-changed", { sessions: 1 }]]);
  });

  test("is refused at the field that is wrong, and never sends a password back", async ({
    db,
    call,
  }) => {
    const ana = await withPassword(db);
    const wrong: [Record<string, string>, string][] = [
      [{ currentPassword: "not my password" }, "currentPassword"],
      [{ currentPassword: "" }, "currentPassword"],
      [{ newPassword: "short" }, "newPassword"],
      [{ newPassword: "x".repeat(129) }, "newPassword"],
      [{ newPassword: "ana ferreira 1" }, "newPassword"],
      [{ newPassword: before }, "newPassword"],
    ];
    for (const [changes, field] of wrong) {
      const { status, data } = await call(action, { url, as: ana, form: { ...form, ...changes } });
      expect([status, data]).toMatchObject([
        422,
        {
          failure: { fields: { [field]: expect.any(String) } },
          values: { intent: "change-password" },
        },
      ]);
      expect(JSON.stringify(data)).not.toMatch(/of old|otter|not my|ferreira|xxx/);
    }
    const [held] = await db.select().from(account).where(eq(account.userId, ana.id));
    expect(await verifyPassword({ hash: held?.password ?? "", password: before })).toBe(true);
    expect(await recorded(db)).toEqual([]);
  });

  test("cannot be guessed into from a session left open", async ({ db, call }) => {
    const ana = await withPassword(db);
    const guess = (currentPassword: string) =>
      call(action, { url, as: ana, form: { ...form, currentPassword } });
    for (let time = 0; time < 10; time++) expect((await guess(`guess ${time}`)).status).toBe(422);
    const { status, data } = await guess(before);
    expect([status, data]).toMatchObject([
      403,
      { failure: { message: expect.stringMatching(/^Too many tries/) } },
    ]);
  });

  test("is refused where there is none to change", async ({ db, call }) => {
    const ana = await make.person(db, { name: "Ana" });
    expect((await call(action, { url, as: ana, form })).status).toBe(403);
    expect((await call(loader, { url, as: ana })).data.signIn).toEqual({
      passwordSetAt: null,
      providers: [],
    });
  });

  test("after the session has ended keeps no password in the page that asks to sign in", async ({
    call,
  }) => {
    const { status, data } = await call(action, { url, form });
    expect(status).toBe(401);
    expect(data).toMatchObject({ signedOut: true, posted: [["intent", "change-password"]] });
  });
});
