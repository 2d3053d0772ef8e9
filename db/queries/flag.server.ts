import { and, desc, eq } from "drizzle-orm";
import { canResolveFlag, canSeeLoop, refusalWords, relationTo } from "#app/domain/access.ts";
import {
  type Basis,
  basisOf,
  ledgerCards,
  type ResolutionForm,
  sameBasis,
  sightingsOf,
} from "#app/domain/ledger.ts";
import type { Viewer } from "#app/domain/people.ts";
import { absent, fail, type Result } from "#app/domain/result.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { lockLoop } from "#db/queries/arranging.server.ts";
import { type Change, change, changed, unchanged } from "#db/queries/change.server.ts";
import { getPanel } from "#db/queries/panel.server.ts";
import { conclusionHash } from "#db/queries/seal.server.ts";
import { flagResolution } from "#db/schema.server.ts";

/** What the committee had before them: the moments, and the number of the last conclusion, or 0. */
export type Seen = Basis & { readonly last: number };

/**
 * Records what the committee concludes about a pattern of a loop, in a sentence. `seen` is what they
 * had before them; a moment recorded, reworded or withdrawn since is a conflict, and so is another's
 * conclusion, so that nobody concludes past them. Earlier conclusions stay in the record.
 */
export const resolveFlag = (
  db: Db,
  viewer: Viewer,
  { loopId, seen, ...form }: ResolutionForm & { readonly loopId: string; readonly seen: Seen },
): Promise<Result<null>> =>
  change(db, viewer, async (tx): Promise<Change<null>> => {
    const row = await lockLoop(tx, loopId);
    const relation = row && relationTo(viewer, row.facts);
    if (!relation || !canSeeLoop(relation).allowed) return absent();
    const verdict = canResolveFlag(relation);
    if (!verdict.allowed) return fail("refused", refusalWords[verdict.reason]);
    const basis = await basisNow(tx, viewer, loopId, form.pattern);
    if (!basis || !sameBasis(basis, seen))
      return fail(
        "conflict",
        "What interviewers recorded about this pattern changed since you opened this page. It is shown now: read it, then conclude. What you wrote is kept.",
      );
    const last = await newest(tx, loopId, form.pattern);
    const same =
      last?.conclusion === form.conclusion &&
      last.sentence === form.sentence &&
      last.resolvedById === viewer.id &&
      sameBasis(last, basis);
    if (same) return unchanged(null);
    if ((last?.number ?? 0) !== seen.last)
      return fail(
        "conflict",
        "Another conclusion was kept since you opened this page. It is shown now, and what you wrote is kept.",
      );
    const number = (last?.number ?? 0) + 1;
    const kept = { loopId, ...form, number, ...basis, resolvedById: viewer.id };
    const concluded = { ...kept, resolvedAt: new Date() };
    await tx.insert(flagResolution).values(concluded);
    const { pattern, conclusion } = form;
    return changed(null, {
      action: "flag.resolved",
      subject: loopId,
      loopId,
      facts: { pattern, conclusion, number, hash: conclusionHash(concluded) },
    });
  });

async function basisNow(tx: Tx, viewer: Viewer, loopId: string, pattern: string) {
  const panel = await getPanel(tx, viewer, loopId);
  const readable = panel?.view.cards.flatMap((card) => (card.readable ? [card] : [])) ?? [];
  const sightings = sightingsOf(ledgerCards(readable, () => null));
  const about = sightings.filter((one) => one.pattern === pattern);
  return about.some(({ stance }) => stance === "seen") ? basisOf(about) : null;
}

async function newest(tx: Tx, loopId: string, pattern: string) {
  const [row] = await tx
    .select()
    .from(flagResolution)
    .where(and(eq(flagResolution.loopId, loopId), eq(flagResolution.pattern, pattern)))
    .orderBy(desc(flagResolution.number))
    .limit(1);
  return row ?? null;
}
