import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect } from "vitest";
import { change, changed } from "#db/queries/change.server.ts";
import {
  getRubric,
  insertVersion,
  listRubrics,
  publishRubrics,
  rubricContent,
} from "#db/queries/rubric.server.ts";
import { isRubricFile } from "#db/queries/rubric-file.server.ts";
import { auditEvent, criterion, pattern } from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";
import { person } from "#tests/support/factory.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rubrics-"));
  cpSync("rubrics", folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const V1 = "staff-backend.v1.yaml";
const readV1 = () => readFileSync(join(folder, V1), "utf8");
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

describe("publishing a folder of rubrics", () => {
  test("a second time changes nothing", async ({ db }) => {
    const before = await db.select().from(auditEvent);
    const again = await publishRubrics(db, folder);
    const names = readdirSync(folder).filter(isRubricFile).toSorted();
    const unchanged = names.map((name) => name.replace(/\.yaml$/, ""));
    expect(again).toMatchObject({ ok: true, value: { published: [], taken: [] } });
    expect(again.ok && again.value.unchanged).toEqual(expect.arrayContaining(unchanged));
    expect(await db.select().from(auditEvent)).toEqual(before);
  });

  test("adds a new version beside the old one, with rows for what ratings may name", async ({
    db,
  }) => {
    write("staff-backend.v2.yaml", readV1().replace("version: 1", "version: 2"));
    const result = await publishRubrics(db, folder);
    expect(result.ok && result.value.published).toEqual(["staff-backend.v2"]);
    const newest = await getRubric(db, "staff-backend");
    expect(newest?.number).toBe(2);
    const id = newest?.id ?? "";
    const criteria = await db.select().from(criterion).where(eq(criterion.rubricVersionId, id));
    expect(criteria).toHaveLength(5);
    const patterns = await db.select().from(pattern).where(eq(pattern.rubricVersionId, id));
    expect(patterns).toHaveLength(22);
    const recorded = await db.select().from(auditEvent).where(eq(auditEvent.subject, id));
    expect(recorded).toMatchObject([{ action: "rubric.published", actorId: null }]);
    const listed = (await listRubrics(db)).filter(({ slug }) => slug === "staff-backend");
    expect(listed.map(({ number }) => number)).toEqual([2, 1]);
    expect((await getRubric(db, "staff-backend", 1))?.content.version).toBe(1);
    expect((await rubricContent(db, id)).slug).toBe("staff-backend");
    expect(await getRubric(db, "staff-backend", 3)).toBeNull();
  });

  test("refuses an edited version and says where the edit belongs", async ({ db }) => {
    write(V1, readV1().replace("Chose a store", "Picked a store"));
    const result = await publishRubrics(db, folder);
    expect(result).toMatchObject({
      ok: false,
      failure: {
        kind: "conflict",
        message:
          "staff-backend.v1.yaml: version 1 is published and cannot change; save it as staff-backend.v2.yaml with version: 2.",
      },
    });
  });

  test("leaves out a file whose number a lead gave out in the app, and says what to do", async ({
    db,
  }) => {
    const lea = await person(db, { name: "Lea", permissions: ["lead"] });
    const newest = await getRubric(db, "staff-backend");
    if (!newest) throw new Error("staff-backend is published");
    const content = { ...newest.content, version: 2, title: "Backend, edited" };
    await change(db, lea, async (tx) => {
      const by = { publishedById: lea.id, note: "A better title." };
      const { id, event } = await insertVersion(tx, content, by);
      return changed(id, event);
    });
    const second = readV1().replace("version: 1", "version: 2");
    write("staff-backend.v2.yaml", second.replace(/^title: .*$/m, "title: Backend, edited"));
    expect(await publishRubrics(db, folder)).toMatchObject({ ok: true, value: { taken: [] } });

    write("staff-backend.v2.yaml", second);
    write("staff-backend.v3.yaml", readV1().replace("version: 1", "version: 3"));
    const result = await publishRubrics(db, folder);
    expect(result).toMatchObject({
      ok: true,
      value: {
        published: ["staff-backend.v3"],
        taken: [
          "staff-backend.v2.yaml: version 2 was published in the app with other words, so this file was left out; save it as staff-backend.v4.yaml with version: 4, or put the version downloaded from the app in its place.",
        ],
      },
    });
    expect(result.ok && result.value.unchanged).not.toContain("staff-backend.v2");
    expect((await getRubric(db, "staff-backend", 2))?.title).toBe("Backend, edited");
  });

  test("lets the catalogue's wording improve without touching what was published", async ({
    db,
  }) => {
    const name = "anti-patterns.yaml";
    const text = readFileSync(join(folder, name), "utf8");
    write(name, text.replace("title: Accepts the framing", "title: Takes the framing"));
    expect((await publishRubrics(db, folder)).ok).toBe(true);
    const kept = await getRubric(db, "staff-backend", 1);
    expect(kept?.content.patterns[0]?.title).toBe("Accepts the framing");
  });

  test("writes none of them when one is broken, and names every error", async ({ db }) => {
    const before = await listRubrics(db);
    write("staff-backend.v2.yaml", readV1().replace("version: 1", "version: 2"));
    write("pairing.v1.yaml", "slug: pairing\n");
    const result = await publishRubrics(db, folder);
    expect(result.ok ? "" : result.failure.message.split("\n")).toContain(
      "pairing.v1.yaml line 1: The title must be text.",
    );
    expect(await listRubrics(db)).toEqual(before);
  });
});
