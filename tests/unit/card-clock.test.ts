import { expect, test } from "vitest";
import { anchorsFor } from "#app/components/scale-points.tsx";
import { clockOf, stepAt } from "#app/routes/_app.cards.$cardId/clock.tsx";

const startsAt = new Date("2031-05-05T10:00:00Z");
const at = (minute: number) => clockOf({ startsAt, minutes: 45 }, +startsAt + minute * 60_000);

test("a round's clock says when it starts, how far it is, how far over, and then nothing", () => {
  expect(at(-24 * 60 - 1)).toBeNull();
  expect(at(-1)).toEqual({ state: "before" });
  expect(at(0)).toEqual({ state: "on", minute: 0 });
  expect(at(44.9)).toEqual({ state: "on", minute: 44 });
  expect(at(45)).toEqual({ state: "over", by: 0 });
  expect(at(74)).toEqual({ state: "over", by: 29 });
  expect(at(75)).toBeNull();
});

test("a plan's step lasts until the next begins", () => {
  const plan = [{ until: 5 }, { until: 35 }, { until: 45 }];
  expect([0, 4, 5, 34, 44].map((minute) => stepAt(plan, minute))).toEqual([0, 0, 1, 1, 2]);
  expect(stepAt(plan, 45)).toBeNull();
});

test("a point without an anchor is told by those on both sides of it", () => {
  expect(anchorsFor(4, [1, 4, 7, 10])).toEqual([4]);
  expect(anchorsFor(5, [1, 4, 7, 10])).toEqual([4, 7]);
  expect(anchorsFor(2, [4, 7])).toEqual([4]);
  expect(anchorsFor(2, [])).toEqual([]);
});
