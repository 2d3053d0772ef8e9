import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect } from "vitest";
import type { Db } from "#db/client.server.ts";
import { type ImportRequest, importRatings, importWords, readArguments } from "#db/import.ts";
import { auditEvent, decision, loop, person, position, rating } from "#db/schema.server.ts";
import { test } from "#tests/support/database.ts";

const GUILFORD = "tests/reference/guilford-1954.csv";
const RUBRIC = "tests/reference/guilford-creativity.v1.yaml";
const now = new Date("2026-11-21T12:00:00Z");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "import-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function fileOf(text: string | Buffer, name = "ratings.csv"): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}
const edited = (edit: (text: string) => string) => fileOf(edit(readFileSync(GUILFORD, "utf8")));

const take = (db: Db, file = GUILFORD, more: Partial<ImportRequest> = {}) =>
  importRatings(db, { file, rubric: RUBRIC, position: "Creativity", ...more }, now);
const messageOf = (result: Awaited<ReturnType<typeof take>>) =>
  result.ok ? "" : result.failure.message;

async function rowCounts(db: Db) {
  const [row] = await db
    .select({
      loops: sql<number>`(select count(*)::int from loop)`,
      cards: sql<number>`(select count(*)::int from card where state = 'sealed')`,
      ratings: sql<number>`(select count(*)::int from rating)`,
      people: sql<number>`(select count(*)::int from person)`,
      events: sql<number>`(select count(*)::int from audit_event)`,
      rubrics: sql<number>`(select count(*)::int from rubric_version)`,
    })
    .from(sql`(select 1) as one`);
  return row;
}

