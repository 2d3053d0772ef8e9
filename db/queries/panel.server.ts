import { type AnyColumn, and, eq, isNull, or, type Placeholder, type SQL, sql } from "drizzle-orm";
import {
  actorName,
  type CardFacts,
  canReadCard,
  canReadPanel,
  canSeeLoop,
  type LoopFacts,
  nameFor,
  type PanelView,
  panelView,
  type Relation,
  readableIds,
  readsEveryLoop,
  relationTo,
  UNDO_MS,
} from "#app/domain/access.ts";
import type { Outcome } from "#app/domain/debrief.ts";
import type { Basis, Conclusion, LedgerVersion } from "#app/domain/ledger.ts";
import type { Level } from "#app/domain/level.ts";
import type { LoopState, RevealRule, RoundKind } from "#app/domain/loop.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { ProbeReply } from "#app/domain/probe.ts";
import { type WeightedScore, weightedScore } from "#app/domain/score.ts";
import type { Observation, Rating, SealedCard } from "#app/domain/scorecard.ts";
import { type Db, prepared } from "#db/client.server.ts";
import {
  auditEvent,
  candidate,
  card,
  cardVersion,
  conflict,
  debrief,
  decision,
  flagResolution,
  loop,
  observation,
  panelReading,
  person,
  position,
  probeReply,
  rating,
  revealOverride,
  round,
  weight,
  weightSet,
} from "#db/schema.server.ts";

/**
 * The candidates whose loops this viewer's conflicts of interest leave open, said in SQL. A prepared
 * query names the viewer by placeholders.
 */
export const unbarred = (
  viewer: Pick<Viewer, "id" | "email"> | { readonly id: Placeholder; readonly email: Placeholder },
  candidateId: AnyColumn,
): SQL =>
  sql`not exists (select 1 from ${conflict} where ${conflict.candidateId} = ${candidateId} and ${conflict.personId} = ${viewer.id})
    and not exists (select 1 from ${candidate} as themself where themself.id = ${candidateId} and lower(themself.email) = ${viewer.email})`;

/** The rows `canSeeLoop` lets this viewer see, said in SQL. */
export const visibleTo = (viewer: Viewer): SQL =>
  readsEveryLoop(viewer)
    ? unbarred(viewer, loop.candidateId)
    : sql`(exists (select 1 from ${card} where ${card.loopId} = ${loop.id} and ${card.interviewerId} = ${viewer.id})
        or exists (select 1 from ${revealOverride} where ${revealOverride.loopId} = ${loop.id}
          and ${revealOverride.personId} = ${viewer.id} and ${revealOverride.endedAt} is null))
        and ${unbarred(viewer, loop.candidateId)}`;

/** Whom a conflict of interest keeps from a candidate, or who has the candidate's own address. */
export const barredFrom = (candidateId: AnyColumn) => sql<string[]>`(
  select coalesce(json_agg(kept.id), '[]') from (
    select ${conflict.personId} as id from ${conflict} where ${conflict.candidateId} = ${candidateId}
    union select ${person.id} from ${person} join ${candidate} as themself
      on lower(themself.email) = ${person.email} where themself.id = ${candidateId}) as kept)`;

/** Longer than an undo takes, because the clocks of the app and the database may differ. */
const FRESH_SECONDS = (2 * UNDO_MS) / 1000;
const freshSeal = sql<boolean>`(${loop.state} not in ('decided', 'withdrawn') and exists (
  select 1 from ${card} where ${card.loopId} = ${loop.id}
    and ${card.sealedAt} > now() - make_interval(secs => ${sql.raw(String(FRESH_SECONDS))})))`;

