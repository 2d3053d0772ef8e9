import { and, asc, desc, eq, ilike, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { validate as isId } from "uuid";
import {
  actorName,
  byInterviewer,
  type CardFacts,
  type CardProgress,
  canArrange,
  canReadPanel,
  canSeeCandidate,
  canSeeLoop,
  canSetUp,
  type LoopFacts,
  mentorsOf,
  nameFor,
  progressOf,
  type Refusal,
  type Relation,
  refusalWords,
  relationTo,
} from "#app/domain/access.ts";
import { type CriterionCoverage, coverageOf } from "#app/domain/coverage.ts";
import type { Level } from "#app/domain/level.ts";
import { type LoopState, loopStates, type RevealRule, type RoundKind } from "#app/domain/loop.ts";
import type { LoopForm } from "#app/domain/loop-forms.ts";
import type { Viewer } from "#app/domain/people.ts";
import { absent, fail, invariant, type Result } from "#app/domain/result.ts";
import { isOwed } from "#app/domain/scorecard.ts";
import type { Db, Tx } from "#db/client.server.ts";
import { endCards, lockLoop, setState } from "#db/queries/arranging.server.ts";
import { type Change, change, changed, sentBefore, unchanged } from "#db/queries/change.server.ts";
import { anywhere, listed, pageOf } from "#db/queries/listing.server.ts";
import {
  barredFrom,
  conflictsFor,
  conflictsOf,
  type LoopScore,
  listPanelScores,
  type Override,
  overridesFor,
  overridesOf,
  panelFacts,
  type SealedConflict,
  visibleTo,
  weightsOf,
} from "#db/queries/panel.server.ts";
import { rubricContent } from "#db/queries/rubric.server.ts";
import { lastOf } from "#db/queries/staleness.server.ts";
import { candidate, card, loop, person, position, round } from "#db/schema.server.ts";

export const LOOPS_PER_PAGE = 60;

export type LoopSearch = {
  readonly q: string;
  readonly state: string;
  readonly position: string;
  readonly mine: boolean;
  readonly page: number;
};
export type LoopRow = {
  readonly id: string;
  readonly candidate: string;
  readonly position: { readonly id: string; readonly title: string; readonly level: Level };
  readonly state: LoopState;
  readonly createdAt: Date;
  /** Counted cards that are in, of those that will come. */
  readonly sealed: number;
  readonly expected: number;
  readonly owes: boolean;
  /** Null where nothing counts yet, and for whoever may not read the panel now. */
  readonly score: LoopScore | null;
};

/** The loops this viewer is part of or responsible for, the newest first. */
export async function listLoops(db: Db, viewer: Viewer, search: LoopSearch) {
  const { limit, offset } = pageOf(search.page, LOOPS_PER_PAGE);
  const state = loopStates.find((known) => known === search.state);
  const narrowed = and(
    visibleTo(viewer),
    search.q ? ilike(candidate.name, anywhere(search.q)) : undefined,
    state ? eq(loop.state, state) : undefined,
    isId(search.position) ? eq(loop.positionId, search.position) : undefined,
    search.mine ? eq(loop.ownerId, viewer.id) : undefined,
  );
  const newestFirst = [desc(loop.createdAt), desc(loop.id)];
  // The page is found first: facts selected beside an offset would be gathered for skipped rows too.
  const page = db
    .select({ id: loop.id })
    .from(loop)
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .where(narrowed)
    .orderBy(...newestFirst)
    .limit(limit)
    .offset(offset);
  const rows = await db
    .select({
      id: loop.id,
      candidate: candidate.name,
      position: { id: position.id, title: position.title, level: position.level },
      createdAt: loop.createdAt,
      facts: panelFacts,
      total: countOfLoops(narrowed, search.q !== ""),
    })
    .from(loop)
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .innerJoin(position, eq(position.id, loop.positionId))
    .where(inArray(loop.id, page))
    .orderBy(...newestFirst);
  const related = rows.map((row) => ({ ...row, relation: relationTo(viewer, row.facts) }));
  // A fresh seal may still be undone, unless a panel was read: a list says nothing of it meanwhile.
  const readable = related.filter(
    (row) => canReadPanel(row.relation).allowed && row.relation.anySealed && !row.facts.freshSeal,
  );
  const scores = await listPanelScores(
    db,
    readable.map((row) => row.id),
  );
  const shown = related.map(({ facts, relation, ...row }): LoopRow & { total: number } => ({
    ...row,
    state: facts.state,
    ...countOf(facts.cards),
    owes: relation.seat === "owes",
    score: scores.get(row.id) ?? null,
  }));
  return listed(shown);
}

/** Counted apart, so that the page itself reads only its own rows; names are joined where asked of. */
function countOfLoops(narrowed: SQL | undefined, byName: boolean): SQL<number> {
  const names = sql`join ${candidate} on ${candidate.id} = ${loop.candidateId}`;
  const where = narrowed ? sql`where ${narrowed}` : undefined;
  return sql<number>`(select count(*)::int from ${loop} ${byName ? names : undefined} ${where})`;
}

function countOf(cards: readonly CardFacts[]): { sealed: number; expected: number } {
  const counted = cards.filter((c) => c.kind !== "shadow");
  const sealed = counted.filter((c) => c.state === "sealed").length;
  return { sealed, expected: sealed + counted.filter((c) => isOwed(c.state)).length };
}

export type PositionChoice = { readonly id: string; readonly title: string; readonly level: Level };

/** Positions that have loops this viewer may see, for a list's filter. */
export const listLoopPositions = (db: Db, viewer: Viewer): Promise<PositionChoice[]> =>
  db
    .selectDistinct({ id: position.id, title: position.title, level: position.level })
    .from(loop)
    .innerJoin(position, eq(position.id, loop.positionId))
    .where(visibleTo(viewer))
    .orderBy(asc(position.title), asc(position.id))
    .limit(200);

/** Positions that new loops can be opened for. */
export async function listOpenPositions(db: Db, viewer: Viewer): Promise<PositionChoice[]> {
  if (!canSetUp(viewer).allowed) return [];
  return db
    .select({ id: position.id, title: position.title, level: position.level })
    .from(position)
    .where(isNull(position.closedAt))
    .orderBy(asc(position.title), asc(position.id));
}

export type NewLoop = LoopForm & {
  readonly id: string;
  /** Set where the candidate is entered together with their first loop. */
  readonly newCandidate: { readonly name: string } | null;
};

/** Opens a loop; it keeps the rubric version and the reveal rule its position has at this moment. */
export const createLoop = (
  db: Db,
  viewer: Viewer,
  input: NewLoop,
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    if (!canSetUp(viewer).allowed) return fail("refused", refusalWords["not-lead"]);
    const { id, candidateId, positionId, newCandidate } = input;
    const before = await openedBefore(tx, input);
    if (before) return before;
    const [held] = await tx.select().from(position).where(eq(position.id, positionId)).for("share");
    if (!held || held.closedAt)
      return fail("invalid", "One thing needs a look.", {
        positionId: held
          ? "This position is closed. Reopen it, or choose another."
          : "This position is no longer there. Choose another.",
      });
    const entered = newCandidate
      ? await tx
          .insert(candidate)
          .values({ id: candidateId, name: newCandidate.name })
          .onConflictDoNothing({ target: candidate.id })
          .returning({ id: candidate.id })
      : [];
    const [known] = await tx
      .select({ name: candidate.name, barred: sql<string[]>`${barredFrom(candidate.id)}` })
      .from(candidate)
      .where(eq(candidate.id, candidateId));
    const who = known && canSeeCandidate(viewer, known).allowed ? known : null;
    if (newCandidate && who?.name !== newCandidate.name) return sentBefore(false, { id });
    if (!who)
      return fail("invalid", "One thing needs a look.", {
        candidateId: "This candidate is no longer there. Choose another.",
      });
    const { rubricVersionId, revealRule, hidesNames } = held;
    const made = await tx
      .insert(loop)
      .values({
        ...{ id, candidateId, positionId, rubricVersionId, revealRule, hidesNames },
        ownerId: viewer.id,
      })
      .onConflictDoNothing({ target: loop.id })
      .returning({ id: loop.id });
    if (made.length === 0) return (await openedBefore(tx, input)) ?? sentBefore(false, { id });
    const opened = {
      action: "loop.created" as const,
      subject: id,
      loopId: id,
      facts: { candidateId, positionId, revealRule, hidesNames },
    };
    return entered.length > 0
      ? changed({ id }, { action: "candidate.created", subject: candidateId, facts: {} }, opened)
      : changed({ id }, opened);
  });

