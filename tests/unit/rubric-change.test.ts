import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Criterion, Pattern, RubricContent } from "#app/domain/rubric.ts";
import { rubricChange } from "#app/domain/rubric-change.ts";
import { patternFields } from "#app/domain/rubric-pattern.ts";
import type { Piece } from "#app/domain/text-change.ts";
import { parsePatternFile, parseRubricFile } from "#db/queries/rubric-file.server.ts";

const criterion = (key: string, own: Partial<Criterion> = {}): Criterion => ({
  key,
  title: key,
  question: `Do they ${key}?`,
  weight: 25,
  anchors: { senior: { "1": "Did not.", "4": "Did." } },
  ...own,
});
const pattern = (key: string, own: Partial<Pattern> = {}): Pattern => ({
  ...{ key, title: key, seen: "Seen.", better: "Better.", levels: ["senior"] },
  ...{ probe: "Ask.", counts: "This.", notEnough: "That.", counter: "The other." },
  ...own,
});
const rubric = (own: Partial<RubricContent> = {}): RubricContent => ({
  slug: "pairing",
  version: 1,
  title: "Pairing",
  summary: "How they pair.",
  levels: ["senior", "staff"],
  scale: ["Well below", "Below", "Meets", "Exceeds"],
  criteria: ["a", "b", "c", "d"].map((key) => criterion(key)),
  patterns: [pattern("p"), pattern("q")],
  ...own,
});
const spelled = (pieces: readonly Piece[]) =>
  pieces
    .map(
      ({ kind, text }) =>
        ({ same: text, removed: `[-${text.trim()}]`, added: `[+${text.trim()}]` })[kind],
    )
    .join("")
    .trim();
const between = (before: Partial<RubricContent>, after: Partial<RubricContent>) =>
  rubricChange(rubric(before), rubric(after));

