import { and, asc, desc, eq, ilike, or, type SQL, sql } from "drizzle-orm";
import { canAuthorDrills, canPublishDrill, refusalWords } from "#app/domain/access.ts";
import {
  type BeginForm,
  type DraftForm,
  type DrillDraft,
  decided,
  evidenceOf,
  keyFor,
  openWords,
  readyDrill,
} from "#app/domain/drill-draft.ts";
import type { Known, Mark } from "#app/domain/drill-identifying.ts";
import type { Viewer } from "#app/domain/people.ts";
import { absent, fail, type Result } from "#app/domain/result.ts";
import type { RubricContent } from "#app/domain/rubric.ts";
import type { Db, Tx } from "#db/client.server.ts";
import {
  type Change,
  change,
  changed,
  keptPrivate,
  sentBefore,
  unchanged,
} from "#db/queries/change.server.ts";
import {
  drillHash,
  freeKey,
  insertDrill,
  lockDrills,
  newestOf,
} from "#db/queries/drill-file.server.ts";
import { begunBy, withHand } from "#db/queries/drill-maker.server.ts";
import { anywhere, type Listed, listed, pageOf, rowsInAll } from "#db/queries/listing.server.ts";
import { barredFrom, getPanel, type Panel, unbarred, visibleTo } from "#db/queries/panel.server.ts";
import { rubricContent } from "#db/queries/rubric.server.ts";
import { candidate, drillDraft, loop, person, position } from "#db/schema.server.ts";

/** A drill that is being written, as every lead sees it who may see the loop it is made of. */
export type DrillDraftRow = {
  readonly id: string;
  /** The drill whose next version it is; null on a new one. */
  readonly key: string | null;
  readonly title: string;
  readonly by: string;
  readonly savedAt: Date;
  /** Since when it waits to be looked at; null while it is written. */
  readonly sentAt: Date | null;
};

export async function listDrillDrafts(db: Db, viewer: Viewer): Promise<DrillDraftRow[]> {
  if (!canAuthorDrills(viewer).allowed) return [];
  return db
    .select({
      id: drillDraft.id,
      key: drillDraft.key,
      title: sql<string>`${drillDraft.content} ->> 'title'`,
      by: person.name,
      savedAt: drillDraft.savedAt,
      sentAt: drillDraft.sentAt,
    })
    .from(drillDraft)
    .innerJoin(loop, eq(loop.id, drillDraft.loopId))
    .innerJoin(person, eq(person.id, drillDraft.authorId))
    .where(unbarred(viewer, loop.candidateId))
    .orderBy(desc(drillDraft.savedAt), asc(drillDraft.id));
}

export const LOOPS_PER_PAGE = 20;

/** Settled loops whose cards this lead may read, the latest first; null for everybody else. */
export async function listSourceLoops(
  db: Db,
  viewer: Viewer,
  { q, page }: { readonly q: string; readonly page: number },
): Promise<Listed<{
  id: string;
  candidate: string;
  position: string;
  settledAt: Date | null;
}> | null> {
  if (!canAuthorDrills(viewer).allowed) return null;
  const wanted = q
    ? or(ilike(candidate.name, anywhere(q)), ilike(position.title, anywhere(q)))
    : undefined;
  const { limit, offset } = pageOf(page, LOOPS_PER_PAGE);
  const rows = await db
    .select({
      id: loop.id,
      candidate: candidate.name,
      position: position.title,
      settledAt: loop.settledAt,
      total: rowsInAll,
    })
    .from(loop)
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .innerJoin(position, eq(position.id, loop.positionId))
    .where(and(eq(loop.state, "decided"), visibleTo(viewer), wanted))
    .orderBy(desc(loop.settledAt), desc(loop.id))
    .limit(limit)
    .offset(offset);
  return listed(rows);
}

/** A sealed card that a drill can begin from. */
export type SourceCard = {
  readonly id: string;
  readonly interviewer: string;
  readonly round: string;
  readonly evidence: string;
};

/** The sealed cards with evidence of a settled loop, or null where this viewer makes no drill of it. */
export async function listSourceCards(
  db: Db,
  viewer: Viewer,
  loopId: string,
): Promise<{ candidate: string; position: string; cards: SourceCard[] } | null> {
  const panel = await readSource(db, viewer, loopId);
  if (panel?.loop.state !== "decided") return null;
  const cards = readable(panel).flatMap(({ cardId, interviewer, content }) => {
    const evidence = evidenceOf(content.ratings);
    const { round } = content;
    return evidence === "" ? [] : [{ id: cardId, interviewer: interviewer.name, round, evidence }];
  });
  return { candidate: panel.loop.candidate.name, position: panel.loop.position.title, cards };
}

/** The panel, where this lead may read all of it. */
export async function readSource(db: Db, viewer: Viewer, loopId: string): Promise<Panel | null> {
  if (!canAuthorDrills(viewer).allowed) return null;
  const panel = await getPanel(db, viewer, loopId);
  return panel?.view.status === "open" ? panel : null;
}

const readable = (panel: Panel) => panel.view.cards.flatMap((one) => (one.readable ? [one] : []));

