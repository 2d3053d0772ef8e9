import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Level, levels } from "#app/domain/level.ts";
import { roundKinds } from "#app/domain/loop.ts";
import { type EarlierCard, type MirrorFacts, mirror, placeOf } from "#app/domain/mirror.ts";
import { type Draft, type Recommendation, recommendations } from "#app/domain/scorecard.ts";

const four = ["Well below", "Below", "Meets", "Exceeds"];
const five = ["Well below", "Below", "Between", "Above", "Well above"];
const ten = Array.from({ length: 10 }, (_, at) => `Word ${at + 1}`);
const titles = ["Trade-offs", "Failure modes", "Verification", "Stewardship", "Leverage"];
const criteria = titles.map((title, at) => ({ key: `c${at}`, title }));
const weights = Object.fromEntries(criteria.map(({ key }) => [key, 20]));
/** Eighteen words with a quote: long and particular enough for anything. */
const evidence =
  "At 12' they said “I would bound the retries first”, then drew the queue and named its owner.";

type Given = {
  readonly scores?: readonly string[];
  readonly evidences?: readonly string[];
  readonly draft?: Partial<Draft>;
} & Partial<Omit<MirrorFacts, "draft">>;

/** A card that asks for no second look, changed by what is given. */
const card = ({ scores, evidences, draft, ...facts }: Given = {}): MirrorFacts => ({
  ...{ scale: four, criteria, weights, focus: [], level: "staff", earlier: [], ...facts },
  draft: {
    ratings: Object.fromEntries(
      criteria.map(({ key }, at) => [
        key,
        {
          score: scores?.[at] ?? (at === 0 ? "2" : "3"),
          confidence: "" as const,
          evidence: evidences?.[at] ?? evidence,
        },
      ]),
    ),
    observations: [],
    probes: {},
    recommendation: "yes",
    level: "staff",
    summary: "Would make the same call.",
    notes: "",
    ...draft,
  },
});
const keys = (given: Given) => mirror(card(given)).map(({ key }) => key);
const only = (given: Given) => {
  const [hint, ...others] = mirror(card(given));
  expect(others).toEqual([]);
  if (!hint) throw new Error("Expected a hint");
  return hint;
};

test("a card that says what it rests on has no hints", () => {
  expect(mirror(card())).toEqual([]);
});

describe("a flat card", () => {
  test("is one with the same score on each of three or more rated criteria", () => {
    expect(only({ scores: ["3", "3", "3", "3", "3"] })).toMatchObject({
      key: "flat",
      words: "All 5 rated criteria have a 3, Meets.",
      place: "criterion-c0",
    });
  });
  test.for<[string, string[], boolean]>([
    ["three rated, two not asked", ["not-asked", "3", "3", "3", "no-signal"], true],
    ["two rated", ["not-asked", "3", "3", "not-asked", "no-signal"], false],
    ["one that differs", ["3", "3", "3", "3", "2"], false],
    ["nothing rated", ["not-asked", "not-asked", "not-asked", "not-asked", "not-asked"], false],
  ])("with %s: %s", ([, scores, flat]) => {
    expect(keys({ scores }).includes("flat")).toBe(flat);
  });
  test("is shown at the first criterion that was rated", () => {
    const [hint] = mirror(card({ scores: ["no-signal", "3", "3", "3", "3"] }));
    expect(hint?.place).toBe("criterion-c1");
  });
});

