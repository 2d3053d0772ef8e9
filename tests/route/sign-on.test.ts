import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { eq, notLike } from "drizzle-orm";
import { pino } from "pino";
import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import type { Permission } from "#app/domain/people.ts";
import { createAuth } from "#app/http/auth.server.ts";
import { createListener } from "#app/http/serve.server.ts";
import { callbackOf, createSignOn } from "#app/http/sign-on.server.ts";
import type { Db } from "#db/client.server.ts";
import { invite } from "#db/queries/invitation.server.ts";
import * as schema from "#db/schema.server.ts";
import { sourceBuild } from "#tests/support/app-routes.ts";
import { person } from "#tests/support/factory.ts";
import {
  client,
  type Identity,
  type IdentityProvider,
  startIdentityProvider,
} from "#tests/support/identity-provider.ts";
import { test as routeTest, SECRET } from "#tests/support/route.ts";

type Visit = {
  readonly url: URL;
  readonly status: number;
  readonly text: string;
  /** Every address on the way. */
  readonly way: readonly URL[];
};
/** A browser that follows redirects between the app and the provider, and keeps their cookies. */
type Browser = (address: string, stopAt?: (url: URL) => boolean) => Promise<Visit>;

function browserOf(site: string): Browser {
  const cookies = new Map<string, string>();
  return async (address, stopAt = () => false) => {
    const way: URL[] = [];
    let url = new URL(address, site);
    for (;;) {
      way.push(url);
      if (stopAt(url)) return { url, status: 0, text: "", way };
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const answer = await fetch(url, { redirect: "manual", headers: { cookie } });
      for (const set of answer.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        if (value === "" || /max-age=0|expires=thu, 01 jan 1970/i.test(set)) cookies.delete(name);
        else cookies.set(name, value);
      }
      const next = answer.headers.get("location");
      if (!next) return { url, status: answer.status, text: await answer.text(), way };
      url = new URL(next, url);
    }
  };
}

type World = {
  readonly site: string;
  readonly provider: IdentityProvider;
  readonly browser: () => Browser;
};

const groups: Record<string, Permission[]> = {
  hiring: ["interviewer", "lead"],
  committee: ["committee", "interviewer"],
};

async function serve(
  db: Db,
  settings: { issuer?: string; groups: Record<string, Permission[]> | null },
  run: (world: World) => Promise<void>,
) {
  const server = createServer().listen(0);
  await once(server, "listening");
  const site = `http://localhost:${(server.address() as AddressInfo).port}`;
  const provider = await startIdentityProvider(callbackOf(site));
  const options = { secret: SECRET, baseUrl: site };
  const signOn = createSignOn(db, options, {
    ...{ issuer: settings.issuer ?? provider.issuer, clientId: client.id },
    ...{ clientSecret: client.secret, name: "Example Inc" },
    ...{ scopes: ["openid", "email", "profile"], groups: settings.groups },
  });
  server.on(
    "request",
    createListener({
      ...{ build: await sourceBuild(), db, auth: createAuth(db, options), signOn },
      ...{ development: false, baseUrl: site, log: pino({ level: "silent" }) },
      files: (_req, _res, next) => next(),
    }),
  );
  try {
    await run({ site, provider, browser: () => browserOf(site) });
  } finally {
    server.close();
    server.closeAllConnections();
    await provider.stop();
  }
}

const test = routeTest.extend<{ world: World; ungrouped: World }>({
  world: async ({ db }, use) => serve(db, { groups }, use),
  ungrouped: async ({ db }, use) => serve(db, { groups: null }, use),
});

const nia: Identity = {
  sub: "subject-of-nia",
  email: "Nia@example.com",
  email_verified: true,
  name: "Nia New",
  groups: ["hiring", "cooks"],
};

const start = "/sign-in/sso?to=%2Floops";
const people = (db: Db, email = "nia@example.com") =>
  db.select().from(schema.person).where(eq(schema.person.email, email));
const sessions = (db: Db) => db.select().from(schema.session);
const events = async (db: Db) =>
  (
    await db
      .select()
      .from(schema.auditEvent)
      .where(notLike(schema.auditEvent.action, "%.published"))
      .orderBy(schema.auditEvent.sequence)
  ).map(({ action, actorId, facts }) => ({ action, actorId, facts }));

