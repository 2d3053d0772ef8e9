import { and, asc, eq, inArray, isNull, ne, type SQL, sql } from "drizzle-orm";
import {
  canAuthorDrills,
  canScoreDrill,
  canScoreDrills,
  refusalWords,
} from "#app/domain/access.ts";
import { canonicalJson } from "#app/domain/audit.ts";
import { quarterIn } from "#app/domain/calibration/quarters.ts";
import type { Attempt, Drill, Scored } from "#app/domain/drill.ts";
import { firstAttempts } from "#app/domain/drill-agreement.ts";
import { type DrillShape, type ScoringForm, scoringsOf } from "#app/domain/drill-form.ts";
import type { Level } from "#app/domain/level.ts";
import type { RoundKind } from "#app/domain/loop.ts";
import type { Viewer } from "#app/domain/people.ts";
import { absent, fail, invariant, type Result } from "#app/domain/result.ts";
import type { Criterion, RubricContent } from "#app/domain/rubric.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { type Change, change, changed, unchanged } from "#db/queries/change.server.ts";
import { newestOf } from "#db/queries/drill-file.server.ts";
import { blind, listMade } from "#db/queries/drill-maker.server.ts";
import { getRubric } from "#db/queries/rubric.server.ts";
import { drillAttempt, drillVersion, person } from "#db/schema.server.ts";

/** Said so that the query may join other tables: no later version of the drill stands. */
export const isNewest = sql`not exists (select 1 from ${drillVersion} as later
  where later.key = ${drillVersion.key} and later.number > ${drillVersion.number})`;

/** A drill as a list shows it: nothing of its key. */
export type DrillRow = {
  readonly key: string;
  readonly number: number;
  readonly title: string;
  readonly round: RoundKind;
  readonly level: Level;
  readonly retiredAt: Date | null;
};

const drillRow = {
  key: drillVersion.key,
  number: drillVersion.number,
  title: sql<string>`${drillVersion.content} ->> 'title'`,
  round: sql<RoundKind>`${drillVersion.content} ->> 'round'`,
  level: sql<Level>`${drillVersion.content} ->> 'level'`,
  retiredAt: drillVersion.retiredAt,
};

/** The drills in force in the order in which they came, retired ones last. */
export const listDrills = (db: Db): Promise<DrillRow[]> =>
  db
    .select(drillRow)
    .from(drillVersion)
    .leftJoin(person, eq(person.id, drillVersion.publishedById))
    .where(isNewest)
    .orderBy(
      asc(sql`${drillVersion.retiredAt} is not null`),
      asc(
        sql`(select min(first.id::text) from ${drillVersion} as first where first.key = ${drillVersion.key})`,
      ),
    );

const attemptRow = {
  versionId: drillVersion.id,
  number: drillVersion.number,
  key: drillAttempt.key,
  personId: drillAttempt.personId,
  at: drillAttempt.at,
  scorings: drillAttempt.scorings,
};
type AttemptRow = {
  readonly versionId: string;
  readonly key: string;
  readonly personId: string;
  readonly at: Date;
  readonly scorings: Attempt["scorings"];
};

/** Attempts with the drill that each is of: a version's words are read once, however many scored it. */
async function withDrills(db: Db, rows: readonly AttemptRow[]): Promise<Scored[]> {
  const ids = [...new Set(rows.map(({ versionId }) => versionId))];
  if (ids.length === 0) return [];
  const versions = await db
    .select({ id: drillVersion.id, content: drillVersion.content })
    .from(drillVersion)
    .where(inArray(drillVersion.id, ids));
  const drills = new Map(versions.map(({ id, content }) => [id, content]));
  return rows.flatMap(({ versionId, key, personId, at, scorings }) => {
    const drill = drills.get(versionId);
    return drill ? [{ drill, attempt: { drill: key, person: personId, at, scorings } }] : [];
  });
}

const attempts = (db: Db, where: SQL | undefined) =>
  db
    .select(attemptRow)
    .from(drillAttempt)
    .innerJoin(drillVersion, eq(drillVersion.id, drillAttempt.drillVersionId))
    .where(and(blind, where))
    .orderBy(asc(drillAttempt.at), asc(drillAttempt.id));

/** Everything these people scored, the earliest first, each with the drill as it was then. */
export const listScored = async (db: Db, personIds: readonly string[]): Promise<Scored[]> =>
  personIds.length === 0
    ? []
    : withDrills(db, await attempts(db, inArray(drillAttempt.personId, [...personIds])));

