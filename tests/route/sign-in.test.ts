import { hashPassword } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { linkIn } from "#app/domain/mail.ts";
import { createAuth } from "#app/http/auth.server.ts";
import { tooManyTries } from "#app/http/sign-in.server.ts";
import { loader as home } from "#app/routes/_app/route.tsx";
import { action, loader } from "#app/routes/sign-in/route.tsx";
import { loader as linkPage, action as openLink } from "#app/routes/sign-in_.link/route.tsx";
import { action as signOut } from "#app/routes/sign-out/route.tsx";
import type { Db } from "#db/client.server.ts";
import * as schema from "#db/schema.server.ts";
import { contextOf } from "#tests/support/context.ts";
import { person } from "#tests/support/factory.ts";
import { type Calling as Call, cookieOf, SECRET, test } from "#tests/support/route.ts";

async function withPassword(db: Db) {
  const ana = await person(db, { name: "Ana" });
  const password = await hashPassword("a long password");
  await db
    .insert(schema.account)
    .values({ userId: ana.id, accountId: ana.id, providerId: "credential", password });
  return ana;
}
const form = { email: "ana@example.com", password: "a long password", to: "/loops?q=x" };
const cookieIn = (headers: Headers) => headers.get("set-cookie")?.split(";")[0] ?? "";

describe("signing in", () => {
  test("opens a session in the database and returns to where they were", async ({ db, call }) => {
    await withPassword(db);
    const { status, headers } = await call(action, { url: "/sign-in", form });
    expect([status, headers.get("location")]).toEqual([302, "/loops?q=x"]);
    expect(await db.select().from(schema.session)).toHaveLength(1);
    expect(headers.get("set-cookie")).toMatch(/HttpOnly.*SameSite=Lax/i);
    const seen = await call(home, { url: "/", headers: { cookie: cookieIn(headers) } });
    expect(seen.data).toMatchObject({ name: "Ana" });
  });
  test("with a wrong password, or an address nobody has, says the same and keeps the address", async ({
    db,
    call,
  }) => {
    await withPassword(db);
    const wrong = await call(action, { url: "/sign-in", form: { ...form, password: "wrong" } });
    const nobody = await call(action, {
      url: "/sign-in",
      form: { ...form, email: "no@example.com" },
    });
    expect([wrong.status, nobody.status]).toEqual([403, 403]);
    expect(JSON.stringify(wrong.data)).toContain("do not belong together");
    expect(JSON.stringify(wrong.data)).toContain("ana@example.com");
    expect(JSON.stringify(wrong.data)).not.toContain('"wrong"');
    expect(wrong.data).toMatchObject({ failure: { message: expect.any(String) } });
    expect(await db.select().from(schema.session)).toEqual([]);
  });
  test("with an empty form answers 422 at each field", async ({ call }) => {
    const { status, data } = await call(action, {
      url: "/sign-in",
      form: { email: "ana", password: "" },
    });
    expect(status).toBe(422);
    expect(data).toMatchObject({
      failure: { fields: { email: expect.any(String), password: "Write your password." } },
    });
  });
  test("does not lead to another site", async ({ db, call }) => {
    await withPassword(db);
    const { headers } = await call(action, {
      url: "/sign-in",
      form: { ...form, to: "//elsewhere.example" },
    });
    expect(headers.get("location")).toBe("/");
  });
  test("after a session ended mid-form hands the form back to be sent", async ({ db, call }) => {
    await withPassword(db);
    const kept = JSON.stringify([["summary", "not lost"]]);
    const { status, data } = await call(action, {
      url: "/sign-in",
      form: { ...form, to: "/cards/1", kept },
    });
    expect(status).toBe(200);
    expect(data).toEqual({ resume: { to: "/cards/1", kept } });
  });
});

