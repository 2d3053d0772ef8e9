import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ProbeAnswer } from "#app/domain/probe.ts";
import {
  type CardShape,
  type Draft,
  draftFrom,
  fitDraft,
  isCounted,
} from "#app/domain/scorecard.ts";
import { DraftForm, Sealable, sealedFrom } from "#app/domain/sealing.ts";

const shape: CardShape = {
  points: 4,
  criteria: [
    { key: "verification", title: "Verification" },
    { key: "leverage", title: "Leverage" },
  ],
  patterns: [{ key: "scope-creep" }],
  levels: ["senior", "staff"],
  probes: [
    { probe: "more-workers", title: "A wrong hint", taken: ["scope-creep"], refused: [] },
    { probe: "missing-fact", title: "A missing fact", taken: [], refused: ["scope-creep"] },
  ],
};
const complete: Draft = {
  ratings: {
    verification: { score: "3", confidence: "high", evidence: "Asked for the rollback first." },
    leverage: { score: "not-asked", confidence: "", evidence: "" },
  },
  observations: [
    { pattern: "scope-creep", stance: "seen", quote: "“Let us also add billing” 12'" },
  ],
  probes: {},
  recommendation: "yes",
  level: "staff",
  summary: "  Proves before claiming. ",
  notes: "Asked about the release at 12 minutes",
};
const complaints = (draft: Draft) =>
  Object.fromEntries(
    (Sealable(shape).safeParse(draft).error?.issues ?? []).map((i) => [
      i.path.join("."),
      i.message,
    ]),
  );
const rate = (score: string, evidence = ""): Draft => ({
  ...complete,
  ratings: { ...complete.ratings, verification: { score, confidence: "", evidence } },
});

describe("sealing a card", () => {
  test("keeps what was written, trimmed, in the rubric's order", () => {
    expect(complaints(complete)).toEqual({});
    expect(sealedFrom(complete, shape)).toEqual({
      ratings: [
        {
          criterion: "verification",
          score: 3,
          notObserved: null,
          confidence: "high",
          evidence: "Asked for the rollback first.",
        },
        {
          criterion: "leverage",
          score: null,
          notObserved: "not-asked",
          confidence: null,
          evidence: "",
        },
      ],
      observations: [
        { pattern: "scope-creep", stance: "seen", quote: "“Let us also add billing” 12'" },
      ],
      probes: [],
      recommendation: "yes",
      level: "staff",
      summary: "Proves before claiming.",
    });
  });
  test("an empty card is told everything that is missing, each at its field", () => {
    expect(complaints(fitDraft({}, shape))).toEqual({
      "ratings.verification.score": "Rate Verification, or mark it not asked or no signal.",
      "ratings.leverage.score": "Rate Leverage, or mark it not asked or no signal.",
      recommendation: "Choose a recommendation.",
      summary: "Write a sentence or two for the debrief.",
    });
  });
  test("an extreme needs a quoted moment, a middle score does not", () => {
    expect(Object.keys(complaints(rate("1")))).toEqual(["ratings.verification.evidence"]);
    expect(Object.keys(complaints(rate("4", "Too short to tell")))).toEqual([
      "ratings.verification.evidence",
    ]);
    expect(complaints(rate("4", "“I would measure the p99 before and after.”"))).toEqual({});
    expect(complaints(rate("2"))).toEqual({});
  });
  test.each(["0", "5", "2.5", "-1", "3 ", "great", "01"])("a score of %j is refused", (score) => {
    expect(complaints(rate(score))["ratings.verification.score"]).toMatch(/^Rate Verification/);
  });
  test("no decision needs no level, every other recommendation does", () => {
    expect(complaints({ ...complete, recommendation: "no-decision", level: "" })).toEqual({});
    expect(complaints({ ...complete, level: "" })).toEqual({
      level: "Choose the level they demonstrated.",
    });
  });
  test("a level that the rubric does not cover is refused, and said which it covers", () => {
    expect(complaints({ ...complete, level: "junior" })).toEqual({
      level: "This rubric has no anchors for Junior. It covers Senior, Staff.",
    });
  });
  test("a pattern needs its moment, a moment its pattern, and a blank row is nobody's business", () => {
    const observed = (pattern: string, quote: string) =>
      complaints({ ...complete, observations: [{ pattern, stance: "seen", quote }] });
    expect(observed("scope-creep", " ")).toEqual({
      "observations.0.quote": "Quote the moment, or remove this pattern.",
    });
    expect(observed("", "a moment")).toEqual({
      "observations.0.pattern": "Choose the pattern you saw.",
    });
    expect(Object.keys(observed("made-up", "x"))).toEqual(["observations.0.pattern"]);
    expect(observed("", "")).toEqual({});
  });
  test("a text beyond its length is kept in the draft, and refused at its field when it is sealed", () => {
    const long: Draft = {
      ...rate("3", "x".repeat(20_001)),
      observations: [{ pattern: "scope-creep", stance: "seen", quote: "x".repeat(4_312) }],
      summary: "x".repeat(25_000),
      notes: "x".repeat(100_000),
    };
    expect(DraftForm.safeParse(long).success).toBe(true);
    expect(complaints(long)).toEqual({
      "ratings.verification.evidence":
        "This is 1 character longer than the 20,000 that can be sealed. All of it is kept; shorten it before you seal.",
      "observations.0.quote": expect.stringContaining("312 characters longer than the 4,000"),
      summary: expect.stringContaining("5,000 characters longer"),
    });
    expect(complaints(rate("3", "x".repeat(20_000)))).toEqual({});
    expect(complaints({ ...complete, notes: "x".repeat(100_001) })).toEqual({
      notes:
        "This is longer than the 100,000 characters that can be kept. It stands on this page alone until you shorten it.",
    });
  });
  const probed = (answer: ProbeAnswer | "", quote = ""): Draft => ({
    ...complete,
    probes: { "more-workers": { answer, quote } },
  });
  test("holds a probe as it was answered, with its title and patterns, and none that was not", () => {
    const { probes } = sealedFrom(probed("took-it", " “Sure.” "), shape) ?? {};
    expect(probes).toEqual([{ ...shape.probes[0], answer: "took-it", quote: "“Sure.”" }]);
    expect(sealedFrom(probed("not-asked"), shape)?.probes).toMatchObject([{ answer: "not-asked" }]);
    expect(sealedFrom(probed("", " "), shape)?.probes).toEqual([]);
  });
  test.each<[ProbeAnswer | "", string, Record<string, string>]>([
    ["", "", {}],
    ["not-asked", "", {}],
    ["engaged", "", {}],
    ["engaged", "“It moves the wall.”", {}],
    ["took-it", "“Sure.”", {}],
    ["refused", "“No.”", {}],
    ["took-it", " \n", { "probes.more-workers.quote": "Quote what they said or did." }],
    ["refused", "", { "probes.more-workers.quote": "Quote what they said or did." }],
    [
      "",
      "“Sure.”",
      { "probes.more-workers.answer": "Choose what happened, or empty the text below." },
    ],
    [
      "not-asked",
      "“Sure.”",
      {
        "probes.more-workers.answer": "A reply is quoted below: choose what happened, or empty it.",
      },
    ],
    [
      "engaged",
      "x".repeat(4_001),
      {
        "probes.more-workers.quote":
          "This is 1 character longer than the 4,000 that can be sealed. All of it is kept; shorten it before you seal.",
      },
    ],
  ])("a probe answered %j with %j", (answer, quote, wanted) => {
    expect(complaints(probed(answer, quote))).toEqual(wanted);
  });
  test("what was sealed can be shown again as it was filled in", () => {
    const sealed = sealedFrom(probed("took-it", "“Sure.”"), shape);
    expect(sealed?.probes).toHaveLength(1);
    expect(sealed && sealedFrom(draftFrom(sealed), shape)).toEqual(sealed);
  });
});

