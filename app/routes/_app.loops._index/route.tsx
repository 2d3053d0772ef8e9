import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { Badge } from "#app/components/badge.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { ListControls, Pages, Table } from "#app/components/listing.tsx";
import { LoopStateBadge } from "#app/components/loop-state.tsx";
import { Empty, Page, TextLink } from "#app/components/page.tsx";
import { formatScore, formatShare } from "#app/components/score.tsx";
import { Time } from "#app/components/time.tsx";
import { canSetUp } from "#app/domain/access.ts";
import { loopStates, loopStateWords } from "#app/domain/loop.ts";
import { holds } from "#app/domain/people.ts";
import { levelWords } from "#app/domain/rubric.ts";
import { listingOf, withinList } from "#app/http/listing.server.ts";
import { requireViewer } from "#app/http/session.server.ts";
import {
  LOOPS_PER_PAGE,
  type LoopRow,
  listLoopPositions,
  listLoops,
} from "#db/queries/loop.server.ts";

export const meta: MetaFunction = () => [{ title: "Loops · Evenhand" }];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const { q, page, filter } = listingOf(args.request);
  const narrowed = {
    state: filter("state"),
    position: filter("position"),
    mine: filter("owner") === "me",
  };
  const [list, positions] = await Promise.all([
    listLoops(db, viewer, { q, page, ...narrowed }),
    listLoopPositions(db, viewer),
  ]);
  return {
    ...withinList(args.request, page, list),
    page,
    size: LOOPS_PER_PAGE,
    positions,
    lead: canSetUp(viewer).allowed,
    all: holds(viewer, "lead", "committee"),
  };
};

export default function Loops() {
  const { rows, total, page, size, positions, lead, all } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Loops"
      below={all ? undefined : "The loops you hold a card on."}
      actions={lead ? <NewLoop /> : null}
    >
      <ListControls
        search="Search candidates"
        filters={[
          {
            name: "state",
            label: "Any state",
            options: loopStates.map((state) => ({ value: state, label: loopStateWords[state] })),
          },
          {
            name: "position",
            label: "Any position",
            options: positions.map(({ id, title, level }) => ({
              value: id,
              label: `${title} · ${levelWords[level]}`,
            })),
          },
          ...(lead
            ? [
                {
                  name: "owner",
                  label: "Any owner",
                  options: [{ value: "me", label: "Led by me" }],
                },
              ]
            : []),
        ]}
      />
      {rows.length === 0 ? <NoLoops lead={lead} /> : <LoopTable rows={rows} />}
      <Pages page={page} size={size} total={total} />
    </Page>
  );
}

const NewLoop = () => (
  <ButtonLink to="/loops/new" look="primary">
    New loop
  </ButtonLink>
);

function NoLoops({ lead }: { lead: boolean }) {
  const narrowed = useSearchParams()[0].size > 0;
  if (narrowed)
    return (
      <Empty title="No loop matches" action={<TextLink to="?">Show all loops</TextLink>}>
        Take a filter away, or search another name.
      </Empty>
    );
  return lead ? (
    <Empty title="No loops yet" action={<NewLoop />}>
      A loop is one candidate for one position: its rounds, its cards and its debrief.
    </Empty>
  ) : (
    <Empty title="No loops yet">
      As soon as a recruiting lead gives you a card, its loop stands here.
    </Empty>
  );
}

function LoopTable({ rows }: { rows: readonly LoopRow[] }) {
  return (
    <Table label="Loops">
      <thead>
        <tr>
          <th scope="col">Candidate</th>
          <th scope="col">Position</th>
          <th scope="col">State</th>
          <th scope="col">Cards in</th>
          <th scope="col" className="text-right!">
            Panel
          </th>
          <th scope="col" className="text-right!">
            Opened
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" className="min-w-40 border-t border-line text-ink! wrap-anywhere">
              <TextLink to={`/loops/${row.id}`}>
                <bdi>{row.candidate}</bdi>
              </TextLink>
            </th>
            <td className="min-w-48 wrap-anywhere">
              {row.position.title}{" "}
              <span className="text-small whitespace-nowrap text-muted">
                {levelWords[row.position.level]}
              </span>
            </td>
            <td>
              <span className="flex items-center gap-1.5">
                <LoopStateBadge state={row.state} />
                {row.owes ? <Badge tone="caution">You owe a card</Badge> : null}
              </span>
            </td>
            <td>
              <Progress sealed={row.sealed} expected={row.expected} />
            </td>
            <td className="text-right whitespace-nowrap">
              <Score score={row.score} />
            </td>
            <td className="text-right whitespace-nowrap text-muted">
              <Time at={row.createdAt} format="day" />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** A dot per counted card: filled once it is in. */
function Progress({ sealed, expected }: { sealed: number; expected: number }) {
  if (expected === 0) return <span className="text-muted">None assigned</span>;
  return (
    <span className="flex items-center gap-2 whitespace-nowrap">
      <svg
        aria-hidden
        viewBox={`0 0 ${Math.min(expected, 12) * 10} 8`}
        width={Math.min(expected, 12) * 10}
        height="8"
      >
        {Array.from({ length: Math.min(expected, 12) }, (_, at) => (
          <circle
            key={at}
            cx={4 + at * 10}
            cy="4"
            r="3.25"
            strokeWidth="1.25"
            className={at < sealed ? "fill-accent stroke-accent" : "fill-none stroke-line-strong"}
          />
        ))}
      </svg>
      <span>
        {sealed}
        <span className="text-muted">
          <span aria-hidden>/</span>
          <span className="sr-only"> of </span>
          {expected}
          <span className="sr-only"> cards sealed</span>
        </span>
      </span>
    </span>
  );
}

function Score({ score }: { score: LoopRow["score"] }) {
  if (!score || score.score === null)
    return (
      <span className="text-muted">
        <span aria-hidden>–</span>
        <span className="sr-only">No score to read</span>
      </span>
    );
  return (
    <>
      <span className="font-semibold">{formatScore(score.score)}</span>
      {score.coverage < 0.995 ? (
        <span className="block text-small text-muted">{formatShare(score.coverage)} seen</span>
      ) : null}
    </>
  );
}
