import { lazy } from "react";
import { Table } from "#app/components/listing.tsx";
import { Section } from "#app/components/page.tsx";
import { formatScore } from "#app/components/score.tsx";
import {
  FLAT_SCORES,
  type InterviewerSummary,
  MINIMUM_CARDS,
} from "#app/domain/calibration/summary.ts";
import { count, Figure, formatDifference, NotDrawn } from "#app/routes/_app.calibration/figure.tsx";

const DotPlot = lazy(() =>
  import("#app/routes/_app.calibration/dot-plot.tsx").catch(() => ({ default: NotDrawn })),
);

/** More rows than this make no plot one can read; the table has everyone. */
const MOST = 40;

type Known = InterviewerSummary & { history: { enough: true } };
const isKnown = (interviewer: InterviewerSummary): interviewer is Known =>
  interviewer.history.enough;

/** Means and spreads by interviewer, as a plot and as a table. */
export function Interviewers({
  interviewers,
  points,
  overall,
}: {
  interviewers: readonly InterviewerSummary[];
  points: number;
  overall: number | null;
}) {
  const known = interviewers.filter(isKnown);
  const busiest = new Set(known.toSorted((a, b) => b.cards - a.cards).slice(0, MOST));
  const plotted = known.filter((interviewer) => busiest.has(interviewer));
  const few = interviewers.length - known.length;
  const highest = known[0];
  const lowest = known.at(-1);
  const waiting =
    few === 0
      ? ""
      : `${few === 1 ? "One interviewer has" : `${few} interviewers have`} too little history for the plot: it takes ${MINIMUM_CARDS} counted cards.`;
  return (
    <Section title="Interviewers">
      <p className="mb-3 max-w-measure">
        {highest && lowest && highest !== lowest
          ? `Mean scores run from ${formatScore(lowest.history.mean)} (${lowest.name}) to ${formatScore(highest.history.mean)} (${highest.name}). Part of such a difference can be the candidates each one met. `
          : ""}
        {waiting}
        {known.length > MOST
          ? ` The plot shows the ${MOST} with the most cards, the table everyone.`
          : ""}
      </p>
      {plotted.length === 0 ? (
        <InterviewerTable interviewers={interviewers} />
      ) : (
        <Figure
          rows={plotted.length}
          plot={
            <DotPlot
              title="Mean and spread of scores by interviewer"
              points={points}
              reference={overall}
              dots={plotted.map(({ id, name, cards, history }) => ({
                id,
                value: history.mean,
                spread: history.sd,
                mark: "filled",
                label: (
                  <bdi title={name} className="font-medium">
                    {name}
                  </bdi>
                ),
                note: (
                  <>
                    {`${formatScore(history.mean)} ± ${formatScore(history.sd)}, ${count(cards, "card")}`}
                    {history.difference === null ? null : (
                      <span className="hidden sm:inline">
                        {` · ${formatDifference(history.difference)} the others`}
                      </span>
                    )}
                  </>
                ),
              }))}
            />
          }
          caption={
            <p className="max-w-measure">
              {`${count(known.length, "interviewer")} with ${MINIMUM_CARDS} or more counted cards. The dot is the mean of all scores given, the whisker one standard deviation to each side, cut at the ends of the scale; the dashed line is the mean of everyone's scores (${formatScore(overall)}). The difference to the others compares scores on the same candidate and criterion only.`}
            </p>
          }
          table={<InterviewerTable interviewers={interviewers} />}
        />
      )}
    </Section>
  );
}

function InterviewerTable({ interviewers }: { interviewers: readonly InterviewerSummary[] }) {
  return (
    <>
      <Table label="Mean and spread of scores by interviewer">
        <thead>
          <tr>
            <th scope="col">Interviewer</th>
            <th scope="col">Cards</th>
            <th scope="col">Scores</th>
            <th scope="col">Mean</th>
            <th scope="col">Standard deviation</th>
            <th scope="col">Against the others</th>
            <th scope="col">Flat cards</th>
          </tr>
        </thead>
        <tbody>
          {interviewers.map(({ id, name, cards, ratings, history }) => (
            <tr key={id}>
              <th scope="row" className="min-w-36 border-t border-line text-ink! wrap-anywhere">
                <bdi>{name}</bdi>
              </th>
              <td>{cards}</td>
              <td>{ratings}</td>
              {history.enough ? (
                <>
                  <td>{formatScore(history.mean)}</td>
                  <td>{formatScore(history.sd)}</td>
                  <td className="whitespace-nowrap">
                    {history.difference === null
                      ? "Nobody else scored them"
                      : `${formatDifference(history.difference)} them on ${history.shared} shared`}
                  </td>
                  <td>{history.flat}</td>
                </>
              ) : (
                <td colSpan={4} className="text-muted">
                  {cards < MINIMUM_CARDS
                    ? `Not enough history: ${cards} of the ${MINIMUM_CARDS} cards needed.`
                    : "No criterion was scored on these cards."}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-2 max-w-measure text-small text-muted">
        {`Against the others: own score minus the mean of the others' scores on the same candidate and criterion, averaged over all that were shared. Flat card: ${FLAT_SCORES} or more scores, all the same.`}
      </p>
    </>
  );
}