describe("a draft", () => {
  test("has a place for every criterion of the rubric and for nothing else", () => {
    const odd = {
      ratings: {
        verification: { score: "2", confidence: "" as const, evidence: "x" },
        invented: { score: "4", confidence: "" as const, evidence: "" },
      },
    };
    expect(Object.keys(fitDraft(odd, shape).ratings)).toEqual(["verification", "leverage"]);
  });
  test("keeps in its notes what was typed about a criterion that is no longer asked", () => {
    const gone = { score: "2", confidence: "" as const, evidence: " Said so at 12'. " };
    const empty = { score: "4", confidence: "" as const, evidence: " " };
    const moved = fitDraft({ ratings: { "old-one": gone, other: empty }, notes: "Mine." }, shape);
    expect(moved.notes).toBe("Mine.\n\nNo longer asked: old one, rated 2. Said so at 12'.");
    const again = fitDraft({ ...moved, ratings: { ...moved.ratings, "old-one": gone } }, shape);
    expect(again).toEqual(moved);
  });
  test("has a place for every probe of the kit, also where it was kept before cards had any", () => {
    const blank = { answer: "", quote: "" };
    expect(fitDraft({}, shape).probes).toEqual({ "more-workers": blank, "missing-fact": blank });
  });
  test("keeps in its notes what was said to a probe that the kit no longer has", () => {
    const probes = {
      "old-hint": { answer: "took-it" as const, quote: " “Sure.” " },
      silent: { answer: "not-asked" as const, quote: "" },
      open: { answer: "" as const, quote: "“Hm.”" },
    };
    const moved = fitDraft({ probes, notes: "Mine." }, shape);
    expect(moved.notes).toBe(
      "Mine.\n\nNo longer asked: old hint, took it. “Sure.”\n\nNo longer asked: open. “Hm.”",
    );
    expect(fitDraft({ ...moved, probes: { ...moved.probes, ...probes } }, shape)).toEqual(moved);
  });
  test("takes any posted nonsense without throwing, and fitting twice is fitting once", () => {
    fc.assert(
      fc.property(fc.anything(), (posted) => {
        const parsed = DraftForm.safeParse(posted);
        if (!parsed.success) return;
        const fitted = fitDraft(parsed.data, shape);
        expect(fitDraft(fitted, shape)).toEqual(fitted);
        expect(() => sealedFrom(fitted, shape)).not.toThrow();
      }),
    );
  });
});

test("only sealed cards that are no trainee's and do not abstain are counted", () => {
  const card = { kind: "panel", state: "sealed", recommendation: "yes" } as const;
  expect(isCounted(card)).toBe(true);
  expect(isCounted({ ...card, recommendation: null })).toBe(true);
  expect(isCounted({ ...card, kind: "shadow" })).toBe(false);
  expect(isCounted({ ...card, state: "reopened" })).toBe(false);
  expect(isCounted({ ...card, recommendation: "no-decision" })).toBe(false);
});
