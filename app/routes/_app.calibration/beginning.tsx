import { ButtonLink } from "#app/components/button.tsx";
import { FigureView } from "#app/components/figure-view.tsx";
import { Empty, Section } from "#app/components/page.tsx";
import { MINIMUM_COMPARED } from "#app/domain/calibration/agreement.ts";
import { exampleFigure } from "#app/domain/calibration/example.ts";
import { MINIMUM_CARDS_TO_ADJUST } from "#app/domain/calibration/minimum-samples.ts";
import { MINIMUM_CARDS } from "#app/domain/calibration/summary.ts";
import { RunStatus } from "#app/routes/_app.calibration/run-status.tsx";
import type { Shown } from "#app/routes/_app.calibration/shown.server.ts";

/** Before the first result: where it stands, what it needs, and what it will look like. */
export function Beginning({
  chosen,
  run,
  settledSince,
  mayRun,
}: Pick<Shown, "chosen" | "run" | "settledSince"> & { mayRun: boolean }) {
  return (
    <>
      {chosen && run ? (
        <RunStatus run={run} scope={chosen} mayRun={mayRun} settledSince={settledSince} />
      ) : (
        <Empty
          title={chosen ? "No settled loops yet" : "No position yet"}
          action={
            chosen ? (
              <ButtonLink to="/loops">See the running loops</ButtonLink>
            ) : (
              <ButtonLink to="/positions">See positions</ButtonLink>
            )
          }
        >
          {chosen
            ? `Calibration begins with the first decision of a loop for ${chosen.title}.`
            : "Calibration compares the settled loops of one position. It begins with the first position and its first decision."}
        </Empty>
      )}
      <div className="mt-8">
        <Section title="What it needs">
          <ul className="max-w-measure list-disc space-y-1 pl-5 marker:text-line-strong">
            <li>Loops with sealed cards and a decision: only those count.</li>
            <li>
              {`${MINIMUM_CARDS_TO_ADJUST} cards, and interviewers who met the same candidates, before a score is adjusted.`}
            </li>
            <li>{`${MINIMUM_CARDS} cards of an interviewer before anything is said of their severity.`}</li>
            <li>
              {`${MINIMUM_COMPARED} candidates scored by two people before anything is said of how far panels agree.`}
            </li>
          </ul>
        </Section>
        <Section
          title="What it will show"
          note="An example with invented people and numbers. Beside it stand how far panels agree by criterion, how each interviewer scores against the panel, and what each weight comes to."
        >
          <FigureView figure={exampleFigure} files={null} heading={null} />
        </Section>
      </div>
    </>
  );
}
