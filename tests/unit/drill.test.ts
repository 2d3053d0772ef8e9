import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { type Drill, keyedCriteria, type Scored } from "#app/domain/drill.ts";
import {
  agreementWithKey,
  drillDrift,
  firstAttempts,
  missedCriteria,
  severityWords,
} from "#app/domain/drill-agreement.ts";
import { comparison } from "#app/domain/drill-comparison.ts";
import { FIRST_RULE, qualification, ruleWords } from "#app/domain/drill-qualification.ts";
import { parseDrills } from "#db/queries/drill-file.server.ts";
import { parsePatternFile, parseRubricFile } from "#db/queries/rubric-file.server.ts";

const file = (name: string) => readFileSync(`rubrics/${name}`, "utf8");
const text = file("drills.yaml");
const catalogue = parsePatternFile("anti-patterns.yaml", file("anti-patterns.yaml"));
const patterns = catalogue.ok ? catalogue.value : [];
const rubric = parseRubricFile("staff-backend.v1.yaml", file("staff-backend.v1.yaml"), patterns);
const known = { rubrics: rubric.ok ? [rubric.value] : [] };
const parsed = parseDrills(text, known);
const drills = parsed.ok ? parsed.value : [];
const errorsOf = (changed: string) => {
  const read = parseDrills(changed, known);
  return read.ok ? [] : read.errors.map(({ line, reason }) => `${line}: ${reason}`);
};

describe("the drills of the house", () => {
  test("are eleven or more, whole, and mostly keyed 2 and 3", () => {
    expect(errorsOf(text)).toEqual([]);
    expect(drills.length).toBeGreaterThanOrEqual(11);
    const scores = drills.flatMap(({ answers }) =>
      answers.flatMap((answer) => answer.scores.map(({ score }) => score)),
    );
    const middle = scores.filter((score) => score === 2 || score === 3).length;
    expect(middle / scores.length).toBeGreaterThan(0.75);
  });

  test("have answers of two levels in mixed order, neither better at everything", () => {
    const orders = drills.map(({ answers: [a, b] }) => `${a.level} ${b.level}`);
    expect(new Set(orders)).toEqual(new Set(["senior staff", "staff senior"]));
    for (const { key, answers } of drills) {
      const [a, b] = answers;
      const apart = a.scores.map(({ score }, at) => score - (b.scores[at]?.score ?? 0));
      expect([key, Math.max(...apart) > 0, Math.min(...apart) < 0]).toEqual([key, true, true]);
    }
  });
});

describe("a file of drills is refused, with the line, where", () => {
  const two = text.slice(0, text.indexOf("- key: url-shortener"));
  const at = (words: string) => two.slice(0, two.indexOf(words)).split("\n").length;
  test.each([
    [
      "a quote is not in the answer",
      '"slower by a second or so"',
      '"slower by a day"',
      "The answer does not say “slower by a day”.",
    ],
    [
      "a criterion is unknown",
      "criterion: stewardship",
      "criterion: charm",
      "The rubric has no criterion charm.",
    ],
    ["a score is beyond the scale", "score: 2", "score: 5", "The scale runs from 1 to 4."],
    [
      "a key stands twice",
      "key: feature-flags",
      "key: notification-service",
      "Two drills share the key notification-service.",
    ],
    [
      "a level is not the rubric's",
      "level: senior",
      "level: junior",
      "This rubric has no anchors for Junior. It covers Senior, Staff, Principal.",
    ],
    [
      "an answer is short",
      /says: I would put a queue in front.*/u,
      "says: I would put a queue in front",
      "An answer has 90 to 180 words, this one has 7.",
    ],
  ])("%s", (_, from, to, reason) => {
    const place = typeof from === "string" ? from : "says: I would put";
    expect(errorsOf(two.replace(from, to))).toContain(`${at(place)}: ${reason}`);
  });
});

/** The person gave what the key says, moved by `apart` and kept on the scale. */
function scored(drill: Drill | undefined, person: string, at: string, apart = 0): Scored {
  if (!drill) throw new Error("no such drill");
  const scoring = ({ level, scores }: Drill["answers"][number]) => ({
    level,
    ratings: scores.map(({ criterion, score }) => ({
      criterion,
      score: Math.max(1, Math.min(4, score + apart)),
      notObserved: null,
    })),
  });
  const [a, b] = drill.answers;
  const scorings = [scoring(a), scoring(b)] as const;
  return { drill, attempt: { drill: drill.key, person, at: new Date(at), scorings } };
}
const by = (person: string, count: number, apart: number, month = "10") =>
  drills.slice(0, count).map((d, i) => scored(d, person, `2026-${month}-${10 + i}`, apart));