describe("signing in with the organisation", () => {
  test("makes an account at the first time, with what its groups give", async ({ db, world }) => {
    world.provider.signInAs(nia);
    const { url, status } = await world.browser()(start);
    expect([url.pathname, status]).toEqual(["/loops", 200]);
    expect(await people(db)).toMatchObject([
      { name: "Nia New", emailVerified: true, permissions: ["interviewer", "lead"] },
    ]);
    expect(await events(db)).toEqual([
      {
        action: "person.joined",
        actorId: null,
        facts: { by: "single-sign-on", permissions: ["interviewer", "lead"] },
      },
    ]);
  });
  test("takes a name on one line, however the provider writes it", async ({ db, world }) => {
    world.provider.signInAs({ ...nia, name: " Nia\r\n\r\nhttps://evil.example\r\n" });
    await world.browser()(start);
    expect(await people(db)).toMatchObject([{ name: "Nia https://evil.example" }]);
  });
  test("takes the address that was verified, not another told beside it", async ({ db, world }) => {
    const adam = await person(db, { name: "Adam", permissions: ["admin"] });
    const { email_verified: inToken, ...beside } = { ...nia, email: adam.email };
    world.provider.signInAs({ ...beside, inToken: { email: nia.email, email_verified: inToken } });
    await world.browser()(start);
    const [made] = await people(db);
    expect(await sessions(db)).toMatchObject([{ userId: made?.id }]);
    expect(made?.id).not.toBe(adam.id);
  });
  test("believes the ID token where nothing is told beside it", async ({ db, world }) => {
    const { sub, ...inToken } = nia;
    world.provider.signInAs({ sub, email: "", inToken });
    await world.browser()(start);
    expect(await people(db)).toMatchObject([{ name: "Nia New" }]);
  });
  test("keeps none of the provider's tokens", async ({ db, world }) => {
    world.provider.signInAs(nia);
    await world.browser()(start);
    await world.browser()(start);
    expect(await db.select().from(schema.account)).toMatchObject([
      {
        ...{ accountId: nia.sub, providerId: "oidc", password: null },
        ...{ accessToken: null, refreshToken: null, idToken: null },
      },
    ]);
  });
  test("follows a change of groups at the next time, and records it", async ({ db, world }) => {
    world.provider.signInAs(nia);
    await world.browser()(start);
    world.provider.signInAs({ ...nia, email: "renamed@example.com", groups: ["committee"] });
    await world.browser()(start);
    expect(await people(db)).toMatchObject([{ permissions: ["interviewer", "committee"] }]);
    expect((await events(db)).at(-1)).toMatchObject({
      action: "person.edited",
      facts: { before: ["interviewer", "lead"], after: ["interviewer", "committee"] },
    });
    world.provider.signInAs({ ...nia, groups: [] });
    await world.browser()(start);
    expect(await people(db)).toMatchObject([{ permissions: [] }]);
  });
  test("leaves permissions alone where no groups are set up", async ({ db, ungrouped }) => {
    const { provider, browser } = ungrouped;
    provider.signInAs(nia);
    await browser()(start);
    expect(await people(db)).toMatchObject([{ permissions: ["interviewer"] }]);
    await db.update(schema.person).set({ permissions: ["admin"] });
    await browser()(start);
    expect(await people(db)).toMatchObject([{ permissions: ["admin"] }]);
    expect(await sessions(db)).toHaveLength(2);
  });
  test("gives what a waiting invitation said, and uses it up", async ({ db, ungrouped }) => {
    const adam = await person(db, { name: "Adam", permissions: ["admin"] });
    const invited = { id: uuidv7(), name: "Nia", email: "nia@example.com" };
    await invite(db, adam, { ...invited, permissions: ["committee"] }, ungrouped.site);
    ungrouped.provider.signInAs(nia);
    await ungrouped.browser()(start);
    expect(await people(db)).toMatchObject([{ permissions: ["committee"] }]);
    const [row] = await db.select().from(schema.invitation);
    expect(row?.acceptedAt).toBeInstanceOf(Date);
  });
  test("finds who is here already by the address, and from then on by the provider's key", async ({
    db,
    world,
  }) => {
    const known = await person(db, { name: "Nia" });
    world.provider.signInAs(nia);
    await world.browser()(start);
    const [held] = await people(db);
    expect(held).toMatchObject({ id: known.id, name: "Nia" });
    world.provider.signInAs({ ...nia, email: "moved@example.com" });
    await world.browser()(start);
    expect((await sessions(db)).map(({ userId }) => userId)).toEqual([known.id, known.id]);
  });
  test("does not take the last administrator away", async ({ db, world }) => {
    await person(db, { name: "Nia", permissions: ["admin"] });
    world.provider.signInAs(nia);
    await world.browser()(start);
    expect(await people(db)).toMatchObject([{ permissions: ["interviewer", "lead", "admin"] }]);
  });
  test("leads nowhere but here", async ({ world }) => {
    world.provider.signInAs(nia);
    const { url } = await world.browser()("/sign-in/sso?to=%2F%2Felsewhere.example");
    expect(url.origin + url.pathname).toBe(`${world.site}/`);
  });
});

