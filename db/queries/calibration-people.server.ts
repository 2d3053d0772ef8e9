import { and, asc, between, inArray, notInArray, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { InterviewerFinding } from "#app/domain/calibration/findings.ts";
import {
  type HiddenCard,
  hiddenOf,
  placesOf,
  shownInterviewer,
  type Unread,
} from "#app/domain/calibration/shown.ts";
import { MINIMUM_CARDS } from "#app/domain/calibration/summary.ts";
import type { Db } from "#db/client.server.ts";
import { inList } from "#db/queries/calibration-entry.server.ts";
import { calibrationEntry } from "#db/schema.server.ts";

/** An entry of the list of interviewers. */
export const own = alias(calibrationEntry, "own");

/** Interviewers in a list, and whom hidden cards move in it. */
export type People = {
  readonly total: number;
  /** Places of those nothing is left of, and of those who are refused below the minimum sample. */
  readonly out: readonly number[];
  /** The latter, who stand at the end, most cards first. */
  readonly last: readonly string[];
};

/** Who is left of a list of interviewers once hidden cards are out: asked only where there are any. */
export async function readPeople(
  db: Db,
  id: string,
  total: number,
  cards: readonly HiddenCard[],
): Promise<{ readonly people: People; readonly unread: Unread }> {
  const affected = [...new Set(cards.map(({ interviewerId }) => interviewerId))];
  const rows =
    affected.length === 0
      ? []
      : await db
          .select({ place: own.place, finding: sql<InterviewerFinding>`${own.content}` })
          .from(own)
          .where(and(inList(own, id, "interviewers"), inArray(own.subject, affected)))
          .orderBy(asc(own.place));
  const moved = rows.flatMap(({ place, finding }) => {
    const left = shownInterviewer(finding, cards);
    const below = left === null || left.cards < MINIMUM_CARDS;
    return below && hiddenOf(cards, finding.id).length > 0 ? [{ place, finding, left }] : [];
  });
  const unread = {
    gone: moved.filter(({ left }) => left === null).map(({ finding }) => finding),
    refused: moved.filter(({ left }) => left !== null).map(({ finding }) => finding),
  };
  const last = moved
    .toSorted((a, b) => (b.left?.cards ?? 0) - (a.left?.cards ?? 0) || a.place - b.place)
    .flatMap(({ left }) => left?.id ?? []);
  const out = moved.map(({ place }) => place);
  return { people: { total: total - unread.gone.length, out, last }, unread };
}

/** The entries of a page of the list as it is shown: those in their places, then those at the end. */
export function stretchOf(
  { total, out, last }: People,
  { page, size }: { readonly page: number; readonly size: number },
) {
  const listed = total - last.length;
  const ranks = { first: (page - 1) * size, last: Math.min(page * size, listed) - 1 };
  const places = placesOf(ranks, out);
  const appended = last.slice(Math.max(0, ranks.first - listed), Math.max(0, page * size - listed));
  const here = between(own.place, places.first, places.last);
  const standing = out.length > 0 ? and(here, notInArray(own.place, [...out])) : here;
  return {
    where: appended.length > 0 ? or(standing, inArray(own.subject, appended)) : standing,
    /** -1 for whoever stands in their place. */
    atEnd: (subject: string) => appended.indexOf(subject),
  };
}
