import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { actorName, type Relation, relationTo } from "#app/domain/access.ts";
import type { Level } from "#app/domain/level.ts";
import type { RevealRule, RoundKind } from "#app/domain/loop.ts";
import type { Viewer } from "#app/domain/people.ts";
import { askedProbes, type Probe } from "#app/domain/probe.ts";
import { type CardKit, kitFor, probesFor } from "#app/domain/question.ts";
import type { RubricContent } from "#app/domain/rubric.ts";
import {
  type CardShape,
  type CardState,
  type Draft,
  type EndedState,
  fitDraft,
  isEnded,
  owedStates,
} from "#app/domain/scorecard.ts";
import { type Db, prepared } from "#db/client.server.ts";
import { libraryHash, libraryOf } from "#db/queries/library.server.ts";
import { panelFacts, sealedProbes, unbarred, weightsOf } from "#db/queries/panel.server.ts";
import { rubricContent } from "#db/queries/rubric.server.ts";
import {
  auditEvent,
  candidate,
  card,
  draft,
  loop,
  person,
  position,
  privateNote,
  round,
} from "#db/schema.server.ts";

/** What the author of a card writes on. */
export type OwnCard = {
  readonly id: string;
  readonly author: string;
  readonly state: CardState;
  readonly loopId: string;
  readonly candidate: { readonly name: string; readonly headline: string };
  readonly position: { readonly title: string; readonly level: Level };
  readonly round: {
    readonly kind: RoundKind;
    readonly startsAt: Date;
    readonly minutes: number;
    readonly focus: readonly string[];
  };
  readonly rule: RevealRule;
  readonly dueAt: Date;
  readonly rubric: RubricContent;
  readonly weights: Readonly<Record<string, number>>;
  /** What the library offers for such a round; null where it has no kit for it. */
  readonly kit: CardKit | null;
  /** What the card asks about: the kit's probes. */
  readonly probes: readonly Probe[];
  readonly draft: Draft;
  /** 0 before the first save. A save names the one it was filled from. */
  readonly revision: number;
  readonly savedAt: Date | null;
  /** On a card that was sealed before: why it is to be written again, and who says so. */
  readonly reopened: {
    readonly reason: string;
    readonly by: string | null;
    readonly at: Date;
  } | null;
};

export const shapeOf = (rubric: RubricContent, probes: readonly Probe[]): CardShape => ({
  probes,
  points: rubric.scale.length,
  criteria: rubric.criteria,
  patterns: rubric.patterns,
  levels: rubric.levels,
});

const ownCard = prepared((db) =>
  db
    .select({
      id: card.id,
      author: card.interviewerId,
      state: card.state,
      loopId: card.loopId,
      rubricVersionId: card.rubricVersionId,
      dueAt: card.dueAt,
      reopenReason: card.reopenReason,
      candidate: { name: candidate.name, headline: candidate.headline },
      position: { title: position.title, level: position.level },
      rule: loop.revealRule,
      round: {
        kind: round.kind,
        startsAt: round.startsAt,
        minutes: round.minutes,
        focus: round.focus,
      },
      weights: weightsOf,
      libraryHash,
      sealedProbes,
      draft: draft.content,
      revision: draft.revision,
      savedAt: draft.savedAt,
    })
    .from(card)
    .innerJoin(loop, eq(loop.id, card.loopId))
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .innerJoin(position, eq(position.id, loop.positionId))
    .innerJoin(round, eq(round.id, card.roundId))
    .leftJoin(draft, eq(draft.cardId, card.id))
    .where(
      and(
        eq(card.id, sql.placeholder("cardId")),
        eq(card.interviewerId, sql.placeholder("viewerId")),
        inArray(card.state, [...owedStates]),
        unbarred(
          { id: sql.placeholder("viewerId"), email: sql.placeholder("email") },
          loop.candidateId,
        ),
      ),
    )
    .prepare("own_card"),
);

/** The viewer's own card that is still theirs to write, or null. */
export async function getOwnCard(db: Db, viewer: Viewer, cardId: string): Promise<OwnCard | null> {
  const [row] = await ownCard(db).execute({ cardId, viewerId: viewer.id, email: viewer.email });
  if (!row) return null;
  const { rubricVersionId, reopenReason: reason, libraryHash: inForce, ...rest } = row;
  const { sealedProbes: sealed, ...shown } = rest;
  const rubric = await rubricContent(db, rubricVersionId);
  const library = await libraryOf(db, inForce);
  const probes = askedProbes(probesFor(library, row.round.kind, rubric.patterns), sealed);
  const relation = row.state === "reopened" ? await relationOf(db, viewer, row.loopId) : null;
  const step = relation && (await lastReopening(db, relation, cardId));
  return {
    ...shown,
    reopened: step && reason !== null ? { reason, by: step.by, at: step.at } : null,
    rubric,
    weights: row.weights ?? {},
    kit: kitFor(library, { ...row.round, level: row.position.level, criteria: rubric.criteria }),
    probes,
    draft: fitDraft(row.draft ?? {}, shapeOf(rubric, probes)),
    revision: row.revision ?? 0,
  };
}