describe("a session", () => {
  test("of a disabled person opens nothing, and they cannot sign in again", async ({
    db,
    call,
  }) => {
    const ana = await withPassword(db);
    const { headers } = await call(action, { url: "/sign-in", form });
    await db
      .update(schema.person)
      .set({ disabledAt: new Date() })
      .where(eq(schema.person.id, ana.id));
    const seen = await call(home, { url: "/", headers: { cookie: cookieIn(headers) } });
    expect([seen.status, seen.headers.get("location")]).toEqual([302, "/sign-in"]);
    const again = await call(action, { url: "/sign-in", form });
    expect(again.status).toBe(403);
    expect(JSON.stringify(again.data)).toContain("disabled");
  });
  test("that has expired leads to sign in", async ({ db, call }) => {
    await withPassword(db);
    const { headers } = await call(action, { url: "/sign-in", form });
    await db.update(schema.session).set({ expiresAt: new Date(Date.now() - 1000) });
    const seen = await call(home, { url: "/loops", headers: { cookie: cookieIn(headers) } });
    expect([seen.status, seen.headers.get("location")]).toEqual([302, "/sign-in?to=%2Floops"]);
  });
  test("with a forged cookie is no session", async ({ db, call }) => {
    await withPassword(db);
    const { headers } = await call(action, { url: "/sign-in", form });
    const forged = cookieIn(headers).replace(/.{6}$/, "AAAAAA");
    expect((await call(home, { url: "/", headers: { cookie: forged } })).status).toBe(302);
  });
  test("ends in the database on signing out", async ({ db, call }) => {
    await withPassword(db);
    const { headers } = await call(action, { url: "/sign-in", form });
    const out = await call(signOut, {
      url: "/sign-out",
      form: {},
      headers: { cookie: cookieIn(headers) },
    });
    expect([out.status, out.headers.get("location")]).toEqual([302, "/sign-in"]);
    expect(await db.select().from(schema.session)).toEqual([]);
  });
  test("that is open skips the sign-in page", async ({ db, call }) => {
    const ana = await withPassword(db);
    const { status, headers } = await call(loader, { url: "/sign-in?to=/rubrics", as: ana });
    expect([status, headers.get("location")]).toEqual([302, "/rubrics"]);
  });
});

describe("too many tries", () => {
  const wrong = { ...form, password: "wrong" };
  const trySignIn = (call: Call, over: Partial<Parameters<Call>[1]> = {}) =>
    call(action, { url: "/sign-in", form: wrong, ...over });

  test("on one account from one network are refused with the wait, and what was typed", async ({
    db,
    call,
  }) => {
    await withPassword(db);
    for (let n = 0; n < 10; n++) expect((await trySignIn(call)).status).toBe(403);
    const { status, headers, data } = await trySignIn(call, { form });
    expect(status).toBe(429);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(800);
    expect(data).toMatchObject({
      failure: { message: "Too many tries. Wait 15 minutes, or use a link by e-mail." },
      values: { email: form.email },
    });
    const elsewhere = { context: { address: "10.1.1.1" } };
    expect((await trySignIn(call, { form, ...elsewhere })).status).toBe(302);
  });
  test("are counted for the account, however its address is written", async ({ db, call }) => {
    await withPassword(db);
    for (let n = 0; n < 10; n++) await trySignIn(call);
    const shouted = { ...wrong, email: " ANA@example.com " };
    expect((await trySignIn(call, { form: shouted })).status).toBe(429);
  });
  test("over many accounts are refused by network, which in version 6 is wide", async ({
    call,
  }) => {
    const statuses: number[] = [];
    for (let n = 0; n < 31; n++) {
      const form = { intent: "link", email: `person-${n}@example.com` };
      const context = { address: `2001:db8:0:1::${n.toString(16)}` };
      statuses.push((await call(action, { url: "/sign-in", form, context })).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 30 }, () => 200), 429]);
  });
  test("on one account are refused from a network never seen, once they are very many", async ({
    db,
    auth,
    call,
  }) => {
    await withPassword(db);
    const from = (n: number) => ({ address: `2001:db8:0:${n.toString(16)}::1` });
    const tried = async (n: number) =>
      tooManyTries(contextOf({ db, auth, ...from(n) }), "sign-in", form.email);
    for (let n = 0; n < 150; n++) await tried(0);
    expect((await trySignIn(call, { form, context: from(1) })).status).toBe(302);
    for (let n = 0; n < 100; n++) expect(await tried(n + 2)).toBeNull();
    expect((await trySignIn(call, { form, context: from(200) })).status).toBe(429);
  });
  test("for a link fill nobody's mailbox, from however many networks they come", async ({
    db,
    call,
  }) => {
    await withPassword(db);
    const asked = { url: "/sign-in", form: { intent: "link", email: form.email } };
    for (let n = 0; n < 32; n++)
      await call(action, { ...asked, context: { address: `10.0.${n}.1` } });
    expect(await db.$count(schema.mail)).toBe(30);
  });
  test("start anew once the right password was given", async ({ db, call }) => {
    await withPassword(db);
    for (let n = 0; n < 9; n++) await trySignIn(call);
    expect((await trySignIn(call, { form })).status).toBe(302);
    for (let n = 0; n < 10; n++) expect((await trySignIn(call)).status).toBe(403);
  });
});

