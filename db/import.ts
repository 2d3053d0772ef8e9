import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { CsvError, parse } from "csv-parse";
import { sql } from "drizzle-orm";
import { type Level, levels } from "#app/domain/level.ts";
import { fail, invariant, ok, type Result } from "#app/domain/result.ts";
import type { RubricContent } from "#app/domain/rubric.ts";
import { problemWords, type Transfer, transferReader } from "#app/domain/transfer.ts";
import type { Db } from "#db/client.server.ts";
import { Refusal, runCommand } from "#db/command.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { change } from "#db/queries/change.server.ts";
import { getRubric, listRubrics, publish, readCatalogue } from "#db/queries/rubric.server.ts";
import { parseRubricFile } from "#db/queries/rubric-file.server.ts";
import { type Transferred, transfer } from "#db/queries/transfer.server.ts";
import { fileErrorWords } from "#db/queries/yaml-file.server.ts";

export type ImportRequest = {
  /** Path of a CSV file. */
  readonly file: string;
  /** `slug`, `slug@version` or the path of a rubric file, which is published first. */
  readonly rubric: string;
  readonly position: string;
  /** The rubric's lowest where it is not said. */
  readonly level?: Level | undefined;
};

export type Imported = Transferred & { readonly ratings: number };

/** Reads a whole file and writes it as settled loops, or says everything wrong with it. */
export async function importRatings(
  db: Db,
  { rubric, position: title, level: wanted, ...request }: ImportRequest,
  now: Date,
  progress: (sentence: string) => void = () => {},
): Promise<Result<Imported>> {
  const found = await findRubric(db, rubric);
  if (!found.ok) return found;
  const level = levelOf(found.value, wanted);
  if (!level.ok) return level;
  const read = await readCsv(request.file, found.value, now, progress);
  if (!read.ok) return read;
  const { candidates, cards, ratings } = read.value;
  progress(`Writing ${count(candidates.length, "loop")} with ${count(cards, "card")} …`);
  const position = { title, level: level.value };
  const file = basename(request.file);
  const written = await change(db, null, async (tx) => {
    const published = await publish(tx, [found.value]);
    if (!published.ok) return published;
    const [taken] = published.value.taken;
    if (taken) return fail("conflict", taken);
    const version = await getRubric(tx, found.value.slug, found.value.version);
    invariant(version, "a published rubric can be read");
    const done = await transfer(tx, { file, position, rubric: version, candidates });
    return "events" in published && "events" in done
      ? { ...done, events: [...published.events, ...done.events] as const }
      : done;
  });
  return written.ok ? ok({ ...written.value, ratings }) : written;
}

function levelOf(rubric: RubricContent, wanted: Level | undefined): Result<Level> {
  const level = wanted ?? rubric.levels[0];
  if (level && rubric.levels.includes(level)) return ok(level);
  const has = rubric.levels.join(", ");
  return fail("invalid", `The rubric ${rubric.slug} has no level ${level}: it has ${has}.`);
}

async function findRubric(db: Db, named: string): Promise<Result<RubricContent>> {
  if (/\.ya?ml$/.test(named)) return readRubric(named);
  const [, slug = "", version] = /^([^@]*)(?:@v?(\d+))?$/.exec(named) ?? [];
  const found = await getRubric(db, slug, version === undefined ? undefined : Number(version));
  if (found) return ok(found.content);
  const known = [...new Set((await listRubrics(db)).map((rubric) => rubric.slug))];
  return fail(
    "invalid",
    known.length > 0
      ? `No rubric ${named} is published: there is ${known.join(", ")}, or name a rubric file.`
      : `No rubric ${named} is published: run npm run rubrics first, or name a rubric file.`,
  );
}

/** A rubric file takes its patterns from the catalogue beside it, else from the one that came along. */
async function readRubric(path: string): Promise<Result<RubricContent>> {
  const text = await readFile(path, "utf8").catch((error) => unreadable(path, error));
  if (typeof text !== "string") return text;
  const beside = await readCatalogue(dirname(path));
  const patterns = beside.ok && beside.value.length === 0 ? await readCatalogue(shipped) : beside;
  const rubric = patterns.ok ? parseRubricFile(basename(path), text, patterns.value) : patterns;
  return rubric.ok
    ? ok(rubric.value)
    : fail("invalid", rubric.errors.map(fileErrorWords).join("\n"));
}

const shipped = fileURLToPath(new URL("../rubrics", import.meta.url));

