import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  asksTheRecord,
  basisOf,
  candidateFlags,
  type LedgerCard,
  type LedgerVersion,
  ledgerCards,
  type Sighting,
  sameBasis,
  sightingsOf,
} from "#app/domain/ledger.ts";
import type { ProbeReply } from "#app/domain/probe.ts";
import type { Observation } from "#app/domain/scorecard.ts";

const day = (n: number) => new Date(Date.UTC(2026, 4, n));
const catalogue = {
  patterns: [
    { key: "scope-creep", levels: ["staff", "principal"] },
    { key: "single-solution", levels: ["senior", "staff"] },
  ] as const,
  level: "staff" as const,
};

const saw = (person: string, more: Partial<Sighting> = {}): Sighting => ({
  observer: { id: person, name: person },
  cardId: `card of ${person}`,
  pattern: "scope-creep",
  stance: "seen",
  quote: `${person} quotes`,
  probe: null,
  at: day(1),
  reworded: null,
  withdrawnAt: null,
  couldRead: [],
  ...more,
});
const flags = (...sightings: Sighting[]) => candidateFlags(sightings, catalogue);
const state = (...sightings: Sighting[]) => flags(...sightings).map((flag) => flag.state);
const counter = { stance: "counter" } as const;
const gone = { withdrawnAt: day(3) };

describe("a flag on a candidate", () => {
  test("is single when one interviewer saw the pattern, however often", () => {
    expect(state(saw("ben"))).toEqual(["single"]);
    expect(state(saw("ben"), saw("ben", { quote: "again" }))).toEqual(["single"]);
  });
  test("is corroborated when two saw it, neither able to read the other before sealing", () => {
    expect(state(saw("ben"), saw("cy"))).toEqual(["corroborated"]);
  });
  test("stays single when either could read the other, whatever their times say", () => {
    expect(state(saw("ben"), saw("cy", { couldRead: ["ben"] }))).toEqual(["single"]);
    expect(state(saw("ben", { couldRead: ["cy"] }), saw("cy"))).toEqual(["single"]);
    const earlier = saw("cy", { couldRead: ["ben"], at: day(-20) });
    expect(state(saw("ben"), earlier)).toEqual(["single"]);
    expect(state(saw("ben"), saw("cy", { couldRead: ["ben"] }), saw("dee"))).toEqual([
      "corroborated",
    ]);
  });
  test("stays single where the record does not tell, and says so", () => {
    const [flag] = flags(saw("ben", { couldRead: null }), saw("cy"));
    expect(flag).toMatchObject({ state: "single", reason: expect.stringContaining("record") });
    expect(state(saw("ben", { couldRead: null }), saw("cy"), saw("dee"))).toEqual(["corroborated"]);
  });
  test("is contested when another interviewer recorded counter-evidence, even against two", () => {
    expect(state(saw("ben"), saw("cy"), saw("dee", counter))).toEqual(["contested"]);
  });
  test("is not contested by its only observer's own counter-evidence", () => {
    expect(state(saw("ben"), saw("ben", counter))).toEqual(["single"]);
  });
  test("is not raised by counter-evidence alone", () => {
    expect(state(saw("ben", counter))).toEqual([]);
    expect(state()).toEqual([]);
  });
  test("is withdrawn when everybody who saw it left it out again", () => {
    expect(state(saw("ben", gone))).toEqual(["withdrawn"]);
    expect(state(saw("ben", gone), saw("cy", gone))).toEqual(["withdrawn"]);
    expect(state(saw("ben", gone), saw("cy"))).toEqual(["single"]);
  });
  test("is no longer contested once the counter-evidence is withdrawn, and keeps it to be read", () => {
    const [flag] = flags(saw("ben"), saw("dee", { ...counter, ...gone }));
    expect(flag?.state).toBe("single");
    expect(flag?.withdrawn.map(({ observer }) => observer.id)).toEqual(["dee"]);
  });
  test("weighs only at the levels its pattern is for, and those that do not come last", () => {
    const seen = [saw("ben"), saw("cy"), saw("dee", { pattern: "single-solution" })];
    const at = (level: "senior" | "staff" | "principal") =>
      candidateFlags(seen, { ...catalogue, level }).map(({ pattern, weighs }) => [pattern, weighs]);
    expect(at("staff")).toEqual([
      ["scope-creep", true],
      ["single-solution", true],
    ]);
    expect(at("senior")).toEqual([
      ["single-solution", true],
      ["scope-creep", false],
    ]);
    expect(at("principal")).toEqual([
      ["scope-creep", true],
      ["single-solution", false],
    ]);
  });
  test("puts the contested first, then those with more observers", () => {
    const order = flags(
      saw("ben", { pattern: "single-solution" }),
      saw("dee", { pattern: "single-solution", ...counter }),
      saw("ben"),
      saw("cy"),
    );
    expect(order.map(({ pattern }) => pattern)).toEqual(["single-solution", "scope-creep"]);
  });

  const sighting = fc.record({
    observer: fc.constantFrom("a", "b", "c").map((id) => ({ id, name: id })),
    cardId: fc.constantFrom("1", "2", "3", "4"),
    pattern: fc.constantFrom("p", "q"),
    stance: fc.constantFrom("seen" as const, "counter" as const),
    quote: fc.string({ minLength: 1 }),
    probe: fc.constant(null),
    at: fc.integer({ min: 1, max: 5 }).map(day),
    reworded: fc.constant(null),
    withdrawnAt: fc.option(fc.integer({ min: 6, max: 9 }).map(day)),
    couldRead: fc.option(fc.subarray(["a", "b", "c"])),
  });
  const states = (of: readonly Sighting[]) =>
    flags(...of)
      .map((flag) => [flag.pattern, flag.state, flag.reason])
      .toSorted();

  test("does not depend on the order of sealing", () => {
    fc.assert(
      fc.property(fc.array(sighting, { maxLength: 8 }), (sightings) => {
        expect(states(sightings.toReversed())).toEqual(states(sightings));
      }),
    );
  });
  test("says nothing else when a moment stands twice", () => {
    fc.assert(
      fc.property(fc.array(sighting, { minLength: 1, maxLength: 6 }), fc.nat(), (all, pick) => {
        const twice = all[pick % all.length];
        expect(states(twice ? [...all, twice] : all)).toEqual(states(all));
      }),
    );
  });
  test("is never raised or kept up by what is withdrawn", () => {
    fc.assert(
      fc.property(fc.array(sighting, { maxLength: 8 }), (all) => {
        const standing = all.filter(({ withdrawnAt }) => withdrawnAt === null);
        const of = (some: readonly Sighting[]) =>
          flags(...some).flatMap(({ pattern, state }) => (state === "withdrawn" ? [] : [pattern]));
        expect(of(all).toSorted()).toEqual(of(standing).toSorted());
      }),
    );
  });
});