/** What an earlier sending of the form came to; null where its key is new. */
async function openedBefore(
  tx: Tx,
  { id, candidateId, positionId, newCandidate }: NewLoop,
): Promise<Change<{ id: string }> | null> {
  const [row] = await tx
    .select({ who: loop.candidateId, what: loop.positionId, name: candidate.name })
    .from(loop)
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .where(eq(loop.id, id));
  if (!row) return null;
  const named = newCandidate === null || newCandidate.name === row.name;
  return sentBefore(row.who === candidateId && row.what === positionId && named, { id });
}

/** Ends a loop the candidate left: cards still owed are withdrawn, sealed ones are kept. */
export const withdrawLoop = (
  db: Db,
  viewer: Viewer,
  loopId: string,
  reason: string,
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    const held = await lockLoop(tx, loopId);
    const relation = held && relationTo(viewer, held.facts);
    if (!held || !relation || !canSeeLoop(relation).allowed) return absent();
    const { state, withdrawReason } = held.loop;
    if (state === "withdrawn" && relation.duty === "lead")
      return withdrawReason === reason
        ? unchanged({ id: loopId })
        : fail("conflict", "This loop was withdrawn in the meantime. The reason is shown above.");
    const verdict = canArrange(relation);
    if (!verdict.allowed) return fail("refused", refusalWords[verdict.reason]);
    const moved = await setState(tx, loopId, state, "withdrawn", { withdrawReason: reason });
    const owed = held.facts.cards.filter((c) => isOwed(c.state)).map((c) => c.cardId);
    const ended = await endCards(tx, loopId, owed, "withdrawn", reason);
    return changed(
      { id: loopId },
      { action: "loop.withdrawn", subject: loopId, loopId, facts: { reason } },
      ...moved,
      ...ended,
    );
  });

