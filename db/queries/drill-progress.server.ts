import { and, asc, countDistinct, eq, ilike, isNull, max, sql } from "drizzle-orm";
import { canAuthorDrills } from "#app/domain/access.ts";
import { missedCriteria } from "#app/domain/drill-agreement.ts";
import { missedFigure } from "#app/domain/drill-figures.ts";
import { type Qualification, qualification } from "#app/domain/drill-qualification.ts";
import type { Figure } from "#app/domain/figure.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { Db } from "#db/client.server.ts";
import { isNewest, listAllScored, listDrills, listScored } from "#db/queries/drill.server.ts";
import { blind, madeBy } from "#db/queries/drill-maker.server.ts";
import { currentRule, type RuleVersion, sealedShadows } from "#db/queries/drill-rule.server.ts";
import { anywhere, type Listed, listed, pageOf, rowsInAll } from "#db/queries/listing.server.ts";
import { unbarred } from "#db/queries/panel.server.ts";
import { criterionTitles } from "#db/queries/rubric.server.ts";
import { card, drillAttempt, drillVersion, loop, person } from "#db/schema.server.ts";

export const PEOPLE_PER_PAGE = 30;

export type DrillPerson = {
  readonly id: string;
  readonly name: string;
  /** Of the drills in force that are theirs to score. */
  readonly done: number;
  readonly toScore: number;
  readonly last: Date | null;
  /** Null for whoever has sealed a card that counts: they interview already. */
  readonly qualification: Qualification | null;
};

export type DrillProgress = {
  readonly inForce: number;
  readonly people: Listed<DrillPerson>;
  readonly missed: Figure | null;
  readonly rule: RuleVersion;
};

type Asked = { readonly q: string; readonly trainees: boolean; readonly page: number };

/** Who scored which drills, what people miss, and who qualifies; null for whoever is no lead. */
export async function getDrillProgress(
  db: Db,
  viewer: Viewer,
  asked: Asked,
): Promise<DrillProgress | null> {
  if (!canAuthorDrills(viewer).allowed) return null;
  const inForce = (await listDrills(db)).filter(({ retiredAt }) => !retiredAt).length;
  const rule = await currentRule(db);
  const rows = await peopleWith(db, viewer, asked);
  const scored = await listScored(
    db,
    rows.map(({ id }) => id),
  );
  const people = rows.map(({ id, name, done, last, made, shadowCards, trainee, total }) => ({
    ...{ id, name, done, last, total, toScore: inForce - made },
    qualification: trainee
      ? qualification(rule.rule, {
          scored: scored.filter(({ attempt }) => attempt.person === id),
          shadowCards,
        })
      : null,
  }));
  const missed = missedCriteria(await listAllScored(db));
  const figure = missedFigure(missed, await criterionTitles(db));
  return { inForce, people: listed(people), missed: figure, rule };
}

/** Interviewers by name. Loops this lead has a conflict of interest with count for nobody. */
function peopleWith(db: Db, viewer: Viewer, { q, trainees, page }: Asked) {
  const attempted = db.$with("attempted").as(
    db
      .select({
        personId: drillAttempt.personId,
        done: countDistinct(
          sql`case when ${drillVersion.retiredAt} is null then ${drillAttempt.key} end`,
        ).as("done"),
        last: max(drillAttempt.at).as("last"),
      })
      .from(drillAttempt)
      .innerJoin(drillVersion, eq(drillVersion.id, drillAttempt.drillVersionId))
      .where(blind)
      .groupBy(drillAttempt.personId),
  );
  const trainee = sql<boolean>`not exists (select 1 from ${card} join ${loop} on ${loop.id} = ${card.loopId}
    where ${card.interviewerId} = ${person.id} and ${card.kind} <> 'shadow'
      and ${card.sealedNumber} is not null and ${unbarred(viewer, loop.candidateId)})`;
  const { limit, offset } = pageOf(page, PEOPLE_PER_PAGE);
  return db
    .with(attempted)
    .select({
      id: person.id,
      name: person.name,
      done: sql<number>`coalesce(${attempted.done}, 0)::int`,
      last: attempted.last,
      made: sql<number>`(select count(*)::int from ${drillVersion}
        where ${isNewest} and ${drillVersion.retiredAt} is null
        and ${madeBy(person.id, drillVersion.key)}
        and not exists (select 1 from ${drillAttempt} where ${drillAttempt.personId} = ${person.id}
          and ${drillAttempt.key} = ${drillVersion.key} and ${blind}))`,
      trainee,
      shadowCards: sealedShadows(person.id, viewer),
      total: rowsInAll,
    })
    .from(person)
    .leftJoin(attempted, eq(attempted.personId, person.id))
    .where(
      and(
        isNull(person.disabledAt),
        sql`'interviewer' = any(${person.permissions})`,
        q ? ilike(person.name, anywhere(q)) : undefined,
        trainees ? trainee : undefined,
      ),
    )
    .orderBy(asc(person.name), asc(person.id))
    .limit(limit)
    .offset(offset);
}