describe("a recommendation against the weighted score", () => {
  const says = (scores: string, recommendation: Recommendation, more: Given = {}) =>
    keys({ ...more, scores: [...scores], draft: { recommendation, level: "staff" } }).includes(
      "against-score",
    );
  // Of five equal criteria: 22233 is 2.4, 22223 is 2.2, 22222 is 2, 33332 is 2.8, 33333 is 3.
  test.for<[string, Recommendation, boolean]>([
    ["22222", "yes", true],
    ["22223", "yes", false],
    ["22233", "yes", false],
    ["33332", "yes", false],
    ["12222", "yes", true],
    ["33333", "no", true],
    ["33332", "no", false],
    ["22233", "no", false],
    ["22222", "no", false],
    ["33332", "strong-yes", true],
    ["33333", "strong-yes", false],
    ["22223", "strong-no", true],
    ["22222", "strong-no", false],
    ["11111", "no-decision", false],
    ["44444", "no-decision", false],
  ])("%s with %s: %s", ([scores, recommendation, told]) => {
    expect(says(scores, recommendation)).toBe(told);
  });
  test.for<[string, readonly string[], string[], boolean]>([
    ["five points, 2.6", five, ["2", "2", "3", "3", "3"], false],
    ["five points, 2.4", five, ["2", "2", "2", "3", "3"], true],
    ["ten points, 4.6", ten, ["4", "4", "5", "5", "5"], false],
    ["ten points, 4.4", ten, ["4", "4", "4", "5", "5"], true],
  ])("a yes on %s: %s", ([, scale, scores, told]) => {
    expect(keys({ scale, scores }).includes("against-score")).toBe(told);
  });
  test("weighs the criteria as the position does", () => {
    const heavy = { c0: 80, c1: 5, c2: 5, c3: 5, c4: 5 };
    const scores = ["1", "3", "3", "3", "3"];
    expect(keys({ scores })).not.toContain("against-score");
    expect(keys({ scores, weights: heavy })).toContain("against-score");
  });
  test("says both, and leads to the recommendation", () => {
    expect(only({ scores: ["2", "2", "2", "2", "1"], draft: { recommendation: "yes" } })).toEqual(
      expect.objectContaining({
        words: "You recommend yes; the weighted score is 1.8 of 4.",
        place: "recommendation",
      }),
    );
  });
  test("is none where nothing was observed or nothing is recommended", () => {
    const unseen = criteria.map(() => "not-asked");
    expect(keys({ scores: unseen })).not.toContain("against-score");
    expect(keys({ scores: ["1", "1", "1", "1", "2"], draft: { recommendation: "" } })).toEqual([]);
  });
});

describe("a level against the scores", () => {
  test.for<[Level | "", Level, string, boolean]>([
    ["principal", "staff", "22221", true],
    ["principal", "staff", "22233", false],
    ["senior", "staff", "33333", true],
    ["senior", "staff", "22233", false],
    ["senior", "staff", "22222", false],
    ["staff", "staff", "11111", false],
    ["", "staff", "11111", false],
    ["manager", "staff", "11111", false],
    ["director", "manager", "22221", true],
  ])("%s seen for %s with %s: %s", ([level, asked, scores, told]) => {
    const draft = { level, recommendation: "no-decision" as const };
    const told_ = keys({ scores: [...scores], level: asked, draft }).includes("against-level");
    expect(told_).toBe(told);
  });
  test("leads to the level", () => {
    const draft = { level: "principal" as const, recommendation: "no" as const };
    expect(only({ scores: ["2", "2", "2", "2", "1"], draft })).toMatchObject({
      words: "You saw Principal, above the Staff of this position; the weighted score is 1.8 of 4.",
      place: "level",
    });
  });
});

describe("an extreme", () => {
  const thin = (text: string, score = "4") =>
    keys({
      scores: ["2", "3", score, "3", "3"],
      evidences: ["", "", text].map((t) => t || evidence),
    });
  test.for<[string, boolean]>([
    ["They reached for tests before anything else.", true],
    ["They said “tests first” before anything else.", false],
    ['They said "tests first" before anything else.', false],
    ["Sie sagten „erst die Tests“ vor allem anderen.", false],
    ["Ils ont dit « les tests d'abord » avant tout.", false],
    ["> tests first, then the change", false],
    ["12' tests first, then the change", false],
    [
      "They wrote three property tests before they touched the parser and then showed me that each of them failed without it.",
      false,
    ],
  ])("resting on %s is pointed at: %s", ([text, told]) => {
    expect(thin(text).includes("thin-c2")).toBe(told);
    expect(thin(text, "1").includes("thin-c2")).toBe(told);
    expect(thin(text, "3").includes("thin-c2")).toBe(false);
  });
  test("is each scale's own", () => {
    const evidences = criteria.map(() => "Tests came first here.");
    const at = (scale: readonly string[]) =>
      keys({ scale, scores: ["4", "5", "3", "3", "3"], evidences }).filter((key) =>
        key.startsWith("thin"),
      );
    expect(at(five)).toEqual(["thin-c1"]);
    expect(at(ten)).toEqual([]);
  });
  test("leads to its evidence", () => {
    const evidences = [evidence, evidence, "They reached for tests first."];
    expect(only({ scores: ["2", "3", "4", "3", "3"], evidences })).toMatchObject({
      words: "Verification has a 4, Exceeds, without a quoted moment.",
      place: "criterion-c2-evidence",
    });
  });
});

