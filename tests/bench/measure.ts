import autocannon from "autocannon";

export type Figure = { readonly median: number; readonly p95: number; readonly rate: number };

const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;

/** Runs `work` one at a time; milliseconds. */
export async function timed(n: number, work: (at: number) => Promise<unknown>, warm = 0) {
  for (let at = 0; at < warm; at++) await work(at);
  const times: number[] = [];
  for (let at = warm; at < warm + n; at++) {
    const began = performance.now();
    await work(at);
    times.push(performance.now() - began);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return { median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}

type Target = { readonly url: string; readonly headers: Record<string, string> };

async function load({ url, headers }: Target, connections: number, seconds: number) {
  const result = await autocannon({ url, headers, connections, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(
      `${url}: ${result.non2xx} answers that are no success, ${result.errors} errors`,
    );
  return result.requests.total / result.duration;
}

/** Latency with one connection to the first process, then requests per second with 16 over all. */
export async function loaded(targets: readonly Target[], seconds = 6): Promise<Figure> {
  const [first] = targets;
  if (!first) throw new Error("Nothing to load");
  for (const target of targets) await load(target, 4, 2);
  const alone = await timed(
    300,
    async () => {
      const answer = await fetch(first.url, { headers: first.headers });
      if (!answer.ok) throw new Error(`${first.url} answered ${answer.status}`);
      await answer.arrayBuffer();
    },
    50,
  );
  const rates = await Promise.all(
    targets.map((target) => load(target, 16 / targets.length, seconds)),
  );
  return { ...alone, rate: rates.reduce((a, b) => a + b, 0) };
}

/** One line of what a bench found, beside what was wanted of it. */
export type Row = {
  readonly what: string;
  readonly figure: string;
  readonly budget: string;
  readonly met: boolean | null;
};

export const within = (
  what: string,
  figure: string,
  budget = "",
  met: boolean | null = null,
): Row => ({ what, figure, budget, met });

export const ms = (value: number) => `${value.toFixed(2)} ms`;
export const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;

export function print(rows: readonly Row[]) {
  const width = Math.max(...rows.map((row) => row.what.length));
  for (const { what, figure, budget, met } of rows)
    console.log(
      `${what.padEnd(width)}  ${figure.padStart(20)}  ${budget.padEnd(16)} ${met === null ? "" : met ? "met" : "NOT MET"}`,
    );
}
