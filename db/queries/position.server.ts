import { and, asc, eq, ilike, isNotNull, isNull, sql } from "drizzle-orm";
import { canSetUp } from "#app/domain/access.ts";
import { type Level, levels } from "#app/domain/level.ts";
import type { RevealRule } from "#app/domain/loop.ts";
import type { PositionForm } from "#app/domain/loop-forms.ts";
import type { Viewer } from "#app/domain/people.ts";
import { fail, type Result } from "#app/domain/result.ts";
import type { WeightSetForm } from "#app/domain/weights.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { type Change, change, changed, sentBefore, unchanged } from "#db/queries/change.server.ts";
import { anywhere, type Listed, listed, pageOf, rowsInAll } from "#db/queries/listing.server.ts";
import { unbarred } from "#db/queries/panel.server.ts";
import { type FilledFrom, newer, stale } from "#db/queries/staleness.server.ts";
import {
  addWeightSet,
  gone,
  ill,
  leadsOnly,
  listWeightSets,
  lockPosition,
  misfit,
  noRubric,
  type RubricChoice,
  rubricChoice,
  rubricOf,
  takeRubric,
  type WeightSetRow,
} from "#db/queries/weight-set.server.ts";
import { loop, position, rubricVersion } from "#db/schema.server.ts";

export const POSITIONS_PER_PAGE = 50;

/** How many of a position's loops this lead may see: all but their conflicts of interest. */
const loopCounts = (viewer: Viewer) => {
  const seen = sql`select count(*)::int from ${loop}
    where ${loop.positionId} = ${position.id} and ${unbarred(viewer, loop.candidateId)}`;
  return {
    openLoops: sql<number>`(${seen} and ${loop.state} not in ('decided', 'withdrawn'))`,
    settledLoops: sql<number>`(${seen} and ${loop.state} = 'decided')`,
  };
};

export type PositionSearch = {
  readonly q: string;
  readonly level: string;
  readonly state: string;
  readonly page: number;
};
export type PositionRow = {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly revealRule: RevealRule;
  readonly closedAt: Date | null;
  readonly rubric: string;
  readonly rubricNumber: number;
  readonly openLoops: number;
  readonly settledLoops: number;
};

/** Positions by title, or null for whoever does not set them up. */
export async function listPositions(
  db: Db,
  viewer: Viewer,
  { q, level, state, page }: PositionSearch,
): Promise<Listed<PositionRow> | null> {
  if (!canSetUp(viewer).allowed) return null;
  const wanted = levels.find((known) => known === level);
  const rows = await db
    .select({
      id: position.id,
      title: position.title,
      level: position.level,
      revealRule: position.revealRule,
      closedAt: position.closedAt,
      rubric: rubricVersion.title,
      rubricNumber: rubricVersion.number,
      ...loopCounts(viewer),
      total: rowsInAll,
    })
    .from(position)
    .innerJoin(rubricVersion, eq(rubricVersion.id, position.rubricVersionId))
    .where(
      and(
        q ? ilike(position.title, anywhere(q)) : undefined,
        wanted ? eq(position.level, wanted) : undefined,
        state === "open" ? isNull(position.closedAt) : undefined,
        state === "closed" ? isNotNull(position.closedAt) : undefined,
      ),
    )
    .orderBy(asc(position.title), asc(position.id))
    .limit(pageOf(page, POSITIONS_PER_PAGE).limit)
    .offset(pageOf(page, POSITIONS_PER_PAGE).offset);
  return listed(rows);
}

export type Position = {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly revealRule: RevealRule;
  readonly hidesNames: boolean;
  readonly closedAt: Date | null;
  readonly version: number;
  readonly rubric: RubricChoice;
  readonly openLoops: number;
  readonly settledLoops: number;
  /** With a loop of any state the rubric stays. */
  readonly rubricStays: boolean;
  readonly weightSets: readonly WeightSetRow[];
};

export async function getPosition(db: Db, viewer: Viewer, id: string): Promise<Position | null> {
  if (!canSetUp(viewer).allowed) return null;
  const [row] = await db
    .select({
      id: position.id,
      title: position.title,
      level: position.level,
      revealRule: position.revealRule,
      hidesNames: position.hidesNames,
      closedAt: position.closedAt,
      version: position.version,
      rubric: rubricChoice,
      ...loopCounts(viewer),
      rubricStays: sql<boolean>`exists (select 1 from ${loop} where ${loop.positionId} = ${position.id})`,
    })
    .from(position)
    .innerJoin(rubricVersion, eq(rubricVersion.id, position.rubricVersionId))
    .where(eq(position.id, id));
  return row ? { ...row, weightSets: await listWeightSets(db, id) } : null;
}

const savings = ["position.created", "position.edited", "position.rubric-moved"] as const;

const positionFields = ["title", "level", "rubricVersionId", "revealRule", "hidesNames"] as const;

/** Whether the position of that key is the one in the form, with the same first weight set. */
async function saidBefore(
  tx: Tx,
  input: PositionForm & WeightSetForm & { readonly id: string },
): Promise<boolean> {
  const [row] = await tx.select().from(position).where(eq(position.id, input.id));
  const first = (await listWeightSets(tx, input.id)).at(-1);
  return (
    positionFields.every((name) => row?.[name] === input[name]) &&
    first?.reason === input.reason &&
    Object.entries(input.weights).every(([key, percent]) => first.weights[key] === percent)
  );
}

