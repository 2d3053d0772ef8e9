import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
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
    expect(errors).toEqual(["5: A level is one of junior, mid, senior, staff, principal."]);
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
