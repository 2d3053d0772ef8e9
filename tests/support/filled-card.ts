/** The criteria of the staff backend rubric, in its order. */
export const criteria = [
  "tradeoff-reasoning",
  "failure-mode-instinct",
  "verification",
  "stewardship",
  "leverage",
];

/** A card of the staff backend rubric as its form posts it: complete, and flat unless told. */
export const filledCard = (more: Readonly<Record<string, string>> = {}) => ({
  revision: "0",
  ...Object.fromEntries(criteria.map((key) => [`ratings.${key}.score`, "3"])),
  recommendation: "yes",
  level: "staff",
  summary: "Would make the same call.",
  ...more,
});
