import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brokenWords } from "#app/domain/audit.ts";
import { independenceWords } from "#app/domain/independence.ts";
import { checkReceipt } from "#app/domain/receipt.ts";
import type { Db } from "#db/client.server.ts";
import { Refusal, runCommand, unexpected } from "#db/command.ts";
import { sha256 } from "#db/queries/seal.server.ts";
import {
  type Checked,
  type Cursor,
  checkRecord,
  hasLink,
} from "#db/queries/verification.server.ts";

const STEP = 20_000;

/** Checks the whole record and says what was checked; throws with the first broken link. */
export async function verifyRecord(
  db: Db,
  progress: (sentence: string) => void = () => {},
): Promise<string> {
  const sum = { events: 0, versions: 0, decisions: 0, uncovered: 0 };
  const warnings: string[] = [];
  for (let from: Cursor | null = null; ; ) {
    const step = await checkRecord(db, from, STEP);
    for (const key of ["events", "versions", "decisions", "uncovered"] as const)
      sum[key] += step.checked[key];
    warnings.push(...step.warnings);
    if (step.state === "broken")
      throw new Refusal(
        [`The record is broken. ${brokenWords(step.broken)}.`, checkedWords(sum)].join("\n"),
      );
    if (step.state === "done")
      return [
        `The record holds. ${checkedWords(sum)}`,
        ...warnings.slice(0, 5).map((warning) => `Worth a look: ${warning}.`),
        ...(warnings.length > 5 ? [`… and ${warnings.length - 5} more like it.`] : []),
        `Newest link: event ${step.head.sequence}, ${step.head.hash}`,
      ].join("\n");
    from = step.cursor;
    progress(`${number(from.sequence)} of ${number(step.total)} events checked …`);
  }
}

const number = (n: number) => n.toLocaleString("en");
const count = (n: number, noun: string) => `${number(n)} ${noun}${n === 1 ? "" : "s"}`;

function checkedWords({ events, versions, decisions, uncovered }: Checked): string {
  const older =
    uncovered === 0
      ? ""
      : ` ${count(uncovered, "older event")} from before the record was chained ${uncovered === 1 ? "is" : "are"} not covered.`;
  return `Checked ${count(events, "event")}, ${count(versions, "sealed card")} and ${count(decisions, "decision")}.${older}`;
}

/** Checks a receipt by itself; throws with what is wrong in it. */
export async function verifyReceipt(file: string) {
  const text = await readFile(file, "utf8").catch(() => {
    throw new Refusal(`${file} cannot be read.`);
  });
  const checked = checkReceipt(parsed(text), sha256);
  if (!checked.holds) throw new Refusal(`${file} does not hold. ${brokenWords(checked.broken)}.`);
  const { receipt } = checked;
  const { head, events, loop } = receipt;
  const own = events.filter((event) => "action" in event).length;
  const words = [
    `${file} holds: ${loop.candidate}, ${loop.position}.`,
    `Checked ${count(own, "event")} of the loop and ${count(events.length - own, "digest")} between them.`,
    ...independenceWords(checked.independence, (id) => receipt.people[id] ?? "Somebody"),
    `Newest link: event ${head.sequence}, ${head.hash}`,
  ];
  return { head, words: words.join("\n") };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const usage = "Usage: npm run audit:verify [-- receipt.json [--against-database]]";

function readArguments(args: readonly string[]) {
  const options = { "against-database": { type: "boolean" } } as const;
  try {
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    const against = values["against-database"] ?? false;
    if (positionals.length > 1 || (against && positionals.length === 0)) throw new Refusal(usage);
    return { file: positionals[0], against };
  } catch (error) {
    throw error instanceof Refusal
      ? error
      : new Refusal(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}

async function againstDatabase(file: string): Promise<void> {
  const { head, words } = await verifyReceipt(file);
  await runCommand(async ({ db }) => {
    const there = await known(() => hasLink(db, head));
    if (!there)
      throw new Refusal(
        `${file} holds in itself, but this database's record has another event ${head.sequence}.`,
      );
    return `${words}\nThis database's record has the same link.`;
  });
}

/** A database from before the record was chained says so in a sentence. */
async function known<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    if (typeof cause === "object" && cause !== null && "code" in cause && cause.code === "42P01")
      throw new Refusal("This database has no chained record yet: run npm run db:migrate first.");
    throw error;
  }
}

async function run(): Promise<void> {
  const { file, against } = readArguments(process.argv.slice(2));
  if (!file) return runCommand(({ db }) => known(() => verifyRecord(db, console.error)));
  if (against) return againstDatabase(file);
  console.log((await verifyReceipt(file)).words);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await run().catch((error: unknown) => {
    process.exitCode = 1;
    console.error(error instanceof Refusal ? error.message : unexpected(error));
  });
