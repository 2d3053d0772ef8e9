import { parentPort } from "node:worker_threads";
import type { Columns } from "#app/domain/calibration/cells.ts";
import type { Starts } from "#app/domain/calibration/report.ts";
import type {
  Found,
  ListPiece,
  SnapshotList,
  Terms,
} from "#db/queries/calibration-snapshot.server.ts";

/** What a calculation in a thread of its own is told, and what it tells. */

export type Task = Terms & {
  readonly columns: Columns;
  /** Where the last calculation of this scope ended. */
  readonly start: Starts | null;
};

/** What it is doing, and how much of the calculation is done, from 0 to 1. */
export type Progress = { readonly phase: string; readonly share: number };

/** What is written down as it is: a summary that is read at once, and lists read row by row. */
export type Calculated = {
  readonly findings: {
    readonly summary: object;
    readonly candidates: readonly object[];
    readonly rawOrder: readonly object[];
    readonly interviewers: readonly object[];
    readonly periods: {
      readonly severity: readonly object[];
      readonly agreement: readonly object[];
    };
  };
  readonly start: Starts | null;
};

/** Throwing from `tell` ends the calculation. */
export type Calculate = (task: Task, tell: (progress: Progress) => void) => Calculated;

/** Findings as JSON in pieces: the summary, and the lists by themselves. */
export type Written = Pick<Found, "result" | "lists" | "start">;

export type Told =
  | ({ readonly kind: "progress" } & Progress)
  | ({ readonly kind: "done" } & Written);

/** A task with the switch that stops it: a thread that calculates reads no messages. */
export type Sent = { readonly task: Task; readonly stopped: Int32Array };

/** Entries of a list that are written together. */
const PIECE = 1_000;
/** More would only be passed over: it is written down about once a second. */
const TELL_MS = 100;

/** Calculates what this thread is sent; whatever the calculation throws ends the thread. */
export function answer(calculate: Calculate): void {
  const port = parentPort;
  if (!port) throw new Error("This runs in a thread of its own.");
  const say = (told: Told) => port.postMessage(told);
  port.once("message", ({ task, stopped }: Sent) => {
    let last = { phase: "", at: 0 };
    const calculated = calculate(task, ({ phase, share }) => {
      if (Atomics.load(stopped, 0) !== 0) throw new Error("Stopped.");
      const at = performance.now();
      if (phase === last.phase && at - last.at < TELL_MS) return;
      last = { phase, at };
      say({ kind: "progress", phase, share });
    });
    say({ kind: "done", ...writtenOut(calculated) });
  });
}

function writtenOut({ findings, start }: Calculated): Written {
  const { summary, candidates, rawOrder, interviewers, periods } = findings;
  const lists = [
    ...piecesOf("candidates", candidates),
    ...piecesOf("raw-order", rawOrder),
    ...piecesOf("interviewers", interviewers),
    ...piecesOf("period-severity", periods.severity),
    ...piecesOf("period-agreement", periods.agreement),
  ];
  return { result: JSON.stringify(summary), lists, start };
}

function piecesOf(list: SnapshotList, entries: readonly object[]): ListPiece[] {
  const pieces: ListPiece[] = [];
  for (let from = 0; from < entries.length; from += PIECE)
    pieces.push({ list, from, entries: JSON.stringify(entries.slice(from, from + PIECE)) });
  return pieces;
}
