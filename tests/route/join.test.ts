import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import { linkIn } from "#app/domain/mail.ts";
import { loader as home } from "#app/routes/_app/route.tsx";
import { action, loader } from "#app/routes/join.$token/route.tsx";
import { action as signIn } from "#app/routes/sign-in/route.tsx";
import type { Db } from "#db/client.server.ts";
import { invite, revokeInvitation } from "#db/queries/invitation.server.ts";
import * as schema from "#db/schema.server.ts";
import { person } from "#tests/support/factory.ts";
import { baseUrl, type Calling, test } from "#tests/support/route.ts";

const password = "quiet otter on a bicycle";

/** An invitation of Nia's with the token of its mailed link. */
async function invited(db: Db) {
  const adam = await person(db, { name: "Adam", permissions: ["admin"] });
  const id = uuidv7();
  const nia = { id, name: "Nia New", email: "nia@example.com" };
  await invite(db, adam, { ...nia, permissions: ["interviewer", "lead"] }, baseUrl);
  const [mail] = await db.select().from(schema.mail);
  const token = linkIn(mail?.text ?? "")?.replace(`${baseUrl}/join/`, "") ?? "";
  return { adam, id, token };
}
const join = (call: Calling, token: string, form: Record<string, string> = {}) =>
  call(action, {
    url: `/join/${token}`,
    params: { token },
    form: { name: "Nia", password, ...form },
  });
const open = (call: Calling, token: string) =>
  call(loader, { url: `/join/${token}`, params: { token } });

describe("the link of an invitation", () => {
  test("makes an account and signs in", async ({ db, call }) => {
    const { token } = await invited(db);
    expect((await open(call, token)).data).toEqual({
      ...{ name: "Nia New", email: "nia@example.com", closed: null },
    });
    const { status, headers } = await join(call, token);
    expect([status, headers.get("location")]).toEqual([302, "/"]);
    const cookie = headers.get("set-cookie")?.split(";")[0] ?? "";
    expect((await call(home, { url: "/", headers: { cookie } })).data).toMatchObject({
      name: "Nia",
    });
    const [nia] = await db
      .select()
      .from(schema.person)
      .where(eq(schema.person.email, "nia@example.com"));
    expect(nia?.permissions).toEqual(["interviewer", "lead"]);
    const form = { email: "nia@example.com", password };
    expect((await call(signIn, { url: "/sign-in", form })).status).toBe(302);
  });
  test("works once: then it says that it was used, and changes nothing", async ({ db, call }) => {
    const { token } = await invited(db);
    await join(call, token);
    expect((await open(call, token)).data).toMatchObject({
      closed: expect.stringMatching("used already"),
    });
    const again = await join(call, token, { password: "another long password" });
    expect([again.status, again.headers.get("set-cookie")]).toEqual([409, null]);
    expect(await db.select().from(schema.account)).toHaveLength(1);
  });
  test("that was taken back or has run out says so", async ({ db, call }) => {
    const { adam, id, token } = await invited(db);
    await db
      .update(schema.invitation)
      .set({ expiresAt: new Date() })
      .where(eq(schema.invitation.id, id));
    expect((await open(call, token)).data).toMatchObject({
      closed: expect.stringMatching("has ended"),
    });
    await revokeInvitation(db, adam, { id });
    const { status, data } = await join(call, token);
    expect(status).toBe(409);
    expect(JSON.stringify(data)).toContain("taken back");
  });
  test("that nobody was sent finds nothing, and tells of a newer mail", async ({ db, call }) => {
    await invited(db);
    const guessed = await open(call, "guessed");
    expect(guessed.status).toBe(404);
    expect(guessed.data).toMatchObject({ closed: expect.stringMatching("A newer one") });
    expect((await join(call, "guessed")).status).toBe(404);
  });
});

test("joining is refused at its field, and the password typed is not sent back", async ({
  db,
  call,
}) => {
  const { token } = await invited(db);
  const refusals = [
    [{ name: " " }, "name", "Write a name."],
    [{ password: "short" }, "password", "12 characters or more"],
    [{ password: "nia@example.com" }, "password", "your own name"],
    [{ password: "1qaz2wsx3edc" }, "password", "tried first"],
  ] as const;
  for (const [form, field, words] of refusals) {
    const { status, data } = await join(call, token, form);
    expect(status).toBe(422);
    expect(data).toMatchObject({
      failure: { fields: { [field]: expect.stringContaining(words) } },
    });
    expect(JSON.stringify(data)).not.toContain("1qaz");
  }
  expect(await db.select().from(schema.account)).toEqual([]);
});

test("too many tries on one link are refused with the wait", async ({ db, call }) => {
  const { token } = await invited(db);
  for (let n = 0; n < 10; n++) await join(call, token, { password: "short" });
  const { status, headers } = await join(call, token);
  expect(status).toBe(429);
  expect(headers.get("retry-after")).toMatch(/^\d+$/);
});
