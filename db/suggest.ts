import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { protectedHints } from "#app/domain/protected/protected.ts";
import { suggestedTags } from "#app/domain/suggestion/suggestion.ts";

/** What the card's review page would say of notes in a file, for whoever wants to measure it. */

export const usage = `Usage: npm run --silent suggest -- [notes.jsonl]

Reads one JSON object with "id" and "note" per line (- or no file reads standard input; empty lines
are passed over) and prints one per line, in order:

  {"id": "...", "tags": [{"key", "because"}], "protected": [{"key", "because"}]}

A line that cannot be read is named on standard error. The others are printed all the same, and the
command ends with 1.

  --help`;

const noteLine = z.object({ id: z.string(), note: z.string() });

export type Output = {
  readonly print: (line: string) => void;
  readonly complain: (problem: string) => void;
};

/** The exit code; what it found goes to the output, line by line. */
export async function suggestCommand(
  args: readonly string[],
  input: NodeJS.ReadableStream,
  output: Output,
): Promise<0 | 1> {
  const refuse = (...problems: string[]) => {
    for (const problem of problems) output.complain(problem);
    return 1 as const;
  };
  const stated = statedIn(args);
  if (!stated.ok) return refuse(stated.problem, "--help tells how to ask.");
  if (stated.help) {
    output.print(usage);
    return 0;
  }
  const [file = "-", ...others] = stated.files;
  if (others.length > 0) return refuse(`One file at a time: ${others.join(", ")} is one too many.`);
  const name = file === "-" ? "standard input" : file;
  try {
    return await suggestLines(name, file === "-" ? input : createReadStream(file), output);
  } catch (error) {
    return refuse(unreadable(name, error));
  }
}

function statedIn(args: readonly string[]) {
  const options = { help: { type: "boolean" } } as const;
  try {
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { ok: true, files: positionals, help: values.help === true } as const;
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) } as const;
  }
}

async function suggestLines(name: string, input: NodeJS.ReadableStream, output: Output) {
  let number = 0;
  let unread = 0;
  // A stream that cannot be opened says so on itself, which the lines of it do not pass on.
  const failed = new Promise<never>((_, reject) => input.once("error", reject));
  failed.catch(() => {});
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[
    Symbol.asyncIterator
  ]();
  for (;;) {
    const next = await Promise.race([lines.next(), failed]);
    if (next.done) break;
    number += 1;
    const text = number === 1 ? next.value.replace(/^\uFEFF/, "") : next.value;
    if (text.trim() === "") continue;
    const read = readLine(text);
    if (read.ok) output.print(JSON.stringify(suggested(read.line)));
    else {
      unread += 1;
      output.complain(`${name} line ${number}: ${read.problem}`);
    }
  }
  return unread === 0 ? 0 : 1;
}

function readLine(text: string) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, problem: "This is no JSON." } as const;
  }
  const line = noteLine.safeParse(value);
  return line.success
    ? ({ ok: true, line: line.data } as const)
    : ({ ok: false, problem: 'It needs "id" and "note", both text.' } as const);
}

const suggested = ({ id, note }: z.infer<typeof noteLine>) => ({
  id,
  tags: suggestedTags(note).map(({ key, because }) => ({ key, because })),
  protected: protectedHints(note).map(({ key, because }) => ({ key, because })),
});

function unreadable(name: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return `There is no file ${name}.`;
  if (code === "EISDIR") return `${name} is a folder, not a file.`;
  if (code === "EACCES") return `${name} cannot be read: allow it and try again.`;
  if (code !== "") return `${name} cannot be read (${code}).`;
  throw error;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // Whoever reads may have read enough.
  process.stdout.on("error", (error) => {
    if (!("code" in error) || error.code !== "EPIPE") throw error;
  });
  process.exitCode = await suggestCommand(process.argv.slice(2), process.stdin, {
    print: (line) => process.stdout.write(`${line}\n`),
    complain: (problem) => process.stderr.write(`${problem}\n`),
  });
}
