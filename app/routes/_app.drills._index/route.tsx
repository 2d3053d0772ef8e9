import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Badge } from "#app/components/badge.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { FigureView } from "#app/components/figure-view.tsx";
import { Empty, Page, panel, Section } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { canAuthorDrills } from "#app/domain/access.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { drillFiles } from "#app/domain/drill-figures.ts";
import { levelWords } from "#app/domain/level.ts";
import { roundWords } from "#app/domain/loop.ts";
import { found } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { Agreement } from "#app/routes/_app.drills._index/agreement.tsx";
import { Qualifying } from "#app/routes/_app.drills._index/qualifying.tsx";
import { getOwnDrills, type OwnDrills } from "#db/queries/drill-own.server.ts";

export const meta: MetaFunction = () => [{ title: "Drills · Evenhand" }];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const own = found(await getOwnDrills(args.context.db, viewer));
  return { ...own, leads: canAuthorDrills(viewer).allowed };
};

export default function Drills() {
  const { drills, agreement, drift, rule, qualification, leads } = useLoaderData<typeof loader>();
  const next = drills.find(({ done, made, retiredAt }) => !done && !made && !retiredAt);
  return (
    <Page
      title="Drills"
      below="Two answers to one prompt, scored as on a card. Afterwards you see the key with its reasons, and what others gave. Leads see which drills you scored and how near the key you are."
      actions={
        <>
          {leads ? (
            <>
              <ButtonLink to="/drills/progress">Progress and rule</ButtonLink>
              <ButtonLink to="/drills/own">Drills from past cards</ButtonLink>
            </>
          ) : null}
          {next ? (
            <ButtonLink to={`/drills/${next.key}`} look="primary">
              {drills.some(({ done }) => done) ? "Next drill" : "First drill"}
            </ButtonLink>
          ) : null}
        </>
      }
    >
      {drills.length === 0 ? (
        <Empty title="No drill is published yet">
          Drills stand in the rubrics folder; the README there says how to publish them.
        </Empty>
      ) : (
        <div className="grid gap-x-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div>
            <Section title="Your agreement with the key">
              {isRefusal(agreement) ? (
                <p className="max-w-measure text-muted">
                  {agreement.reason} Fewer would say little about how near you are to the key.
                </p>
              ) : (
                <Agreement agreement={agreement} />
              )}
              {drift ? (
                <div className="mt-5">
                  <FigureView figure={drift} files={drillFiles(drift)} />
                </div>
              ) : null}
            </Section>
            <List drills={drills} />
          </div>
          <Qualifying rule={rule} qualification={qualification} />
        </div>
      )}
    </Page>
  );
}

function List({ drills }: { drills: OwnDrills["drills"] }) {
  const done = drills.filter((drill) => drill.done).length;
  const yours = drills.filter((drill) => drill.done || !drill.made).length;
  return (
    <Section title="All drills" note={`You scored ${done} of ${yours}.`}>
      <ul className={`@container ${panel}`}>
        {drills.map((drill) => (
          <li key={drill.key} className="not-first:border-t">
            <Link
              to={`/drills/${drill.key}`}
              className="flex min-h-11 flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2.5 hover:bg-sunken/60 @2xl:grid @2xl:grid-cols-[minmax(0,1fr)_9rem_18rem]"
            >
              <span className="grow basis-56 font-medium wrap-anywhere">{drill.title}</span>
              <span className="text-small text-muted">
                {roundWords[drill.round]}, {levelWords[drill.level].toLowerCase()}
              </span>
              <span className="basis-full text-small">
                {drill.retiredAt ? <Badge>Retired</Badge> : null} <State drill={drill} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function State({ drill: { done, made } }: { drill: OwnDrills["drills"][number] }) {
  if (!done && made) return <span className="text-muted">Yours: you know its key</span>;
  if (!done) return <span className="text-muted">Not scored yet</span>;
  return (
    <span>
      {done.exact} of {done.scores} as the key{done.again ? " at first, last on " : ", "}
      <Time at={done.at} format="day" />
    </span>
  );
}
