import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Page, TextLink } from "#app/components/page.tsx";
import { canReadCalibration } from "#app/domain/access.ts";
import { type MethodPart, methodParts } from "#app/domain/calibration/method.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { table } from "#app/routes/_app.calibration_.method/examples.ts";
import { explanations } from "#app/routes/_app.calibration_.method/explanations.tsx";
import { Numbers } from "#app/routes/_app.calibration_.method/working.tsx";

export const meta: MetaFunction = () => [{ title: "How the numbers are worked out · Evenhand" }];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  return { readsAll: canReadCalibration(viewer).allowed, id: viewer.id };
};

const parts = Object.entries(methodParts) as [MethodPart, string][];

export default function MethodPage() {
  const { readsAll, id } = useLoaderData<typeof loader>();
  return (
    <Page
      title="How the numbers are worked out"
      above={
        readsAll ? (
          <TextLink to="/calibration">Calibration</TextLink>
        ) : (
          <TextLink to={`/calibration/people/${id}`}>How you score</TextLink>
        )
      }
      below="Each figure in plain words, with numbers one can follow by hand, and who worked it out first."
      width="max-w-5xl"
    >
      <div className="lg:grid lg:grid-cols-[minmax(0,70ch)_15rem] lg:items-start lg:gap-12">
        <Contents />
        <div className="text-prose lg:col-start-1 lg:row-start-1">
          <TheExample />
          {parts.map(([anchor, title]) => (
            <Part key={anchor} anchor={anchor} title={title} />
          ))}
        </div>
      </div>
    </Page>
  );
}

function Contents() {
  return (
    <nav
      aria-label="Contents"
      className="mb-8 text-table lg:sticky lg:top-6 lg:col-start-2 lg:row-start-1 lg:mb-0"
    >
      <details className="lg:hidden">
        <summary className="fold font-medium">Contents</summary>
        <ContentsList />
      </details>
      <div className="hidden lg:block">
        <p className="mb-1 font-medium">Contents</p>
        <ContentsList />
      </div>
    </nav>
  );
}

const ContentsList = () => (
  <ul>
    <li>
      <Link to="#example" className={entry}>
        One example throughout
      </Link>
    </li>
    {parts.map(([anchor, title]) => (
      <li key={anchor}>
        <Link to={`#${anchor}`} className={entry}>
          {title}
        </Link>
      </li>
    ))}
  </ul>
);
const entry = "flex min-h-11 items-center text-accent-text hover:underline sm:min-h-0 sm:py-[3px]";

function TheExample() {
  const { candidate, interviewer, rest } = table.variance;
  return (
    <section id="example" className="mb-10">
      <h2 className="mb-2 text-heading">One example throughout</h2>
      <p>
        Most examples use these six candidates, each scored by the same three people, with one
        overall score per card.
      </p>
      <Numbers
        label="Scores of six candidates"
        head={["Candidate", ...table.interviewers, "Mean"]}
        rows={[
          ...table.rows.map(({ candidate, scores, mean }) => [
            candidate,
            ...scores,
            mean.toFixed(1),
          ]),
          ["Mean", ...table.means.map((mean) => mean.toFixed(1)), table.mean.toFixed(1)],
        ]}
      />
      <p>
        Every score is taken for a sum: the mean, the candidate's strength, the interviewer's
        leniency, and a rest. How much each of the three varies is worked out from how far rows,
        columns and single scores lie apart. As variances, in squared points: candidates {candidate}
        , interviewers {interviewer}, the rest {rest}.
      </p>
    </section>
  );
}

function Part({ anchor, title }: { anchor: MethodPart; title: string }) {
  const { plain, example, source } = explanations[anchor];
  return (
    <section id={anchor} className="mb-10 border-t border-line pt-6">
      <h2 className="mb-2 text-heading">{title}</h2>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {plain}
        <div className="rounded-box border border-line bg-surface px-4 py-3 text-table [&_p+p]:mt-2">
          <h3 className="mb-1 text-small font-medium text-muted">Worked example</h3>
          {example}
        </div>
        <p className="text-small text-muted">{source}</p>
      </div>
    </section>
  );
}
