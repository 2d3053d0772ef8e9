import { and, asc, desc, eq, exists, gte, isNotNull, lt, type SQL, sql } from "drizzle-orm";
import { canReadCalibration } from "#app/domain/access.ts";
import {
  type CalibrationFilter,
  type CalibrationFilters,
  quarterBounds,
  quartersBetween,
} from "#app/domain/calibration/filters.ts";
import {
  type CandidateTotal,
  candidateTotals,
  type Distribution,
  distributions,
  FLAT_SCORES,
  type InterviewerRow,
  type InterviewerSummary,
  interviewerSummaries,
  type LoopRow,
  overallMean,
  type Tally,
} from "#app/domain/calibration/summary.ts";
import type { Level } from "#app/domain/level.ts";
import { type RoundKind, roundKinds } from "#app/domain/loop.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { Weights } from "#app/domain/score.ts";
import type { Db } from "#db/client.server.ts";
import { countedCards, unbarred } from "#db/queries/panel.server.ts";
import { rubricContent } from "#db/queries/rubric.server.ts";
import {
  candidate,
  card,
  cardVersion,
  decision,
  loop,
  person,
  position,
  rating,
  round,
  rubricVersion,
  weight,
  weightSet,
} from "#db/schema.server.ts";

/** A position and one rubric version its settled loops were scored with: scales never mix. */
export type CalibrationChoice = {
  readonly positionId: string;
  readonly title: string;
  readonly level: Level;
  readonly rubricVersionId: string;
  readonly rubric: string;
  readonly settled: number;
  readonly first: Date | null;
  readonly last: Date | null;
};

export type Calibration = {
  /** Every position, those with the most settled loops first. */
  readonly choices: readonly CalibrationChoice[];
  /** What is shown; null where there is no position yet. */
  readonly chosen: CalibrationChoice | null;
  /** The filters in force. */
  readonly filters: CalibrationFilters;
  /** Filters that name nothing in this position. */
  readonly ignored: readonly CalibrationFilter[];
  readonly quarters: readonly string[];
  readonly rounds: readonly RoundKind[];
  readonly met: readonly { readonly id: string; readonly name: string }[];
  readonly scale: readonly string[];
  readonly criteria: readonly { readonly key: string; readonly title: string }[];
  /** Settled loops in this selection; those without a counted card have no candidate below. */
  readonly loops: number;
  readonly candidates: readonly CandidateTotal[];
  readonly interviewers: readonly InterviewerSummary[];
  readonly distributions: readonly Distribution[];
  /** Mean of every score given; null without any. */
  readonly overall: number | null;
};

/**
 * Raw numbers over one position's settled loops, or null for whoever may not read them. A decision
 * closes the cards still owed, so nobody reads past their own card here. The database groups by loop
 * and criterion and by interviewer and answer: no rating comes out as a row of its own.
 */
export async function getCalibration(
  db: Db,
  viewer: Viewer,
  asked: CalibrationFilters,
): Promise<Calibration | null> {
  if (!canReadCalibration(viewer).allowed) return null;
  const choices = await listChoices(db, viewer);
  const known = choose(choices, asked);
  const { chosen } = known;
  if (!chosen) return { ...nothing, ...known, choices };
  const facets = await listFacets(db, viewer, chosen);
  const quarters = chosen.first && chosen.last ? quartersBetween(chosen.first, chosen.last) : [];
  const { filters, ignored } = keepKnown(known, { ...facets, quarters });
  const selection = [viewer, chosen, filters] as const;
  const [content, loops, panels, interviewers, tallies, weights] = await Promise.all([
    rubricContent(db, chosen.rubricVersionId),
    countLoops(db, ...selection),
    listPanels(db, ...selection),
    listInterviewers(db, ...selection),
    listTallies(db, ...selection),
    listWeights(db, chosen),
  ]);
  const keys = content.criteria.map(({ key }) => key);
  return {
    choices,
    chosen,
    filters,
    ignored,
    quarters,
    ...facets,
    loops,
    scale: content.scale,
    criteria: content.criteria.map(({ key, title }) => ({ key, title })),
    candidates: candidateTotals(
      panels.map((row) => ({ ...row, weights: weights.get(row.weightSetId) ?? {} })),
    ),
    interviewers: interviewerSummaries(interviewers, tallies),
    distributions: distributions(tallies, keys, content.scale.length),
    overall: overallMean(tallies),
  };
}

