/** What a position hires for, lowest first within engineers and within managers. */
export const levels = [
  "junior",
  "mid",
  "senior",
  "staff",
  "principal",
  "manager",
  "senior-manager",
  "director",
] as const;
export type Level = (typeof levels)[number];

export const levelWords: Record<Level, string> = {
  junior: "Junior",
  mid: "Mid-level",
  senior: "Senior",
  staff: "Staff",
  principal: "Principal",
  manager: "Manager",
  "senior-manager": "Senior manager",
  director: "Director",
};

/** What to tell whoever names a level that the rubric has no anchors for. */
export const levelBeyond = (level: Level, covered: readonly Level[]): string =>
  `This rubric has no anchors for ${levelWords[level]}. It covers ${covered.map((name) => levelWords[name]).join(", ")}.`;

const isManager = (level: Level): boolean => levels.indexOf(level) >= levels.indexOf("manager");

/** How many steps a level stands above another, below it negative; null between engineers and managers. */
export const stepsAbove = (level: Level, other: Level): number | null =>
  isManager(level) === isManager(other) ? levels.indexOf(level) - levels.indexOf(other) : null;
