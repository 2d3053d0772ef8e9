import { hashPassword } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { loader as home } from "#app/routes/_app/route.tsx";
import { action, loader } from "#app/routes/sign-in/route.tsx";
import { action as signOut } from "#app/routes/sign-out/route.tsx";
import type { Db } from "#db/client.server.ts";
import * as schema from "#db/schema.server.ts";
import { person } from "#tests/support/factory.ts";
import { test } from "#tests/support/route.ts";

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
