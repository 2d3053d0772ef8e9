import { FigureView } from "#app/components/figure-view.tsx";
import { Pages } from "#app/components/listing.tsx";
import { Section, TextLink } from "#app/components/page.tsx";
import { figureOf } from "#app/domain/calibration/figures-view.ts";
import { standingOut } from "#app/domain/calibration/standing-out.ts";
import type {
  CalibrationView,
  InterviewerRow,
  ViewFindings,
} from "#app/domain/calibration/view.ts";
import { useFiles } from "#app/routes/_app.calibration/address.ts";
import { Fold } from "#app/routes/_app.calibration/fold.tsx";

/** Severity against the panel, what stands out in words, who is linked with whom, and all answers. */
export function Interviewers({ view, found }: { view: CalibrationView; found: ViewFindings }) {
  const files = useFiles();
  const [severity, linkage, spreads] = [
    figureOf(view, "severity"),
    figureOf(view, "linkage"),
    figureOf(view, "spreads"),
  ];
  const { page, size, total, rows } = found.interviewers;
  const islands = found.summary.islands.length > 1;
  return (
    <Section title="Interviewers">
      {severity ? <FigureView figure={severity} files={files("severity")} heading={null} /> : null}
      {total > size ? (
        <Pages
          page={page}
          size={size}
          total={total}
          name="interviewers"
          label="Pages of interviewers"
        />
      ) : null}
      <StandingOut rows={rows} />
      {linkage && islands ? <FigureView figure={linkage} files={files("linkage")} /> : null}
      {linkage && !islands ? (
        <Fold title="Who shares candidates with whom" note="everybody is linked">
          <FigureView figure={linkage} files={files("linkage")} heading={null} />
        </Fold>
      ) : null}
      {spreads ? (
        <Fold title="Answers by interviewer" open={view.filters.met !== undefined}>
          <FigureView figure={spreads} files={files("spreads")} heading={null} />
        </Fold>
      ) : null}
    </Section>
  );
}

function StandingOut({ rows }: { rows: readonly InterviewerRow[] }) {
  const said = rows
    .map((row) => ({ row, sentences: standingOut(row) }))
    .filter(({ sentences }) => sentences.length > 0);
  return (
    <div className="mb-6">
      <h3 className="text-prose">What stands out</h3>
      {said.length === 0 ? (
        <p className="max-w-measure">
          Nothing in anybody's ratings that chance and the candidates they met would not bring.
        </p>
      ) : (
        <>
          <p className="mb-2 max-w-measure">
            Beyond what chance and the candidates they met would bring. It is about ratings, and a
            reason to talk, never a verdict on a person.
          </p>
          <ul className="grid gap-2">
            {said.map(({ row, sentences }) => (
              <li key={row.id} className="border-t border-line pt-2">
                <p className="font-medium wrap-anywhere">
                  <TextLink to={`/calibration/people/${row.id}`}>
                    <bdi>{row.name}</bdi>
                  </TextLink>
                </p>
                {sentences.map((sentence) => (
                  <p key={sentence} className="max-w-measure">
                    {sentence}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
