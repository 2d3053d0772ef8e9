import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { describe, expect } from "vitest";
import { startMailing } from "#app/jobs/mail.server.ts";
import { type Post, postBySmtp, postToFolder } from "#app/jobs/post.server.ts";
import type { Db } from "#db/client.server.ts";
import { queueForAccount, queueMails } from "#db/queries/mail.server.ts";
import * as schema from "#db/schema.server.ts";
import { test as databaseTest } from "#tests/support/database.ts";
import { person } from "#tests/support/factory.ts";
import { type MailServer, startMailServer } from "#tests/support/mail-server.ts";

const test = databaseTest.extend<{ server: MailServer; folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from its pattern
  server: async ({}, use) => {
    const server = await startMailServer();
    await use(server);
    await server.stop();
  },
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from its pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "evenhand-mail-"));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
});

const from = "Evenhand <hire@example.com>";
const link = "https://hire.example.com/join/a-secret";
const invitation = {
  to: "nia@example.com",
  subject: "Adam invites you",
  text: `Hello Nía,\n\n${link}\n`,
};
const silent = { error: () => {}, warn: () => {} };

/** Everything that is due is tried once by a worker of its own. */
async function sendDue(db: Db, post: Post) {
  const mailing = startMailing(db, post, silent);
  await mailing.drain();
  await mailing.stop();
}
const bySmtp = ({ url }: MailServer) => postBySmtp({ url, from });
const rows = (db: Db) => db.select().from(schema.mail).orderBy(schema.mail.id);
const dueNow = (db: Db) => db.update(schema.mail).set({ dueAt: sql`now()` });
/** Minutes until the mail is tried again. */
async function wait(db: Db) {
  const [row] = await db
    .select({ minutes: sql<number>`extract(epoch from ${schema.mail.dueAt} - now()) / 60` })
    .from(schema.mail);
  return Math.round(Number(row?.minutes));
}

describe("a queued mail", () => {
  test("reaches the mail server as text and as HTML, and its text is not kept", async ({
    db,
    server,
  }) => {
    await queueMails(db, [invitation]);
    await sendDue(db, bySmtp(server));
    const [mail] = server.received;
    expect(mail).toMatchObject({ to: "nia@example.com", from: "hire@example.com" });
    expect(mail?.raw).toContain("Subject: Adam invites you");
    expect(mail?.raw).toMatch(/text\/plain[\s\S]+text\/html[\s\S]+<a/);
    const [row] = await rows(db);
    expect(row).toMatchObject({ text: "", attempts: 1, sentAt: expect.any(Date) });
  });
  test("is sent once, however often the worker looks", async ({ db, server }) => {
    await queueMails(db, [invitation]);
    await sendDue(db, bySmtp(server));
    await dueNow(db);
    await sendDue(db, bySmtp(server));
    expect(server.received).toHaveLength(1);
  });
  test("cannot put lines of its own into the head", async ({ db, server }) => {
    await queueMails(db, [{ ...invitation, subject: "Hello\r\nBcc: eve@example.com" }]);
    await sendDue(db, bySmtp(server));
    expect(server.received[0]?.raw).not.toMatch(/^Bcc:/m);
    expect(server.received[0]?.to).toBe("nia@example.com");
  });
  test("of a change that failed is not sent", async ({ shared, server }) => {
    await shared
      .transaction(async (tx) => {
        await queueMails(tx, [invitation]);
        tx.rollback();
      })
      .catch(() => {});
    await sendDue(shared, bySmtp(server));
    expect(server.received).toEqual([]);
  });
});