const nothing = {
  quarters: [],
  rounds: [],
  met: [],
  scale: [],
  criteria: [],
  loops: 0,
  candidates: [],
  interviewers: [],
  distributions: [],
  overall: null,
} as const satisfies Partial<Calibration>;

/** Positions by rubric version with their settled loops; one without any stands with its current rubric. */
function listChoices(db: Db, viewer: Viewer): Promise<CalibrationChoice[]> {
  const settled = sql<number>`count(${loop.id})::int`;
  return db
    .select({
      positionId: position.id,
      title: position.title,
      level: position.level,
      rubricVersionId: rubricVersion.id,
      rubric: sql<string>`${rubricVersion.title} || ', version ' || ${rubricVersion.number}`,
      settled,
      first: sql`min(${loop.settledAt})`.mapWith(loop.settledAt),
      last: sql`max(${loop.settledAt})`.mapWith(loop.settledAt),
    })
    .from(position)
    .leftJoin(
      loop,
      and(
        eq(loop.positionId, position.id),
        eq(loop.state, "decided"),
        unbarred(viewer, loop.candidateId),
      ),
    )
    .innerJoin(
      rubricVersion,
      eq(rubricVersion.id, sql`coalesce(${loop.rubricVersionId}, ${position.rubricVersionId})`),
    )
    .groupBy(position.id, rubricVersion.id)
    .orderBy(desc(settled), asc(position.title), desc(rubricVersion.number), asc(position.id));
}

type Known = Pick<Calibration, "chosen" | "filters" | "ignored">;

/** The position and rubric version asked for, else those with the most settled loops. */
function choose(choices: readonly CalibrationChoice[], asked: CalibrationFilters): Known {
  const { position: wanted, rubric, ...rest } = asked;
  const own = choices.filter((choice) => choice.positionId === wanted);
  const among = own.length > 0 ? own : choices;
  const exact = among.find((choice) => choice.rubricVersionId === rubric);
  return {
    chosen: exact ?? among[0] ?? null,
    filters: {
      ...rest,
      ...(own.length > 0 ? { position: wanted } : {}),
      ...(exact ? { rubric } : {}),
    },
    ignored: [
      ...(wanted && own.length === 0 ? (["position"] as const) : []),
      ...(rubric && !exact ? (["rubric"] as const) : []),
    ],
  };
}

/** The filters that name something in this position, and the names of the others. */
function keepKnown(
  { filters, ignored }: Known,
  { quarters, rounds, met }: Pick<Calibration, "quarters" | "rounds" | "met">,
): Pick<Known, "filters" | "ignored"> {
  const strangers = new Set<CalibrationFilter>(ignored);
  if (filters.quarter && !quarters.includes(filters.quarter)) strangers.add("quarter");
  if (filters.round && !rounds.includes(filters.round)) strangers.add("round");
  if (filters.met && !met.some(({ id }) => id === filters.met)) strangers.add("met");
  const kept = { ...filters };
  for (const name of strangers) delete kept[name];
  return { filters: kept, ignored: [...strangers] };
}

type Asked = readonly [viewer: Viewer, chosen: CalibrationChoice, filters?: CalibrationFilters];

/** The settled loops of the selection, without those the viewer has a conflict of interest with. */
function settledIn(db: Db, [viewer, chosen, filters = {}]: Asked): SQL | undefined {
  const bounds = filters.quarter ? quarterBounds(filters.quarter) : null;
  const metBy = (interviewerId: string) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(card)
        .innerJoin(cardVersion, sealedVersion)
        .where(and(eq(card.loopId, loop.id), eq(card.interviewerId, interviewerId), countedCards)),
    );
  return and(
    eq(loop.positionId, chosen.positionId),
    eq(loop.rubricVersionId, chosen.rubricVersionId),
    eq(loop.state, "decided"),
    unbarred(viewer, loop.candidateId),
    bounds ? and(gte(loop.settledAt, bounds.from), lt(loop.settledAt, bounds.until)) : undefined,
    filters.met ? metBy(filters.met) : undefined,
  );
}

