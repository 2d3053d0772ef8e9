import { and, asc, desc, eq, inArray, ne, type SQL, sql } from "drizzle-orm";
import { canSetUp } from "#app/domain/access.ts";
import type { AuditEvent } from "#app/domain/audit.ts";
import { hasStarted, isRunning } from "#app/domain/loop.ts";
import type { Viewer } from "#app/domain/people.ts";
import { fail, type Result } from "#app/domain/result.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { type Change, change, changed, unchanged } from "#db/queries/change.server.ts";
import { unbarred } from "#db/queries/panel.server.ts";
import type { Position } from "#db/queries/position.server.ts";
import {
  gone,
  leadsOnly,
  listWeightSets,
  lockPosition,
  misfit,
  type RubricChoice,
  rubricChoice,
  rubricOf,
  takeRubric,
  weightsWith,
} from "#db/queries/weight-set.server.ts";
import {
  candidate,
  card,
  cardVersion,
  loop,
  position,
  round,
  rubricVersion,
} from "#db/schema.server.ts";

type NamedLoop = { readonly id: string; readonly candidate: string };

/** What becomes of a position that moves to its rubric's newest version. */
export type RubricMove = {
  readonly to: {
    readonly id: string;
    readonly number: number;
    readonly publishedAt: Date;
    readonly note: string;
    readonly levels: RubricChoice["levels"];
  };
  /** Criteria of both versions; null where one has no such criterion. */
  readonly weights: readonly {
    readonly key: string;
    readonly title: string;
    readonly was: number | null;
    readonly becomes: number | null;
  }[];
  /** Loops that have not started, and those that have and are not settled; as far as the viewer may know. */
  readonly moving: readonly NamedLoop[];
  readonly staying: readonly NamedLoop[];
};

/** The move that is open to a position, or null where its rubric has no newer version. */
export async function getRubricMove(
  db: Db,
  viewer: Viewer,
  { id, rubric, weightSets }: Position,
  now: Date,
): Promise<RubricMove | null> {
  const [row] = await db
    .select({
      ...{ ...rubricChoice, publishedAt: rubricVersion.publishedAt, note: rubricVersion.note },
    })
    .from(rubricVersion)
    .where(
      and(eq(rubricVersion.slug, rubric.slug), sql`${rubricVersion.number} > ${rubric.number}`),
    )
    .orderBy(desc(rubricVersion.number))
    .limit(1);
  if (!row) return null;
  const { publishedAt, note, ...to } = row;
  const loops = await loopsOf(db, id, unbarred(viewer, loop.candidateId));
  const named = (started: boolean) =>
    loops
      .filter((one) => isRunning(one.state) && hasStarted(one, now) === started)
      .map((one) => ({ id: one.id, candidate: one.candidate }));
  const held = weightSets[0]?.weights ?? {};
  return {
    to: { id: to.id, number: to.number, levels: to.levels, publishedAt, note },
    weights: weightChanges(rubric, to, held),
    moving: named(false),
    staying: named(true),
  };
}

function weightChanges(
  from: RubricChoice,
  to: RubricChoice,
  held: Readonly<Record<string, number>>,
) {
  const { weights } = weightsWith(from, to, held);
  const dropped = from.criteria.filter(({ key }) => weights[key] === undefined);
  return [...to.criteria, ...dropped].map(({ key, title }) => ({
    ...{ key, title },
    was: from.criteria.some((known) => known.key === key) ? (held[key] ?? 0) : null,
    becomes: weights[key] ?? null,
  }));
}

type RoundTime = { readonly startsAt: string; readonly cancelled: boolean };

