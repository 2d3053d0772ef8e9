import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  foundInside,
  highlighted,
  type QuestionSearch,
  searchQuestions,
  searchWords,
} from "#app/domain/question-search.ts";
import { question } from "#tests/support/library.ts";

const bank = [
  question("queue", { topic: "Back-pressure", ask: "What happens when the queue is full?" }),
  question("rollback", {
    topic: "Releases",
    ask: "How do you undo it?",
    dimensions: ["verification"],
    levels: ["principal"],
    rounds: ["design"],
    why: "The way back shows the plan.",
    strong: ["Names the flag."],
    weak: ["Says (maybe) a revert."],
    followUps: ["Who decides?"],
  }),
];
const found = (typed: string, more: Partial<QuestionSearch> = {}) =>
  searchQuestions(bank, { words: searchWords(typed), ...more }).map(({ key }) => key);

describe("searching the question bank", () => {
  test("finds every word anywhere in a question, whatever its case", () => {
    expect(found("")).toEqual(["queue", "rollback"]);
    for (const typed of [
      "releases",
      "UNDO",
      "the plan",
      "flag",
      "revert",
      "who decides",
      "undo plan",
    ])
      expect(found(typed), typed).toEqual(["rollback"]);
    expect(found("undo queue")).toEqual([]);
    expect(found("press")).toEqual(["queue"]);
  });

  test("finds a word in either number", () => {
    const asked = (ask: string, typed: string) =>
      searchQuestions([question("one", { ask })], { words: searchWords(typed) }).length === 1;
    for (const [ask, typed] of [
      ...[
        ["Retries without end", "retry"],
        ["One retry", "retries"],
        ["A queue", "queues"],
      ],
      ...[
        ["The loss", "loss"],
        ["Two tries", "try"],
        ["A full queue", "queue"],
      ],
    ] as const)
      expect(asked(ask ?? "", typed ?? ""), `${typed} in ${ask}`).toBe(true);
    expect(asked("Keep the way", "ways")).toBe(true);
    expect(asked("An ox", "oxs")).toBe(false);
    expect(asked("A retro", "retry")).toBe(false);
  });

  test("takes what is typed as it stands, not as a pattern", () => {
    expect(found("(maybe)")).toEqual(["rollback"]);
    expect(found("full?")).toEqual(["queue"]);
    for (const typed of [".*", "[", "\\", "a|b", "/-"]) expect(found(typed), typed).toEqual([]);
  });

  test("narrows by criterion, level and round, alone and together", () => {
    expect(found("", { dimension: "verification" })).toEqual(["rollback"]);
    expect(found("", { level: "staff" })).toEqual(["queue"]);
    expect(found("", { round: "design" })).toEqual(["rollback"]);
    expect(found("", { round: "design", level: "staff" })).toEqual([]);
    expect(found("queue", { round: "design" })).toEqual([]);
    expect(found("", { dimension: "", level: "", round: "" })).toEqual(["queue", "rollback"]);
  });

  test("tells when a word stands only in what is folded away", () => {
    const [queue, rollback] = bank;
    if (!queue || !rollback) throw new Error("the bank holds two");
    expect(foundInside(queue, ["queue", "pressure"])).toBe(false);
    expect(foundInside(rollback, ["undo", "flag"])).toBe(true);
    expect(foundInside(rollback, [])).toBe(false);
  });
});

describe("highlighting", () => {
  const shown = (text: string, typed: string) =>
    highlighted(text, searchWords(typed)).map((part) =>
      part.found ? `[${part.text}]` : part.text,
    );

  test("marks each place of each word as it is written there", () => {
    expect(shown("The queue, then the Queue", "queue")).toEqual([
      "The ",
      "[queue]",
      ", then the ",
      "[Queue]",
    ]);
    expect(shown("full?", "full?")).toEqual(["[full?]"]);
    expect(shown("a trade-off", "trade trade-off")).toEqual(["a ", "[trade-off]"]);
    expect(shown("Nothing", "")).toEqual(["Nothing"]);
    expect(shown("", "x")).toEqual([""]);
  });

  test("never changes the text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.string({ unit: "grapheme" }),
        (text, typed) => {
          const parts = highlighted(text, searchWords(typed));
          expect(parts.map((part) => part.text).join("")).toBe(text);
        },
      ),
    );
  });
});
