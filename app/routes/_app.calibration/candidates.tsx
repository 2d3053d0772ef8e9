import { Link } from "@remix-run/react";
import { lazy } from "react";
import { Pages, Table } from "#app/components/listing.tsx";
import { Section, TextLink } from "#app/components/page.tsx";
import { formatScore, formatShare } from "#app/components/score.tsx";
import { Time } from "#app/components/time.tsx";
import type { CandidateTotal } from "#app/domain/calibration/summary.ts";
import { type Outcome, outcomes, outcomeWords } from "#app/domain/debrief.ts";
import { levelWords } from "#app/domain/level.ts";
import { type RoundKind, roundWords } from "#app/domain/loop.ts";
import { count, Figure, NotDrawn } from "#app/routes/_app.calibration/figure.tsx";
import { MarkKey, type MarkKind } from "#app/routes/_app.calibration/mark.tsx";

const DotPlot = lazy(() =>
  import("#app/routes/_app.calibration/dot-plot.tsx").catch(() => ({ default: NotDrawn })),
);

const marks: Record<Outcome, MarkKind> = {
  offer: "filled",
  "no-offer": "hollow",
  "not-recorded": "diamond",
};

const debriefOf = ({ loopId }: CandidateTotal) => `/loops/${loopId}/debrief`;
const wordsOf = (outcome: Outcome) =>
  outcome === "not-recorded" ? "Outcome not recorded" : outcomeWords[outcome];
const verdictOf = ({ outcome, level }: CandidateTotal) =>
  level ? ` · ${wordsOf(outcome)}, ${levelWords[level].toLowerCase()}` : "";

/** Panel totals, highest first: one page of them as a plot and the same page as a table. */
export function Candidates({
  rows,
  total,
  highest,
  lowest,
  page,
  size,
  points,
  round,
}: {
  rows: readonly CandidateTotal[];
  total: number;
  highest: CandidateTotal | null;
  lowest: CandidateTotal | null;
  page: number;
  size: number;
  points: number;
  round: RoundKind | undefined;
}) {
  const plotted = rows.flatMap((row) => (row.score === null ? [] : [{ ...row, score: row.score }]));
  const shown = outcomes.filter((outcome) => rows.some((row) => row.outcome === outcome));
  return (
    <Section title="Candidates">
      <p className="mb-3 max-w-measure">
        {highest && lowest && total > 1
          ? `Panel totals run from ${formatScore(lowest.score)} (${lowest.candidate}) to ${formatScore(highest.score)} (${highest.candidate}) on the scale of 1 to ${points}.`
          : `One panel total on the scale of 1 to ${points}: with nobody beside it, it ranks nothing.`}
        {total > size ? ` Plot and table show ${size} at a time, highest first.` : ""}
      </p>
      <Figure
        rows={plotted.length}
        plot={
          <DotPlot
            title="Panel totals by candidate"
            points={points}
            dots={plotted.map((row) => ({
              id: row.loopId,
              value: row.score,
              mark: marks[row.outcome],
              label: (
                <Link
                  to={debriefOf(row)}
                  title={row.candidate}
                  className="font-medium text-accent-text hover:underline focus-visible:outline-offset-1"
                >
                  <bdi>{row.candidate}</bdi>
                </Link>
              ),
              note: (
                <>
                  {`${count(row.cards, "card")}, ${formatShare(row.coverage)}`}
                  <span className="hidden sm:inline">{` covered${verdictOf(row)}`}</span>
                </>
              ),
            }))}
          />
        }
        caption={
          <>
            <p className="mb-1 flex flex-wrap gap-x-4 gap-y-1 text-ink">
              {shown.map((outcome) => (
                <span key={outcome} className="inline-flex items-center gap-1.5">
                  <MarkKey kind={marks[outcome]} />
                  {wordsOf(outcome)}
                </span>
              ))}
            </p>
            <p className="max-w-measure">
              {`${count(total, "settled loop")}${round ? `, cards from ${roundWords[round]} rounds only` : ""}. A total is the mean per criterion over the counted cards, then the weighted mean with the weights kept with the decision. Coverage is the share of that weight somebody observed. A dot shows no uncertainty: close totals are not a ranking.`}
            </p>
          </>
        }
        table={<CandidateTable rows={rows} />}
      />
      {total > size ? <Pages page={page} size={size} total={total} /> : null}
    </Section>
  );
}

function CandidateTable({ rows }: { rows: readonly CandidateTotal[] }) {
  return (
    <Table label="Panel totals by candidate">
      <thead>
        <tr>
          <th scope="col">Candidate</th>
          <th scope="col">Total</th>
          <th scope="col">Coverage</th>
          <th scope="col">Cards</th>
          <th scope="col">Outcome</th>
          <th scope="col">Level</th>
          <th scope="col">Settled</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.loopId}>
            <td className="min-w-40 wrap-anywhere">
              <TextLink to={debriefOf(row)}>
                <bdi>{row.candidate}</bdi>
              </TextLink>
            </td>
            <td>{formatScore(row.score)}</td>
            <td>{formatShare(row.coverage)}</td>
            <td>{row.cards}</td>
            <td className="whitespace-nowrap">{outcomeWords[row.outcome]}</td>
            <td className="whitespace-nowrap">{row.level ? levelWords[row.level] : "–"}</td>
            <td className="whitespace-nowrap">
              <Time at={row.settledAt} format="day" />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
