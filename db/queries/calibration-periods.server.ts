import { and, asc, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Agreements } from "#app/domain/calibration/agreement.ts";
import { type AgreementSums, agreementWithin } from "#app/domain/calibration/period-agreement.ts";
import { type SeveritySums, severityWithin } from "#app/domain/calibration/period-severity.ts";
import type { Quarters } from "#app/domain/calibration/quarters.ts";
import { isRefusal, refuse } from "#app/domain/calibration/refusal.ts";
import { severityTerms } from "#app/domain/calibration/severity-comparison.ts";
import { candidatesLeft, shownAgreement } from "#app/domain/calibration/shown.ts";
import type { Named, PeriodRow } from "#app/domain/calibration/view.ts";
import type { Db } from "#db/client.server.ts";
import { inList } from "#db/queries/calibration-entry.server.ts";
import type { Snapshot } from "#db/queries/calibration-shown.server.ts";
import { calibrationEntry } from "#db/schema.server.ts";

/**
 * What a snapshot says of some quarters: sums by quarter that add up to any stretch of them. Read a row a
 * quarter, or a row an interviewer, however many ratings there are.
 */

const own = alias(calibrationEntry, "own");

/** Sums of some interviewers, or of everybody. */
export async function readSeveritySums(
  db: Db,
  { id }: Pick<Snapshot, "id">,
  of: readonly string[] | null,
): Promise<SeveritySums[]> {
  const some = of && inArray(own.subject, [...of]);
  const rows = await db
    .select({ sums: sql<SeveritySums>`${own.content}` })
    .from(own)
    .where(and(inList(own, id, "period-severity"), some ?? undefined))
    .orderBy(asc(own.place));
  return rows.map(({ sums }) => sums);
}

/**
 * Severity of these interviewers in some quarters, in their order; null where the snapshot has no sums, and
 * for whoever could subtract a hidden loop from them (`NOT_BY_QUARTER`).
 */
export async function readPeriodSeverity(
  db: Db,
  snapshot: Snapshot,
  within: Quarters,
  people: readonly Named[],
): Promise<PeriodRow[] | null> {
  if (snapshot.conflicted || people.length === 0) return null;
  const sums = await readSeveritySums(
    db,
    snapshot,
    people.map(({ id }) => id),
  );
  if (sums.length === 0 && !(await tellsQuarters(db, snapshot))) return null;
  const { summary, hidden } = snapshot;
  const terms = severityTerms(summary);
  const known = new Map(sums.map((one) => [one.id, one]));
  const severityOf = (id: string) => {
    if (isRefusal(terms)) return terms;
    const found = known.get(id);
    const left = candidatesLeft(hidden.cards, id, within);
    return found ? severityWithin(found, within, terms, left) : NOBODY;
  };
  return people.map(({ id, name }) => ({ id, name, severity: severityOf(id) }));
}

/** Whether there are sums of anybody: a result from before they were kept has none. */
async function tellsQuarters(db: Db, { id }: Snapshot): Promise<boolean> {
  const rows = await db
    .select({ one: sql`1` })
    .from(own)
    .where(inList(own, id, "period-severity"))
    .limit(1);
  return rows.length > 0;
}

const NOBODY = refuse("Nobody else scored the same candidates, so there is nothing to compare.");

/** Agreement in some quarters; null where the snapshot has no sums of any of them, and for the same viewers. */
export async function readPeriodAgreement(
  db: Db,
  { id, rubric, hidden, conflicted }: Snapshot,
  within: Quarters,
): Promise<Agreements | null> {
  if (conflicted) return null;
  const { from, until } = within;
  const rows = await db
    .select({ sums: sql<AgreementSums>`${own.content}` })
    .from(own)
    .where(
      and(
        inList(own, id, "period-agreement"),
        from === null ? undefined : sql`${own.subject} >= ${from}`,
        until === null ? undefined : sql`${own.subject} <= ${until}`,
      ),
    )
    .orderBy(asc(own.place));
  const found = agreementWithin(
    rows.map(({ sums }) => sums),
    within,
    rubric.scale.length,
  );
  return found && shownAgreement(found, hidden.cards, within);
}