/** A position's loops with what tells whether they have started. */
async function loopsOf(db: Db, positionId: string, which: SQL | undefined) {
  const rows = await db
    .select({
      id: loop.id,
      candidate: candidate.name,
      state: loop.state,
      number: rubricVersion.number,
      rounds: sql<RoundTime[]>`(select coalesce(json_agg(json_build_object(
        'startsAt', ${round.startsAt}, 'cancelled', ${round.cancelledAt} is not null)), '[]')
        from ${round} where ${round.loopId} = ${loop.id})`,
      everSealed: sql<boolean>`exists (select 1 from ${cardVersion} join ${card}
        on ${card.id} = ${cardVersion.cardId} where ${card.loopId} = ${loop.id})`,
    })
    .from(loop)
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .innerJoin(rubricVersion, eq(rubricVersion.id, loop.rubricVersionId))
    .where(and(eq(loop.positionId, positionId), which))
    .orderBy(asc(candidate.name), asc(loop.id));
  return rows.map(({ rounds, ...row }) => ({
    ...row,
    rounds: rounds.map(({ startsAt, cancelled }) => ({ startsAt: new Date(startsAt), cancelled })),
  }));
}

/** What the page showed when the move was asked for. */
export type MoveAsked = {
  readonly rubricVersionId: string;
  readonly version: number;
  /** The number of the weight set that is carried over. */
  readonly set: number;
};

/**
 * Moves a position to a newer version of its rubric, and with it every loop that has not started:
 * those of the lead's conflicts of interest too, of which the answer tells nothing. Started loops
 * keep their version. Moving to the version that is taken already is no change.
 */
export const moveRubric = (
  db: Db,
  viewer: Viewer,
  id: string,
  asked: MoveAsked,
  now: Date,
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    if (!canSetUp(viewer).allowed) return leadsOnly();
    const held = await lockPosition(tx, id);
    if (!held) return gone();
    if (held.rubricVersionId === asked.rubricVersionId) return unchanged({ id });
    const [from, to] = [
      await rubricOf(tx, held.rubricVersionId),
      await rubricOf(tx, asked.rubricVersionId),
    ];
    if (!from || !to || from.slug !== to.slug || from.number >= to.number)
      return fail(
        "invalid",
        "That is no newer version of this position's rubric. Look at the page again.",
      );
    const refusal = misfit(to, held.level);
    if (refusal) return fail("invalid", refusal.failure.fields?.level ?? refusal.failure.message);
    const [set] = await listWeightSets(tx, id);
    if (held.version !== asked.version || (set?.number ?? 0) !== asked.set)
      return fail(
        "conflict",
        "This position was changed after you opened the page. It is shown as it is now; look at the move again, then make it.",
      );
    const weighted = await takeRubric(tx, viewer, held, to);
    await tx
      .update(position)
      .set({ version: held.version + 1 })
      .where(eq(position.id, id));
    const facts = { rubric: to.slug, from: from.number, to: to.number };
    return changed(
      { id },
      { action: "position.rubric-moved", subject: id, facts },
      weighted,
      ...(await moveLoops(tx, id, to, now)),
    );
  });

/** Moves the loops that have not started, their cards and drafts with them. */
async function moveLoops(
  tx: Tx,
  positionId: string,
  to: RubricChoice,
  now: Date,
): Promise<AuditEvent[]> {
  const others = and(eq(loop.state, "planned"), ne(loop.rubricVersionId, to.id));
  // Locked first and read afterwards, else a seal that was waited for would not be seen.
  await tx
    .select({ id: loop.id })
    .from(loop)
    .where(and(eq(loop.positionId, positionId), others))
    .orderBy(asc(loop.id))
    .for("update");
  const moving = (await loopsOf(tx, positionId, others)).filter((one) => !hasStarted(one, now));
  const ids = moving.map((one) => one.id);
  if (ids.length === 0) return [];
  // Cards follow by their foreign key.
  await tx.update(loop).set({ rubricVersionId: to.id }).where(inArray(loop.id, ids));
  const keys = sql`${sql.param(to.criteria.map(({ key }) => key))}::text[]`;
  await tx
    .update(round)
    .set({
      focus: sql`array(select f.key from unnest(${round.focus}) with ordinality as f(key, at)
        where f.key = any(${keys}) order by f.at)`,
    })
    .where(and(inArray(round.loopId, ids), sql`not ${round.focus} <@ ${keys}`));
  return moving.map(({ id, number }) => ({
    action: "loop.rubric-moved",
    subject: id,
    loopId: id,
    facts: { rubric: to.slug, from: number, to: to.number },
  }));
}