describe("a person's agreement with the key", () => {
  test("is refused below three drills and says so", () => {
    expect(agreementWithKey(by("ana", 2, 0))).toEqual({
      reason: "Not enough drills: 2 of the 3 needed.",
    });
  });

  test("is whole for whoever scores as the key does, with no range to trust", () => {
    expect(agreementWithKey(by("ana", 4, 0))).toMatchObject({
      ...{ drills: 4, exact: 1, withinOne: 1, distance: 0, beyondKey: 0, leftOut: 0 },
      signed: { value: 0, interval: { reason: expect.any(String) } },
      kappa: { value: 1, interval: { reason: expect.any(String) } },
      level: { answers: 8, exact: 1, withinOne: 1, steps: 0 },
    });
  });

  test("shows who scores lower than the key, in points and words", () => {
    const read = agreementWithKey(by("ana", 11, -1));
    if (isRefusal(read)) throw new Error(read.reason);
    expect(read.withinOne).toBe(1);
    expect(read.signed.value).toBeLessThan(-0.9);
    expect(severityWords(read.signed)).toMatch(
      /^You score about 1\.0 points lower than the key \(0\.9 to 1\.0 lower\)\.$/u,
    );
    expect(severityWords({ value: 0.2, interval: [-0.1, 0.5] })).toBe(
      "You score about 0.2 points higher than the key (from 0.1 lower to 0.5 higher). That is not more than chance can do.",
    );
  });

  test("rests on first attempts, and drifts by quarter", () => {
    const all = [...by("ana", 4, -1, "10"), ...by("ana", 4, 0, "07"), ...by("ana", 1, 0, "04")];
    expect(firstAttempts(all).map(({ attempt }) => attempt.at.getUTCMonth())).toEqual([3, 6, 6, 6]);
    const drift = drillDrift(all);
    expect(drift.map(({ quarter, drills }) => [quarter, drills])).toEqual([
      ["2026-q2", 1],
      ["2026-q3", 4],
      ["2026-q4", 4],
    ]);
    expect(drift[0]?.signed).toEqual({ reason: "Not enough drills: 1 of the 3 needed." });
    expect(drift[1]?.signed).toMatchObject({ value: 0 });
  });
});

test("criteria people miss come furthest first, from three people on", () => {
  const two = [...by("ana", 4, 0), ...by("ben", 4, -1)];
  expect(missedCriteria(two).every(({ found }) => isRefusal(found))).toBe(true);
  const three = missedCriteria([...two, ...by("cy", 4, 1)]);
  const far = three.map(({ found }) => (isRefusal(found) ? -1 : found.distance));
  expect(far).toEqual(far.toSorted((a, b) => b - a));
  expect(far[0]).toBeGreaterThan(0.5);
});

test("own, key and panel stand side by side; the panel only from three others on", () => {
  const [drill] = drills;
  const own = scored(drill, "ana", "2026-10-01", -1);
  const others = ["ben", "cy", "dee"].map((who) => scored(drill, who, "2026-10-02", 1));
  const criteria = keyedCriteria(own.drill);
  const [few] = comparison(own, [...others.slice(1), own], criteria);
  expect(few.criteria.map(({ panel }) => panel)).toEqual(criteria.map(() => null));
  expect(few.level.panel).toBeNull();
  const [first] = comparison(own, others, [...criteria, "leverage"]);
  expect(first.criteria[0]).toMatchObject({
    ...{ own: { score: 1 }, key: { score: 2 }, panel: { mean: 3, people: 3 } },
    ...{ difference: -1, words: "1 point lower than the key" },
  });
  expect(first.criteria.at(-1)).toMatchObject({ key: null, words: "Not asked" });
});

describe("qualifying", () => {
  test("says what is missing", () => {
    expect(ruleWords(FIRST_RULE)).toBe(
      "To qualify: 4 drills, 85% of scores within one point of the key and 3 shadow cards. Agreement is read over the last 4 drills.",
    );
    expect(qualification(FIRST_RULE, { scored: by("ana", 2, 0), shadowCards: 1 })).toMatchObject({
      qualified: false,
      words:
        "Still needed: 2 more drills, 85% of scores within one point of the key and 2 more shadow cards.",
    });
  });

  test("reads the newest drills, so that a weak beginning passes", () => {
    const begun = drills.slice(4, 8).map((d) => scored(d, "ana", "2026-01-01", -3));
    const weak = qualification(FIRST_RULE, { scored: begun, shadowCards: 3 });
    expect(weak.qualified).toBe(false);
    const later = qualification(FIRST_RULE, {
      ...{ scored: [...begun, ...by("ana", 4, 0)], shadowCards: 3 },
    });
    expect(later).toMatchObject({ qualified: true, words: expect.stringMatching(/^Qualified: /u) });
  });
});
