import { FigureView } from "#app/components/figure-view.tsx";
import { Section } from "#app/components/page.tsx";
import { useFigure } from "#app/routes/_app.calibration/address.ts";
import { Fold } from "#app/routes/_app.calibration/fold.tsx";
import type { CriteriaShown } from "#app/routes/_app.calibration/shown.server.ts";

/** How far panels agree by criterion, what they scored, and what each weight comes to. */
export function Criteria({ shown }: { shown: CriteriaShown }) {
  const at = useFigure();
  const { reliability, advice, scores, weightsRefused, overTime } = shown;
  return (
    <Section title="Criteria">
      {reliability ? <FigureView figure={reliability} {...at(reliability)} /> : null}
      <ul className="mb-6 grid max-w-measure gap-1.5">
        {advice.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {scores.map(({ id, figure }) => (
        <FigureView key={id} figure={figure} {...at(figure)} />
      ))}
      {weightsRefused ? (
        <p className="mb-6 max-w-measure">{`What the weights come to cannot be said. ${weightsRefused}`}</p>
      ) : null}
      {overTime.length > 0 ? (
        <Fold title="Over time">
          {overTime.map(({ id, figure }) => (
            <FigureView key={id} figure={figure} heading="h4" {...at(figure)} />
          ))}
        </Fold>
      ) : null}
    </Section>
  );
}
