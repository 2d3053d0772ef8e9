import { eq } from "drizzle-orm";
import { canAuthorDrills, refusalWords } from "#app/domain/access.ts";
import { nextDraft } from "#app/domain/drill-draft.ts";
import type { Viewer } from "#app/domain/people.ts";
import { absent, fail, type Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.server.ts";
import { type Change, change, changed, sentBefore, unchanged } from "#db/queries/change.server.ts";
import { knownIn, lockDraft, readSource } from "#db/queries/drill-draft.server.ts";
import { lockDrills, newestOf } from "#db/queries/drill-file.server.ts";
import { begunBy } from "#db/queries/drill-maker.server.ts";
import { drillDraft } from "#db/schema.server.ts";

/**
 * Whether this lead may write the next version of a drill, with the draft of it where there is one. Null
 * for a file's drill, and for whoever may not read the cards it was made of.
 */
export async function getRewritable(
  db: Db,
  viewer: Viewer,
  key: string,
): Promise<{ readonly draftId: string | null } | null> {
  if (!canAuthorDrills(viewer).allowed) return null;
  const version = await newestOf(db, key);
  if (!version?.loopId || !(await readSource(db, viewer, version.loopId))) return null;
  return { draftId: await draftOf(db, key) };
}

async function draftOf(db: Db, key: string): Promise<string | null> {
  const [row] = await db
    .select({ id: drillDraft.id })
    .from(drillDraft)
    .where(eq(drillDraft.key, key));
  return row?.id ?? null;
}

/** Begins the next version of a drill made of past cards, or goes on with the one that was begun. */
export const rewriteDrill = (
  db: Db,
  viewer: Viewer,
  key: string,
  { id, number }: { readonly id: string; readonly number: number },
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    if (!canAuthorDrills(viewer).allowed) return fail("refused", refusalWords["not-lead"]);
    await lockDrills(tx);
    const version = await newestOf(tx, key);
    if (!version) return absent();
    if (!version.loopId)
      return fail("refused", "This drill stands in a file. Change it there and publish it again.");
    const panel = await readSource(tx, viewer, version.loopId);
    if (!panel) return absent();
    const begun = await draftOf(tx, key);
    if (begun) return unchanged({ id: begun });
    if (version.number !== number)
      return fail(
        "conflict",
        `Version ${version.number} of this drill was published after you opened this page. Nothing was begun.`,
      );
    const { loopId } = version;
    const content = nextDraft(version.content, knownIn(panel));
    const made = await tx
      .insert(drillDraft)
      .values({ id, key, loopId, content, ...begunBy(viewer) })
      .onConflictDoNothing({ target: drillDraft.id })
      .returning({ id: drillDraft.id });
    if (made.length === 0) return sentBefore((await lockDraft(tx, id))?.key === key, { id });
    const facts = { key, number: number + 1 };
    return changed({ id }, { action: "drill.draft-begun", subject: id, loopId, facts });
  });