/** A column list of what `access` needs to know of a loop. The query must join `loop` with another table. */
export const panelFacts = {
  rule: loop.revealRule,
  state: loop.state,
  debriefOpened: sql<boolean>`exists (select 1 from ${debrief} where ${debrief.loopId} = ${loop.id})`,
  cards: sql<CardFacts[]>`(
    select coalesce(json_agg(json_build_object(
      'cardId', ${card.id}, 'kind', ${card.kind}, 'state', ${card.state}, 'mentorId', ${card.mentorId},
      'interviewer', json_build_object('id', ${person.id}, 'name', ${person.name})
    )), '[]') from ${card} join ${person} on ${person.id} = ${card.interviewerId}
    where ${card.loopId} = ${loop.id})`,
  overrides: sql<string[]>`(
    select coalesce(json_agg(${revealOverride.personId}), '[]') from ${revealOverride}
    where ${revealOverride.loopId} = ${loop.id} and ${revealOverride.endedAt} is null)`,
  barred: barredFrom(loop.candidateId),
  hidesNames: loop.hidesNames,
  freshSeal,
} satisfies { [K in keyof LoopFacts]: unknown };

/** The weight set a loop is scored with: its decision's, else the position's newest for its rubric. */
export const weightSetOf: SQL<string> = sql<string>`coalesce(
  (select ${decision.weightSetId} from ${decision} where ${decision.loopId} = ${loop.id}
    order by ${decision.number} desc limit 1),
  (select ${weightSet.id} from ${weightSet} where ${weightSet.positionId} = ${loop.positionId}
    and ${weightSet.rubricVersionId} = ${loop.rubricVersionId} order by ${weightSet.number} desc limit 1))`;

/** Percentages by criterion of that weight set. */
export const weightsOf = sql<Record<string, number> | null>`(
  select json_object_agg(${weight.criterion}, ${weight.percent}) from ${weight}
  where ${weight.weightSetId} = ${weightSetOf})`;

/** A version that stood before the one that counts, as far as the ledger follows it. */
export type EarlierVersion = Omit<LedgerVersion, "couldRead"> & { readonly number: number };

export type PanelContent = SealedCard & {
  readonly number: number;
  readonly probes: readonly ProbeReply[];
  /** The oldest first. */
  readonly earlier: readonly EarlierVersion[];
  /** Whether an earlier version stands, and why this one was written; null on a first version. */
  readonly again: boolean;
  readonly reason: string | null;
  readonly sealedAt: Date;
  readonly assignedAt: Date;
  /** Whether the author could read the loop when the card was assigned; null where nothing tells. */
  readonly reader: boolean | null;
  readonly round: RoundKind;
  /** As last arranged; null where it was cancelled, and where an import did not tell. */
  readonly roundEndedAt: Date | null;
};

export type RecordedDecision = {
  readonly outcome: Outcome;
  readonly level: Level | null;
  readonly reasons: string;
  readonly dissent: string;
  readonly by: string | null;
  readonly at: Date;
};

export type Override = {
  readonly id: string;
  readonly personId: string;
  readonly person: string;
  /** Null where it would tell the name of one of a hidden panel. */
  readonly by: string | null;
  readonly reason: string;
  readonly at: Date;
  readonly endedAt: Date | null;
};

/** What the committee concluded about a pattern, and on which moments. */
export type Resolution = Basis & {
  readonly pattern: string;
  readonly number: number;
  readonly conclusion: Conclusion;
  readonly sentence: string;
  readonly by: string | null;
  readonly at: Date;
};

export type SealedConflict = { readonly person: string; readonly at: Date };

export type Panel = {
  readonly relation: Relation;
  readonly view: PanelView<PanelContent>;
  readonly loop: {
    readonly id: string;
    readonly state: LoopState;
    readonly rule: RevealRule;
    readonly rubricVersionId: string;
    readonly candidate: { readonly id: string; readonly name: string; readonly headline: string };
    readonly position: { readonly id: string; readonly title: string; readonly level: Level };
  };
  readonly weights: Readonly<Record<string, number>>;
  /** Everything a lead ever allowed somebody to read before their turn, the earliest first. */
  readonly overrides: readonly Override[];
  /** Whose sealed card stands here though they have a conflict of interest, and since when. */
  readonly conflicts: readonly SealedConflict[];
  /** The decision; null before one, and for whoever may not read the panel. */
  readonly decision: RecordedDecision | null;
  /** Every one on each pattern, the newest first; none for whoever may not read the panel. */
  readonly resolutions: readonly Resolution[];
};

