import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  anonymised,
  identifyingWords,
  type Known,
  openMarks,
} from "#app/domain/drill-identifying.ts";

const known: Known = {
  people: [
    { name: "Zoë Müller-O’Rourke", as: "the candidate" },
    { name: "Ana Ruiz", as: "the interviewer" },
    { name: "Will de la Cruz", as: "the interviewer" },
    { name: "أحمد منصور", as: "the candidate" },
    { name: "יעל כהן", as: "the candidate" },
  ],
  employers: ["Nordwind Systems"],
};
const wordsOf = (text: string) =>
  identifyingWords(text, known).map(({ kind, text }) => `${kind}: ${text}`);

describe("identifying words", () => {
  test.each([
    [
      "with diacritics or without",
      "So Zoë, zoe and ZOE agreed",
      ["person: Zoë", "person: zoe", "person: ZOE"],
    ],
    ["written with combining signs", "So Zoe\u0308 agreed", ["person: Zoe\u0308"]],
    ["spelled out", "as Mueller and Muller said", ["person: Mueller", "person: Muller"]],
    ["possessive", "then Ana's queue and Ruiz’s cache", ["person: Ana", "person: Ruiz"]],
    ["joined by a hyphen", "a Ruiz-style answer", ["person: Ruiz"]],
    ["with another apostrophe", "so O'Rourke left", ["person: O'Rourke"]],
    ["as a whole once", "so Ana Ruiz and A. Ruiz left", ["person: Ana Ruiz", "person: A. Ruiz"]],
    ["with particles between", "so Will de la Cruz left", ["person: Will de la Cruz"]],
    ["as initials", "so A.R. and AR agreed", ["initials: A.R.", "initials: AR"]],
    [
      "in Arabic, joined to a word before",
      "قال وأحمد ثم منصور",
      ["person: وأحمد", "person: منصور"],
    ],
    ["in Hebrew among Latin words", "so \u2067ליעל\u2069 agreed", ["person: \u2067ליעל\u2069"]],
    ["broken by a sign of no width", "so A\u200bna agreed", ["person: A\u200bna"]],
    [
      "as addresses",
      "see ana@x.example or www.x.example/cv.",
      ["e-mail: ana@x.example", "link: www.x.example/cv"],
    ],
    ["as links without a scheme", "at github.com/zmo, said", ["link: github.com/zmo"]],
    [
      "as phone numbers",
      "call +49 30 1234567 or 030/1234567",
      ["number: +49 30 1234567", "number: 030/1234567"],
    ],
    ["as account names", "ask @zoe_m about it", ["handle: @zoe_m"]],
    [
      "as employers",
      "then at Zalando and for Nordwind and Acme GmbH",
      ["employer: Zalando", "employer: Nordwind", "employer: Acme GmbH"],
    ],
    ["as other capitalised words", "then Benedikt asked", ["unknown: Benedikt"]],
    ["at the start of a sentence", "It was fine. Benedikt asked", ["unknown: Benedikt"]],
    ["in another script", "then Мария asked", ["unknown: Мария"]],
    ["as pronouns", "and she left hers", ["pronoun: she", "pronoun: hers"]],
  ])("are found %s", (_, text, found) => {
    expect(wordsOf(text)).toEqual(found);
  });

  test.each([
    "I will use Redis, Kafka and Postgres. The will to retry is bounded at 5 000 000 writes on Monday.",
    "Asked about failure, named Node.js timeouts; 580 a second, 86,400 s, 10.5 ms, 50000000 requests.",
    "Queue first. The queue holds. Don't retry, it's the API's job.",
  ])("are not found in: %s", (text) => {
    expect(wordsOf(text)).toEqual([]);
  });

  test("never overlap, stand where they say, and cover every name as it was written", () => {
    const filler = fc.constantFrom("a queue", "So", "retries,", "x@y.example", "She", "(Kafka)");
    const name = fc.constantFrom("Zoë", "MÜLLER", "ana's", "Ruiz", "أحمد", "כהן", "O’Rourke");
    fc.assert(
      fc.property(fc.array(fc.oneof(filler, name), { maxLength: 12 }), (parts) => {
        const text = parts.join(" ");
        const marks = identifyingWords(text, known);
        marks.forEach((mark, at) => {
          expect(text.slice(mark.start, mark.end)).toBe(mark.text);
          expect(mark.start).toBeGreaterThanOrEqual(marks[at - 1]?.end ?? 0);
        });
        const choices = marks.map((mark) => ({ word: mark.text, instead: "somebody" }));
        const clean = anonymised(text, marks, choices);
        expect(clean.open).toEqual([]);
        expect(clean.text).not.toMatch(/Zoë|müller|\bana\b|Ruiz|أحمد|כהן|Rourke|@/iu);
      }),
      { seed: 11 },
    );
  });
});

describe("an anonymised text", () => {
  test("has what was chosen in the place of each word, and keeps what was kept", () => {
    const text = "Zoë's plan was fine. Ana asked at Zalando, then zoe left.";
    const marks = identifyingWords(text, known);
    const choices = [
      { word: "zoe", instead: "the candidate" },
      { word: "Zalando", instead: null },
    ];
    const read = anonymised(text, marks, choices);
    expect(read.text).toBe(
      "The candidate's plan was fine. Ana asked at Zalando, then the candidate left.",
    );
    expect(read.open.map((mark) => mark.text)).toEqual(["Ana"]);
  });

  test("is done when every mark is gone or kept on purpose", () => {
    expect(openMarks("the candidate left Zalando", known, ["zalando"])).toEqual([]);
    expect(openMarks("Zoë left Zalando", known, ["zalando"]).map(({ text }) => text)).toEqual([
      "Zoë",
    ]);
  });
});
