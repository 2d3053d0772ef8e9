import type { Logger } from "pino";
import type { RunScope } from "#app/domain/calibration/run.ts";
import { calculateApart, type Thread } from "#app/jobs/calibration-apart.server.ts";
import type { Progress } from "#app/jobs/calibration-thread.ts";
import type { Db } from "#db/client.server.ts";
import { dataVersion, listScopes, streamColumns } from "#db/queries/calibration-cells.server.ts";
import { readPatterns } from "#db/queries/calibration-patterns.server.ts";
import {
  failRun,
  finishRun,
  type HeldRun,
  keepRun,
  listUnderWay,
  MOST_ATTEMPTS,
  markStale,
  releaseRun,
  takeRun,
} from "#db/queries/calibration-run.server.ts";
import {
  forgetOlderMethods,
  hasSnapshot,
  scopeKey,
  termsOf,
  warmStart,
} from "#db/queries/calibration-snapshot.server.ts";
import { readTallies } from "#db/queries/calibration-tallies.server.ts";

/** Goes up when the same facts give other results, so that every scope is calculated anew. */
const METHOD = 7;

const POLL = 1_500;
/** How often a run renews its lease, tells its progress and hears that it was stopped. */
const BEAT = 1_000;
/** How much of a run is spent before the calculation begins. */
const READING = 0.2;
const MOST_READINGS = 3;

const calculation: Thread = { entry: new URL("./calibration-worker.ts", import.meta.url) };