const sealedVersion = and(
  eq(cardVersion.cardId, card.id),
  eq(cardVersion.number, card.sealedNumber),
);

/** The counted cards everything else is read from. */
const countedIn = (db: Db, asked: Asked) =>
  db.$with("counted").as(
    db
      .select({
        cardId: sql<string>`${card.id}`.as("card_id"),
        loopId: card.loopId,
        interviewerId: card.interviewerId,
        versionId: sql<string>`${cardVersion.id}`.as("version_id"),
        round: round.kind,
      })
      .from(card)
      .innerJoin(loop, eq(loop.id, card.loopId))
      .innerJoin(round, eq(round.id, card.roundId))
      .innerJoin(cardVersion, sealedVersion)
      .where(
        and(
          settledIn(db, asked),
          asked[2]?.round ? eq(round.kind, asked[2].round) : undefined,
          countedCards,
        ),
      ),
  );

/** The interviewers and kinds of round there are to choose from. */
async function listFacets(db: Db, ...asked: Asked): Promise<Pick<Calibration, "met" | "rounds">> {
  const counted = countedIn(db, asked);
  const rows = await db
    .with(counted)
    .select({
      id: person.id,
      name: person.name,
      rounds: sql<RoundKind[]>`array_agg(distinct ${counted.round})`,
    })
    .from(counted)
    .innerJoin(person, eq(person.id, counted.interviewerId))
    .groupBy(person.id)
    .orderBy(asc(person.name), asc(person.id));
  const seen = new Set(rows.flatMap((row) => row.rounds));
  return {
    met: rows.map(({ id, name }) => ({ id, name })),
    rounds: roundKinds.filter((kind) => seen.has(kind)),
  };
}

async function countLoops(db: Db, ...asked: Asked): Promise<number> {
  const [row] = await db
    .select({ loops: sql<number>`count(*)::int` })
    .from(loop)
    .where(settledIn(db, asked));
  return row?.loops ?? 0;
}

/** Loops with their scores by criterion, one row each. */
function listPanels(db: Db, ...asked: Asked): Promise<(LoopRow & { weightSetId: string })[]> {
  const counted = countedIn(db, asked);
  const panels = db.$with("panels").as(
    db
      .select({ loopId: counted.loopId, cards: sql<number>`count(*)::int`.as("cards") })
      .from(counted)
      .groupBy(counted.loopId),
  );
  const scored = db.$with("scored").as(
    db
      .select({
        loopId: counted.loopId,
        criterion: rating.criterion,
        given: sql`jsonb_agg(${rating.score})`.as("given"),
      })
      .from(counted)
      .innerJoin(rating, eq(rating.cardVersionId, counted.versionId))
      .where(isNotNull(rating.score))
      .groupBy(counted.loopId, rating.criterion),
  );
  const byLoop = db.$with("by_loop").as(
    db
      .select({
        loopId: scored.loopId,
        scores: sql<LoopRow["scores"]>`jsonb_object_agg(${scored.criterion}, ${scored.given})`.as(
          "scores",
        ),
      })
      .from(scored)
      .groupBy(scored.loopId),
  );
  return db
    .with(counted, panels, scored, byLoop)
    .select({
      loopId: loop.id,
      candidate: candidate.name,
      outcome: decision.outcome,
      level: decision.level,
      weightSetId: decision.weightSetId,
      settledAt: sql`${loop.settledAt}`.mapWith(loop.settledAt),
      cards: panels.cards,
      scores: sql<LoopRow["scores"]>`coalesce(${byLoop.scores}, '{}')`,
    })
    .from(panels)
    .innerJoin(loop, eq(loop.id, panels.loopId))
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .innerJoin(decision, and(eq(decision.loopId, loop.id), isLatestDecision))
    .leftJoin(byLoop, eq(byLoop.loopId, loop.id));
}

/** Said so that the planner sees about one decision a loop: expecting none, it would aggregate anew for each. */
const isLatestDecision = sql`not exists (select 1 from ${decision} as newer
  where newer.loop_id = ${decision.loopId} and newer.number > ${decision.number})`;

