import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bothTexts, mergeDrafts, mergeTexts } from "#app/domain/draft-merge.ts";
import { blankRating, type Draft, type Observation } from "#app/domain/scorecard.ts";

const keys = ["verification", "leverage"];
const filled: Draft = {
  ratings: {
    verification: { score: "3", confidence: "", evidence: "Wrote a test first." },
    leverage: { ...blankRating },
  },
  observations: [{ pattern: "scope-creep", stance: "seen", quote: "“And billing.”" }],
  probes: { "more-workers": { answer: "engaged", quote: "12' named the limit" } },
  recommendation: "",
  level: "",
  summary: "Measures before moving.",
  notes: "10' asked about load\n20' wrong hint, took it\n30' backed out",
};
const rated = (more: object, draft = filled): Draft => ({
  ...draft,
  ratings: { ...draft.ratings, verification: { ...blankRating, ...more } },
});

describe("two versions of a draft", () => {
  test("that changed different fields both stand", () => {
    const mine = { ...filled, summary: "Measures first." };
    const theirs = rated({ score: "4", evidence: "Wrote a test first." });
    const { draft, clashes } = mergeDrafts(filled, mine, theirs);
    expect(clashes).toEqual([]);
    expect(draft).toEqual({ ...theirs, summary: "Measures first." });
  });
  test("that changed different lines of one text both stand in it", () => {
    const mine = { ...filled, notes: filled.notes.replace("load", "load and cost") };
    const theirs = { ...filled, notes: `${filled.notes}\n40' asked what they would drop` };
    const { draft, clashes } = mergeDrafts(filled, mine, theirs);
    expect(clashes).toEqual([]);
    expect(draft.notes).toBe(
      "10' asked about load and cost\n20' wrong hint, took it\n30' backed out\n40' asked what they would drop",
    );
  });
  test("that changed the same line, or the same choice, clash there and nowhere else", () => {
    const mine = rated({ score: "2", evidence: "No test." }, { ...filled, level: "staff" });
    const theirs = rated({ score: "4", evidence: "Two tests." }, { ...filled, level: "staff" });
    const { draft, clashes } = mergeDrafts(filled, mine, theirs);
    expect(clashes).toEqual([
      { kind: "choice", path: "ratings.verification.score", mine: "2", theirs: "4" },
      {
        kind: "text",
        path: "ratings.verification.evidence",
        mine: "No test.",
        theirs: "Two tests.",
      },
    ]);
    expect(draft).toEqual(mine);
  });
  test("that answered different probes both stand, and clash over one they answered apart", () => {
    const of = (probes: Draft["probes"]): Draft => ({ ...filled, probes });
    const took = { answer: "took-it", quote: "“Sure.”" } as const;
    const refused = { answer: "refused", quote: "“No.”" } as const;
    const blank = { answer: "", quote: "" } as const;
    const base = of({ hint: blank, scope: blank });
    const both = mergeDrafts(
      base,
      of({ hint: took, scope: blank }),
      of({ hint: blank, scope: refused }),
    );
    expect(both).toEqual({ draft: of({ hint: took, scope: refused }), clashes: [] });
    const apart = mergeDrafts(
      base,
      of({ hint: took, scope: blank }),
      of({ hint: refused, scope: blank }),
    );
    expect(apart.clashes).toEqual([
      { kind: "choice", path: "probes.hint.answer", mine: "took-it", theirs: "refused" },
      { kind: "text", path: "probes.hint.quote", mine: "“Sure.”", theirs: "“No.”" },
    ]);
    expect(apart.draft.probes.hint).toEqual(took);
  });
  test("keep an observation that one reworded and the other removed, and both of two wordings", () => {
    const [seen] = filled.observations;
    const said = (quote: string): Observation => ({ pattern: "", stance: "seen", ...seen, quote });
    const of = (...observations: Observation[]): Draft => ({ ...filled, observations });
    const merge = (mine: Draft, theirs: Draft) => mergeDrafts(filled, mine, theirs).draft;
    expect(merge(of(said("Mine")), of()).observations).toEqual([said("Mine")]);
    expect(merge(of(said("Mine")), of(said("Theirs"))).observations).toEqual([
      said("Mine"),
      said("Theirs"),
    ]);
    const added = said("Another");
    expect(merge(of(...filled.observations, added), of()).observations).toEqual([added]);
    expect(merge(of(added), of(added)).observations).toEqual([added]);
  });
  test("of which it is not known what they have in common clash wherever they differ", () => {
    const theirs = { ...filled, summary: "", observations: [] };
    const { draft, clashes } = mergeDrafts(null, filled, theirs);
    expect(clashes).toEqual([{ kind: "text", path: "summary", mine: filled.summary, theirs: "" }]);
    expect(draft).toEqual(filled);
  });
});

test("both texts in one hold each once", () => {
  expect(bothTexts("One.\n", "Two.")).toBe("One.\n\nTwo.");
  expect(bothTexts("One. Two.", "Two.")).toBe("One. Two.");
  expect(bothTexts("", "Two.")).toBe("Two.");
});

