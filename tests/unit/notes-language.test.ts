import fc from "fast-check";
import { expect, test } from "vitest";
import { clausesOf } from "#app/domain/notes-language/clauses.ts";
import { isHypothetical, isNegated } from "#app/domain/notes-language/negation.ts";
import { sentencesOf } from "#app/domain/notes-language/sentences.ts";
import { wordsOf } from "#app/domain/notes-language/words.ts";

const sentences = (text: string) => sentencesOf(text).map((sentence) => sentence.text);

test.each([
  ["Good SQL. no tests tho. would hire", ["Good SQL.", "no tests tho.", "would hire"]],
  ["- one plan\n- no plan B", ["one plan", "no plan B"]],
  ['One "why?" would have had that out of me.', ['One "why?" would have had that out of me.']],
  ['"Then it waits." For how long?', ['"Then it waits."', "For how long?"]],
  [
    "Uses parts (a cache? a queue?) by name, e.g. Redis.",
    ["Uses parts (a cache? a queue?) by name, e.g. Redis."],
  ],
  ["…", []],
])("the sentences of %j", (text, expected) => {
  expect(sentences(text)).toEqual(expected);
});

test("words are listed as a dictionary would, shorthand and contractions apart", () => {
  const lemmas = wordsOf("Cand couldn't name alternatives w/o hints, tho he'd tried").map(
    ({ lemma }) => lemma,
  );
  expect(lemmas).toEqual([
    ...["candidate", "can", "not", "name", "alternative", "without", "hint", "though"],
    ...["he", "d", "try"],
  ]);
});

test("what stands between quotation marks is somebody's words; an apostrophe is no such mark", () => {
  const quoted = wordsOf("Said \"it's fine\" and the team's 'no' wasn't heard").filter(
    (word) => word.quoted,
  );
  expect(quoted.map(({ text }) => text)).toEqual(["it", "'s", "fine", "no"]);
});

test.each([
  ["he never asked about users", "asked", true],
  ["she did not just agree", "agree", false],
  ["no test, but he measured it", "measured", false],
  ["she refused to skip the lock", "skip", true],
  ["asked about users", "asked", false],
])("in %j, %j denied is %j", (text, word, expected) => {
  const words = wordsOf(text);
  expect(
    isNegated(
      words,
      words.findIndex((one) => one.text === word),
    ),
  ).toBe(expected);
});

test("a clause tells whom it speaks of", () => {
  const [sentence] = sentencesOf(
    "I raised it twice, but she moved on, unlike yesterday's candidate who stopped",
  );
  const clauses = sentence ? clausesOf(sentence) : [];
  expect(clauses.map(({ subject, opening }) => [subject, opening])).toEqual([
    ["author", null],
    ["candidate", "but"],
    ["other", null],
  ]);
});

test("a fear or a hope is no observation", () => {
  expect(isHypothetical(wordsOf("I worried about scope creep"))).toBe(true);
  expect(isHypothetical(wordsOf("He widened the scope"))).toBe(false);
});

test("any text falls into sentences that hold every word of it once, where they say", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const found = sentencesOf(text);
      for (const sentence of found) {
        expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
        expect(clausesOf(sentence).flatMap(({ words }) => words)).toEqual(sentence.words);
        for (const { start, end } of sentence.words) {
          expect(start).toBeGreaterThanOrEqual(sentence.start);
          expect(end).toBeLessThanOrEqual(sentence.end);
        }
      }
      expect(found.flatMap(({ words }) => words)).toEqual(wordsOf(text));
    }),
    { numRuns: 300 },
  );
});
