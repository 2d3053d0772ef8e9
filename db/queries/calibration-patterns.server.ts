import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import { EVERYBODY } from "#app/domain/calibration/findings.ts";
import {
  type HistoryCard,
  type HistoryVersion,
  type LoopHistory,
  patternLoop,
} from "#app/domain/calibration/pattern-loop.ts";
import { patternTally } from "#app/domain/calibration/pattern-statistics.ts";
import type { RunScope } from "#app/domain/calibration/run.ts";
import { invariant } from "#app/domain/result.ts";
import type { Db } from "#db/client.server.ts";
import { settledIn } from "#db/queries/calibration-cells.server.ts";
import type { ListPiece } from "#db/queries/calibration-snapshot.server.ts";
import { uncompiled } from "#db/queries/calibration-tallies.server.ts";
import { countedCards } from "#db/queries/panel.server.ts";
import { rubricContent } from "#db/queries/rubric.server.ts";
import {
  auditEvent,
  card,
  cardVersion,
  debrief,
  decision,
  loop,
  observation,
  position,
  probeReply,
  rating,
  revealOverride,
  vote,
} from "#db/schema.server.ts";

/** Loops read at a time, so that few of them are held at once and others are served in between. */
const PAGE = 500;

/**
 * The lists `pattern-loops` and `patterns` of a scope: what each settled loop adds to the statistics of
 * patterns (`PatternLoop`), and their sums (`PatternTally`) as the one entry `EVERYBODY`. One pass.
 */
