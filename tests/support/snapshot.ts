import { sql } from "drizzle-orm";
import type { CardKind, LoopState, RevealRule } from "#app/domain/loop.ts";
import type { CardState } from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import type { TestLoop } from "#tests/support/factory.ts";

export type CardRow = {
  readonly id: string;
  readonly roundId: string;
  readonly interviewerId: string;
  readonly kind: CardKind;
  readonly state: CardState;
  readonly mentorId: string | null;
  readonly sealedNumber: number | null;
};
type VersionRow = {
  readonly id: string;
  readonly cardId: string;
  readonly undoneAt: string | null;
  /** Everything else of the version, with its ratings and observations. */
  readonly said: string;
};

/** Everything of one loop that a command could change, as the database holds it. */
export type Snapshot = {
  readonly loop: { readonly state: LoopState; readonly revealRule: RevealRule };
  readonly cards: readonly CardRow[];
  readonly versions: readonly VersionRow[];
  readonly drafts: readonly { readonly cardId: string; readonly revision: number }[];
  readonly overrides: readonly {
    readonly id: string;
    readonly personId: string;
    readonly endedAt: string | null;
  }[];
  readonly conflicts: readonly { readonly id: string; readonly personId: string }[];
  readonly debriefOpened: boolean;
  readonly position: { readonly version: number };
  /** All of the rows above but the drafts, as one text; and the drafts. */
  readonly whole: string;
  readonly typed: string;
  readonly sequence: number;
  readonly hash: string;
};

type Rows = { readonly [table: string]: readonly { readonly [column: string]: unknown }[] };

export async function snapshotOf(db: Db, loop: TestLoop): Promise<Snapshot> {
  const rows = (table: string, where: ReturnType<typeof sql>) =>
    sql`(select coalesce(json_agg(to_jsonb(t) order by t.id), '[]') from ${sql.identifier(table)} t where ${where})`;
  const ofLoop = sql`t.loop_id = ${loop.id}`;
  const ofCards = sql`(select id from card where loop_id = ${loop.id})`;
  const part = (table: string) =>
    sql`(select string_agg(to_jsonb(p)::text, ',' order by to_jsonb(p)::text)
      from ${sql.identifier(table)} p where p.card_version_id = t.id)`;
  const answer = await db.execute(sql`select json_build_object(
    'loop', ${rows("loop", sql`t.id = ${loop.id}`)},
    'position', ${rows("position", sql`t.id = ${loop.position.id}`)},
    'candidate', ${rows("candidate", sql`t.id = ${loop.candidateId}`)},
    'round', ${rows("round", ofLoop)},
    'card', ${rows("card", ofLoop)},
    'debrief', ${rows("debrief", ofLoop)},
    'decision', ${rows("decision", ofLoop)},
    'override', ${rows("override", ofLoop)},
    'conflict', ${rows("conflict", sql`t.candidate_id = ${loop.candidateId}`)},
    'version', (select coalesce(json_agg(json_build_object('id', t.id, 'cardId', t.card_id,
      'undoneAt', t.undone_at, 'said', md5(concat((to_jsonb(t) - 'undone_at')::text,
        ${part("rating")}, ${part("observation")}, ${part("probe_reply")}))) order by t.id), '[]')
      from card_version t where t.card_id in ${ofCards}),
    'mail', json_build_array(json_build_object('count', (select count(*) from mail)))
  ) as tables, (select coalesce(json_agg(to_jsonb(d) order by d.card_id), '[]')
    from draft d where d.card_id in ${ofCards}) as drafts,
  sequence, hash from organisation`);
  const [row] = rowsOf(answer);
  if (!row) throw new Error("The organisation has no record");
  const tables = row.tables as Rows;
  const drafts = row.drafts as Rows[string];
  const named = (table: string) => (tables[table] ?? []).map(camel);
  return {
    loop: named("loop")[0],
    position: named("position")[0],
    cards: named("card"),
    versions: tables.version,
    drafts: drafts.map(camel),
    overrides: named("override"),
    conflicts: named("conflict"),
    debriefOpened: named("debrief").length > 0,
    whole: JSON.stringify(tables),
    typed: JSON.stringify(drafts),
    sequence: Number(row.sequence),
    hash: row.hash,
  } as unknown as Snapshot;
}

const rowsOf = (answer: unknown): Record<string, unknown>[] =>
  Array.isArray(answer) ? answer : (answer as { rows: Record<string, unknown>[] }).rows;

const camel = (row: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
