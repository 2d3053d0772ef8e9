import {
  and,
  asc,
  desc,
  eq,
  ilike,
  inArray,
  isNotNull,
  isNull,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { canAdminister, canSetUp } from "#app/domain/access.ts";
import { type Permission, permissions, type Viewer } from "#app/domain/people.ts";
import { owedStates } from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import { anywhere, type Listed, listed, pageOf, rowsInAll } from "#db/queries/listing.server.ts";
import { unbarred, visibleTo } from "#db/queries/panel.server.ts";
import { account, candidate, card, loop, person, session } from "#db/schema.server.ts";

export const PEOPLE_PER_PAGE = 50;

/** How many of the loops a person owes cards on are named; their number stands beside. */
const OWING_NAMED = 20;

/** drizzle drops the table's name from columns directly in a one-table select; nested it stays. */
const whole = <T>(query: SQL<T>): SQL<T> => sql<T>`${query}`;

const openSessions = sql`${session} where ${session.userId} = ${person.id} and ${session.expiresAt} > now()`;
const lastSeen = whole(
  sql<Date | null>`(select max(${session.updatedAt}) from ${openSessions})`,
).mapWith(session.updatedAt);
const sessions = whole(sql<number>`(select count(*)::int from ${openSessions})`);

export type PersonRow = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly permissions: readonly Permission[];
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
  /** When an open session was last written; null without one. */
  readonly lastSeen: Date | null;
};

const personRow = {
  id: person.id,
  name: person.name,
  email: person.email,
  permissions: person.permissions,
  createdAt: person.createdAt,
  disabledAt: person.disabledAt,
  lastSeen,
};

export type PersonSearch = {
  readonly q: string;
  /** A permission, `none` for people without any, or empty. */
  readonly permission: string;
  /** `enabled`, `disabled` or empty. */
  readonly state: string;
  readonly page: number;
};

/** People by name, found by name or e-mail, or null for whoever does not look after them. */
export async function listPeople(
  db: Db,
  viewer: Viewer,
  { q, permission, state, page }: PersonSearch,
): Promise<Listed<PersonRow> | null> {
  if (!canAdminister(viewer).allowed) return null;
  const wanted = permissions.find((known) => known === permission);
  const { limit, offset } = pageOf(page, PEOPLE_PER_PAGE);
  const rows = await db
    .select({ ...personRow, total: rowsInAll })
    .from(person)
    .where(
      and(
        q ? or(ilike(person.name, anywhere(q)), ilike(person.email, anywhere(q))) : undefined,
        wanted ? sql`${wanted} = any(${person.permissions})` : undefined,
        permission === "none" ? eq(person.permissions, []) : undefined,
        state === "enabled" ? isNull(person.disabledAt) : undefined,
        state === "disabled" ? isNotNull(person.disabledAt) : undefined,
      ),
    )
    .orderBy(asc(person.name), asc(person.id))
    .limit(limit)
    .offset(offset);
  return listed(rows);
}

export type PersonDetails = PersonRow & {
  readonly version: number;
  readonly sessions: number;
  /** What they can sign in with besides a link by mail. */
  readonly signIn: { readonly passwordSetAt: Date | null; readonly providers: readonly string[] };
  readonly owed: {
    readonly cards: number;
    /** Where, for whoever could give the cards to somebody else. */
    readonly loops: readonly { readonly id: string; readonly candidate: string }[];
  };
};

/** One person, or null where absent or for whoever does not look after people. */
export async function getPerson(db: Db, viewer: Viewer, id: string): Promise<PersonDetails | null> {
  if (!canAdminister(viewer).allowed) return null;
  const [row] = await db
    .select({ ...personRow, version: person.version, sessions })
    .from(person)
    .where(eq(person.id, id));
  if (!row) return null;
  const [signIn, owed] = await Promise.all([signInOf(db, id), owedBy(db, viewer, id)]);
  return { ...row, signIn, owed };
}

/** What a person can sign in with besides a link by mail. */
export async function signInOf(db: Db, personId: string): Promise<PersonDetails["signIn"]> {
  const accounts = await db
    .select({
      provider: account.providerId,
      hasPassword: isNotNull(account.password),
      updatedAt: account.updatedAt,
    })
    .from(account)
    .where(eq(account.userId, personId))
    .orderBy(asc(account.providerId));
  const own = accounts.find(({ provider }) => provider === "credential");
  return {
    passwordSetAt: own?.hasPassword ? own.updatedAt : null,
    providers: accounts.filter((known) => known !== own).map(({ provider }) => provider),
  };
}

async function owedBy(db: Db, viewer: Viewer, id: string): Promise<PersonDetails["owed"]> {
  const owing = and(eq(card.interviewerId, id), inArray(card.state, [...owedStates]));
  const [[owed], loops] = await Promise.all([
    db
      .select({ cards: sql<number>`count(*)::int` })
      .from(card)
      .innerJoin(loop, eq(loop.id, card.loopId))
      .where(and(owing, unbarred(viewer, loop.candidateId))),
    canSetUp(viewer).allowed
      ? db
          .select({ id: loop.id, candidate: candidate.name })
          .from(loop)
          .innerJoin(candidate, eq(candidate.id, loop.candidateId))
          .where(
            and(
              inArray(loop.id, db.select({ id: card.loopId }).from(card).where(owing)),
              visibleTo(viewer),
            ),
          )
          .orderBy(desc(loop.createdAt))
          .limit(OWING_NAMED)
      : [],
  ]);
  return { cards: owed?.cards ?? 0, loops };
}
