import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { Badge } from "#app/components/badge.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { ListControls, Pages, Table } from "#app/components/listing.tsx";
import { Empty, Page, TextLink } from "#app/components/page.tsx";
import { levels, levelWords } from "#app/domain/level.ts";
import { revealWords } from "#app/domain/loop.ts";
import { found } from "#app/http/form.server.ts";
import { listingOf, withinList } from "#app/http/listing.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import {
  listPositions,
  POSITIONS_PER_PAGE,
  type PositionRow,
} from "#db/queries/position.server.ts";

export const meta: MetaFunction = () => [{ title: "Positions · Evenhand" }];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { q, page, filter } = listingOf(args.request);
  const search = { q, page, level: filter("level"), state: filter("state") };
  const list = found(await listPositions(args.context.db, viewer, search));
  return { ...withinList(args.request, page, list), page, size: POSITIONS_PER_PAGE };
};

export default function Positions() {
  const { rows, total, page, size } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Positions"
      below="What you hire for: the rubric its panels score with, and how much each criterion weighs."
      actions={
        <ButtonLink to="/positions/new" look="primary">
          New position
        </ButtonLink>
      }
    >
      <ListControls
        search="Search titles"
        filters={[
          {
            name: "level",
            label: "Any level",
            options: levels.map((level) => ({ value: level, label: levelWords[level] })),
          },
          {
            name: "state",
            label: "Open and closed",
            options: [
              { value: "open", label: "Open" },
              { value: "closed", label: "Closed" },
            ],
          },
        ]}
      />
      {rows.length === 0 ? <NoPositions /> : <PositionTable rows={rows} />}
      <Pages page={page} size={size} total={total} />
    </Page>
  );
}

function NoPositions() {
  const narrowed = useSearchParams()[0].size > 0;
  return narrowed ? (
    <Empty title="No position matches" action={<TextLink to="?">Show all positions</TextLink>}>
      Try another word, or another level.
    </Empty>
  ) : (
    <Empty
      title="No positions yet"
      action={
        <ButtonLink to="/positions/new" look="primary">
          New position
        </ButtonLink>
      }
    >
      A position names the job, its level and the rubric. Loops are opened for one.
    </Empty>
  );
}

function PositionTable({ rows }: { rows: readonly PositionRow[] }) {
  return (
    <Table label="Positions">
      <thead>
        <tr>
          <th scope="col">Title</th>
          <th scope="col" className="hidden sm:table-cell">
            Level
          </th>
          <th scope="col" className="hidden sm:table-cell">
            Rubric
          </th>
          <th scope="col" className="hidden lg:table-cell">
            Others' cards are read
          </th>
          <th scope="col" className="text-right!">
            Open
          </th>
          <th scope="col" className="text-right!">
            Settled
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" className="border-t border-line text-ink! wrap-anywhere sm:min-w-48">
              <TextLink to={`/positions/${row.id}`}>{row.title}</TextLink>{" "}
              {row.closedAt ? <Badge>Closed</Badge> : null}
              <span className="mt-1 block font-normal text-muted sm:hidden">
                {levelWords[row.level]}
              </span>
            </th>
            <td className="hidden whitespace-nowrap sm:table-cell">{levelWords[row.level]}</td>
            <td className="hidden min-w-40 sm:table-cell">
              {row.rubric} <span className="text-muted">v{row.rubricNumber}</span>
            </td>
            <td className="hidden min-w-48 text-muted lg:table-cell">
              {revealWords[row.revealRule]}
            </td>
            <td className="text-right">{row.openLoops}</td>
            <td className="text-right">{row.settledLoops}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
