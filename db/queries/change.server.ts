import type { AuditEvent } from "#app/domain/audit.ts";
import type { Viewer } from "#app/domain/people.ts";
import { fail, type Result } from "#app/domain/result.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { auditEvent } from "#db/schema.server.ts";

/**
 * What a command did: a value with the events that record it, nothing new (`unchanged`), or
 * something kept for its author alone (`keptPrivate`).
 */
export type Change<T> =
  | {
      readonly ok: true;
      readonly value: T;
      readonly events: readonly [AuditEvent, ...AuditEvent[]];
    }
  | { readonly ok: true; readonly value: T; readonly unchanged: true }
  | { readonly ok: true; readonly value: T; readonly keptPrivate: true }
  | Extract<Result<T>, { ok: false }>;

/** A change that happened, with its record. */
export const changed = <T>(value: T, ...events: [AuditEvent, ...AuditEvent[]]): Change<T> => ({
  ok: true,
  value,
  events,
});

/** The command had been carried out before; saying it again is no change. */
export const unchanged = <T>(value: T): Change<T> => ({ ok: true, value, unchanged: true });

/**
 * Something was written that its author alone can read and nobody else's work rests on: it is no
 * part of the record, which would otherwise tell when they were typing.
 */
export const keptPrivate = <T>(value: T): Change<T> => ({ ok: true, value, keptPrivate: true });

/** The key of a form that was sent before: the same content is no change, other content is refused. */
export const sentBefore = <T>(same: boolean, value: T): Change<T> =>
  same
    ? unchanged(value)
    : fail(
        "conflict",
        "This form was sent before with other values. Reload the page to start a new one.",
      );

/** Who acts: a signed-in person, or the installation itself (publishing, seeding, importing). */
export type Actor = Pick<Viewer, "id"> | null;

/**
 * The only write transaction. `run` locks the facts it needs, asks the domain, writes, and returns
 * the audit events, which are written in the same transaction. A failure rolls everything back.
 */
export async function change<T>(
  db: Db,
  actor: Actor,
  run: (tx: Tx) => Promise<Change<T>>,
): Promise<Result<T>> {
  class Refused extends Error {
    constructor(readonly result: Extract<Result<T>, { ok: false }>) {
      super(result.failure.message);
    }
  }
  try {
    const value = await db.transaction(async (tx) => {
      const outcome = await run(tx);
      if (!outcome.ok) throw new Refused(outcome);
      if ("events" in outcome) await record(tx, actor, outcome.events);
      return outcome.value;
    });
    return { ok: true, value };
  } catch (error) {
    if (error instanceof Refused) return error.result;
    throw error;
  }
}

/** Writes events for work that is already inside a transaction of `change`. */
async function record(tx: Tx, actor: Actor, events: readonly AuditEvent[]) {
  await tx.insert(auditEvent).values(
    events.map((event) => ({
      actorId: actor?.id ?? null,
      action: event.action,
      subject: event.subject,
      loopId: event.loopId ?? null,
      facts: event.facts,
    })),
  );
}
