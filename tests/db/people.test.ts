import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import type { Permission, Viewer } from "#app/domain/people.ts";
import type { Db } from "#db/client.server.ts";
import {
  disablePerson,
  editPerson,
  enablePerson,
  signOutPerson,
} from "#db/queries/administration.server.ts";
import { getPerson, listPeople } from "#db/queries/person.server.ts";
import { account, auditEvent, conflict, person, session } from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import * as make from "#tests/support/factory.ts";

const admin = (db: Db, name = "Adam Novák") => make.person(db, { name, permissions: ["admin"] });
const from = { version: 1, timeZone: "UTC" };
const everyone = { q: "", permission: "", state: "", page: 1 };

/** Sessions that are open, one second apart and the last used last. */
async function signIn(db: Db, { id }: { readonly id: string }, times = 1) {
  for (let time = 0; time < times; time++)
    await db.insert(session).values({
      userId: id,
      token: uuidv7(),
      expiresAt: new Date(Date.now() + 3_600_000),
      updatedAt: new Date(Date.now() - (times - time) * 1000),
    });
}
const sessionsOf = (db: Db, { id }: { readonly id: string }) =>
  db.$count(session, eq(session.userId, id));

const eventsOf = async (db: Db, { id }: { readonly id: string }) =>
  (
    await db
      .select({ by: auditEvent.actorId, action: auditEvent.action, facts: auditEvent.facts })
      .from(auditEvent)
      .where(eq(auditEvent.subject, id))
      .orderBy(auditEvent.sequence)
  ).map(({ by, action, facts }) => [by, action, facts]);

const held = async (db: Db, { id }: { readonly id: string }) => {
  const [row] = await db.select().from(person).where(eq(person.id, id));
  return row;
};

const refusal = (message: string) => ({ ok: false, failure: { kind: "refused", message } });

describe("what a person is called and may do", () => {
  test("is changed by an administrator, and the record tells the permissions and no name", async ({
    db,
  }) => {
    const adam = await admin(db);
    const ana = await make.person(db, { name: "Ana" });
    const form = { name: "Ana Maria", permissions: ["interviewer", "lead"] as const };
    expect(
      await editPerson(db, adam, ana.id, { ...form, permissions: [...form.permissions] }, from),
    ).toEqual({
      ok: true,
      value: { id: ana.id },
    });
    expect(await held(db, ana)).toMatchObject({ ...form, version: 2 });
    expect(await eventsOf(db, ana)).toEqual([
      [adam.id, "person.edited", { before: ["interviewer"], after: ["interviewer", "lead"] }],
    ]);
  });

  test("said again is no change, whatever version the form had", async ({ db }) => {
    const adam = await admin(db);
    const ana = await make.person(db, { name: "Ana" });
    const form = { name: "Ana", permissions: ["lead" as const] };
    await editPerson(db, adam, ana.id, form, from);
    expect(await editPerson(db, adam, ana.id, form, from)).toMatchObject({ ok: true });
    expect(await eventsOf(db, ana)).toHaveLength(1);
  });

  test("filled in from an older version is a conflict that names who saved the newer one", async ({
    db,
  }) => {
    const adam = await admin(db);
    const ada = await admin(db, "Ada Byron");
    const ana = await make.person(db, { name: "Ana" });
    await editPerson(db, ada, ana.id, { name: "Ana M.", permissions: [] }, from);
    const late = await editPerson(db, adam, ana.id, { name: "Anna", permissions: ["lead"] }, from);
    expect(late).toMatchObject({ ok: false, failure: { kind: "conflict" } });
    if (!late.ok) expect(late.failure.message).toMatch(/^Ada Byron saved this person on /);
    expect(await held(db, ana)).toMatchObject({ name: "Ana M.", permissions: [] });
  });

  test("is refused to everybody else, who cannot tell whether the person exists", async ({
    db,
  }) => {
    const lea = await make.person(db, { name: "Lea", permissions: ["lead", "committee"] });
    const ana = await make.person(db, { name: "Ana" });
    for (const id of [ana.id, uuidv7()])
      for (const asked of [
        await editPerson(db, lea, id, { name: "X", permissions: [] }, from),
        await disablePerson(db, lea, id),
        await enablePerson(db, lea, id),
        await signOutPerson(db, lea, id),
      ])
        expect(asked).toMatchObject(refusal("Only an administrator can do this."));
    expect(await getPerson(db, lea, ana.id)).toBeNull();
    expect(await listPeople(db, lea, everyone)).toBeNull();
    expect(await eventsOf(db, ana)).toEqual([]);
  });

  test("of nobody is absent", async ({ db }) => {
    const adam = await admin(db);
    const absent = { ok: false, failure: { kind: "absent" } };
    expect(await disablePerson(db, adam, uuidv7())).toMatchObject(absent);
    expect(await getPerson(db, adam, uuidv7())).toBeNull();
  });
});

