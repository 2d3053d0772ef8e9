import { FigureView } from "#app/components/figure-view.tsx";
import { Section } from "#app/components/page.tsx";
import { agreementWords, inOneSentence } from "#app/domain/calibration/agreement-words.ts";
import { type FigureId, figureOf } from "#app/domain/calibration/figures-view.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import type { CalibrationView, ViewFindings } from "#app/domain/calibration/view.ts";
import { useFiles } from "#app/routes/_app.calibration/address.ts";
import { Fold } from "#app/routes/_app.calibration/fold.tsx";

/** How far panels agree by criterion, what they scored, and what each weight comes to. */
export function Criteria({ view, found }: { view: CalibrationView; found: ViewFindings }) {
  const { weights } = found.summary;
  return (
    <Section title="Criteria">
      <Shown view={view} id="reliability" />
      <Advice view={view} found={found} />
      <Shown view={view} id="versions" />
      <Shown view={view} id="distributions" />
      <Shown view={view} id="weights" />
      {isRefusal(weights) ? (
        <p className="mb-6 max-w-measure">{`What the weights come to cannot be said. ${weights.reason}`}</p>
      ) : null}
      <OverTime view={view} />
    </Section>
  );
}

function Shown({ view, id }: { view: CalibrationView; id: FigureId }) {
  const files = useFiles();
  const figure = figureOf(view, id);
  return figure ? <FigureView figure={figure} files={files(id)} /> : null;
}

/** The sentence of each criterion: what its agreement means, and what to do about it. */
function Advice({ view: { rubric }, found }: { view: CalibrationView; found: ViewFindings }) {
  const { criteria, points, agreement } = found.summary;
  const titles = new Map(rubric?.criteria.map(({ key, title }) => [key, title]));
  return (
    <ul className="mb-6 grid max-w-measure gap-1.5">
      {criteria.map((key, at) => {
        const own = agreement.byCriterion[at];
        if (!own) return null;
        const words = agreementWords(own, {
          criterion: titles.get(key) ?? key,
          scale: [1, points],
        });
        return <li key={key}>{inOneSentence(words)}</li>;
      })}
    </ul>
  );
}

function OverTime({ view }: { view: CalibrationView }) {
  const files = useFiles();
  const figures = (["quarters", "bar"] as const).flatMap((id) => {
    const figure = figureOf(view, id);
    return figure ? [{ id, figure }] : [];
  });
  if (figures.length === 0) return null;
  return (
    <Fold title="Over time">
      {figures.map(({ id, figure }) => (
        <FigureView key={id} figure={figure} files={files(id)} heading="h4" />
      ))}
    </Fold>
  );
}
