import { desc, eq } from "drizzle-orm";
import type { Level } from "#app/domain/level.ts";
import type { CardKind, LoopState, RevealRule } from "#app/domain/loop.ts";
import type { Permission, Viewer } from "#app/domain/people.ts";
import type { RubricContent } from "#app/domain/rubric.ts";
import {
  type CardState,
  isOwed,
  type Recommendation,
  type SealedCard,
} from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import { sealHash } from "#db/queries/seal.server.ts";
import * as schema from "#db/schema.server.ts";

/** Small worlds for tests: each function inserts the rows of one noun and returns what names them. */

const NOON = new Date("2026-03-02T12:00:00Z");
const HOUR = 3_600_000;

const only = <T>(rows: readonly T[]): T => {
  const [row] = rows;
  if (!row) throw new Error("Expected a row");
  return row;
};

export async function person(
  db: Db,
  { name, permissions = ["interviewer"] }: { name: string; permissions?: readonly Permission[] },
): Promise<Viewer> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, ".")}@example.com`;
  const values = { name, email, permissions: [...permissions] };
  const { id } = only(await db.insert(schema.person).values(values).returning());
  return { id, name, email, permissions };
}

/** The newest published version of a rubric. */
export async function rubric(db: Db, slug = "staff-backend") {
  return only(
    await db
      .select()
      .from(schema.rubricVersion)
      .where(eq(schema.rubricVersion.slug, slug))
      .orderBy(desc(schema.rubricVersion.number))
      .limit(1),
  );
}

/** The next version of a rubric, published as `change` makes it from the newest one. */
export async function nextVersion(
  db: Db,
  change: (content: RubricContent) => RubricContent,
  slug = "staff-backend",
) {
  const { number: newest, content: now } = await rubric(db, slug);
  const number = newest + 1;
  const content = change({ ...now, version: number });
  const { title, criteria, scale, patterns } = content;
  const points = scale.length;
  const values = { slug, number, title, points, content, hash: `${slug} ${number}` };
  const row = only(await db.insert(schema.rubricVersion).values(values).returning());
  const of = { rubricVersionId: row.id };
  await db
    .insert(schema.criterion)
    .values(criteria.map(({ key }, ordinal) => ({ ...of, key, ordinal, points })));
  if (patterns.length > 0)
    await db.insert(schema.pattern).values(patterns.map(({ key }) => ({ ...of, key })));
  return row;
}

export type TestPosition = {
  readonly id: string;
  readonly weightSetId: string;
  readonly rubricVersionId: string;
  readonly revealRule: RevealRule;
  readonly rubric: RubricContent;
};

/** A position with the rubric's own weights as its first weight set. */
export async function position(
  db: Db,
  options: { title?: string; level?: Level; revealRule?: RevealRule } = {},
): Promise<TestPosition> {
  const { title = "Backend engineer", level = "staff", revealRule = "after-own" } = options;
  const { id: rubricVersionId, content } = await rubric(db);
  const values = { title, level, revealRule, rubricVersionId };
  const { id } = only(await db.insert(schema.position).values(values).returning());
  const set = { positionId: id, rubricVersionId, number: 1, reason: "The rubric's own weights." };
  const { id: weightSetId } = only(await db.insert(schema.weightSet).values(set).returning());
  await db.insert(schema.weight).values(
    content.criteria.map(({ key, weight }) => ({
      weightSetId,
      rubricVersionId,
      criterion: key,
      percent: weight,
    })),
  );
  return { id, weightSetId, rubricVersionId, revealRule, rubric: content };
}

export async function candidate(
  db: Db,
  given: { name?: string; email?: string; headline?: string } = {},
) {
  const { name = "Cleo Candidate" } = given;
  const { id } = only(
    await db
      .insert(schema.candidate)
      .values({ ...given, name })
      .returning(),
  );
  return { id, name };
}

/** A round with one card for `of`; a sealed card says `says` on every criterion. */
export type TestCard = {
  readonly of: { readonly id: string };
  readonly kind?: CardKind;
  readonly state?: CardState;
  readonly says?: { readonly score?: number; readonly recommendation?: Recommendation };
  /** Of a shadow's card. */
  readonly mentor?: { readonly id: string };
};

export type TestLoop = {
  readonly id: string;
  readonly position: TestPosition;
  readonly candidateId: string;
  /** In the order of `interviewers`, one round and one card each. */
  readonly roundIds: readonly string[];
  readonly cardIds: readonly string[];
};

/** A loop with one round and one card for each interviewer. */
export async function loopWith(
  db: Db,
  options: {
    interviewers: readonly (TestCard | { readonly id: string })[];
    state?: LoopState;
    revealRule?: RevealRule;
    hidesNames?: boolean;
    position?: TestPosition;
    candidateId?: string;
    owner?: { readonly id: string };
  },
): Promise<TestLoop> {
  const of = options.position ?? (await position(db));
  const candidateId = options.candidateId ?? (await candidate(db)).id;
  const state = options.state ?? "interviewing";
  const values = {
    candidateId,
    positionId: of.id,
    rubricVersionId: of.rubricVersionId,
    revealRule: options.revealRule ?? of.revealRule,
    hidesNames: options.hidesNames ?? false,
    state,
    ownerId: options.owner?.id ?? null,
    settledAt: state === "decided" ? NOON : null,
    withdrawReason: state === "withdrawn" ? "Took another offer." : null,
  };
  const { id } = only(await db.insert(schema.loop).values(values).returning());
  const roundIds: string[] = [];
  const cardIds: string[] = [];
  for (const [at, given] of options.interviewers.entries()) {
    const startsAt = new Date(NOON.getTime() + at * HOUR);
    const held = { loopId: id, kind: "design", startsAt, minutes: 60 } as const;
    const { id: roundId } = only(await db.insert(schema.round).values(held).returning());
    roundIds.push(roundId);
    cardIds.push(
      await card(db, { loopId: id, roundId, of, startsAt }, "of" in given ? given : { of: given }),
    );
  }
  if (state === "debrief" || state === "decided")
    await db.insert(schema.debrief).values({ loopId: id });
  if (state === "decided") await settle(db, id, of);
  return { id, position: of, candidateId, roundIds, cardIds };
}

async function card(
  db: Db,
  {
    loopId,
    roundId,
    of,
    startsAt,
  }: { loopId: string; roundId: string; of: TestPosition; startsAt: Date },
  { of: interviewer, kind = "panel", state = "assigned", says = {}, mentor }: TestCard,
): Promise<string> {
  const sealed = state === "sealed" || state === "reopened";
  const values = {
    loopId,
    roundId,
    rubricVersionId: of.rubricVersionId,
    interviewerId: interviewer.id,
    kind,
    mentorId: mentor?.id ?? null,
    state,
    dueAt: new Date(startsAt.getTime() + 24 * HOUR),
    endReason: isOwed(state) || sealed ? null : "It fell through.",
    sealedNumber: sealed ? 1 : null,
    sealedAt: sealed ? new Date(startsAt.getTime() + HOUR) : null,
  };
  const { id } = only(await db.insert(schema.card).values(values).returning());
  if (sealed) await seal(db, id, of, sealedCard(of.rubric, says));
  return id;
}

/** A whole card that says the same on every criterion. */
export function sealedCard(
  { criteria }: RubricContent,
  { score = 3, recommendation = "yes" }: NonNullable<TestCard["says"]> = {},
): SealedCard {
  return {
    ratings: criteria.map(({ key }) => ({
      criterion: key,
      score,
      notObserved: null,
      confidence: null,
      evidence: `They said "${key}" and showed what they meant by it.`,
    })),
    observations: [],
    probes: [],
    recommendation,
    level: "staff",
    summary: `A ${score} throughout.`,
  };
}

async function seal(db: Db, cardId: string, of: TestPosition, content: SealedCard) {
  const { ratings, observations: _, probes: _none, ...said } = content;
  const { rubricVersionId } = of;
  const values = { cardId, rubricVersionId, number: 1, ...said, hash: sealHash(content) };
  const { id: cardVersionId } = only(
    await db.insert(schema.cardVersion).values(values).returning(),
  );
  const points = of.rubric.scale.length;
  await db
    .insert(schema.rating)
    .values(ratings.map((rating) => ({ cardVersionId, rubricVersionId, points, ...rating })));
}

async function settle(db: Db, loopId: string, { rubricVersionId, weightSetId }: TestPosition) {
  await db.insert(schema.decision).values({
    loopId,
    number: 1,
    outcome: "offer",
    level: "staff",
    reasons: "The panel agreed on every criterion.",
    rubricVersionId,
    weightSetId,
  });
}
