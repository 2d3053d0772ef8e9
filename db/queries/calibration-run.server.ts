import { and, eq, inArray, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { canReadCalibration, canRunCalibration, refusalWords } from "#app/domain/access.ts";
import type { CalibrationRun, RunScope } from "#app/domain/calibration/run.ts";
import type { Viewer } from "#app/domain/people.ts";
import { absent, fail, type Result } from "#app/domain/result.ts";
import { type Db, prepared, type Tx } from "#db/client.server.ts";
import { holdsBarred } from "#db/queries/calibration-cells.server.ts";
import {
  type Found,
  keepSnapshot,
  newestOf,
  renewSnapshot,
  scopeKey,
} from "#db/queries/calibration-snapshot.server.ts";
import { type Change, change, changed, unchanged } from "#db/queries/change.server.ts";
import { calibrationScope, calibrationSnapshot, loop } from "#db/schema.server.ts";

/**
 * Which scopes wait for a calculation, who runs it, and what came of it. Every step is one statement
 * or one transaction on the scope's row, by the database's clock, so that any number of processes
 * may try the same.
 */

/** How long nothing may settle before a calculation begins, and how long it waits for that at most. */
const QUIET_SECONDS = 3;
const LONGEST_WAIT_SECONDS = 30;
/** After this silence another process takes a run over. */
const LEASE_SECONDS = 30;
/** A run that crashed is tried once more. */
export const MOST_ATTEMPTS = 2;

const after = (seconds: number): SQL<Date> => sql`now() + make_interval(secs => ${seconds})`;
const since = (moment: SQL | typeof calibrationSnapshot.computedAt) =>
  sql<number>`extract(epoch from now() - ${moment})::float8`;

const free = { run: null, leaseUntil: null, phase: null, share: 0 } as const;
const { state, staleSince, dueAt, attempts, startedAt, leaseUntil } = calibrationScope;

/**
 * Says that facts of these scopes changed, inside the transaction that changes them: a calculation
 * follows once it is quiet, or once it has waited long enough. One under way goes on, and another
 * follows it.
 */
export async function markStale(tx: Db, scopes: readonly RunScope[]): Promise<void> {
  const byKey = new Map(scopes.map((of) => [scopeKey(of), of]));
  // In one order, so that two transactions never wait for each other.
  const rows = [...byKey]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([scope, { positionId, rubricVersionId }]) => ({
      ...{ scope, positionId, rubricVersionId, state: "queued" as const },
      ...{ staleSince: sql`now()`, dueAt: after(QUIET_SECONDS) },
    }));
  if (rows.length === 0) return;
  const running = sql`${state} = 'running'`;
  await tx
    .insert(calibrationScope)
    .values(rows)
    .onConflictDoUpdate({
      target: calibrationScope.scope,
      set: {
        state: sql`case when ${running} then ${state} else 'queued' end`,
        attempts: sql`case when ${running} then ${attempts} else 0 end`,
        reason: null,
        staleSince: sql`coalesce(${staleSince}, now())`,
        dueAt: sql`case when ${state} = 'queued' and ${staleSince} is not null
          then least(${staleSince} + make_interval(secs => ${LONGEST_WAIT_SECONDS}), ${after(QUIET_SECONDS)})
          else ${after(QUIET_SECONDS)} end`,
      },
    });
}

/** The same where weights changed; nothing follows where nothing was ever calculated. */
export async function markReweighed(tx: Db, of: RunScope): Promise<void> {
  const known = await tx
    .select({ scope: calibrationScope.scope })
    .from(calibrationScope)
    .where(eq(calibrationScope.scope, scopeKey(of)));
  if (known.length > 0) await markStale(tx, [of]);
}

/** The same for whatever these loops belong to. */
export async function markLoopsStale(tx: Db, loopIds: readonly string[]): Promise<void> {
  const { positionId, rubricVersionId } = loop;
  const scopes = await tx
    .selectDistinct({ positionId, rubricVersionId })
    .from(loop)
    .where(inArray(loop.id, [...loopIds]));
  await markStale(tx, scopes);
}

/**
 * Keys of the scopes with nothing to be looked through for: they are calculated, wait for it, or
 * were stopped by somebody and have nothing newer.
 */
