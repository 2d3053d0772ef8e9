import { describe, expect, test } from "vitest";
import { type LoopState, stateAfter } from "#app/domain/loop.ts";
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
