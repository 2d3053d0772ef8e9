import { describe, expect, test } from "vitest";
import { problemWords, SHOWN, transferReader } from "#app/domain/transfer.ts";

const shape = {
  points: 4,
  criteria: [
    { key: "verification", title: "Verification" },
    { key: "Daring", title: "Daring and care" },
  ],
};
const now = new Date("2026-11-21T12:00:00Z");

/** Reads lines of cells divided by bars, the first of them the header. */
function read(...lines: string[]) {
  const reader = transferReader(shape, now);
  lines.forEach((line, at) => {
    reader.read(at + 1, line.split("|"));
  });
  return reader.end();
}
const problemsOf = (...lines: string[]) => {
  const result = read(...lines);
  return result.ok ? [] : result.problems.map(problemWords);
};
const header = "candidate|interviewer|criterion|rating|recommendation|round|sealed_at";
const plain = "candidate|interviewer|criterion|rating";

describe("a file of ratings", () => {
  test("becomes one card per interviewer and round, with a rating for every criterion", () => {
    const result = read(
      "Rating| interviewer|CRITERION|candidate|evidence",
      "3|Brahe|verification|Anne|Ran it twice.",
      "Not asked|Cavendish|verification|Anne|",
      "4|Cavendish|Daring|Anne|",
    );
    if (!result.ok) throw new Error("refused");
    expect(result).toMatchObject({ cards: 2, ratings: 3 });
    expect(result.candidates).toMatchObject([{ name: "Anne" }]);
    const [brahe, cavendish] = result.candidates[0]?.cards ?? [];
    expect(brahe).toMatchObject({ interviewer: "Brahe", round: "other", sealedAt: now });
    expect(brahe?.content.ratings).toMatchObject([
      { criterion: "verification", score: 3, notObserved: null, evidence: "Ran it twice." },
      { criterion: "Daring", score: null, notObserved: "not-asked" },
    ]);
    expect(cavendish?.content.ratings).toMatchObject([
      { score: null, notObserved: "not-asked" },
      { score: 4, notObserved: null },
    ]);
    expect(brahe?.content).toMatchObject({ recommendation: null, level: null, summary: "" });
  });

  test("names criteria by key or title, whatever their case", () => {
    const result = read(plain, "A|B|VERIFICATION|1", "A|B|daring AND care|2", "A|C|daring|2");
    expect(result.ok && result.ratings).toBe(3);
  });

  test("may say the round, the recommendation and when the card was sealed", () => {
    const result = read(
      header,
      "Anne|Brahe|verification|3|Strong yes|deep dive|2026-03-01",
      "Anne|Brahe|Daring|3||deep-dive|2026-03-02 09:30",
      "Anne|Brahe|Daring|2|no|design|2026-03-02T09:30:00+02:00",
    );
    expect(result.ok && result.candidates[0]?.cards).toMatchObject([
      {
        round: "deep-dive",
        sealedAt: new Date("2026-03-02T09:30:00Z"),
        content: { recommendation: "strong-yes" },
      },
      { round: "design", sealedAt: new Date("2026-03-02T07:30:00Z") },
    ]);
  });

  test("has every bad cell reported with line, column and reason", () => {
    expect(
      problemsOf(
        header,
        "|Brahe|verification|3|||",
        "Anne||kindness|5|maybe|lunch|yesterday",
        "Anne|Brahe|verification|3.5|||2026-02-30",
        "Anne|Brahe|Daring||||2027-01-01",
      ),
    ).toEqual([
      "line 2, candidate: The candidate's name is missing.",
      "line 3, interviewer: The interviewer's name is missing.",
      'line 3, criterion: The rubric has no criterion "kindness": it has verification, Daring.',
      'line 3, rating: "5" is not a whole number from 1 to 4, not-asked or no-signal.',
      'line 3, recommendation: "maybe" is none of strong-no, no, yes, strong-yes, no-decision.',
      'line 3, round: "lunch" is none of productionize, refactor, review, design, deep-dive, behavioural, other.',
      'line 3, sealed_at: "yesterday" is not a date such as 2026-03-14 or 2026-03-14T16:30:00Z.',
      'line 4, rating: "3.5" is not a whole number from 1 to 4, not-asked or no-signal.',
      'line 4, sealed_at: "2026-02-30" is not a date such as 2026-03-14 or 2026-03-14T16:30:00Z.',
      "line 5, rating: The rating is missing: write a whole number from 1 to 4, not-asked or no-signal.",
      'line 5, sealed_at: "2027-01-01" lies in the future.',
    ]);
  });

  test("may not rate the same criterion twice in a round, but may in another", () => {
    const row = (round: string) => `Anne|Brahe|Daring|3||${round}|`;
    expect(problemsOf(header, row("design"), row("review"), row("design"))).toEqual([
      "line 4, criterion: Brahe already rated Anne on Daring in this round, on line 2.",
    ]);
  });

  test("may not contradict itself about a card's recommendation", () => {
    const problems = problemsOf(header, "A|B|Daring|3|yes||", "A|B|verification|3|no||");
    expect(problems).toEqual(["line 3, recommendation: Line 2 says yes for the same card."]);
  });

  test("needs its columns, each once, and no others", () => {
    expect(problemsOf("candidate|interviewer|candidate|colour|rating", "A|B|C|D|E")).toEqual([
      "line 1, candidate: This column stands here twice.",
      "line 1, colour: Unknown column. The columns are candidate, interviewer, criterion, rating and, if wanted, evidence, recommendation, round, sealed_at.",
      "line 1, criterion: The header lacks this column.",
    ]);
  });

  test("may leave cells empty at the right, but not fill more than the header names", () => {
    expect(read(`${plain}||`, "A|B|Daring|3||", "A|C|Daring|3").ok).toBe(true);
    expect(problemsOf(plain, "A|B|Daring|3|good, really")).toEqual([
      "line 2: This row has more cells than the header has columns (4).",
    ]);
  });

  test("that is empty, or a header alone, is refused", () => {
    expect(problemsOf()).toEqual(["line 1: The file is empty."]);
    expect(problemsOf(plain)).toEqual(["line 1: The file has a header but no ratings."]);
  });

  test("with many problems shows the first and counts the rest", () => {
    const result = read(plain, ...Array.from({ length: 80 }, () => "A|B|Daring|9"));
    expect(result).toMatchObject({ ok: false, total: 80 });
    expect(result.ok || result.problems).toHaveLength(SHOWN);
  });
});
