import { eq } from "drizzle-orm";
import { invariant } from "#app/domain/result.ts";
import type { RubricContent } from "#app/domain/rubric.ts";
import type { Db } from "#db/client.server.ts";
import { rubricVersion } from "#db/schema.server.ts";

const kept = new Map<string, RubricContent>();

/** A published version never changes, so each process reads it once. */
export async function rubricContent(db: Db, id: string): Promise<RubricContent> {
  const known = kept.get(id);
  if (known) return known;
  const [row] = await db
    .select({ content: rubricVersion.content })
    .from(rubricVersion)
    .where(eq(rubricVersion.id, id));
  invariant(row, `rubric version ${id} is published`);
  kept.set(id, row.content);
  return row.content;
}
