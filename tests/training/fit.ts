import { sentencesOf } from "#app/domain/notes-language/sentences.ts";
import { featuresOf, kindWeight } from "#app/domain/suggestion/features.ts";
import { MIDDLE, signOf, type WrittenModel } from "#app/domain/suggestion/model.ts";
import { patternKeys } from "#app/domain/suggestion/patterns.ts";
import type { LabelledNote } from "#tests/training/notes.ts";

/**
 * Fits the weights of app/domain/suggestion/model.ts: multinomial logistic regression by stochastic
 * gradients with AdaGrad steps. Seeded: the same notes give the same weights, byte for byte.
 */
const EPOCHS = 20;
const PENALTY = 0.0015;
const RATE = 0.5;
/** The share of an example's features left out at each look, so that nothing hangs on few words. */
const LEFT_OUT = 0.3;
/** A weight smaller than this is left out. */
const SMALL = 0.35;

const CLASSES = patternKeys.length + 1;
const NONE = patternKeys.length;
const keys: readonly string[] = patternKeys;

export type Example = {
  readonly features: readonly string[];
  readonly tags: readonly string[];
  readonly weight: number;
};

export const exampleOf = (note: LabelledNote, weight: number): Example => ({
  features: namesIn(note),
  tags: note.tags,
  weight,
});

/** Read once, however many folds a note is in. */
const namesRead = new WeakMap<LabelledNote, readonly string[]>();

function namesIn(note: LabelledNote): readonly string[] {
  const read = namesRead.get(note);
  if (read) return read;
  const features = sentencesOf(note.note).flatMap((sentence) => featuresOf(sentence));
  const names = [...new Set(features.map(({ name }) => name))];
  namesRead.set(note, names);
  return names;
}

export function fit(examples: readonly Example[]): WrittenModel {
  const vocabulary = vocabularyOf(examples);
  return written(vocabulary, descend(examples, vocabulary));
}

type Vocabulary = ReadonlyMap<string, { readonly at: number; readonly rarity: number }>;

const RARITY_STEP = 0.1;

/**
 * What stands in the examples; pairs of words only if in two of them. Rarity is the logarithm of how
 * few hold a feature, in the steps that it is written in.
 */
function vocabularyOf(examples: readonly Example[]): Vocabulary {
  const holding = new Map<string, number>();
  for (const { features } of examples)
    for (const name of features) holding.set(name, (holding.get(name) ?? 0) + 1);
  const names = [...holding]
    .filter(([name, count]) => count > 1 || !name.includes("_"))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    names.map(([name, count], at) => {
      const rarity = Math.log((1 + examples.length) / (1 + count)) + 0.3;
      return [name, { at, rarity: Math.round(rarity / RARITY_STEP) * RARITY_STEP }];
    }),
  );
}

type Fitted = { readonly weights: Float64Array; readonly bias: readonly number[] };

function descend(examples: readonly Example[], vocabulary: Vocabulary): Fitted {
  const bias = vocabulary.size;
  const rows = examples.map((example) => rowOf(example, vocabulary));
  const weights = new Float64Array((bias + 1) * CLASSES);
  const squares = new Float64Array(weights.length).fill(1e-6);
  const random = seeded(1);
  const order = rows.map((_, at) => at);
  const slope = new Float64Array(CLASSES);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, random);
    for (const at of order) {
      const row = rows[at];
      if (row) step(thinned(row, random), { weights, squares, slope, bias });
    }
  }
  return {
    weights,
    bias: [...weights.slice(bias * CLASSES)],
  };
}

type Row = {
  readonly places: Int32Array;
  readonly sizes: Float64Array;
  readonly target: Float64Array;
  readonly weight: number;
};

function rowOf({ features, tags, weight }: Example, vocabulary: Vocabulary): Row {
  const known = features.flatMap((name) => {
    const entry = vocabulary.get(name);
    return entry ? [{ at: entry.at, size: entry.rarity * kindWeight(name) }] : [];
  });
  const length = Math.sqrt(known.reduce((sum, { size }) => sum + size * size, 0)) || 1;
  const target = new Float64Array(CLASSES);
  for (const tag of tags) target[keys.indexOf(tag)] = 1 / tags.length;
  if (tags.length === 0) target[NONE] = 1;
  return {
    places: Int32Array.from([...known.map(({ at }) => at), vocabulary.size]),
    sizes: Float64Array.from([...known.map(({ size }) => size / length), 1]),
    target,
    weight,
  };
}