describe("a focus of the round", () => {
  test.for<[string, string[], string[]]>([
    ["not-asked", ["c2"], ["focus-c2"]],
    ["no-signal", ["c2"], ["focus-c2"]],
    ["not-asked", ["c1"], []],
    ["2", ["c2"], []],
    ["", ["c2"], []],
  ])("marked %s with the focus on %s", ([score, focus, told]) => {
    expect(keys({ scores: ["2", "3", score, "3", "3"], focus })).toEqual(told);
  });
  test("leads to its scale", () => {
    expect(only({ scores: ["2", "3", "no-signal", "3", "3"], focus: ["c2"] })).toMatchObject({
      words: "Verification, a focus of this round, is marked no signal.",
      place: "criterion-c2",
    });
  });
});

describe("a very short card", () => {
  test("is one with fewer than eight words behind a rating, and leads to the shortest", () => {
    const evidences = [
      "Said a few words here.",
      "One two three.",
      "Fine.",
      "Good.",
      "Four words of it.",
    ];
    expect(only({ evidences })).toMatchObject({
      key: "short",
      words: "5 ratings rest on 14 words of evidence.",
      place: "criterion-c2-evidence",
    });
  });
  test.for<[string, Given, boolean]>([
    ["nothing at all", { evidences: ["", "", "", "", ""] }, true],
    ["one long text", { evidences: ["", "", "word ".repeat(40), "", ""] }, false],
    ["one word less", { evidences: ["", "", "word ".repeat(39), "", ""] }, true],
    [
      "quotes of patterns",
      {
        evidences: ["", "", "", "", ""],
        draft: { observations: [{ pattern: "p", stance: "seen", quote: "word ".repeat(40) }] },
      },
      false,
    ],
    [
      "no decision",
      { evidences: ["", "", "", "", ""], draft: { recommendation: "no-decision" } },
      false,
    ],
    ["signs that stand without spaces", { evidences: ["", "", "先".repeat(40), "", ""] }, false],
  ])("with %s: %s", ([, given, told]) => {
    expect(keys(given).includes("short")).toBe(told);
  });
  test("says so in words where there is one word, or none", () => {
    expect(only({ evidences: ["", "", "", "", ""] }).words).toBe(
      "5 ratings rest on no evidence yet.",
    );
    expect(only({ evidences: ["", "", "Fine.", "", ""] }).words).toBe(
      "5 ratings rest on 1 word of evidence.",
    );
  });
});

describe("notes", () => {
  test.for<[string, string | null]>([
    ["", null],
    ["  \n\n ", null],
    ["12' asked for the budget", "1 line of your notes is on no criterion."],
    ["one\n\ntwo\nthree", "3 lines of your notes are on no criterion."],
    ["then drew the  queue and named its owner.\ntwo", "1 line of your notes is on no criterion."],
    ["Would make the same call.", null],
  ])("that say %j", ([notes, words]) => {
    const [hint] = mirror(card({ draft: { notes } }));
    expect(hint?.words ?? null).toBe(words);
    if (hint) expect(hint.place).toBe("notes");
  });
});

describe("an earlier card of the author's", () => {
  const before = (...texts: string[]): EarlierCard => ({
    ...{ cardId: "before", round: "deep-dive", sealedAt: new Date("2026-03-02T12:00:00Z") },
    texts,
  });
  const said = "they asked what would page us at night and who would own the fix";
  test("that shares eight words in a row with this one is named and linked", () => {
    const evidences = [
      evidence,
      evidence,
      `They Asked what would page us, at NIGHT and drew it. ${evidence}`,
    ];
    const hint = only({ evidences, earlier: [before("Short.", `“${said}.”`)] });
    expect(hint).toMatchObject({
      key: "before-before",
      place: "criterion-c2-evidence",
      earlier: { cardId: "before", round: "deep-dive" },
    });
    expect(hint.words).toContain(
      "Your evidence for Verification and your card on the deep dive round",
    );
    expect(hint.words).toContain("“They Asked what would page us, at NIGHT”");
  });
  test.for<[string, string, boolean]>([
    ["seven words", "they asked what would page us at", false],
    ["eight words", "they asked what would page us at night", true],
    ["other signs and capitals", "THEY asked: what would page us (at night)?", true],
    ["another order", "at night they asked what would page us", false],
    ["nothing", "", false],
  ])("with %s in common", ([, text, told]) => {
    const evidences = [evidence, evidence, `${text} ${evidence}`];
    const told_ = keys({ evidences, earlier: [before(said)] }).includes("before-before");
    expect(told_).toBe(told);
  });
  test("does not join the end of one text with the beginning of another", () => {
    const halves = before("they asked what would", "page us at night");
    const evidences = [evidence, evidence, `they asked what would page us at night. ${evidence}`];
    expect(keys({ evidences, earlier: [halves] })).toEqual([]);
  });
  test("is looked for in the summary too, and each has one hint", () => {
    const draft = { summary: said };
    const evidences = [`${said}. ${evidence}`];
    const one = { ...before(said), cardId: "one" };
    const two = { ...before(said), cardId: "two" };
    expect(only({ draft, earlier: [one] }).place).toBe("summary");
    expect(keys({ draft, evidences, earlier: [one, two] })).toEqual(["before-one", "before-two"]);
  });
  test("is compared at the length that a card can have", () => {
    const words = (of: string) => Array.from({ length: 3_000 }, (_, at) => `${of}${at}`).join(" ");
    const earlier = Array.from({ length: 10 }, (_, at) => before(words(`a${at}`), words(`b${at}`)));
    const evidences = criteria.map((_, at) => words(`own${at}`));
    expect(keys({ evidences, earlier })).toEqual([]);
  });
});