async function relationOf(db: Db, viewer: Viewer, loopId: string): Promise<Relation | null> {
  const [row] = await db
    .select({ facts: panelFacts })
    .from(loop)
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .where(eq(loop.id, loopId));
  return row ? relationTo(viewer, row.facts) : null;
}

/** The card, where the viewer is its author and not kept from its candidate since. */
const writtenBy = (viewer: Viewer, cardId: string) =>
  and(eq(card.id, cardId), eq(card.interviewerId, viewer.id), unbarred(viewer, loop.candidateId));

/** What its author typed on a card that was then reassigned, cancelled or decided without. */
export type EndedDraft = {
  readonly id: string;
  readonly state: EndedState;
  readonly reason: string;
  readonly loopId: string;
  readonly candidate: { readonly name: string; readonly headline: string };
  readonly position: { readonly title: string; readonly level: Level };
  readonly rubric: RubricContent;
  readonly probes: readonly Probe[];
  readonly draft: Draft;
  readonly savedAt: Date;
};

/** The viewer's own draft of a card that ended, or null. Theirs alone, whatever anybody's role. */
export async function getEndedDraft(
  db: Db,
  viewer: Viewer,
  cardId: string,
): Promise<EndedDraft | null> {
  const [row] = await db
    .select({
      id: card.id,
      state: card.state,
      reason: card.endReason,
      loopId: card.loopId,
      rubricVersionId: card.rubricVersionId,
      candidate: { name: candidate.name, headline: candidate.headline },
      position: { title: position.title, level: position.level },
      typed: draft.content,
      savedAt: draft.savedAt,
      kind: round.kind,
      libraryHash,
    })
    .from(card)
    .innerJoin(draft, eq(draft.cardId, card.id))
    .innerJoin(loop, eq(loop.id, card.loopId))
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .innerJoin(position, eq(position.id, loop.positionId))
    .innerJoin(round, eq(round.id, card.roundId))
    .where(writtenBy(viewer, cardId));
  if (!row || !isEnded(row.state)) return null;
  const { rubricVersionId, typed, state, reason, kind, libraryHash: inForce, ...shown } = row;
  const rubric = await rubricContent(db, rubricVersionId);
  const probes = probesFor(await libraryOf(db, inForce), kind, rubric.patterns);
  const fitted = fitDraft(typed, shapeOf(rubric, probes));
  return { ...shown, state, reason: reason ?? "", rubric, probes, draft: fitted };
}

/** What a sealed card's author noted for themselves, or "". For commands and the author's own page. */
export async function notesOf(db: Db, cardId: string): Promise<string> {
  const [row] = await db
    .select({ content: privateNote.content })
    .from(privateNote)
    .where(eq(privateNote.cardId, cardId));
  return row?.content ?? "";
}

/** Whether the viewer is the card's author, however it stands now. */
export async function isAuthor(db: Db, viewer: Viewer, cardId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: card.id })
    .from(card)
    .innerJoin(loop, eq(loop.id, card.loopId))
    .where(writtenBy(viewer, cardId));
  return row !== undefined;
}

/** The loop a card belongs to, or null: for pages that then ask `getPanel`. */
export async function loopOfCard(db: Db, cardId: string): Promise<string | null> {
  const [row] = await db.select({ loopId: card.loopId }).from(card).where(eq(card.id, cardId));
  return row?.loopId ?? null;
}

/** What became of the last request to reopen a card, or that it was reopened without one. */
export type Reopening = {
  readonly step: "asked" | "declined" | "reopened";
  readonly at: Date;
  readonly by: string | null;
};

const steps = {
  "card.reopen-asked": "asked",
  "card.reopen-declined": "declined",
  "card.reopened": "reopened",
} as const;
const stepActions = Object.keys(steps) as (keyof typeof steps)[];

/** From the record, which says who did it. */
export async function lastReopening(
  db: Db,
  relation: Relation,
  cardId: string,
): Promise<Reopening | null> {
  const [row] = await db
    .select({ action: auditEvent.action, at: auditEvent.at, id: person.id, name: person.name })
    .from(auditEvent)
    .leftJoin(person, eq(person.id, auditEvent.actorId))
    .where(and(eq(auditEvent.subject, cardId), inArray(auditEvent.action, stepActions)))
    .orderBy(desc(auditEvent.sequence))
    .limit(1);
  const action = stepActions.find((one) => one === row?.action);
  if (!row || !action) return null;
  return { step: steps[action], at: row.at, by: actorName(relation, row) };
}
