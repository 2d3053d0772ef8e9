import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import * as newCandidate from "#app/routes/_app.candidates.new/route.tsx";
import * as loopList from "#app/routes/_app.loops._index/route.tsx";
import * as signOut from "#app/routes/sign-out/route.tsx";
import { session } from "#db/schema.server.ts";
import { person } from "#tests/support/factory.ts";
import { listening } from "#tests/support/listener.ts";
import { cookieOf } from "#tests/support/route.ts";

const DAY = 86_400_000;

const test = listening({
  loops: { loader: loopList.loader },
  "candidates/new": { action: newCandidate.action },
  "sign-out": { action: signOut.action },
});

describe("a session", () => {
  const expiry = (days: number) => ({ expiresAt: new Date(Date.now() + days * DAY) });

  test("in use for a day is kept for another week, here and in the browser", async ({
    db,
    auth,
    ask,
  }) => {
    const cookie = await cookieOf(auth, (await person(db, { name: "Ana" })).id);
    await db.update(session).set(expiry(5));
    const answer = await ask("/loops.data", { headers: { cookie } });
    expect(answer.status).toBe(200);
    const [renewed, ...others] = answer.headers.getSetCookie();
    expect(others).toEqual([]);
    expect(renewed?.startsWith(`${cookie};`)).toBe(true);
    expect(renewed).toMatch(/Max-Age=604800;.*HttpOnly; SameSite=Lax/);
    const [row] = await db.select().from(session);
    expect(row?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 6.9 * DAY);
    const next = await ask("/loops.data", { headers: { cookie } });
    expect(next.headers.getSetCookie()).toEqual([]);
  });

  test("that was ended stays ended, however old it was", async ({ db, auth, ask }) => {
    const ana = await person(db, { name: "Ana" });
    const cookie = await cookieOf(auth, ana.id);
    await db.update(session).set(expiry(5));
    const out = await ask("/sign-out", { method: "POST", headers: { cookie } });
    const kept = out.headers.getSetCookie().filter((set) => !set.includes("Max-Age=0"));
    // Says whose unsent text this browser is to drop, and opens nothing.
    expect(kept.map((set) => set.split(";")[0])).toEqual([`left=${ana.id}`]);
    expect(await db.$count(session, eq(session.userId, ana.id))).toBe(0);
    const after = await ask("/loops", { headers: { cookie } });
    expect(after.headers.get("location")).toBe("/sign-in?to=%2Floops");
  });

  test("with a cookie that cannot be read is none", async ({ ask }) => {
    const headers = { cookie: "evenhand.session_token=%E0%A4%A; tz=%E0%A4%A" };
    expect((await ask("/loops", { headers })).status).toBe(302);
    expect((await ask("/sign-out", { method: "POST", headers })).status).toBe(302);
  });
});

describe("what no form of ours sends", () => {
  const form = "application/x-www-form-urlencoded";
  test.for([
    ["JSON", "application/json", "{}"],
    ["20,000 dots", form, `a${".".repeat(20_000)}=1`],
    ["a form cut off", "multipart/form-data; boundary=x", "--x\r\nContent-Disp"],
    ["nothing", "", ""],
  ] as const)("is answered with 400: %s", async ([, type, body], { db, auth, ask }) => {
    const lea = await person(db, { name: "Lea", permissions: ["lead"] });
    const headers = { cookie: await cookieOf(auth, lea.id), "Content-Type": type };
    const signedIn = await ask("/candidates/new", { method: "POST", headers, body });
    const signedOut = await ask("/candidates/new", {
      method: "POST",
      headers: { "Content-Type": type },
      body,
    });
    expect([signedIn.status, signedOut.status]).toEqual([400, 400]);
  });
});
