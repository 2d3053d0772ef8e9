import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { Badge } from "#app/components/badge.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { ListControls, Pages, Table } from "#app/components/listing.tsx";
import { LoopStateBadge } from "#app/components/loop-state.tsx";
import { Empty, Notice, Page, TextLink } from "#app/components/page.tsx";
import { formatScore, formatShare } from "#app/components/score.tsx";
import { Time } from "#app/components/time.tsx";
import { canSetUp, readsEveryLoop } from "#app/domain/access.ts";
import { levelWords } from "#app/domain/level.ts";
import { loopStates, loopStateWords } from "#app/domain/loop.ts";
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
    all: readsEveryLoop(viewer),
    left: filter("conflict") === "declared",
  };
};

export default function Loops() {
  const { rows, total, page, size, positions, lead, all, left } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Loops"
      below={all ? undefined : "The loops you hold a card on."}
      actions={lead ? <NewLoop /> : null}
    >
      {left ? (
        <Notice tone="saved" title="Your conflict of interest is recorded" live>
          The candidate's loops are out of your way now, and whatever you owed there is withdrawn.
          If you declared it by mistake, ask a recruiting lead to lift it.
        </Notice>
      ) : null}
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

/** Said once for all rows. On a phone a row becomes a block: name and total, position, state and cards. */
const rowsLook = [
  "[&_th]:border-t [&_th]:border-line [&_th]:wrap-anywhere [&_th]:text-ink!",
  "[&_td:nth-child(n+5)]:text-right [&_td]:wrap-anywhere max-lg:[&_td:nth-child(6)]:hidden",
  "max-sm:block max-sm:[&>tr]:grid max-sm:[&>tr]:grid-cols-[minmax(0,1fr)_auto] max-sm:[&>tr]:gap-x-3",
  "max-sm:[&>tr]:gap-y-1.5 max-sm:[&>tr]:border-t max-sm:[&>tr]:px-3 max-sm:[&>tr]:py-3",
  "max-sm:[&>tr:first-child]:border-t-0 max-sm:[&>tr>*]:border-0! max-sm:[&>tr>*]:p-0!",
  "max-sm:[&_td:nth-child(2)]:col-span-2 max-sm:[&_td:nth-child(5)]:col-start-2 max-sm:[&_td:nth-child(5)]:row-start-1",
].join(" ");

function LoopTable({ rows }: { rows: readonly LoopRow[] }) {
  return (
    <Table label="Loops">
      <thead className="max-sm:sr-only">
        <tr>
          <th scope="col">Candidate</th>
          <th scope="col">Position</th>
          <th scope="col">State</th>
          <th scope="col">Cards in</th>
          <th scope="col" className="text-right!">
            Panel
          </th>
          <th scope="col" className="hidden text-right! lg:table-cell">
            Opened
          </th>
        </tr>
      </thead>
      <tbody className={rowsLook}>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" dir="auto">
              <TextLink to={`/loops/${row.id}`}>{row.candidate}</TextLink>
            </th>
            <td>
              {`${row.position.title} `}
              <span className="text-muted">{levelWords[row.position.level]}</span>
            </td>
            <td>
              <LoopStateBadge state={row.state} />{" "}
              {row.owes ? <Badge tone="caution">You owe a card</Badge> : null}
            </td>
            <Progress sealed={row.sealed} expected={row.expected} />
            <Score score={row.score} />
            <td className="whitespace-nowrap text-muted">
              <Time at={row.createdAt} format="day" />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const dots = (from: number, to: number) =>
  Array.from(
    { length: to - from },
    (_, at) => `M${(from + at) * 10 + 1} 4a3 3 0 1 0 6 0a3 3 0 1 0-6 0`,
  ).join("");

/** A dot per counted card, filled once it is in; twelve at most, the figure beside tells the rest. */
function Progress({ sealed, expected }: { sealed: number; expected: number }) {
  if (expected === 0) return <td className="text-muted">No cards</td>;
  const shown = Math.min(expected, 12);
  const filled = Math.min(sealed, shown);
  return (
    <td className="whitespace-nowrap">
      <svg
        role="img"
        aria-label={`${sealed} of ${expected} cards sealed`}
        viewBox={`0 0 ${shown * 10} 8`}
        width={shown * 10}
        height="8"
        className="inline fill-none stroke-line-strong"
      >
        <path d={dots(filled, shown)} />
        <path d={dots(0, filled)} className="fill-accent stroke-accent" />
      </svg>{" "}
      <span aria-hidden>{`${sealed}/${expected}`}</span>
    </td>
  );
}

function Score({ score }: { score: LoopRow["score"] }) {
  if (!score || score.score === null)
    return (
      <td className="text-muted" aria-label="No score to read">
        –
      </td>
    );
  return (
    <td>
      <b className="font-semibold">{formatScore(score.score)}</b>
      {score.coverage < 0.995 ? (
        <span className="block text-small whitespace-nowrap text-muted">
          {formatShare(score.coverage)} seen
        </span>
      ) : null}
    </td>
  );
}
