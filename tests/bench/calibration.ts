import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { ModelName } from "#app/domain/calibration/fit.ts";
import type { FitFigure, FitTask, Seconds } from "./calibration-fit.ts";
import { type Design, ratingsIn } from "./panels.ts";
import { benchStreaming, type StreamFigure } from "./streaming.ts";

type Goal = { readonly seconds: number; readonly megabytes?: number };
type Case = { readonly design: Design; readonly goal: Goal };

const cases: readonly Case[] = [
  { design: { candidates: 500, interviewers: 60 }, goal: { seconds: 0.03 } },
  { design: { candidates: 5_000, interviewers: 400 }, goal: { seconds: 0.25 } },
  { design: { candidates: 50_000, interviewers: 500 }, goal: { seconds: 0.6 } },
  { design: { candidates: 50_000, interviewers: 2_000 }, goal: { seconds: 4 } },
  { design: { candidates: 500_000, interviewers: 5_000 }, goal: { seconds: 20, megabytes: 400 } },
];
const models: readonly ModelName[] = ["m2", "m3"];

/** What all fits may take together, so that the bench ends. */
const BUDGET = 170_000;

type FitRow = FitTask & {
  readonly ratings: number;
  readonly goal: Goal;
  /** Null where it was given up or failed, with the reason. */
  readonly figure: FitFigure | null;
  readonly reason?: string;
  /** From the arrays to the fit, the better of the first time and the next ones. */
  readonly together: Seconds | null;
  /** `together` over one pass over the same arrays. */
  readonly passes: number | null;
  readonly met: boolean;
};

type StreamRow = StreamFigure & { readonly ratio: number; readonly met: boolean };

const MOST_RATIO = 1.5;

/** Fits of generated designs, each in a process of its own, and the stream that feeds them. */
export async function benchCalibration(json: boolean): Promise<void> {
  const say = json ? () => {} : (line: string) => console.log(line);
  say(header);
  const fits: FitRow[] = [];
  const until = performance.now() + BUDGET;
  for (const model of models)
    for (const { design, goal } of cases) {
      const row = await fitted({ design, model }, goal, until);
      fits.push(row);
      say(fitLine(row));
    }
  say(explained);
  const streamed = await benchStreaming();
  const ratio = streamed.stream / streamed.copy;
  const stream: StreamRow = { ...streamed, ratio, met: ratio <= MOST_RATIO };
  say(streamLines(stream));
  if (json) console.log(JSON.stringify({ fits, stream }, null, 2));
}

const program = fileURLToPath(new URL("./calibration-fit.ts", import.meta.url));

async function fitted(task: FitTask, goal: Goal, until: number): Promise<FitRow> {
  const of = { ...task, ratings: ratingsIn(task.design), goal };
  const args = ["--import", "tsx", program, JSON.stringify(task)];
  try {
    const timeout = Math.max(1, Math.round(until - performance.now()));
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout });
    const figure: FitFigure = JSON.parse(stdout);
    const { cells, first, again, pass, memory } = figure;
    const fit = again && again.wall < first.wall ? again : first;
    const together = { wall: cells.wall + fit.wall, cpu: cells.cpu + fit.cpu };
    const met =
      together.wall <= goal.seconds && memory.peak <= (goal.megabytes ?? Number.POSITIVE_INFINITY);
    return { ...of, figure, together, passes: together.wall / pass.wall, met };
  } catch (error) {
    return {
      ...of,
      figure: null,
      reason: reasonOf(error),
      together: null,
      passes: null,
      met: false,
    };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("killed" in error && error.killed) return "given up: the time for all fits was over";
  return /^\w*Error: .*$/m.exec(error.message)?.[0] ?? error.message;
}

const columns = [
  ["ratings", 9],
  ["design", 15],
  ["model", 5],
  ["path", 10],
  ["cells", 8],
  ["first fit", 9],
  ["again", 8],
  ["warm", 8],
  ["together", 8],
  ["its CPU", 8],
  ["passes", 7],
  ["code", 5],
  ["peak", 5],
  ["goal", 15],
] as const;

const line = (texts: readonly string[]) =>
  columns.map(([, width], at) => (texts[at] ?? "").padStart(width)).join("  ");
const header = line(columns.map(([name]) => name));
const explained = `
Seconds and megabytes. cells: from arrays to cards. first fit: with code nothing has run yet. again: the
same with warm code. warm: from where the last fit ended. together: cells with the better of first and
again, which the goal is for, and its CPU, which a busy machine stretches less. passes: together over one
sum over the same arrays. code: resident memory before there are ratings. peak: after the first fit.
`;

const s = (value: number | null) => (value === null ? "-" : value.toFixed(value < 1 ? 3 : 2));

function fitLine({ ratings, design, model, figure, goal, together, passes, met, reason }: FitRow) {
  const name = `${design.candidates} x ${design.interviewers}`;
  const what = [ratings.toLocaleString("en").replaceAll(",", " "), name, model];
  if (!figure) return `${line(what).trimEnd()}  ${reason}`;
  const { path, cells, first, again, warm, memory } = figure;
  const least = `${goal.seconds} s${goal.megabytes ? `, ${goal.megabytes} MB` : ""}`;
  return `${line([
    ...what,
    path,
    ...[cells, first, again, warm, together].map((taken) => s(taken?.wall ?? null)),
    s(together?.cpu ?? null),
    passes?.toFixed(0) ?? "-",
    memory.code.toFixed(0),
    memory.peak.toFixed(0),
    least,
  ])}  ${met ? "met" : "NOT MET"}`;
}

const streamLines = ({ ratings, stream, copy, bareCopy, version, by, ratio, met }: StreamRow) =>
  `${ratings.toLocaleString("en").replaceAll(",", " ")} ratings from Postgres, medians of three
  streamed into cells                 ${s(stream)} s
  COPY of the same columns (${by})    ${s(copy)} s  ratio ${ratio.toFixed(2)}, at most ${MOST_RATIO}: ${met ? "met" : "NOT MET"}
  COPY without card and time          ${s(bareCopy)} s  ratio ${(stream / bareCopy).toFixed(2)}
  data version                        ${s(version)} s`;