/** Who the texts may be about. */
export const knownIn = ({ view, loop: { candidate: of } }: Panel): Known => ({
  people: [
    { name: of.name, as: "the candidate" },
    ...view.cards.map(({ interviewer }) => ({ name: interviewer.name, as: "the interviewer" })),
  ],
  employers: [],
});

/** Begins a drill from one or two cards: their evidence as answers, their scores as the first key. */
export const beginDrill = (
  db: Db,
  viewer: Viewer,
  { id, loopId, firstCard, secondCard }: BeginForm,
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    if (!canAuthorDrills(viewer).allowed) return fail("refused", refusalWords["not-lead"]);
    const panel = await readSource(tx, viewer, loopId);
    if (!panel) return absent();
    if (panel.loop.state !== "decided")
      return fail("conflict", "Drills are made of settled loops only. This one is not decided.");
    const content = await proposed(tx, panel, firstCard, secondCard);
    if (!content)
      return fail("invalid", "One thing needs a look.", {
        firstCard: "Choose a card of this loop.",
      });
    const made = await tx
      .insert(drillDraft)
      .values({ id, loopId, content, ...begunBy(viewer) })
      .onConflictDoNothing({ target: drillDraft.id })
      .returning({ id: drillDraft.id });
    if (made.length === 0) {
      const held = await lockDraft(tx, id);
      return sentBefore(held?.loopId === loopId && held.authorId === viewer.id, { id });
    }
    return changed({ id }, { action: "drill.draft-begun", subject: id, loopId, facts: {} });
  });

async function proposed(
  tx: Tx,
  panel: Panel,
  first: string,
  second: string | null,
): Promise<DrillDraft | null> {
  const cards = readable(panel);
  const one = cards.find(({ cardId }) => cardId === first);
  const two = cards.find(({ cardId }) => cardId === second);
  if (!one || (second !== null && !two)) return null;
  const { slug, version } = await rubricContent(tx, panel.loop.rubricVersionId);
  const answerOf = (card: typeof two) => ({
    says: card ? evidenceOf(card.content.ratings) : "",
    level: card?.content.level ?? ("" as const),
    scores: Object.fromEntries(
      (card?.content.ratings ?? []).map(({ criterion, score }) => [
        criterion,
        { score: score === null ? "" : String(score), reason: "" },
      ]),
    ),
  });
  return {
    ...{ title: "", prompt: "", difference: "", kept: [] },
    round: one.content.round,
    level: panel.loop.position.level,
    rubric: { slug, version },
    first: answerOf(one),
    second: answerOf(two),
  };
}

export type HeldDrillDraft = {
  readonly id: string;
  /** The drill whose next version it is; null on a new one. */
  readonly key: string | null;
  readonly content: DrillDraft;
  readonly revision: number;
  readonly by: string;
  /** Whether the viewer is who writes it. */
  readonly own: boolean;
  readonly savedAt: Date;
  readonly sentAt: Date | null;
  readonly note: string;
  readonly loop: { readonly id: string; readonly candidate: string };
  readonly rubric: RubricContent;
  readonly known: Known;
  /** Words that nobody has decided on. */
  readonly open: readonly Mark[];
  /** Why the viewer may not publish it; null where they may. */
  readonly refused: string | null;
};

/** A draft, or null where there is none or the viewer may not read the cards it is made of. */
export async function getDrillDraft(
  db: Db,
  viewer: Viewer,
  id: string,
): Promise<HeldDrillDraft | null> {
  if (!canAuthorDrills(viewer).allowed) return null;
  const [row] = await db
    .select({ draft: drillDraft, by: person.name, readers: readersOf })
    .from(drillDraft)
    .innerJoin(loop, eq(loop.id, drillDraft.loopId))
    .innerJoin(person, eq(person.id, drillDraft.authorId))
    .where(eq(drillDraft.id, id));
  const panel = row && (await readSource(db, viewer, row.draft.loopId));
  if (!row || !panel) return null;
  const { key, content, revision, savedAt, sentAt, note, authorId } = row.draft;
  const known = knownIn(panel);
  const verdict = canPublishDrill(viewer, authorId, row.readers);
  return {
    ...{ id, key, content, revision, savedAt, sentAt, note, known, by: row.by },
    own: authorId === viewer.id,
    loop: { id: row.draft.loopId, candidate: panel.loop.candidate.name },
    rubric: await rubricContent(db, panel.loop.rubricVersionId),
    open: openWords(content, known),
    refused: verdict.allowed ? null : refusalWords[verdict.reason],
  };
}

/** The leads who can sign in and may read the loop that a draft is made of. */
const readersOf: SQL<string[]> = sql<string[]>`(
  select coalesce(json_agg(reader.id), '[]') from ${person} as reader
  where 'lead' = any(reader.permissions) and reader.disabled_at is null
    and reader.id not in (select json_array_elements_text(${barredFrom(loop.candidateId)})::uuid))`;

export async function lockDraft(tx: Tx, id: string) {
  const [row] = await tx.select().from(drillDraft).where(eq(drillDraft.id, id)).for("update");
  return row ?? null;
}