export async function listUnderWay(db: Db): Promise<Set<string>> {
  const rows = await db
    .select({ scope: calibrationScope.scope })
    .from(calibrationScope)
    .where(inArray(state, ["queued", "running", "stopped"]));
  return new Set(rows.map(({ scope }) => scope));
}

/** A run held by this process until its lease ends. */
export type HeldRun = RunScope & {
  readonly scope: string;
  readonly run: string;
  /** How often it was begun, this time included. */
  readonly attempts: number;
};

/**
 * Takes the run that has been due longest, or one whose process has gone silent. Nobody else is
 * given it while the lease is renewed.
 */
export async function takeRun(db: Db): Promise<HeldRun | null> {
  const due = db
    .select({ scope: calibrationScope.scope })
    .from(calibrationScope)
    .where(
      or(
        and(eq(state, "queued"), lte(dueAt, sql`now()`)),
        and(eq(state, "running"), lt(leaseUntil, sql`now()`)),
      ),
    )
    .orderBy(dueAt)
    .limit(1)
    .for("update", { skipLocked: true });
  const run = uuidv7();
  const [taken] = await db
    .update(calibrationScope)
    .set({
      ...{ state: "running", run, leaseUntil: after(LEASE_SECONDS), startedAt: sql`now()` },
      ...{ attempts: sql`${attempts} + 1`, staleSince: null, phase: null, share: 0, reason: null },
    })
    .where(eq(calibrationScope.scope, sql`(${due})`))
    .returning({
      scope: calibrationScope.scope,
      positionId: calibrationScope.positionId,
      rubricVersionId: calibrationScope.rubricVersionId,
      attempts,
    });
  return taken ? { ...taken, run } : null;
}

const held = ({ scope, run }: Pick<HeldRun, "scope" | "run">) =>
  and(eq(calibrationScope.scope, scope), eq(calibrationScope.run, run));

/** Renews the lease and tells how far the run is. False where it is no longer this process's. */
export async function keepRun(
  db: Db,
  run: HeldRun,
  progress: { readonly phase: string; readonly share: number },
): Promise<boolean> {
  const kept = await db
    .update(calibrationScope)
    .set({ ...progress, leaseUntil: after(LEASE_SECONDS) })
    .where(held(run))
    .returning({ scope: calibrationScope.scope });
  return kept.length > 0;
}

/** What the facts of an ended run wait since: those that came meanwhile are told apart before. */
const waitingAgain = sql`coalesce(${staleSince}, ${startedAt}, now())`;

/** Gives a run back unfinished, as the process stops: another one begins it anew. */
export async function releaseRun(db: Db, run: HeldRun): Promise<void> {
  await db
    .update(calibrationScope)
    .set({
      ...{ ...free, state: "queued", staleSince: waitingAgain, dueAt: sql`now()` },
      attempts: sql`${attempts} - 1`,
    })
    .where(held(run));
}

/** Ends a run that crashed: it is tried once more, then reported, unless newer facts wait. */
export async function failRun(
  db: Db,
  run: HeldRun,
  reason: string,
): Promise<"again" | "failed" | "lost"> {
  const again = sql`(${attempts} < ${MOST_ATTEMPTS})`;
  const newer = sql`(${staleSince} is not null)`;
  const [ended] = await db
    .update(calibrationScope)
    .set({
      ...{ ...free, staleSince: waitingAgain },
      state: sql`case when ${again} or ${newer} then 'queued' else 'failed' end`,
      attempts: sql`case when ${again} then ${attempts} else 0 end`,
      dueAt: sql`case when ${again} then now() else ${dueAt} end`,
      reason: reason.slice(0, 500),
    })
    .where(held(run))
    .returning({ state });
  if (!ended) return "lost";
  return ended.state === "failed" ? "failed" : "again";
}

/**
 * Ends a run with what it found, or with the version of the facts whose result is kept already.
 * False where the run is no longer this process's.
 */
export const finishRun = (db: Db, run: HeldRun, found: Found | string): Promise<boolean> =>
  db.transaction(async (tx) => {
    const newer = sql`${staleSince} is not null`;
    const ended = await tx
      .update(calibrationScope)
      .set({
        ...{ ...free, attempts: 0, reason: null },
        state: sql`case when ${newer} then 'queued' else 'current' end`,
        dueAt: sql`case when ${newer} then ${dueAt} end`,
      })
      .where(held(run))
      .returning({ scope: calibrationScope.scope });
    if (ended.length === 0) return false;
    if (typeof found === "string") await renewSnapshot(tx, run.scope, found);
    else await keepSnapshot(tx, run.scope, found);
    return true;
  });

