import * as z from "zod/mini";
import type { Weights } from "#app/domain/score.ts";

/**
 * Whole percentages that add to exactly 100, nearest to the given relative weights
 * (largest remainder; ties go to the earlier criterion). Null when nothing has weight.
 */
export function toPercentages(weights: Weights): Record<string, number> | null {
  const entries = Object.entries(weights);
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  if (!(total > 0)) return null;
  const shares = entries.map(([key, weight]) => ({ key, exact: (weight / total) * 100 }));
  const floors = shares.map(({ key, exact }) => ({
    key,
    whole: Math.floor(exact),
    rest: exact % 1,
  }));
  const missing = 100 - floors.reduce((sum, { whole }) => sum + whole, 0);
  const lucky = new Set(
    floors
      .toSorted((a, b) => b.rest - a.rest)
      .slice(0, missing)
      .map(({ key }) => key),
  );
  return Object.fromEntries(
    floors.map(({ key, whole }) => [key, whole + (lucky.has(key) ? 1 : 0)]),
  );
}

/**
 * The weights in force, carried over to another version of the rubric: criteria of both keep theirs,
 * new ones bring the rubric's default, and all are scaled to add to 100.
 */
export const carriedWeights = (
  held: Weights,
  criteria: readonly { readonly key: string; readonly weight: number }[],
): Record<string, number> => {
  const defaults = Object.fromEntries(criteria.map(({ key, weight }) => [key, weight]));
  const kept = Object.entries(defaults).map(([key, weight]) => [key, held[key] ?? weight]);
  return toPercentages(Object.fromEntries(kept)) ?? defaults;
};

/** Digits as a person writes them: `1e1` and `0x10` are numbers to a machine only. */
const percentage = z.pipe(
  z.coerce
    .string()
    .check(z.trim(), z.regex(/^-?\d{1,6}$/, { error: "Write a whole percentage.", abort: true })),
  z.pipe(
    z.transform(Number),
    z
      .number()
      .check(z.gte(0, "A weight is not below 0."), z.lte(100, "A weight is not above 100.")),
  ),
);

/** A weight set as a lead saves it: one whole percentage per criterion, adding to 100, with a reason. */
export function WeightSetForm(
  criteria: readonly { readonly key: string; readonly title: string }[],
) {
  return z
    .object({
      weights: z._default(
        z.record(z.string(), percentage, "Write a whole percentage for each criterion."),
        {},
      ),
      reason: z
        .string("Say why these weights.")
        .check(
          z.trim(),
          z.minLength(1, "Say why these weights."),
          z.maxLength(500, "Keep the reason under 500 characters."),
        ),
    })
    .check((ctx) => {
      const { weights } = ctx.value;
      const stranger = Object.keys(weights).find((key) => !criteria.some((c) => c.key === key));
      const missing = criteria.find((c) => weights[c.key] === undefined);
      const total = criteria.reduce((sum, c) => sum + (weights[c.key] ?? 0), 0);
      const refuse = (message: string, path: string[]) =>
        ctx.issues.push({ code: "custom", message, path, input: weights });
      if (stranger) refuse(`This rubric has no criterion ${stranger}.`, ["weights"]);
      else if (missing) refuse("Write a whole percentage.", ["weights", missing.key]);
      else if (total !== 100)
        refuse(`The weights add to ${total}, they must add to 100.`, ["weights"]);
    });
}
export type WeightSetForm = z.infer<ReturnType<typeof WeightSetForm>>;
