import {
  and,
  asc,
  between,
  eq,
  gte,
  inArray,
  lte,
  notInArray,
  type Placeholder,
  type SQL,
  sql,
} from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { adjustmentOf } from "#app/domain/calibration/adjusted.ts";
import { type CalibrationFilters, quartersOf } from "#app/domain/calibration/filters.ts";
import type { CandidateFinding } from "#app/domain/calibration/findings.ts";
import { orderChanges, type Placed, pairOf } from "#app/domain/calibration/pair.ts";
import type { Quarters } from "#app/domain/calibration/quarters.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { placesOf } from "#app/domain/calibration/shown.ts";
import type { CandidatePair, CandidateRow, Page } from "#app/domain/calibration/view.ts";
import type { Level } from "#app/domain/level.ts";
import { type Db, prepared } from "#db/client.server.ts";
import { type CandidateList, inList } from "#db/queries/calibration-entry.server.ts";
import type { ViewScope } from "#db/queries/calibration-scopes.server.ts";
import type { Snapshot } from "#db/queries/calibration-shown.server.ts";
import { countedCards } from "#db/queries/panel.server.ts";
import {
  calibrationEntry,
  candidate,
  card,
  cardVersion,
  decision,
  loop,
} from "#db/schema.server.ts";

type PlacedRow = { readonly row: Omit<CandidateRow, "number" | "below"> } & Placed;

/** A page of the candidates that the filters leave, in the order asked for. */
export async function readCandidates(
  db: Db,
  scope: ViewScope,
  { id, summary }: Snapshot,
  filters: CalibrationFilters,
  size: number,
): Promise<Page<CandidateRow>> {
  const shown = adjustmentOf(summary).shown;
  const list = shown && filters.order !== "raw" ? "candidates" : "raw-order";
  const out = scope.hidden.map(({ place, rawPlace }) => (list === "candidates" ? place : rawPlace));
  const left = await matchedPlaces(db, id, list, filters);
  const matched = left?.filter((place) => !out.includes(place)) ?? null;
  const total = matched ? matched.length : scope.candidates;
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(filters.page ?? 1, pages);
  // With the last row of the page before, which the first one here is held against.
  const ranks = { first: Math.max(0, (page - 1) * size - 1), last: page * size - 1 };
  const ask = () => {
    if (matched) {
      const wanted = matched.slice(ranks.first, ranks.last + 1);
      return candidatesWhere(db, id, list, inArray(listed.place, wanted));
    }
    const places = placesOf(ranks, out);
    if (out.length === 0) return stretches[list](db).execute({ snapshot: id, ...places });
    const within = between(listed.place, places.first, places.last);
    return candidatesWhere(db, id, list, and(within, notInArray(listed.place, out)));
  };
  const rows = total === 0 ? [] : placedRows(await ask());
  const numbered = rows.map(({ row, ...placed }, at): CandidateRow => {
    const before = rows[at - 1];
    const compared = before && shown ? pairOf(before, placed) : null;
    const below = compared && !isRefusal(compared) ? compared.probability : null;
    return { ...row, number: ranks.first + at + 1, below };
  });
  return { rows: numbered.slice(page > 1 ? 1 : 0), ...{ total, page, pages, size } };
}

/** An entry of the list whose order is asked for, and what is said of the same loop in `candidates`. */
const listed = alias(calibrationEntry, "listed");
const said = alias(calibrationEntry, "said");

/** Candidates of a snapshot with what their loops say now, in the order of one of its lists. */
const candidatesWhere = (db: Db, id: string | Placeholder, list: CandidateList, where?: SQL) =>
  db
    .select({
      place: said.place,
      finding: sql<CandidateFinding>`${said.content}`,
      loopId: loop.id,
      candidate: candidate.name,
      outcome: decision.outcome,
      level: decision.level,
      settledAt: loop.settledAt,
    })
    .from(listed)
    .innerJoin(said, and(inList(said, id, "candidates"), eq(said.subject, listed.subject)))
    .innerJoin(loop, eq(loop.id, sql`${listed.subject}::uuid`))
    .innerJoin(candidate, eq(candidate.id, loop.candidateId))
    .innerJoin(decision, and(eq(decision.loopId, loop.id), eq(decision.number, latestNumber)))
    .where(and(inList(listed, id, list), where))
    .orderBy(asc(listed.place));

/** A stretch of a list, none of which is kept from the viewer: by far the most are asked for like this. */
const stretchOf = (list: CandidateList) =>
  prepared((db) =>
    candidatesWhere(
      db,
      sql.placeholder("snapshot"),
      list,
      between(listed.place, sql.placeholder("first"), sql.placeholder("last")),
    ).prepare(`calibration_${list}`),
  );
