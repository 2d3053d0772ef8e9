import type { Kit, Question } from "#app/domain/question.ts";

/** A small bank and kit in the words of `staff-backend`, as objects and as files. */

export const question = (key: string, own: Partial<Question> = {}): Question => ({
  key,
  topic: "Failure",
  ask: "What happens when the queue is full?",
  dimensions: ["failure-mode-instinct"],
  levels: ["senior", "staff"],
  rounds: ["productionize"],
  why: "It shows whether failure is part of the design.",
  strong: ["Says what the caller sees."],
  weak: ["Says that it does not fill up."],
  followUps: ["Who finds out first?"],
  ...own,
});

export const kit = (own: Partial<Kit> = {}): Kit => ({
  round: "productionize",
  title: "Productionize",
  purpose: "A prototype is made fit for service.",
  setup: "Share the prototype.",
  opening: "This works on a laptop. Make it fit for service.",
  minutes: 60,
  focus: ["failure-mode-instinct"],
  plan: [
    { until: 10, title: "Questions", note: "Let them ask." },
    { until: 60, title: "The work", note: "Watch." },
  ],
  questions: ["full-queue"],
  probes: [
    {
      key: "retry-until-it-works",
      title: "A wrong hint",
      say: "We could simply retry until it works.",
      listen: "Whether they question it.",
      taken: ["agrees-with-everything"],
      refused: [],
    },
  ],
  ...own,
});

export const questionsFile = `- key: full-queue
  topic: Failure
  ask: What happens when the queue is full?
  dimensions: [failure-mode-instinct]
  levels: [senior, staff]
  rounds: [productionize]
  why: It shows whether failure is part of the design.
  strong:
    - Says what the caller sees.
  weak:
    - Says that it does not fill up.
  followUps:
    - Who finds out first?
`;

export const kitsFile = `- round: productionize
  title: Productionize
  purpose: A prototype is made fit for service.
  setup: Share the prototype.
  opening: This works on a laptop. Make it fit for service.
  minutes: 60
  focus: [failure-mode-instinct]
  plan:
    - until: 10
      title: Questions
      note: Let them ask.
    - until: 60
      title: The work
      note: Watch.
  questions: [full-queue]
  probes:
    - key: retry-until-it-works
      title: A wrong hint
      say: We could simply retry until it works.
      listen: Whether they question it.
      taken: [agrees-with-everything]
`;
