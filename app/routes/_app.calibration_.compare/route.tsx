import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { type FigureFiles, FigureView } from "#app/components/figure-view.tsx";
import { Empty, Notice, Page, Section, TextLink } from "#app/components/page.tsx";
import {
  comparisonFigures,
  isOneSelection,
  type Sides,
  sidesOf,
} from "#app/domain/calibration/figures-comparison.ts";
import { filterWords, readSides } from "#app/domain/calibration/filters.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { MINIMUM_CARDS } from "#app/domain/calibration/summary.ts";
import type { Comparison } from "#app/domain/calibration/view.ts";
import type { Figure } from "#app/domain/figure.ts";
import { found } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { SideBySide } from "#app/routes/_app.calibration_.compare/side-by-side.tsx";
import { SideFields } from "#app/routes/_app.calibration_.compare/side-fields.tsx";
import { getComparison } from "#db/queries/calibration-comparison.server.ts";

export const meta: MetaFunction = () => [{ title: "Compare two selections · Evenhand" }];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const params = new URL(args.request.url).searchParams;
  const { ignored, ...sides } = readSides(params);
  const comparison = found(await getComparison(args.context.db, viewer, sides));
  const other = anotherPosition(comparison);
  if (other && ![...params.keys()].some((name) => name.startsWith("b."))) {
    params.set("b.position", other);
    throw redirect(`?${params}`);
  }
  return { ...comparison, ignored: [...new Set([...ignored, ...comparison.strange])] };
};

/** What to hold the first selection against, where nothing was asked of the second. */
const anotherPosition = ({ choices, a }: Comparison): string | undefined =>
  choices.find(({ positionId }) => positionId !== a?.chosen.positionId)?.positionId;

export default function ComparePage() {
  const { choices, a, b, severities, ignored } = useLoaderData<typeof loader>();
  const sides = sidesOf({ a, b, severities });
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
      {sides && isOneSelection(sides) ? (
        <Empty title="Both are the same selection">
          Choose another position, or other quarters, for one of them.
        </Empty>
      ) : sides ? (
        <Compared sides={sides} />
      ) : (
        <Empty title="Nothing to compare yet">
          Both selections need a result of the calculation, which begins with their first decisions.
        </Empty>
      )}
    </Page>
  );
}

const NOBODY = `Nobody has ${MINIMUM_CARDS} candidates in both whom somebody else scored too.`;

function Compared({ sides }: { sides: Sides }) {
  const { names, severities } = sides;
  const { between, scores } = comparisonFigures(sides);
  const files = useComparisonFiles();
  return (
    <>
      <SideBySide sides={sides} />
      {isRefusal(severities) || severities.compared === 0 ? (
        <Section title="Severity of the same interviewers">
          <p>{isRefusal(severities) ? severities.reason : NOBODY}</p>
        </Section>
      ) : null}
      {between.map((figure) => (
        <FigureView key={figure.id} figure={figure} files={files(figure)} heading="h2" />
      ))}
      <Section title="Scores by criterion">
        <div className="grid gap-x-8 *:min-w-0 xl:grid-cols-2">
          {scores.map((figure, at) =>
            figure ? (
              <FigureView key={figure.id} figure={figure} files={files(figure)} />
            ) : (
              <p key={names[at]}>{`${names[at]}: no answers in these quarters.`}</p>
            ),
          )}
        </div>
      </Section>
    </>
  );
}

/** Where the files of these figures are, of the same two selections. */
function useComparisonFiles(): (figure: Figure) => FigureFiles {
  const [params] = useSearchParams();
  const query = new URLSearchParams([...params].filter(([, value]) => value !== "")).toString();
  const search = query === "" ? "" : `?${query}`;
  return ({ id }) => ({
    csv: `/calibration/compare/${id}.csv${search}`,
    svg: `/calibration/compare/${id}.svg${search}`,
  });
}
