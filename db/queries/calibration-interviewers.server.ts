import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { answersOf } from "#app/domain/calibration/distributions.ts";
import type {
  AnswersFinding,
  InterviewerFinding,
  PunctualityFinding,
} from "#app/domain/calibration/findings.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import {
  shownAnswers,
  shownInterviewer,
  shownLinks,
  shownPunctuality,
} from "#app/domain/calibration/shown.ts";
import type { InterviewerRow, LinkedRow, Named, Page } from "#app/domain/calibration/view.ts";
import type { Db } from "#db/client.server.ts";
import { inList } from "#db/queries/calibration-entry.server.ts";
import { own, stretchOf } from "#db/queries/calibration-people.server.ts";
import type { Snapshot } from "#db/queries/calibration-shown.server.ts";
import { calibrationEntry, person } from "#db/schema.server.ts";

/** Rows of a page of interviewers. */
const INTERVIEWERS = 20;

/** Names of those a filter offers: everybody of a small panel. */
export const readNamed = (db: Db, { id, summary }: Snapshot): Promise<Named[]> =>
  db
    .select({ id: person.id, name: person.name })
    .from(own)
    .innerJoin(...known)
    .where(drawnIn(id, summary));

/** Those a picture of who shares candidates has room for, whatever the page. */
export async function readLinked(db: Db, { id, summary, hidden }: Snapshot): Promise<LinkedRow[]> {
  const rows = await db
    .select({
      ...{ id: person.id, name: person.name },
      component: sql<LinkedRow["component"]>`(${own.content}->'component')::int`,
      cards: sql<number>`(${own.content}->'cards')::int`,
      partners: sql<LinkedRow["partners"]>`${own.content}->'partners'`,
    })
    .from(own)
    .innerJoin(...known)
    .where(drawnIn(id, summary))
    .orderBy(asc(own.place));
  return rows.flatMap((row) => shownLinks(row, hidden.cards) ?? []);
}

const known = [person, eq(person.id, sql`${own.subject}::uuid`)] as const;

const drawnIn = (id: string, { drawn }: Snapshot["summary"]) =>
  and(inList(own, id, "interviewers"), sql`${own.subject} = any(${sql.param(drawn)}::text[])`);

/** A page of interviewers, most severe first, without what hidden cards told of them. */
export async function readInterviewers(
  db: Db,
  { id, rubric, hidden, people }: Snapshot,
  asked: number,
): Promise<Page<InterviewerRow>> {
  const { total } = people;
  const size = INTERVIEWERS;
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(asked, pages);
  const { where, atEnd } = stretchOf(people, { page, size });
  const rows = total === 0 ? [] : await interviewerRows(db, id, where);
  const shown = rows
    .toSorted((a, b) => atEnd(a.finding.id) - atEnd(b.finding.id))
    .flatMap(({ finding, ...beside }) => {
      const left = shownInterviewer(finding, hidden.cards);
      return left ? [{ finding: left, ...beside }] : [];
    });
  return {
    rows: shown.map(
      ({ finding: { drift, partners: _, ...finding }, name, punctuality, answers }) => ({
        ...finding,
        name,
        change: isRefusal(drift) ? drift : drift.change,
        punctuality: punctuality && shownPunctuality(punctuality, hidden.cards),
        answers: answersOf(answers && shownAnswers(answers, hidden.cards), rubric.scale.length),
      }),
    ),
    ...{ total, page, pages, size },
  };
}

const punctual = alias(calibrationEntry, "punctual");
const answered = alias(calibrationEntry, "answered");

/** Interviewers of a list with all that a snapshot says of each. */
const interviewerRows = (db: Db, id: string, where: SQL | undefined) =>
  db
    .select({
      name: person.name,
      finding: sql<InterviewerFinding>`${own.content}`,
      punctuality: sql<PunctualityFinding | null>`${punctual.content}`,
      answers: sql<AnswersFinding | null>`${answered.content}`,
    })
    .from(own)
    .innerJoin(person, eq(person.id, sql`${own.subject}::uuid`))
    .leftJoin(punctual, and(inList(punctual, id, "punctuality"), eq(punctual.subject, own.subject)))
    .leftJoin(answered, and(inList(answered, id, "answers"), eq(answered.subject, own.subject)))
    .where(and(inList(own, id, "interviewers"), where))
    .orderBy(asc(own.place));
