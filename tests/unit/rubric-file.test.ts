import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { levels } from "#app/domain/level.ts";
import { Rubric, type RubricContent } from "#app/domain/rubric.ts";
import { patternFields } from "#app/domain/rubric-pattern.ts";
import {
  isRubricFile,
  parsePatternFile,
  parseRubricFile,
  rubricYaml,
} from "#db/queries/rubric-file.server.ts";

const library = (name: string) => readFileSync(`rubrics/${name}`, "utf8");
const catalogue = parsePatternFile("anti-patterns.yaml", library("anti-patterns.yaml"));
const patterns = catalogue.ok ? catalogue.value : [];

const files = readdirSync("rubrics").filter(isRubricFile);

test.each(files)("%s stands in the form the writer gives it", (name) => {
  const parsed = parseRubricFile(name, library(name), patterns);
  expect(parsed.ok && rubricYaml(parsed.value)).toBe(library(name));
});

test("the library holds rubrics to write", () => {
  expect(files.length).toBeGreaterThanOrEqual(5);
});

/** Whatever somebody might type, and what YAML could take for something else. */
const awkward = fc.constantFrom(
  ...["yes", "null", "~", "1", "0x1F", "1e3", "2026-01-02", "---", "...", "- a", "? b", "a: b"],
  ...[
    "# no remark",
    "a #b",
    "[x]",
    "{y}",
    "a, b]",
    "*alias",
    "&anchor",
    "!tag",
    "%TAG",
    "@at",
    "`x`",
  ],
  ...[
    "it's",
    "'quoted'",
    '"quoted"',
    '"half',
    "'half",
    "back\\slash",
    "|",
    ">-",
    "tab\tin",
    "a\r\nb",
  ],
  ...[
    "two\nlines",
    "two\n\n  lines\n- and a dash",
    "emoji 👩‍🚀 and 🇨🇭",
    "שלום",
    "e\u0301",
    "a\u2028b",
  ],
  ...["\u0007bell", "a\uFEFFb", "key:", ":colon", "-", "--", "<<", "=", "a  b", "long ".repeat(60)],
);
const text = (max: number) =>
  fc
    .oneof(awkward, fc.string({ unit: "grapheme", maxLength: max }), fc.lorem({ maxCount: 30 }))
    .map((typed) => typed.slice(0, max).trim())
    .filter((typed) => typed !== "" && !/[\0\p{Cs}]/u.test(typed));
const key = fc.oneof(
  fc.constantFrom("null", "true", "no", "y", "scope", "Attack"),
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,20}$/),
);

/** Patterns in the rubric's words: some of them over the catalogue's, or all under a key of its own. */
const worded = fc
  .record({
    title: text(80),
    seen: text(600),
    better: text(600),
    levels: fc.uniqueArray(fc.constantFrom(...levels), { minLength: 1 }),
    probe: text(600),
    counts: text(600),
    notEnough: text(600),
    counter: text(600),
  })
  .chain((words) =>
    fc.oneof(
      key.map((own) => ({ ...words, key: `own-${own}`, stated: patternFields })),
      fc
        .tuple(fc.constantFrom(...patterns), fc.subarray([...patternFields], { minLength: 1 }))
        .map(([pattern, stated]) => ({
          ...pattern,
          ...Object.fromEntries(stated.map((field) => [field, words[field]])),
          stated: patternFields.filter((field) => stated.includes(field)),
        })),
    ),
  );

const rubrics: fc.Arbitrary<RubricContent> = fc
  .record({
    points: fc.integer({ min: 2, max: 10 }),
    own: fc.uniqueArray(fc.constantFrom(...levels), { minLength: 1, maxLength: 4 }),
    keys: fc.uniqueArray(key, { minLength: 1, maxLength: 4 }),
  })
  .chain(({ points, own, keys }) => {
    const all = Array.from({ length: points }, (_, at) => String(at + 1));
    const anchors = fc.record(Object.fromEntries(all.map((point) => [point, text(600)])), {
      requiredKeys: ["1", String(points)],
    });
    const criterion = (criterionKey: string, at: number) =>
      fc.record(
        {
          key: fc.constant(criterionKey),
          title: text(80),
          question: text(600),
          raise: text(600),
          weight: fc.constant(at === 0 ? 100 : 0),
          anchors: fc.record(Object.fromEntries(own.map((level) => [level, anchors]))),
        },
        { requiredKeys: ["key", "title", "question", "weight", "anchors"] },
      );
    return fc.record({
      slug: fc.constantFrom("pairing", "null", "a-1"),
      version: fc.integer({ min: 1, max: 99 }),
      title: text(80),
      summary: text(600),
      levels: fc.constant(own),
      scale: fc.uniqueArray(text(40), {
        ...{ minLength: points, maxLength: points },
        selector: (word) => word.toLowerCase(),
      }),
      criteria: fc.tuple(...keys.map(criterion)),
      patterns: fc.uniqueArray(fc.oneof(fc.constantFrom(...patterns), worded), {
        selector: (pattern) => pattern.key,
        maxLength: 8,
      }),
    });
  });

describe("the writer", () => {
  test("writes what the reader reads, whatever the texts", () => {
    fc.assert(
      fc.property(rubrics, (rubric) => {
        const written = rubricYaml(rubric);
        const name = `${rubric.slug}.v${rubric.version}.yaml`;
        expect(parseRubricFile(name, written, patterns)).toEqual({ ok: true, value: rubric });
        // One form: writing what was read gives the same file.
        expect(written.endsWith("\n") && !written.includes("\r")).toBe(true);
      }),
      { numRuns: 100 },
    );
  }, 30_000);

  test("keeps each text on its line, and quotes only what has to be", () => {
    const [name = ""] = files;
    const parsed = parseRubricFile(name, library(name), patterns);
    if (!parsed.ok) throw new Error("the shipped rubric does not parse");
    const summary = `Two\nlines, ${"and a long one ".repeat(30)}`.trim();
    const written = rubricYaml({ ...parsed.value, title: "Staff: backend", summary });
    expect(written).toContain('\ntitle: "Staff: backend"\n');
    expect(written).toContain(`\nsummary: ${JSON.stringify(summary)}\n`);
  });
});

test.each(["questions", "patterns", "new", "import"])("no rubric is called %s", (slug) => {
  const parsed = Rubric.shape.slug.safeParse(slug);
  expect(parsed.error?.issues[0]?.message).toBe(
    "The slug cannot be one of questions, patterns, new, import.",
  );
});