describe("signing in with the organisation is refused", () => {
  test("to an address it has not verified, and says so", async ({ db, world }) => {
    world.provider.signInAs({ ...nia, email_verified: false });
    const { url, text } = await world.browser()(start);
    expect(url.pathname).toBe("/sign-in");
    expect(text).toContain("has not verified your e-mail address");
    expect([await people(db), await sessions(db), await events(db)]).toEqual([[], [], []]);
  });
  test("to a disabled person, and says so", async ({ db, world }) => {
    await person(db, { name: "Nia" });
    await db.update(schema.person).set({ disabledAt: new Date() });
    world.provider.signInAs(nia);
    const { text } = await world.browser()(start);
    expect(text).toContain("This account is disabled");
    expect(await sessions(db)).toEqual([]);
  });
  test("to somebody else who was given a leaver's address", async ({ db, world }) => {
    world.provider.signInAs(nia);
    await world.browser()(start);
    world.provider.signInAs({ ...nia, sub: "another-subject", groups: ["committee"] });
    const { text } = await world.browser()(start);
    expect(text).toContain("another account");
    expect(await sessions(db)).toHaveLength(1);
    expect(await people(db)).toMatchObject([{ permissions: ["interviewer", "lead"] }]);
  });
  test("to whoever gives up there", async ({ db, world }) => {
    world.provider.signInAs(null);
    const { url, text } = await world.browser()(start);
    expect([url.pathname, url.searchParams.get("to")]).toEqual(["/sign-in", "/loops"]);
    expect(text).toContain("You did not finish signing in there");
    expect(await sessions(db)).toEqual([]);
  });
  test("where another browser began it", async ({ db, world }) => {
    world.provider.signInAs(nia);
    const stolen = await world.browser()(start, ({ pathname }) => pathname.endsWith("/callback"));
    const { url, text } = await world.browser()(String(stolen.url));
    expect(url.pathname).toBe("/sign-in");
    expect(text).toContain("Begin again here");
    expect([await people(db), await sessions(db)]).toEqual([[], []]);
  });
  test("a second time with the same code", async ({ db, world }) => {
    world.provider.signInAs(nia);
    const browser = world.browser();
    const { way } = await browser(start);
    const callback = way.find(({ pathname }) => pathname.endsWith("/callback"));
    expect(await sessions(db)).toHaveLength(1);
    await browser(String(callback));
    expect(await sessions(db)).toHaveLength(1);
  });
});

test("the provider is asked with PKCE, a state and a nonce, and refuses without PKCE", async ({
  world,
}) => {
  world.provider.signInAs(nia);
  const isProvider = (url: URL) => url.origin === world.provider.issuer;
  const { url } = await world.browser()(start, isProvider);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: "code",
    code_challenge_method: "S256",
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    state: expect.stringMatching(/^.{20,}$/),
    nonce: expect.stringMatching(/^.{20,}$/),
    redirect_uri: callbackOf(world.site),
  });
  url.searchParams.delete("code_challenge");
  url.searchParams.delete("code_challenge_method");
  const { url: end } = await world.browser()(String(url), ({ origin }) => origin === world.site);
  expect(end.searchParams.get("error")).toBe("invalid_request");
});

describe("a provider that does not answer", () => {
  test("is told, and asked again the next time", async ({ db, world }) => {
    const port = Number(new URL(world.provider.issuer).port);
    await world.provider.stop();
    const { url, text } = await world.browser()(start);
    expect([url.pathname, url.searchParams.get("to")]).toEqual(["/sign-in", "/loops"]);
    expect(text).toContain("is not answering");
    const back = await startIdentityProvider(callbackOf(world.site), { port });
    back.signInAs(nia);
    expect((await world.browser()(start)).url.pathname).toBe("/loops");
    expect(await sessions(db)).toHaveLength(1);
    await back.stop();
  });
  test("or speaks for another issuer is not believed", async ({ db }) => {
    const other = await startIdentityProvider("http://localhost:1/callback");
    const alias = other.issuer.replace("localhost", "127.0.0.1");
    await serve(db, { issuer: alias, groups: null }, async ({ browser }) => {
      expect((await browser()(start)).text).toContain("is not answering");
    });
    await other.stop();
  });
});

test("the sign-in page offers it by its name, where it is set up", async ({ db, world }) => {
  expect((await world.browser()("/sign-in")).text).toContain("Continue with");
  expect(await sessions(db)).toEqual([]);
});

test("nothing of better-auth's own is served, signing up least of all", async ({ world }) => {
  const paths = ["sign-up/email", "sign-in/social", "callback/oidc", "magic-link/verify", "ok"];
  for (const path of paths)
    for (const method of ["GET", "POST"]) {
      const headers = { origin: world.site };
      const answer = await fetch(`${world.site}/api/auth/${path}`, {
        method,
        headers,
        redirect: "manual",
      });
      expect(answer.headers.get("location") ?? "/sign-in").toMatch(/^\/sign-in/);
      expect([302, 401, 404, 405]).toContain(answer.status);
      expect(answer.headers.get("set-cookie")).toBeNull();
    }
});
