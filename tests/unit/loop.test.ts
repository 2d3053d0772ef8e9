import { describe, expect, test } from "vitest";
import { hasStarted, type LoopState, loopStates, stateAfter } from "#app/domain/loop.ts";
import type { CardState } from "#app/domain/scorecard.ts";

const after = (state: LoopState, ...cards: CardState[]) =>
  stateAfter(
    state,
    cards.map((card) => ({ kind: "panel" as const, state: card })),
  );

describe("the state a loop moves to", () => {
  test("stays planned while cards are only being written, which nobody else is told", () => {
    expect(after("planned", "assigned", "assigned")).toBe("planned");
    expect(after("planned", "draft", "assigned")).toBe("planned");
  });
  test("is interviewing once a card is in, and debrief once none is owed", () => {
    expect(after("planned", "sealed", "draft")).toBe("interviewing");
    expect(after("interviewing", "sealed", "did-not-happen")).toBe("debrief");
    expect(after("planned", "withdrawn", "did-not-happen")).toBe("planned");
  });
  test("a trainee's card neither opens the debrief nor holds it up", () => {
    const shadow = (state: CardState) => ({ kind: "shadow" as const, state });
    const panel = (state: CardState) => ({ kind: "panel" as const, state });
    expect(stateAfter("interviewing", [panel("sealed"), shadow("draft")])).toBe("debrief");
    expect(stateAfter("planned", [panel("withdrawn"), shadow("sealed")])).toBe("interviewing");
  });
  test.each(["debrief", "decided", "reopened", "withdrawn"] as const)("of %s stays", (state) => {
    expect(after(state, "sealed")).toBe(state);
    expect(after(state, "draft", "sealed")).toBe(state);
  });
});

describe("a loop has started", () => {
  const noon = new Date("2026-03-02T12:00:00Z");
  const round = (startsAt: string, cancelled = false) => ({
    startsAt: new Date(`2026-03-02T${startsAt}:00Z`),
    cancelled,
  });
  const planned = { state: "planned" as LoopState, rounds: [], everSealed: false };

  test("once one of its rounds has begun by the clock", () => {
    expect(hasStarted(planned, noon)).toBe(false);
    expect(hasStarted({ ...planned, rounds: [round("12:01"), round("13:00")] }, noon)).toBe(false);
    expect(hasStarted({ ...planned, rounds: [round("13:00"), round("12:00")] }, noon)).toBe(true);
  });
  test("not by the time of a round that was cancelled", () => {
    expect(hasStarted({ ...planned, rounds: [round("09:00", true)] }, noon)).toBe(false);
  });
  test("once a card was sealed, though the seal was undone", () => {
    expect(hasStarted({ ...planned, everSealed: true }, noon)).toBe(true);
  });
  test.each(loopStates.filter((state) => state !== "planned"))("where it is %s", (state) => {
    expect(hasStarted({ ...planned, state }, noon)).toBe(true);
  });
});
