import { describe, expect, test } from "vitest";
import { adviceFor, MOST_ADVICE, type Standing } from "#app/domain/calibration/advice.ts";
import {
  alikeWords,
  correlationWords,
  hoursWords,
  punctualityWords,
  seenIn,
  severityWords,
} from "#app/domain/calibration/profile-words.ts";
import { effectNote } from "#app/domain/calibration/rater-notes.ts";
import { type RaterEffect, raterEffectNames } from "#app/domain/calibration/rater-readings.ts";
import { refuse } from "#app/domain/calibration/refusal.ts";

const severity = (points: number, reach = 0.2) => ({
  points,
  sd: reach / 1.645,
  interval: [points - reach, points + reach] as const,
});
const change = (difference: number, flagged: boolean) => ({
  ...{ difference, low: difference - 0.2, high: difference + 0.2, p: 0.01 },
  ...{ flagged, words: "" },
});

const calm: Standing = {
  interviewer: {
    severity: severity(0.05),
    flags: [],
    drift: { windows: [], change: change(0.05, false) },
  },
  partners: 4,
  punctuality: { cards: 18, late: 2, hours: 5 },
  islands: 1,
};
const flagged = (...effects: RaterEffect[]): Standing["interviewer"]["flags"] =>
  effects.map((effect) => ({ effect, note: "" }));
const withInterviewer = (interviewer: Partial<Standing["interviewer"]>): Standing => ({
  ...calm,
  interviewer: { ...calm.interviewer, ...interviewer },
});
const about = (standing: Standing) => adviceFor(standing).map((advice) => advice.about);

describe("advice", () => {
  test("is empty where nothing stands out, also where severity merely differs", () => {
    expect(adviceFor(calm)).toEqual([]);
    expect(adviceFor(withInterviewer({ severity: severity(0.4) }))).toEqual([]);
  });

  test("sends low scores to the low cards, and high scores to the high ones", () => {
    const low = adviceFor(withInterviewer({ severity: severity(0.7), flags: flagged("severity") }));
    expect(low).toMatchObject([
      { title: "Scores lie below the panel's", place: { to: "/drills" } },
    ]);
    expect(low[0]?.step).toContain("lowest scores");
    const high = adviceFor(
      withInterviewer({ severity: severity(-0.7), flags: flagged("severity") }),
    );
    expect(high[0]?.title).toBe("Scores lie above the panel's");
    expect(high[0]?.step).toContain("highest scores");
  });

  test("names at most three things, what moves scores most first, and one drill", () => {
    const much = adviceFor({
      ...withInterviewer({
        severity: severity(0.7),
        flags: flagged("severity", "erratic", "halo"),
        drift: { windows: [], change: change(0.6, true) },
      }),
      punctuality: { cards: 9, late: 8, hours: 60 },
    });
    expect(much.map((advice) => advice.about)).toEqual(["severity", "drift", "erratic"]);
    expect(much).toHaveLength(MOST_ADVICE);
    expect(much.filter((advice) => advice.place !== null)).toHaveLength(1);
  });

  test("each effect that is flagged has a step, and none names a person", () => {
    for (const effect of raterEffectNames) {
      const [advice] = adviceFor(withInterviewer({ flags: flagged(effect) }));
      expect(advice?.about, effect).toBe(effect);
      expect(advice?.step, effect).not.toMatch(/\b(bias|biased|fault|wrong|bad)\b/i);
    }
  });

  test("asks to sit with others where nobody, few, or only people of one group are shared with", () => {
    expect(about({ ...calm, islands: 2 })).toEqual(["linkage"]);
    expect(adviceFor({ ...calm, islands: 2 })[0]?.step).toContain("another group");
    const alone = adviceFor({ ...calm, partners: 0 });
    expect(alone[0]?.title).toBe("Nobody else met the same candidates");
    expect(about({ ...calm, partners: 1 })).toEqual(["linkage"]);
    expect(about({ ...calm, partners: 2 })).toEqual([]);
    expect(about({ ...calm, partners: null })).toEqual([]);
  });

  test("speaks of late cards from three and a third of all on", () => {
    const late = (cards: number, late: number) =>
      about({ ...calm, punctuality: { cards, late, hours: 30 } });
    expect(late(5, 2)).toEqual([]);
    expect(late(10, 3)).toEqual([]);
    expect(late(9, 3)).toEqual(["punctuality"]);
    expect(about({ ...calm, punctuality: null })).toEqual([]);
  });

  test("a refused drift, or one without enough before it, is no advice", () => {
    expect(about(withInterviewer({ drift: refuse("No.") }))).toEqual([]);
    expect(about(withInterviewer({ drift: { windows: [], change: refuse("Too few.") } }))).toEqual(
      [],
    );
  });
});

describe("a profile in words", () => {
  const you = { own: true } as const;
  const tomasz = { own: false, name: "Tomasz Wieczorek" } as const;

  test("says severity with its range in the same direction", () => {
    expect(severityWords(severity(0.3), 24, you)).toBe(
      "You score about 0.3 points lower than the panel for the same candidates (0.1 to 0.5), over 24 cards.",
    );
    expect(severityWords(severity(-1, 0.25), 6, tomasz)).toBe(
      "Tomasz Wieczorek scores about 1.0 point higher than the panel for the same candidates (0.8 to 1.3), over 6 cards.",
    );
    expect(severityWords(severity(0.06), 9, you)).toBe(
      "You score about as the panel does for the same candidates: somewhere between 0.1 points higher and 0.3 points lower, over 9 cards.",
    );
  });

  test("says flat cards beside as many of the panel's", () => {
    const flat = { cards: 14, of: 18 };
    expect(alikeWords({ flat, othersFlat: { cards: 30, of: 180 } }, you)).toBe(
      "You score criteria alike on 14 of 18 cards; the panel does on 3 of 18.",
    );
    expect(alikeWords({ flat: { cards: 0, of: 0 }, othersFlat: flat }, you)).toBeNull();
    expect(alikeWords({ flat, othersFlat: { cards: 0, of: 0 } }, tomasz)).toBe(
      "Tomasz Wieczorek scores criteria alike on 14 of 18 cards.",
    );
  });

  test("says how long cards take", () => {
    expect(punctualityWords({ cards: 18, late: 1, hours: 5.4 })).toBe(
      "half of the cards are in within 5 hours of the round",
    );
    expect(punctualityWords({ cards: 6, late: 0, hours: null })).toBeNull();
    expect([0.4, 1.2, 47, 70].map(hoursWords)).toEqual([
      "24 minutes",
      "1 hour",
      "47 hours",
      "3 days",
    ]);
  });

  test("says how scores move with the panel's", () => {
    const said = (correlation: number) =>
      correlationWords({ correlation, overlap: 12, slope: 1, fisherError: 0.3 }, you);
    expect(said(0.71)).toContain("rise and fall with the panel's: a correlation of 0.71 over 12");
    expect(said(0.1)).toContain("hardly move");
  });

  test("what a note saw is all of it but its last sentence, the step", () => {
    for (const effect of raterEffectNames) {
      const note = effectNote(effect, {
        cards: 18,
        residual: refuse("-"),
        withinCards: refuse("-"),
        panel: { correlation: 0.05, overlap: 18, slope: 0.1, fisherError: 0.26 },
        statistic: 0.45,
        severity: 0.7,
        typicalCorrelation: 0.6,
      });
      const seen = seenIn(note, you);
      expect(seen.length).toBeGreaterThan(15);
      expect(seen).not.toMatch(/Compare|Read the|Talk through|Look at|look at|Their/);
    }
  });
});
