/**
 * The worked examples of the method page: what goes in, and every number that the page prints, rounded
 * as it is printed. A test works each of them out with the functions that calibrate.
 */
export const table = {
  interviewers: ["Ana", "Ben", "Cy"],
  rows: [
    { candidate: "Ada", scores: [3, 1, 2], mean: 2 },
    { candidate: "Bo", scores: [4, 4, 4], mean: 4 },
    { candidate: "Cleo", scores: [4, 2, 3], mean: 3 },
    { candidate: "Dev", scores: [3, 3, 3], mean: 3 },
    { candidate: "Eva", scores: [4, 2, 3], mean: 3 },
    { candidate: "Finn", scores: [3, 3, 3], mean: 3 },
  ],
  means: [3.5, 2.5, 3],
  mean: 3,
  variance: { candidate: 0.3, interviewer: 0.2, rest: 0.3 },
} as const;

export const panelScore = {
  weights: { "Trade-offs": 50, Verification: 30, Stewardship: 20 },
  cards: [
    { "Trade-offs": 3, Verification: 2 },
    { "Trade-offs": 4, Verification: 2 },
  ],
  means: { "Trade-offs": 3.5, Verification: 2 },
  score: 2.9,
  coverage: 0.8,
} as const;

/** Of Ana. */
export const severity = { above: 0.5, kept: 0.8, points: -0.4, reach: 0.5, low: -0.9, high: 0.1 };
export const carefulSeverity = -0.35;

/** Of Ada. */
export const calibrated = { below: 1, kept: 0.75, score: 2.25 };
/** Gus met Ben alone: by hand, and with everything known at once. */
export const oneCard = { given: 2, evened: 2.4, kept: 0.5, byHand: 2.7, score: 2.69 };

/** Of Cleo: what her own cards, this panel and the general level leave open. */
export const interval = {
  ...{ cards: 0.0625, panel: 0.0667, level: 0.0167, sum: 0.146 },
  ...{ root: 0.38, reach: 0.63, low: 2.37, high: 3.63 },
};

/** Of Bo against Cleo. */
export const pair = { difference: 0.75, variance: 0.15, root: 0.39, ratio: 1.94, ahead: 97 };

/** Of Cleo. */
export const rawInterval = { error: 0.41, reach: 0.67, low: 2.33, high: 3.67 };

export const order = {
  before: ["Bo", "Cleo", "Dev", "Ada"],
  after: ["Bo", "Dev", "Cleo", "Ada"],
  ...{ pairs: 6, kept: 5, swapped: 1, tau: 0.67, moved: 2 },
} as const;

export const linkage = {
  met: {
    Ada: ["Ana", "Ben"],
    Bo: ["Ben", "Cy"],
    Cleo: ["Dora", "Emil"],
  },
  islands: [
    ["Ana", "Ben", "Cy"],
    ["Dora", "Emil"],
  ],
} as const;

/** Cy is neither; Ana gives a point more than he, Ben a point less. */
export const assignment = {
  strong: [
    { candidate: "Ada", scores: { Ana: 4, Cy: 3 } },
    { candidate: "Bo", scores: { Ana: 4, Cy: 3 } },
    { candidate: "Cleo", scores: { Ana: 3, Cy: 2 } },
  ],
  weak: [
    { candidate: "Dev", scores: { Ben: 1, Cy: 2 } },
    { candidate: "Eva", scores: { Ben: 1, Cy: 2 } },
    { candidate: "Finn", scores: { Ben: 2, Cy: 3 } },
  ],
  ...{ panel: 0.5, r: 0.33 },
} as const;

/** Five candidates, each scored by two people. */
export const alpha = {
  pairs: [
    [2, 2],
    [3, 3],
    [4, 4],
    [2, 3],
    [3, 4],
  ],
  places: { 2: 2, 3: 5.5, 4: 9 },
  ...{ observed: 4.9, expected: 16.33, alpha: 0.7 },
} as const;

export const icc = { one: 0.375, ranking: 0.5, panel: 0.64, panelRanking: 0.75 };

export const distribution = { scores: [2, 3, 3, 3, 4], unseen: 1, middle: 50 } as const;

