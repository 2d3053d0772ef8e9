import { Link } from "@remix-run/react";
import { Badge } from "#app/components/badge.tsx";
import { panel, Section } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import type { Reading, Seal } from "#app/domain/independence.ts";
import type { ShownIndependence } from "#db/queries/receipt.server.ts";

export type ReceiptPage = {
  readonly loop: { readonly id: string };
  /** Whether nobody could read before sealing, or who could. */
  readonly independence: readonly string[];
  readonly mayTakeReceipt: boolean;
  /** What the record tells of it, once asked for. */
  readonly receipt: ShownIndependence | null;
};

/** Who sealed before they could read: one line, and the record behind it where asked for. */
export function Receipt({ page }: { page: ReceiptPage }) {
  const { receipt, mayTakeReceipt, loop } = page;
  return (
    <Section title="Independence" note="From the record, which cannot be rewritten unnoticed.">
      {page.independence.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p className="mt-1 flex flex-wrap gap-x-5" data-screen-only>
        <Link
          to={receipt ? "?" : "?receipt"}
          preventScrollReset
          className="link inline-flex min-h-11 items-center sm:min-h-8"
        >
          {receipt ? "Hide who sealed when" : "Show who sealed when and who could read what"}
        </Link>
        {mayTakeReceipt ? (
          <a
            href={`/loops/${loop.id}/receipt`}
            download
            className="link inline-flex min-h-11 items-center sm:min-h-8"
          >
            Download the receipt
          </a>
        ) : null}
        <a
          href={`/loops/${loop.id}/debrief.csv`}
          download
          className="link inline-flex min-h-11 items-center sm:min-h-8"
        >
          Download the scores as CSV
        </a>
      </p>
      {receipt ? <Sealed receipt={receipt} /> : null}
    </Section>
  );
}

function Sealed({ receipt }: { receipt: ShownIndependence }) {
  const { seals, readings, names } = receipt;
  const nameOf = (id: string) => names[id] ?? "Somebody";
  if (seals.length === 0)
    return <p className="mt-2 text-muted">The record holds no seal of this loop by itself.</p>;
  return (
    <ul
      aria-label="Who sealed when, and who could read what from when"
      className={`${panel} mt-2 divide-y divide-line`}
    >
      {seals.map((seal) => (
        <li
          key={`${seal.cardId} ${seal.number}`}
          className="grid gap-x-6 gap-y-2 px-4 py-3 md:grid-cols-[14rem_14rem_1fr]"
        >
          <p>
            <span className="font-semibold">{nameOf(seal.personId)}</span> <Which seal={seal} />
            <span className="block text-small text-muted">
              sealed <Time at={seal.sealedAt} />
            </span>
          </p>
          <p>
            <span className="block text-small text-muted">Could have read before</span>
            {seal.couldHaveRead.map(nameOf).join(", ") || "Nobody"}
          </p>
          <div>
            <span className="block text-small text-muted">Could read</span>
            <Readings
              of={readings.filter(({ personId }) => personId === seal.personId)}
              nameOf={nameOf}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Which({ seal }: { seal: Pick<Seal, "number" | "kind" | "undone"> }) {
  return (
    <>
      {seal.number > 1 ? <Badge>Version {seal.number}</Badge> : null}{" "}
      {seal.kind === "shadow" ? <Badge>Shadow</Badge> : null}{" "}
      {seal.undone ? <Badge>Taken back unread</Badge> : null}
    </>
  );
}

/** Each author once, from the first moment one of their cards was open. */
function Readings({ of, nameOf }: { of: readonly Reading[]; nameOf: (id: string) => string }) {
  const first = of.filter(
    (reading, at) => of.findIndex(({ authorId }) => authorId === reading.authorId) === at,
  );
  if (first.length === 0) return <span>Nobody yet</span>;
  return (
    <ul>
      {first.map(({ authorId, from }) => (
        <li key={authorId}>
          {nameOf(authorId)} <span className="text-muted">from</span> <Time at={from} />
        </li>
      ))}
    </ul>
  );
}
