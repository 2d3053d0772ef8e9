import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { methodParts } from "#app/domain/calibration/method.ts";
import { raterFlags } from "#app/domain/calibration/panel-flags-rater.ts";
import { type RaterEffect, raterEffectNames } from "#app/domain/calibration/rater-readings.ts";
import { knownIn } from "#app/domain/echo.ts";
import { mirror } from "#app/domain/mirror.ts";
import {
  audiences,
  panelPatternKeys,
  panelPatterns,
  patternOfEffect,
} from "#app/domain/panel-flags.ts";
import {
  isContradiction,
  isExtremeWithoutEvidence,
  isStraightLine,
} from "#app/domain/panel-flags-card.ts";
import {
  type FlaggableCard,
  type FlaggableLoop,
  LATE_HOURS,
  loopFlags,
} from "#app/domain/panel-flags-loop.ts";
import { fitDraft, type Recommendation, recommendations } from "#app/domain/scorecard.ts";

const HOUR = 3_600_000;
const ended = new Date("2026-05-08T16:00:00Z");
const after = (hours: number) => new Date(ended.getTime() + hours * HOUR);
const criteria = [
  { key: "depth", title: "Depth" },
  { key: "speed", title: "Speed" },
  { key: "care", title: "Care" },
];
const weights = { depth: 60, speed: 40, care: 0 };

type Given = Partial<Omit<FlaggableCard, "ratings">> & {
  readonly scores?: Readonly<Record<string, number | null>>;
  readonly evidence?: string;
};

const card = (person: string, { scores, evidence = "", ...more }: Given = {}): FlaggableCard => ({
  ...{ cardId: `card of ${person}`, interviewer: { id: person, name: person }, kind: "panel" },
  ...{ recommendation: "yes", summary: "", firstSealedAt: after(1), roundEndedAt: ended },
  ratings: Object.entries(scores ?? { depth: 3, speed: 3 }).map(([criterion, score]) => ({
    ...{ criterion, score, evidence },
  })),
  ...more,
});
const loop = (cards: readonly FlaggableCard[], more: Partial<FlaggableLoop> = {}) => ({
  ...{ cards, criteria, weights, known: knownIn([]) },
  ...more,
});
const flags = (...cards: FlaggableCard[]) => loopFlags(loop(cards));
const patterns = (...cards: FlaggableCard[]) => flags(...cards).map(({ pattern }) => pattern);

describe("the catalogue of what is computed about scoring", () => {
  test("says for each of the thirteen what is seen, what keeps it quiet, whom it is for and how it is worked out", () => {
    expect(Object.keys(panelPatterns)).toEqual([...panelPatternKeys]);
    expect(panelPatternKeys).toHaveLength(13);
    for (const { audience, method, ...words } of Object.values(panelPatterns)) {
      for (const said of [words.title, words.signal, words.guard])
        expect(said).not.toMatch(/bias|careless|lazy|wrong|bad|red flag|suspicious|offender/i);
      expect(audience.length).toBeGreaterThan(0);
      expect(audience.every((one) => audiences.includes(one))).toBe(true);
      expect(methodParts).toHaveProperty(method);
    }
  });
  test("has a place for every effect that is looked for in a rater's scores", () => {
    expect(Object.keys(patternOfEffect)).toEqual([...raterEffectNames]);
    for (const pattern of Object.values(patternOfEffect))
      expect(panelPatterns[pattern]).toMatchObject({ moment: "calibration" });
  });
  test("is for the author alone while a card is written", () => {
    for (const { audience, moment } of Object.values(panelPatterns))
      if (moment === "writing") expect(audience).toEqual(["author"]);
  });
});

describe("one interviewer's scoring over a position", () => {
  const islands = [
    { number: 1, candidates: 20, interviewers: 4 },
    { number: 2, candidates: 3, interviewers: 1 },
  ];
  const told = (component: number | null, ...effects: RaterEffect[]) =>
    raterFlags(
      { id: "ana", component, flags: effects.map((effect) => ({ effect, note: `On ${effect}.` })) },
      islands,
    );
  test("is named as the catalogue has it, each in its own words", () => {
    for (const effect of raterEffectNames)
      expect(told(1, effect)).toEqual([
        {
          ...{ pattern: patternOfEffect[effect], id: `${effect}-ana`, authors: ["ana"] },
          ...{ evidence: `On ${effect}.`, passage: null },
        },
      ]);
  });
  test("says so in place of a number where nobody shares candidates with them", () => {
    expect(told(2).map(({ pattern }) => pattern)).toEqual(["unlinked-rater"]);
    expect(told(1)).toEqual([]);
    expect(told(null)).toEqual([]);
    const alone = { id: "ana", component: 1, flags: [] };
    expect(raterFlags(alone, [{ number: 1, candidates: 3, interviewers: 1 }])).toEqual([]);
  });
});

