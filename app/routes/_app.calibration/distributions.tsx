import { Table } from "#app/components/listing.tsx";
import { panel, Section } from "#app/components/page.tsx";
import { formatScore, formatShare, ScaleLegend } from "#app/components/score.tsx";
import type { Distribution } from "#app/domain/calibration/summary.ts";
import { notObservedWords } from "#app/domain/scorecard.ts";
import { toneOf } from "#app/domain/tone.ts";
import { AsTable, count } from "#app/routes/_app.calibration/figure.tsx";

type Criteria = readonly { readonly key: string; readonly title: string }[];

/** How each criterion was scored: one bar of 100% per criterion, drawn on the server. */
export function Distributions({
  distributions,
  criteria,
  scale,
}: {
  distributions: readonly Distribution[];
  criteria: Criteria;
  scale: readonly string[];
}) {
  const titles = new Map(criteria.map(({ key, title }) => [key, title]));
  const named = distributions.map((row) => ({
    ...row,
    title: titles.get(row.criterion) ?? row.criterion,
  }));
  return (
    <Section title="Criteria">
      <p className="mb-3 max-w-measure">{sentence(named)}</p>
      <figure className={panel}>
        <ul className="grid gap-3 px-3 py-3 sm:px-4">
          {named.map((row) => (
            <li
              key={row.criterion}
              className="grid gap-x-4 gap-y-1 sm:grid-cols-[minmax(8rem,16rem)_minmax(0,1fr)] sm:items-center"
            >
              <div className="flex flex-wrap items-baseline justify-between gap-x-3 sm:block">
                <p className="font-medium">{row.title}</p>
                <p className="text-small text-muted">
                  {row.n === 0
                    ? "Not scored"
                    : `mean ${formatScore(row.mean)}, ${count(row.n, "score")}`}
                </p>
              </div>
              <Bar row={row} scale={scale} />
            </li>
          ))}
        </ul>
        <figcaption className="grid gap-2 border-t border-line px-3 py-2.5 text-small text-muted sm:px-4">
          <ScaleLegend scale={scale} />
          <p className="max-w-measure">
            Each bar holds every answer counted cards gave on the criterion, as shares of 100%.
            Parts under 8% carry no percentage; the table has all counts.
          </p>
        </figcaption>
      </figure>
      <AsTable>
        <DistributionTable rows={named} scale={scale} />
      </AsTable>
    </Section>
  );
}

type Row = Distribution & { readonly title: string };

function sentence(rows: readonly Row[]): string {
  const scored = rows
    .flatMap((row) => (row.mean === null ? [] : [{ title: row.title, mean: row.mean }]))
    .toSorted((a, b) => b.mean - a.mean);
  const [highest, lowest] = [scored[0], scored.at(-1)];
  const unseen = rows.reduce((sum, row) => sum + row.notAsked + row.noSignal, 0);
  const all = rows.reduce((sum, row) => sum + row.n, unseen);
  const gaps =
    unseen === 0
      ? "Nothing was marked not asked or no signal."
      : `${formatShare(unseen / all)} of all answers are not asked or no signal.`;
  if (!highest || !lowest) return "No criterion was scored.";
  return formatScore(highest.mean) === formatScore(lowest.mean)
    ? `${scored.length === 1 ? highest.title : "Every criterion"} has a mean of ${formatScore(highest.mean)}. ${gaps}`
    : `Mean scores are highest on ${highest.title} (${formatScore(highest.mean)}) and lowest on ${lowest.title} (${formatScore(lowest.mean)}). ${gaps}`;
}

/** The answers in the bar's order: points from the lowest up, then what was not observed. */
function partsOf(row: Distribution, scale: readonly string[]) {
  const total = row.n + row.notAsked + row.noSignal;
  const answers = [
    ...row.counts.map((n, at) => ({
      n,
      sign: String(at + 1),
      tone: toneOf(at + 1, scale.length),
      word: `${at + 1} ${scale[at] ?? ""}`,
    })),
    { n: row.notAsked, sign: "N", tone: "tone-not-asked", word: notObservedWords["not-asked"] },
    { n: row.noSignal, sign: "S", tone: "tone-no-signal", word: notObservedWords["no-signal"] },
  ];
  let before = 0;
  return answers
    .filter(({ n }) => n > 0)
    .map((answer) => {
      const start = before / total;
      before += answer.n;
      return { ...answer, start, share: answer.n / total };
    });
}

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;

function Bar({ row, scale }: { row: Row; scale: readonly string[] }) {
  const parts = partsOf(row, scale);
  if (parts.length === 0) return null;
  const words = parts.map(({ word, share }) => `${word}: ${formatShare(share)}`).join("; ");
  return (
    <svg width="100%" height="40" role="img" aria-label={`${row.title}. ${words}`}>
      {parts.map(({ tone, sign, word, n, start, share }) => (
        <foreignObject key={sign} x={percent(start)} y="0" width={percent(share)} height="40">
          <div
            className="h-10 border-r border-surface"
            title={`${word}: ${n} (${formatShare(share)})`}
          >
            <div
              className={`tone ${tone} h-full w-full content-center overflow-hidden leading-none`}
            >
              {share < 0.02 ? null : sign}
              {share < 0.08 ? null : (
                <span className="mt-0.5 text-[12px] leading-none font-normal">
                  {formatShare(share)}
                </span>
              )}
            </div>
          </div>
        </foreignObject>
      ))}
    </svg>
  );
}

function DistributionTable({ rows, scale }: { rows: readonly Row[]; scale: readonly string[] }) {
  return (
    <Table label="How often each point was given, by criterion">
      <thead>
        <tr>
          <th scope="col">Criterion</th>
          {scale.map((word, at) => (
            <th key={word} scope="col" title={word}>
              {at + 1}
              <span className="sr-only">{` ${word}`}</span>
            </th>
          ))}
          <th scope="col">Not asked</th>
          <th scope="col">No signal</th>
          <th scope="col">Scores</th>
          <th scope="col">Mean</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.criterion}>
            <th scope="row" className="min-w-36 border-t border-line text-ink!">
              {row.title}
            </th>
            {row.counts.map((n, at) => (
              <td key={scale[at]}>{n}</td>
            ))}
            <td>{row.notAsked}</td>
            <td>{row.noSignal}</td>
            <td>{row.n}</td>
            <td>{formatScore(row.mean)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