/** A part of the row, at the length that a row has. The last place is that of the bias, which stays. */
function thinned({ places, sizes, ...rest }: Row, random: () => number): Row {
  const bias = places.length - 1;
  const [keptPlaces, keptSizes] = [new Int32Array(bias + 1), new Float64Array(bias + 1)];
  let kept = 0;
  let squares = 0;
  for (let at = 0; at < bias; at += 1) {
    if (random() < LEFT_OUT) continue;
    const size = sizes[at] ?? 0;
    keptPlaces[kept] = places[at] ?? 0;
    keptSizes[kept] = size;
    squares += size * size;
    kept += 1;
  }
  const length = Math.sqrt(squares) || 1;
  for (let at = 0; at < kept; at += 1) keptSizes[at] = (keptSizes[at] ?? 0) / length;
  keptPlaces[kept] = places[bias] ?? 0;
  keptSizes[kept] = 1;
  return {
    ...rest,
    places: keptPlaces.subarray(0, kept + 1),
    sizes: keptSizes.subarray(0, kept + 1),
  };
}

type State = {
  readonly weights: Float64Array;
  readonly squares: Float64Array;
  readonly slope: Float64Array;
  readonly bias: number;
};

function step({ places, sizes, target, weight }: Row, { weights, squares, slope, bias }: State) {
  slope.fill(0);
  for (let i = 0; i < places.length; i += 1) {
    const from = (places[i] ?? 0) * CLASSES;
    const size = sizes[i] ?? 0;
    for (let of = 0; of < CLASSES; of += 1)
      slope[of] = (slope[of] ?? 0) + (weights[from + of] ?? 0) * size;
  }
  const most = slope.reduce((a, b) => Math.max(a, b));
  let sum = 0;
  for (let of = 0; of < CLASSES; of += 1) {
    slope[of] = Math.exp((slope[of] ?? 0) - most);
    sum += slope[of] ?? 0;
  }
  for (let of = 0; of < CLASSES; of += 1)
    slope[of] = ((slope[of] ?? 0) / sum - (target[of] ?? 0)) * weight;
  for (let i = 0; i < places.length; i += 1) {
    const place = places[i] ?? 0;
    const size = sizes[i] ?? 0;
    const penalty = place === bias ? 0 : PENALTY;
    for (let of = 0; of < CLASSES; of += 1) {
      const at = place * CLASSES + of;
      const gradient = (slope[of] ?? 0) * size + penalty * (weights[at] ?? 0);
      squares[at] = (squares[at] ?? 0) + gradient * gradient;
      weights[at] = (weights[at] ?? 0) - (RATE * gradient) / Math.sqrt(squares[at] ?? 1);
    }
  }
}

/**
 * Only differences between classes matter, so a feature's weights are written from their median, and
 * most of them are too small to be. A weight is written as the root of its size, which tells small
 * ones apart.
 */
function written(vocabulary: Vocabulary, { weights, bias }: Fitted): WrittenModel {
  const rows = [...vocabulary].map(([name, { at, rarity }]) => ({
    ...{ name, rarity, own: fromMedian([...weights.slice(at * CLASSES, (at + 1) * CLASSES)]) },
  }));
  const most = rows.reduce((a, { own }) => Math.max(a, ...own.map(Math.abs)), 0);
  const unit = Number((Math.sqrt(most) / (MIDDLE - 1)).toPrecision(6));
  const features = rows.map(({ name, rarity, own }) => {
    const pairs = own.flatMap((weight, of) => {
      const root = Math.sign(weight) * Math.round(Math.sqrt(Math.abs(weight)) / unit);
      return Math.abs(weight) < SMALL ? [] : [`${signOf(of)}${signOf(root + MIDDLE)}`];
    });
    return `${name} ${signOf(Math.round(rarity / RARITY_STEP))}${pairs.join("")}`;
  });
  return {
    bias: bias.map((one) => one.toFixed(3)).join(" "),
    step: unit,
    rarityStep: RARITY_STEP,
    features: features.join(" "),
  };
}

function fromMedian(own: readonly number[]): number[] {
  const median = own.toSorted((a, b) => a - b)[own.length >> 1] ?? 0;
  return own.map((weight) => weight - median);
}

/** Numerical Recipes' linear congruential generator, in [0, 1). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffle(order: number[], random: () => number) {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? at, order[at] ?? other];
  }
}