test("the hints before sealing are named as the catalogue has them", () => {
  const lowest = { score: "1", confidence: "" as const, evidence: "" };
  const ratings = { depth: lowest, speed: lowest, care: lowest };
  const shape = { points: 4, criteria, patterns: [], levels: ["staff" as const], probes: [] };
  const draft = fitDraft({ ratings, recommendation: "yes", level: "staff" }, shape);
  const hints = mirror({
    ...{ draft, criteria, weights, scale: ["Poor", "Fair", "Good", "Great"], focus: [] },
    ...{ level: "staff", earlier: [] },
  });
  const named = new Set(hints.flatMap(({ pattern }) => pattern ?? []));
  expect([...named].toSorted()).toEqual([
    ...["contradiction", "extreme-without-evidence", "straight-line"],
  ]);
});

describe("one card by itself", () => {
  test.for<[readonly number[], boolean]>([
    [[], false],
    [[3], false],
    [[3, 3], false],
    [[3, 3, 3], true],
    [[1, 1, 1, 1], true],
    [[3, 3, 2], false],
    [[2, 3, 3, 3], false],
  ])("has one score throughout, %j: %s", ([scores, straight]) => {
    expect(isStraightLine(scores)).toBe(straight);
  });

  const words = (n: number) => Array.from({ length: n }, (_, at) => `word${at}`).join(" ");
  test.for<[string, number, string, boolean]>([
    ["the lowest with nothing", 1, "", true],
    ["the highest with nothing", 4, "", true],
    ["a middle score with nothing", 3, "", false],
    ["fourteen words", 4, words(14), true],
    ["fifteen words", 4, words(15), false],
    ["three words and a quote", 4, "Said “no timeout”.", false],
    ["three words and a minute", 1, "Silent at 12'", false],
    ["a quoted line", 1, "Then:\n> it should be fine", false],
    ["an East Asian quote", 1, "彼は「大丈夫」と言った", false],
    ["eight signs without spaces", 1, "他没有回答这问题", true],
    ["fifteen signs without spaces", 1, "他在会议上没有回答我们的任何问题", false],
    ["spaces alone", 1, "   \n ", true],
  ])("has an extreme without a moment, %s: %s", ([, score, evidence, lacks]) => {
    expect(isExtremeWithoutEvidence({ score, evidence }, 4)).toBe(lacks);
  });

  test.for<[Recommendation, number, boolean]>([
    ["yes", 2.19, true],
    ["yes", 2.2, false],
    ["no", 2.8, false],
    ["no", 2.81, true],
    ["strong-yes", 2.8, true],
    ["strong-yes", 2.81, false],
    ["strong-no", 2.2, true],
    ["strong-no", 2.19, false],
    ["no-decision", 1, false],
    ["no-decision", 4, false],
  ])("contradicts itself, %s with %s of 4: %s", ([recommendation, score, contradicts]) => {
    expect(isContradiction(recommendation, score, 4)).toBe(contradicts);
  });
  test("never contradicts both ways", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...recommendations),
        fc.double({ min: 1, max: 5, noNaN: true }),
        (recommendation, score) => {
          const mirrored: Record<Recommendation, Recommendation> = {
            ...{ "strong-no": "strong-yes", no: "yes", yes: "no", "strong-yes": "strong-no" },
            "no-decision": "no-decision",
          };
          const other = isContradiction(mirrored[recommendation], 6 - score, 5);
          expect(isContradiction(recommendation, score, 5)).toBe(other);
        },
      ),
    );
  });
});

describe("a late card", () => {
  const late = (given: Given) =>
    patterns(card("ana", given), card("ben")).filter((pattern) => pattern === "late").length === 1;
  test.for<[string, Given, boolean]>([
    ["as the round ends", { firstSealedAt: ended }, false],
    ["before the round ends", { firstSealedAt: after(-1) }, false],
    ["when it is due", { firstSealedAt: after(24) }, false],
    ["at the last moment", { firstSealedAt: after(LATE_HOURS) }, false],
    ["a second later", { firstSealedAt: new Date(+after(LATE_HOURS) + 1000) }, true],
    ["weeks later, where the round was cancelled", lateUnarranged(), false],
    ["weeks later, as a trainee", { firstSealedAt: after(500), kind: "shadow" }, false],
    ["weeks later, abstaining", { firstSealedAt: after(500), recommendation: "no-decision" }, true],
  ])("is one sealed %s: %s", ([, given, told]) => {
    expect(late(given)).toBe(told);
  });
  function lateUnarranged(): Given {
    return { firstSealedAt: after(500), roundEndedAt: null };
  }
  test("is said with how long after, for its author and leads", () => {
    const [flag] = flags(card("ana", { firstSealedAt: after(96) }), card("ben"));
    expect(flag).toMatchObject({
      ...{ pattern: "late", authors: ["ana"] },
      evidence: "ana: sealed 4 days after the round had ended.",
    });
  });
});