const stretches = { candidates: stretchOf("candidates"), "raw-order": stretchOf("raw-order") };

type LiveRow = Awaited<ReturnType<typeof candidatesWhere>>[number];

const placedRows = (rows: readonly LiveRow[]): PlacedRow[] =>
  rows.flatMap(({ place, finding, settledAt, ...live }): PlacedRow[] => {
    if (!settledAt) return [];
    const { id: _, above: __, ...rest } = finding;
    return [{ place, finding, row: { ...rest, ...live, settledAt } }];
  });

const latestNumber = sql`(select max(latest.number) from ${decision} as latest where latest.loop_id = ${loop.id})`;

/** Where the loops that the filters leave stand in a list, in its order; null where all of them are left. */
async function matchedPlaces(
  db: Db,
  id: string,
  list: CandidateList,
  filters: CalibrationFilters,
): Promise<number[] | null> {
  const { level, met } = filters;
  const quarters = quartersOf(filters);
  const [found, theirs] = await Promise.all([
    quarters || level ? facetPlaces(db, id, list, { quarters, level }) : null,
    met ? metPlaces(db, id, list, met) : null,
  ]);
  if (!found || !theirs) return found ?? theirs;
  const both = new Set(theirs);
  return found.filter((place) => both.has(place));
}

type Facets = { readonly quarters: Quarters | null; readonly level: Level | undefined };

/** The places of some quarters and of one level, which stand together in a row for each of both. */
async function facetPlaces(
  db: Db,
  id: string,
  list: CandidateList,
  { quarters, level }: Facets,
): Promise<number[]> {
  const facet = alias(calibrationEntry, "facet");
  const quarter = sql`split_part(${facet.subject}, ' ', 1)`;
  const rows = await db
    .select({ places: sql<number[]>`${facet.content}` })
    .from(facet)
    .where(
      and(
        inList(facet, id, `${list}-facets`),
        quarters?.from ? gte(quarter, quarters.from) : undefined,
        quarters?.until ? lte(quarter, quarters.until) : undefined,
        level ? eq(sql`split_part(${facet.subject}, ' ', 2)`, level) : undefined,
      ),
    );
  return [...Int32Array.from(rows.flatMap((row) => row.places)).sort()];
}

/** The places of the candidates whom one interviewer has a counted card on. */
async function metPlaces(
  db: Db,
  id: string,
  list: CandidateList,
  interviewerId: string,
): Promise<number[]> {
  const rows = await db
    .selectDistinct({ place: listed.place })
    .from(card)
    .innerJoin(loop, eq(loop.id, card.loopId))
    .innerJoin(
      cardVersion,
      and(eq(cardVersion.cardId, card.id), eq(cardVersion.number, card.sealedNumber)),
    )
    .innerJoin(listed, and(inList(listed, id, list), eq(listed.subject, sql`${loop.id}::text`)))
    .where(and(eq(card.interviewerId, interviewerId), eq(loop.state, "decided"), countedCards))
    .orderBy(asc(listed.place));
  return rows.map(({ place }) => place);
}

/** Two candidates beside each other; null where one of them is not there for this viewer. */
export async function readPair(
  db: Db,
  scope: ViewScope,
  { id, rubric, summary }: Snapshot,
  loops: readonly [string, string],
): Promise<CandidatePair | null> {
  const asked = loops.filter((loopId) => !scope.hiddenIds.includes(loopId));
  const rows = placedRows(
    await candidatesWhere(db, id, "candidates", inArray(listed.subject, asked)),
  );
  const [a, b] = loops.map((loopId) => rows.find(({ row }) => row.loopId === loopId));
  if (!a || !b) return null;
  const adjustment = adjustmentOf(summary);
  const plain = ({ row }: PlacedRow): CandidateRow => ({ ...row, number: 0, below: null });
  const weighed = ({ row }: PlacedRow) => ({ name: row.candidate, profile: row.profile });
  const weights = isRefusal(summary.weights)
    ? Object.fromEntries(summary.criteria.map((key) => [key, 1]))
    : Object.fromEntries(summary.weights.map(({ criterion, nominal }) => [criterion, nominal]));
  return {
    first: plain(a),
    second: plain(b),
    comparison: adjustment.shown ? pairOf(a, b) : { reason: adjustment.why },
    changes: orderChanges(weighed(a), weighed(b), rubric.criteria, weights),
  };
}