const choice = <const T extends string>(...values: T[]) => fc.constantFrom("" as const, ...values);
const line = fc.constantFrom("a", "b", "c", "", "d e");
const text = fc.array(line, { maxLength: 6 }).map((lines) => lines.join("\n"));
const observation = fc.record({
  pattern: fc.constantFrom("scope-creep", "hand-waving"),
  stance: fc.constantFrom("seen", "counter"),
  quote: fc.constantFrom("one", "two"),
});
const anyDraft: fc.Arbitrary<Draft> = fc.record({
  ratings: fc
    .tuple(
      ...keys.map(() =>
        fc.record({
          score: choice("1", "2", "no-signal"),
          confidence: choice("low", "high"),
          evidence: text,
        }),
      ),
    )
    .map((ratings) => Object.fromEntries(ratings.map((rating, at) => [keys[at], rating]))),
  observations: fc.array(observation, { maxLength: 4 }),
  probes: fc.record({
    hint: fc.record({ answer: choice("took-it", "engaged"), quote: text }),
    scope: fc.record({ answer: choice("not-asked", "refused"), quote: text }),
  }),
  recommendation: choice("yes", "no"),
  level: choice("senior", "staff"),
  summary: text,
  notes: text,
});

describe("merging any two versions", () => {
  const held = (property: fc.IProperty<[Draft, Draft, Draft]>) =>
    fc.assert(property, { numRuns: 400 });
  test("gives the one that changed where the other did not, and what both say where they agree", () => {
    held(
      fc.property(anyDraft, anyDraft, anyDraft, (base, one, other) => {
        const clean = (draft: Draft) => ({ draft, clashes: [] });
        expect(mergeDrafts(base, one, base)).toEqual(clean(one));
        expect(mergeDrafts(base, base, one)).toEqual(clean(one));
        expect(mergeDrafts(other, one, one)).toEqual(clean(one));
      }),
    );
  });
  test("again changes nothing more", () => {
    held(
      fc.property(anyDraft, anyDraft, anyDraft, (base, mine, theirs) => {
        const { draft } = mergeDrafts(base, mine, theirs);
        expect(mergeDrafts(theirs, draft, theirs)).toEqual({ draft, clashes: [] });
        expect(mergeDrafts(mine, mine, draft)).toEqual({ draft, clashes: [] });
      }),
    );
  });
  test("does not depend on whose is whose, clashes aside", () => {
    const sorted = (draft: Draft, without: readonly string[]) => ({
      fields: Object.entries(fieldsOf(draft)).filter(([path]) => !without.includes(path)),
      observations: draft.observations.map((seen) => JSON.stringify(seen)).toSorted(),
    });
    held(
      fc.property(anyDraft, anyDraft, anyDraft, (base, mine, theirs) => {
        const [one, other] = [mergeDrafts(base, mine, theirs), mergeDrafts(base, theirs, mine)];
        const paths = one.clashes.map(({ path }) => path);
        expect(other.clashes).toEqual(
          one.clashes.map((clash) => ({ ...clash, mine: clash.theirs, theirs: clash.mine })),
        );
        expect(sorted(other.draft, paths)).toEqual(sorted(one.draft, paths));
      }),
    );
  });
});

const fieldsOf = ({ ratings, probes, recommendation, level, summary, notes }: Draft) => ({
  ...Object.fromEntries(
    Object.entries({ ratings, probes }).flatMap(([of, parts]) =>
      Object.entries(parts).flatMap(([key, part]) =>
        Object.entries(part).map(([name, value]) => [`${of}.${key}.${name}`, value]),
      ),
    ),
  ),
  ...{ recommendation, level, summary, notes },
});

/** Edits of a text of which every word stands once, so that each can be followed. */
const edits = (of: string) =>
  fc
    .array(
      fc.record({
        at: fc.nat(6),
        what: fc.constantFrom("drop", "replace", "insert"),
        n: fc.nat(99),
      }),
      { maxLength: 4 },
    )
    .map((list) => {
      const lines = Array.from({ length: 6 }, (_, at) => `w${at}`);
      for (const { at, what, n } of list)
        lines.splice(at, what === "insert" ? 0 : 1, ...(what === "drop" ? [] : [`${of}${at}${n}`]));
      return lines.join("\n");
    });

test("no word that both texts kept, and none that either added, is missing from the merged one", () => {
  const base = Array.from({ length: 6 }, (_, at) => `w${at}`).join("\n");
  const words = (value: string) => value.split("\n").filter((word) => word !== "");
  let merged = 0;
  fc.assert(
    fc.property(edits("m"), edits("t"), (mine, theirs) => {
      const both = mergeTexts(base, mine, theirs);
      if (both === null) return;
      merged++;
      const [m, t, is] = [words(mine), words(theirs), new Set(words(both))];
      for (const word of m)
        if (t.includes(word) || !base.includes(word)) expect(is).toContain(word);
      for (const word of t) if (!base.includes(word)) expect(is).toContain(word);
      for (const word of words(base))
        if (!m.includes(word) || !t.includes(word)) expect(is).not.toContain(word);
    }),
    { numRuns: 1_000 },
  );
  expect(merged).toBeGreaterThan(100);
});
