import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ECHO, echoes, type Known, knownIn, LEAST, SHINGLE } from "#app/domain/echo.ts";

const words = (n: number, stem = "word") => Array.from({ length: n }, (_, at) => `${stem}${at}`);
const said = (of: readonly string[]) => `${of.join(" ")}.`;
/** Words of the shortest text that is long enough. */
const ENOUGH = LEAST + SHINGLE - 1;

const cards = (...texts: string[]) =>
  texts.map((text, at) => ({ cardId: `c${at}`, interviewerId: `i${at}`, texts: [text] }));
const share = (a: string, b: string, known?: Known) => echoes(cards(a, b), known)[0]?.share ?? null;

describe("an echo", () => {
  test("is the same text on two people's cards", () => {
    const text = said(words(30));
    expect(echoes(cards(text, text))).toEqual([
      { cards: ["c0", "c1"], share: 1, passage: text.slice(0, -1) },
    ]);
  });
  test("needs a text that is long enough, to the word", () => {
    const [short, long] = [said(words(ENOUGH - 1)), said(words(ENOUGH))];
    expect(share(short, short)).toBeNull();
    expect(share(long, long)).toBe(1);
  });
  test("begins at half of the shorter text's runs, to the run", () => {
    // Twenty runs in either; a shared beginning of n words holds n - 4 of them.
    const own = (n: number, stem: string) => said([...words(n), ...words(24 - n, stem)]);
    expect(share(own(14, "a"), own(14, "b"))).toBe(ECHO);
    expect(share(own(13, "a"), own(13, "b"))).toBeNull();
  });
  test("is of the shorter text, however long the other", () => {
    const text = words(20);
    expect(share(said(text), said([...words(200, "x"), ...text, ...words(200, "y")]))).toBe(1);
  });
  test("is not broken by case, punctuation, line breaks or how accents are stored", () => {
    const plain =
      "nous avons borné les essais avant de choisir la file et nommé qui est réveillé la nuit";
    const other = plain.normalize("NFD").toUpperCase().replaceAll(" ", ",\n ");
    expect(share(plain, other)).toBe(1);
  });
  test("shows the longest stretch that both have, as it is written", () => {
    const [one, two, three] = [words(12, "a"), words(20, "b"), words(12, "c")];
    const a = `${said(one)} Then, ${two.join("  ")}! ${said(three)}`;
    const b = `${said(two)} Other words came. ${said(one)}`;
    expect(echoes(cards(a, b))[0]?.passage).toBe(two.join(" "));
  });
  test("is one for each pair of people's cards, by the texts that are most alike", () => {
    const text = said(words(30));
    const half = said([...words(20), ...words(10, "x")]);
    const three = [
      { cardId: "a", interviewerId: "ana", texts: [text, half] },
      { cardId: "b", interviewerId: "ben", texts: [half, text] },
      { cardId: "c", interviewerId: "ana", texts: [text] },
    ];
    expect(echoes(three).map(({ cards: pair, share }) => [...pair, share])).toEqual([
      ["a", "b", 1],
      ["b", "c", 1],
    ]);
  });
});

describe("what does not make an echo", () => {
  const quote = said(words(30));
  test.for([
    ["straight quotes", `They said "${quote}"`],
    ["curly quotes", `They said “${quote}”`],
    ["low quotes", `Gesagt wurde „${quote}“`],
    ["guillemets", `Ils ont dit « ${quote} »`],
    ["a quoted line", `They said:\n> ${quote}`],
    ["East Asian quotes", `彼の答え「${quote}」`],
  ])("the candidate's words in %s", ([, text = ""]) => {
    expect(share(text, text)).toBeNull();
  });
  test("words on both sides of a quote do not join to a run", () => {
    const text = `${words(8, "a").join(" ")} “${quote}” ${words(8, "b").join(" ")}`;
    const joined = [...words(8, "a"), ...words(8, "b")].join(" ");
    expect(share(text, joined)).toBeNull();
    expect(share(joined, joined)).toBe(1);
  });
  test("the rubric's own words", () => {
    const anchor =
      "Reaches unprompted for timeouts, idempotency, backpressure and bounded resources where the task needs them.";
    expect(share(anchor, anchor)).toBe(1);
    expect(share(anchor, anchor, knownIn([anchor]))).toBeNull();
    const own = said(words(20));
    expect(share(`${anchor} ${own}`, `${anchor} ${own}`, knownIn([anchor]))).toBe(1);
  });
  test("two people's own accounts of one moment", () => {
    const a =
      "Went for the half-written case first. Wrote the row and the event in one transaction with an outbox and said what it costs in delay.";
    const b =
      "First thing they did was ask what happens when only half of it is written. Used an outbox, row and event in one transaction, and named the delay.";
    expect(share(a, b)).toBeNull();
  });
  test("one person's two cards", () => {
    const text = said(words(30));
    const two = ["a", "b"].map((cardId) => ({ cardId, interviewerId: "ana", texts: [text] }));
    expect(echoes(two)).toEqual([]);
  });
});

describe("scripts without spaces", () => {
  const japanese =
    "最初に障害の範囲を確認し、再試行の上限を決めてから、それぞれのキューの担当者を書き出して説明した。";
  const chinese =
    "他先问清楚哪里会出问题，然后限制了重试次数，并且说明了每个队列由谁负责以及夜里由谁处理。";
  const thai = "เขาถามก่อนว่าอะไรจะเสียบ้าง แล้วจึงจำกัดจำนวนครั้งที่ลองใหม่ และบอกว่าใครดูแลแต่ละคิวในเวลากลางคืน";
  test.for([
    ["Japanese", japanese],
    ["Chinese", chinese],
    ["Thai", thai],
  ])("%s texts echo like any", ([, text = ""]) => {
    expect(share(text, text)).toBe(1);
    for (const other of [japanese, chinese, thai])
      if (other !== text) expect(share(text, other)).toBeNull();
  });
  test("a short remark is too short in them too", () => {
    expect(
      share("再試行の上限を最初に決めていた。", "再試行の上限を最初に決めていた。"),
    ).toBeNull();
  });
  test("mixed with Latin words each counts for what it is", () => {
    const text =
      "先にAWSのtimeoutを決めて、retryは三回までにした。それからqueueの持ち主を一人ずつ書き出した。";
    expect(share(text, text)).toBe(1);
  });
});

describe("whatever the texts", () => {
  const someWord = fc.constantFrom(..."abcdefg".split(""), "“", "”", ">", "\n", "上", "限", "ก");
  const text = fc.array(someWord, { maxLength: 60 }).map((parts) => parts.join(" "));
  const some = fc.array(text, { minLength: 2, maxLength: 4 });
  test("the order of the cards makes no difference, and a share is between the threshold and 1", () => {
    fc.assert(
      fc.property(some, (texts) => {
        const given = cards(...texts);
        const found = echoes(given);
        expect(echoes(given.toReversed())).toEqual(found);
        for (const { share: of, passage } of found) {
          expect(of).toBeGreaterThanOrEqual(ECHO);
          expect(of).toBeLessThanOrEqual(1);
          expect(passage).not.toBe("");
        }
      }),
    );
  });
  test("a third card changes nothing between two", () => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const two = echoes(cards(a, b));
        const three = echoes(cards(a, b, c)).filter(({ cards: pair }) => !pair.includes("c2"));
        expect(three).toEqual(two);
      }),
    );
  });
});
