import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mutations } from "./table.ts";

/**
 * Breaks the rules one line at a time, in memory, and runs the tests that must notice. Fails with
 * the name of each breakage that nobody noticed, and where a line to break is no longer there.
 */
const SIDE_BY_SIDE = 2;
/** Only those whose name holds this; all where none is named. */
const [asked = ""] = process.argv.slice(2);

const waiting = [...mutations.entries()].filter(([, { breaks }]) => breaks.includes(asked));
const files = [...new Set(waiting.flatMap(([, { caughtBy }]) => caughtBy))];
const sound = await tested(files);
if (!sound.passed) fail([`These tests fail by themselves:\n${sound.said}`]);

const missed: string[] = [];
const count = waiting.length;
await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
if (missed.length > 0) fail(missed);
console.log(`All ${count} breakages were caught.`);

async function work(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [number, { breaks, file, before, caughtBy }] = next;
    const found = readFileSync(file, "utf8").split(before).length - 1;
    if (found !== 1) missed.push(`${breaks}: its line stands ${found} times in ${file}\n${before}`);
    else {
      const began = performance.now();
      const { passed } = await tested(caughtBy, String(number));
      if (passed) missed.push(`Nobody noticed: ${breaks} (${file})`);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`${passed ? "MISSED" : "caught"} ${seconds.padStart(5)} s  ${breaks}`);
    }
  }
}

function tested(
  files: readonly string[],
  number?: string,
): Promise<{ passed: boolean; said: string }> {
  const projects = ["unit", "db", "route"].filter((name) =>
    files.some((file) => file.startsWith(`tests/${name}/`)),
  );
  const named = projects.flatMap((name) => ["--project", name]);
  const env = { ...process.env, SEQUENCE_RUNS: "12", ...(number ? { MUTATION: number } : {}) };
  const vitest = "node_modules/vitest/vitest.mjs";
  const command = ["run", "--bail", "1", ...named, ...files];
  const child = spawn(process.execPath, [vitest, ...command], { env });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      said += chunk;
    });
  return new Promise((resolve) =>
    child.once("close", (code) => resolve({ passed: code === 0, said })),
  );
}

function fail(reasons: readonly string[]): never {
  console.error(reasons.join("\n"));
  process.exit(1);
}
