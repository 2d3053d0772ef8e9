import { appendFileSync } from "node:fs";
import { relative } from "node:path";
import type { Reporter, TestCase, TestModule } from "vitest/node";

/** Names what failed, and what passed at its second try only, in `OUTCOME_FILE` for the end of `.ci/run`. */
export default class Outcome implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const module of modules) {
      for (const error of module.errors()) say(`FAILED ${nameOf(module)}: ${error.message}`);
      for (const test of module.children.allTests()) tell(test);
    }
  }
}

function tell(test: TestCase): void {
  const result = test.result();
  const name = `${nameOf(test.module)} > ${test.fullName}`;
  if (result.state === "failed")
    say(`FAILED ${name}\n${result.errors.map(({ message }) => `    ${message}`).join("\n")}`);
  else if (test.diagnostic()?.flaky) say(`PASSED AT A SECOND TRY ${name}`);
}

const nameOf = (module: TestModule) => relative(process.cwd(), module.moduleId);

function say(line: string): void {
  if (process.env.OUTCOME_FILE) appendFileSync(process.env.OUTCOME_FILE, `${line}\n`);
}