/**
 * A loop's panel as this viewer may see it, or null where the loop is absent or not theirs. The
 * only reader of other people's cards: facts first, then the content of the readable ones alone.
 */
export const getPanel = (db: Db, viewer: Viewer, loopId: string): Promise<Panel | null> =>
  reading(db, viewer, loopId, readsOthers, async (tx, row) => {
    const { facts, weights, overrides, conflicts, relation, ...rest } = row;
    const { decision: decided, resolutions, ...shown } = rest;
    const contents = await readContents(tx, readableIds(relation, facts.cards));
    const view = panelView(relation, facts.cards, contents);
    return {
      relation,
      view,
      loop: { ...shown, state: facts.state, rule: facts.rule },
      weights: weights ?? {},
      overrides: overridesFor(relation, overrides),
      conflicts: conflictsFor(relation, conflicts),
      decision: view.status === "open" && decided ? decisionFor(relation, decided) : null,
      resolutions:
        view.status === "open" ? resolutions.map((row) => resolutionFor(relation, row)) : [],
    };
  });

/** The overrides as this viewer may know them. */
export const overridesFor = (relation: Relation, rows: readonly OverrideRow[]): Override[] =>
  rows.map(({ personId, person: name, at, endedAt, byId, by, ...row }) => {
    const shown = nameFor(relation, { id: personId, name });
    return {
      ...row,
      personId: shown.id,
      person: shown.name,
      by: actorName(relation, { id: byId, name: by }),
      at: new Date(at),
      endedAt: endedAt === null ? null : new Date(endedAt),
    };
  });

/** The conflicts after a seal as this viewer may know them, in the order of the names that are shown. */
export const conflictsFor = (relation: Relation, rows: readonly ConflictRow[]): SealedConflict[] =>
  rows
    .map(({ personId, person: name, at }) => ({
      person: nameFor(relation, { id: personId, name }).name,
      at: new Date(at),
    }))
    .toSorted((a, b) => a.person.localeCompare(b.person, "en", { numeric: true }));

const decisionFor = (relation: Relation, { byId, by, at, ...decided }: DecisionRow) => ({
  ...decided,
  by: actorName(relation, { id: byId, name: by }),
  at: new Date(at),
});

const resolutionFor = (
  relation: Relation,
  { byId, by, at, until, ...said }: ResolutionRow,
): Resolution => ({
  ...said,
  by: actorName(relation, { id: byId, name: by }),
  at: new Date(at),
  until: new Date(until),
});

/** Opening a panel counts as reading it, even where no other card is in yet. */
const readsOthers = (relation: Relation, { cards }: LoopFacts): boolean =>
  canReadPanel(relation).allowed ||
  cards.some(
    (card) => card.interviewer.id !== relation.viewerId && canReadCard(relation, card).allowed,
  );

type PanelRow = Awaited<ReturnType<ReturnType<typeof panelRow>["execute"]>>[number];
type SeenPanel = PanelRow & { readonly relation: Relation };

/**
 * Reads a loop's facts and then, with `read`, contents of its cards; null where the loop is absent
 * or not the viewer's. While a seal can be undone a reading of others' cards is noted before it
 * begins, and holds the loop until it ends: seals and their undoing wait, so that whatever was read
 * had been sealed when the reading was noted.
 */
