import { and, eq, isNull, lte, type SQL, sql } from "drizzle-orm";
import { type Mail, pauseAfter } from "#app/domain/mail.ts";
import type { Db } from "#db/client.server.ts";
import { mail, person } from "#db/schema.server.ts";

/** Puts mails where the worker finds them; inside a transaction they leave only if it commits. */
export async function queueMails(db: Db, mails: readonly Mail[]): Promise<void> {
  if (mails.length > 0) await db.insert(mail).values([...mails]);
}

/**
 * Queues a mail where its address belongs to somebody who may sign in, and otherwise nothing: one
 * statement either way, so that its time does not tell which.
 */
export async function queueForAccount(db: Db, { to, subject, text }: Mail): Promise<void> {
  await db.execute(sql`
    insert into ${mail} (id, "to", subject, text)
    select gen_random_uuid(), ${person.email}, ${subject}, ${text} from ${person}
    where ${person.email} = lower(${to}) and ${person.disabledAt} is null`);
}

export type DueMail = Mail & { readonly id: string; readonly attempts: number };

/** Longer than any mail server is waited for; a mail whose process died is due again after it. */
const LEASE_SECONDS = 300;

// The database's clock alone: app processes need not agree on the time.
const after = (seconds: number): SQL<Date> => sql`now() + make_interval(secs => ${seconds})`;

/** Takes the mail that has been due longest; no other process is given it meanwhile. */
export async function takeMail(db: Db): Promise<DueMail | null> {
  const due = db
    .select({ id: mail.id })
    .from(mail)
    .where(and(lte(mail.dueAt, sql`now()`), isNull(mail.sentAt), isNull(mail.failedAt)))
    .orderBy(mail.dueAt)
    .limit(1)
    .for("update", { skipLocked: true });
  const [taken] = await db
    .update(mail)
    .set({ attempts: sql`${mail.attempts} + 1`, dueAt: after(LEASE_SECONDS) })
    .where(eq(mail.id, sql`(${due})`))
    .returning({
      id: mail.id,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      attempts: mail.attempts,
    });
  return taken ?? null;
}

/** The mail is out: its text, which may hold a secret link, is not kept. */
export async function markSent(db: Db, { id }: DueMail): Promise<void> {
  await db
    .update(mail)
    .set({ sentAt: sql`now()`, text: "", lastError: null })
    .where(eq(mail.id, id));
}

/** The mail was refused: it is tried again after a pause, or given up with its text. */
export async function markRefused(
  db: Db,
  { id, attempts }: DueMail,
  error: string,
  final: boolean,
): Promise<"later" | "given-up"> {
  const pause = final ? null : pauseAfter(attempts);
  const lastError = error.slice(0, 500);
  await db
    .update(mail)
    .set(
      pause === null
        ? { lastError, failedAt: sql`now()`, text: "" }
        : { lastError, dueAt: after(pause / 1000) },
    )
    .where(eq(mail.id, id));
  return pause === null ? "given-up" : "later";
}