export async function readPatterns(
  db: Db,
  scope: RunScope,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<ListPiece[]> {
  const { patterns } = await rubricContent(db, scope.rubricVersionId);
  const [of] = await db
    .select({ level: position.level })
    .from(position)
    .where(eq(position.id, scope.positionId));
  invariant(of, `position ${scope.positionId} is there`);
  const tally = patternTally();
  const pieces: ListPiece[] = [];
  let from = 0;
  let page = await nextPage(null);
  while (page.length > 0) {
    signal?.throwIfAborted();
    const loops = page.map((history) => patternLoop(history, { patterns, level: of.level }));
    for (const one of loops) tally.add(one);
    pieces.push({ list: "pattern-loops", from, entries: JSON.stringify(loops) });
    from += loops.length;
    page = await nextPage(page.at(-1)?.id ?? null);
  }
  const everybody = [{ id: EVERYBODY, cells: tally.tally() }];
  return [...pieces, { list: "patterns", from: 0, entries: JSON.stringify(everybody) }];

  function nextPage(last: string | null) {
    return uncompiled(db, (tx) => listHistories(tx, scope, last));
  }
}

/** As JSON tells it. */
type Told<T, Dates extends keyof T> = Omit<T, Dates> & Readonly<Record<Dates, string>>;

type Detail = {
  readonly overrides: readonly Told<LoopHistory["overrides"][number], "at">[];
  readonly cards: readonly (Told<Omit<HistoryCard, "versions">, "assignedAt"> & {
    readonly versions: readonly Told<HistoryVersion, "sealedAt">[];
  })[];
  readonly ballots: LoopHistory["ballots"];
};

/** The next settled loops by their keys; cards are read only where a pattern was seen or something changed. */
async function listHistories(db: Db, scope: RunScope, last: string | null): Promise<LoopHistory[]> {
  // Cut out first: else every page would look at the decisions of all loops.
  const page = db
    .select({
      ...{ id: loop.id, settledAt: loop.settledAt, rule: loop.revealRule },
      imported: sql<boolean>`${loop.importKey} is not null`.as("imported"),
    })
    .from(loop)
    .where(and(settledIn(scope), last === null ? undefined : gt(loop.id, last)))
    .orderBy(asc(loop.id))
    .limit(PAGE)
    .as("loop");
  const rows = await db
    .select({
      id: page.id,
      settledAt: page.settledAt,
      rule: page.rule,
      imported: page.imported,
      outcome: decision.outcome,
      level: decision.level,
      observers: observers,
      detail: sql<Detail | null>`case when ${anythingSaid} then ${detailOf} end`,
    })
    .from(page)
    .innerJoin(decision, and(eq(decision.loopId, page.id), eq(decision.number, latestNumber)))
    .orderBy(asc(page.id));
  return rows.map(({ settledAt, detail, ...row }): LoopHistory => {
    invariant(settledAt, "a decided loop was settled");
    const { overrides, cards, ballots } = detail ?? { overrides: [], cards: [], ballots: [] };
    return {
      ...{ ...row, settledAt, ballots },
      overrides: overrides.map(({ at, ...one }) => ({ ...one, at: new Date(at) })),
      cards: cards.map(({ assignedAt, versions, ...one }) => ({
        ...{ ...one, assignedAt: new Date(assignedAt) },
        versions: versions.map(({ sealedAt, ...version }) => ({
          ...{ ...version, sealedAt: new Date(sealedAt) },
        })),
      })),
    };
  });
}

const latestNumber = sql`(select max(latest.number) from ${decision} as latest
  where latest.loop_id = ${loop.id})`;

const sealedVersion = sql`${cardVersion} on ${cardVersion.cardId} = ${card.id}
  and ${cardVersion.number} = ${card.sealedNumber}`;

const observers = sql<number>`(select count(distinct ${card.interviewerId})::int
  from ${card} join ${sealedVersion} where ${card.loopId} = ${loop.id} and ${countedCards})`;

/** Every version that stood, of sealed cards that are not trainees'. */
const standing = sql`${card} join ${cardVersion} on ${cardVersion.cardId} = ${card.id}
  and ${cardVersion.undoneAt} is null
  where ${card.loopId} = ${loop.id} and ${card.state} = 'sealed' and ${card.kind} <> 'shadow'`;

const votesOfLoop = sql`${vote} join ${debrief} on ${debrief.id} = ${vote.debriefId}
  where ${debrief.loopId} = ${loop.id}`;

const anythingSaid: SQL = sql`(
  exists (select 1 from ${standing} and (
    exists (select 1 from ${observation} where ${observation.cardVersionId} = ${cardVersion.id})
    or exists (select 1 from ${probeReply} where ${probeReply.cardVersionId} = ${cardVersion.id}
      and ${probeReply.quote} <> '')))
  or exists (select 1 from ${card} where ${card.loopId} = ${loop.id} and ${card.sealedNumber} > 1)
  or exists (select 1 from ${votesOfLoop}))`;

const ratingsIn = sql`(select coalesce(json_agg(json_build_object(
    'criterion', ${rating.criterion}, 'score', ${rating.score})), '[]')
  from ${rating} where ${rating.cardVersionId} = ${cardVersion.id})`;

const observationsIn = sql`(select coalesce(json_agg(json_build_object(
    'pattern', ${observation.pattern}, 'stance', ${observation.stance}, 'quote', ''
  ) order by ${observation.ordinal}), '[]')
  from ${observation} where ${observation.cardVersionId} = ${cardVersion.id})`;

/** Of the quotes it matters only whether there is one. */
const probesIn = sql`(select coalesce(json_agg(json_build_object(
    'probe', ${probeReply.probe}, 'title', ${probeReply.title}, 'taken', ${probeReply.taken},
    'refused', ${probeReply.refused}, 'answer', ${probeReply.answer},
    'quote', left(${probeReply.quote}, 1)
  ) order by ${probeReply.ordinal}), '[]')
  from ${probeReply} where ${probeReply.cardVersionId} = ${cardVersion.id})`;

const versionsOf = sql`(select coalesce(json_agg(json_build_object(
    'sealedAt', ${cardVersion.sealedAt}, 'ratings', ${ratingsIn},
    'observations', ${observationsIn}, 'probes', ${probesIn}
  ) order by ${cardVersion.number}), '[]')
  from ${cardVersion} where ${cardVersion.cardId} = ${card.id} and ${cardVersion.undoneAt} is null)`;

const readerOf = sql`(select (${auditEvent.facts} ->> 'reader')::boolean from ${auditEvent}
  where ${auditEvent.subject} = ${card.id}::text
  and ${auditEvent.action} in ('card.assigned', 'card.reassigned') limit 1)`;

const recorded = sql`exists (select 1 from ${auditEvent}
  where ${auditEvent.subject} = ${card.id}::text and ${auditEvent.action} = 'card.sealed')`;

const cardsOf = sql`(select coalesce(json_agg(json_build_object(
    'cardId', ${card.id}, 'interviewerId', ${card.interviewerId}, 'kind', ${card.kind},
    'counted', exists (select 1 from ${cardVersion} where ${cardVersion.cardId} = ${card.id}
      and ${cardVersion.number} = ${card.sealedNumber} and ${countedCards}),
    'recorded', ${recorded}, 'assignedAt', ${card.assignedAt}, 'reader', ${readerOf},
    'versions', ${versionsOf}
  ) order by ${card.id}), '[]') from ${card}
  where ${card.loopId} = ${loop.id} and ${card.state} = 'sealed' and ${card.kind} <> 'shadow')`;

const detailOf = sql`json_build_object(
  'overrides', (select coalesce(json_agg(json_build_object(
      'personId', ${revealOverride.personId}, 'at', ${revealOverride.grantedAt})), '[]')
    from ${revealOverride} where ${revealOverride.loopId} = ${loop.id}),
  'cards', ${cardsOf},
  'ballots', (select coalesce(json_agg(json_build_object('personId', ${vote.personId},
      'ballot', ${vote.ballot}, 'recommendation', ${vote.recommendation})), '[]')
    from ${votesOfLoop}))`;