export async function reading<T>(
  db: Db,
  viewer: Viewer,
  loopId: string,
  counts: (relation: Relation, facts: LoopFacts) => boolean,
  read: (tx: Db, panel: SeenPanel) => Promise<T>,
): Promise<T | null> {
  const panel = await seenPanel(db, viewer, loopId);
  if (!panel) return null;
  if (!panel.facts.freshSeal || !counts(panel.relation, panel.facts)) return read(db, panel);
  return db.transaction(async (tx) => {
    await tx.select({ id: loop.id }).from(loop).where(eq(loop.id, loopId)).for("key share");
    const latest = sql`(select max(${card.sealedAt}) from ${card} where ${card.loopId} = ${loopId})`;
    const readAt = sql`greatest(clock_timestamp(), ${latest})`;
    await tx
      .insert(panelReading)
      .values({ loopId, personId: viewer.id, readAt })
      .onConflictDoUpdate({
        target: [panelReading.loopId, panelReading.personId],
        set: { readAt },
      });
    const held = await seenPanel(tx, viewer, loopId);
    return held && read(tx, held);
  });
}

async function seenPanel(db: Db, viewer: Viewer, loopId: string): Promise<SeenPanel | null> {
  const [row] = await panelRow(db).execute({ loopId });
  const relation = row && relationTo(viewer, row.facts);
  return relation && canSeeLoop(relation).allowed ? { ...row, relation } : null;
}

const granter = sql`(select ${person.name} from ${person} where ${person.id} = ${revealOverride.grantedById})`;

type OverrideRow = {
  id: string;
  personId: string;
  person: string;
  byId: string;
  by: string;
  reason: string;
  at: string;
  endedAt: string | null;
};

/** Every override of a loop, ended ones too. The query must join `loop` with another table. */
export const overridesOf = sql<OverrideRow[]>`(
  select coalesce(json_agg(json_build_object(
    'id', ${revealOverride.id}, 'personId', ${revealOverride.personId}, 'person', ${person.name},
    'byId', ${revealOverride.grantedById}, 'by', ${granter}, 'reason', ${revealOverride.reason},
    'at', ${revealOverride.grantedAt}, 'endedAt', ${revealOverride.endedAt}
  ) order by ${revealOverride.grantedAt}, ${revealOverride.id}), '[]')
  from ${revealOverride} join ${person} on ${person.id} = ${revealOverride.personId}
  where ${revealOverride.loopId} = ${loop.id})`;

type ConflictRow = { personId: string; person: string; at: string };

/** Conflicts of interest of people who had sealed a card on the loop by then. */
export const conflictsOf = sql<ConflictRow[]>`(
  select coalesce(json_agg(json_build_object('personId', ${conflict.personId},
    'person', ${person.name}, 'at', ${conflict.recordedAt})), '[]')
  from ${conflict} join ${person} on ${person.id} = ${conflict.personId}
  where ${conflict.candidateId} = ${loop.candidateId} and exists (select 1 from ${card}
    where ${card.loopId} = ${loop.id} and ${card.interviewerId} = ${conflict.personId}
    and ${card.state} = 'sealed' and ${card.sealedAt} <= ${conflict.recordedAt}))`;

type DecisionRow = Omit<RecordedDecision, "at"> & { byId: string | null; at: string };

const decisionOf = sql<DecisionRow | null>`(
  select json_build_object(
    'outcome', ${decision.outcome}, 'level', ${decision.level}, 'reasons', ${decision.reasons},
    'dissent', ${decision.dissent}, 'byId', ${decision.decidedById}, 'by', ${person.name},
    'at', ${decision.decidedAt})
  from ${decision} left join ${person} on ${person.id} = ${decision.decidedById}
  where ${decision.loopId} = ${loop.id} order by ${decision.number} desc limit 1)`;

type ResolutionRow = Omit<Resolution, "at" | "until"> & {
  byId: string;
  at: string;
  until: string;
};

const resolutionsOf = sql<ResolutionRow[]>`(
  select coalesce(json_agg(json_build_object(
    'pattern', ${flagResolution.pattern}, 'number', ${flagResolution.number}, 'conclusion', ${flagResolution.conclusion},
    'sentence', ${flagResolution.sentence}, 'moments', ${flagResolution.moments},
    'until', ${flagResolution.until}, 'byId', ${flagResolution.resolvedById}, 'by', ${person.name},
    'at', ${flagResolution.resolvedAt}) order by ${flagResolution.number} desc), '[]')
  from ${flagResolution} join ${person} on ${person.id} = ${flagResolution.resolvedById}
  where ${flagResolution.loopId} = ${loop.id})`;

