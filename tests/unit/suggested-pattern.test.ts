import { expect, test } from "vitest";
import { type Draft, draftFrom } from "#app/domain/scorecard.ts";
import { suggestedPatterns } from "#app/domain/suggested-pattern.ts";

const sentence =
  "Took every hint I gave, including the wrong one about retries, and changed the design each time.";
const rubric = {
  criteria: [{ key: "verification", title: "Verification" }],
  patterns: [
    { key: "agrees-with-everything", title: "Agrees with everything", levels: ["staff" as const] },
    { key: "scope-creep", title: "Scope creep", levels: ["staff" as const] },
  ],
  level: "staff" as const,
};
const blank = draftFrom({
  ...{ ratings: [], observations: [], probes: [], recommendation: null, level: null, summary: "" },
});
const found = (more: Partial<Draft>, at = rubric) =>
  suggestedPatterns({ ...blank, ...more }, at).map(({ pattern, place }) => [pattern, place]);
const evidence = (text: string) => ({
  ratings: { verification: { score: "", confidence: "", evidence: text } } as const,
});

test("a pattern is suggested once, from the first text that speaks of it", () => {
  expect(found({ summary: sentence, notes: sentence })).toEqual([
    ["agrees-with-everything", "summary"],
  ]);
  expect(found({ ...evidence(sentence), summary: sentence })).toEqual([
    ["agrees-with-everything", "criterion-verification-evidence"],
  ]);
});
test("the sentence is its quote", () => {
  const [one] = suggestedPatterns({ ...blank, notes: `A fine start. ${sentence}` }, rubric);
  expect(one?.quote).toBe(sentence);
});
test("nothing is suggested that the card holds, or from a moment that is quoted already", () => {
  const held = { pattern: "agrees-with-everything", quote: "“Yes.”" };
  for (const stance of ["seen", "counter"] as const)
    expect(found({ summary: sentence, observations: [{ ...held, stance }] })).toEqual([]);
  const other = { pattern: "scope-creep", stance: "seen" as const, quote: sentence };
  expect(found({ observations: [other] })).toEqual([]);
});
test("nothing is suggested that the rubric hides, or does not weigh at the level", () => {
  expect(found({ summary: sentence }, { ...rubric, patterns: rubric.patterns.slice(1) })).toEqual(
    [],
  );
  expect(
    suggestedPatterns({ ...blank, summary: sentence }, { ...rubric, level: "senior" }),
  ).toEqual([]);
});
test("an empty card suggests nothing", () => {
  expect(found({})).toEqual([]);
});
