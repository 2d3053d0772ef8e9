import { eq, sql } from "drizzle-orm";
import { validate as isId } from "uuid";
import {
  canArrange,
  canSeeLoop,
  type LoopFacts,
  refusalWords,
  relationTo,
} from "#app/domain/access.ts";
import type { AuditEvent } from "#app/domain/audit.ts";
import { stateAfter } from "#app/domain/loop.ts";
import type { Viewer } from "#app/domain/people.ts";
import { fail, ok, type Result } from "#app/domain/result.ts";
import type { CardState } from "#app/domain/scorecard.ts";
import type { Tx } from "#db/client.server.ts";
import { panelFacts } from "#db/queries/panel.server.ts";
import { candidate, card, debrief, loop } from "#db/schema.server.ts";

export type HeldLoop = {
  readonly loop: typeof loop.$inferSelect;
  readonly candidate: { readonly name: string; readonly email: string | null };
  readonly facts: LoopFacts;
};

/**
 * Locks a loop, then reads its facts in a second statement: a statement that waited for the lock
 * would still see the cards as they were before it. Null where the loop is absent.
 */
export async function lockLoop(tx: Tx, loopId: string): Promise<HeldLoop | null> {
  if (!isId(loopId)) return null;
  await tx.select({ id: loop.id }).from(loop).where(eq(loop.id, loopId)).for("update");
  const [row] = await tx
    .select({
      loop,
      candidate: { name: candidate.name, email: candidate.email },
      facts: panelFacts,
    })
    .from(loop)
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .where(eq(loop.id, loopId));
  return row ?? null;
}

/** The locked loop if this viewer may arrange it now; absent and secret loops are refused alike. */
export async function arrange(tx: Tx, viewer: Viewer, loopId: string): Promise<Result<HeldLoop>> {
  const held = await lockLoop(tx, loopId);
  const relation = held && relationTo(viewer, held.facts);
  if (!held || !relation || !canSeeLoop(relation).allowed)
    return fail("refused", refusalWords.stranger);
  const verdict = canArrange(relation);
  return verdict.allowed ? ok(held) : fail("refused", refusalWords[verdict.reason]);
}

/** Ends cards with a reason. What their authors typed stays theirs. */
export async function endCards(
  tx: Tx,
  loopId: string,
  cardIds: readonly string[],
  state: Extract<CardState, "did-not-happen" | "withdrawn">,
  endReason: string,
): Promise<AuditEvent[]> {
  if (cardIds.length === 0) return [];
  await tx
    .update(card)
    .set({ state, endReason })
    .where(sql`${card.id} = any(${sql.param(cardIds)}::uuid[])`);
  return cardIds.map((subject) => ({
    action: "card.ended",
    subject,
    loopId,
    facts: { state, reason: endReason },
  }));
}

/** Moves a loop on where its cards say so; the event is the debrief it opened. */
export async function moveLoop(tx: Tx, loopId: string, facts: LoopFacts): Promise<AuditEvent[]> {
  const state = stateAfter(facts.state, facts.cards);
  if (state === facts.state) return [];
  await tx.update(loop).set({ state }).where(eq(loop.id, loopId));
  if (state !== "debrief" || facts.debriefOpened) return [];
  await tx.insert(debrief).values({ loopId }).onConflictDoNothing();
  return [{ action: "debrief.opened", subject: loopId, loopId, facts: {} }];
}

/** The same after cards were ended: the last one awaited may have been among them. */
export async function followCards(tx: Tx, loopId: string): Promise<AuditEvent[]> {
  const held = await lockLoop(tx, loopId);
  return held ? moveLoop(tx, loopId, held.facts) : [];
}
