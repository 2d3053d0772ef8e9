import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import type { Pattern } from "#app/domain/rubric.ts";
import { parsePatternFile, parseRubricFile } from "#db/queries/rubric-file.server.ts";

const library = (name: string) => readFileSync(`rubrics/${name}`, "utf8");
const catalogue = parsePatternFile("anti-patterns.yaml", library("anti-patterns.yaml"));
const patterns: readonly Pattern[] = catalogue.ok ? catalogue.value : [];

const rubric = `slug: pairing
version: 1
title: Pairing
summary: How somebody works with another.
levels: [senior]
scale: [Below, Meets]
criteria:
  - key: listening
    title: Listening
    question: Do they listen?
    weight: 60
    anchors:
      senior:
        1: Talked over the other.
        2: Repeated the other's point before answering.
  - key: pace
    title: Pace
    question: Do they keep a pace that both can follow?
    weight: 40
    anchors:
      senior:
        1: Typed on without a word.
        2: Said what comes next.
patterns: [scope-creep]
`;

/** `line: reason` for each error of the file. */
function errorsOf(text: string, name = "pairing.v1.yaml"): string[] {
  const parsed = parseRubricFile(name, text, patterns);
  return parsed.ok ? [] : parsed.errors.map(({ line, reason }) => `${line}: ${reason}`);
}

describe("the shipped library", () => {
  const shipped = parseRubricFile(
    "staff-backend.v1.yaml",
    library("staff-backend.v1.yaml"),
    patterns,
  );

  test("parses, with 22 patterns in full", () => {
    expect(shipped.ok && shipped.value.patterns.map(({ key }) => key)).toEqual(
      patterns.map(({ key }) => key),
    );
    expect(patterns).toHaveLength(22);
  });

  test("anchors every point of every criterion at every level", () => {
    if (!shipped.ok) throw new Error("the shipped rubric does not parse");
    const { criteria, levels, scale } = shipped.value;
    for (const criterion of criteria)
      for (const level of levels)
        for (let point = 1; point <= scale.length; point += 1)
          expect(criterion.anchors[level]?.[String(point)]).toMatch(/\.$/);
  });
});

describe("a rubric file", () => {
  test("is taken when all is well, with its patterns filled in", () => {
    const parsed = parseRubricFile("pairing.v1.yaml", rubric, patterns);
    expect(parsed.ok && parsed.value.patterns[0]?.title).toBe("Scope creep");
  });

  test.each([
    ["brackets", "[".repeat(3_000) + "]".repeat(3_000)],
    ["brackets that nothing closes", "[".repeat(90_000)],
    ["lists", `${"- ".repeat(90_000)}a`],
    ["keys", `${"? ".repeat(90_000)}a`],
    ["mappings", "{a: ".repeat(40_000)],
  ])("that nests %s beyond measure is refused before it is read", (_, text) => {
    expect(errorsOf(text)).toEqual(["1: This nests more than 20 levels deep."]);
  });

  test("with entries beyond measure is refused before each is compared", () => {
    const fields = Array.from({ length: 25_000 }, (_, at) => `k${at}: a`);
    expect(errorsOf(`- a\n- ${fields.join("\n  ")}`)).toEqual([
      "2: There are more than 200 entries in one place.",
    ]);
    expect(errorsOf(`{${fields.join(", ")}}`)).toEqual([
      "1: There are more than 200 entries in one place.",
    ]);
  });

  test("with aliases that would unfold without end is refused", () => {
    const row = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(of).join(", ")}]`;
    const names = [..."abcdefghi"];
    const text = names.map((name, at) => row(name, at === 0 ? "x" : `*${names[at - 1]}`));
    expect(errorsOf(text.join("\n"))).toHaveLength(1);
  });

  test.each([
    ["a zero sign", "\\0"],
    ["half of a sign", "\\uD83D"],
  ])("that writes %s into a text is refused: no database keeps it", (_, sign) => {
    const broken = rubric
      .replace("title: Pace", `title: "Pace${sign}"`)
      .replace("1: Typed on without a word.", `1: "Typed ${sign} on."`);
    expect(errorsOf(broken)).toEqual([
      "17: A criterion's title holds a sign that cannot be kept.",
      "22: An anchor holds a sign that cannot be kept.",
    ]);
  });

  test.each(["constructor", "toString", "prototype"])(
    "with a criterion of the key %s is refused: no form could hold it",
    (key) => {
      expect(errorsOf(rubric.replace("key: pace", `key: ${key}`))).toEqual([
        `16: A criterion's key cannot be ${key}.`,
      ]);
    },
  );

  test("with a level or a word of its scale twice is refused", () => {
    const twice = rubric
      .replace("[senior]", "[senior, senior]")
      .replace("[Below, Meets]", "[Meets, meets]");
    expect(errorsOf(twice)).toEqual([
      "5: A level stands here twice.",
      "6: Two points of the scale share a word.",
    ]);
  });

  test("with several errors has them reported together, each with its line", () => {
    const broken = rubric
      .replace("title: Pace", "titel: Pace")
      .replace("weight: 60", "weight: much")
      .replace("[scope-creep]", "[scope-creep, sloth]");
    expect(errorsOf(broken)).toEqual([
      "11: A weight is a whole number.",
      "16: A criterion's title must be text.",
      "17: Unknown field titel.",
      "24: The catalogue has no pattern sloth.",
    ]);
  });

  test("that is not YAML is refused where it stops being so", () => {
    expect(errorsOf(`${rubric}title: Again\n`)).toEqual(["25: Map keys must be unique."]);
    expect(errorsOf(rubric.replace("slug: pairing", "slug: *pairing"))).toHaveLength(1);
    expect(errorsOf("")).toEqual(["1: The file is missing or is not a mapping."]);
  });
  test("says so in its own words where another library has set the validator's language", () => {
    const { localeError } = z.config();
    z.config(z.locales.en());
    const errors = errorsOf("");
    z.config({ localeError });
    expect(errors).toEqual(["1: The file is missing or is not a mapping."]);
  });

  test("must be named after its slug and version", () => {
    const reason = "differ: call it pairing.v1.yaml.";
    expect(errorsOf(rubric, "pairing.v2.yaml")).toEqual([
      `2: The file's name and its version 1 ${reason}`,
    ]);
    expect(errorsOf(rubric, "pair.v1.yaml")).toEqual([
      `1: The file's name and its slug pairing ${reason}`,
    ]);
  });

  test("must weigh to 100 and anchor both ends of the scale", () => {
    expect(errorsOf(rubric.replace("weight: 60", "weight: 50"))).toEqual([
      "7: The criteria's weights must add to 100.",
    ]);
    expect(errorsOf(rubric.replace("        2: Said", "        3: Said"))).toEqual([
      "21: Pace needs anchors at 1 and 2 for level senior.",
      "21: Pace has an anchor at 3, but the scale runs from 1 to 2.",
    ]);
  });

  test("may not name an unknown level", () => {
    const errors = errorsOf(rubric.replace("levels: [senior]", "levels: [senior, boss]"));
    expect(errors).toEqual([
      "5: A level is one of junior, mid, senior, staff, principal, manager, senior-manager, director.",
    ]);
  });
});

test("a catalogue in which two patterns share a key is refused", () => {
  const text = library("anti-patterns.yaml");
  const parsed = parsePatternFile(
    "anti-patterns.yaml",
    text.replace("key: contrarian", "key: org-blind"),
  );
  expect(parsed.ok ? [] : parsed.errors).toEqual([
    { file: "anti-patterns.yaml", line: 64, reason: "Two patterns share the key org-blind." },
  ]);
});
