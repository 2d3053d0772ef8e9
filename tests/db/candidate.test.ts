import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import type { Db } from "#db/client.server.ts";
import { createCandidate, editCandidate, getCandidate } from "#db/queries/candidate.server.ts";
import { auditEvent } from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import * as make from "#tests/support/factory.ts";

const lead = (db: Db) => make.person(db, { name: "Lea Berg", permissions: ["lead"] });
const form = () => ({ id: uuidv7(), name: "Cleo", email: "", headline: "Ex Initech" });

describe("entering a candidate", () => {
  test("sent twice enters one", async ({ db }) => {
    const lea = await lead(db);
    const input = form();
    await createCandidate(db, lea, input);
    expect(await createCandidate(db, lea, input)).toEqual({ ok: true, value: { id: input.id } });
    expect(await db.$count(auditEvent, eq(auditEvent.subject, input.id))).toBe(1);
  });

  test("under a key that was used for another one is a conflict", async ({ db }) => {
    const lea = await lead(db);
    const input = form();
    await createCandidate(db, lea, input);
    for (const changed of [
      { ...input, name: "Clio" },
      { ...input, email: "cleo@example.com" },
      { ...input, headline: "" },
    ])
      expect(await createCandidate(db, lea, changed)).toMatchObject({
        ok: false,
        failure: {
          kind: "conflict",
          message:
            "This form was sent before with other values. Reload the page to start a new one.",
        },
      });
    expect(await getCandidate(db, lea, input.id)).toMatchObject({ name: "Cleo" });
  });
});

test("an edit from an older version names who made the newer one, whatever else was recorded", async ({
  db,
}) => {
  const lea = await lead(db);
  const input = form();
  await createCandidate(db, lea, input);
  const from = { version: 1, timeZone: "UTC" };
  await editCandidate(db, lea, input.id, { ...input, name: "Clio" }, from);
  const max = await make.person(db, { name: "Max Orr", permissions: ["lead"] });
  await db.insert(auditEvent).values({
    ...{ actorId: max.id, action: "candidate.read", subject: input.id, facts: {} },
    sequence: 1_000,
  });
  const late = await editCandidate(db, max, input.id, { ...input, name: "Kleo" }, from);
  expect(late).toMatchObject({ ok: false, failure: { kind: "conflict" } });
  if (!late.ok) expect(late.failure.message).toMatch(/^Lea Berg saved this candidate on /);
});
