import { and, eq, inArray, sql } from "drizzle-orm";
import type { RoundKind } from "#app/domain/loop.ts";
import type { Viewer } from "#app/domain/people.ts";
import { fail, type Result } from "#app/domain/result.ts";
import { owedStates } from "#app/domain/scorecard.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { arrange, endCards, followCards } from "#db/queries/arranging.server.ts";
import { type Change, change, changed, sentBefore, unchanged } from "#db/queries/change.server.ts";
import { rubricContent } from "#db/queries/rubric.server.ts";
import { type FilledFrom, stale } from "#db/queries/staleness.server.ts";
import { card, round } from "#db/schema.server.ts";

/** A round as planned, its start already an instant. */
export type RoundPlan = {
  readonly kind: RoundKind;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly focus: readonly string[];
};

const savings = ["round.added", "round.edited"] as const;

const HOUR = 60 * 60 * 1000;

/** A card is due so long after its round ends. */
export const DUE_HOURS = 24;

export const dueAfter = ({ startsAt, minutes }: Pick<RoundPlan, "startsAt" | "minutes">): Date =>
  new Date(startsAt.getTime() + minutes * 60_000 + DUE_HOURS * HOUR);

/** The plan's focus in the rubric's order, or the message where a criterion is not the rubric's. */
async function focusOf(tx: Tx, rubricVersionId: string, wanted: readonly string[]) {
  const { criteria } = await rubricContent(tx, rubricVersionId);
  const stranger = wanted.find((key) => !criteria.some((c) => c.key === key));
  const message = `This loop's rubric has no criterion ${stranger}.`;
  return stranger
    ? fail("invalid", "One thing needs a look.", { focus: message })
    : { ok: true as const, value: criteria.map((c) => c.key).filter((k) => wanted.includes(k)) };
}

const samePlan = (held: RoundPlan, plan: RoundPlan) =>
  held.kind === plan.kind && !isMoved(held, plan) && held.focus.join() === plan.focus.join();

const isMoved = (held: RoundPlan, plan: RoundPlan) =>
  held.startsAt.getTime() !== plan.startsAt.getTime() || held.minutes !== plan.minutes;

/** Adds a round. The form's own key makes sending it twice harmless. */
export const addRound = (
  db: Db,
  viewer: Viewer,
  loopId: string,
  input: RoundPlan & { readonly id: string },
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    const held = await arrange(tx, viewer, loopId);
    if (!held.ok) return held;
    const focus = await focusOf(tx, held.value.loop.rubricVersionId, input.focus);
    if (!focus.ok) return focus;
    const { id, kind, startsAt, minutes } = input;
    const made = await tx
      .insert(round)
      .values({ id, loopId, kind, startsAt, minutes, focus: focus.value })
      .onConflictDoNothing({ target: round.id })
      .returning({ id: round.id });
    if (made.length === 0) {
      const [known] = await tx.select().from(round).where(eq(round.id, id));
      const plan = { kind, startsAt, minutes, focus: focus.value };
      return sentBefore(known?.loopId === loopId && samePlan(known, plan), { id });
    }
    const facts = { kind, startsAt: startsAt.toISOString(), minutes, focus: focus.value };
    return changed({ id }, { action: "round.added", subject: id, loopId, facts });
  });

/** A loop's round, its loop locked before; null where the loop has no such round. */
export async function roundOf(tx: Tx, loopId: string, roundId: string) {
  const [row] = await tx
    .select()
    .from(round)
    .where(and(eq(round.id, roundId), eq(round.loopId, loopId)));
  return row ?? null;
}

const owedIn = async (tx: Tx, roundId: string): Promise<string[]> => {
  const rows = await tx
    .select({ id: card.id })
    .from(card)
    .where(and(eq(card.roundId, roundId), inArray(card.state, [...owedStates])));
  return rows.map((row) => row.id);
};

export const noRound = () => fail("invalid", "This round is no longer there.");
const roundCancelled = () => fail("invalid", "This round was cancelled and stays as it was.");

/** Changes a round; the cards still owed in it move to their new due time. */
export const editRound = (
  db: Db,
  viewer: Viewer,
  loopId: string,
  roundId: string,
  input: RoundPlan,
  from: FilledFrom,
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    const held = await arrange(tx, viewer, loopId);
    if (!held.ok) return held;
    const now = await roundOf(tx, loopId, roundId);
    if (!now) return noRound();
    if (now.cancelledAt) return roundCancelled();
    const focus = await focusOf(tx, held.value.loop.rubricVersionId, input.focus);
    if (!focus.ok) return focus;
    const { kind, startsAt, minutes } = input;
    const plan = { kind, startsAt, minutes, focus: focus.value };
    if (samePlan(now, plan)) return unchanged({ id: roundId });
    if (now.version !== from.version)
      return stale(tx, roundId, savings, "this round", from.timeZone);
    await tx
      .update(round)
      .set({ ...plan, version: now.version + 1 })
      .where(eq(round.id, roundId));
    if (isMoved(now, plan))
      await tx
        .update(card)
        .set({ dueAt: dueAfter(input) })
        .where(and(eq(card.roundId, roundId), inArray(card.state, [...owedStates])));
    const facts = { kind, startsAt: startsAt.toISOString(), minutes, focus: focus.value };
    return changed({ id: roundId }, { action: "round.edited", subject: roundId, loopId, facts });
  });

/** Cancels a round: cards still owed end as not happened, sealed ones are kept and still count. */
export const cancelRound = (
  db: Db,
  viewer: Viewer,
  loopId: string,
  roundId: string,
  reason: string,
  from: FilledFrom,
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    const held = await arrange(tx, viewer, loopId);
    if (!held.ok) return held;
    const now = await roundOf(tx, loopId, roundId);
    if (!now) return noRound();
    if (now.cancelledAt) return unchanged({ id: roundId });
    if (now.version !== from.version)
      return stale(tx, roundId, savings, "this round", from.timeZone);
    await tx
      .update(round)
      .set({ cancelledAt: sql`now()`, cancelReason: reason, version: now.version + 1 })
      .where(eq(round.id, roundId));
    const ended = await endCards(tx, loopId, await owedIn(tx, roundId), "did-not-happen", reason);
    return changed(
      { id: roundId },
      { action: "round.cancelled", subject: roundId, loopId, facts: { reason } },
      ...ended,
      ...(await followCards(tx, loopId)),
    );
  });
