import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { type ExtractTablesWithRelations, is } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT, PgTransaction } from "drizzle-orm/pg-core";
import { drizzle as drizzlePglite, type PgliteDatabase } from "drizzle-orm/pglite";
import {
  drizzle as drizzlePostgres,
  type PostgresJsDatabase,
  PostgresJsSession,
} from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { takeFolder } from "#db/folder.server.ts";
import * as schema from "#db/schema.server.ts";

/** One type for both engines and for transactions: queries cannot tell them apart. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;
export type Tx = PgTransaction<
  PgQueryResultHKT,
  typeof schema,
  ExtractTablesWithRelations<typeof schema>
>;

type Schema = typeof schema;

export type PostgresConnection = {
  readonly engine: "postgres";
  readonly db: PostgresJsDatabase<Schema> & { readonly $client: postgres.Sql };
  readonly close: () => Promise<void>;
};

export type PgliteConnection = {
  readonly engine: "pglite";
  readonly db: PgliteDatabase<Schema> & { readonly $client: PGlite };
  readonly close: () => Promise<void>;
};

export type Connection = PostgresConnection | PgliteConnection;

const PATIENCE = 8_000;

export const settings = { schema, casing: "snake_case" } as const;

/** An option of `unsafe`: a statement that is asked too seldom to be kept, and planned for what it is asked with. */
export const ONCE = Symbol("asked once");

/**
 * drizzle asks through `unsafe`, and to parse every statement anew but those with a name. That takes a way
 * to the server and back each time, and planning; so all are kept.
 */
function keepStatements(client: postgres.Sql): postgres.Sql {
  const unsafe = client.unsafe;
  client.unsafe = ((text: string, values?: never[], options?: object) =>
    unsafe(text, values, { ...options, prepare: !(options && ONCE in options) })) as typeof unsafe;
  const begin = client.begin;
  client.begin = ((...args: unknown[]) => {
    const run = args.pop() as (tx: postgres.Sql) => unknown;
    return begin(...(args as [string]), (tx) => run(keepStatements(tx as never)) as never);
  }) as typeof begin;
  return client;
}

export function connectPostgres(url: string, pool = 10): PostgresConnection {
  const client = keepStatements(
    postgres(url, { max: pool, onnotice: () => {}, connect_timeout: 5, idle_timeout: 60 }),
  );
  return {
    db: drizzlePostgres(client, settings),
    engine: "postgres",
    close: () => client.end({ timeout: 5 }),
  };
}

/** What a database or transaction speaks to a server with, for rows as they come; null in process. */
export const postgresOf = ({ _ }: Db): postgres.ISql | null =>
  is(_.session, PostgresJsSession) ? (_.session.client as postgres.ISql) : null;

/** Postgres in this process. `folder` undefined keeps it in memory. */
export async function connectPglite(folder?: string, image?: Blob): Promise<PgliteConnection> {
  if (folder) mkdirSync(dirname(folder), { recursive: true });
  const release = folder ? takeFolder(dirname(folder)) : () => {};
  try {
    const client = await PGlite.create(folder, image ? { loadDataDir: image } : {});
    const close = () => client.close().finally(release);
    return { db: drizzlePglite(client, settings), engine: "pglite", close };
  } catch (error) {
    release();
    throw error;
  }
}

/** Where the embedded database lives. */
export const dataFolder = () => process.env.EVENHAND_DATA ?? join(process.cwd(), ".data");

export async function connect(): Promise<Connection> {
  const url = process.env.DATABASE_URL;
  if (!url) return connectPglite(join(dataFolder(), "pglite"));
  const connection = connectPostgres(url);
  try {
    await answerOf(connection);
    return connection;
  } catch (error) {
    await connection.db.$client.end({ timeout: 0 });
    throw error;
  }
}

/** postgres.js knocks for ever at a port that hangs up without a word, so patience ends here. */
async function answerOf(connection: PostgresConnection): Promise<void> {
  const silence = Object.assign(new Error("No answer"), { code: "CONNECT_TIMEOUT" });
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(silence), PATIENCE);
  });
  await Promise.race([connection.db.$client`select 1`, patience]).finally(() =>
    clearTimeout(timer),
  );
}

/**
 * A query built once per connection. Building costs more than asking on pages that are opened all
 * day; what changes between two askings are its placeholders.
 */
export function prepared<Query>(build: (db: Db) => Query): (db: Db) => Query {
  const kept = new WeakMap<Db, Query>();
  return (db) => {
    const query = kept.get(db) ?? build(db);
    kept.set(db, query);
    return query;
  };
}
