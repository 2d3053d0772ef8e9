import { type Feature, kindWeight } from "#app/domain/suggestion/features.ts";
import { patternKeys } from "#app/domain/suggestion/patterns.ts";

/**
 * A multinomial logistic regression over the patterns and "none of them": how likely each is, given
 * the features of a stretch of text. It was fitted by tests/training; this only adds up its weights.
 */

/** The weights as they are kept: text, so that a change of them can be read in a diff. */
export type WrittenModel = {
  /** By class, that of "none" last, between spaces. */
  readonly bias: string;
  /** What one step of a weight's root, and of a rarity, is worth. */
  readonly step: number;
  readonly rarityStep: number;
  /** For each feature: its name, a sign for its rarity, and a class and a weight in turn. */
  readonly features: string;
};

type Weights = {
  readonly rarity: number;
  readonly classes: readonly number[];
  readonly values: readonly number[];
};
export type Model = {
  readonly bias: readonly number[];
  readonly features: ReadonlyMap<string, Weights>;
};

/** Steps are written as one sign each, from "#" up, without the one that JSON would escape. */
export const signOf = (step: number): string =>
  String.fromCharCode(step < 57 ? step + 35 : step + 36);
const stepOf = (code: number): number => (code < 92 ? code - 35 : code - 36);

/** Weights go both ways: this sign is 0. */
export const MIDDLE = 45;

/** Weights are written by their roots, with their sign. */
const weightOf = (root: number): number => Math.sign(root) * root * root;

export function readModel(written: WrittenModel): Model {
  const features = new Map<string, Weights>();
  const lines = written.features.split(" ");
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const signs = [...(lines[at + 1] ?? "")].map((sign) => stepOf(sign.charCodeAt(0)));
    const [rarity = 0, ...rest] = signs;
    features.set(lines[at] ?? "", {
      rarity: rarity * written.rarityStep,
      classes: rest.filter((_, place) => place % 2 === 0),
      values: rest
        .filter((_, place) => place % 2 === 1)
        .map((step) => weightOf((step - MIDDLE) * written.step)),
    });
  }
  return { bias: written.bias.split(" ").map(Number), features };
}

/** A feature that the model knows, with what it weighs. */
export type Known = {
  readonly feature: Feature;
  readonly weights: Weights;
  readonly size: number;
};

export const knownOf = (model: Model, features: readonly Feature[]): Known[] =>
  features.flatMap((feature) => {
    const weights = model.features.get(feature.name);
    if (!weights) return [];
    return [{ feature, weights, size: weights.rarity * kindWeight(feature.name) }];
  });

/** How likely each class is, that of "none" last, and what each feature did for it. */
export type Reading = {
  readonly likelihoods: readonly number[];
  /** By class: the features, with their share in the class's score. */
  readonly shares: (of: number) => { readonly feature: Feature; readonly share: number }[];
};

/** A feature counts once, however often it is there, and a long text no more than a short one. */
export function read(model: Model, features: readonly Known[]): Reading {
  const seen = new Set<Weights>();
  const once = features.filter(({ weights }) => !seen.has(weights) && seen.add(weights));
  const length = Math.sqrt(once.reduce((sum, { size }) => sum + size * size, 0)) || 1;
  const scores = [...model.bias];
  for (const { weights, size } of once)
    weights.classes.forEach((of, place) => {
      scores[of] = (scores[of] ?? 0) + ((weights.values[place] ?? 0) * size) / length;
    });
  return {
    likelihoods: softmax(scores),
    shares: (of) =>
      once.map(({ feature, weights, size }) => ({
        feature,
        share: ((weights.values[weights.classes.indexOf(of)] ?? 0) * size) / length,
      })),
  };
}

function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** How much of the likeliest pattern's likelihood a second one is not held to compete with. */
const SHARED = 0.8;

/**
 * How sure the model is of each pattern, from 0 to 1. A text may hold two patterns, of which the
 * likelier leaves less to the other than it deserves; so the others are measured by what it leaves.
 */
export function confidences(likelihoods: readonly number[]): number[] {
  const patterns = likelihoods.slice(0, patternKeys.length);
  const most = Math.max(...patterns);
  return patterns.map((one) => (one < most ? one / (1 - SHARED * most) : one));
}