/** What everybody scored, for figures over all. */
export const listAllScored = async (db: Db): Promise<Scored[]> =>
  withDrills(db, await attempts(db, undefined));

/** A drill as it is scored: its prompt and answers, without anything of the key. */
export type OpenDrill = {
  readonly number: number;
  readonly key: string;
  readonly title: string;
  readonly round: RoundKind;
  readonly level: Level;
  readonly prompt: string;
  readonly answers: readonly [string, string];
  readonly scale: readonly string[];
  readonly levels: readonly Level[];
  /** All criteria of the rubric, with the anchors of the drill's level. */
  readonly criteria: readonly (Pick<Criterion, "key" | "title" | "question"> & {
    readonly anchors: Readonly<Record<string, string>>;
  })[];
};

/** A drill that somebody scored: their scores with the key, and what the others gave. */
export type DoneDrill = {
  readonly own: Scored;
  /** The others' first scores of the same version. */
  readonly others: readonly Scored[];
  readonly number: number;
};

export type DrillPage = {
  readonly open: OpenDrill;
  readonly number: number;
  readonly retired: { readonly at: Date; readonly reason: string } | null;
  /** The latest scores of the viewer; null before the first. The key is nowhere else. */
  readonly done: DoneDrill | null;
  /** Whether this quarter is still without scores of the viewer, who may give some. */
  readonly scorable: boolean;
  /** Why it is not the viewer's to score, whatever the quarter; null where it is. */
  readonly refused: string | null;
};

/**
 * One drill as this viewer may see it, or null. Before they scored it, neither the key nor what
 * others gave is read; a retired one is there for who scored it and for leads.
 */
export async function getDrill(
  db: Db,
  viewer: Viewer,
  key: string,
  now: Date,
): Promise<DrillPage | null> {
  if (!canScoreDrills(viewer).allowed) return null;
  const version = await newestOf(db, key);
  if (!version) return null;
  const done = await lastOf(db, viewer, key);
  if (version.retiredAt && !done && !canAuthorDrills(viewer).allowed) return null;
  const { content, number, retiredAt, retireReason } = version;
  const verdict = canScoreDrill(viewer, (await listMade(db, viewer)).has(key));
  return {
    open: openDrill(number, content, await rubricFor(db, content)),
    number,
    retired: retiredAt ? { at: retiredAt, reason: retireReason ?? "" } : null,
    done: done && (await doneDrill(db, viewer, done)),
    scorable: verdict.allowed && !retiredAt && (!done || quarterIn(done.at) !== quarterIn(now)),
    refused: verdict.allowed ? null : refusalWords[verdict.reason],
  };
}

async function lastOf(
  db: Db,
  viewer: Viewer,
  key: string,
): Promise<(AttemptRow & { readonly number: number }) | null> {
  const own = and(eq(drillAttempt.personId, viewer.id), eq(drillAttempt.key, key));
  return (await attempts(db, own)).at(-1) ?? null;
}

async function doneDrill(
  db: Db,
  viewer: Viewer,
  last: AttemptRow & { readonly number: number },
): Promise<DoneDrill> {
  const others = await attempts(
    db,
    and(eq(drillAttempt.drillVersionId, last.versionId), ne(drillAttempt.personId, viewer.id)),
  );
  const [own, ...given] = await withDrills(db, [last, ...others]);
  invariant(own, "an attempt's version is there");
  return { own, others: firstAttempts(given), number: last.number };
}

/** The rubric whose words the key was made with; published versions stay. */
export async function rubricFor(db: Db, { rubric }: Pick<Drill, "rubric">): Promise<RubricContent> {
  const version = await getRubric(db, rubric.slug, rubric.version);
  invariant(version, `a drill's rubric ${rubric.slug}.v${rubric.version} is published`);
  return version.content;
}

/** What a drill asks to be scored: every criterion, as on a card, since seeing what a prompt does not show is part of it. */
export const shapeOfDrill = ({ scale, levels, criteria }: RubricContent): DrillShape => ({
  points: scale.length,
  levels,
  criteria,
});

