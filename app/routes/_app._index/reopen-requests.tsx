import { Link } from "@remix-run/react";
import { panel } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import type { ReopenRequest } from "#db/queries/queue.server.ts";

/** Who asks for a sealed card back, with the way to the card, where a lead answers. */
export function ReopenRequests({ requests }: { requests: readonly ReopenRequest[] }) {
  return (
    <ul className={`${panel} divide-y divide-line`}>
      {requests.map((request) => (
        <li key={request.cardId}>
          <Link to={`/cards/${request.cardId}`} className="block px-4 py-3 hover:bg-sunken/60">
            <span className="block text-prose wrap-anywhere">
              <span className="font-semibold">{request.interviewer}</span> asks to reopen their card
              on <span className="font-semibold">{request.candidate}</span>
            </span>
            <span className="block text-muted">
              {request.position}, asked <Time at={request.askedAt} />
            </span>
            <span className="mt-1 block max-w-measure wrap-anywhere">
              {request.reason ?? "The reason is shown to leads who may read the card."}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
