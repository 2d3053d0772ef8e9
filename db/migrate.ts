import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import { migrate as migratePostgres } from "drizzle-orm/postgres-js/migrator";
import type { Connection, PostgresConnection } from "#db/client.server.ts";
import { runCommand } from "#db/command.ts";
import { MigrationFailed, ServerTooOld } from "#db/failure.server.ts";

const migrationsFolder = fileURLToPath(new URL("../migrations", import.meta.url));

const OLDEST = 140_000;

/** Any number does, as long as every process asks for the same one. */
const PREPARING = 20_260_401;

/**
 * Runs `work` in one process at a time among all that use the same Postgres. The lock belongs to a
 * transaction of its own, so it ends with this process however that ends.
 */
export async function alone<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  if (connection.engine === "pglite") return work();
  return connection.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${PREPARING})`);
    return work();
  });
}

/** Brings the tables up to date in one transaction; when none is missing it changes nothing. */
export async function migrateToLatest(connection: Connection): Promise<void> {
  if (connection.engine === "postgres") await requireVersion(connection.db);
  await alone(connection, async () => {
    try {
      if (connection.engine === "postgres")
        await migratePostgres(connection.db, { migrationsFolder });
      else await migratePglite(connection.db, { migrationsFolder });
    } catch (cause) {
      throw new MigrationFailed(cause);
    }
  });
}

async function requireVersion(db: PostgresConnection["db"]): Promise<void> {
  const [server] = await db.execute<{ number: number; version: string }>(sql`
    select current_setting('server_version_num')::int as number,
           current_setting('server_version') as version`);
  if (server && server.number < OLDEST) throw new ServerTooOld(server.version);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await runCommand(async (connection) => {
    await migrateToLatest(connection);
    return "The tables are up to date.";
  });
