import { once } from "node:events";
import { request } from "node:http";
import type { AppLoadContext } from "@remix-run/node";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import { createAuth } from "#app/http/auth.server.ts";
import { BODY_LIMIT } from "#app/http/security.server.ts";
import * as newCandidate from "#app/routes/_app.candidates.new/route.tsx";
import * as loopList from "#app/routes/_app.loops._index/route.tsx";
import * as scores from "#app/routes/_app.loops.$loopId_.debrief[.]csv/route.ts";
import * as receipt from "#app/routes/_app.loops.$loopId_.receipt/route.ts";
import * as signIn from "#app/routes/sign-in/route.tsx";
import * as schema from "#db/schema.server.ts";
import { DEMO_PASSWORD, seed } from "#db/seed.ts";
import { person } from "#tests/support/factory.ts";
import { listening } from "#tests/support/listener.ts";
import { recordedLoop } from "#tests/support/recorded.ts";
import { cookieOf } from "#tests/support/route.ts";

const SECRET = "postgres://root:hunter2@db.internal";
const test = listening({
  loops: { loader: loopList.loader },
  "candidates/new": { action: newCandidate.action },
  "sign-in": { action: signIn.action },
  "loops/:loopId/debrief.csv": { loader: scores.loader },
  "loops/:loopId/receipt": { loader: receipt.loader },
  broken: {
    default: () => null,
    loader: () => {
      throw new Error(SECRET);
    },
  },
  "broken-query": {
    loader: ({ context }: { context: AppLoadContext }) =>
      context.db.execute(sql`select ${"typed in\nconfidence"}::text::integer from nowhere`),
  },
  "join/:token": {
    loader: () => {
      throw new Error("The invitation could not be read");
    },
  },
  "broken-file": {
    loader: () => {
      throw new Error(SECRET);
    },
  },
});

/** A form of stated length, begun and sent on at will. */
const post = (to: URL, cookie: string, length: number) =>
  request(to, {
    method: "POST",
    headers: {
      ...{ cookie, Origin: to.origin, Expect: "100-continue", "Content-Length": length },
      "Content-Type": "application/x-www-form-urlencoded",
    },
  });

describe("every answer", () => {
  test("lets no page run scripts or styles but its own, named anew each time", async ({ ask }) => {
    const policies = await Promise.all(
      [1, 2].map(async () => (await ask("/loops")).headers.get("Content-Security-Policy")),
    );
    expect(new Set(policies).size).toBe(2);
    for (const policy of policies) {
      expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}';/);
      expect(policy).toMatch(/style-src 'self';/);
      expect(policy).not.toMatch(/unsafe|\*|http:/);
    }
  });

  test("can be put in no frame, guessed to be nothing else, and kept by nobody", async ({
    db,
    auth,
    ask,
  }) => {
    const cookie = await cookieOf(auth, (await person(db, { name: "Ana" })).id);
    const answers = [
      await ask("/loops", { headers: { cookie } }),
      await ask("/loops.data", { headers: { cookie } }),
      await ask("/loops"),
      await ask("/nowhere"),
      await ask("/broken"),
      await ask("/loops", { method: "POST", headers: { Origin: "https://evil.example" } }),
    ];
    for (const { headers } of answers)
      expect(Object.fromEntries(headers)).toMatchObject({
        "cache-control": "no-store",
        "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": expect.stringContaining("camera=()"),
        "referrer-policy": "same-origin",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
  });
});

describe("what changes something", () => {
  test.for([
    ["from another site", { Origin: "https://evil.example" }],
    ["from a page without an origin", { Origin: "null" }],
    ["from the neighbouring port", { Origin: "http://localhost:1" }],
  ] as const)("is refused %s, whatever its method", async ([, given], { db, auth, ask }) => {
    const lea = await person(db, { name: "Lea", permissions: ["lead"] });
    const headers = { cookie: await cookieOf(auth, lea.id), ...given };
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const body = new URLSearchParams({ id: uuidv7(), name: "Mallory", headline: "" });
      for (const path of ["/candidates/new", "/candidates/new.data", "/sign-in"])
        expect((await ask(path, { method, headers, body })).status).toBe(403);
    }
    expect(await db.$count(schema.candidate)).toBe(0);
  });

  test("is refused above the limit, its length stated or not", async ({ db, auth, ask }) => {
    const lea = await person(db, { name: "Lea", permissions: ["lead"] });
    const headers = {
      cookie: await cookieOf(auth, lea.id),
      "Content-Type": "application/x-www-form-urlencoded",
    };
    const body = `id=${uuidv7()}&name=Ana&headline=${"x".repeat(BODY_LIMIT)}`;
    const stated = await ask("/candidates/new", { method: "POST", headers, body });
    const streamed = await ask("/candidates/new", {
      ...{ method: "POST", headers, duplex: "half" as const },
      body: new Blob([body]).stream(),
    });
    expect([stated.status, streamed.status]).toEqual([413, 413]);
    expect(await db.$count(schema.candidate)).toBe(0);
  });

  test("is asked of who its sender is at its end, however long it was held back", async ({
    db,
    auth,
    ask,
  }) => {
    const lea = await person(db, { name: "Lea", permissions: ["lead"] });
    const cookie = await cookieOf(auth, lea.id);
    const { url } = await ask("/loops", { headers: { cookie } });
    const body = new URLSearchParams({ id: uuidv7(), name: "Ana", headline: "" }).toString();
    const held = post(new URL("/candidates/new", url), cookie, body.length);
    held.write(body.slice(0, 10));
    await once(held, "continue");
    // Asked later and answered: what the server does with the beginning of a form, it has done.
    expect((await ask("/loops", { headers: { cookie } })).status).toBe(200);
    await db.update(schema.person).set({ disabledAt: new Date() });
    held.end(body.slice(10));
    const [answer] = await once(held, "response");
    expect(answer.statusCode).toBe(401);
    expect(await db.$count(schema.candidate)).toBe(0);
  });
});

