import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { ListControls, Pages, Table } from "#app/components/listing.tsx";
import { LoopStateBadge } from "#app/components/loop-state.tsx";
import { Empty, Page, TextLink } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { found } from "#app/http/form.server.ts";
import { listingOf, withinList } from "#app/http/listing.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import {
  CANDIDATES_PER_PAGE,
  type CandidateRow,
  listCandidates,
} from "#db/queries/candidate.server.ts";

export const meta: MetaFunction = () => [{ title: "Candidates · Evenhand" }];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { q, page } = listingOf(args.request);
  const list = found(await listCandidates(args.context.db, viewer, { q, page }));
  return { ...withinList(args.request, page, list), page, size: CANDIDATES_PER_PAGE };
};

export default function Candidates() {
  const { rows, total, page, size } = useLoaderData<typeof loader>();
  return (
    <Page title="Candidates" actions={<NewCandidate />}>
      <ListControls search="Search names and e-mail" />
      {rows.length === 0 ? <NoCandidates /> : <CandidateTable rows={rows} />}
      <Pages page={page} size={size} total={total} />
    </Page>
  );
}

const NewCandidate = () => (
  <ButtonLink to="/candidates/new" look="primary">
    New candidate
  </ButtonLink>
);

function NoCandidates() {
  const q = useSearchParams()[0].get("q");
  return q ? (
    <Empty title={`Nobody matches “${q}”`} action={<TextLink to="?">Show all candidates</TextLink>}>
      Names and e-mail addresses were searched.
    </Empty>
  ) : (
    <Empty title="No candidates yet" action={<NewCandidate />}>
      Enter somebody, then open a loop for them.
    </Empty>
  );
}

function CandidateTable({ rows }: { rows: readonly CandidateRow[] }) {
  return (
    <Table label="Candidates">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Newest loop</th>
          <th scope="col" className="hidden text-right! sm:table-cell">
            Loops
          </th>
          <th scope="col" className="hidden sm:table-cell">
            Entered
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" className="min-w-36 border-t border-line text-ink! wrap-anywhere">
              <TextLink to={`/candidates/${row.id}`}>
                <bdi>{row.name}</bdi>
              </TextLink>
              <span className="block text-small font-normal text-muted">
                {row.email ?? row.headline}
              </span>
            </th>
            <td>
              {row.newest ? (
                <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <TextLink to={`/loops/${row.newest.id}`}>{row.newest.position}</TextLink>
                  <LoopStateBadge state={row.newest.state} />
                </span>
              ) : (
                <TextLink to={`/loops/new?candidateId=${row.id}`}>Open a loop</TextLink>
              )}
            </td>
            <td className="hidden text-right sm:table-cell">{row.loops}</td>
            <td className="hidden whitespace-nowrap text-muted sm:table-cell">
              <Time at={row.createdAt} format="day" />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
