import { asc, desc, sql } from "drizzle-orm";
import type { Level } from "#app/domain/rubric.ts";
import type { Db } from "#db/client.server.ts";
import { rubricVersion } from "#db/schema.server.ts";

/** A rubric as a list shows it: its newest version, without anchors. */
export type RubricOutline = {
  readonly slug: string;
  readonly title: string;
  readonly levels: readonly Level[];
  readonly criteria: number;
  /** Numbers of all its versions, the newest first. */
  readonly versions: readonly number[];
  readonly publishedAt: Date;
};

export async function listRubricOutlines(db: Db): Promise<RubricOutline[]> {
  const rows = await db
    .select({
      slug: rubricVersion.slug,
      title: rubricVersion.title,
      number: rubricVersion.number,
      levels: sql<Level[]>`${rubricVersion.content}->'levels'`,
      criteria: sql<number>`jsonb_array_length(${rubricVersion.content}->'criteria')`,
      publishedAt: rubricVersion.publishedAt,
    })
    .from(rubricVersion)
    .orderBy(asc(rubricVersion.slug), desc(rubricVersion.number));
  const numbers = (slug: string) =>
    rows.filter((row) => row.slug === slug).map((row) => row.number);
  return rows
    .filter((row, at) => rows[at - 1]?.slug !== row.slug)
    .map(({ number: _, ...row }) => ({ ...row, versions: numbers(row.slug) }));
}
