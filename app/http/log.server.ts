import { DrizzleQueryError } from "drizzle-orm";
import { type DestinationStream, type Logger, pino, stdSerializers } from "pino";

/** The app's log. Of a statement that failed it tells the statement, not the values that went with it. */
export const createLog = (level: string, destination?: DestinationStream): Logger => {
  const options = { level, serializers: { err: toldError } };
  return destination ? pino(options, destination) : pino(options);
};

const toldError = (error: unknown): unknown =>
  error instanceof Error ? stdSerializers.err(withoutValues(error)) : error;

/** The values are what people typed, the hashes of their passwords and the links of their mails. */
function withoutValues(error: Error): Error {
  if (!(error instanceof DrizzleQueryError)) return error;
  const message = `Failed query: ${error.query}`;
  const cause = error.cause && new Error(error.cause.message);
  const told = new Error(message, { cause });
  told.stack = error.stack?.replace(error.message, () => message) ?? message;
  return told;
}

/** The path as it is logged: a mailed link lets in whoever has its token, in the query or after `/join`. */
export const loggedPath = (url = ""): string | undefined =>
  url.split("?")[0]?.replace(/^(\/*join\/+)[^/]+/i, "$1…");
