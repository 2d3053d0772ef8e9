import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CardSheet, escaped, sayable, unescaped } from "#app/domain/card-marks.ts";
import { cardText } from "#app/domain/card-text.ts";
import { type FileDraft, readCardText } from "#app/domain/card-text-reader.ts";
import { type Draft, fitDraft } from "#app/domain/scorecard.ts";

const sheet: CardSheet = {
  cardId: "01a1fc5d-e211-715e-ab33-75225dd4a38d",
  candidate: "Zoë 李",
  position: "Staff backend engineer (Staff)",
  round: "System design, Sat 21 Nov, 14:32",
  scale: ["Well below", "Below", "Meets", "Exceeds"],
  levels: ["senior", "staff"],
  criteria: [
    {
      ...{ key: "verification", title: "Verification", question: "How do they know it works?" },
      ...{ focus: true, anchors: { "1": "Takes it on trust.", "4": "Tests what matters first." } },
    },
    {
      ...{ key: "trade-offs", title: "“Trade-offs” = price", question: "What did they give up?" },
      ...{ focus: false, anchors: {} },
    },
  ],
  patterns: [
    { key: "first-idea", title: "Keeps the first idea" },
    { key: "no-owner", title: "Names no owner" },
  ],
  probes: [
    {
      ...{ probe: "verification", title: "The wrong hint", say: "We could simply add workers." },
      ...{ taken: ["first-idea"], refused: [] },
    },
  ],
};
const blank = sayable({}, sheet);
const write = (draft: Partial<Draft>, revision = 3) =>
  cardText(sheet, { draft: fitDraft(draft, shape), revision });
const shape = { points: 4, ...sheet };
const read = (text: string) => readCardText(text, sheet);
/** What a file says, with the empty places it leaves out. */
const whole = ({ ratings, probes, ...rest }: FileDraft) =>
  fitDraft(
    { ...rest, ratings: ratings as Draft["ratings"], probes: probes as Draft["probes"] },
    shape,
  );
const filled: Draft = {
  ratings: {
    verification: { score: "3", confidence: "high", evidence: "Wrote a test.\n\nThen a second." },
    "trade-offs": { score: "no-signal", confidence: "", evidence: "" },
  },
  observations: [
    { pattern: "first-idea", stance: "counter", quote: "“Let me try the other.”" },
    { pattern: "", stance: "seen", quote: "Silence at 12'" },
  ],
  probes: { verification: { answer: "took-it", quote: "“Sure.”\nNothing else." } },
  recommendation: "strong-yes",
  level: "staff",
  summary: "Yes.",
  notes: "12' asked about queues\n- tail",
};
/** The place of the line that is, or begins with, these words. */
const lineOf = (text: string, words: string) =>
  text.split("\r\n").findIndex((line) => line.startsWith(words)) + 1;
const replaced = (words: string, by: string, text = write(filled)) => {
  expect(text).toContain(words);
  return text.replace(words, by);
};

