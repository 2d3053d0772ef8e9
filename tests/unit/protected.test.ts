import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  type ProtectedTopic,
  protectedHints,
  protectedTopics,
  protectedTopicWords,
} from "#app/domain/protected/protected.ts";

const keysOf = (text: string) => protectedHints(text).map(({ key }) => key);

const spoken: Record<ProtectedTopic, readonly string[]> = {
  age: [
    "Old school, near sixty, so I doubt she would enjoy the pager.",
    "Recent graduate, young and hungry.",
    "He could be my dad, and that made it awkward.",
    "Digital native, quick with the assistant.",
    "Overqualified at this age.",
    "cand is in his late 40s & it shows",
    "The way these 24-year-olds all are.",
  ],
  family: [
    "He has twins and was tired. Found the race on the second look.",
    "She's expecting, so the start date may move.",
    "Commutes around the school run.",
    "Back from maternity leave, current on everything.",
    "My daughter was off nursery and I joined late.",
    "Married, two kids under five.",
  ],
  religion: [
    "Wears a headscarf and explained the lock better than our own docs.",
    "He prays at noon, so we took a break.",
    "No deploys on the Sabbath, she said.",
    "Low energy, it's Ramadan.",
    "Muslim, I think.",
  ],
  origin: [
    "Lovely accent, weak on failure modes.",
    "Needs a visa, which takes months.",
    "Where is he really from?",
    "English is not his first language.",
    "Typical German directness.",
    "The Indian guy from Tuesday.",
  ],
  gender: [
    "Pretty, and she knows it.",
    "A bit aggressive for a woman.",
    "Bossy with the junior on our side.",
    "It would be good to have girls on the team.",
    "Goes by they/them.",
  ],
  disability: [
    "Uses a wheelchair, and our office has steps.",
    "His stammer made the story slow.",
    "Perhaps that's the ADHD he mentioned.",
    "Deaf in one ear, so I repeated the prompt.",
    "She has just finished chemo.",
    "I was full of cold and cut it short.",
  ],
  orientation: [
    "He mentioned his husband twice.",
    "She and her wife are relocating.",
    "Openly gay, and our client is conservative.",
    "Rainbow lanyard.",
  ],
  politics: [
    "Union rep at the last place.",
    "Clearly votes Green.",
    "Went on about Brexit for ten minutes.",
    "A bit of a lefty.",
  ],
  "vague-fit": [
    "Would have a beer with him any time.",
    "My gut says no.",
    "Just not one of us.",
    "Not a culture fit.",
    "Couldn't tell you why, I just didn't vibe with her.",
  ],
};

const quiet = [
  "Treats it as a mature service.",
  "Kills the parent process, and each child process with it.",
  "Java is getting old, he said, and kept it.",
  "She led the church-and-state split of the repos.",
  "Native app or web view was argued from crash data.",
  "Keep the accent colour out of the component API.",
  "A pregnant pause, then a good answer.",
  "Married the two designs and dropped a queue.",
  "Found the race condition in a minute.",
  "The age of the cache entry decides.",
  "Disabled the flag in staging first.",
  "Built a handicap tournament app in his spare time.",
  "Asked whether we need the gender field in the schema.",
  "The parental-leave feature: which countries, she asked, before any table.",
  "Our hospital client keeps patient records for ten years.",
  "Designed the election system around secrecy, and the voting algorithm around ties.",
  "Accessibility first: focus order, labels, a pass for blind users.",
  "Master's degree, senior title, eight years on payments.",
  "Ex-army logistics, forty depots on one schema.",
  "Union types and a UNION ALL.",
  "Leader election and what a split vote does.",
  "Nobody over-engineered it; at 40 writes a second nobody had to.",
  "It fits in memory, so it stays in memory.",
  "Something was off in the graphs and she saw it first.",
  "Couldn't say why Kafka, couldn't say why not.",
  "Her gut feeling was the index; she measured, and it was the join.",
  "Foreign keys on everything.",
  "Conservative timeouts, liberal logging.",
  "Office politics came up, and he had gone and talked to them.",
  "Kids' tablets are the load: bedtime is the peak.",
  "An app for new parents, read on one thumb at night.",
  "Visa or Mastercard, the chargeback codes differ.",
  "Baby steps: one test, one rename, one commit.",
  "A twelve-year-old codebase, treated with respect.",
  "Blind spot: nothing on retries.",
  "The partner API has two versions' notice.",
];