export const effectiveWeight = {
  "Trade-offs": { weight: 40, scores: [2, 3, 4], spread: 1, product: 0.4, percentage: 67 },
  Verification: { weight: 40, scores: [2.5, 3, 3.5], spread: 0.5, product: 0.2, percentage: 33 },
  Stewardship: { weight: 20, scores: [4, 4, 4], spread: 0, product: 0, percentage: 0 },
} as const;

/** Ten candidates whom the same two people met, the first five a quarter earlier. */
export const drift = {
  before: { own: [3, 2, 3, 2, 3], other: [3, 2, 3, 3, 3], difference: -0.2 },
  after: { own: [2, 3, 2, 3, 4], other: [3, 3, 3, 4, 4], difference: -0.6 },
  ...{ change: 0.4, low: -0.92, high: 1.72 },
} as const;
/** The same cards: what the quarters' candidates would get from an average interviewer. */
export const bar = { before: 2.7, after: 3.1, difference: 0.4 };

/** Two candidates: the first met two others, the second one. */
export const period = {
  ...{ own: [2, 3], others: [[3, 4], [3]], apart: [1.5, 0], weights: [0.67, 0.5] },
  ...{ sum: 1.17, severity: 0.86 },
} as const;

export const alike = {
  own: [
    [3, 3, 3],
    [2, 2, 2],
    [4, 4, 3],
  ],
  others: [
    [2, 3, 4],
    [3, 2, 2],
  ],
  ...{ flat: 2, ownVariance: 0.11, othersVariance: 0.67, ratio: 0.17 },
} as const;

export const little = { expected: [1, 2, 3, 4], given: [2, 2, 3, 3], slope: 0.4 } as const;

export const uneven = {
  ...{ expected: [3, 2, 3, 2], given: [4, 1, 3, 4], squares: [1, 1, 0, 4] },
  ...{ mean: 1.5, usual: 0.6, times: 2.5 },
} as const;

export const unrelated = {
  ...{ own: [3, 2, 2, 3, 2, 3], others: [1, 2, 2, 3, 3, 4], correlation: 0.17 },
} as const;

/** An interviewer's four scores where three in four of such scores are a 2 and the others a 1. */
export const facets = {
  ...{ share: 0.75, logit: 1.1, given: [1, 1, 2, 2], squares: 1.25, variance: 0.75, infit: 1.67 },
  ...{ sd: 0.5, error: 0.3, adjusted: 0.4, separation: 1.33, strata: 2.1, reliability: 0.64 },
} as const;

export const drills = {
  ...{ own: [3, 2, 4, 1, 2, 3], key: [3, 3, 4, 2, 2, 4] },
  ...{ exact: 3, within: 6, signed: -0.5, observed: 0.5, expected: 1.83, kappa: 0.73 },
} as const;

/** Settled loops on which a pattern was seen, and the others. */
export const patterns = {
  ...{ both: 12, corroborated: 3, low: 10, high: 49 },
  with: { offers: 5, of: 20, percentage: 25, low: 13, high: 43 },
  without: { offers: 30, of: 60, percentage: 50, low: 40, high: 60 },
} as const;

/** A score of 2 that became a 3, and cards that were written again. */
export const majority = {
  ...{ others: [3, 3, 4], mean: 3.33, before: 1.33, after: 0.33 },
  ...{ toward: 14, of: 16, percentage: 88, low: 66, high: 98 },
} as const;

export const echo = {
  shorter:
    "Asked what breaks before drawing anything, bounded the retries, then gave each queue an owner and said who is paged.",
  longer:
    "Good round. Asked what breaks before drawing anything, bounded the retries, then gave each queue an owner. Knew who is paged.",
  ...{ runs: 16, shared: 11, percentage: 69 },
} as const;

/** What is needed before something is said, and from where on something is named. */
export const least = {
  ...{ cards: 5, cardsToAdjust: 6, interviewers: 3, compared: 5, overlap: 5, drills: 3 },
  ...{ flatScores: 3, severity: 0.25, strong: 0.8, fair: 0.667 },
  ...{ chance: 0.01, correlation: 0.3 },
  ...{ loops: 10, moves: 10, editors: 3, lateHours: 72, shingle: 5, shingles: 10, echo: 0.5 },
} as const;