export type ShownCard = CardProgress & {
  /** Why a card ended, for the leads and the committee. */
  readonly ended: string | null;
  /** Whether a lead can still move or end it. */
  readonly open: boolean;
  /** Of a trainee's card: who mentors it, told to those whom it concerns. */
  readonly mentor: Mentor | null;
};
export type Mentor = {
  /** Null where nobody was chosen. */
  readonly person: { readonly id: string; readonly name: string } | null;
  /** Whether they have a card of their own here, with which they will read the trainee's. */
  readonly reads: boolean;
};
export type ShownRound = {
  readonly id: string;
  readonly kind: RoundKind;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly focus: readonly string[];
  readonly cancelReason: string | null;
  readonly version: number;
  readonly cards: readonly ShownCard[];
};
export type LoopPlan = {
  readonly id: string;
  readonly state: LoopState;
  readonly rule: RevealRule;
  readonly hidesNames: boolean;
  /** What the position says now, for loops that are opened later. */
  readonly positionNow: { readonly rule: RevealRule; readonly hidesNames: boolean };
  readonly createdAt: Date;
  readonly owner: string | null;
  readonly candidate: { readonly id: string; readonly name: string; readonly headline: string };
  readonly position: { readonly id: string; readonly title: string; readonly level: Level };
  readonly rubric: { readonly title: string; readonly slug: string; readonly number: number };
  readonly rounds: readonly ShownRound[];
  readonly criteria: readonly { readonly key: string; readonly title: string }[];
  readonly coverage: readonly CriterionCoverage[];
  /** Why the panel is closed to this viewer, or null where it is open. */
  readonly locked: Refusal | null;
  /** Whether the viewer may read the others though they owe a card, because a lead allowed it. */
  readonly letIn: boolean;
  readonly anySealed: boolean;
  readonly arranges: boolean;
  readonly lead: boolean;
  /** Who was ever let read before their turn, for the leads. */
  readonly overrides: readonly Override[];
  /** Who has a conflict of interest after they sealed, for whoever may read the panel. */
  readonly conflicts: readonly SealedConflict[];
  /** Who can mentor a trainee, for whoever assigns. */
  readonly mentors: readonly { readonly id: string; readonly name: string }[];
  readonly withdrawal: {
    readonly reason: string;
    readonly by: string | null;
    readonly at: Date;
  } | null;
};

type CardDetail = {
  readonly id: string;
  readonly endReason: string | null;
  readonly sealed: boolean;
};

const cardsOf = sql<CardDetail[]>`(
  select coalesce(json_agg(json_build_object('id', ${card.id}, 'endReason', ${card.endReason},
    'sealed', ${card.sealedNumber} is not null)), '[]')
  from ${card} where ${card.roundId} = ${round.id})`;

