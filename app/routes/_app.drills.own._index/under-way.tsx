import { Link } from "@remix-run/react";
import { Badge } from "#app/components/badge.tsx";
import { panel, Section } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import type { DrillDraftRow } from "#db/queries/drill-draft.server.ts";

/** Drills that are being written or wait to be looked at. */
export function UnderWay({ drafts }: { drafts: readonly DrillDraftRow[] }) {
  if (drafts.length === 0) return null;
  return (
    <Section title="Under way">
      <ul className={panel}>
        {drafts.map(({ id, key, title, by, savedAt, sentAt }) => (
          <li key={id} className="not-first:border-t">
            <Link
              to={`/drills/own/${id}`}
              className="flex min-h-11 flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2.5 hover:bg-sunken/60"
            >
              <span className="grow basis-56 font-medium wrap-anywhere">
                {title || "Without a title yet"}
              </span>
              <Badge tone={sentAt ? "accent" : "plain"}>
                {sentAt ? "Waits to be looked at" : "Being written"}
              </Badge>
              {key ? <Badge>Next version</Badge> : null}
              <span className="text-small text-muted">
                <bdi>{by}</bdi>, saved <Time at={savedAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