describe.each(protectedTopics)("a text that speaks of %s", (topic) => {
  test.each(spoken[topic])("%s", (text) => {
    const hint = protectedHints(text).find(({ key }) => key === topic);
    expect(hint?.instead).toBe(protectedTopicWords[topic].instead);
  });
});

test.each(quiet)("the job's own words stay quiet: %s", (text) => {
  expect(keysOf(text)).toEqual([]);
});

test("a hint names the words, and where its sentence stands", () => {
  const text = "Costed both options.\n- Must be near sixty, I’d say. Tests first.";
  const [hint, ...others] = protectedHints(text);
  expect(others).toEqual([]);
  expect(hint).toMatchObject({
    key: "age",
    because: '"near sixty" speaks of age',
    sentence: "Must be near sixty, I’d say.",
  });
  expect(text.slice(hint?.start, hint?.end)).toBe(hint?.sentence);
  expect(hint?.words.map(({ start, end }) => text.slice(start, end))).toEqual(["near sixty"]);
});

test("a topic is named once, by its clearest mention", () => {
  const text = "Kids, perhaps. He has two kids and a mortgage. His daughter came in.";
  expect(protectedHints(text)).toMatchObject([
    { key: "family", sentence: "He has two kids and a mortgage." },
  ]);
});

test("topics of one text come in their order", () => {
  expect(keysOf("My gut says no. Votes Green, pretty, heavy accent, near sixty.")).toEqual([
    "age",
    "origin",
    "gender",
    "politics",
    "vague-fit",
  ]);
});

test("a husband is no second hint on family where he tells an orientation", () => {
  expect(keysOf("He mentioned his husband.")).toEqual(["orientation"]);
  expect(keysOf("She mentioned her husband.")).toEqual(["family"]);
});

describe("any text", () => {
  const pieces = [...Object.values(spoken).flat(), ...quiet, "\n- ", "• ", "…", "“", "İ", "👩‍💻"];
  const anyText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 400 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((some) => some.join(" ")),
  );

  test("gives the same hints each time, one a topic, inside their sentence", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const hints = protectedHints(text);
        expect(protectedHints(text)).toEqual(hints);
        expect(hints.map(({ key }) => key)).toEqual(
          protectedTopics.filter((topic) => hints.some(({ key }) => key === topic)),
        );
        for (const { sentence, start, end, words, because } of hints) {
          expect(text.slice(start, end)).toBe(sentence);
          expect(because).not.toBe("");
          expect(words.length).toBeGreaterThan(0);
          let from = start;
          for (const word of words) {
            expect(word.start).toBeGreaterThanOrEqual(from);
            expect(word.end).toBeGreaterThan(word.start);
            from = word.end;
          }
          expect(from).toBeLessThanOrEqual(end);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("of none, of another script, and of ten thousand characters", () => {
    expect(protectedHints("")).toEqual([]);
    expect(protectedHints("候補者は質問に答えた。")).toEqual([]);
    const long = `${"The design was sound. ".repeat(460)}She is pregnant.`;
    expect(keysOf(long)).toEqual(["family"]);
  });
});

const labelled = z.object({ note: z.string(), protected: z.array(z.enum(protectedTopics)) });

/** Over the pairs of a note and a topic. */
function measured(file: string) {
  const notes = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => labelled.parse(JSON.parse(line)));
  let found = 0;
  let right = 0;
  let wanted = 0;
  for (const { note, protected: topics } of notes) {
    const keys = keysOf(note);
    found += keys.length;
    wanted += topics.length;
    right += keys.filter((key) => topics.includes(key)).length;
  }
  return { precision: right / found, recall: right / wanted };
}

/** What the notes' own figures must not fall below; tests/training/protected.md says how they were made. */
test.each([
  ["tests/training/protected-first.jsonl", 0.95, 0.97],
  ["tests/training/protected-second.jsonl", 0.94, 0.96],
  ["tests/training/protected-blind.jsonl", 0.95, 0.95],
  ["tests/training/protected-late.jsonl", 0.92, 0.92],
  ["tests/training/protected-last.jsonl", 0.8, 0.75],
  ["tests/reference/notes.jsonl", 0.92, 0.88],
])("%s: precision of at least %d and recall of at least %d", (file, precision, recall) => {
  const figures = measured(file);
  expect(figures.precision).toBeGreaterThanOrEqual(precision);
  expect(figures.recall).toBeGreaterThanOrEqual(recall);
});