describe("thin coverage", () => {
  const thin = (...cards: FlaggableCard[]) =>
    flags(...cards).find(({ pattern }) => pattern === "thin-coverage")?.evidence ?? null;
  test.for<[string, FlaggableCard[], string | null]>([
    ["two people rated each", [card("ana"), card("ben")], null],
    ["nobody has sealed", [], null],
    ["one person alone", [card("ana")], "Rated by ana alone: Depth and Speed."],
    [
      "one gave no signal",
      [card("ana"), card("ben", { scores: { depth: 3, speed: null } })],
      "Rated by ana alone: Speed.",
    ],
    [
      "nobody rated one",
      [card("ana", { scores: { depth: 3 } }), card("ben", { scores: { depth: 2, speed: null } })],
      "Rated by nobody: Speed.",
    ],
    [
      "one rated one and nobody the other",
      [card("ana", { scores: { depth: 3 } }), card("ben", { scores: { speed: null } })],
      "Rated by ana alone: Depth. Rated by nobody: Speed.",
    ],
    [
      "the other abstains",
      [card("ana"), card("ben", { recommendation: "no-decision" })],
      "Rated by ana alone: Depth and Speed.",
    ],
    [
      "the other is a trainee",
      [card("ana"), card("ben", { kind: "shadow" })],
      "Rated by ana alone: Depth and Speed.",
    ],
    [
      "the other card is the same person's",
      [card("ana"), card("ana", { cardId: "second card" })],
      "Rated by ana alone: Depth and Speed.",
    ],
    [
      "an import said no recommendation",
      [card("ana"), card("ben", { recommendation: null })],
      null,
    ],
    ["only abstentions", [card("ana", { recommendation: "no-decision" })], null],
  ])("where %s", ([, cards, said]) => {
    expect(thin(...cards)).toBe(said);
  });
  test("leaves out criteria without weight", () => {
    const cards = [card("ana", { scores: { care: 3, depth: 3, speed: 3 } }), card("ben")];
    expect(thin(...cards)).toBeNull();
  });
});

describe("the flags of a loop", () => {
  const copied =
    "Asked what breaks before drawing anything, bounded the retries, then gave each queue an owner and said who is paged.";
  const people = ["ana", "ben", "cy", "dee"];
  const anyCard = fc.record({
    person: fc.constantFrom(...people),
    hours: fc.integer({ min: -10, max: 200 }),
    arranged: fc.boolean(),
    kind: fc.constantFrom("panel" as const, "shadow" as const, "lead" as const),
    recommendation: fc.constantFrom(...recommendations),
    depth: fc.option(fc.integer({ min: 1, max: 4 })),
    evidence: fc.constantFrom("", copied, `Good. ${copied}`, "“It should be fine.”"),
  });
  const anyCards = fc.array(anyCard, { maxLength: 6 }).map((given) =>
    given.map(({ person, hours, arranged, depth, evidence, ...more }, at) =>
      card(person, {
        ...more,
        ...{ cardId: `card ${at}`, scores: { depth }, evidence, firstSealedAt: after(hours) },
        roundEndedAt: arranged ? ended : null,
      }),
    ),
  );
  test("do not depend on the order in which cards were sealed or read", () => {
    fc.assert(
      fc.property(
        anyCards.chain((cards) =>
          fc.tuple(fc.constant(cards), fc.shuffledSubarray(cards, { minLength: cards.length })),
        ),
        ([cards, shuffled]) => {
          expect(loopFlags(loop(shuffled))).toEqual(loopFlags(loop(cards)));
        },
      ),
    );
  });
  test("are named once each, and about cards that are there", () => {
    fc.assert(
      fc.property(anyCards, (cards) => {
        const found = loopFlags(loop(cards));
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
        const authors = cards.map(({ interviewer }) => interviewer.id);
        for (const flag of found)
          expect(authors).toEqual(expect.arrayContaining([...flag.authors]));
      }),
    );
  });
  test("do not change with trainees' cards, and lose what a withdrawn card alone had raised", () => {
    fc.assert(
      fc.property(anyCards, (cards) => {
        const counted = cards.filter(({ kind }) => kind !== "shadow");
        expect(loopFlags(loop(counted))).toEqual(loopFlags(loop(cards)));
        const [first, ...left] = counted;
        if (!first) return;
        const gone = loopFlags(loop(left));
        for (const flag of gone) expect(flag.id).not.toContain(first.cardId);
      }),
    );
  });
  test("are not raised twice by the same person's two cards in the same words", () => {
    const own = card("ana", { evidence: copied });
    const again = card("ana", { cardId: "another", evidence: copied });
    expect(patterns(own, again)).not.toContain("echoed-evidence");
    expect(patterns(own, card("ben", { evidence: copied }))).toContain("echoed-evidence");
  });
  test("say who shares which words, and how much", () => {
    const found = flags(card("ana", { evidence: copied }), card("ben", { evidence: copied }));
    expect(found).toMatchObject([
      {
        ...{ pattern: "echoed-evidence", authors: ["ana", "ben"] },
        evidence: "ana and ben: 100% of the shorter text's runs of words stand in both.",
        passage: copied.slice(0, -1),
      },
    ]);
  });
});
