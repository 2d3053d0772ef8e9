import { and, eq, sql } from "drizzle-orm";
import {
  canArrange,
  canSeeLoop,
  type LoopFacts,
  refusalWords,
  relationTo,
} from "#app/domain/access.ts";
import type { AuditEvent } from "#app/domain/audit.ts";
import { type LoopState, stateAfter } from "#app/domain/loop.ts";
import type { Viewer } from "#app/domain/people.ts";
import { absent, fail, ok, type Result } from "#app/domain/result.ts";
import type { EndedState } from "#app/domain/scorecard.ts";
import type { Tx } from "#db/client.server.ts";
import { markLoopsStale } from "#db/queries/calibration-run.server.ts";
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
  if (!held || !relation || !canSeeLoop(relation).allowed) return absent();
  const verdict = canArrange(relation);
  return verdict.allowed ? ok(held) : fail("refused", refusalWords[verdict.reason]);
}

/**
 * Ends cards with a reason. What their authors typed stays theirs. A reopened card falls back to the
 * version that was sealed, which counts as it did before.
 */
export async function endCards(
  tx: Tx,
  loopId: string,
  cardIds: readonly string[],
  state: EndedState,
  endReason: string,
): Promise<AuditEvent[]> {
  if (cardIds.length === 0) return [];
  const among = sql`${card.id} = any(${sql.param(cardIds)}::uuid[])`;
  const kept = await tx
    .update(card)
    .set({ state: "sealed", reopenReason: null })
    .where(and(among, eq(card.state, "reopened")))
    .returning({ id: card.id, number: card.sealedNumber });
  const standing = new Map(kept.map(({ id, number }) => [id, number]));
  const ending = cardIds.filter((id) => !standing.has(id));
  if (ending.length > 0)
    await tx
      .update(card)
      .set({ state, endReason })
      .where(sql`${card.id} = any(${sql.param(ending)}::uuid[])`);
  return cardIds.map((subject): AuditEvent => {
    const number = standing.get(subject);
    return number === undefined
      ? { action: "card.ended", subject, loopId, facts: { state, reason: endReason } }
      : { action: "card.kept", subject, loopId, facts: { number } };
  });
}

type Ended = { readonly settledAt?: Date; readonly withdrawReason?: string };

/** Gives a locked loop another state, with what that state must be kept with, and records it. */
export async function setState(
  tx: Tx,
  loopId: string,
  from: LoopState,
  to: LoopState,
  ended: Ended = {},
): Promise<AuditEvent[]> {
  if (from === to) return [];
  await tx
    .update(loop)
    .set({ state: to, ...ended })
    .where(eq(loop.id, loopId));
  if (from === "decided" || to === "decided") await markLoopsStale(tx, [loopId]);
  return [{ action: "loop.moved", subject: loopId, loopId, facts: { from, to } }];
}

export const debriefOpened = (loopId: string): AuditEvent => ({
  ...{ action: "debrief.opened", subject: loopId, loopId, facts: {} },
});

/** Moves a loop on where its cards say so, and opens its debrief with its state. */
export async function moveLoop(
  tx: Tx,
  loopId: string,
  facts: LoopFacts,
  openedAt = new Date(),
): Promise<AuditEvent[]> {
  const state = stateAfter(facts.state, facts.cards);
  const moved = await setState(tx, loopId, facts.state, state);
  if (moved.length === 0 || state !== "debrief" || facts.debriefOpened) return moved;
  await tx.insert(debrief).values({ loopId, openedAt }).onConflictDoNothing();
  return [...moved, debriefOpened(loopId)];
}

/** The same after cards were ended: the last one awaited may have been among them. */
export async function followCards(tx: Tx, loopId: string): Promise<AuditEvent[]> {
  const held = await lockLoop(tx, loopId);
  return held ? moveLoop(tx, loopId, held.facts) : [];
}
