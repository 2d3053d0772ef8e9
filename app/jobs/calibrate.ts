import { createReadStream } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { cellsFrom } from "#app/domain/calibration/cells.ts";
import {
  type Estimator,
  estimators,
  type ModelName,
  modelNames,
} from "#app/domain/calibration/fit.ts";
import { ratingsReader } from "#app/domain/calibration/ratings-csv.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { calibrate } from "#app/domain/calibration/report.ts";
import { reportJson } from "#app/domain/calibration/report-json.ts";
import { problemWords } from "#app/domain/transfer.ts";

/** Calibration of a file of ratings, for analysts: one JSON object out, problems by line otherwise. */

export const usage = `Usage: npm run --silent calibrate -- ratings.csv [options]

Reads candidate,interviewer,criterion,rating (an empty rating was not observed; - reads standard
input) and prints one JSON object.

  --model m1|m2|m3         m2 unless weights are given, then m3
  --weights criterion=w,…  relative weights of the criteria; one left out weighs nothing
  --seed n                 of everything drawn at random (1)
  --estimator ${estimators.join("|")}   chosen by the size of the panel where left out
  --path exact|stochastic  chosen by the number of interviewers where left out
  --help`;

const paths = ["exact", "stochastic"] as const;

type Request = {
  readonly file: string;
  readonly model: ModelName;
  readonly weights: ReadonlyMap<string, number> | null;
  readonly seed: number;
  readonly estimator: Estimator | undefined;
  readonly path: (typeof paths)[number] | undefined;
};

type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly string[] };

const refused = (...problems: string[]) => ({ ok: false, problems }) as const;

/** What the command prints: the report, or everything that keeps it from being one. */
export async function calibrateCommand(
  args: readonly string[],
  input: AsyncIterable<Uint8Array>,
): Promise<Answer<string>> {
  const stated = statedIn(args);
  if (!stated.ok) return refused(...stated.problems, "--help tells how to ask.");
  if (stated.value.help) return { ok: true, value: usage };
  const request = requestFrom(stated.value);
  if (!request.ok) return refused(...request.problems, "--help tells how to ask.");
  const { file, model, seed, estimator, path } = request.value;
  const name = file === "-" ? "standard input" : file;
  const columns = await readRatings(
    name,
    file === "-" ? input : createReadStream(file, { highWaterMark: PIECE }),
  );
  if (!columns.ok) return columns;
  const weights = weightsOf(columns.value.criteria, request.value.weights);
  if (!weights.ok) return weights;
  const cells = cellsFrom(columns.value);
  if (isRefusal(cells)) return refused(`${name}: ${cells.reason}`);
  const report = calibrate(cells, {
    model,
    seed,
    ...(weights.value && { weights: weights.value }),
    ...(estimator && { estimator }),
    ...(path && { path }),
  });
  if (isRefusal(report)) return refused(report.reason);
  return { ok: true, value: JSON.stringify(reportJson(report)) };
}

const PIECE = 1 << 20;

