/** The anti-patterns of the catalogue, in its order, each as what a sentence reads as. */
export const patternReadings = {
  "accepts-framing": "starting to build from the prompt as given",
  "complexity-showcase": "machinery that no constraint asks for",
  "unstated-tradeoffs": "a choice without its reason or its price",
  "agrees-with-everything": "going along with whatever is suggested",
  "scope-creep": "adding what the problem does not need",
  "org-blind": "designing as if no other team were there",
  "single-solution": "one approach and no other",
  contrarian: "turning a requirement down without engaging with it",
  "checklist-performance": "a senior-sounding remark from which nothing follows",
  "framing-overreach": "framing or organisation where a technical answer was due",
  "false-certainty": "a guess told as a fact",
  "hedges-everything": "no choice, also when asked for one",
  "rehearsed-breadth": "familiar parts without a link to this problem",
  "no-failure-modes": "nothing said of what breaks",
  "unverified-claims": "a claim that nothing was done to check",
  "bolts-on-change": "a change added to messy code that stays as it was",
  "blames-others": "failures that are other people's",
  "solo-narrative": "stories with nobody else in them",
  "no-influence-evidence": "no example of moving people beyond the own team",
  "stuck-at-one-altitude": "staying with the broad picture or with the detail",
  "freezes-on-ambiguity": "waiting for a specification",
  "defers-to-assistant": "leaving the decision to an assistant",
} as const;

export type PatternKey = keyof typeof patternReadings;

export const patternKeys = Object.keys(patternReadings) as readonly PatternKey[];
