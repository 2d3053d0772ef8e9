import { Notice, Page, Section, TextLink } from "#app/components/page.tsx";
import { PageRefusal } from "#app/components/refusal.tsx";
import { orderOf } from "#app/domain/calibration/figures-view.ts";
import { type CalibrationFilter, filterWords } from "#app/domain/calibration/filters.ts";
import { headlineOf } from "#app/domain/calibration/headline.ts";
import type { CalibrationView, ScopeChoice } from "#app/domain/calibration/view.ts";
import { Beginning } from "#app/routes/_app.calibration/beginning.tsx";
import { CandidateList } from "#app/routes/_app.calibration/candidate-list.tsx";
import { Criteria } from "#app/routes/_app.calibration/criteria.tsx";
import { Interviewers } from "#app/routes/_app.calibration/interviewer-list.tsx";
import { RunStatus } from "#app/routes/_app.calibration/run-status.tsx";
import { Selection } from "#app/routes/_app.calibration/selection.tsx";

type Failure = Parameters<typeof PageRefusal>[0]["failure"];

/** What a committee sees in a minute: what its numbers are worth, then the numbers. */
export function CalibrationPage({
  view,
  mayRun,
  failure,
}: {
  view: CalibrationView;
  mayRun: boolean;
  failure: Failure;
}) {
  const { chosen, found, run } = view;
  return (
    <Page
      title="Calibration"
      below="What settled loops say about candidates, interviewers and criteria."
      actions={
        chosen ? (
          <p className="flex flex-wrap gap-x-4 *:py-1.5">
            <TextLink to={comparisonOf(chosen)}>Compare two selections</TextLink>
            <TextLink to="/calibration/method">How the figures are worked out</TextLink>
          </p>
        ) : null
      }
    >
      {chosen ? <Selection view={view} chosen={chosen} /> : null}
      <PageRefusal failure={failure} />
      {view.ignored.length > 0 ? <Ignored names={view.ignored} /> : null}
      {found && chosen ? (
        <>
          <Headline view={view} />
          {run ? (
            <RunStatus run={run} scope={chosen} mayRun={mayRun} settledSince={view.settledSince} />
          ) : null}
          <CandidateList view={view} found={found} />
          <Interviewers view={view} found={found} />
          <Criteria view={view} found={found} />
        </>
      ) : (
        <Beginning view={view} mayRun={mayRun} />
      )}
    </Page>
  );
}

const comparisonOf = ({ positionId, rubricVersionId }: ScopeChoice) =>
  `/calibration/compare?${new URLSearchParams({
    "a.position": positionId,
    "a.rubric": rubricVersionId,
    "b.position": positionId,
    "b.rubric": rubricVersionId,
  })}`;

function Headline({ view }: { view: CalibrationView }) {
  const { found, filters } = view;
  if (!found) return null;
  const narrowedTo =
    filters.quarter ?? filters.from ?? filters.until ?? filters.level ?? filters.met;
  const ranked =
    orderOf(view) === "calibrated" && found.candidates.page === 1 && narrowedTo === undefined;
  return (
    <Section title="What these numbers are worth">
      <ul className="max-w-measure list-disc space-y-1 pl-5 text-prose marker:text-line-strong">
        {headlineOf(found, { ranked }).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {view.narrowed.length > 0 ? (
        <p className="mt-2 max-w-measure text-small text-muted">{view.narrowed.join(" ")}</p>
      ) : null}
    </Section>
  );
}

function Ignored({ names }: { names: readonly CalibrationFilter[] }) {
  const words = names.map((name) => filterWords[name]);
  return (
    <Notice tone="caution">
      {`The address names something that is not here (${words.join(", ")}), so that part was left out. Everything else applies.`}
    </Notice>
  );
}
