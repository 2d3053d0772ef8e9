import type { Mail } from "#app/domain/mail.ts";
import type { Db } from "#db/client.server.ts";
import { mail } from "#db/schema.server.ts";

/** Puts mails where the worker finds them; inside a transaction they leave only if it commits. */
export async function queueMails(db: Db, mails: readonly Mail[]): Promise<void> {
  if (mails.length > 0) await db.insert(mail).values([...mails]);
}