export type Calibrating = {
  /** Looks for runs now, because one may just have been asked for. */
  readonly nudge: () => void;
  /** Resolves once everything that is due has been tried. */
  readonly drain: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

type Log = Pick<Logger, "error" | "warn">;

/**
 * Calculates scopes whose facts have changed, one after another, each in a thread of its own, in any
 * number of processes at once, until it is stopped. `thread` is what each begins with.
 */
export function startCalibration(db: Db, log: Log, thread = calculation): Calibrating {
  const stopping = new AbortController();
  let under: Promise<void> | null = null;

  const work = async () => {
    while (!stopping.signal.aborted) {
      const run = await takeRun(db);
      if (!run) return;
      await carryOut(db, log, run, { thread, stopping: stopping.signal });
    }
  };
  const drain = (): Promise<void> => {
    under ??= work()
      .catch((error) => log.error({ err: error }, "calibration is waiting"))
      .finally(() => {
        under = null;
      });
    return under;
  };
  const begun = markUncalibrated(db, stopping.signal).catch((error) =>
    log.error({ err: error }, "calibration was not looked through"),
  );
  const timer = setInterval(drain, POLL);
  timer.unref();
  return {
    nudge: () => void drain(),
    drain: () => begun.then(drain),
    stop: async () => {
      stopping.abort();
      clearInterval(timer);
      await Promise.all([begun, under]);
    },
  };
}

const versionOf = async (db: Db, scope: RunScope) => `${METHOD}:${await dataVersion(db, scope)}`;

/** Marks every scope whose facts no snapshot has seen: after a first start, or a newer method. */
export async function markUncalibrated(db: Db, signal?: AbortSignal): Promise<void> {
  await forgetOlderMethods(db, METHOD);
  const waiting = await listUnderWay(db);
  for (const scope of await listScopes(db)) {
    if (signal?.aborted) return;
    if (waiting.has(scopeKey(scope))) continue;
    if (!(await hasSnapshot(db, scopeKey(scope), await versionOf(db, scope))))
      await markStale(db, [scope]);
  }
}

type Surroundings = { readonly thread: Thread; readonly stopping: AbortSignal };

/** Runs once and leaves the scope with a result, to be tried again, or failed with its reason. */
async function carryOut(db: Db, log: Log, run: HeldRun, { thread, stopping }: Surroundings) {
  const lease = holdLease(db, log, run, stopping);
  try {
    if (run.attempts > MOST_ATTEMPTS)
      throw new Error("The server went away in the middle of it, more than once.");
    await finishRun(db, run, await calculate(db, run, thread, lease));
  } catch (error) {
    if (stopping.aborted) await releaseRun(db, run);
    else if (!lease.signal.aborted) {
      const then = await failRun(db, run, reasonOf(error));
      log.warn({ err: error, scope: run.scope, then }, "a calibration failed");
    }
  } finally {
    await lease.end();
  }
}

type Lease = {
  /** Aborted once the run is no longer this process's: stopped by somebody, or taken over. */
  readonly signal: AbortSignal;
  readonly tell: (progress: Progress) => void;
  readonly end: () => Promise<void>;
};

/** Renews a run's lease until its end, and writes down its progress meanwhile. */
function holdLease(db: Db, log: Log, run: HeldRun, stopping: AbortSignal): Lease {
  const lost = new AbortController();
  const abort = () => lost.abort();
  if (stopping.aborted) abort();
  stopping.addEventListener("abort", abort);
  let progress: Progress = { phase: "reading the ratings", share: 0 };
  let beating: Promise<void> | null = null;
  const beat = () => {
    beating ??= keepRun(db, run, progress)
      .then((kept) => {
        if (!kept) abort();
      })
      // The next beat may reach the database again; if none does, the lease runs out.
      .catch((error) => log.warn({ err: error, scope: run.scope }, "a lease was not renewed"))
      .finally(() => {
        beating = null;
      });
  };
  const timer = setInterval(beat, BEAT);
  return {
    signal: lost.signal,
    tell: (told) => {
      const next = told.phase !== progress.phase;
      // Parts take turns that are not known beforehand, but nothing done is undone.
      progress = { phase: told.phase, share: Math.max(progress.share, told.share) };
      if (next) beat();
    },
    end: async () => {
      clearInterval(timer);
      stopping.removeEventListener("abort", abort);
      await beating;
    },
  };
}

/** What there is to keep, or the version of the facts alone where their result is kept already. */
async function calculate(db: Db, run: HeldRun, thread: Thread, { signal, tell }: Lease) {
  const began = performance.now();
  const now = await versionOf(db, run);
  if (await hasSnapshot(db, run.scope, now)) return now;
  const { dataVersion, tallies, ...facts } = await readFacts(db, run, now, { signal, tell });
  const ratings = facts.columns.rating.length;
  const start = await warmStart(db, run.scope);
  const written = await calculateApart({ ...facts, start }, thread, {
    signal,
    tell: ({ phase, share }) => tell({ phase, share: READING + (1 - READING) * share }),
  });
  const seconds = Math.round(performance.now() - began) / 1000;
  const lists = [...written.lists, ...tallies];
  return { ...written, lists, dataVersion, ratings, seconds };
}

/** The facts of one version: read again where others settled in the middle of the reading. */
async function readFacts(
  db: Db,
  run: HeldRun,
  now: string,
  { signal, tell }: Pick<Lease, "signal" | "tell">,
) {
  let dataVersion = now;
  for (let left = MOST_READINGS; left > 0; left--) {
    const columns = await streamColumns(db, run, { signal });
    tell({ phase: "counting answers", share: READING / 2 });
    const terms = await termsOf(db, run);
    const counts = await readTallies(db, run, { points: terms.points, signal });
    tell({ phase: "following patterns", share: (READING * 3) / 4 });
    const tallies = [...counts, ...(await readPatterns(db, run, { signal }))];
    const after = await versionOf(db, run);
    if (after === dataVersion) return { columns, tallies, ...terms, dataVersion };
    dataVersion = after;
  }
  throw new Error("Loops kept settling while it was read.");
}

/** In words, because it is shown to people; what only a log's reader understands stays there. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return UNTOLD;
  const code = "code" in error ? error.code : null;
  if (code === "ERR_WORKER_OUT_OF_MEMORY") return "It needed more memory than there is.";
  const said = Object.getPrototypeOf(error) === Error.prototype && !code && !error.cause;
  return said ? error.message : UNTOLD;
}

const UNTOLD = "What went wrong is in the server's log.";
