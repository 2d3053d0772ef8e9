import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Table } from "#app/components/listing.tsx";
import { Empty, Page, TextLink } from "#app/components/page.tsx";
import { RubricNav } from "#app/components/rubric-nav.tsx";
import { Time } from "#app/components/time.tsx";
import { canEditRubrics } from "#app/domain/access.ts";
import { levelWords } from "#app/domain/level.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { listRubricOutlines, type RubricOutline } from "#db/queries/rubric.server.ts";

export const meta: MetaFunction = () => [{ title: "Rubrics · Evenhand" }];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const rubrics = await listRubricOutlines(args.context.db);
  return { rubrics, mayEdit: canEditRubrics(viewer).allowed };
};

export default function Rubrics() {
  const { rubrics, mayEdit } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Rubrics"
      below="What panels score with. A published version never changes, so past scores keep their meaning."
      actions={mayEdit ? <ButtonLink to="/rubrics/import">Import a rubric</ButtonLink> : null}
    >
      <RubricNav />
      {rubrics.length === 0 ? (
        <Empty title="No rubric is published yet">
          Rubrics stand as files in the rubrics folder; the README there says how to publish one.
        </Empty>
      ) : (
        <RubricTable rubrics={rubrics} />
      )}
    </Page>
  );
}

function RubricTable({ rubrics }: { rubrics: readonly RubricOutline[] }) {
  return (
    <Table label="Rubrics">
      <thead>
        <tr>
          <th scope="col">Rubric</th>
          <th scope="col">Levels</th>
          <th scope="col" className="text-right!">
            Criteria
          </th>
          <th scope="col">Versions</th>
          <th scope="col">Published</th>
        </tr>
      </thead>
      <tbody>
        {rubrics.map((rubric) => (
          <tr key={rubric.slug}>
            <th scope="row" className="min-w-48 border-t border-line text-ink!">
              <TextLink to={`/rubrics/${rubric.slug}`}>{rubric.title}</TextLink>
            </th>
            <td className="min-w-40">{rubric.levels.map((l) => levelWords[l]).join(", ")}</td>
            <td className="text-right">{rubric.criteria}</td>
            <td className="whitespace-nowrap">
              {rubric.versions.map((number, at) => (
                <span key={number}>
                  {at > 0 ? ", " : null}
                  <TextLink to={`/rubrics/${rubric.slug}?version=${number}`}>{number}</TextLink>
                </span>
              ))}
            </td>
            <td className="whitespace-nowrap text-muted">
              <Time at={rubric.publishedAt} format="day" />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
