import { existsSync, readFileSync } from "node:fs";
import { type Cells, type Columns, cellsFrom } from "#app/domain/calibration/cells.ts";
import type { Fit, ModelName, Ratios } from "#app/domain/calibration/fit.ts";
import { fitModel } from "#app/domain/calibration/model.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { type Design, panel } from "./panels.ts";

/** One design and model in a process of its own, so that the memory it takes is that of one run. */

export type FitTask = { readonly design: Design; readonly model: ModelName };

export type Seconds = {
  readonly wall: number;
  /** Of this process, which a busy machine stretches less. */
  readonly cpu: number;
};

export type FitFigure = {
  /** One sum over the same arrays. */
  readonly pass: Seconds;
  /** From the arrays to cards. */
  readonly cells: Seconds;
  /** The first fit of the process, whose code nothing has run before. */
  readonly first: Seconds;
  /** The same once its code is warm; null where the first took long. */
  readonly again: Seconds | null;
  /** A fit from where the last one ended. */
  readonly warm: Seconds;
  /** Largest resident memory in megabytes: of the code, with the ratings, and after the first fit. */
  readonly memory: { readonly code: number; readonly ratings: number; readonly peak: number };
  readonly path: Fit["path"];
  readonly variance: Fit["variance"];
};

/** From so many seconds on the same is not fitted again. */
const LONG = 5;
/** Nothing is repeated for longer than so many seconds. */
const ENOUGH = 2;
const TIMES = 20;
const PASSES = 25;

function measure({ design, model }: FitTask): FitFigure {
  const code = peak();
  const { cells: held, ratings, ...loaded } = load(design);
  const fit = (start?: Ratios): Fit => {
    const fitted = fitModel(held, { model, ...(start && { start }) });
    if (isRefusal(fitted)) throw new Error(fitted.reason);
    return fitted;
  };
  const [first, { path, variance, start }] = timed(() => fit());
  const memory = { code, ratings, peak: peak() };
  const again = first.wall < LONG ? median(repeated(() => fit())) : null;
  const warm = median(repeated(() => fit(start)));
  const { pass, building: cells } = loaded;
  return { pass, cells, first, again, warm, memory, path, variance };
}

/** The arrays are gone once the cards are there, as they are in a run of the app. */
function load(design: Design) {
  const columns = panel(design);
  const ratings = peak();
  const pass = median(repeated(() => total(columns), PASSES));
  const [first, cells] = timed(() => built(columns));
  // Cards built a second time would count as memory that a run takes.
  const building = first.wall < 0.1 ? median(repeated(() => built(columns))) : first;
  return { ratings, pass, cells, building };
}

function built(columns: Columns): Cells {
  const cells = cellsFrom(columns);
  if (isRefusal(cells)) throw new Error(cells.reason);
  return cells;
}

function total({ rating, candidate, interviewer, criterion }: Columns): number {
  let sum = 0;
  for (let row = 0; row < rating.length; row++)
    sum +=
      (rating[row] ?? 0) + (candidate[row] ?? 0) + (interviewer[row] ?? 0) + (criterion[row] ?? 0);
  return sum;
}

/** Of this process alone: what `getrusage` says may be left over from the one that started it. */
function peak(): number {
  const status = "/proc/self/status";
  const told = existsSync(status) && /VmHWM:\s+(\d+)/.exec(readFileSync(status, "utf8"))?.[1];
  return (told ? Number(told) : process.resourceUsage().maxRSS) / 1024;
}

function timed<T>(work: () => T): [Seconds, T] {
  const began = performance.now();
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return [{ wall: (performance.now() - began) / 1000, cpu: (user + system) / 1e6 }, result];
}

function repeated(work: () => unknown, times = TIMES): Seconds[] {
  const taken: Seconds[] = [];
  const began = performance.now();
  do taken.push(timed(work)[0]);
  while (taken.length < times && performance.now() - began < ENOUGH * 1000);
  return taken;
}

function median(taken: readonly Seconds[]): Seconds {
  const middle = (values: readonly number[]) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  return { wall: middle(taken.map(({ wall }) => wall)), cpu: middle(taken.map(({ cpu }) => cpu)) };
}

console.log(JSON.stringify(measure(JSON.parse(process.argv[2] ?? "{}"))));