const overtaken = () =>
  fail(
    "conflict",
    "A newer draft of this drill was saved after you opened this page. What you typed is kept here and not saved. Open the page anew in another tab to compare.",
  );

/** The draft that a page showed, held until the change is over. */
async function heldDraft(tx: Tx, viewer: Viewer, id: string, revision: number) {
  const seen = await getDrillDraft(tx, viewer, id);
  const row = seen && (await lockDraft(tx, id));
  if (!row) return absent();
  return row.revision === revision ? { ok: true as const, seen, row } : overtaken();
}

/**
 * Keeps what was typed with the decisions about marked words carried out. With `send` it then waits to
 * be looked at, once nothing is missing; what was typed is kept either way.
 */
export async function saveDrill(
  db: Db,
  viewer: Viewer,
  id: string,
  form: DraftForm,
): Promise<Result<{ id: string; revision: number }>> {
  return change(db, viewer, async (tx): Promise<Change<{ id: string; revision: number }>> => {
    const held = await heldDraft(tx, viewer, id, form.revision);
    if (!held.ok) return held;
    const { seen, row } = held;
    if (row.sentAt)
      return fail(
        "conflict",
        "This drill waits to be looked at. Send it back first, then change it.",
      );
    const content = decided(form, row.content, seen.known);
    const revision = row.revision + 1;
    await tx
      .update(drillDraft)
      .set({
        ...{ content, revision, savedById: viewer.id, savedAt: sql`now()` },
        madeByIds: withHand(row, viewer),
      })
      .where(eq(drillDraft.id, id));
    return keptPrivate({ id, revision });
  });
}

/** Hands a whole draft over to be looked at; what is missing is said at its fields. */
export const sendDrill = (
  db: Db,
  viewer: Viewer,
  id: string,
  revision: number,
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    const held = await heldDraft(tx, viewer, id, revision);
    if (!held.ok) return held;
    const { seen, row } = held;
    if (row.sentAt) return unchanged({ id });
    const ready = await readyIn(tx, seen, row.key);
    if (!ready.ok) return ready;
    await tx.update(drillDraft).set({ sentAt: sql`now()`, note: "" }).where(eq(drillDraft.id, id));
    const { loopId } = row;
    return changed(
      { id },
      { action: "drill.review-asked", subject: id, loopId, facts: { revision } },
    );
  });

async function readyIn(tx: Tx, { content, known, rubric }: HeldDrillDraft, key: string | null) {
  return readyDrill(content, key ?? (await freeKey(tx, keyFor(content.title))), {
    words: known,
    drills: { rubrics: [rubric] },
  });
}

/** Hands a draft back to be written on, with the reason. */
export const sendBackDrill = (
  db: Db,
  viewer: Viewer,
  id: string,
  { revision, reason }: { readonly revision: number; readonly reason: string },
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    const held = await heldDraft(tx, viewer, id, revision);
    if (!held.ok) return held;
    if (!held.row.sentAt) return unchanged({ id });
    const { loopId } = held.row;
    await tx
      .update(drillDraft)
      .set({ sentAt: null, note: reason, madeByIds: withHand(held.row, viewer) })
      .where(eq(drillDraft.id, id));
    return changed({ id }, { action: "drill.sent-back", subject: id, loopId, facts: { revision } });
  });

/** Publishes the draft that was looked at: by another lead, or by its author where there is none. */
export const publishDrill = (
  db: Db,
  viewer: Viewer,
  id: string,
  revision: number,
): Promise<Result<{ key: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ key: string }>> => {
    await lockDrills(tx);
    const held = await heldDraft(tx, viewer, id, revision);
    if (!held.ok) return held;
    const { seen, row } = held;
    if (seen.refused) return fail("refused", seen.refused);
    if (!row.sentAt)
      return fail("conflict", "This drill was sent back meanwhile. Nothing was published.");
    const ready = await readyIn(tx, seen, row.key);
    if (!ready.ok) return ready;
    if (row.key && (await newestOf(tx, row.key))?.hash === drillHash(ready.value))
      return fail("conflict", "Nothing differs from the version in force. Nothing was published.");
    const { loopId } = row;
    const by = { publishedById: viewer.id, loopId, madeByIds: withHand(row, viewer) };
    const { event } = await insertDrill(tx, ready.value, by);
    await tx.delete(drillDraft).where(eq(drillDraft.id, id));
    const { key } = ready.value;
    return changed({ key }, { ...event, facts: { ...event.facts, draft: id } });
  });

/** Throws a draft away. */
export const discardDrill = (
  db: Db,
  viewer: Viewer,
  id: string,
  revision: number,
): Promise<Result<null>> =>
  change(db, viewer, async (tx): Promise<Change<null>> => {
    const held = await heldDraft(tx, viewer, id, revision);
    if (!held.ok) return held;
    const { loopId } = held.row;
    await tx.delete(drillDraft).where(eq(drillDraft.id, id));
    return changed(null, { action: "drill.draft-discarded", subject: id, loopId, facts: {} });
  });
