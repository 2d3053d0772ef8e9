import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import type { Permission, Viewer } from "#app/domain/people.ts";
import { loader as shell } from "#app/routes/_app/route.tsx";
import * as peopleList from "#app/routes/_app.admin.people._index/route.tsx";
import * as personPage from "#app/routes/_app.admin.people.$personId/route.tsx";
import * as inviteForm from "#app/routes/_app.admin.people.invite/route.tsx";
import type { Db } from "#db/client.server.ts";
import { invitation, mail, person, session } from "#db/schema.server.ts";
import * as make from "#tests/support/factory.ts";
import { cookieOf, test } from "#tests/support/route.ts";

const admin = (db: Db, name = "Adam Novák") => make.person(db, { name, permissions: ["admin"] });
const page = ({ id }: Pick<Viewer, "id">) => ({
  url: `/admin/people/${id}`,
  params: { personId: id },
});
const held = async (db: Db, { id }: Pick<Viewer, "id">) =>
  (await db.select().from(person).where(eq(person.id, id)))[0];

describe("the people's screens", () => {
  test("are absent for everybody but administrators, who alone may post to them", async ({
    db,
    call,
  }) => {
    const lea = await make.person(db, { name: "Lea", permissions: ["lead", "committee"] });
    const form = { intent: "disable" };
    const invite = { id: uuidv7(), name: "Ben", email: "ben@example.com" };
    const statuses = [
      await call(peopleList.loader, { url: "/admin/people", as: lea }),
      await call(inviteForm.loader, { url: "/admin/people/invite", as: lea }),
      await call(personPage.loader, { ...page(lea), as: lea }),
      await call(personPage.action, { ...page(lea), as: lea, form }),
      await call(personPage.action, { ...page({ id: uuidv7() }), as: lea, form }),
      await call(inviteForm.action, { url: "/admin/people/invite", as: lea, form: invite }),
      await call(peopleList.action, {
        url: "/admin/people",
        as: lea,
        form: { intent: "revoke", id: uuidv7() },
      }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([404, 404, 404, 403, 403, 403, 403]);
    expect(await db.$count(invitation)).toBe(0);
  });

  test("answer 404 for a person there is not, and 422 for a command there is not", async ({
    db,
    call,
  }) => {
    const adam = await admin(db);
    const nobody = page({ id: uuidv7() });
    expect((await call(personPage.loader, { ...nobody, as: adam })).status).toBe(404);
    const odd = { url: "/admin/people/x", params: { personId: "x" } };
    expect((await call(personPage.loader, { ...odd, as: adam })).status).toBe(404);
    const disable = { intent: "disable" };
    expect((await call(personPage.action, { ...nobody, as: adam, form: disable })).status).toBe(
      404,
    );
    const unknown = await call(personPage.action, {
      ...page(adam),
      as: adam,
      form: { intent: "x" },
    });
    expect(unknown.status).toBe(422);
  });
});

describe("a person's page", () => {
  const edit = (changes: Record<string, string | string[]> = {}) => ({
    ...{ intent: "edit", version: "1", name: "Ana M.", permissions: ["lead", "interviewer"] },
    ...changes,
  });

  test("saves a name and permissions and returns to itself", async ({ db, call }) => {
    const adam = await admin(db);
    const ana = await make.person(db, { name: "Ana" });
    const saved = await call(personPage.action, { ...page(ana), as: adam, form: edit() });
    expect([saved.status, saved.headers.get("location")]).toEqual([302, page(ana).url]);
    const shown = await call(personPage.loader, { ...page(ana), as: adam });
    expect(shown.data).toMatchObject({
      person: { name: "Ana M.", permissions: ["interviewer", "lead"], version: 2 },
      own: false,
    });
  });

  test("takes every permission away where no box is ticked", async ({ db, call }) => {
    const adam = await admin(db);
    const ana = await make.person(db, { name: "Ana" });
    const { permissions: _, ...none } = edit();
    await call(personPage.action, { ...page(ana), as: adam, form: none });
    expect(await held(db, ana)).toMatchObject({ permissions: [] });
  });

  test("keeps what was typed where it is refused: 422 at the field, 409 behind another's edit, 403 for the last administrator", async ({
    db,
    call,
  }) => {
    const adam = await admin(db);
    const ana = await make.person(db, { name: "Ana" });
    const asked = { ...page(ana), as: adam };
    const empty = await call(personPage.action, { ...asked, form: edit({ name: " " }) });
    expect([empty.status, empty.data]).toMatchObject([
      422,
      {
        failure: { fields: { name: "Write a name." } },
        values: { permissions: ["lead", "interviewer"] },
      },
    ]);
    await call(personPage.action, { ...asked, form: edit() });
    const late = await call(personPage.action, { ...asked, form: edit({ name: "Anna" }) });
    expect([late.status, late.data]).toMatchObject([
      409,
      {
        failure: { message: expect.stringMatching(/^Adam Novák saved this person/) },
        values: { name: "Anna" },
      },
    ]);
    const laid = await call(personPage.action, {
      ...{ ...page(adam), as: adam },
      form: edit({ name: "Adam N.", permissions: "lead" }),
    });
    expect([laid.status, laid.data]).toMatchObject([
      403,
      {
        failure: { fields: { permissions: expect.stringContaining("only administrator") } },
        values: { name: "Adam N.", permissions: "lead" },
      },
    ]);
  });

  test("disables a person, whose open session opens nothing from then on, until they are enabled", async ({
    db,
    call,
    auth,
  }) => {
    const adam = await admin(db);
    const ana = await make.person(db, { name: "Ana" });
    const cookie = await cookieOf(auth, ana.id);
    const seen = () => call(shell, { url: "/", headers: { cookie } });
    expect((await seen()).status).toBe(200);
    await call(personPage.action, { ...page(ana), as: adam, form: { intent: "disable" } });
    expect((await seen()).status).toBe(302);
    expect(await db.$count(session, eq(session.userId, ana.id))).toBe(0);
    await call(personPage.action, { ...page(ana), as: adam, form: { intent: "enable" } });
    expect((await seen()).status).toBe(302);
    expect((await call(shell, { url: "/", as: ana })).status).toBe(200);
  });

  test("signs a person out everywhere, and does not let anybody disable themself", async ({
    db,
    call,
    auth,
  }) => {
    const adam = await admin(db);
    const ana = await make.person(db, { name: "Ana" });
    const cookie = await cookieOf(auth, ana.id);
    await call(personPage.action, { ...page(ana), as: adam, form: { intent: "sign-out" } });
    expect((await call(shell, { url: "/", headers: { cookie } })).status).toBe(302);
    const own = await call(personPage.action, {
      ...{ ...page(adam), as: adam },
      form: { intent: "disable" },
    });
    expect([own.status, own.data]).toMatchObject([
      403,
      { failure: { message: "Another administrator has to disable your own account." } },
    ]);
  });
});

describe("inviting", () => {
  const form = (changes = {}) => ({
    id: uuidv7(),
    name: "Ben Okri",
    email: "Ben@Example.com",
    ...changes,
  });
  const url = "/admin/people/invite";

  test("sends one mail, however often the form is sent, and lists the invitation", async ({
    db,
    call,
  }) => {
    const adam = await admin(db);
    const sent = { ...form(), permissions: "lead" };
    for (let time = 0; time < 2; time++) {
      const answer = await call(inviteForm.action, { url, as: adam, form: sent });
      expect([answer.status, answer.headers.get("location")]).toEqual([
        302,
        `/admin/people?sent=${sent.id}`,
      ]);
    }
    expect(await db.$count(mail)).toBe(1);
    const list = await call(peopleList.loader, { url: `/admin/people?sent=${sent.id}`, as: adam });
    expect(list.data.sent).toMatchObject({ to: "ben@example.com" });
    expect(list.data.invitations).toMatchObject([
      { name: "Ben Okri", email: "ben@example.com", permissions: ["lead"] },
    ]);
    expect(JSON.stringify(list.data)).not.toMatch(/token/i);
    const narrowed = await call(peopleList.loader, { url: "/admin/people?q=zz", as: adam });
    expect(narrowed.data).toMatchObject({ invitations: [], rows: [] });
  });

  test("somebody who is here already, or without an address, keeps the form", async ({
    db,
    call,
  }) => {
    const adam = await admin(db);
    for (const email of [adam.email, "nowhere"]) {
      const answer = await call(inviteForm.action, { url, as: adam, form: form({ email }) });
      expect([answer.status, answer.data]).toMatchObject([
        422,
        { failure: { fields: { email: expect.any(String) } }, values: { name: "Ben Okri", email } },
      ]);
    }
  });

  test("is sent again or taken back from the list", async ({ db, call }) => {
    const adam = await admin(db);
    const sent = form();
    await call(inviteForm.action, { url, as: adam, form: sent });
    await db.update(invitation).set({ expiresAt: new Date(0) });
    const command = (intent: string, id = sent.id) =>
      call(peopleList.action, { url: "/admin/people", as: adam, form: { intent, id } });
    expect((await command("renew")).status).toBe(302);
    const [renewed] = await db.select().from(invitation);
    expect(renewed?.expiresAt.getTime()).toBeGreaterThan(Date.now());
    expect(await db.$count(mail)).toBe(2);
    expect((await command("revoke")).status).toBe(302);
    expect((await command("renew")).status).toBe(409);
    const list = await call(peopleList.loader, { url: "/admin/people", as: adam });
    expect(list.data.invitations).toEqual([]);
  });
});

test.for<[string, Permission[], string[]]>([
  ["somebody without permissions", [], ["My queue", "Loops", "Rubrics"]],
  ["an interviewer", ["interviewer"], ["My queue", "Loops", "How you score", "Drills", "Rubrics"]],
  ["the committee", ["committee"], ["My queue", "Loops", "Calibration", "Drills", "Rubrics"]],
  [
    "a lead",
    ["lead"],
    ["My queue", "Loops", "Calibration", "Drills", "Candidates", "Positions", "Rubrics"],
  ],
  ["an administrator", ["admin"], ["My queue", "Loops", "Rubrics", "People", "Record"]],
])(
  "the navigation leads %s only where they may go",
  async ([, permissions, labels], { db, call }) => {
    const viewer = await make.person(db, { name: "Somebody", permissions });
    const { data } = await call(shell, { url: "/", as: viewer });
    expect(data.open.map(({ label }) => label)).toEqual(labels);
  },
);