test("a blank card is a form with its anchors, words and places, in lines that fit a screen", () => {
  const text = write({}, 0);
  expect(text).toMatchInlineSnapshot(`
    "#| Evenhand. Your card, to fill in without a network.
    #|
    #| Candidate: Zoë 李
    #| Position: Staff backend engineer (Staff)
    #| Round: System design, Sat 21 Nov, 14:32
    #|
    #| Write behind a word with a colon. Evidence, moments, the summary and notes
    #| go on the lines below theirs and are as long as you like. What you leave
    #| empty stays on the card as it is.
    #| Lines that begin with #| are there to be read. Where a line of your own
    #| begins like one of the file's, as in \\Score: or \\== , put a backslash in
    #| front of it.
    #| When you are done, upload the file where you downloaded it. Nothing is
    #| sealed by that.
    #|
    #| The next lines say which card this is. Leave them as they are.
    Card: 01a1fc5d-e211-715e-ab33-75225dd4a38d
    Revision: 0
    Stamps: - - - - - - - -
    Stamps: - - - - -

    == Verification [verification] ==
    #| Focus of this round.
    #| How do they know it works?
    #|
    #| 1 Well below: Takes it on trust.
    #| 2 Below
    #| 3 Meets
    #| 4 Exceeds: Tests what matters first.
    #| Score: 1 to 4, N for not asked, S for no signal. Confidence: low, medium or
    #| high.
    Score:
    Confidence:
    Evidence:


    == [trade-offs] “Trade-offs” = price ==
    #| What did they give up?
    #|
    #| 1 Well below
    #| 2 Below
    #| 3 Meets
    #| 4 Exceeds
    #| Score: 1 to 4, N for not asked, S for no signal. Confidence: low, medium or
    #| high.
    Score:
    Confidence:
    Evidence:


    == Planted probe: The wrong hint [probe verification] ==
    #| We could simply add workers.
    #|
    #| What happened: Took it, Engaged, Refused without a reason, Not asked.
    #| Taking and refusing need what they said.
    What happened:
    Their reply:


    == Patterns ==
    #| A pattern you saw, or whose opposite you saw, with the moment that shows
    #| it. For one more, copy the three lines. Where you leave any, they replace
    #| those on the card.
    #| - Keeps the first idea
    #| - Names no owner
    Pattern:
    Seen or argued against:
    Moment:


    == Recommendation ==
    #| Recommendation: Strong no, No, Yes, Strong yes, No decision.
    #| Level: Senior, Staff.
    Recommendation:
    Level:
    Summary:


    == Notes ==
    #| For yourself alone: never a part of what is sealed.
    Notes:

    "
  `);
  expect(text.split("\r\n").every((line) => line.length <= 80)).toBe(true);
  expect(read(text)).toEqual({
    head: { card: sheet.cardId, revision: 0, stamps: Array(13).fill("-") },
    draft: { ratings: {}, probes: {} },
    errors: [],
  });
});

test("a card that was begun comes back as it was", () => {
  const { draft, errors, head } = read(write(filled));
  expect(errors).toEqual([]);
  expect(whole(draft)).toEqual(filled);
  expect(head).toMatchObject({ card: sheet.cardId, revision: 3 });
});

const tricky = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(
    ...["Score: 3", " score :", "#| aside", "#|", "== Notes ==", "==", "\\Score: 3", "\\\\== x"],
    ...["Evidence:", "Card: none", "Pattern: x", "seen  or argued against: seen", "", "  ", "\t"],
    ...["Moment:", "Summary: a", "Notes:", "Level: staff", "🙂 “quoted”", "\\ Score:", "Stamps: -"],
    ...["What happened: took it", "their reply :", "== Planted probe: The wrong hint =="],
    ...["#| Focus of this round.", "===== Verification [verification] =====", "\uFEFF", "\u2028x"],
  ),
);
const prose = fc.array(tricky, { maxLength: 6 }).map((lines) => lines.join("\n"));
const drafts: fc.Arbitrary<Draft> = fc.record({
  ratings: fc.record({
    verification: fc.record({
      score: fc.constantFrom("", "1", "4", "not-asked", "no-signal"),
      confidence: fc.constantFrom("" as const, "low" as const, "high" as const),
      evidence: prose,
    }),
    "trade-offs": fc.record({
      score: fc.constantFrom("", "2", "3"),
      confidence: fc.constantFrom("" as const, "medium" as const),
      evidence: prose,
    }),
  }),
  observations: fc.array(
    fc.record({
      pattern: fc.constantFrom("", "first-idea", "no-owner"),
      stance: fc.constantFrom("seen" as const, "counter" as const),
      quote: prose,
    }),
    { maxLength: 4 },
  ),
  probes: fc.record({
    verification: fc.record({
      answer: fc.constantFrom("" as const, "took-it" as const, "not-asked" as const),
      quote: prose,
    }),
  }),
  recommendation: fc.constantFrom("" as const, "no" as const, "no-decision" as const),
  level: fc.constantFrom("" as const, "senior" as const, "staff" as const),
  summary: prose,
  notes: prose,
});

test("whatever stands in a draft comes back, but for blank lines and space at the ends of its texts", () => {
  fc.assert(
    fc.property(drafts, (draft) => {
      const { errors, draft: back } = read(write(draft));
      expect(errors).toEqual([]);
      expect(whole(back)).toEqual(sayable(draft, sheet));
    }),
    { numRuns: 100 },
  );
}, 30_000);

