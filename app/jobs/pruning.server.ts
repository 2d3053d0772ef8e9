import type { Logger } from "pino";
import type { Db } from "#db/client.server.ts";
import { pruneTries } from "#db/queries/rate-limit.server.ts";

const HOUR = 3_600_000;

/** Removes counted tries and links that have run out every hour. */
export function startPruning(db: Db, log: Pick<Logger, "error">): { readonly stop: () => void } {
  const prune = () => pruneTries(db).catch((error) => log.error({ err: error }, "nothing pruned"));
  const timer = setInterval(prune, HOUR);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
