import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { ExtractTablesWithRelations } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT, PgTransaction } from "drizzle-orm/pg-core";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { drizzle as drizzlePostgres } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "#db/schema.server.ts";

/** One type for both engines and for transactions: queries cannot tell them apart. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;
export type Tx = PgTransaction<
  PgQueryResultHKT,
  typeof schema,
  ExtractTablesWithRelations<typeof schema>
>;

export type Connection = {
  readonly db: Db;
  readonly engine: "postgres" | "pglite";
  readonly close: () => Promise<void>;
};

export const settings = { schema, casing: "snake_case" } as const;

/** drizzle asks through `unsafe`, which parses every statement anew unless told to keep it. */
function keepStatements(client: postgres.Sql): postgres.Sql {
  const unsafe = client.unsafe;
  client.unsafe = ((text: string, values?: never[], options?: object) =>
    unsafe(text, values, { prepare: true, ...options })) as typeof unsafe;
  const begin = client.begin;
  client.begin = ((...args: unknown[]) => {
    const run = args.pop() as (tx: postgres.Sql) => unknown;
    return begin(...(args as [string]), (tx) => run(keepStatements(tx as never)) as never);
  }) as typeof begin;
  return client;
}

export function connectPostgres(url: string, pool = 10): Connection {
  const client = keepStatements(
    postgres(url, { max: pool, onnotice: () => {}, connect_timeout: 5, idle_timeout: 60 }),
  );
  return {
    db: drizzlePostgres(client, settings),
    engine: "postgres",
    close: () => client.end({ timeout: 5 }),
  };
}

/** Postgres in this process. `folder` undefined keeps it in memory. */
export async function connectPglite(folder?: string, image?: Blob): Promise<Connection> {
  if (folder) mkdirSync(dirname(folder), { recursive: true });
  const client = await PGlite.create(folder, image ? { loadDataDir: image } : {});
  return { db: drizzlePglite(client, settings), engine: "pglite", close: () => client.close() };
}

/** Where the embedded database lives. */
export const dataFolder = () => process.env.EVENHAND_DATA ?? join(process.cwd(), ".data");

export const connect = (): Promise<Connection> =>
  process.env.DATABASE_URL
    ? Promise.resolve(connectPostgres(process.env.DATABASE_URL))
    : connectPglite(join(dataFolder(), "pglite"));