describe("a session's cookie", () => {
  test("is new after every sign-in, whatever the browser brought along", async ({
    db,
    call,
    auth,
  }) => {
    const ana = await withPassword(db);
    const brought = await cookieOf(auth, ana.id);
    const { headers } = await call(action, { url: "/sign-in", form, headers: { cookie: brought } });
    expect(cookieIn(headers)).not.toBe(brought);
    const invented = "evenhand.session_token=chosen-by-somebody-else";
    const again = await call(action, { url: "/sign-in", form, headers: { cookie: invented } });
    expect(cookieIn(again.headers)).not.toContain("chosen");
    const tokens = (await db.select().from(schema.session)).map(({ token }) => token);
    expect(new Set(tokens).size).toBe(3);
  });
  test("under https goes over https alone, and opens the app", async ({ db, call }) => {
    await withPassword(db);
    const auth = createAuth(db, { secret: SECRET, baseUrl: "https://hire.example.com" });
    const secure = { context: { auth, baseUrl: "https://hire.example.com" } };
    const { headers } = await call(action, { url: "/sign-in", form, ...secure });
    expect(headers.get("set-cookie")).toMatch(
      /^__Secure-evenhand\.session_token=[^;]+;.*HttpOnly;.*Secure;.*SameSite=Lax/i,
    );
    const cookie = cookieIn(headers);
    expect((await call(home, { url: "/", headers: { cookie }, ...secure })).status).toBe(200);
  });
  test("is recorded with the address that asked, not one that a header names", async ({
    db,
    call,
  }) => {
    await withPassword(db);
    await call(action, {
      ...{ url: "/sign-in", form, context: { address: "10.1.1.1" } },
      headers: { "x-forwarded-for": "6.6.6.6", "x-evenhand-address": "6.6.6.6" },
    });
    expect(await db.select().from(schema.session)).toMatchObject([{ ipAddress: "10.1.1.1" }]);
  });
});