test("a backslash hides a mark and is taken away again", () => {
  fc.assert(
    fc.property(tricky, fc.nat(3), (line, slashes) => {
      const text = "\\".repeat(slashes) + line;
      expect(unescaped(escaped(text))).toBe(text);
    }),
  );
});

const wordsIn = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];
const marks = [
  ...["== Notes ==", "== Elsewhere ==", "Score: 9", "Evidence:", "Pattern:", "Summary: x"],
  ...["== Planted probe: The wrong hint ==", "Their reply:", "What happened: took it"],
];

test("whatever happens to a file, its author's words are on the card or in a message", () => {
  const word = fc.stringMatching(/^[a-z]{4,8}$/).map((letters) => `qx${letters}`);
  const said = fc.array(word, { maxLength: 4 }).map((words) => words.join("\n"));
  const damage = fc.record({
    kind: fc.constantFrom("delete", "double", "replace", "swap", "indent"),
    at: fc.nat(200),
    by: fc.constantFrom(...marks),
  });
  const own = drafts.chain((draft) =>
    fc.tuple(said, said, said, said, said).map(([a, b, c, d, e]) => ({
      ...draft,
      ratings: {
        verification: { score: "3", confidence: "" as const, evidence: a },
        "trade-offs": { score: "1", confidence: "low" as const, evidence: b },
      },
      observations: [{ pattern: "no-owner", stance: "seen" as const, quote: c }],
      probes: { verification: { answer: "engaged" as const, quote: e } },
      summary: d,
      notes: "qxnotes",
    })),
  );
  fc.assert(
    fc.property(own, fc.array(damage, { maxLength: 5 }), (draft, damages) => {
      const lines = write(draft).split("\r\n");
      for (const { kind, at, by } of damages) {
        const place = at % lines.length;
        const line = lines[place] ?? "";
        if (kind === "delete") lines.splice(place, 1);
        if (kind === "double") lines.splice(place, 0, line);
        if (kind === "replace") lines[place] = by;
        if (kind === "swap") lines.push(...lines.splice(place, 1));
        if (kind === "indent") lines[place] = `  ${line}  `;
      }
      const text = lines.join("\n");
      const { draft: back, errors } = read(text);
      const kept = new Set(wordsIn(JSON.stringify([back, errors.map((error) => error.text)])));
      // JSON spells a line's end as \n, which would stick to the next word.
      for (const one of wordsIn(JSON.stringify([back, errors]).replaceAll("\\n", " ")))
        kept.add(one);
      const own = wordsIn(text).filter((one) => one.startsWith("qx"));
      expect(own.filter((one) => !kept.has(one))).toEqual([]);
      for (const { line } of errors) expect(line).toBeLessThanOrEqual(Math.max(1, lines.length));
    }),
    { numRuns: 100 },
  );
}, 30_000);

test("nothing that is no card makes it throw", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), prose), (text) => {
      const { errors } = read(text);
      if (!/card/i.test(text)) expect(errors.some(({ line }) => line === 1)).toBe(true);
    }),
  );
}, 30_000);

test("a file of one long line, or of empty ones, is read in a moment", () => {
  const began = process.cpuUsage();
  for (const long of ["=", " ", "\\", "== a=", "Score:", "[", "\n", "#|"])
    read(long.repeat(250_000 / long.length));
  expect(process.cpuUsage(began).user / 1_000).toBeLessThan(3_000);
}, 30_000);

