import { and, eq, gt, ne, sql } from "drizzle-orm";
import {
  canDecide,
  canOpenDebrief,
  canSeeLoop,
  refusalWords,
  relationTo,
  type Verdict,
} from "#app/domain/access.ts";
import type { DecisionForm } from "#app/domain/debrief.ts";
import { levelBeyond } from "#app/domain/level.ts";
import type { Viewer } from "#app/domain/people.ts";
import { absent, fail, invariant, type Result } from "#app/domain/result.ts";
import { isOwed } from "#app/domain/scorecard.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { debriefOpened, endCards, lockLoop, setState } from "#db/queries/arranging.server.ts";
import { type Change, change, changed, unchanged } from "#db/queries/change.server.ts";
import { weightSetOf } from "#db/queries/panel.server.ts";
import { rubricContent } from "#db/queries/rubric.server.ts";
import { decisionHash } from "#db/queries/seal.server.ts";
import { card, debrief, decision, loop, position } from "#db/schema.server.ts";

/** What a decision on this loop is kept with. */
async function terms(tx: Tx, loopId: string) {
  const [row] = await tx
    .select({
      weightSetId: weightSetOf,
      latest: sql<number>`coalesce((select max(${decision.number}) from ${decision}
        where ${decision.loopId} = ${loop.id}), 0)::int`,
    })
    .from(loop)
    .innerJoin(position, eq(position.id, loop.positionId))
    .where(eq(loop.id, loopId));
  invariant(row?.weightSetId, `loop ${loopId} has a weight set`);
  return row;
}

const refused = (verdict: Extract<Verdict, { allowed: false }>) =>
  fail("refused", refusalWords[verdict.reason]);

/** Opens the debrief before every card is in. Opening it twice is no change. */
export const openDebrief = (db: Db, viewer: Viewer, loopId: string): Promise<Result<null>> =>
  change(db, viewer, async (tx): Promise<Change<null>> => {
    const row = await lockLoop(tx, loopId);
    const relation = row && relationTo(viewer, row.facts);
    if (!relation || !canSeeLoop(relation).allowed) return absent();
    const verdict = canOpenDebrief(relation);
    if (!verdict.allowed) return refused(verdict);
    if (row.facts.debriefOpened) return unchanged(null);
    await tx.insert(debrief).values({ loopId, openedById: viewer.id });
    const moved = await setState(tx, loopId, row.facts.state, "debrief");
    return changed(null, debriefOpened(loopId), ...moved);
  });

/** What the committee had before them as they decided. */
export type Seen = { readonly seen: number; readonly until?: Date | undefined };

/**
 * Records the committee's decision: settles the loop with the rubric and the weights it was scored
 * with, and closes the cards nobody will write any more. `seen` is how many sealed cards the
 * committee had before it, and `until` when the newest of them was sealed; a card sealed since is a
 * conflict, be it another or one sealed again, so that nobody decides past it.
 */
export const decide = (
  db: Db,
  viewer: Viewer,
  { loopId, seen, until, ...form }: DecisionForm & Seen & { readonly loopId: string },
): Promise<Result<null>> =>
  change(db, viewer, async (tx): Promise<Change<null>> => {
    const row = await lockLoop(tx, loopId);
    const relation = row && relationTo(viewer, row.facts);
    if (!relation || !canSeeLoop(relation).allowed) return absent();
    const { facts } = row;
    const { rubricVersionId } = row.loop;
    const { latest, weightSetId } = await terms(tx, loopId);
    const verdict = canDecide(relation);
    if (!verdict.allowed)
      return facts.state === "decided" && relation.committee
        ? sameDecision(tx, viewer, { loopId, latest, form })
        : refused(verdict);
    const count = facts.cards.filter((c) => c.state === "sealed").length;
    if (count !== seen || (until && (await sealedAfter(tx, loopId, until))))
      return fail(
        "conflict",
        "The sealed cards changed since you opened this page. They are shown now: read them, then decide. What you wrote is kept.",
      );
    const { levels } = await rubricContent(tx, rubricVersionId);
    if (!levels.includes(form.level))
      return fail("invalid", "One thing needs a look.", {
        level: levelBeyond(form.level, levels),
      });
    const decidedAt = new Date();
    const number = latest + 1;
    const kept = { rubricVersionId, weightSetId };
    const decided = { ...form, loopId, number, ...kept, decidedById: viewer.id, decidedAt };
    await tx.insert(decision).values(decided);
    const moved = await setState(tx, loopId, facts.state, "decided", { settledAt: decidedAt });
    await closeDebrief(tx, viewer, loopId, decidedAt);
    const open = facts.cards.filter((c) => isOwed(c.state)).map((c) => c.cardId);
    const reason = "The loop was decided without this card.";
    const ended = await endCards(tx, loopId, open, "withdrawn", reason);
    const withdrawn = ended
      .filter(({ action }) => action === "card.ended")
      .map(({ subject }) => subject);
    return changed(
      null,
      {
        action: "decision.recorded",
        subject: loopId,
        loopId,
        facts: { ...kept, number, hash: decisionHash(decided), withdrawn },
      },
      ...moved,
      ...(facts.debriefOpened ? [] : [debriefOpened(loopId)]),
      ...ended,
    );
  });

/** Whether a card that counts was sealed after this moment. */
async function sealedAfter(tx: Tx, loopId: string, until: Date): Promise<boolean> {
  const rows = await tx
    .select({ id: card.id })
    .from(card)
    .where(
      and(
        eq(card.loopId, loopId),
        eq(card.state, "sealed"),
        ne(card.kind, "shadow"),
        gt(card.sealedAt, until),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** A loop decided before anybody opened its debrief had it in that moment. */
async function closeDebrief(tx: Tx, { id: openedById }: Viewer, loopId: string, closedAt: Date) {
  await tx
    .insert(debrief)
    .values({ loopId, openedById, openedAt: closedAt, closedAt })
    .onConflictDoUpdate({ target: debrief.loopId, set: { closedAt } });
}

/** A decision sent twice finds itself; a different one meets what was decided first. */
async function sameDecision(
  tx: Tx,
  viewer: Viewer,
  { loopId, latest, form }: { loopId: string; latest: number; form: DecisionForm },
): Promise<Change<null>> {
  const [last] = await tx
    .select()
    .from(decision)
    .where(and(eq(decision.loopId, loopId), eq(decision.number, latest)));
  const same =
    last?.decidedById === viewer.id &&
    last.outcome === form.outcome &&
    last.level === form.level &&
    last.reasons === form.reasons &&
    last.dissent === form.dissent;
  return same
    ? unchanged(null)
    : fail("conflict", "This loop was decided in the meantime. The decision is shown below.");
}