export const ratingsOf = sql<Rating[]>`(
  select coalesce(json_agg(json_build_object(
    'criterion', ${rating.criterion}, 'score', ${rating.score}, 'notObserved', ${rating.notObserved},
    'confidence', ${rating.confidence}, 'evidence', ${rating.evidence})), '[]')
  from ${rating} where ${rating.cardVersionId} = ${cardVersion.id})`;

const observationsIn = (version: SQL | AnyColumn) => sql<Observation[]>`(
  select coalesce(json_agg(json_build_object(
    'pattern', ${observation.pattern}, 'stance', ${observation.stance}, 'quote', ${observation.quote}
  ) order by ${observation.ordinal}), '[]')
  from ${observation} where ${observation.cardVersionId} = ${version})`;

const probesIn = (version: SQL | AnyColumn) => sql<ProbeReply[]>`(
  select coalesce(json_agg(json_build_object(
    'probe', ${probeReply.probe}, 'title', ${probeReply.title}, 'taken', ${probeReply.taken},
    'refused', ${probeReply.refused}, 'answer', ${probeReply.answer}, 'quote', ${probeReply.quote}
  ) order by ${probeReply.ordinal}), '[]')
  from ${probeReply} where ${probeReply.cardVersionId} = ${version})`;

/** Of the version that a query reads, which must join `card_version` with another table. */
export const observationsOf = observationsIn(cardVersion.id);
export const probesOf = probesIn(cardVersion.id);

type EarlierRow = Omit<EarlierVersion, "sealedAt"> & { readonly sealedAt: string };

/** Of the version of a card that counts; the query must join `card` with another table. */
export const sealedProbes = probesIn(
  sql`(select last.id from ${cardVersion} as last
    where last.card_id = ${card.id} and last.number = ${card.sealedNumber})`,
);

const earlierVersions = sql<EarlierRow[]>`(
  select coalesce(json_agg(json_build_object('number', earlier.number, 'sealedAt', earlier.sealed_at,
    'observations', ${observationsIn(sql`earlier.id`)}, 'probes', ${probesIn(sql`earlier.id`)}
  ) order by earlier.number), '[]') from ${cardVersion} as earlier
  where earlier.card_id = ${card.id} and earlier.number < ${cardVersion.number}
    and earlier.undone_at is null)`;

const panelRow = prepared((db) =>
  db
    .select({
      facts: panelFacts,
      id: loop.id,
      rubricVersionId: loop.rubricVersionId,
      candidate: { id: candidate.id, name: candidate.name, headline: candidate.headline },
      position: { id: position.id, title: position.title, level: position.level },
      weights: weightsOf,
      overrides: overridesOf,
      conflicts: conflictsOf,
      decision: decisionOf,
      resolutions: resolutionsOf,
    })
    .from(loop)
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .innerJoin(position, eq(position.id, loop.positionId))
    .where(eq(loop.id, sql.placeholder("loopId")))
    .prepare("panel"),
);

/** When a round ended, as last arranged; null where it was cancelled or came in with an import. */
export const roundEndedAt = sql<string | null>`case when ${round.cancelledAt} is null
  and ${loop.importKey} is null then ${round.startsAt} + make_interval(mins => ${round.minutes}) end`;

