import * as z from "zod/mini";
import { text } from "#app/domain/authored-text.ts";
import { levels } from "#app/domain/level.ts";

const key = (what: string) =>
  text(what, 60).check(
    z.regex(/^[A-Za-z][A-Za-z0-9-]*$/, `${what} may hold letters, digits and hyphens only.`),
    z.refine((word) => !isReservedKey(word), {
      error: ({ input }) => `${what} cannot be ${input}.`,
    }),
  );
const level = z.enum(levels, `A level is one of ${levels.join(", ")}.`);

/** Words that every object knows: ratings and weights by such a key would be mistaken for its own. */
export const isReservedKey = (word: string): boolean => word in {} || word === "prototype";

/** Anchor texts by scale point, for one level: `{ "1": "...", "4": "..." }`. */
const Anchors = z.record(
  z.string().check(z.regex(/^[1-9]\d*$/, "Anchors go by scale point.")),
  text("An anchor"),
);

const CriterionSchema = z.strictObject({
  key: key("A criterion's key"),
  title: text("A criterion's title", 80),
  question: text("A criterion's question"),
  raise: z.optional(text("`raise`")),
  weight: z
    .number("A weight is a whole number.")
    .check(
      z.int("A weight is a whole number."),
      z.gte(0, "A weight is not below 0."),
      z.lte(100, "A weight is not above 100."),
    ),
  anchors: z.partialRecord(level, Anchors),
});

/** One dimension of a rubric, with what each point looks like at each level. */
export type Criterion = z.infer<typeof CriterionSchema>;

const unique = (values: readonly string[]) => new Set(values).size === values.length;
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

const patternWords = {
  title: text("A pattern's title", 80),
  seen: text("What is seen"),
  better: text("What is better"),
  levels: z
    .array(level)
    .check(
      z.minLength(1, "A pattern weighs at one level or more."),
      z.refine(unique, "A level stands here twice."),
    ),
  probe: text("How to probe"),
  counts: text("What counts as seen"),
  notEnough: text("What is not enough"),
  counter: text("What argues against it"),
};

/** An anti-pattern of the catalogue: what is seen, how to probe it, what counts as evidence. */
export const Pattern = z.strictObject({ key: key("A pattern's key"), ...patternWords });
export type Pattern = z.infer<typeof Pattern>;

/** What a pattern says besides its key. */
export type PatternField = Exclude<keyof Pattern, "key">;

/**
 * A pattern as a rubric's file offers it: one of the catalogue's by its key, alone or with what the
 * rubric says otherwise; or one of the rubric's own, whole. A key that stands alone is read as the
 * mapping that holds it.
 */
export const OfferedPattern = z.pipe(
  z.transform((entry: unknown) => (typeof entry === "string" ? { key: entry } : entry)),
  z.strictObject(
    {
      key: Pattern.shape.key,
      title: z.optional(patternWords.title),
      seen: z.optional(patternWords.seen),
      better: z.optional(patternWords.better),
      levels: z.optional(patternWords.levels),
      probe: z.optional(patternWords.probe),
      counts: z.optional(patternWords.counts),
      notEnough: z.optional(patternWords.notEnough),
      counter: z.optional(patternWords.counter),
    },
    "A pattern is a key, or a mapping that has one.",
  ),
);
export type OfferedPattern = z.infer<typeof OfferedPattern>;

/** Pages that stand beside the rubrics' own, so no rubric can be called that. */
export const reservedSlugs: readonly string[] = ["questions", "patterns", "new", "import"];

/**
 * A rubric version as authored in `rubrics/<slug>.v<version>.yaml`. Scores run from 1 to
 * `scale.length`; every level anchors at least the lowest and the highest point of every criterion.
 */
export const Rubric = z
  .strictObject({
    slug: text("The slug", 60).check(
      z.regex(/^[a-z][a-z0-9-]*$/, "The slug may hold a-z, 0-9 and hyphens only."),
      z.refine(
        (slug) => !reservedSlugs.includes(slug),
        `The slug cannot be one of ${reservedSlugs.join(", ")}.`,
      ),
    ),
    version: z
      .number("`version` is a whole number.")
      .check(z.int("`version` is a whole number."), z.gte(1, "`version` starts at 1.")),
    title: text("The title", 80),
    summary: text("The summary"),
    levels: z
      .array(level)
      .check(
        z.minLength(1, "A rubric covers at least one level."),
        z.refine(unique, "A level stands here twice."),
      ),
    scale: z.array(text("A scale word", 40)).check(
      z.minLength(2, "A scale has at least two points."),
      z.maxLength(10, "A scale has at most ten points."),
      z.refine(
        (words) => unique(words.map((word) => word.toLowerCase())),
        "Two points of the scale share a word.",
      ),
    ),
    criteria: z.array(CriterionSchema).check(
      z.minLength(1, "A rubric has at least one criterion."),
      z.maxLength(12, "A rubric has at most twelve criteria."),
      z.refine((all) => unique(all.map((c) => c.key)), "Two criteria share a key."),
      z.refine(
        (all) => sum(all.map((c) => c.weight)) === 100,
        "The criteria's weights must add to 100.",
      ),
    ),
    patterns: z.array(OfferedPattern).check((ctx) => {
      const keys = ctx.value.map((pattern) => pattern.key);
      for (const [at, key] of keys.entries())
        if (keys.indexOf(key) < at)
          ctx.issues.push({
            ...{ code: "custom", message: `A pattern stands here twice: ${key}.` },
            ...{ path: [at, "key"], input: key },
          });
    }),
  })
  .check((ctx) => {
    const { levels: wanted, scale, criteria } = ctx.value;
    criteria.forEach((criterion, at) => {
      for (const name of wanted) {
        const anchors = criterion.anchors[name];
        const path = ["criteria", at, "anchors", ...(anchors ? [name] : [])];
        const issue = (message: string) =>
          ctx.issues.push({ code: "custom", message, path, input: anchors });
        if (!anchors?.["1"] || !anchors[String(scale.length)])
          issue(`${criterion.title} needs anchors at 1 and ${scale.length} for level ${name}.`);
        const beyond = Object.keys(anchors ?? {}).find(
          (point) => Number(point) < 1 || Number(point) > scale.length,
        );
        if (beyond)
          issue(
            `${criterion.title} has an anchor at ${beyond}, but the scale runs from 1 to ${scale.length}.`,
          );
      }
    });
  });
export type Rubric = z.infer<typeof Rubric>;

/** A pattern that a version offers, whole, with what of it the rubric states itself; mostly nothing. */
export type RubricPattern = Pattern & { readonly stated?: readonly PatternField[] };

/** What a rubric version keeps of itself: the rubric and the patterns it offers, whole. */
export type RubricContent = Omit<Rubric, "patterns"> & {
  readonly patterns: readonly RubricPattern[];
};