async function readCsv(
  path: string,
  rubric: RubricContent,
  now: Date,
  progress: (sentence: string) => void,
): Promise<Result<Extract<Transfer, { ok: true }>>> {
  const reader = transferReader({ points: rubric.scale.length, criteria: rubric.criteria }, now);
  const name = basename(path);
  let end = 0;
  let twice = 0;
  let rows = 0;
  const parser = parse({
    ...{ bom: true, trim: true, relax_quotes: true, relax_column_count: true },
    ...{ skip_empty_lines: true, skip_records_with_empty_values: true },
    record_delimiter: ["\r\n", "\n", "\r"],
    on_record: (cells: string[], { lines }) => {
      // The parser counts a record at its last line, people look for its first; and within quotes
      // it counts a line break of two characters twice.
      reader.read(lines - twice - countIn(cells, /[\r\n]/g), cells);
      twice += countIn(cells, /\r\n/g);
      end = lines - twice;
      rows += 1;
      if (rows % 20_000 === 0) progress(`${rows.toLocaleString("en")} rows read …`);
      return null;
    },
  });
  try {
    await pipeline(Readable.from(textOf(path)), parser.resume());
  } catch (error) {
    if (!(error instanceof CsvError)) return unreadable(path, error);
    const quote = error.code === "CSV_QUOTE_NOT_CLOSED";
    const reason = quote ? "A quotation mark is opened here and never closed." : error.message;
    return fail("invalid", `${name} line ${end + 1}: ${reason}`);
  }
  const read = reader.end();
  return read.ok ? ok(read) : fail("invalid", problemReport(name, read));
}

async function* textOf(path: string) {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of createReadStream(path)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

const countIn = (cells: readonly string[], wanted: RegExp) =>
  cells.reduce((n, cell) => n + (cell.match(wanted)?.length ?? 0), 0);

function unreadable(path: string, error: unknown) {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "ENOENT") return fail("invalid", `There is no file ${path}.`);
  if (code === "EISDIR") return fail("invalid", `${path} is a folder, not a file.`);
  if (code === "EACCES") return fail("invalid", `${path} cannot be read: allow it and try again.`);
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA")
    return fail("invalid", `${path} is not UTF-8 text: save it as CSV in UTF-8 and try again.`);
  throw error;
}

function problemReport(file: string, read: Extract<Transfer, { ok: false }>): string {
  const lines = read.problems.map((problem) => `${file} ${problemWords(problem)}`);
  const rest = read.total - read.problems.length;
  const more = rest > 0 ? [`… and ${rest.toLocaleString("en")} more`] : [];
  return [...lines, ...more, "Nothing was imported."].join("\n");
}

const count = (n: number, noun: string) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;

/** What became of the file, in a sentence. */
export function importWords(file: string, title: string, done: Imported): string {
  const known = done.known === 0 ? "" : ` ${count(done.known, "loop")} had been imported before.`;
  if (done.loops === 0) return `Nothing changed: everything in ${file} had been imported before.`;
  return `Imported ${count(done.loops, "loop")} with ${count(done.cards, "card")} by ${count(done.interviewers, "interviewer")} (${count(done.ratings, "rating")} in the file) for ${title}.${known}`;
}

const usage =
  'Usage: npm run import -- ratings.csv --rubric <slug[@version] or file.yaml> --position "<title>" [--level <level>]';

/** The request that the command line states. */
export function readArguments(args: readonly string[]): ImportRequest {
  const { positionals, values } = stated(args);
  const [file, ...others] = positionals;
  const { rubric, position } = values;
  if (!file || others.length > 0 || !rubric || !position?.trim()) throw new Refusal(usage);
  const level = levels.find((known) => known === values.level);
  if (values.level !== undefined && !level)
    throw new Refusal(`${values.level} is not a level: write one of ${levels.join(", ")}.`);
  return { file, rubric, position: position.trim(), level };
}

function stated(args: readonly string[]) {
  const text = { type: "string" } as const;
  const options = { rubric: text, position: text, level: text };
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await runCommand(async (connection) => {
    const request = readArguments(process.argv.slice(2));
    await migrateToLatest(connection);
    const done = await importRatings(connection.db, request, new Date(), console.error);
    if (!done.ok) throw new Refusal(done.failure.message);
    // The embedded database never counts its rows by itself, and would plan for empty tables.
    await connection.db.execute(
      sql`analyze candidate, loop, round, card, card_version, rating, decision`,
    );
    return importWords(basename(request.file), request.position, done.value);
  });