describe("a link by e-mail", () => {
  const ask = (call: Call, email: string, more: Partial<Parameters<Call>[1]> = {}) =>
    call(action, { url: "/sign-in", form: { intent: "link", email, to: "/loops" }, ...more });
  /** The path of the newest mailed link. */
  const mailed = async (db: Db) => {
    const mails = await db.select().from(schema.mail).orderBy(schema.mail.id);
    const link = new URL(linkIn(mails.at(-1)?.text ?? "") ?? "none:");
    return { path: link.pathname + link.search, token: link.searchParams.get("token") ?? "" };
  };
  const open = (call: Call, token: string) =>
    call(openLink, { url: "/sign-in/link", form: { token, to: "/loops" } });

  test("signs in once, and leads back to where they were", async ({ db, call }) => {
    await withPassword(db);
    expect((await ask(call, "Ana@example.com")).status).toBe(200);
    const { path, token } = await mailed(db);
    const page = await call(linkPage, { url: path });
    expect(page.data).toEqual({ token, to: "/loops" });
    expect(await db.select().from(schema.session)).toEqual([]);
    const { status, headers } = await open(call, token);
    expect([status, headers.get("location")]).toEqual([302, "/loops"]);
    const cookie = cookieIn(headers);
    expect((await call(home, { url: "/", headers: { cookie } })).data).toMatchObject({
      name: "Ana",
    });
    const again = await open(call, token);
    expect([again.status, again.headers.get("set-cookie")]).toEqual([409, null]);
    expect(again.data).toMatchObject({
      failure: { message: expect.stringMatching("used already") },
    });
    expect(await db.select().from(schema.account)).toHaveLength(1);
  });
  test("is kept as its hash alone", async ({ db, call }) => {
    await withPassword(db);
    await ask(call, form.email);
    const { token } = await mailed(db);
    expect(token.length).toBeGreaterThan(20);
    expect(JSON.stringify(await db.select().from(schema.verification))).not.toContain(token);
  });
  test("answers alike whether or not somebody has the address, or is disabled", async ({
    db,
    call,
  }) => {
    const ana = await withPassword(db);
    const known = await ask(call, "ana@example.com");
    const nobody = await ask(call, "bob@example.com");
    expect(JSON.stringify(nobody).replaceAll("bob", "ana")).toBe(JSON.stringify(known));
    expect(await db.select().from(schema.mail)).toHaveLength(1);
    const { token } = await mailed(db);
    await db
      .update(schema.person)
      .set({ disabledAt: new Date() })
      .where(eq(schema.person.id, ana.id));
    expect(JSON.stringify(await ask(call, "ana@example.com"))).toBe(JSON.stringify(known));
    expect(await db.select().from(schema.mail)).toHaveLength(1);
    const { status, data } = await open(call, token);
    expect(status).toBe(409);
    expect(JSON.stringify(data)).toContain("disabled");
    expect(await db.select().from(schema.session)).toEqual([]);
  });
  test("ends after a quarter of an hour", async ({ db, call }) => {
    await withPassword(db);
    await ask(call, form.email);
    const [kept] = await db.select().from(schema.verification);
    const minutes = ((kept?.expiresAt.getTime() ?? 0) - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(15);
    await db.update(schema.verification).set({ expiresAt: new Date(Date.now() - 1) });
    expect((await open(call, (await mailed(db)).token)).status).toBe(409);
  });
  test("leads nowhere but here", async ({ db, call }) => {
    await withPassword(db);
    await ask(call, form.email, {
      form: { intent: "link", email: form.email, to: "//elsewhere.example" },
    });
    const { path, token } = await mailed(db);
    expect(path).not.toContain("elsewhere");
    const elsewhere = { url: "/sign-in/link", form: { token, to: "https://elsewhere.example" } };
    expect((await call(openLink, elsewhere)).headers.get("location")).toBe("/");
  });
  test("is asked for a few times only", async ({ db, call }) => {
    await withPassword(db);
    for (let n = 0; n < 5; n++) expect((await ask(call, form.email)).status).toBe(200);
    expect((await ask(call, form.email)).status).toBe(429);
    expect(await db.select().from(schema.mail)).toHaveLength(5);
  });
  test("shows in development where its mail was written", async ({ db, call }) => {
    await withPassword(db);
    const written = { file: ".data/mail/1.eml", link: "http://localhost:3000/sign-in/link" };
    const context = { writtenMail: async () => written };
    expect((await ask(call, form.email, { context })).data).toMatchObject({ sent: { written } });
  });
});

describe("a form that waits while its author signs in elsewhere", () => {
  const kept = JSON.stringify([["summary", "not lost"]]);
  const waiting = { intent: "resume", to: "/cards/1", kept };
  test("is handed back once they are signed in, and kept until then", async ({ db, call }) => {
    const ana = await withPassword(db);
    const before = await call(action, { url: "/sign-in", form: waiting });
    expect(before.data).toMatchObject({ values: { kept, to: "/cards/1" } });
    const { data } = await call(action, { url: "/sign-in", form: waiting, as: ana });
    expect(data).toEqual({ resume: { to: "/cards/1", kept } });
  });
  test("stays through asking for a link", async ({ db, call }) => {
    await withPassword(db);
    const { data } = await call(action, {
      url: "/sign-in",
      form: { ...waiting, intent: "link", email: form.email },
    });
    expect(data).toMatchObject({ sent: { kept, to: "/cards/1" } });
  });
});
