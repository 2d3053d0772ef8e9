import { v7 as uuidv7 } from "uuid";
import type { AuditEvent } from "#app/domain/audit.ts";
import type { Mail } from "#app/domain/mail.ts";
import type { Viewer } from "#app/domain/people.ts";
import { fail, type Result } from "#app/domain/result.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { queueMails } from "#db/queries/mail.server.ts";
import { append } from "#db/queries/record.server.ts";

/**
 * What a command did: a value with the events that record it, nothing new (`unchanged`), or
 * something kept for its author alone (`keptPrivate`).
 */
export type Change<T> =
  | {
      readonly ok: true;
      readonly value: T;
      readonly events: readonly [AuditEvent, ...AuditEvent[]];
      readonly mails?: readonly Mail[];
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

/** A change that is also told by mail, once it is committed. */
export const told = <T>(
  value: T,
  mails: readonly Mail[],
  ...events: [AuditEvent, ...AuditEvent[]]
): Change<T> => ({ ok: true, value, events, mails });

/** The command had been carried out before; saying it again is no change. */
export const unchanged = <T>(value: T): Change<T> => ({ ok: true, value, unchanged: true });

/**
 * Something was written that its author alone can read and nobody else's work rests on: it is no
 * part of the record, which would otherwise tell when they were typing. So are the saves of a rubric
 * draft, of which the record keeps the beginning and the end.
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
      if ("events" in outcome) {
        const at = new Date();
        const actorId = actor?.id ?? null;
        const entries = outcome.events.map((event) => ({ at, actorId, event }));
        await queueMails(tx, outcome.mails ?? []);
        await append(tx, entries, () => uuidv7());
      }
      return outcome.value;
    });
    return { ok: true, value };
  } catch (error) {
    if (error instanceof Refused) return error.result;
    throw error;
  }
}
