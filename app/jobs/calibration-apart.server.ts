import { type ResourceLimits, Worker } from "node:worker_threads";
import type { Columns } from "#app/domain/calibration/cells.ts";
import type { Progress, Sent, Task, Told, Written } from "#app/jobs/calibration-thread.ts";

/** How long a thread may take to stop by itself. */
const PATIENCE = 1_500;

/**
 * What a thread begins with. A thread does not load TypeScript just because the process does, which
 * is why it asks for that itself.
 */
const boot = `
  const { workerData } = require("node:worker_threads");
  import("tsx/esm/api").then(({ register }) => {
    register();
    return import(workerData.entry);
  });`;

export type Thread = {
  /** The module it begins with. */
  readonly entry: URL;
  /** As much memory as the process itself may have where left out. */
  readonly resourceLimits?: ResourceLimits;
};

type Watching = {
  readonly signal: AbortSignal;
  readonly tell: (progress: Progress) => void;
};

/**
 * Calculates in a thread of its own that ends with its answer.
 * The columns move there and are empty here from then on. Rejects with what the thread threw, or
 * with the signal's reason once the thread has stopped, which it is made to after a moment.
 */
export function calculateApart(
  task: Task,
  { entry, resourceLimits = {} }: Thread,
  { signal, tell }: Watching,
): Promise<Written> {
  const stopped = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const worker = new Worker(boot, {
      eval: true,
      execArgv: [],
      resourceLimits,
      workerData: { entry: entry.href },
    });
    let patience: NodeJS.Timeout | undefined;
    const stop = () => {
      Atomics.store(stopped, 0, 1);
      patience = setTimeout(() => worker.terminate(), PATIENCE);
    };
    const end = (settle: () => void) => {
      clearTimeout(patience);
      signal.removeEventListener("abort", stop);
      settle();
    };
    signal.addEventListener("abort", stop);
    worker.on("message", (told: Told) => {
      if (told.kind === "progress") return tell(told);
      end(() => resolve(told));
      void worker.terminate();
    });
    worker.once("error", (error) => end(() => reject(signal.aborted ? signal.reason : error)));
    worker.once("exit", (code) =>
      end(() => reject(signal.aborted ? signal.reason : new Error(endWords(code)))),
    );
    const sent: Sent = { task, stopped };
    worker.postMessage(sent, buffersOf(task.columns));
  });
}

const endWords = (code: number) => `The calculation ended without an answer (${code}).`;

const buffersOf = (columns: Columns): ArrayBuffer[] => {
  const buffers = Object.values(columns).flatMap((held) =>
    ArrayBuffer.isView(held) && held.buffer instanceof ArrayBuffer ? [held.buffer] : [],
  );
  return [...new Set(buffers)];
};