test("each sentence that touches a protected topic is hinted at by itself", () => {
  const text =
    "He used his wife's company as the example. He has two small kids and will not want on-call.";
  const [first, second, ...more] = mirror(card({ draft: { summary: text } })).filter(
    ({ pattern }) => pattern === "protected-topic",
  );
  expect(more).toEqual([]);
  expect([first?.why, second?.why].join(" ")).toMatch(/wife's company.*two small kids/);
  expect(first?.key).not.toBe(second?.key);
});

test("a message's field has its place", () => {
  expect(
    ["ratings.c1.score", "ratings.c1.evidence", "level", "summary", "observations.0.quote"].map(
      placeOf,
    ),
  ).toEqual(["criterion-c1", "criterion-c1-evidence", "level", "summary", "moment-0"]);
});

const word = fc.constantFrom(
  "they",
  "asked",
  "what",
  "would",
  "page",
  "us",
  "“",
  "12'",
  "\n",
  "夜",
);
const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(" "));
const anyFacts = fc
  .record({
    scale: fc.constantFrom(four, five, ten),
    scores: fc.array(fc.constantFrom("", "not-asked", "no-signal", "0", "1", "2", "3", "4", "9"), {
      minLength: 5,
      maxLength: 5,
    }),
    evidences: fc.array(text, { minLength: 5, maxLength: 5 }),
    focus: fc.subarray([...criteria.map(({ key }) => key), "gone"]),
    level: fc.constantFrom(...levels),
    weights: fc.constantFrom(weights, {}, { c0: 100 }),
    said: fc.constantFrom(...recommendations, "" as const),
    seen: fc.constantFrom(...levels, "" as const),
    ...{ summary: text, notes: text },
    earlier: fc.array(
      fc.record({
        cardId: fc.uuid(),
        round: fc.constantFrom(...roundKinds),
        sealedAt: fc.date({ noInvalidDate: true }),
        texts: fc.array(text, { maxLength: 3 }),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ said, seen, summary, notes, ...given }) =>
    card({ ...given, draft: { recommendation: said, level: seen, summary, notes } }),
  );

describe("whatever a card says", () => {
  test("every hint has a place on it, and a name and words of its own", () => {
    const places = [
      ...["recommendation", "level", "summary", "notes"],
      ...criteria.flatMap(({ key }) => [`criterion-${key}`, `criterion-${key}-evidence`]),
    ];
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const hints = mirror(facts);
        for (const { place, words, why } of hints) {
          expect(places).toContain(place);
          expect(words).toMatch(/[.”]$/);
          expect(words + why).not.toMatch(/undefined|NaN|null|!/);
        }
        expect(new Set(hints.map(({ key }) => key)).size).toBe(hints.length);
      }),
      { numRuns: 2_000 },
    );
  });
  test("no hint speaks of a card but the author's own earlier ones, nor says their words", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        // Marked, so that a word of theirs would be seen; a run is found whatever case it is in.
        const earlier = facts.earlier.map((one) => ({
          ...one,
          texts: one.texts.map((said) => said.toUpperCase()),
        }));
        for (const { earlier: named, words, why } of mirror({ ...facts, earlier })) {
          if (named) expect(earlier.map(({ cardId }) => cardId)).toContain(named.cardId);
          expect(words + why).not.toMatch(/THEY|ASKED|WHAT|WOULD|PAGE/);
        }
      }),
      { numRuns: 1_000 },
    );
  });
  test("it is the same each time, and the draft stays as it was", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const held = JSON.stringify(facts);
        expect(mirror(facts)).toEqual(mirror(facts));
        expect(JSON.stringify(facts)).toBe(held);
      }),
      { numRuns: 300 },
    );
  });
});
