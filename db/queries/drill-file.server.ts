import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { type AuditEvent, canonicalJson } from "#app/domain/audit.ts";
import { Drill, type DrillKnown, drillProblems } from "#app/domain/drill.ts";
import { invariant } from "#app/domain/result.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { type Parsed, readYaml } from "#db/queries/yaml-file.server.ts";
import { drillVersion } from "#db/schema.server.ts";

export const DRILLS = "drills.yaml";

/** The drills of a folder; none where it has no such file. */
export async function readDrills(folder: string, known: DrillKnown): Promise<Parsed<Drill[]>> {
  if (!(await readdir(folder)).includes(DRILLS)) return { ok: true, value: [] };
  return parseDrills(await readFile(join(folder, DRILLS), "utf8"), known);
}

/** The text of a file of drills. Every error is reported, then what does not fit the rubrics. */
export function parseDrills(text: string, known: DrillKnown): Parsed<Drill[]> {
  const source = readYaml(DRILLS, text);
  if (!source.ok) return source;
  const { value, errors } = source.value.check(z.array(Drill, "Drills are a list."));
  if (!value) return { ok: false, errors };
  const { lineOf } = source.value;
  const problems = drillProblems(value, known).map(({ path, reason }) => ({
    ...{ file: DRILLS, line: lineOf(path), reason },
  }));
  return problems.length > 0 ? { ok: false, errors: problems } : { ok: true, value };
}

export const drillHash = (content: Drill): string =>
  createHash("sha256").update(canonicalJson(content)).digest("hex");

/** Whoever publishes a drill holds this, so that two never take one number. */
export const lockDrills = (tx: Tx) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtext('evenhand drills'))`);

/** The version of a drill with the highest number, in force or retired; null where there is none. */
export async function newestOf(db: Db, key: string) {
  const [row] = await db
    .select()
    .from(drillVersion)
    .where(eq(drillVersion.key, key))
    .orderBy(desc(drillVersion.number))
    .limit(1);
  return row ?? null;
}

/** Pages that stand beside the drills' own. */
const reservedKeys = ["own", "progress"];

/** The key, with a number where a drill has it already. */
export async function freeKey(tx: Tx, wanted: string): Promise<string> {
  const taken = await tx.selectDistinct({ key: drillVersion.key }).from(drillVersion);
  const keys = new Set([...reservedKeys, ...taken.map(({ key }) => key)]);
  for (let next = 1; ; next += 1) {
    const key = next === 1 ? wanted : `${wanted}-${next}`;
    if (!keys.has(key)) return key;
  }
}

/** Writes a drill under its next number; the caller holds `lockDrills`. */
export async function insertDrill(
  tx: Tx,
  content: Drill,
  by: {
    readonly publishedById: string;
    readonly loopId: string;
    readonly madeByIds: string[];
  } | null = null,
): Promise<{ readonly id: string; readonly number: number; readonly event: AuditEvent }> {
  const { key } = content;
  const newest = await newestOf(tx, key);
  const number = (newest?.number ?? 0) + 1;
  const hash = drillHash(content);
  const [row] = await tx
    .insert(drillVersion)
    .values({ key, number, content, hash, ...by })
    .returning({ id: drillVersion.id });
  invariant(row, "an inserted drill has a key");
  const facts = { key, number, hash };
  return {
    ...{ id: row.id, number },
    event: { action: "drill.published", subject: row.id, facts },
  };
}

/**
 * Publishes the drills of a file that differ from what was last published under their keys; a drill
 * that a lead retired stays retired until its words change. Names such as `payments.v2`.
 */
export async function publishDrills(
  tx: Tx,
  drills: readonly Drill[],
): Promise<{ published: string[]; unchanged: string[]; events: AuditEvent[] }> {
  const done = { published: [] as string[], unchanged: [] as string[], events: [] as AuditEvent[] };
  if (drills.length === 0) return done;
  await lockDrills(tx);
  const keys = drills.map(({ key }) => key);
  const stored = await tx
    .select({ key: drillVersion.key, number: drillVersion.number, hash: drillVersion.hash })
    .from(drillVersion)
    .where(and(inArray(drillVersion.key, keys), sql`${drillVersion.publishedById} is null`))
    .orderBy(desc(drillVersion.number));
  for (const drill of drills) {
    const last = stored.find(({ key }) => key === drill.key);
    if (last?.hash === drillHash(drill)) {
      done.unchanged.push(`${drill.key}.v${last.number}`);
      continue;
    }
    const { number, event } = await insertDrill(tx, drill);
    done.published.push(`${drill.key}.v${number}`);
    done.events.push(event);
  }
  return done;
}
