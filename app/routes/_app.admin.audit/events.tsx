import { Link, useSearchParams } from "@remix-run/react";
import { Table } from "#app/components/listing.tsx";
import { TextLink } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { wordsOf } from "#app/domain/audit-words.ts";
import type { ListedEvent } from "#db/queries/audit.server.ts";

/** On a phone a row becomes a block: number and time, what happened, where, and its link. */
const blocks = [
  "max-sm:block max-sm:[&>tr]:block max-sm:[&>tr]:border-t max-sm:[&>tr]:border-line",
  "max-sm:[&>tr]:px-3 max-sm:[&>tr]:py-3 max-sm:[&>tr:first-child]:border-t-0",
  "max-sm:[&_td]:border-0! max-sm:[&_td]:p-0! max-sm:[&_td:nth-child(-n+2)]:pr-2!",
  "max-sm:[&_td:nth-child(n+3)]:block",
].join(" ");

/** Events in words, each with its number and the beginning of its link. */
export function Events({ rows }: { rows: readonly ListedEvent[] }) {
  return (
    <Table label="Events, newest first">
      <thead className="max-sm:sr-only">
        <tr>
          <th scope="col">Event</th>
          <th scope="col">When</th>
          <th scope="col">What happened</th>
          <th scope="col">Where</th>
          <th scope="col">Link</th>
        </tr>
      </thead>
      <tbody className={blocks}>
        {rows.map((event) => (
          <tr key={event.sequence}>
            <td className="tabular-nums max-sm:text-muted">{event.sequence}</td>
            <td className="whitespace-nowrap max-sm:text-muted">
              <Time at={event.at} format="day" /> <Time at={event.at} format="clock" />
            </td>
            <td className="min-w-48 wrap-anywhere">
              <span className="font-medium">{event.actor ?? "The installation"}</span>{" "}
              {wordsOf(event.action)}
            </td>
            <td className="min-w-40">
              <Where event={event} />
            </td>
            <td>
              <code className="text-small text-muted" title={event.hash ?? undefined}>
                {event.hash ? event.hash.slice(0, 12) : "not linked"}
              </code>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The loop by its candidate where the viewer may see it; to others it is a loop like any. */
function Where({ event: { loopId, candidate, action, subject } }: { event: ListedEvent }) {
  const ofPerson = action.startsWith("person.") && action !== "person.invited";
  if (ofPerson) return <TextLink to={`/admin/people/${subject}`}>The person</TextLink>;
  if (!loopId) return <span className="text-muted max-sm:hidden">–</span>;
  return (
    <>
      {candidate ? <TextLink to={`/loops/${loopId}`}>{candidate}</TextLink> : "A loop"}{" "}
      <Link
        to={`?loop=${loopId}`}
        className="inline-flex min-h-11 items-center px-1 text-small text-muted hover:underline sm:min-h-0"
      >
        its events
      </Link>
    </>
  );
}

/** The way to older events, which keeps the filters, and back to the newest. */
export function Older({ last }: { last: number | null }) {
  const [params] = useSearchParams();
  const to = (before: number | null) => {
    const next = new URLSearchParams(params);
    if (before === null) next.delete("before");
    else next.set("before", String(before));
    return `?${next}`;
  };
  const link = "rounded-box px-2 py-3 text-accent-text hover:underline";
  return (
    <nav aria-label="Pages" className="mt-3 flex justify-end gap-2">
      {params.has("before") ? (
        <Link to={to(null)} className={link}>
          Newest
        </Link>
      ) : null}
      {last === null ? null : (
        <Link to={to(last)} className={link}>
          Older
        </Link>
      )}
    </nav>
  );
}