const observed = (pattern: string, quote = "q", stance: Observation["stance"] = "seen") => ({
  ...{ pattern, stance, quote },
});
const version = (n: number, more: Partial<LedgerVersion> = {}): LedgerVersion => ({
  ...{ sealedAt: day(n), observations: [], probes: [], couldRead: [] },
  ...more,
});
const card = (...versions: LedgerVersion[]): LedgerCard => ({
  ...{ cardId: "c", interviewer: { id: "ben", name: "Ben" }, kind: "panel", versions },
});

describe("the moments of a card", () => {
  test("keep the seal they were first recorded with, in the newest words", () => {
    const [moment, ...more] = sightingsOf([
      card(
        version(1, { observations: [observed("p", "first")], couldRead: [] }),
        version(5, { observations: [observed("p", "again")], couldRead: ["cy"] }),
      ),
    ]);
    expect(moment).toMatchObject({ quote: "again", at: day(1), couldRead: [], withdrawnAt: null });
    expect(moment?.reworded).toEqual({ from: "first", at: day(5) });
    expect(more).toEqual([]);
  });
  test("that are said in the same words stay, whichever of several is left out", () => {
    const moments = sightingsOf([
      card(
        version(1, { observations: [observed("p", "one"), observed("p", "two")] }),
        version(2, { observations: [observed("p", "two")] }),
      ),
    ]);
    expect(moments.map(({ quote, withdrawnAt }) => [quote, withdrawnAt])).toEqual([
      ["two", null],
      ["one", day(2)],
    ]);
    expect(moments[0]?.reworded).toBeNull();
  });
  test("are withdrawn with the version that leaves them out, and recorded anew after that", () => {
    const moments = sightingsOf([
      card(
        version(1, { observations: [observed("p", "first")] }),
        version(2),
        version(3, { observations: [observed("p", "back")], couldRead: ["cy"] }),
      ),
    ]);
    expect(moments).toMatchObject([
      { quote: "back", at: day(3), withdrawnAt: null, couldRead: ["cy"] },
      { quote: "first", at: day(1), withdrawnAt: day(2), couldRead: [] },
    ]);
  });
  test("are withdrawn when the author turns one into counter-evidence", () => {
    const moments = sightingsOf([
      card(
        version(1, { observations: [observed("p")] }),
        version(2, { observations: [observed("p", "q", "counter")] }),
      ),
    ]);
    expect(moments.map(({ stance, withdrawnAt }) => [stance, withdrawnAt])).toEqual([
      ["counter", null],
      ["seen", day(2)],
    ]);
  });
  test("of trainees raise nothing", () => {
    const seen = card(version(1, { observations: [observed("p")] }));
    expect(sightingsOf([{ ...seen, kind: "shadow" }])).toEqual([]);
  });

  const reply = (answer: ProbeReply["answer"], quote: string): ProbeReply => ({
    ...{ probe: "wrong-hint", title: "The wrong hint", answer, quote },
    ...{ taken: ["agrees-with-everything", "no-failure-modes"], refused: ["contrarian"] },
  });
  const fromProbe = (answer: ProbeReply["answer"], quote = "Fine by me.") =>
    sightingsOf([card(version(1, { probes: [reply(answer, quote)] }))]).map(
      ({ pattern, stance, probe }) => [pattern, stance, probe?.title],
    );

  test("come from a planted probe that was taken, engaged with or refused", () => {
    expect(fromProbe("took-it")).toEqual([
      ["agrees-with-everything", "seen", "The wrong hint"],
      ["no-failure-modes", "seen", "The wrong hint"],
    ]);
    expect(fromProbe("engaged")).toEqual([
      ["agrees-with-everything", "counter", "The wrong hint"],
      ["no-failure-modes", "counter", "The wrong hint"],
    ]);
    expect(fromProbe("refused")).toEqual([["contrarian", "seen", "The wrong hint"]]);
  });
  test("stay the same where the kit has since given the probe another title", () => {
    const again = { ...reply("took-it", "Fine by me."), title: "The planted tip" };
    const moments = sightingsOf([
      card(version(1, { probes: [reply("took-it", "Fine.")] }), version(2, { probes: [again] })),
    ]);
    expect(moments.map(({ at, withdrawnAt }) => [at, withdrawnAt])).toEqual([
      [day(1), null],
      [day(1), null],
    ]);
  });
  test("do not come from a probe without quoted words, or one that was not asked", () => {
    expect(fromProbe("took-it", "")).toEqual([]);
    expect(fromProbe("engaged", "")).toEqual([]);
    expect(fromProbe("not-asked", "left out")).toEqual([]);
  });
});

