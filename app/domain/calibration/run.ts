/**
 * Where the calculation of one position and rubric version stands. `current`: the newest snapshot
 * has seen every settled loop. `queued`: it waits for its turn, or for more loops to settle.
 */
export const runStates = ["current", "queued", "running", "failed", "stopped"] as const;
export type RunState = (typeof runStates)[number];

/** What is calibrated by itself: scales and weights of different versions never mix. */
export type RunScope = { readonly positionId: string; readonly rubricVersionId: string };

/** As a reader is told of it. */
export type CalibrationRun = {
  readonly state: RunState;
  /** The run under way, to be named by whoever stops it. */
  readonly run: string | null;
  /** What the run is doing. */
  readonly phase: string | null;
  /** How much of the run is done, from 0 to 1. */
  readonly share: number;
  /** Why the last run failed. */
  readonly reason: string | null;
  /** Whether there are facts that neither the newest result nor the run under way has seen. */
  readonly waiting: boolean;
  /** The newest result; null before the first. */
  readonly snapshot: {
    readonly id: string;
    /** Seconds since it was calculated. */
    readonly age: number;
    readonly computedAt: Date;
    /** Null for whoever a conflict of interest keeps from some of them. */
    readonly ratings: number | null;
    /** How long that took. */
    readonly seconds: number | null;
  } | null;
};

/** Whether waiting brings something new by itself. */
export const isUnderWay = ({ state }: Pick<CalibrationRun, "state">): boolean =>
  state === "queued" || state === "running";

const steps = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** `just now`, `1 minute ago`, `3 days ago`: the largest whole unit. */
export function ageWords(seconds: number): string {
  for (const [unit, length] of steps) {
    const n = Math.floor(seconds / length);
    if (n >= 1) return `${n} ${unit}${n === 1 ? "" : "s"} ago`;
  }
  return "just now";
}