describe("what is typed by hand is understood", () => {
  test.each([
    ["Score: 3 Meets", { score: "3" }],
    ["  SCORE\t:  3", { score: "3" }],
    ["score： ３", { score: "3" }],
    ["Score: “3”", { score: "3" }],
    ["Score: meets", { score: "3" }],
    ["Score: n", { score: "not-asked" }],
    ["Score: not asked", { score: "not-asked" }],
    ["Score: Not-Asked", { score: "not-asked" }],
    ["Score: S (no signal)", { score: "no-signal" }],
    ["Score:\n\n  4  ", { score: "4" }],
    ["Confidence: High confidence.", { confidence: "high" }],
    [
      "Evidence: on the same line\nand on the next",
      { evidence: "on the same line\nand on the next" },
    ],
    ["EVIDENCE :\n\n\nafter blanks\n\n", { evidence: "after blanks" }],
    ["Evidence:\n  indented\n\ttabbed  \n  end", { evidence: "  indented\n\ttabbed  \n  end" }],
    [
      "Evidence:\nLevel: clearly staff\n\\Score: of the game",
      {
        evidence: "Level: clearly staff\nScore: of the game",
      },
    ],
    ["Evidence:\n#| a note to myself", { evidence: "#| a note to myself" }],
    ["Evidence:\n\\o/ and C:\\temp", { evidence: "\\o/ and C:\\temp" }],
    ["Evidence:\n=====\na == b", { evidence: "=====\na == b" }],
  ])("%j", (typed, rating) => {
    const text = write({});
    const [start, end] = ["== Verification", "== [trade"].map((words) => text.indexOf(words));
    const section = text.slice(start, end).replace(/^(Score|Confidence|Evidence):\r\n/gm, "");
    const { draft, errors } = read(
      `${text.slice(0, start)}${section}${typed}\r\n${text.slice(end)}`,
    );
    expect(errors).toEqual([]);
    expect(draft.ratings).toEqual({ verification: rating });
  });

  test.each([
    ["the ends of lines of any system", (text: string) => text.replaceAll("\r\n", "\n")],
    ["old ends of lines", (text: string) => text.replaceAll("\r\n", "\r")],
    ["a byte order mark", (text: string) => `\uFEFF${text}`],
    [
      "curly quotes in what is only to be read",
      (text: string) => text.replaceAll(/^#.*$/gm, (line) => line.replace(/["'“]/g, "’")),
    ],
    ["space behind every line", (text: string) => text.replaceAll("\r\n", " \t\r\n")],
    [
      "other signs around a part's name",
      (text: string) => text.replaceAll(/^== (.*) ==/gm, "==== $1"),
    ],
    [
      "names of parts without their keys",
      (text: string) => text.replaceAll(/ \[[a-z -]+\] ==/g, " =="),
    ],
    [
      "capitals",
      (text: string) => text.replaceAll(/^(==.*|\w[\w ]+:)/gm, (mark) => mark.toUpperCase()),
    ],
    ["no notes for the reader", (text: string) => text.replaceAll(/^#\|.*\r\n/gm, "")],
  ])("with %s", (_, change) => {
    const { draft, errors, head } = read(change(write(filled)));
    expect(errors).toEqual([]);
    expect(sayable(whole(draft), sheet)).toMatchObject({
      recommendation: "strong-yes",
      level: "staff",
      observations: filled.observations,
    });
    expect(whole(draft).probes.verification?.answer).toBe("took-it");
    expect(whole(draft).ratings["trade-offs"]?.score).toBe("no-signal");
    expect(head.card?.toLowerCase()).toBe(sheet.cardId);
  });

  test("a part that is not there says nothing, and text at the very end is a note", () => {
    const text = write(filled);
    const { draft, errors } = read(
      `Card: ${sheet.cardId}\n${text.slice(text.indexOf("== Notes"))}appended`,
    );
    expect(errors).toEqual([]);
    expect(draft).toEqual({
      ratings: {},
      probes: {},
      notes: "12' asked about queues\n- tail\n\nappended",
    });
  });

  test("several patterns, copied below one another", () => {
    const { draft, errors } = read(
      `Card: ${sheet.cardId}\n== Patterns\nPattern: no-owner\nMoment: a\nPattern: Keeps the first idea\nSeen or argued against: argued against\nMoment:\nb\nPattern:\nSeen or argued against:\nMoment:\n`,
    );
    expect(errors).toEqual([]);
    expect(draft.observations).toEqual([
      { pattern: "no-owner", stance: "seen", quote: "a" },
      { pattern: "first-idea", stance: "counter", quote: "b" },
    ]);
  });
});

describe("what cannot be read is named by its line and given back", () => {
  test.each([
    ["Score: 3", "Score: 7", /“7” is nothing.*1 to 4, N for not asked or S/],
    ["Score: 3", "Score: 3 or 4", /Write 1 to 4/],
    ["Confidence: high", "Confidence: rather", /Write low, medium or high/],
    [
      "What happened: Took it\r\n",
      "What happened: shrugged\r\n",
      /Took it, Engaged, Refused without/,
    ],
    [
      "== Planted probe: The wrong hint [probe verification] ==",
      "== A joke ==",
      /no part “A joke”.*Planted probe: The wrong hint, Patterns/,
    ],
    ["Recommendation: Strong yes", "Recommendation: hire", /Strong no, No, Yes, Strong yes or No/],
    ["Level: Staff", "Level: principal", /no anchors for Principal/],
    ["Level: Staff", "Level: wizard", /Senior or Staff/],
    ["Pattern: Keeps the first idea", "Pattern: A new one", /as in the list/],
    ["Seen or argued against: argued against", "Seen or argued against: both", /seen or argued/],
    ["Score: 3", "Score: 3\r\nScore: 4", /a second time/, 1],
    ["Score: 3", "Score: 3\r\nbecause they did", /below no field/, 1],
    ["Score: 3", "Level: staff\r\nScore: 3", /does not belong to “Verification”/],
    ["== Patterns ==", "== Patronage ==", /no part “Patronage”.*Its parts are Verification,/],
    ["== Notes ==", "== Verification ==", /“Verification” stands here a second time/],
    [`Card: ${sheet.cardId}`, "Card:", /begin the file with “Card: 01a1fc5d/, null],
  ])("%j made %j", (was, is, words, below: number | null = 0) => {
    const text = replaced(was, is);
    const { errors } = read(text);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.words).toMatch(words);
    const first = is.split("\r\n")[below ?? 0] ?? "";
    expect(errors[0]?.line).toBe(
      below === null ? 1 : lineOf(text, is.split("\r\n")[0] ?? "") + below,
    );
    if (below !== null) expect(errors[0]?.text).toContain(first);
  });

  test("all of a part that has no place, and nothing of the rest", () => {
    const { draft, errors } = read(replaced("== Patterns ==", "== Patronage =="));
    expect(errors[0]?.text).toContain("“Let me try the other.”");
    expect(draft.observations).toBeUndefined();
    expect(draft.summary).toBe("Yes.");
  });

  test("fields whose part lost the line that begins it", () => {
    const { draft, errors } = read(replaced("== Recommendation ==\r\n", ""));
    expect(errors.map(({ text }) => text.trim())).toEqual([
      "Recommendation: Strong yes",
      "Level: Staff",
      "Summary:\nYes.",
    ]);
    expect(draft.observations).toEqual(filled.observations);
  });

  test("a text longer than anything kept, and the forty-first pattern", () => {
    const many = Array.from({ length: 41 }, (_, at) => `Pattern: no-owner\nMoment: m${at}`);
    const { draft, errors } = read(
      `Card: ${sheet.cardId}\n== Notes ==\nNotes:\n${"x".repeat(100_001)}\n== Patterns\n${many.join("\n")}`,
    );
    expect(errors.map(({ line, words }) => [line, words])).toEqual([
      [3, expect.stringContaining("longer than the 100,000 characters")],
      [86, expect.stringContaining("at most 40 patterns")],
    ]);
    expect(errors[0]?.text).toContain("x".repeat(100_001));
    expect(errors[1]?.text).toContain("m40");
    expect(draft.observations).toHaveLength(40);
  });
});

test("a card without probes reads a line about one as its author's words", () => {
  const bare = { ...sheet, probes: [] };
  const evidence = "Their reply: it depends\nWhat happened: nothing";
  const ratings = { verification: { score: "2", confidence: "" as const, evidence } };
  const text = cardText(bare, {
    draft: fitDraft({ ratings }, { ...shape, probes: [] }),
    revision: 1,
  });
  const { draft, errors } = readCardText(text.replaceAll("\\", ""), bare);
  expect(errors).toEqual([]);
  expect(draft.ratings.verification?.evidence).toBe(evidence);
});

test("what the rubric no longer knows is left out of the file", () => {
  const text = write({
    ...filled,
    level: "principal",
    ratings: { verification: { score: "7", confidence: "", evidence: "" } },
    observations: [{ pattern: "gone", stance: "seen", quote: "kept" }],
  });
  const { draft, errors } = read(text);
  expect(errors).toEqual([]);
  expect(draft).toMatchObject({ ratings: {}, observations: [{ pattern: "", quote: "kept" }] });
  expect(blank.level).toBe("");
});
