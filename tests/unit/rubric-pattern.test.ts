import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "#app/domain/audit.ts";
import type { Pattern, RubricContent } from "#app/domain/rubric.ts";
import { offeredEntry, wholePattern, wordingOf } from "#app/domain/rubric-pattern.ts";
import { hashOf } from "#db/queries/rubric.server.ts";
import { parsePatternFile, parseRubricFile, rubricYaml } from "#db/queries/rubric-file.server.ts";

const pattern = (key: string, says: Partial<Pattern> = {}): Pattern => ({
  ...{ key, title: `Title of ${key}`, seen: "It grew.", better: "It stayed." },
  levels: ["senior", "staff"],
  ...{ probe: "Ask.", counts: "A moment.", notEnough: "A feeling.", counter: "A cut." },
  ...says,
});
const catalogue = [pattern("scope-creep"), pattern("contrarian")];

const file = (patterns: string) => `slug: pairing
version: 1
title: Pairing
summary: How somebody works with another.
levels: [senior]
scale: [Below, Meets]
criteria:
  - key: listening
    title: Listening
    question: Do they listen?
    weight: 100
    anchors:
      senior:
        1: Talked over the other.
        2: Repeated the other's point before answering.
patterns:
${patterns}`;
const own = `  - key: talks-over
    title: Talks over
    seen: Speaks while the other does.
    better: Waits.
    levels: [senior, staff]
    probe: Pause in the middle of a sentence.
    counts: Two sentences cut off.
    notEnough: One, with an apology.
    counter: Asked the other to go on.
`;

const read = (patterns: string) => parseRubricFile("text", file(patterns), catalogue);
function patternsOf(patterns: string): RubricContent["patterns"] {
  const parsed = read(patterns);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value.patterns;
}
function errorsOf(patterns: string): string[] {
  const parsed = read(patterns);
  return parsed.ok ? [] : parsed.errors.map(({ line, reason }) => `${line}: ${reason}`);
}

describe("a rubric's patterns", () => {
  test("are the catalogue's where only a key stands", () => {
    expect(patternsOf("  - scope-creep\n  - key: contrarian\n")).toEqual(catalogue);
  });

  test("are the catalogue's in what the rubric does not say otherwise", () => {
    const [reworded] = patternsOf(
      "  - key: scope-creep\n    levels: [staff]\n    seen: The plan grew.\n",
    );
    expect(reworded).toEqual({
      ...pattern("scope-creep", { seen: "The plan grew.", levels: ["staff"] }),
      stated: ["seen", "levels"],
    });
    expect(reworded && wordingOf(reworded)).toBe("reworded");
  });

  test("are the rubric's own where the catalogue does not know the key", () => {
    const [kept, added] = patternsOf(`  - scope-creep\n${own}`);
    expect(kept && wordingOf(kept)).toBe("catalogue");
    expect(added).toMatchObject({
      key: "talks-over",
      title: "Talks over",
      counts: "Two sentences cut off.",
    });
    expect(added && wordingOf(added)).toBe("own");
  });

  test("keep as their own what they state, though the catalogue comes to say the same", () => {
    const stated = { key: "scope-creep", seen: "It grew." };
    expect(wholePattern(stated, catalogue)).toEqual({
      whole: { ...pattern("scope-creep"), stated: ["seen"] },
    });
  });

  test.each([
    ["an unknown key", "  - scope-creep\n  - sloth\n", ["18: The catalogue has no pattern sloth."]],
    [
      "an unknown key with some of its words",
      own.replace(/^ {4}(seen|counts|counter):.*\n/gm, ""),
      [
        "17: The catalogue has no pattern talks-over, so this one is the rubric's own and needs seen, counts and counter too.",
      ],
    ],
    [
      "a key twice",
      "  - scope-creep\n  - contrarian\n  - key: scope-creep\n    seen: It grew more.\n",
      ["19: A pattern stands here twice: scope-creep."],
    ],
    [
      "a word every object knows",
      "  - constructor\n",
      ["17: A pattern's key cannot be constructor."],
    ],
    ["no key", "  - title: Talks over\n", ["17: A pattern's key must be text."]],
    [
      "neither a key nor a mapping",
      "  - 7\n",
      ["17: A pattern is a key, or a mapping that has one."],
    ],
    [
      "an unknown field",
      "  - key: scope-creep\n    seeen: It grew.\n",
      ["18: Unknown field seeen."],
    ],
    [
      "an empty text",
      '  - key: scope-creep\n    seen: ""\n',
      ["18: What is seen must not be empty."],
    ],
    [
      "no level",
      "  - key: scope-creep\n    levels: []\n",
      ["18: A pattern weighs at one level or more."],
    ],
  ])("are refused with %s, at its line", (_, patterns, errors) => {
    expect(errorsOf(patterns)).toEqual(errors);
  });

  test("are written as they were read: keys alone, stated words, or whole", () => {
    const patterns = `  - key: contrarian\n    title: Argues for its own sake\n    levels: [staff]\n  - scope-creep\n${own}`;
    const parsed = read(patterns);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    expect(rubricYaml(parsed.value)).toBe(file(patterns));
  });
});

describe("a version's hash", () => {
  const shipped = readFileSync("rubrics/staff-backend.v1.yaml", "utf8");
  const patterns = parsePatternFile(
    "anti-patterns.yaml",
    readFileSync("rubrics/anti-patterns.yaml", "utf8"),
  );

  test("is what it was where the rubric words no pattern", () => {
    const parsed = patterns.ok ? parseRubricFile("text", shipped, patterns.value) : null;
    if (!parsed?.ok) throw new Error("the shipped rubric does not parse");
    const { patterns: offered, ...rubric } = parsed.value;
    const before = canonicalJson({ ...rubric, patterns: offered.map(({ key }) => key) });
    expect(hashOf(parsed.value)).toBe(createHash("sha256").update(before).digest("hex"));
  });

  test("follows the rubric's words of a pattern, not the catalogue's", () => {
    const hash = (of: string, from: readonly Pattern[] = catalogue) => {
      const parsed = parseRubricFile("text", file(of), from);
      return parsed.ok ? hashOf(parsed.value) : parsed.errors;
    };
    const worded = (seen: string) => `  - key: scope-creep\n    seen: ${seen}\n`;
    expect(hash(worded("It grew."))).not.toBe(hash("  - scope-creep\n"));
    expect(hash(worded("It grew."))).not.toBe(hash(worded("It grew more.")));
    const later = [pattern("scope-creep", { better: "It shrank." })];
    expect(hash(worded("It grew."), later)).toBe(hash(worded("It grew.")));
  });
});

test("what is the catalogue's is left to it in a file", () => {
  expect(offeredEntry(pattern("contrarian"))).toBe("contrarian");
  expect(offeredEntry({ ...pattern("contrarian"), stated: [] })).toBe("contrarian");
  expect(offeredEntry({ ...pattern("contrarian"), stated: ["seen"] })).toEqual({
    ...{ key: "contrarian", seen: "It grew." },
  });
});
