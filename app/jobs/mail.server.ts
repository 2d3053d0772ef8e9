import type { Logger } from "pino";
import { isFinal, type Post } from "#app/jobs/post.server.ts";
import type { Db } from "#db/client.server.ts";
import { type DueMail, markRefused, markSent, takeMail } from "#db/queries/mail.server.ts";

const POLL = 5_000;
/** How long a stop waits for the mail under way; a lease brings back one that was cut off. */
const PATIENCE = 5_000;

export type Mailing = {
  /** Looks for mail now, because some may just have been queued. */
  readonly nudge: () => void;
  /** Resolves once everything that is due has been tried. */
  readonly drain: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Sends queued mail one after another, in any number of processes at once, until it is stopped. */
export function startMailing(db: Db, post: Post, log: Pick<Logger, "error" | "warn">): Mailing {
  let stopped = false;
  let under: Promise<void> | null = null;
  let again = false;

  const work = async () => {
    do {
      again = false;
      for (let mail = await next(); mail; mail = await next()) await deliver(db, post, mail, log);
    } while (again);
  };
  const next = () => (stopped ? null : takeMail(db));
  const drain = (): Promise<void> => {
    again = true;
    under ??= work()
      .catch((error) => {
        again = false;
        log.error({ err: error }, "mail is waiting");
      })
      .finally(() => {
        under = null;
        return again && !stopped ? drain() : undefined;
      });
    return under;
  };
  const timer = setInterval(drain, POLL);
  timer.unref();
  return {
    nudge: () => void drain(),
    drain,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE).unref());
      await Promise.race([under, patience]);
      post.close();
    },
  };
}

async function deliver(db: Db, post: Post, mail: DueMail, log: Pick<Logger, "warn">) {
  try {
    await post.send(mail);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const then = await markRefused(db, mail, said, isFinal(error));
    log.warn({ mail: mail.id, attempts: mail.attempts, then, said }, "mail was refused");
    return;
  }
  await markSent(db, mail);
}