describe("signing in", () => {
  test("sets a cookie that other sites cannot send along and no script can read", async ({
    db,
    ask,
  }) => {
    await seed(db, new Date("2026-11-21T10:17:00Z"));
    const body = new URLSearchParams({ email: "ana@evenhand.example", password: DEMO_PASSWORD });
    const answer = await ask("/sign-in", { method: "POST", body });
    const cookies = answer.headers.getSetCookie().filter((set) => set.includes("session_token"));
    expect(cookies).toHaveLength(1);
    for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly; SameSite=Lax$/);
  });

  test("over https sends its cookie over nothing else", async ({ db }) => {
    const secret = "a secret for tests, of 32 letters or more";
    const auth = createAuth(db, { secret, baseUrl: "https://hire.example.com" });
    const { sessionToken } = (await auth.$context).authCookies;
    expect(sessionToken.attributes).toMatchObject({ secure: true, httpOnly: true });
  });

  test.for([
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/loops\r\nSet-Cookie: a=b",
  ])("leads to no other site: %j", async (to, { db, ask }) => {
    await seed(db, new Date("2026-11-21T10:17:00Z"));
    const body = new URLSearchParams({
      email: "ana@evenhand.example",
      password: DEMO_PASSWORD,
      to,
    });
    const answer = await ask(`/sign-in?to=${encodeURIComponent(to)}`, { method: "POST", body });
    expect(answer.status).toBe(302);
    expect(answer.headers.get("Location")).toBe("/");
    expect(answer.headers.get("Set-Cookie")).not.toContain("a=b");
  });
});

describe("a file to keep", () => {
  test("has a safe name, and cells that no spreadsheet runs", async ({ db, auth, ask }) => {
    const world = await recordedLoop(db, { name: '=cmd|"/../Zoë";\u202E\\' });
    const headers = { cookie: await cookieOf(auth, world.cora.id) };
    await db.update(schema.person).set({ name: "=Ana()" });
    const csv = await ask(`/loops/${world.loop.id}/debrief.csv`, { headers });
    expect(csv.status).toBe(200);
    expect(csv.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    expect(csv.headers.get("Content-Disposition")).toBe(
      "attachment; filename=\"Debrief =cmd .. Zoe.csv\"; filename*=UTF-8''Debrief%20%3Dcmd%20..%20Zo%C3%AB.csv",
    );
    const text = await csv.text();
    expect(text).toContain("'=Ana()");
    expect(text).not.toMatch(/(^|,|\n)"?[=+@-]/);
    const file = await ask(`/loops/${world.loop.id}/receipt`, { headers });
    expect(file.headers.get("Content-Disposition")).toMatch(
      /^attachment; filename="Independence receipt/,
    );
    expect(await file.json()).toMatchObject({ kind: "evenhand independence receipt" });
  });

  test("is not there for whoever may not read the panel", async ({ db, auth, ask }) => {
    const { loop } = await recordedLoop(db);
    const sam = await person(db, { name: "Sam" });
    const headers = { cookie: await cookieOf(auth, sam.id) };
    for (const name of ["debrief.csv", "receipt"]) {
      const answer = await ask(`/loops/${loop.id}/${name}`, { headers });
      expect(answer.status).toBe(404);
      expect(answer.headers.get("Content-Disposition")).toBeNull();
      expect((await ask(`/loops/${loop.id}/${name}`)).status).toBe(302);
    }
  });
});

describe("what fails unforeseen", () => {
  test.for(["/broken", "/broken.data", "/broken-file"])(
    "tells its number and nothing else: %s",
    async (path, { ask, logged }) => {
      const answer = await ask(path);
      const id = answer.headers.get("X-Request-Id") ?? "";
      const text = await answer.text();
      expect(answer.status).toBe(500);
      expect(text).not.toMatch(/hunter2|postgres|at .+\.ts/);
      if (path !== "/broken") expect(text).toContain(id);
      expect(logged.join("")).toContain(id);
      expect(logged.join("")).toContain(SECRET);
    },
  );
});

describe("the log", () => {
  test("names a statement that failed, and nothing that was sent with it", async ({
    ask,
    logged,
  }) => {
    expect((await ask("/broken-query")).status).toBe(500);
    expect(logged.join("")).toMatch(/Failed query: select .+nowhere/);
    expect(logged.join("")).toContain("does not exist");
    expect(logged.join("")).not.toContain("confidence");
  });

  test("holds no link that lets somebody in", async ({ ask, logged }) => {
    for (const path of ["/join/a-token", "/join/a-token.data", "/JOIN//a-token?token=a-token"])
      await ask(path);
    expect(logged.join("")).toContain("/join/…");
    expect(logged.join("")).not.toContain("a-token");
  });
});

test("keys made in one moment share nothing that could be counted on", () => {
  const tails = Array.from({ length: 2_000 }, () => uuidv7().slice(-12));
  expect(new Set(tails).size).toBe(2_000);
});
