import { and, asc, desc, eq, ilike, or, type SQL, sql } from "drizzle-orm";
import { canSeeCandidate, canSetUp, refusalWords } from "#app/domain/access.ts";
import type { LoopState } from "#app/domain/loop.ts";
import type { CandidateForm } from "#app/domain/loop-forms.ts";
import type { Viewer } from "#app/domain/people.ts";
import { absent, fail, type Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.server.ts";
import { type Change, change, changed, sentBefore, unchanged } from "#db/queries/change.server.ts";
import {
  type ConflictRow,
  leaveOwnLoops,
  listConflicts,
  lockCandidate,
} from "#db/queries/conflict.server.ts";
import { anywhere, type Listed, listed, pageOf, rowsInAll } from "#db/queries/listing.server.ts";
import { barredFrom, unbarred } from "#db/queries/panel.server.ts";
import { type FilledFrom, stale } from "#db/queries/staleness.server.ts";
import { candidate, loop, person, position } from "#db/schema.server.ts";

export const CANDIDATES_PER_PAGE = 50;

type LoopOf = {
  readonly id: string;
  readonly position: string;
  readonly state: LoopState;
  readonly createdAt: Date;
};
export type CandidateRow = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly headline: string;
  readonly createdAt: Date;
  readonly loops: number;
  /** Where they stand now: their newest loop. */
  readonly newest: {
    readonly id: string;
    readonly position: string;
    readonly state: LoopState;
  } | null;
};

/** drizzle drops the table's name from columns directly in a one-table select; nested it stays. */
const whole = <T>(query: SQL<T>): SQL<T> => sql<T>`${query}`;

const newest = whole(sql<CandidateRow["newest"]>`(
  select json_build_object('id', ${loop.id}, 'position', ${position.title}, 'state', ${loop.state})
  from ${loop} join ${position} on ${position.id} = ${loop.positionId}
  where ${loop.candidateId} = ${candidate.id} order by ${loop.createdAt} desc limit 1)`);
const loops = whole(
  sql<number>`(select count(*)::int from ${loop} where ${loop.candidateId} = ${candidate.id})`,
);

/** Candidates by name, found by name or e-mail, or null for whoever does not set loops up. */
export async function listCandidates(
  db: Db,
  viewer: Viewer,
  { q, page }: { readonly q: string; readonly page: number },
): Promise<Listed<CandidateRow> | null> {
  if (!canSetUp(viewer).allowed) return null;
  const { limit, offset } = pageOf(page, CANDIDATES_PER_PAGE);
  const rows = await db
    .select({
      id: candidate.id,
      name: candidate.name,
      email: candidate.email,
      headline: candidate.headline,
      createdAt: candidate.createdAt,
      loops,
      newest,
      total: rowsInAll,
    })
    .from(candidate)
    .where(
      and(
        unbarred(viewer, candidate.id),
        q ? or(ilike(candidate.name, anywhere(q)), ilike(candidate.email, anywhere(q))) : undefined,
      ),
    )
    .orderBy(asc(candidate.name), asc(candidate.id))
    .limit(limit)
    .offset(offset);
  return listed(rows);
}

export type Candidate = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly headline: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly loops: readonly LoopOf[];
  readonly conflicts: readonly ConflictRow[];
  /** Everybody who has no access to the candidate, whoever has the candidate's own address too. */
  readonly barred: readonly string[];
  /** Who signs in with the candidate's own address. */
  readonly account: string | null;
};

const account = sql<string | null>`(
  select ${person.name} from ${person} where ${person.email} = lower(${candidate.email}))`;

export async function getCandidate(db: Db, viewer: Viewer, id: string): Promise<Candidate | null> {
  if (!canSetUp(viewer).allowed) return null;
  const [row] = await db
    .select({
      id: candidate.id,
      name: candidate.name,
      email: candidate.email,
      headline: candidate.headline,
      version: candidate.version,
      createdAt: candidate.createdAt,
      barred: whole(barredFrom(candidate.id)),
      account: whole(account),
    })
    .from(candidate)
    .where(eq(candidate.id, id));
  if (!row || !canSeeCandidate(viewer, row).allowed) return null;
  const theirs = await db
    .select({ id: loop.id, position: position.title, state: loop.state, createdAt: loop.createdAt })
    .from(loop)
    .innerJoin(position, eq(position.id, loop.positionId))
    .where(eq(loop.candidateId, id))
    .orderBy(desc(loop.createdAt));
  return { ...row, loops: theirs, conflicts: await listConflicts(db, id) };
}

/** Which of the form's fields say something else than what is kept. */
const differing = (held: typeof candidate.$inferSelect | undefined, input: CandidateForm) => {
  const next = { name: input.name, email: input.email || null, headline: input.headline };
  return (["name", "email", "headline"] as const).filter((field) => held?.[field] !== next[field]);
};

/** A new candidate. The form's own key makes sending it twice harmless. */
export const createCandidate = (
  db: Db,
  viewer: Viewer,
  input: CandidateForm & { readonly id: string },
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    if (!canSetUp(viewer).allowed) return fail("refused", refusalWords["not-lead"]);
    const { id, name, email, headline } = input;
    const made = await tx
      .insert(candidate)
      .values({ id, name, email: email || null, headline })
      .onConflictDoNothing({ target: candidate.id })
      .returning({ id: candidate.id });
    if (made.length === 0) {
      const [known] = await tx.select().from(candidate).where(eq(candidate.id, id));
      return sentBefore(differing(known, input).length === 0, { id });
    }
    return changed({ id }, { action: "candidate.created", subject: id, facts: {} });
  });

export const editCandidate = (
  db: Db,
  viewer: Viewer,
  id: string,
  input: CandidateForm,
  from: FilledFrom,
): Promise<Result<{ id: string }>> =>
  change(db, viewer, async (tx): Promise<Change<{ id: string }>> => {
    if (!canSetUp(viewer).allowed) return fail("refused", refusalWords["not-lead"]);
    const held = await lockCandidate(tx, id);
    if (!held || !canSeeCandidate(viewer, held).allowed) return absent();
    const fields = differing(held, input);
    if (fields.length === 0) return unchanged({ id });
    if (held.version !== from.version)
      return stale(
        tx,
        id,
        ["candidate.created", "candidate.edited"],
        "this candidate",
        from.timeZone,
      );
    const { name, email, headline } = input;
    await tx
      .update(candidate)
      .set({ name, email: email || null, headline, version: held.version + 1 })
      .where(and(eq(candidate.id, id), eq(candidate.version, held.version)));
    const left = fields.includes("email") ? await leaveOwnLoops(tx, id, email || null) : [];
    return changed({ id }, { action: "candidate.edited", subject: id, facts: { fields } }, ...left);
  });