/** A position with its first weight set. The form's own key makes sending it twice harmless. */
export const createPosition = (
  db: Db,
  viewer: Viewer,
  input: PositionForm & WeightSetForm & { readonly id: string },
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    if (!canSetUp(viewer).allowed) return leadsOnly();
    const { id, title, level, rubricVersionId, revealRule, hidesNames } = input;
    const rubric = await rubricOf(tx, rubricVersionId);
    if (!rubric) return noRubric();
    const refusal = misfit(rubric, level) ?? ill(rubric, input);
    if (refusal) return refusal;
    const made = await tx
      .insert(position)
      .values({ id, title, level, rubricVersionId, revealRule, hidesNames })
      .onConflictDoNothing({ target: position.id })
      .returning({ id: position.id });
    if (made.length === 0) return sentBefore(await saidBefore(tx, input), { id });
    const weighted = await addWeightSet(tx, viewer, id, rubricVersionId, 1, input);
    return changed(
      { id },
      {
        action: "position.created",
        subject: id,
        facts: { title, level, rubric: rubric.slug, revealRule, hidesNames },
      },
      weighted,
    );
  });

async function hasLoops(tx: Tx, positionId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: loop.id })
    .from(loop)
    .where(eq(loop.positionId, positionId))
    .limit(1);
  return rows.length > 0;
}

/**
 * Changes what a position says. Loops that began keep their reveal rule and rubric, so another
 * rubric is chosen only before the first loop; it brings its weights as a new weight set. With loops
 * a position moves to a newer version of its rubric, see `moveRubric`.
 */
export const editPosition = (
  db: Db,
  viewer: Viewer,
  id: string,
  input: PositionForm,
  from: FilledFrom,
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    if (!canSetUp(viewer).allowed) return leadsOnly();
    const held = await lockPosition(tx, id);
    if (!held) return gone();
    const { title, level, rubricVersionId, revealRule, hidesNames } = input;
    const differs = positionFields.filter((name) => held[name] !== input[name]);
    if (differs.length === 0) return unchanged({ id });
    if (held.version !== from.version)
      return stale(tx, id, savings, "this position", from.timeZone);
    const rubric = await rubricOf(tx, rubricVersionId);
    if (!rubric) return noRubric();
    const refusal = misfit(rubric, level);
    if (refusal) return refusal;
    const otherRubric = differs.includes("rubricVersionId");
    if (otherRubric && (await hasLoops(tx, id)))
      return fail("invalid", "One thing needs a look.", {
        rubricVersionId:
          "This position has loops, which keep its rubric. Make a new position to use another one.",
      });
    await tx
      .update(position)
      .set({ title, level, revealRule, hidesNames, version: held.version + 1 })
      .where(eq(position.id, id));
    const { slug } = rubric;
    const facts = { fields: differs, title, level, revealRule, hidesNames, rubric: slug };
    const edited = { action: "position.edited" as const, subject: id, facts };
    if (!otherRubric) return changed({ id }, edited);
    return changed({ id }, await takeRubric(tx, viewer, held, rubric), edited);
  });

/**
 * Adds the next weight set; earlier ones stay as they were saved. `from.version` is the number of
 * the set the form was filled from. Saving the weights and reason in force again is no change.
 */
export const saveWeights = (
  db: Db,
  viewer: Viewer,
  id: string,
  input: WeightSetForm,
  from: FilledFrom,
): Promise<Result<{ number: number }>> =>
  change(db, viewer, async (tx): Promise<Change<{ number: number }>> => {
    if (!canSetUp(viewer).allowed) return leadsOnly();
    const held = await lockPosition(tx, id);
    if (!held) return gone();
    const rubric = await rubricOf(tx, held.rubricVersionId);
    const refusal = rubric && ill(rubric, input);
    if (refusal) return refusal;
    const [newest] = await listWeightSets(tx, id);
    const number = newest?.number ?? 0;
    const same =
      newest && rubric?.criteria.every((c) => newest.weights[c.key] === input.weights[c.key]);
    if (same && newest.reason === input.reason) return unchanged({ number });
    if (number !== from.version) {
      const what = `weight set ${number} (“${newest?.reason ?? ""}”)`;
      const message = newer(what, newest?.author ?? null, newest?.createdAt ?? null, from.timeZone);
      return fail("conflict", message);
    }
    if (same)
      return fail("invalid", "These are the weights in force already. Nothing was saved.", {
        weights: "These are the weights in force already.",
      });
    const next = number + 1;
    return changed(
      { number: next },
      await addWeightSet(tx, viewer, id, held.rubricVersionId, next, input),
    );
  });

/** Closing hides a position from new loops; its running loops go on. */
const setClosed = (db: Db, viewer: Viewer, id: string, closed: boolean) =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    if (!canSetUp(viewer).allowed) return leadsOnly();
    const held = await lockPosition(tx, id);
    if (!held) return gone();
    if ((held.closedAt !== null) === closed) return unchanged({ id });
    await tx
      .update(position)
      .set({ closedAt: closed ? sql`now()` : null, version: held.version + 1 })
      .where(eq(position.id, id));
    return changed({ id }, { action: "position.edited", subject: id, facts: { closed } });
  });

export const closePosition = (db: Db, viewer: Viewer, id: string) =>
  setClosed(db, viewer, id, true);
export const reopenPosition = (db: Db, viewer: Viewer, id: string) =>
  setClosed(db, viewer, id, false);