function openDrill(number: number, drill: Drill, rubric: RubricContent): OpenDrill {
  const { key, title, round, level, prompt, answers } = drill;
  return {
    ...{ number, key, title, round, level, prompt },
    answers: [answers[0].says, answers[1].says],
    scale: rubric.scale,
    levels: rubric.levels,
    criteria: rubric.criteria.map(({ key: of, title: called, question, anchors }) => ({
      ...{ key: of, title: called, question, anchors: anchors[level] ?? {} },
    })),
  };
}

/** What the scores of a version are checked against; null where there is no such version. */
export async function getScoringShape(
  db: Db,
  viewer: Viewer,
  key: string,
  number: number,
): Promise<DrillShape | null> {
  if (!canScoreDrills(viewer).allowed) return null;
  const [row] = await db
    .select({ content: drillVersion.content })
    .from(drillVersion)
    .where(and(eq(drillVersion.key, key), eq(drillVersion.number, number)));
  return row ? shapeOfDrill(await rubricFor(db, row.content)) : null;
}

const scoredAlready = () =>
  fail(
    "conflict",
    "You scored this drill in this quarter already, with other scores. Those stand; nothing was changed.",
  );

const retiredMeanwhile = () =>
  fail("conflict", "This drill was retired while you scored it. Your scores were not kept.");

/**
 * Keeps one person's scores. A drill is scored once in a quarter: sent again with the same scores it
 * is no change, with others it is refused, from whichever tab. What was seen is what counts: a
 * version that was replaced meanwhile is scored all the same.
 */
export const scoreDrill = (
  db: Db,
  viewer: Viewer,
  key: string,
  form: ScoringForm,
  now: Date,
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    const verdict = canScoreDrill(viewer, (await listMade(tx, viewer)).has(key));
    if (!verdict.allowed) return fail("refused", refusalWords[verdict.reason]);
    const drill = await lockVersion(tx, key, form.version);
    if (!drill) return absent();
    const quarter = quarterIn(now);
    const scorings = scoringsOf(form, shapeOfDrill(await rubricFor(tx, drill.content)));
    const { id } = form;
    const held = { personId: viewer.id, key, quarter };
    const made = drill.retiredAt
      ? []
      : await tx
          .insert(drillAttempt)
          .values({ id, ...held, drillVersionId: drill.id, scorings, at: now })
          .onConflictDoNothing()
          .returning({ id: drillAttempt.id });
    if (made.length === 0) {
      const before = await sameQuarter(tx, held);
      if (!before && drill.retiredAt) return retiredMeanwhile();
      const same = before && canonicalJson(before.scorings) === canonicalJson(scorings);
      return same ? unchanged({ id: before.id }) : scoredAlready();
    }
    const facts = { key, number: drill.number, quarter };
    return changed({ id }, { action: "drill.scored", subject: drill.id, facts });
  });

async function lockVersion(tx: Tx, key: string, number: number) {
  const [row] = await tx
    .select()
    .from(drillVersion)
    .where(and(eq(drillVersion.key, key), eq(drillVersion.number, number)))
    .for("share");
  return row ?? null;
}

async function sameQuarter(
  tx: Tx,
  { personId, key, quarter }: { personId: string; key: string; quarter: string },
) {
  const [row] = await tx
    .select({ id: drillAttempt.id, scorings: drillAttempt.scorings })
    .from(drillAttempt)
    .where(
      and(
        eq(drillAttempt.personId, personId),
        eq(drillAttempt.key, key),
        eq(drillAttempt.quarter, quarter),
      ),
    );
  return row ?? null;
}

/** Takes a drill out of use with a reason; whoever scored it still finds it. */
export const retireDrill = (
  db: Db,
  viewer: Viewer,
  key: string,
  { reason, number }: { readonly reason: string; readonly number: number },
): Promise<Result<{ key: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ key: string }>> => {
    if (!canAuthorDrills(viewer).allowed) return fail("refused", refusalWords["not-lead"]);
    const version = await newestOf(tx, key);
    if (!version) return absent();
    if (version.retiredAt) return unchanged({ key });
    if (version.number !== number)
      return fail(
        "conflict",
        `Version ${version.number} of this drill was published after you opened this page. Nothing was retired.`,
      );
    await tx
      .update(drillVersion)
      .set({ retiredAt: sql`now()`, retireReason: reason })
      .where(and(eq(drillVersion.id, version.id), isNull(drillVersion.retiredAt)));
    const facts = { key, number: version.number, reason };
    return changed({ key }, { action: "drill.retired", subject: version.id, facts });
  });
