import fc from "fast-check";
import { expect, test } from "vitest";
import type { CardShape } from "#app/domain/scorecard.ts";
import { typedDraft } from "#app/domain/typed-draft.ts";

const shape = {
  points: 4,
  levels: ["senior", "staff"],
  criteria: [{ key: "verification", title: "Verification" }],
  patterns: [],
  probes: [{ probe: "more-workers", title: "A wrong hint", taken: [], refused: [] }],
} as CardShape;

test("what was typed comes back whole, even where it could not be saved", () => {
  const long = "x".repeat(20_000);
  const typed = typedDraft(
    {
      ratings: { verification: { score: null, evidence: long } },
      recommendation: "maybe",
      summary: "kept",
    },
    shape,
  );
  expect(typed.ratings.verification).toEqual({ score: "", confidence: "", evidence: long });
  expect(typed).toMatchObject({ recommendation: "", summary: "kept" });
  const probed = (probe: unknown) =>
    typedDraft({ probes: { "more-workers": probe } }, shape).probes["more-workers"];
  expect(probed({ answer: null, quote: long })).toEqual({ answer: "", quote: long });
  expect(probed({ answer: "took-it" })).toEqual({ answer: "took-it", quote: "" });
});

test("nonsense never throws", () => {
  fc.assert(
    fc.property(
      fc.anything(),
      (values) => Object.keys(typedDraft(values, shape).ratings).length === 1,
    ),
  );
});
