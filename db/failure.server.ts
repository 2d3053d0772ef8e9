import { FolderInUse } from "#db/folder.server.ts";

/** The sentences for a database that cannot be used: what is wrong and what to do about it. */

export class ServerTooOld extends Error {
  constructor(readonly version: string) {
    super(`Postgres ${version} is older than 14`);
  }
}

export class MigrationFailed extends Error {
  constructor(cause: unknown) {
    super("The migration failed", { cause });
  }
}

export type Where = { readonly databaseUrl?: string | undefined; readonly folder: string };

/** Null when the error says nothing about the database itself. */
export function databaseFailure(error: unknown, where: Where): string | null {
  if (error instanceof FolderInUse)
    return `Process ${error.pid} already uses the data in ${error.folder}: stop it first, give this one another folder with EVENHAND_DATA, or set DATABASE_URL to run several on one Postgres.`;
  if (error instanceof ServerTooOld)
    return `${place(where)} runs Postgres ${error.version}: use version 14 or newer.`;
  if (error instanceof MigrationFailed) return migrationFailure(error.cause, where);
  return connectionFailure(error, where);
}

function migrationFailure(cause: unknown, where: Where): string {
  const reached = connectionFailure(cause, where);
  if (reached) return reached;
  const { code, message } = root(cause);
  const said = `The tables in ${place(where)} could not be brought up to date (${message}) and are as they were`;
  if (code === "42501") return `${said}: let this user create tables there, then start again.`;
  if (code === "42P07" || code === "42710")
    return `${said}: use an empty database, or one that Evenhand made.`;
  return `${said}: fix that and start again, or go back to the version that last ran.`;
}

function connectionFailure(error: unknown, where: Where): string | null {
  const { code, message } = root(error);
  const at = place(where);
  switch (code) {
    case "ERR_INVALID_URL":
      return NOT_AN_ADDRESS;
    case "ECONNREFUSED":
    case "CONNECT_TIMEOUT":
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ECONNRESET":
    case "CONNECTION_CLOSED":
    case "CONNECTION_ENDED":
    case "CONNECTION_DESTROYED":
      return `No Postgres answers at ${at}: start it or correct DATABASE_URL, or unset DATABASE_URL to use the embedded database.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `The host of ${at} cannot be found: correct DATABASE_URL.`;
    case "28P01":
    case "28000":
      return `${at} refuses this sign-in (${message}): correct the user or password in DATABASE_URL.`;
    case "3D000":
      return `There is no such database at ${at}: create it with createdb, or correct DATABASE_URL.`;
    case "53300":
      return `${at} has no connections left: close some, or raise max_connections there.`;
    case "57P03":
      return `${at} is still starting or is shutting down: try again in a moment.`;
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "ENOTDIR":
    case "EEXIST":
      return `${where.folder} cannot be written: allow it, or name another folder with EVENHAND_DATA.`;
    case "ENOSPC":
      return `The disk that holds ${where.folder} is full: make room and start again.`;
    default:
      return null;
  }
}

export const NOT_AN_ADDRESS =
  "DATABASE_URL is not a Postgres address: write it as postgres://user:password@host:5432/database.";

/** The database in words, without the password. */
export function place({ databaseUrl, folder }: Where): string {
  if (!databaseUrl) return folder;
  if (!URL.canParse(databaseUrl)) return "DATABASE_URL";
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `${hostname || "localhost"}:${port || 5432}${pathname}`;
}

/** The innermost error: drizzle wraps what the driver said, and Node wraps one try per address. */
function root(error: unknown): { code: string; message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return root(error.errors[0]);
  if (!(error instanceof Error)) return { code: "", message: String(error) };
  if (error.cause instanceof Error) return root(error.cause);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return { code, message: error.message };
}