test("each version is asked about by its own number", () => {
  const content = { number: 2, ...version(2), earlier: [{ number: 1, ...version(1) }] };
  const kept = { cardId: "c", interviewer: { id: "ben", name: "Ben" }, kind: "panel" as const };
  const [made] = ledgerCards([{ ...kept, content }], (_, number) => (number === 1 ? [] : ["cy"]));
  expect(made?.versions.map(({ sealedAt, couldRead }) => [sealedAt, couldRead])).toEqual([
    [day(1), []],
    [day(2), ["cy"]],
  ]);
});

test("the record is asked only where two cards saw the same pattern", () => {
  const of = (cardId: string, pattern: string, stance?: Observation["stance"]) => ({
    ...card(version(1, { observations: [observed(pattern, "q", stance)] })),
    cardId,
  });
  expect(asksTheRecord([of("a", "p"), of("b", "q")])).toBe(false);
  expect(asksTheRecord([of("a", "p"), of("b", "p", "counter")])).toBe(false);
  expect(asksTheRecord([of("a", "p"), of("b", "p")])).toBe(true);
});

test("a conclusion's basis changes with every moment that is added or withdrawn", () => {
  const one = basisOf([saw("ben")]);
  expect(sameBasis(one, basisOf([saw("ben")]))).toBe(true);
  expect(sameBasis(one, basisOf([saw("ben"), saw("cy")]))).toBe(false);
  expect(sameBasis(one, basisOf([saw("ben", gone)]))).toBe(false);
  const reworded = { from: "otherwise", at: day(2) };
  expect(sameBasis(one, basisOf([saw("ben", { reworded })]))).toBe(false);
});
