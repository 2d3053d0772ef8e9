import { FigureView } from "#app/components/figure-view.tsx";
import { Pages } from "#app/components/listing.tsx";
import { Section } from "#app/components/page.tsx";
import { useFigure } from "#app/routes/_app.calibration/address.ts";
import { Fold } from "#app/routes/_app.calibration/fold.tsx";
import type { InterviewersShown } from "#app/routes/_app.calibration/shown.server.ts";
import { StandingOut } from "#app/routes/_app.calibration/standing-out.tsx";

/** Severity against the panel, what stands out in words, who is linked with whom, and all answers. */
export function Interviewers({ shown, narrowed }: { shown: InterviewersShown; narrowed: boolean }) {
  const at = useFigure();
  const { severity, linkage, spreads, linked, pages } = shown;
  return (
    <Section title="Interviewers">
      {severity ? <FigureView figure={severity} heading={null} {...at(severity)} /> : null}
      {pages.total > pages.size ? (
        <Pages {...pages} name="interviewers" label="Pages of interviewers" />
      ) : null}
      <StandingOut said={shown.standingOut} />
      {linkage && !linked ? <FigureView figure={linkage} {...at(linkage)} /> : null}
      {linkage && linked ? (
        <Fold
          title="Who shares candidates with whom"
          note="everybody is linked"
          open={linkage.table !== null}
        >
          <FigureView figure={linkage} heading={null} {...at(linkage)} />
        </Fold>
      ) : null}
      {spreads ? (
        <Fold title="Answers by interviewer" open={narrowed || spreads.table !== null}>
          <FigureView figure={spreads} heading={null} {...at(spreads)} />
        </Fold>
      ) : null}
    </Section>
  );
}