describe("what two versions of a rubric say differently", () => {
  test("is nothing where they say the same", () => {
    expect(between({}, { version: 2 })).toEqual({
      ...{ texts: [], levels: null, scale: [], criteria: [], patterns: [], differences: 0 },
    });
  });

  test("is told word by word for title, summary and scale", () => {
    const change = between(
      {},
      { title: "Pair work", summary: "How they work.", scale: ["Well below", "Under", "Meets"] },
    );
    expect(change.texts.map(({ field, pieces }) => `${field}: ${spelled(pieces)}`)).toEqual([
      "title: [-Pairing][+Pair work]",
      "summary: How they [-pair.][+work.]",
    ]);
    expect(change.scale.map(({ point, pieces }) => `${point}: ${spelled(pieces)}`)).toEqual([
      "2: [-Below][+Under]",
      "4: [-Exceeds]",
    ]);
    expect(change.differences).toBe(4);
  });

  test("names levels that came or went", () => {
    const { levels, differences } = between({}, { levels: ["mid", "senior"] });
    expect(levels?.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      ...["added mid", "same senior", "removed staff"],
    ]);
    expect(differences).toBe(1);
  });

  test("goes by a criterion's key, so a new name is a new name", () => {
    const criteria = [criterion("a", { title: "Listening" }), ...rubric().criteria.slice(1)];
    const change = between({}, { criteria });
    expect(change.criteria).toMatchObject([
      { key: "a", title: "Listening", standing: "kept", differences: 1, anchors: [] },
    ]);
    expect(change.criteria[0]?.texts.map(({ field, pieces }) => [field, spelled(pieces)])).toEqual([
      ["title", "[-a][+Listening]"],
    ]);
  });

  test("counts a criterion that came or went once, and shows its words", () => {
    const change = between({}, { criteria: ["a", "b", "c", "e"].map((key) => criterion(key)) });
    expect(change.criteria).toMatchObject([
      { key: "e", standing: "added", differences: 1, place: { before: null, after: 4 } },
      { key: "d", standing: "removed", differences: 1, place: { before: 4, after: null } },
    ]);
    expect(change.criteria.map(({ weight }) => weight)).toEqual([
      { before: null, after: 25, changed: true },
      { before: 25, after: null, changed: true },
    ]);
    expect(change.criteria[0]?.anchors.map(({ pieces }) => spelled(pieces))).toEqual([
      ...["[+Did not.]", "[+Did.]"],
    ]);
    expect(change.differences).toBe(2);
  });

  test("calls as few criteria moved as there are", () => {
    const order = (keys: string) => ({ criteria: [...keys].map((key) => criterion(key)) });
    const moved = (before: string, after: string) =>
      between(order(before), order(after))
        .criteria.filter(({ standing }) => standing === "moved")
        .map(({ key, place }) => `${key} ${place.before}-${place.after}`);
    expect(moved("abcd", "dabc")).toEqual(["d 4-1"]);
    expect(moved("abcd", "acbd")).toHaveLength(1);
    // One that leaves pulls the others up, which is no move of theirs.
    expect(moved("abcd", "bcd")).toEqual([]);
    expect(moved("abcd", "eabcd")).toEqual([]);
  });

  test("tells weights, questions, what raises them, and each anchor of each level", () => {
    const own = {
      weight: 40,
      question: "Do they really a?",
      raise: "it matters",
      anchors: {
        senior: { "1": "Did not at all.", "3": "Nearly did.", "4": "Did." },
        staff: { "1": "Never." },
      },
    };
    const [change] = between(
      {},
      { criteria: [criterion("a", own), ...rubric().criteria.slice(1)] },
    ).criteria;
    expect(change?.weight).toEqual({ before: 25, after: 40, changed: true });
    expect(change?.texts.map(({ field, pieces }) => `${field}: ${spelled(pieces)}`)).toEqual([
      "question: Do they [+really]a?",
      "raise: [+it matters]",
    ]);
    expect(
      change?.anchors.map(({ level, point, pieces }) => `${level} ${point}: ${spelled(pieces)}`),
    ).toEqual([
      ...["senior 1: Did [-not.][+not at all.]", "senior 3: [+Nearly did.]", "staff 1: [+Never.]"],
    ]);
    expect(change?.differences).toBe(6);
  });

  test("tells patterns that came, went, moved or were reworded", () => {
    const patterns = [
      pattern("r"),
      pattern("q"),
      pattern("p", { seen: "Seen twice.", levels: ["staff"] }),
    ];
    const change = between({}, { patterns });
    expect(change.patterns).toMatchObject([
      { key: "r", standing: "added", differences: 1 },
      { key: "p", standing: "moved", differences: 3 },
    ]);
    expect(between({}, { patterns: [pattern("q")] }).patterns).toMatchObject([
      { key: "p", standing: "removed", differences: 1 },
    ]);
    expect(between({}, { patterns: [pattern("q"), pattern("p")] }).differences).toBe(1);
  });

  test("tells whose words a pattern has, in the newer version where that has it", () => {
    const stated = [...patternFields];
    const patterns = [
      { ...pattern("p", { seen: "Seen twice." }), stated: ["seen" as const] },
      { ...pattern("own"), stated },
    ];
    expect(between({}, { patterns }).patterns).toMatchObject([
      { key: "p", standing: "kept", wording: "reworded", texts: [{ field: "seen" }] },
      { key: "own", standing: "added", wording: "own", texts: { length: 7 }, differences: 1 },
      { key: "q", standing: "removed", wording: "catalogue" },
    ]);
  });

  test("is the same from either side, with what came and what went exchanged", () => {
    const key = fc.constantFrom("a", "b", "c", "d", "e");
    const weight = fc.constantFrom(10, 20);
    const some = fc
      .uniqueArray(fc.record({ key, weight }), { minLength: 1, selector: (one) => one.key })
      .map((list) => list.map((one) => criterion(one.key, { weight: one.weight })));
    fc.assert(
      fc.property(some, some, (one, other) => {
        const there = between({ criteria: one }, { criteria: other });
        const back = between({ criteria: other }, { criteria: one });
        expect(back.differences).toBe(there.differences);
        const of = (standing: string, { criteria }: typeof there) =>
          criteria
            .filter((c) => c.standing === standing)
            .map((c) => c.key)
            .toSorted();
        expect(of("added", there)).toEqual(of("removed", back));
        expect(of("moved", there)).toHaveLength(of("moved", back).length);
      }),
    );
  });

  test("of the shipped rubric and a copy with one word changed is that word", () => {
    const read = (name: string) => readFileSync(`rubrics/${name}`, "utf8");
    const catalogue = parsePatternFile("anti-patterns.yaml", read("anti-patterns.yaml"));
    const parsed = parseRubricFile(
      "staff-backend.v1.yaml",
      read("staff-backend.v1.yaml"),
      catalogue.ok ? catalogue.value : [],
    );
    if (!parsed.ok) throw new Error("the shipped rubric does not parse");
    const [first, ...others] = parsed.value.criteria;
    if (!first) throw new Error("a rubric has criteria");
    const anchors = {
      ...first.anchors,
      staff: { ...first.anchors.staff, "1": `Once ${first.anchors.staff?.["1"]}` },
    };
    const change = rubricChange(parsed.value, {
      ...parsed.value,
      criteria: [{ ...first, anchors }, ...others],
    });
    expect(change.differences).toBe(1);
    expect(change.criteria[0]?.anchors).toMatchObject([
      { level: "staff", point: 1, pieces: [{ kind: "added", text: "Once " }, { kind: "same" }] },
    ]);
  });
});
