import { Notice, Page, Section, TextLink } from "#app/components/page.tsx";
import { PageRefusal } from "#app/components/refusal.tsx";
import type { ScopeChoice } from "#app/domain/calibration/view.ts";
import { Beginning } from "#app/routes/_app.calibration/beginning.tsx";
import { CandidateList } from "#app/routes/_app.calibration/candidate-list.tsx";
import { Criteria } from "#app/routes/_app.calibration/criteria.tsx";
import { Interviewers } from "#app/routes/_app.calibration/interviewer-list.tsx";
import { Parts } from "#app/routes/_app.calibration/parts.tsx";
import { Patterns } from "#app/routes/_app.calibration/patterns.tsx";
import { RunStatus } from "#app/routes/_app.calibration/run-status.tsx";
import { Selection } from "#app/routes/_app.calibration/selection.tsx";
import type { Shown } from "#app/routes/_app.calibration/shown.server.ts";

type Failure = Parameters<typeof PageRefusal>[0]["failure"];

/** What a committee sees in a minute: what its numbers are worth, then the numbers. */
export function CalibrationPage({
  view,
  mayRun,
  failure,
}: {
  view: Shown;
  mayRun: boolean;
  failure: Failure;
}) {
  const { chosen, found, run, settledSince } = view;
  return (
    <Page
      title="Calibration"
      below="What settled loops say about candidates, interviewers, criteria and patterns."
      actions={
        chosen ? (
          <p className="flex flex-wrap gap-x-4 *:py-1.5">
            <TextLink to={comparisonOf(chosen)}>Compare two selections</TextLink>
            <TextLink to="/calibration/method">How the figures are worked out</TextLink>
          </p>
        ) : null
      }
    >
      {chosen ? <Selection filters={view.filters} options={view.options} chosen={chosen} /> : null}
      <PageRefusal failure={failure} />
      {view.ignored.length > 0 ? <Ignored words={view.ignored} /> : null}
      {found && chosen ? (
        <>
          <Parts shown={found.part} />
          {found.part === "candidates" ? <Headline said={found.headline} /> : null}
          <Narrowed said={view.narrowed} />
          {run && (found.part === "candidates" || run.state !== "current") ? (
            <RunStatus run={run} scope={chosen} mayRun={mayRun} settledSince={settledSince} />
          ) : null}
          <Part shown={found} met={view.filters.met !== undefined} />
        </>
      ) : (
        <Beginning chosen={chosen} run={run} settledSince={settledSince} mayRun={mayRun} />
      )}
    </Page>
  );
}

function Part({ shown, met }: { shown: NonNullable<Shown["found"]>; met: boolean }) {
  switch (shown.part) {
    case "candidates":
      return <CandidateList shown={shown} />;
    case "interviewers":
      return <Interviewers shown={shown} narrowed={met} />;
    case "criteria":
      return <Criteria shown={shown} />;
    case "patterns":
      return <Patterns shown={shown} />;
  }
}

const comparisonOf = ({ positionId, rubricVersionId }: ScopeChoice) =>
  `/calibration/compare?${new URLSearchParams({
    "a.position": positionId,
    "a.rubric": rubricVersionId,
    "b.position": positionId,
    "b.rubric": rubricVersionId,
  })}`;

function Headline({ said }: { said: readonly string[] }) {
  return (
    <Section title="What these numbers are worth">
      <ul className="max-w-measure list-disc space-y-1 pl-5 text-prose marker:text-line-strong">
        {said.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Section>
  );
}

function Narrowed({ said }: { said: readonly string[] }) {
  return said.length > 0 ? (
    <p className="-mt-2 mb-6 max-w-measure text-small text-muted">{said.join(" ")}</p>
  ) : null;
}

function Ignored({ words }: { words: readonly string[] }) {
  return (
    <Notice tone="caution">
      {`The address names something that is not here (${words.join(", ")}), so that part was left out. Everything else applies.`}
    </Notice>
  );
}