describe("a mail that is refused", () => {
  test("for now waits longer after every attempt, and is given up at last", async ({
    db,
    server,
  }) => {
    server.refuse({ code: 451, words: "Come back later" });
    await queueMails(db, [invitation]);
    const waited: number[] = [];
    for (let attempt = 1; attempt <= 5; attempt++) {
      await sendDue(db, bySmtp(server));
      waited.push(await wait(db));
      await dueNow(db);
    }
    expect(waited).toEqual([1, 5, 30, 120, 480]);
    await sendDue(db, bySmtp(server));
    const [row] = await rows(db);
    expect(row).toMatchObject({ attempts: 6, text: "", sentAt: null, failedAt: expect.any(Date) });
    expect(row?.lastError).toContain("Come back later");
    server.refuse(null);
    await dueNow(db);
    await sendDue(db, bySmtp(server));
    expect(server.received).toEqual([]);
  });
  test("once arrives by its next attempt", async ({ db, server }) => {
    server.refuse({ code: 451, words: "Come back later" });
    await queueMails(db, [invitation]);
    await sendDue(db, bySmtp(server));
    server.refuse(null);
    await dueNow(db);
    await sendDue(db, bySmtp(server));
    expect(server.received).toHaveLength(1);
    expect(await rows(db)).toMatchObject([{ attempts: 2, lastError: null, text: "" }]);
  });
  test("for good is given up at once", async ({ db, server }) => {
    server.refuse({ code: 550, words: "No such person" });
    await queueMails(db, [invitation]);
    await sendDue(db, bySmtp(server));
    expect(await rows(db)).toMatchObject([
      {
        attempts: 1,
        failedAt: expect.any(Date),
        lastError: expect.stringMatching("No such person"),
      },
    ]);
  });
  test("does not hold up the one behind it", async ({ db, server }) => {
    await queueMails(db, [invitation, { ...invitation, to: "ben@example.com" }]);
    const post = bySmtp(server);
    const send = post.send;
    await sendDue(db, {
      ...post,
      send: (mail) =>
        mail.to === "nia@example.com" ? Promise.reject(new Error("timeout")) : send(mail),
    });
    expect(server.received.map(({ to }) => to)).toEqual(["ben@example.com"]);
  });
  test("because no mail server answers waits", async ({ db, server }) => {
    await server.stop();
    await queueMails(db, [invitation]);
    await sendDue(db, bySmtp(server));
    const [row] = await rows(db);
    expect(row).toMatchObject({ attempts: 1, failedAt: null });
    expect(row?.text).toContain(link);
    expect(row?.lastError).toContain("ECONNREFUSED");
  });
});

test("a password of the mail server is used, and a wrong one is not the mail's fault", async ({
  db,
}) => {
  const server = await startMailServer({ user: "evenhand", password: "secret" });
  await queueMails(db, [invitation]);
  await sendDue(db, postBySmtp({ url: server.url.replace("secret", "wrong"), from }));
  expect(await rows(db)).toMatchObject([{ failedAt: null, attempts: 1 }]);
  await dueNow(db);
  await sendDue(db, postBySmtp({ url: server.url, from }));
  expect(server.received).toHaveLength(1);
  await server.stop();
});

test("several workers send every mail, and none of them twice", async ({ shared }) => {
  const addresses = Array.from({ length: 40 }, (_, n) => `person-${n}@example.com`);
  await queueMails(
    shared,
    addresses.map((to) => ({ ...invitation, to })),
  );
  const sent: string[] = [];
  const post: Post = { send: async ({ to }) => void sent.push(to), close: () => {} };
  await Promise.all([1, 2, 3, 4].map(() => sendDue(shared, post)));
  expect(sent.toSorted()).toEqual(addresses.toSorted());
});

test("a mail whose worker died is due again after its lease", async ({ db, server }) => {
  await queueMails(db, [invitation]);
  const never: Post = { send: () => new Promise(() => {}), close: () => {} };
  const dead = startMailing(db, never, silent);
  dead.nudge();
  await expect.poll(async () => (await rows(db))[0]?.attempts).toBe(1);
  await sendDue(db, bySmtp(server));
  expect(server.received).toEqual([]);
  expect(await wait(db)).toBe(5);
  await dueNow(db);
  await sendDue(db, bySmtp(server));
  expect(server.received).toHaveLength(1);
});

test("without a mail server a mail is written where its owner alone can read it", async ({
  db,
  folder,
}) => {
  const { post, lastTo } = postToFolder(join(folder, "mail"), from);
  await queueMails(db, [{ ...invitation, to: "../../nia@example.com" }]);
  await sendDue(db, post);
  const written = lastTo("../../nia@example.com");
  const [row] = await rows(db);
  expect(written).toEqual({ file: join(folder, "mail", `${row?.id}.eml`), link });
  expect(readFileSync(written?.file ?? "", "utf8")).toContain("Subject: Adam invites you");
  expect(statSync(written?.file ?? "").mode & 0o077).toBe(0);
  expect(row?.text).toBe("");
});

test("a mail for an account is queued for those who may sign in alone", async ({ db }) => {
  const ana = await person(db, { name: "Ana" });
  const ben = await person(db, { name: "Ben" });
  await db
    .update(schema.person)
    .set({ disabledAt: new Date() })
    .where(eq(schema.person.id, ben.id));
  for (const to of ["ANA@example.com", ben.email, "nobody@example.com"])
    await queueForAccount(db, { ...invitation, to });
  expect((await rows(db)).map(({ to }) => to)).toEqual([ana.email]);
});