/** A loop's plan: its rounds in time order and how far each card is. Never a card's content. */
export async function getLoop(db: Db, viewer: Viewer, loopId: string): Promise<LoopPlan | null> {
  const [row] = await db
    .select({
      id: loop.id,
      withdrawReason: loop.withdrawReason,
      createdAt: loop.createdAt,
      rubricVersionId: loop.rubricVersionId,
      owner: { id: person.id, name: person.name },
      positionNow: { rule: position.revealRule, hidesNames: position.hidesNames },
      overrides: overridesOf,
      conflicts: conflictsOf,
      candidate: { id: candidate.id, name: candidate.name, headline: candidate.headline },
      position: { id: position.id, title: position.title, level: position.level },
      weights: weightsOf,
      facts: panelFacts,
    })
    .from(loop)
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .innerJoin(position, eq(position.id, loop.positionId))
    .leftJoin(person, eq(person.id, loop.ownerId))
    .where(eq(loop.id, loopId));
  if (!row) return null;
  const { facts, weights, rubricVersionId, withdrawReason, owner, ...shown } = row;
  const relation = relationTo(viewer, facts);
  if (!canSeeLoop(relation).allowed) return null;
  const planned = await readRounds(db, loopId, relation, facts);
  const { criteria, title, slug, version: number } = await rubricContent(db, rubricVersionId);
  const panel = canReadPanel(relation);
  const lead = relation.duty === "lead";
  const arranges = canArrange(relation).allowed;
  return {
    ...shown,
    state: facts.state,
    rule: facts.rule,
    hidesNames: facts.hidesNames,
    owner: owner && (actorName(relation, owner) ?? "one of the panel"),
    rubric: { title, slug, number },
    rounds: planned.map(({ facts: _, ...round }) => round),
    criteria: criteria.map((c) => ({ key: c.key, title: c.title })),
    coverage: coverageOf(
      criteria.map((c) => c.key),
      weights ?? {},
      planned.map((r) => ({
        cancelled: r.cancelReason !== null,
        focus: r.focus,
        cards: r.facts.map((c) => ({ ...c, interviewerId: c.interviewer.id })),
      })),
    ),
    locked: panel.allowed ? null : panel.reason,
    letIn: relation.overridden && relation.seat === "owes",
    anySealed: relation.anySealed,
    arranges,
    lead,
    overrides: lead ? overridesFor(relation, row.overrides) : [],
    conflicts: panel.allowed ? conflictsFor(relation, row.conflicts) : [],
    mentors: arranges ? mentorsOf(facts) : [],
    withdrawal:
      withdrawReason === null ? null : await withdrawalOf(db, relation, loopId, withdrawReason),
  };
}

async function readRounds(db: Db, loopId: string, relation: Relation, loopFacts: LoopFacts) {
  const rows = await db
    .select({
      id: round.id,
      kind: round.kind,
      startsAt: round.startsAt,
      minutes: round.minutes,
      focus: round.focus,
      cancelReason: round.cancelReason,
      version: round.version,
      details: cardsOf,
    })
    .from(round)
    .innerJoin(loop, eq(loop.id, round.loopId))
    .where(eq(round.loopId, loopId))
    .orderBy(asc(round.startsAt), asc(round.id));
  const byId = new Map(loopFacts.cards.map((c) => [c.cardId, c]));
  return rows.map(({ details, ...planned }) => {
    const theirs = details.flatMap((detail) => {
      const facts = byId.get(detail.id);
      return facts ? [{ detail, facts }] : [];
    });
    return {
      ...planned,
      facts: theirs.map((c) => c.facts),
      cards: theirs
        .map(
          ({ detail, facts }): ShownCard => ({
            ...progressOf(relation, facts),
            ended: relation.duty === "none" ? null : detail.endReason,
            open: isOwed(facts.state) && !detail.sealed,
            mentor: mentorOf(relation, facts, loopFacts),
          }),
        )
        .toSorted(byInterviewer),
    };
  });
}

/** A trainee's mentor, for the trainee, the mentor, the leads and the committee. */
function mentorOf(relation: Relation, card: CardFacts, loopFacts: LoopFacts): Mentor | null {
  const { mentorId, interviewer } = card;
  const concerns =
    relation.duty !== "none" ||
    interviewer.id === relation.viewerId ||
    mentorId === relation.viewerId;
  if (card.kind !== "shadow" || !concerns) return null;
  const named = loopFacts.cards.find((other) => other.interviewer.id === mentorId)?.interviewer;
  return {
    person: named ? nameFor(relation, named) : null,
    reads: mentorsOf(loopFacts).some(({ id }) => id === mentorId),
  };
}

async function withdrawalOf(db: Db, relation: Relation, loopId: string, reason: string) {
  const done = await lastOf(db, loopId, ["loop.withdrawn"]);
  invariant(done, `the record tells who withdrew loop ${loopId}`);
  return { reason, by: actorName(relation, { id: done.byId, name: done.by }), at: done.at };
}
