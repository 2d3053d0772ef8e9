import { dirname, relative } from "node:path";
import type { Reporter } from "vitest/node";

type Part = { total: number; covered: number };
type Summary = { readonly data: { readonly lines: Part; readonly branches: Part } };
type CoverageMap = {
  files(): string[];
  fileCoverageFor(file: string): { toSummary(): Summary };
};

/** Prints the share of lines and branches the tests ran, by folder. */
export default class CoverageByFolder implements Reporter {
  onCoverage(coverage: unknown): void {
    const map = coverage as CoverageMap;
    const folders = new Map<string, { lines: Part; branches: Part }>();
    for (const file of map.files()) {
      const folder = dirname(relative(process.cwd(), file));
      const sum = folders.get(folder) ?? { lines: nothing(), branches: nothing() };
      const { lines, branches } = map.fileCoverageFor(file).toSummary().data;
      add(sum.lines, lines);
      add(sum.branches, branches);
      folders.set(folder, sum);
    }
    for (const [folder, { lines, branches }] of [...folders].toSorted())
      console.log(`${folder.padEnd(28)} lines ${percent(lines)}  branches ${percent(branches)}`);
  }
}

const nothing = (): Part => ({ total: 0, covered: 0 });

function add(to: Part, part: Part): void {
  to.total += part.total;
  to.covered += part.covered;
}

const percent = ({ total, covered }: Part) =>
  `${(total === 0 ? 100 : (100 * covered) / total).toFixed(1)} %`.padStart(7);
