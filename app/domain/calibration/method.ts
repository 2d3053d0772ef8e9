/** The parts of the method page by their anchors, in its order: where a figure's `method` leads. */
export const methodParts = {
  "panel-score": "Panel score",
  severity: "Severity",
  calibrated: "Adjusted score",
  interval: "Range",
  pairs: "Who is ahead",
  "raw-interval": "Range of an unadjusted score",
  order: "What adjusting does to the order",
  linkage: "Who can be compared with whom",
  assignment: "Whether panels were chosen by strength",
  alpha: "How far panels agree",
  icc: "How much of a score is the candidate",
  distributions: "Which scores are given",
  "effective-weight": "What a weight comes to",
  drift: "Change over time",
  bar: "The bar over time",
  "criteria-alike": "Scores criteria alike",
  "little-scale": "Uses little of the scale",
  uneven: "Lies far from what is expected",
  unrelated: "Hardly rises and falls with the panel",
  facets: "Measures and fit in logits",
  punctuality: "Sealed when due",
  drills: "Agreement in drills",
  minimum: "When there is not enough to say",
} as const;

export type MethodPart = keyof typeof methodParts;
