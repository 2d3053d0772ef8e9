import { describe, expect, test } from "vitest";
import { cardChange } from "#app/domain/card-change.ts";
import type { ProbeReply } from "#app/domain/probe.ts";
import type { Rating, SealedCard } from "#app/domain/scorecard.ts";
import { isChanged, type Piece, wordChanges } from "#app/domain/text-change.ts";

const spelled = (pieces: readonly Piece[]) =>
  pieces.map(
    ({ kind, text }) => ({ same: text, removed: `[-${text}]`, added: `[+${text}]` })[kind],
  );
const without = (pieces: readonly Piece[], left: Piece["kind"]) =>
  pieces
    .filter(({ kind }) => kind !== left)
    .map(({ text }) => text)
    .join("");

describe("what became of a text", () => {
  test.for([
    ["One two three", "One two three", ["One two three "]],
    ["One two three", "One four three", ["One ", "[-two ]", "[+four ]", "three "]],
    ["One two", "One two three", ["One two ", "[+three ]"]],
    ["", "All new", ["[+All new ]"]],
    ["All gone", "", ["[-All gone ]"]],
    ["", "", []],
    ["a b c d", "b x d", ["[-a ]", "b ", "[-c ]", "[+x ]", "d "]],
  ] as const)("%j to %j", ([before, after, pieces]) => {
    expect(spelled(wordChanges(before, after))).toEqual(pieces);
  });
  test.for([
    ["  It leads,\n\nand \t ends  ", "It leads,\nand ends"],
    ["a a b a", "a b a a a"],
    ["x ".repeat(3000), "y ".repeat(3000)],
  ] as const)("spells both texts again, whatever their spaces and lengths", ([before, after]) => {
    const pieces = wordChanges(before, after);
    expect(without(pieces, "added")).toBe(`${before.trimEnd()} `);
    expect(without(pieces, "removed")).toBe(`${after.trimEnd()} `);
    expect(isChanged(pieces)).toBe(true);
  });
});

const rating = (criterion: string, score: number | null, evidence = ""): Rating => ({
  criterion,
  score,
  notObserved: score === null ? "not-asked" : null,
  confidence: null,
  evidence,
});
const card = (more: Partial<SealedCard> = {}): SealedCard => ({
  ratings: [rating("tests", 3, "Wrote two"), rating("design", 2)],
  observations: [],
  probes: [],
  recommendation: "yes",
  level: "staff",
  summary: "Good.",
  ...more,
});

describe("the difference of two versions", () => {
  test("of the same content is none", () => {
    expect(cardChange(card(), card())).toMatchObject({ differences: 0, ratings: [{}, {}] });
  });
  test("shows each criterion's old and new rating, and which of them changed", () => {
    const { ratings, differences } = cardChange(
      card(),
      card({ ratings: [rating("tests", 3, "Wrote three"), rating("design", null)] }),
    );
    expect(ratings.map(({ criterion, changed }) => [criterion, changed])).toEqual([
      ["tests", true],
      ["design", true],
    ]);
    expect(ratings[1]).toMatchObject({ before: { score: 2 }, after: { notObserved: "not-asked" } });
    expect(differences).toBe(2);
  });
  test("counts a changed confidence alone", () => {
    const sure = { ...rating("tests", 3, "Wrote two"), confidence: "high" } as const;
    expect(
      cardChange(card(), card({ ratings: [sure, rating("design", 2)] })).ratings.map(
        ({ changed }) => changed,
      ),
    ).toEqual([true, false]);
  });
  test("keeps a criterion that only one of them rates", () => {
    const { ratings } = cardChange(card(), card({ ratings: [rating("tests", 3, "Wrote two")] }));
    expect(ratings[1]).toMatchObject({ criterion: "design", after: null, changed: true });
  });
  test("names patterns that were added and left out, each as often as it was said", () => {
    const seen = (quote: string) => ({ pattern: "creep", stance: "seen", quote }) as const;
    const { observations, differences } = cardChange(
      card({ observations: [seen("one"), seen("one"), seen("two")] }),
      card({ observations: [seen("three"), seen("one")] }),
    );
    expect(observations.map(({ quote, kind }) => [quote, kind])).toEqual([
      ["three", "added"],
      ["one", "same"],
      ["one", "removed"],
      ["two", "removed"],
    ]);
    expect(differences).toBe(3);
  });
  test("tells a changed recommendation, level and summary", () => {
    const change = cardChange(
      card(),
      card({ recommendation: "no", level: null, summary: "Not good." }),
    );
    expect(change.recommendation).toEqual({ before: "yes", after: "no", changed: true });
    expect(change.level).toEqual({ before: "staff", after: null, changed: true });
    expect(change.differences).toBe(3);
  });
});

describe("the difference of what came of probes", () => {
  const reply = (probe: string, answer: ProbeReply["answer"], quote = ""): ProbeReply => ({
    ...{ probe, title: probe, taken: [], refused: [], answer, quote },
  });
  const changed = (before: ProbeReply[], after: ProbeReply[]) => {
    const { probes, differences } = cardChange(card({ probes: before }), card({ probes: after }));
    expect(differences).toBe(probes.filter((probe) => probe.changed).length);
    return probes.map((probe) => `${probe.probe} ${probe.changed ? "changed" : "as before"}`);
  };
  test("tells another answer, another quote, one that is new and one that was left out", () => {
    const hint = reply("hint", "took-it", "“Sure.”");
    expect(changed([hint], [hint])).toEqual(["hint as before"]);
    expect(changed([hint], [{ ...hint, answer: "engaged" }])).toEqual(["hint changed"]);
    expect(changed([hint], [{ ...hint, quote: "“Sure, why not.”" }])).toEqual(["hint changed"]);
    expect(changed([], [hint])).toEqual(["hint changed"]);
    expect(changed([hint, reply("scope", "not-asked")], [reply("scope", "not-asked")])).toEqual([
      "scope as before",
      "hint changed",
    ]);
    expect(changed([hint], [{ ...hint, title: "Retitled" }])).toEqual(["hint as before"]);
  });
});
