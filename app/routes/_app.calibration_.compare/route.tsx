import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { FigureView } from "#app/components/figure-view.tsx";
import { Empty, Notice, Page, Section, TextLink } from "#app/components/page.tsx";
import {
  agreementsFigure,
  meansFigure,
  type Sides,
} from "#app/domain/calibration/figures-comparison.ts";
import { distributionsFigure } from "#app/domain/calibration/figures-criteria.ts";
import { filterWords, quarterWords, readSides } from "#app/domain/calibration/filters.ts";
import type { ComparisonSide } from "#app/domain/calibration/view.ts";
import { found } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { SideBySide } from "#app/routes/_app.calibration_.compare/side-by-side.tsx";
import { SideFields } from "#app/routes/_app.calibration_.compare/side-fields.tsx";
import { getComparison } from "#db/queries/calibration-comparison.server.ts";

export const meta: MetaFunction = () => [{ title: "Compare two selections · Evenhand" }];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { ignored, ...sides } = readSides(new URL(args.request.url).searchParams);
  return { ...found(await getComparison(args.context.db, viewer, sides)), ignored };
};

export default function ComparePage() {
  const { choices, a, b, ignored } = useLoaderData<typeof loader>();
  const sides = sidesOf(a, b);
  return (
    <Page
      title="Compare two selections"
      above={<TextLink to="/calibration">Calibration</TextLink>}
      below="Two positions, two rubric versions or two stretches of time, side by side."
    >
      {ignored.length > 0 ? (
        <Notice tone="caution">
          {`The address names something that is not here (${ignored.map((name) => filterWords[name]).join(", ")}), so that part was left out.`}
        </Notice>
      ) : null}
      {a && b ? <SideFields choices={choices} a={a} b={b} /> : null}
      {sides ? (
        <Compared sides={sides} />
      ) : (
        <Empty title="Nothing to compare yet">
          Both selections need a result of the calculation, which begins with their first decisions.
        </Empty>
      )}
    </Page>
  );
}

function sidesOf(a: ComparisonSide | null, b: ComparisonSide | null): Sides | null {
  if (!a?.found || !b?.found) return null;
  return {
    a: { ...a, found: a.found },
    b: { ...b, found: b.found },
    names: namesOf(a, b),
  };
}

/** What tells the two apart: the position, the rubric version, the quarters. */
function namesOf(a: ComparisonSide, b: ComparisonSide): [string, string] {
  const parts = (side: ComparisonSide) => ({
    position: side.chosen.title,
    rubric: side.chosen.rubric,
    period: periodOf(side),
  });
  const [one, other] = [parts(a), parts(b)];
  const keys = (["position", "rubric", "period"] as const).filter((key) => one[key] !== other[key]);
  const name = (of: ReturnType<typeof parts>) => keys.map((key) => of[key]).join(", ");
  return keys.length === 0 ? ["First", "Second"] : [name(one), name(other)];
}

function periodOf({ period }: ComparisonSide): string {
  if (!period) return "all quarters";
  const [from, until] = [quarterWords(period.from), quarterWords(period.until)];
  return from === until ? from : `${from} to ${until}`;
}

function Compared({ sides }: { sides: Sides }) {
  const { a, b, names } = sides;
  const figures = [meansFigure(sides), agreementsFigure(sides)].filter((one) => one !== null);
  const spread = [a, b].map((side, at) =>
    distributionsFigure(side.found.distributions, side.rubric, { title: names[at] ?? "" }),
  );
  return (
    <>
      <SideBySide sides={sides} />
      {figures.map((figure) => (
        <FigureView key={figure.id} figure={figure} files={null} heading="h2" />
      ))}
      <Section title="Scores by criterion">
        <div className="grid gap-x-8 *:min-w-0 xl:grid-cols-2">
          {spread.map((figure, at) =>
            figure ? (
              <FigureView
                key={names[at]}
                figure={{ ...figure, id: `distributions-${at + 1}` }}
                files={null}
              />
            ) : (
              <p key={names[at]}>{`${names[at]}: no answers in these quarters.`}</p>
            ),
          )}
        </div>
      </Section>
    </>
  );
}
