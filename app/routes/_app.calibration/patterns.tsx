import { FigureView } from "#app/components/figure-view.tsx";
import { Section } from "#app/components/page.tsx";
import { useFigure } from "#app/routes/_app.calibration/address.ts";
import type { PatternsShown } from "#app/routes/_app.calibration/shown.server.ts";

/** Which patterns people saw over a position's loops, which decisions they go with, and what moved. */
export function Patterns({ shown: { loops, figures, unsaid } }: { shown: PatternsShown }) {
  const at = useFigure();
  return (
    <Section
      title="Patterns"
      note="Seen by people in candidates, with the moment quoted; and how panels changed what they had sealed. What is computed about one person's scores stands on their own page."
    >
      {figures.map(({ id, figure }) => (
        <FigureView key={id} figure={figure} {...at(figure)} />
      ))}
      {unsaid.map((sentence) => (
        <p key={sentence} className="mb-2 max-w-measure text-muted">
          {sentence}
        </p>
      ))}
      {figures.length === 0 ? <p className="max-w-measure text-muted">{nothing(loops)}</p> : null}
    </Section>
  );
}

function nothing(loops: number | null): string {
  if (loops === null) return "The newest result is older than this part; the next one has it.";
  return loops === 0
    ? "No settled loop with a sealed card is left to say something of."
    : "No interviewer recorded a pattern on these loops.";
}
