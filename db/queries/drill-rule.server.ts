import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { canAuthorDrills, refusalWords } from "#app/domain/access.ts";
import { canonicalJson } from "#app/domain/audit.ts";
import { FIRST_RULE, type QualificationRule } from "#app/domain/drill-qualification.ts";
import type { Viewer } from "#app/domain/people.ts";
import { fail, type Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.server.ts";
import { type Change, change, changed, unchanged } from "#db/queries/change.server.ts";
import { unbarred } from "#db/queries/panel.server.ts";
import { newer } from "#db/queries/staleness.server.ts";
import { card, drillRule, loop, person } from "#db/schema.server.ts";

export type RuleVersion = {
  /** 0 before leads set the first. */
  readonly number: number;
  readonly rule: QualificationRule;
  readonly reason: string;
  readonly by: string | null;
  readonly at: Date | null;
};

const ORIGINAL: RuleVersion = { number: 0, rule: FIRST_RULE, reason: "", by: null, at: null };

/** The rule to qualify by that is in force. */
export async function currentRule(db: Db): Promise<RuleVersion> {
  const [newest] = await listRules(db, 1);
  return newest ?? ORIGINAL;
}

/** Every rule that leads ever set, the newest first. */
export async function listRules(db: Db, most = 50): Promise<RuleVersion[]> {
  return db
    .select({
      number: drillRule.number,
      rule: drillRule.content,
      reason: drillRule.reason,
      by: person.name,
      at: drillRule.createdAt,
    })
    .from(drillRule)
    .innerJoin(person, eq(person.id, drillRule.authorId))
    .orderBy(desc(drillRule.number))
    .limit(most);
}

/** Sets the next rule. `version` is the number of the one the form was filled from. */
export const setRule = (
  db: Db,
  viewer: Viewer,
  { reason, ...rule }: QualificationRule & { readonly reason: string },
  from: { readonly version: number; readonly timeZone: string },
): Promise<Result<{ number: number }>> =>
  change(db, viewer, async (tx): Promise<Change<{ number: number }>> => {
    if (!canAuthorDrills(viewer).allowed) return fail("refused", refusalWords["not-lead"]);
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('evenhand drill rule'))`);
    const held = await currentRule(tx);
    const same = canonicalJson(held.rule) === canonicalJson(rule);
    if (same && held.reason === reason) return unchanged({ number: held.number });
    if (held.number !== from.version)
      return fail("conflict", newer("this rule", held.by, held.at, from.timeZone));
    if (same) return fail("invalid", "This is the rule in force already. Nothing was saved.");
    const number = held.number + 1;
    await tx.insert(drillRule).values({ number, content: rule, reason, authorId: viewer.id });
    const facts = { number, ...rule, reason };
    return changed({ number }, { action: "drill.rule-set", subject: "drills", facts });
  });

/** How many shadow cards a person sealed, in SQL; a reader's conflicts of interest stay out of it. */
export const sealedShadows = (personId: SQL | typeof person.id, reader: Viewer | null) =>
  sql<number>`(select count(*)::int from ${card} join ${loop} on ${loop.id} = ${card.loopId}
    where ${card.interviewerId} = ${personId} and ${card.kind} = 'shadow' and ${card.state} = 'sealed'
    ${reader ? sql`and ${unbarred(reader, loop.candidateId)}` : sql``})`;

/** How many shadow cards the viewer sealed themself. */
export async function countOwnShadows(db: Db, viewer: Viewer): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(card)
    .where(
      and(eq(card.interviewerId, viewer.id), eq(card.kind, "shadow"), eq(card.state, "sealed")),
    );
  return row?.n ?? 0;
}