describe("importing the Guilford ratings", () => {
  test("gives seven settled loops of three interviewers", async ({ db }) => {
    const result = await take(db);
    expect(result).toEqual({
      ok: true,
      value: { loops: 7, cards: 21, interviewers: 3, known: 0, ratings: 105 },
    });
    expect(await rowCounts(db)).toMatchObject({ loops: 7, cards: 21, ratings: 105, people: 3 });
    const [first] = await db.select().from(loop);
    expect(first).toMatchObject({ state: "decided", settledAt: now });
    const [decided] = await db.select().from(decision);
    expect(decided).toMatchObject({
      outcome: "not-recorded",
      level: null,
      reasons: "Imported from guilford-1954.csv.",
    });
    const [brahe] = await db.select().from(person).where(eq(person.name, "Brahe"));
    expect(brahe).toMatchObject({ email: "brahe@imported.invalid", permissions: ["interviewer"] });
    const [place] = await db.select().from(position);
    expect(place).toMatchObject({ title: "Creativity", level: "junior" });
    const recorded = await db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.action, "loop.imported"));
    expect(recorded).toHaveLength(7);
    expect(recorded[0]).toMatchObject({
      subject: recorded[0]?.loopId,
      actorId: null,
      facts: {
        ...{ file: "guilford-1954.csv", positionId: place?.id, cards: 3 },
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
  });

  test("twice changes nothing and says so", async ({ db }) => {
    await take(db);
    const before = await rowCounts(db);
    const again = await take(db, GUILFORD, { rubric: "guilford-creativity@1" });
    expect(again).toMatchObject({ ok: true, value: { loops: 0, known: 7 } });
    if (again.ok)
      expect(importWords("ratings.csv", "Creativity", again.value)).toBe(
        "Nothing changed: everything in ratings.csv had been imported before.",
      );
    expect(await rowCounts(db)).toEqual(before);
  });

  test("adds only the candidates that are new", async ({ db }) => {
    await take(db);
    const file = edited((text) => `${text}Zoe,Brahe,Attack,4\n`);
    expect(await take(db, file)).toMatchObject({
      ok: true,
      value: { loops: 1, cards: 1, known: 7 },
    });
    const zoe = await db.select().from(rating).where(eq(rating.score, 4));
    expect(zoe.length).toBeGreaterThan(0);
    expect(await rowCounts(db)).toMatchObject({ loops: 8, ratings: 110, people: 3 });
  });

  test("with another rating for an imported loop is refused", async ({ db }) => {
    await take(db);
    const before = await rowCounts(db);
    const file = edited((text) => text.replace("Anne,Avogadro,Attack,5", "Anne,Avogadro,Attack,4"));
    expect(messageOf(await take(db, file))).toMatch(
      /^The file's ratings of Anne differ from those imported before. Sealed cards are never/,
    );
    expect(await rowCounts(db)).toEqual(before);
  });

  test("for another position imports them anew", async ({ db }) => {
    await take(db);
    expect(await take(db, GUILFORD, { position: "Elsewhere" })).toMatchObject({
      value: { loops: 7 },
    });
    expect(await rowCounts(db)).toMatchObject({ loops: 14, people: 3 });
  });
});

describe("a file with bad rows", () => {
  test("has each reported by its line, and nothing is written", async ({ db }) => {
    const before = await rowCounts(db);
    const file = edited((text) => {
      const lines = text.split("\n");
      lines[3] = "Anne,Avogadro,Charm,5";
      lines[7] = "Betty,Avogadro,Attack,10";
      lines[105] = "Anne,Avogadro,Attack,5";
      return lines.join("\n");
    });
    expect(messageOf(await take(db, file)).split("\n")).toEqual([
      'ratings.csv line 4, criterion: The rubric has no criterion "Charm": it has Attack, Basis, Clarity, Daring, Enthusiasm.',
      'ratings.csv line 8, rating: "10" is not a whole number from 1 to 9, not-asked or no-signal.',
      "ratings.csv line 106, criterion: Avogadro already rated Anne on Attack in this round, on line 2.",
      "Nothing was imported.",
    ]);
    expect(await rowCounts(db)).toEqual(before);
  });

  test("shows fifty problems and counts the rest", async ({ db }) => {
    const file = edited((text) => text.replaceAll(/,\d$/gm, ",0"));
    const lines = messageOf(await take(db, file)).split("\n");
    expect(lines).toHaveLength(52);
    expect(lines[50]).toBe("… and 55 more");
  });

  test("counts lines as people do where evidence runs over several", async ({ db }) => {
    const file = fileOf(
      '\uFEFFcandidate,interviewer,criterion,rating,evidence\r\nA,B,Attack,3,"One\r\ntwo ""three"""\r\n\r\n\r\nA,B,Charm,3,\r\nA,B,Charm,3,"\r\n\r\n"\r\nA,B,Charm,3,\r\n',
    );
    const lines = [...messageOf(await take(db, file)).matchAll(/line (\d+), criterion/g)];
    expect(lines.map(([, line]) => line)).toEqual(["6", "7", "10"]);
  });

  test("that cannot be read as CSV is refused where it breaks", async ({ db }) => {
    const open = fileOf('candidate,interviewer,criterion,rating\nA,B,Attack,3\nA,"B,Basis,3\n\n');
    expect(messageOf(await take(db, open))).toBe(
      "ratings.csv line 3: A quotation mark is opened here and never closed.",
    );
    const utf16 = fileOf(Buffer.from("\uFEFFcandidate,interviewer", "utf16le"), "wide.csv");
    expect(messageOf(await take(db, utf16))).toMatch(/wide.csv is not UTF-8 text/);
    expect(messageOf(await take(db, join(folder, "none.csv")))).toMatch(/^There is no file/);
    expect(messageOf(await take(db, fileOf("")))).toMatch(
      /^ratings.csv line 1: The file is empty./,
    );
  });
});

describe("interviewers of a file", () => {
  const rows = (...names: string[]) =>
    fileOf(
      ["candidate,interviewer,criterion,rating", ...names.map((n) => `A,${n},Attack,3`)].join("\n"),
    );

  test("are the people who are here already under that name", async ({ db }) => {
    await db.insert(person).values({ name: "Tycho Brahe", email: "tycho@example.com" });
    await take(db, rows("Tycho Brahe"));
    expect((await rowCounts(db))?.people).toBe(1);
  });

  test("get addresses of their own where their names look alike", async ({ db }) => {
    await take(db, rows("J. Smith", "J Smith", "ليلى", "نور"));
    const emails = (await db.select().from(person)).map(({ email }) => email).toSorted();
    expect(emails).toEqual([
      "j-smith-2@imported.invalid",
      "j-smith@imported.invalid",
      "ليلى@imported.invalid",
      "نور@imported.invalid",
    ]);
  });
});

describe("the request", () => {
  test("must name a published rubric or a file, and a level of it", async ({ db }) => {
    expect(messageOf(await take(db, GUILFORD, { rubric: "nothing" }))).toMatch(
      /^No rubric nothing is published: there is .*\bstaff-backend,/,
    );
    expect(messageOf(await take(db, GUILFORD, { level: "staff" }))).toBe(
      "The rubric guilford-creativity has no level staff: it has junior.",
    );
  });

  test("may not mix two rubrics in one position", async ({ db }) => {
    await take(db);
    const file = fileOf("candidate,interviewer,criterion,rating\nA,B,verification,3\n");
    expect(messageOf(await take(db, file, { rubric: "staff-backend" }))).toMatch(
      /^The position Creativity is scored with another rubric than staff-backend version 1/,
    );
  });

  test("is read from the command line", () => {
    const words = [
      "r.csv",
      "--rubric",
      "staff-backend@1",
      "--position",
      "Search",
      "--level",
      "mid",
    ];
    expect(readArguments(words)).toEqual({
      ...{ file: "r.csv", rubric: "staff-backend@1", position: "Search", level: "mid" },
    });
    expect(() => readArguments(["r.csv"])).toThrow(/^Usage: /);
    expect(() => readArguments([...words.slice(0, 5), "--level", "boss"])).toThrow(/not a level/);
    expect(() => readArguments([...words, "--colour", "red"])).toThrow(/Usage: /);
  });
});
