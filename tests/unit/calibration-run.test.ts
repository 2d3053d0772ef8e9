import { expect, test } from "vitest";
import { ageWords, isUnderWay } from "#app/domain/calibration/run.ts";

test.each([
  [0, "just now"],
  [59.9, "just now"],
  [60, "1 minute ago"],
  [3_599, "59 minutes ago"],
  [3_600, "1 hour ago"],
  [86_399, "23 hours ago"],
  [86_400, "1 day ago"],
  [3 * 86_400, "3 days ago"],
])("%s seconds are said as %s", (seconds, words) => {
  expect(ageWords(seconds)).toBe(words);
});

test("only what waits or runs changes by itself", () => {
  const states = ["current", "queued", "running", "failed", "stopped"] as const;
  expect(states.filter((state) => isUnderWay({ state }))).toEqual(["queued", "running"]);
});
