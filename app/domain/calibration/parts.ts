/** The parts of the view, one question each, by the names they have in addresses; the first one opens. */
export const viewParts = ["candidates", "interviewers", "criteria", "patterns"] as const;
export type ViewPart = (typeof viewParts)[number];

export const partTitles: Record<ViewPart, string> = {
  candidates: "Candidates",
  interviewers: "Interviewers",
  criteria: "Criteria",
  patterns: "Patterns",
};

/** The figures of each part, by the names they have in addresses, in their order. */
const figures = {
  candidates: ["candidates"],
  interviewers: ["severity", "linkage", "spreads"],
  criteria: ["reliability", "versions", "distributions", "weights", "quarters", "bar"],
  patterns: ["patterns", "decisions", "majority"],
} as const satisfies Record<ViewPart, readonly string[]>;

export type FigureId = (typeof figures)[ViewPart][number];
export const figureIds: readonly FigureId[] = viewParts.flatMap((part) => figures[part]);

/** The figures of one part. */
export const figureIdsOf = (part: ViewPart): readonly FigureId[] => figures[part];

/** The part a figure belongs to. */
export const partOf = (id: FigureId): ViewPart =>
  viewParts.find((part) => figures[part].some((own) => own === id)) ?? "candidates";
