import { asc, desc, eq, sql } from "drizzle-orm";
import { refusalWords } from "#app/domain/access.ts";
import type { AuditEvent } from "#app/domain/audit.ts";
import { type Level, levelWords } from "#app/domain/level.ts";
import type { Viewer } from "#app/domain/people.ts";
import { fail } from "#app/domain/result.ts";
import { carriedWeights, WeightSetForm } from "#app/domain/weights.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { markReweighed } from "#db/queries/calibration-run.server.ts";
import { person, position, rubricVersion, weight, weightSet } from "#db/schema.server.ts";

/** A rubric version as far as positions need it: for which levels, and what is weighted. */
export type RubricChoice = {
  readonly id: string;
  readonly slug: string;
  readonly number: number;
  readonly title: string;
  readonly levels: readonly Level[];
  readonly criteria: readonly RubricCriterion[];
};
export type RubricCriterion = {
  readonly key: string;
  readonly title: string;
  readonly question: string;
  readonly weight: number;
};

export const rubricChoice = {
  id: rubricVersion.id,
  slug: rubricVersion.slug,
  number: rubricVersion.number,
  title: rubricVersion.title,
  levels: sql<Level[]>`${rubricVersion.content}->'levels'`,
  criteria: sql<RubricCriterion[]>`(select jsonb_agg(jsonb_build_object(
    'key', c.item->'key', 'title', c.item->'title', 'question', c.item->'question',
    'weight', c.item->'weight') order by c.at)
    from jsonb_array_elements(${rubricVersion.content}->'criteria') with ordinality as c(item, at))`,
};

/** Every published rubric version, the newest of each first. */
export const listRubricChoices = (db: Db): Promise<RubricChoice[]> =>
  db
    .select(rubricChoice)
    .from(rubricVersion)
    .orderBy(asc(rubricVersion.title), asc(rubricVersion.slug), desc(rubricVersion.number));

export async function rubricOf(tx: Tx, id: string): Promise<RubricChoice | null> {
  const [row] = await tx.select(rubricChoice).from(rubricVersion).where(eq(rubricVersion.id, id));
  return row ?? null;
}

export type WeightSetRow = {
  readonly id: string;
  readonly number: number;
  readonly reason: string;
  readonly rubricVersionId: string;
  readonly author: string | null;
  readonly createdAt: Date;
  readonly weights: Readonly<Record<string, number>>;
};

const weightSetRow = {
  id: weightSet.id,
  number: weightSet.number,
  reason: weightSet.reason,
  rubricVersionId: weightSet.rubricVersionId,
  author: person.name,
  createdAt: weightSet.createdAt,
  weights: sql<Record<string, number>>`coalesce((
    select json_object_agg(${weight.criterion}, ${weight.percent}) from ${weight}
    where ${weight.weightSetId} = ${weightSet.id}), '{}')`,
};

/** A position's weight sets, the one in force first. */
export const listWeightSets = (db: Db, positionId: string): Promise<WeightSetRow[]> =>
  db
    .select(weightSetRow)
    .from(weightSet)
    .leftJoin(person, eq(person.id, weightSet.authorId))
    .where(eq(weightSet.positionId, positionId))
    .orderBy(desc(weightSet.number));

export const leadsOnly = () => fail("refused", refusalWords["not-lead"]);

export const noRubric = () =>
  fail("invalid", "One thing needs a look.", {
    rubricVersionId: "This rubric is no longer there. Choose another.",
  });

/** Whether the level is one of the rubric's, else the message at its field. */
export function misfit(rubric: RubricChoice, level: Level) {
  if (rubric.levels.includes(level)) return null;
  const known = rubric.levels.map((name) => levelWords[name]).join(", ");
  return fail("invalid", "One thing needs a look.", {
    level: `${rubric.title} has no anchors for ${levelWords[level]}. It covers ${known}.`,
  });
}

export async function lockPosition(tx: Tx, id: string) {
  const [row] = await tx.select().from(position).where(eq(position.id, id)).for("update");
  return row ?? null;
}

export const gone = () => fail("invalid", "This position is no longer there.");

/** Whether the weights fit the rubric and add to 100, else the messages at their fields. */
export function ill(rubric: RubricChoice, input: WeightSetForm) {
  const parsed = WeightSetForm(rubric.criteria).safeParse(input);
  if (parsed.success) return null;
  const fields = parsed.error.issues.map((issue) => [issue.path.join("."), issue.message] as const);
  return fail("invalid", fields[0]?.[1] ?? "The weights need a look.", Object.fromEntries(fields));
}

export async function addWeightSet(
  tx: Tx,
  viewer: Viewer,
  positionId: string,
  rubricVersionId: string,
  number: number,
  { weights, reason }: WeightSetForm,
) {
  const rows = await tx
    .insert(weightSet)
    .values({ positionId, rubricVersionId, number, reason, authorId: viewer.id })
    .returning({ id: weightSet.id });
  for (const { id } of rows)
    await tx.insert(weight).values(
      Object.entries(weights).map(([criterion, percent]) => ({
        weightSetId: id,
        rubricVersionId,
        criterion,
        percent,
      })),
    );
  await markReweighed(tx, { positionId, rubricVersionId });
  return {
    action: "position.weighted" as const,
    subject: positionId,
    facts: {
      number,
      reason,
      weights: Object.entries(weights).map(([criterion, percent]) => `${criterion} ${percent}`),
    },
  };
}

/** The weights a position takes up with another version: carried over within a rubric, else its defaults. */
export function weightsWith(
  from: Pick<RubricChoice, "slug"> | null,
  to: RubricChoice,
  held: Readonly<Record<string, number>>,
): WeightSetForm {
  const name = `${to.title}, version ${to.number}`;
  return from?.slug === to.slug
    ? { weights: carriedWeights(held, to.criteria), reason: `Carried over to ${name}.` }
    : {
        weights: carriedWeights({}, to.criteria),
        reason: `Default weights of ${name}, chosen as the new rubric.`,
      };
}

/**
 * Gives a locked position another rubric version, with its weights as the next set. The only way
 * to one, whether it is chosen before the first loop or moved to later.
 */
export async function takeRubric(
  tx: Tx,
  viewer: Viewer,
  held: { readonly id: string; readonly rubricVersionId: string },
  to: RubricChoice,
): Promise<AuditEvent> {
  const from = await rubricOf(tx, held.rubricVersionId);
  const [newest] = await listWeightSets(tx, held.id);
  await tx.update(position).set({ rubricVersionId: to.id }).where(eq(position.id, held.id));
  const taken = weightsWith(from, to, newest?.weights ?? {});
  return addWeightSet(tx, viewer, held.id, to.id, (newest?.number ?? 0) + 1, taken);
}