describe("the last administrator", () => {
  const lone =
    "This is the only administrator who can sign in. Make somebody else an administrator first.";

  test("cannot lay the permission down, and is told so at the field", async ({ db }) => {
    const adam = await admin(db);
    const gone = await admin(db, "Gone Admin");
    await disablePerson(db, adam, gone.id);
    const laid = await editPerson(db, adam, adam.id, { name: "Adam", permissions: [] }, from);
    expect(laid).toMatchObject({
      ok: false,
      failure: { kind: "refused", message: lone, fields: { permissions: lone } },
    });
    expect(await held(db, adam)).toMatchObject({ permissions: ["admin"], name: "Adam Novák" });
  });
  test("may change their name, and lay it down once there is another", async ({ db }) => {
    const adam = await admin(db);
    const permissions: Permission[] = ["admin"];
    const renamed = await editPerson(db, adam, adam.id, { name: "Adam N.", permissions }, from);
    expect(renamed.ok).toBe(true);
    await admin(db, "Ada Byron");
    const laid = await editPerson(
      db,
      adam,
      adam.id,
      { name: "Adam N.", permissions: [] },
      { ...from, version: 2 },
    );
    expect(laid.ok).toBe(true);
  });
  test("cannot disable themself, nor can any other", async ({ db }) => {
    const adam = await admin(db);
    await admin(db, "Ada Byron");
    expect(await disablePerson(db, adam, adam.id)).toMatchObject(
      refusal("Another administrator has to disable your own account."),
    );
  });

  const races: [string, (db: Db, by: Viewer, other: Viewer) => Promise<{ ok: boolean }>][] = [
    ["disable each other", (db, by, other) => disablePerson(db, by, other.id)],
    [
      "take the permission from each other",
      (db, by, other) => editPerson(db, by, other.id, { name: other.name, permissions: [] }, from),
    ],
    [
      "lay down their own permission",
      (db, by) => editPerson(db, by, by.id, { name: by.name, permissions: [] }, from),
    ],
  ];
  for (const [what, strike] of races)
    test(`is left where two ${what} at once`, async ({ shared }) => {
      for (let time = 0; time < 8; time++) {
        await shared.update(person).set({ permissions: [] });
        const ada = await admin(shared, `Ada ${"i".repeat(time + 1)}`);
        const bob = await admin(shared, `Bob ${"i".repeat(time + 1)}`);
        const outcomes = await Promise.all([strike(shared, ada, bob), strike(shared, bob, ada)]);
        expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
        const left = [await held(shared, ada), await held(shared, bob)].filter(
          (row) => row?.permissions.includes("admin") && !row.disabledAt,
        );
        expect(left).toHaveLength(1);
      }
    });
});

describe("disabling", () => {
  test("ends every session at once, once, and leaves others' open", async ({ db }) => {
    const adam = await admin(db);
    const ana = await make.person(db, { name: "Ana" });
    await signIn(db, adam);
    await signIn(db, ana, 3);
    await disablePerson(db, adam, ana.id);
    await disablePerson(db, adam, ana.id);
    expect([await sessionsOf(db, ana), await sessionsOf(db, adam)]).toEqual([0, 1]);
    expect((await held(db, ana))?.disabledAt).toBeInstanceOf(Date);
    expect(await eventsOf(db, ana)).toEqual([[adam.id, "person.disabled", {}]]);
  });
  test("is taken back by enabling, which brings no session back", async ({ db }) => {
    const adam = await admin(db);
    const ana = await make.person(db, { name: "Ana" });
    await disablePerson(db, adam, ana.id);
    await signIn(db, ana); // One that was being opened while the account was disabled.
    await enablePerson(db, adam, ana.id);
    await enablePerson(db, adam, ana.id);
    expect(await held(db, ana)).toMatchObject({ disabledAt: null });
    expect(await sessionsOf(db, ana)).toBe(0);
    expect((await eventsOf(db, ana)).map(([, action]) => action)).toEqual([
      "person.disabled",
      "person.enabled",
    ]);
  });
  test("takes the permissions of an administrator with it, whatever their open page thinks", async ({
    db,
  }) => {
    const adam = await admin(db);
    const ada = await admin(db, "Ada Byron");
    await disablePerson(db, ada, adam.id);
    for (const late of [
      await disablePerson(db, adam, ada.id),
      await signOutPerson(db, adam, ada.id),
      await editPerson(db, adam, ada.id, { name: "Ada", permissions: [] }, from),
    ])
      expect(late).toMatchObject(refusal("Only an administrator can do this."));
  });
  test("leaves the cards they owe where they are, and tells how many there are", async ({ db }) => {
    const adam = await admin(db);
    const lea = await make.person(db, { name: "Lea", permissions: ["lead", "admin"] });
    const ana = await make.person(db, { name: "Ana" });
    const owed = await make.loopWith(db, { interviewers: [ana, ana] });
    await make.loopWith(db, { interviewers: [{ of: ana, state: "sealed" }] });
    await disablePerson(db, adam, ana.id);
    expect((await getPerson(db, adam, ana.id))?.owed).toEqual({ cards: 2, loops: [] });
    const { candidateId } = await make.loopWith(db, { interviewers: [ana] });
    const kept = { candidateId, personId: adam.id, kind: "interest", reason: "A friend." } as const;
    await db.insert(conflict).values({ ...kept, recordedById: lea.id });
    expect((await getPerson(db, adam, ana.id))?.owed.cards).toBe(2);
    await db.insert(conflict).values({ ...kept, personId: lea.id, recordedById: lea.id });
    expect((await getPerson(db, lea, ana.id))?.owed).toEqual({
      cards: 2,
      loops: [{ id: owed.id, candidate: "Cleo Candidate" }],
    });
  });
});

