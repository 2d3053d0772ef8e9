/** How a candidate met a probe that the interviewer planted on purpose. */
export const probeAnswers = ["took-it", "engaged", "refused", "not-asked"] as const;
export type ProbeAnswer = (typeof probeAnswers)[number];

export const probeAnswerWords: Record<ProbeAnswer, string> = {
  "took-it": "Took it",
  engaged: "Engaged",
  refused: "Refused without a reason",
  "not-asked": "Not asked",
};

/** What is said of a candidate needs their words: these answers say something. */
export const asksForWords = (answer: ProbeAnswer | ""): boolean =>
  answer === "took-it" || answer === "refused";

/** A probe of a kit, as a card asks about it. */
export type Probe = {
  readonly probe: string;
  readonly title: string;
  /** Patterns that taking it shows; engaging with it speaks against them. */
  readonly taken: readonly string[];
  /** Patterns that refusing it without a reason shows. */
  readonly refused: readonly string[];
};

/**
 * What a card asks about: the kit's probes, and those it was sealed with that the kit has dropped since,
 * so that another version is never silent about one because a file has changed.
 */
export const askedProbes = (kit: readonly Probe[], sealed: readonly Probe[]): Probe[] => [
  ...kit,
  ...sealed
    .filter(({ probe }) => kit.every((own) => own.probe !== probe))
    .map(({ probe, title, taken, refused }) => ({ probe, title, taken, refused })),
];

/** A probe on a sealed card, with what the candidate said or did, quoted; empty where nothing was. */
export type ProbeReply = Probe & { readonly answer: ProbeAnswer; readonly quote: string };
