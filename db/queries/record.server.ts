import { type AuditEvent, chain } from "#app/domain/audit.ts";
import { invariant } from "#app/domain/result.ts";
import type { Tx } from "#db/client.server.ts";
import { insertBatches, type NewId, sha256 } from "#db/queries/seal.server.ts";
import { auditEvent, organisation } from "#db/schema.server.ts";

export type Entry = {
  readonly at: Date;
  readonly actorId: string | null;
  readonly event: AuditEvent;
};

/**
 * Appends events to the record. The organisation's row is locked last of all, so that writers wait
 * for each other no longer than it takes to link their events.
 */
export async function append(tx: Tx, entries: readonly Entry[], newId: NewId): Promise<void> {
  if (entries.length === 0) return;
  const [head] = await tx
    .select({ sequence: organisation.sequence, hash: organisation.hash })
    .from(organisation)
    .for("update");
  invariant(head, "the organisation has a record");
  const linked = chain(
    head,
    entries.map(({ at, actorId, event: { action, subject, loopId = null, facts } }) => ({
      ...{ id: newId(at), at, actorId, action, subject, loopId, facts },
    })),
    sha256,
  );
  await Promise.all([
    insertBatches(tx, auditEvent, linked.events),
    tx.update(organisation).set(linked.head),
  ]);
}
