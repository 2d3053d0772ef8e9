import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { candidateFlags, type Sighting, sightingsOf } from "#app/domain/flags.ts";

const saw = (person: string, more: Partial<Sighting> = {}): Sighting => ({
  observer: { id: person, name: person },
  pattern: "scope-creep",
  stance: "seen",
  quote: `${person} quotes`,
  couldRead: [],
  ...more,
});
const state = (...sightings: Sighting[]) => candidateFlags(sightings).map((f) => f.state);

describe("a flag on a candidate", () => {
  test("is single when one interviewer saw the pattern, however often", () => {
    expect(state(saw("ben"))).toEqual(["single"]);
    expect(state(saw("ben"), saw("ben", { quote: "again" }))).toEqual(["single"]);
  });
  test("is corroborated when two saw it, neither able to read the other before sealing", () => {
    expect(state(saw("ben"), saw("cy"))).toEqual(["corroborated"]);
  });
  test("stays single when the second observer could read the first", () => {
    expect(state(saw("ben"), saw("cy", { couldRead: ["ben"] }))).toEqual(["single"]);
    expect(state(saw("ben", { couldRead: ["cy"] }), saw("cy"))).toEqual(["single"]);
    expect(state(saw("ben"), saw("cy", { couldRead: ["ben"] }), saw("dee"))).toEqual([
      "corroborated",
    ]);
  });
  test("is contested when another interviewer recorded counter-evidence, even against two", () => {
    expect(state(saw("ben"), saw("cy"), saw("dee", { stance: "counter" }))).toEqual(["contested"]);
  });
  test("is not contested by its only observer's own counter-evidence", () => {
    expect(state(saw("ben"), saw("ben", { stance: "counter" }))).toEqual(["single"]);
  });
  test("is not raised by counter-evidence alone", () => {
    expect(state(saw("ben", { stance: "counter" }))).toEqual([]);
    expect(state()).toEqual([]);
  });
  test("does not depend on the order of sealing", () => {
    const sighting = fc.record({
      observer: fc.constantFrom("a", "b", "c").map((id) => ({ id, name: id })),
      pattern: fc.constantFrom("p", "q"),
      stance: fc.constantFrom("seen" as const, "counter" as const),
      quote: fc.string({ minLength: 1 }),
      couldRead: fc.subarray(["a", "b", "c"]),
    });
    fc.assert(
      fc.property(fc.array(sighting, { maxLength: 8 }), (sightings) => {
        const states = (of: Sighting[]) =>
          candidateFlags(of)
            .map((f) => [f.pattern, f.state])
            .toSorted();
        expect(states(sightings.toReversed())).toEqual(states(sightings));
      }),
    );
  });
});

test("trainees' observations raise nothing", () => {
  const card = (kind: "panel" | "shadow") => ({
    interviewer: { id: kind, name: kind },
    kind,
    content: {
      observations: [{ pattern: "scope-creep", stance: "seen" as const, quote: "q" }],
      reader: false,
      assignedAt: new Date(0),
      sealedAt: new Date(1),
      again: false,
    },
  });
  const sightings = sightingsOf([card("panel"), card("shadow")], {
    rule: "after-own",
    overrides: [],
  });
  expect(sightings.map((s) => s.observer.id)).toEqual(["panel"]);
});