function statedIn(args: readonly string[]) {
  const text = { type: "string" } as const;
  const options = {
    ...{ model: text, seed: text, estimator: text, path: text },
    weights: { type: "string", multiple: true },
    help: { type: "boolean" },
  } as const;
  try {
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { ok: true, value: { ...values, files: positionals } } as const;
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
}

type Stated = Extract<ReturnType<typeof statedIn>, { ok: true }>["value"];

function requestFrom(stated: Stated): Answer<Request> {
  const problems: string[] = [];
  const oneOf = <T extends string>(
    option: string,
    known: readonly T[],
    said: string | undefined,
  ) => {
    const found = known.find((word) => word === said);
    if (said !== undefined && found === undefined)
      problems.push(`--${option} ${said} is none of ${known.join(", ")}.`);
    return found;
  };
  const [file, ...others] = stated.files;
  if (file === undefined) problems.push("No file is named.");
  if (others.length > 0) problems.push(`One file at a time: ${others.join(", ")} is one too many.`);
  const model = oneOf("model", modelNames, stated.model);
  const estimator = oneOf("estimator", estimators, stated.estimator);
  const path = oneOf("path", paths, stated.path);
  const seed = stated.seed ?? "1";
  if (!/^\d{1,9}$/.test(seed))
    problems.push(`--seed ${seed} is no whole number below 1,000,000,000.`);
  const weights = stated.weights && weightsIn(stated.weights, (problem) => problems.push(problem));
  if (weights && model && model !== "m3")
    problems.push(
      `Weights are for m3, which scores whole cards: leave out --weights or --model ${model}.`,
    );
  if (file === undefined || problems.length > 0) return refused(...problems);
  const byDefault = weights ? "m3" : "m2";
  const asked = { estimator, path, seed: Number(seed), weights: weights ?? null };
  return { ok: true, value: { file, model: model ?? byDefault, ...asked } };
}

/** A name may hold a comma or an equals sign: a weight ends at a comma and follows the last sign. */
function weightsIn(stated: readonly string[], complain: (problem: string) => void) {
  const weights = new Map<string, number>();
  for (const piece of stated.flatMap((text) => text.split(/(?<==[^=,]*),/))) {
    const sign = piece.lastIndexOf("=");
    const name = piece.slice(0, Math.max(sign, 0)).trim();
    const weight = piece.slice(sign + 1).trim();
    if (name === "") complain(`--weights "${piece}" is not criterion=weight.`);
    else if (!/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(weight) || !Number.isFinite(Number(weight)))
      complain(`The weight of ${name}, "${weight}", is not a number from 0 up.`);
    else if (weights.has(name)) complain(`${name} has two weights.`);
    else weights.set(name, Number(weight));
  }
  return weights;
}

/** The weights in the order of the criteria, over the largest; those left out weigh nothing. */
function weightsOf(
  criteria: readonly string[],
  stated: Request["weights"],
): Answer<readonly number[] | null> {
  if (stated === null) return { ok: true, value: null };
  const unknown = [...stated.keys()].filter((name) => !criteria.includes(name));
  if (unknown.length > 0)
    return refused(
      ...unknown.map((name) => `No rating is on ${name}, which --weights names.`),
      `The criteria are ${criteria.join(", ")}.`,
    );
  const most = Math.max(...stated.values());
  return most > 0
    ? { ok: true, value: criteria.map((name) => (stated.get(name) ?? 0) / most) }
    : refused("All weights are 0: give at least one criterion some weight.");
}

async function readRatings(name: string, bytes: AsyncIterable<Uint8Array>) {
  const reader = ratingsReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const piece of bytes) reader.read(decoder.decode(piece, { stream: true }));
    reader.read(decoder.decode());
  } catch (error) {
    return refused(unreadable(name, error));
  }
  const read = reader.end();
  if (read.ok) return { ok: true, value: read.columns } as const;
  const rest = read.total - read.problems.length;
  return refused(
    ...read.problems.map((problem) => `${name} ${problemWords(problem)}`),
    ...(rest > 0 ? [`… and ${rest.toLocaleString("en")} more`] : []),
  );
}

function unreadable(name: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "ENOENT") return `There is no file ${name}.`;
  if (code === "EISDIR") return `${name} is a folder, not a file.`;
  if (code === "EACCES") return `${name} cannot be read: allow it and try again.`;
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA")
    return `${name} is not UTF-8 text: save it as CSV in UTF-8 and try again.`;
  if (code !== "") return `${name} cannot be read (${code}).`;
  throw error;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // Whoever reads may have read enough.
  process.stdout.on("error", (error) => {
    if (!("code" in error) || error.code !== "EPIPE") throw error;
  });
  const answer = await calibrateCommand(process.argv.slice(2), process.stdin);
  if (answer.ok) process.stdout.write(`${answer.value}\n`);
  else {
    process.exitCode = 1;
    process.stderr.write(`${answer.problems.join("\n")}\n`);
  }
}