const contentRows = prepared((db) =>
  db
    .select({
      cardId: card.id,
      assignedAt: card.assignedAt,
      round: round.kind,
      roundEndedAt,
      permissions: person.permissions,
      reader: sql<
        boolean | null
      >`(select (${auditEvent.facts} ->> 'reader')::boolean from ${auditEvent}
        where ${auditEvent.subject} = ${card.id}::text
        and ${auditEvent.action} in ('card.assigned', 'card.reassigned') limit 1)`,
      number: cardVersion.number,
      earlier: earlierVersions,
      reason: cardVersion.reason,
      sealedAt: cardVersion.sealedAt,
      recommendation: cardVersion.recommendation,
      level: cardVersion.level,
      summary: cardVersion.summary,
      ratings: ratingsOf,
      observations: observationsOf,
      probes: probesOf,
    })
    .from(card)
    .innerJoin(loop, eq(loop.id, card.loopId))
    .innerJoin(round, eq(round.id, card.roundId))
    .innerJoin(person, eq(person.id, card.interviewerId))
    .innerJoin(
      cardVersion,
      and(eq(cardVersion.cardId, card.id), eq(cardVersion.number, card.sealedNumber)),
    )
    .where(and(sql`${card.id} = any(${sql.placeholder("ids")}::uuid[])`, eq(card.state, "sealed")))
    .prepare("panel_contents"),
);

async function readContents(db: Db, ids: readonly string[]): Promise<Map<string, PanelContent>> {
  if (ids.length === 0) return new Map();
  const rows = await contentRows(db).execute({ ids });
  return new Map(
    rows.map(({ cardId, permissions, earlier, roundEndedAt, ...content }) => [
      cardId,
      {
        ...content,
        roundEndedAt: roundEndedAt === null ? null : new Date(roundEndedAt),
        again: earlier.length > 0,
        earlier: earlier.map(({ sealedAt, ...row }) => ({ ...row, sealedAt: new Date(sealedAt) })),
        // Before the record told it, permissions of today had to stand for those of then.
        reader: content.reader ?? (readsEveryLoop({ permissions }) || null),
      },
    ]),
  );
}

/** A panel's total over its counted cards, with how many there were. */
export type LoopScore = WeightedScore & { readonly cards: number };

/**
 * Panel totals by loop, for lists. The caller asks `canReadPanel` first and names only the loops
 * whose verdict allowed it; absent from the answer are loops without a counted card, and those of
 * which a seal can still be undone, because a list notes no readings.
 */
export async function listPanelScores(
  db: Db,
  loopIds: readonly string[],
): Promise<Map<string, LoopScore>> {
  if (loopIds.length === 0) return new Map();
  const rows = await loopScores(db).execute({ loopIds });
  return new Map(
    rows.flatMap(({ id, weights, means, cards }) =>
      cards === 0 ? [] : [[id, { ...weightedScore(means, weights ?? {}), cards }] as const],
    ),
  );
}

/** The rows `isCounted` counts, said in SQL. */
export const countedCards = and(
  eq(card.state, "sealed"),
  sql`${card.kind} <> 'shadow'`,
  or(isNull(cardVersion.recommendation), sql`${cardVersion.recommendation} <> 'no-decision'`),
);

const countedVersions = sql`${card} join ${cardVersion} on ${cardVersion.cardId} = ${card.id}
  and ${cardVersion.number} = ${card.sealedNumber} where ${card.loopId} = ${loop.id} and ${countedCards}`;

const loopScores = prepared((db) =>
  db
    .select({
      id: loop.id,
      weights: weightsOf,
      cards: sql<number>`(select count(*)::int from ${countedVersions})`,
      means: sql<{ criterion: string; score: number | null }[]>`(
        select coalesce(json_agg(json_build_object('criterion', criterion, 'score', mean)), '[]') from (
          select ${rating.criterion} as criterion, avg(${rating.score})::float8 as mean from ${rating}
          where ${rating.cardVersionId} in (select ${cardVersion.id} from ${countedVersions})
          group by ${rating.criterion}) as per_criterion)`,
    })
    .from(loop)
    .innerJoin(position, eq(position.id, loop.positionId))
    .where(sql`${loop.id} = any(${sql.placeholder("loopIds")}::uuid[]) and not ${freshSeal}`)
    .prepare("loop_scores"),
);
