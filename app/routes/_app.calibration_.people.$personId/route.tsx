import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Notice, Page, TextLink } from "#app/components/page.tsx";
import { canReadCalibration } from "#app/domain/access.ts";
import { filterWords, readFilters } from "#app/domain/calibration/filters.ts";
import { ageWords } from "#app/domain/calibration/run.ts";
import { MINIMUM_CARDS } from "#app/domain/calibration/summary.ts";
import { levelWords } from "#app/domain/level.ts";
import { found, idIn } from "#app/http/form.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { Findings } from "#app/routes/_app.calibration_.people.$personId/findings.tsx";
import { NotEnough, NothingYet } from "#app/routes/_app.calibration_.people.$personId/nothing.tsx";
import { Scopes } from "#app/routes/_app.calibration_.people.$personId/scopes.tsx";
import { shownOf } from "#app/routes/_app.calibration_.people.$personId/shown.server.ts";
import { getProfile } from "#db/queries/calibration-profile.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.own === false ? data.person.name : "How you score"} · Evenhand` },
];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const asked = readFilters(new URL(args.request.url).searchParams);
  const profile = found(
    await getProfile(args.context.db, viewer, idIn(args.params, "personId"), asked.filters),
  );
  const { person, own, choices, chosen, age } = profile;
  return {
    ...{ person, own, choices, chosen, age },
    ignored: asked.ignored.map((name) => filterWords[name]),
    readsAll: canReadCalibration(viewer).allowed,
    shown: shownOf(profile),
  };
};

export default function ProfilePage() {
  const { person, own, choices, chosen, age, ignored, readsAll, shown } =
    useLoaderData<typeof loader>();
  return (
    <Page
      title={own ? "How you score" : <bdi>{person.name}</bdi>}
      above={readsAll ? <TextLink to="/calibration">Calibration</TextLink> : null}
      below={
        own
          ? "What your sealed cards on settled loops say about your scores. Recruiting leads and the committee can read this too."
          : "What sealed cards on settled loops say about these scores: about ratings, never about the person."
      }
    >
      {ignored.length > 0 ? (
        <Notice tone="caution">
          {`The address names something that is not here (${ignored.join(", ")}), so that part was left out.`}
        </Notice>
      ) : null}
      {chosen ? <Scopes choices={choices} chosen={chosen} /> : null}
      {chosen && shown ? (
        <>
          <p className="mb-6 max-w-measure text-small text-muted">
            {`${chosen.title}, ${levelWords[chosen.level].toLowerCase()}, scored with ${chosen.rubric}.`}
            {age === null ? "" : ` Calculated ${ageWords(age)}.`}{" "}
            {readsAll ? (
              <TextLink to={candidatesMet(chosen, person)}>
                {own ? "Candidates you met" : "Candidates they met"}
              </TextLink>
            ) : null}
          </p>
          {shown.finding.cards < MINIMUM_CARDS ? (
            <NotEnough own={own} name={person.name} cards={shown.finding.cards} />
          ) : (
            <Findings person={person} own={own} chosen={chosen} shown={shown} readsAll={readsAll} />
          )}
        </>
      ) : (
        <NothingYet own={own} name={person.name} />
      )}
    </Page>
  );
}

const candidatesMet = (
  { positionId, rubricVersionId }: { positionId: string; rubricVersionId: string },
  { id }: { id: string },
) =>
  `/calibration?${new URLSearchParams({ position: positionId, rubric: rubricVersionId, met: id })}`;