/**
 * Where a scope's calculation stands, with its newest snapshot: one row, whatever the number of
 * ratings. Null for whoever may not read calibration, and where nothing has settled yet.
 */
export async function getCalibrationRun(
  db: Db,
  viewer: Viewer,
  of: RunScope,
): Promise<CalibrationRun | null> {
  if (!canReadCalibration(viewer).allowed) return null;
  const { id, email } = viewer;
  const [row] = await runRows(db).execute({ viewer: id, email, scope: scopeKey(of), ...of });
  return row ?? null;
}

const runRows = prepared((db) => {
  const [viewerId, email] = [sql.placeholder("viewer"), sql.placeholder("email")];
  const of = {
    positionId: sql.placeholder("positionId"),
    rubricVersionId: sql.placeholder("rubricVersionId"),
  };
  const newest = newestOf(db, sql`${calibrationScope.scope}`).limit(1);
  const { id, computedAt, ratings, seconds } = calibrationSnapshot;
  return db
    .select({
      // One whose process has gone silent is waiting to be taken over.
      state: sql<
        CalibrationRun["state"]
      >`case when ${leaseUntil} < now() then 'queued' else ${state} end`,
      run: calibrationScope.run,
      phase: calibrationScope.phase,
      share: calibrationScope.share,
      reason: calibrationScope.reason,
      waiting: sql<boolean>`${staleSince} is not null`,
      snapshot: {
        ...{ id, age: since(computedAt), computedAt, seconds },
        // Beside the numbers on the page it would tell how much was said of whom they are kept from.
        ratings: sql<
          number | null
        >`case when not ${holdsBarred(db, { id: viewerId, email }, of)} then ${ratings} end`,
      },
    })
    .from(calibrationScope)
    .leftJoin(calibrationSnapshot, eq(id, sql`(${newest})`))
    .where(eq(calibrationScope.scope, sql.placeholder("scope")))
    .prepare("calibration_run");
});

type Command = (tx: Tx, row: typeof calibrationScope.$inferSelect) => Promise<Change<null>>;

/** Leads alone start and stop calculations; a scope that has none is absent. */
const command = (db: Db, viewer: Viewer, of: RunScope, run: Command): Promise<Result<null>> =>
  change(db, viewer, async (tx): Promise<Change<null>> => {
    if (!canReadCalibration(viewer).allowed) return absent();
    const verdict = canRunCalibration(viewer);
    if (!verdict.allowed) return fail("refused", refusalWords[verdict.reason]);
    const [row] = await tx
      .select()
      .from(calibrationScope)
      .where(eq(calibrationScope.scope, scopeKey(of)))
      .for("update");
    return row ? run(tx, row) : absent();
  });

/** Calculates a scope again that failed or was stopped. Asking twice is no change. */
export const runAgain = (db: Db, viewer: Viewer, of: RunScope): Promise<Result<null>> =>
  command(db, viewer, of, async (tx, { scope, state: now }) => {
    if (now !== "failed" && now !== "stopped") return unchanged(null);
    await tx
      .update(calibrationScope)
      .set({ state: "queued", dueAt: sql`now()`, attempts: 0, reason: null })
      .where(eq(calibrationScope.scope, scope));
    return changed(null, { action: "calibration.asked", ...recordOf(of) });
  });

/** Stops this one run; one that ended before is no change. Its process notices within a second. */
export const stopRun = (
  db: Db,
  viewer: Viewer,
  { run, ...of }: RunScope & { readonly run: string },
): Promise<Result<null>> =>
  command(db, viewer, of, async (tx, row) => {
    if (row.run !== run) return unchanged(null);
    await tx
      .update(calibrationScope)
      .set({ ...free, state: "stopped", staleSince: waitingAgain })
      .where(eq(calibrationScope.scope, row.scope));
    return changed(null, { action: "calibration.stopped", ...recordOf(of) });
  });

const recordOf = ({ positionId, rubricVersionId }: RunScope) => ({
  subject: positionId,
  facts: { rubricVersionId },
});