test("signing a person out everywhere is recorded once, with how many sessions ended", async ({
  db,
}) => {
  const adam = await admin(db);
  const ana = await make.person(db, { name: "Ana" });
  await signIn(db, ana, 2);
  await signOutPerson(db, adam, ana.id);
  await signOutPerson(db, adam, ana.id);
  expect(await sessionsOf(db, ana)).toBe(0);
  expect(await eventsOf(db, ana)).toEqual([[adam.id, "person.signed-out", { sessions: 2 }]]);
});

describe("the list of people", () => {
  const names = async (db: Db, adam: Viewer, search: Partial<typeof everyone>) =>
    (await listPeople(db, adam, { ...everyone, ...search }))?.rows.map(({ name }) => name);

  test("finds by name, address, permission and state", async ({ db }) => {
    const adam = await admin(db);
    const ana = await make.person(db, { name: "Ana 100%" });
    await make.person(db, { name: "Ben", permissions: [] });
    await make.person(db, { name: "Lea", permissions: ["lead", "interviewer"] });
    await disablePerson(db, adam, ana.id);
    expect(await names(db, adam, {})).toEqual(["Adam Novák", "Ana 100%", "Ben", "Lea"]);
    expect(await names(db, adam, { q: "0%" })).toEqual(["Ana 100%"]);
    expect(await names(db, adam, { q: "BEN@EX" })).toEqual(["Ben"]);
    expect(await names(db, adam, { permission: "interviewer" })).toEqual(["Ana 100%", "Lea"]);
    expect(await names(db, adam, { permission: "none" })).toEqual(["Ben"]);
    expect(await names(db, adam, { permission: "nonsense" })).toHaveLength(4);
    expect(await names(db, adam, { state: "disabled" })).toEqual(["Ana 100%"]);
    expect(await names(db, adam, { state: "enabled", permission: "interviewer" })).toEqual(["Lea"]);
  });
  test("pages through 2,000 of them, each once", async ({ db }) => {
    const adam = await admin(db);
    const two = Array.from({ length: 2_000 }, (_, at) => ({
      name: `Person ${at % 7}`,
      email: `person-${at}@example.com`,
    }));
    await db.insert(person).values(two);
    const seen = new Set<string>();
    for (let page = 1; page <= 41; page++) {
      const list = await listPeople(db, adam, { ...everyone, page });
      expect(list?.total ?? 2_001).toBe(2_001);
      for (const { id } of list?.rows ?? []) seen.add(id);
    }
    expect(seen.size).toBe(2_001);
  });
  test("says when somebody was last seen: in their newest open session", async ({ db }) => {
    const adam = await admin(db);
    const ana = await make.person(db, { name: "Ana" });
    await make.person(db, { name: "Ben" });
    await signIn(db, ana, 2);
    await db.insert(session).values({ userId: ana.id, token: "old", expiresAt: new Date(0) });
    const list = await listPeople(db, adam, everyone);
    const [, hers, his] = list?.rows ?? [];
    expect(hers?.lastSeen).toBeInstanceOf(Date);
    expect(Date.now() - (hers?.lastSeen?.getTime() ?? 0)).toBeGreaterThan(900);
    expect(his?.lastSeen).toBeNull();
    expect((await getPerson(db, adam, ana.id))?.sessions).toBe(2);
  });
});

test("how a person signs in is told by their accounts, not by what is in them", async ({ db }) => {
  const adam = await admin(db);
  const ana = await make.person(db, { name: "Ana" });
  const signIn = async () => (await getPerson(db, adam, ana.id))?.signIn;
  expect(await signIn()).toEqual({ passwordSetAt: null, providers: [] });
  await db.insert(account).values([
    { userId: ana.id, accountId: ana.id, providerId: "credential", password: "hash-of-hers" },
    { userId: ana.id, accountId: "7", providerId: "oidc", idToken: "secret-token" },
  ]);
  expect(await signIn()).toEqual({ passwordSetAt: expect.any(Date), providers: ["oidc"] });
  expect(JSON.stringify(await getPerson(db, adam, ana.id))).not.toMatch(
    /hash-of-hers|secret-token/,
  );
});
