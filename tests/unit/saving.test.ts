import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  after,
  dueAt,
  type Happened,
  isBehind,
  isWaiting,
  LONGEST,
  PAUSE,
  type Saving,
  shown,
  startSaving,
} from "#app/routes/_app.cards.$cardId/saving.ts";

const start = startSaving(3, null);
const run = (...all: Happened[]): Saving => all.reduce(after, start);
const changed = (at: number): Happened => ({ type: "changed", at });
const sent = (at: number): Happened => ({ type: "sent", at });
const saved: Happened = { type: "saved", revision: 4, savedAt: 50_000 };
const kept: Happened = { type: "kept", kept: true };

describe("a save is due", () => {
  test("never before something was typed, and a pause after it", () => {
    expect(dueAt(start)).toBeNull();
    expect(dueAt(run(changed(1_000), changed(1_400)))).toBe(1_400 + PAUSE);
  });
  test("in the middle of typing that does not pause", () => {
    const keys = Array.from({ length: 100 }, (_, at) => changed(1_000 + at * 200));
    expect(dueAt(run(...keys))).toBe(1_000 + LONGEST);
  });
  test("not while one is on its way, and then counted from what was typed meanwhile", () => {
    const sending = run(changed(1_000), sent(2_000), changed(2_100), changed(2_600));
    expect(dueAt(sending)).toBeNull();
    expect(dueAt(after(sending, saved))).toBe(2_600 + PAUSE);
  });
  test("again ever more rarely where nobody answers, and at once when the network is back", () => {
    let now = run(changed(1_000));
    const waits = Array.from({ length: 8 }, (_, tried) => {
      now = after(after(now, sent(tried)), { type: "unanswered", why: "offline" });
      expect(isWaiting(now)).toBe(true);
      return (dueAt(now) ?? 0) - tried;
    });
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  });
  test("not for what was refused, until something is changed", () => {
    const refused = run(changed(1_000), sent(2_000), { type: "refused", message: "Too long." });
    expect([dueAt(refused), isWaiting(refused)]).toEqual([null, false]);
    expect(dueAt(after(refused, changed(9_000)))).toBe(9_000 + PAUSE);
  });
  test("not while two versions wait for a choice, and at once after it", () => {
    const open = run(changed(1_000), sent(2_000), { type: "conflicted", revision: 3 });
    expect(dueAt(after(open, changed(3_000)))).toBeNull();
    const settled = after(open, { type: "settled", revision: 7, at: 5_000 });
    expect([settled.revision, dueAt(settled), isBehind(settled)]).toEqual([7, 5_000, true]);
  });
});

describe("what is shown", () => {
  test("says saved only of everything that was typed", () => {
    const sending = run(changed(1_000), sent(2_000));
    expect(shown(sending)).toEqual({ state: "saving" });
    expect(shown(after(sending, saved))).toEqual({ state: "saved", at: 50_000 });
    expect(shown(after(after(sending, changed(2_500)), saved))).toEqual({ state: "saving" });
  });
  test("says since when the browser keeps what the server does not have, and claims it only then", () => {
    const lost = run(changed(1_000), sent(2_000), { type: "unanswered", why: "offline" });
    expect(shown(lost)).toEqual({ state: "offline", since: null });
    const held = after(after(lost, kept), changed(9_000));
    expect(shown(held)).toEqual({ state: "offline", since: 1_000 });
    expect(shown(after(after(held, sent(9_500)), saved))).toEqual({ state: "saving" });
  });
});

test("a lost answer leaves the same text to be sent again, whatever was typed since", () => {
  const lost = run(changed(1), changed(2), sent(3), changed(4), {
    type: "unanswered",
    why: "failing",
  });
  expect(lost.sent).toBe(2);
  const again = after(after(lost, sent(9_000)), saved);
  expect([again.held, again.edit, isBehind(again)]).toEqual([2, 3, true]);
});

const anything: fc.Arbitrary<Happened> = fc.oneof(
  fc.record({ type: fc.constant("changed"), at: fc.nat(10_000) }),
  fc.record({ type: fc.constant("sent"), at: fc.nat(10_000) }),
  fc.record({ type: fc.constant("saved"), revision: fc.nat(9), savedAt: fc.nat(9) }),
  fc.record({ type: fc.constant("unanswered"), why: fc.constantFrom("offline", "failing") }),
  fc.record({ type: fc.constant("turned-away"), why: fc.constantFrom("signed-out", "not-yours") }),
  fc.record({ type: fc.constant("refused"), message: fc.constant("No.") }),
  fc.record({ type: fc.constant("kept"), kept: fc.boolean() }),
);

test("whatever happens, nothing unsaved is called saved, and it is sent some day", () => {
  fc.assert(
    fc.property(fc.array(anything), (happened) => {
      const now = run(...happened);
      const { state } = shown(now);
      if (state === "saved" || state === "clean") expect(isBehind(now)).toBe(false);
      if (isBehind(now) && !now.sending && state !== "refused") expect(dueAt(now)).not.toBeNull();
    }),
    { numRuns: 500 },
  );
});
