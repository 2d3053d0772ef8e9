import { createHash, randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { type Connection, connectPglite, connectPostgres } from "#db/client.server.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { publishRubrics } from "#db/queries/rubric.server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** What each worker's database is made from: a file for PGlite, a template on a server. */
    image: { readonly file: string } | { readonly server: string; readonly template: string };
  }
}

/** Makes the migrated database with its rubrics once, before the tests of a project. */
export default async function setup(project: TestProject) {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) {
    project.provide("image", { file: await makeFile() });
    return;
  }
  const template = `evenhand_test_${randomBytes(4).toString("hex")}`;
  await makeTemplate(server, template);
  project.provide("image", { server, template });
  return () => dropAll(server, template);
}

/** The same server with another database. */
export function databaseOn(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function fill(connection: Connection) {
  await migrateToLatest(connection);
  const published = await publishRubrics(connection.db, "rubrics");
  if (!published.ok) throw new Error(published.failure.message);
}

async function makeFile(): Promise<string> {
  const folder = join("node_modules", ".cache", "evenhand");
  const file = join(folder, `image-${contentKey()}.tar`);
  if (existsSync(file)) return file;
  const connection = await connectPglite();
  await fill(connection);
  const image = await connection.db.$client.dumpDataDir("none");
  await connection.close();
  mkdirSync(folder, { recursive: true });
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, Buffer.from(await image.arrayBuffer()));
  renameSync(fresh, file);
  return file;
}

/** Changes when anything that shapes the image does. */
function contentKey(): string {
  const hash = createHash("sha256");
  const read = (file: string) => hash.update(file).update(readFileSync(file));
  for (const folder of ["migrations", "rubrics"])
    for (const name of readdirSync(folder).toSorted())
      if (/\.(sql|yaml)$/.test(name)) read(join(folder, name));
  for (const name of readdirSync("db/queries").toSorted())
    if (/^(rubric|library|drill-file|yaml)/.test(name)) read(join("db/queries", name));
  const record = ["app/domain/audit.ts", "db/queries/record.server.ts"];
  for (const file of [
    "app/domain/rubric.ts",
    "app/domain/question.ts",
    "app/domain/drill.ts",
    ...record,
    "package-lock.json",
  ])
    read(file);
  return hash.digest("hex").slice(0, 16);
}

async function makeTemplate(server: string, template: string) {
  const admin = postgres(server, { max: 1 });
  await admin.unsafe(`create database ${template}`).finally(() => admin.end());
  const connection = connectPostgres(databaseOn(server, template), 2);
  await fill(connection).finally(connection.close);
}

async function dropAll(server: string, template: string) {
  const admin = postgres(server, { max: 1 });
  const left = await admin<{ name: string }[]>`
    select datname as name from pg_database where starts_with(datname, ${template})`;
  for (const { name } of left) await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.end();
}