/** How often each interviewer gave each answer on each criterion. */
function listTallies(db: Db, ...asked: Asked): Promise<Tally[]> {
  const counted = countedIn(db, asked);
  return db
    .with(counted)
    .select({
      interviewerId: counted.interviewerId,
      criterion: rating.criterion,
      score: rating.score,
      notObserved: rating.notObserved,
      n: sql<number>`count(*)::int`,
    })
    .from(counted)
    .innerJoin(rating, eq(rating.cardVersionId, counted.versionId))
    .groupBy(counted.interviewerId, rating.criterion, rating.score, rating.notObserved);
}

/**
 * Each interviewer's cards, flat cards, and distance from the others: per loop and criterion their
 * own mean score minus the mean of the other interviewers' scores, then the mean over all of those
 * that anybody else scored too.
 */
function listInterviewers(db: Db, ...asked: Asked): Promise<InterviewerRow[]> {
  const counted = countedIn(db, asked);
  const cards = db.$with("cards").as(
    db
      .select({
        interviewerId: counted.interviewerId,
        flat: sql<boolean>`count(${rating.score}) >= ${FLAT_SCORES}
          and min(${rating.score}) = max(${rating.score})`.as("flat"),
      })
      .from(counted)
      .leftJoin(rating, eq(rating.cardVersionId, counted.versionId))
      .groupBy(counted.cardId, counted.interviewerId),
  );
  const cells = db.$with("cells").as(
    db
      .select({
        interviewerId: counted.interviewerId,
        loopId: counted.loopId,
        criterion: rating.criterion,
        total: sql<number>`sum(${rating.score})::float8`.as("total"),
        n: sql<number>`count(*)`.as("n"),
      })
      .from(counted)
      .innerJoin(rating, eq(rating.cardVersionId, counted.versionId))
      .where(isNotNull(rating.score))
      .groupBy(counted.interviewerId, counted.loopId, rating.criterion),
  );
  const pair = sql`over (partition by ${cells.loopId}, ${cells.criterion})`;
  const distances = db.$with("distances").as(
    db
      .select({
        interviewerId: cells.interviewerId,
        distance: sql<number | null>`${cells.total} / ${cells.n}
          - (sum(${cells.total}) ${pair} - ${cells.total})
          / nullif(sum(${cells.n}) ${pair} - ${cells.n}, 0)::float8`.as("distance"),
      })
      .from(cells),
  );
  const against = db.$with("against").as(
    db
      .select({
        interviewerId: distances.interviewerId,
        shared: sql<number>`count(${distances.distance})::int`.as("shared"),
        difference: sql<number | null>`avg(${distances.distance})`.as("difference"),
      })
      .from(distances)
      .groupBy(distances.interviewerId),
  );
  return db
    .with(counted, cards, cells, distances, against)
    .select({
      id: person.id,
      name: person.name,
      cards: sql<number>`count(*)::int`,
      flat: sql<number>`(count(*) filter (where ${cards.flat}))::int`,
      shared: sql<number>`coalesce(${against.shared}, 0)`,
      difference: sql<number | null>`${against.difference}`,
    })
    .from(cards)
    .innerJoin(person, eq(person.id, cards.interviewerId))
    .leftJoin(against, eq(against.interviewerId, cards.interviewerId))
    .groupBy(person.id, against.shared, against.difference);
}

/** The position's weight sets for this rubric version, by id. */
async function listWeights(db: Db, chosen: CalibrationChoice): Promise<Map<string, Weights>> {
  const rows = await db
    .select({
      id: weightSet.id,
      weights: sql<Weights>`json_object_agg(${weight.criterion}, ${weight.percent})`,
    })
    .from(weightSet)
    .innerJoin(weight, eq(weight.weightSetId, weightSet.id))
    .where(
      and(
        eq(weightSet.positionId, chosen.positionId),
        eq(weightSet.rubricVersionId, chosen.rubricVersionId),
      ),
    )
    .groupBy(weightSet.id);
  return new Map(rows.map(({ id, weights }) => [id, weights]));
}
