import { type Connection, connect, dataFolder } from "#db/client.server.ts";
import { databaseFailure } from "#db/failure.server.ts";

/** Ends a command with one sentence on standard error and exit code 1. */
export class Refusal extends Error {}

/** Runs one command from the terminal: what it returns is printed, a failure is one sentence. */
export async function runCommand(run: (connection: Connection) => Promise<string>): Promise<void> {
  const where = { databaseUrl: process.env.DATABASE_URL, folder: dataFolder() };
  let connection: Connection | null = null;
  try {
    connection = await connect();
    console.log(await run(connection));
  } catch (error) {
    process.exitCode = 1;
    console.error(
      error instanceof Refusal
        ? error.message
        : (databaseFailure(error, where) ?? unexpected(error)),
    );
  } finally {
    await connection?.close();
  }
}

/** What to say of an error nobody foresaw. */
export function unexpected(error: unknown): string {
  if (process.env.DEBUG && error instanceof Error) return error.stack ?? error.message;
  const said = error instanceof Error ? error.message : String(error);
  return `Something unexpected happened (${said.split("\n")[0]}): run it again with DEBUG=1 to see where.`;
}
