import { type RoundKind, roundKinds } from "#app/domain/loop.ts";
import {
  type CardShape,
  type NotObserved,
  notObserved,
  type Recommendation,
  recommendations,
} from "#app/domain/scorecard.ts";
import { LONGEST } from "#app/domain/text-length.ts";

export const requiredColumns = ["candidate", "interviewer", "criterion", "rating"] as const;
export const optionalColumns = ["evidence", "recommendation", "round", "sealed_at"] as const;
export const columns = [...requiredColumns, ...optionalColumns] as const;
export type Column = (typeof columns)[number];

/** One row of a file, understood. */
export type TransferRow = {
  readonly candidate: string;
  readonly interviewer: string;
  readonly criterion: string;
  readonly score: number | null;
  readonly notObserved: NotObserved | null;
  readonly evidence: string;
  readonly recommendation: Recommendation | null;
  readonly round: RoundKind;
  readonly sealedAt: Date | null;
};

/** Tells what is wrong with a cell and answers null, so that the rest of the row is still read. */
export type Complain = (column: Column, reason: string) => null;

/** What rows are read against: the rubric's scale and criteria, and the moment of the import. */
export type RowRules = {
  readonly points: number;
  readonly criteria: ReadonlyMap<string, string>;
  readonly criterionNames: string;
  readonly now: Date;
};

/** Criteria are found by key or title, whatever their case; an exact key comes first. */
export function rowRules(shape: Pick<CardShape, "points" | "criteria">, now: Date): RowRules {
  const names = [
    ...shape.criteria.map(({ key, title }) => [title.toLowerCase(), key] as const),
    ...shape.criteria.map(({ key }) => [key.toLowerCase(), key] as const),
    ...shape.criteria.map(({ key }) => [key, key] as const),
  ];
  const criterionNames = shape.criteria.map(({ key }) => key).join(", ");
  return { points: shape.points, criteria: new Map(names), criterionNames, now };
}

/** Reads one row's cells; null once any of them was complained about. */
export function readRow(
  cell: (column: Column) => string,
  rules: RowRules,
  complain: Complain,
): TransferRow | null {
  const candidate = readName("candidate", cell("candidate"), complain);
  const interviewer = readName("interviewer", cell("interviewer"), complain);
  const criterion = readCriterion(cell("criterion"), rules, complain);
  const rated = readRating(cell("rating"), rules.points, complain);
  const evidence = readEvidence(cell("evidence"), complain);
  const recommendation = readWord(
    "recommendation",
    cell("recommendation"),
    recommendations,
    complain,
  );
  const round = readWord("round", cell("round"), roundKinds, complain);
  const sealedAt = readMoment(cell("sealed_at"), rules.now, complain);
  if (candidate === null || interviewer === null || criterion === null) return null;
  if (rated === null || evidence === null) return null;
  if (!recommendation.ok || !round.ok || !sealedAt.ok) return null;
  return {
    ...{ candidate, interviewer, criterion, ...rated, evidence },
    recommendation: recommendation.value,
    round: round.value ?? "other",
    sealedAt: sealedAt.value,
  };
}

function readName(column: "candidate" | "interviewer", cell: string, complain: Complain) {
  const name = cell.normalize("NFC").replace(/\s+/gu, " ").trim();
  if (name === "") return complain(column, `The ${column}'s name is missing.`);
  if (name.length > 120) return complain(column, "The name is longer than 120 characters.");
  return name.includes("\0") ? complain(column, "The name holds a NUL character.") : name;
}

function readCriterion(cell: string, rules: RowRules, complain: Complain) {
  const found = rules.criteria.get(cell) ?? rules.criteria.get(cell.toLowerCase());
  if (found !== undefined) return found;
  if (cell === "") return complain("criterion", "The criterion is missing.");
  return complain(
    "criterion",
    `The rubric has no criterion ${quoted(cell)}: it has ${rules.criterionNames}.`,
  );
}

function readRating(cell: string, points: number, complain: Complain) {
  const unseen = notObserved.find((word) => word === hyphenated(cell));
  if (unseen) return { score: null, notObserved: unseen };
  const score = /^\d{1,3}$/.test(cell) ? Number(cell) : 0;
  if (score >= 1 && score <= points) return { score, notObserved: null };
  const wanted = `a whole number from 1 to ${points}, not-asked or no-signal`;
  return complain(
    "rating",
    cell === "" ? `The rating is missing: write ${wanted}.` : `${quoted(cell)} is not ${wanted}.`,
  );
}

function readEvidence(cell: string, complain: Complain) {
  if (cell.includes("\0")) return complain("evidence", "The evidence holds a NUL character.");
  return cell.length > LONGEST.evidence
    ? complain("evidence", "The evidence is longer than 20,000 characters.")
    : cell;
}

type Read<T> = { readonly ok: true; readonly value: T | null } | { readonly ok: false };

function readWord<T extends string>(
  column: Column,
  cell: string,
  words: readonly T[],
  complain: Complain,
): Read<T> {
  if (cell === "") return { ok: true, value: null };
  const value = words.find((word) => word === hyphenated(cell));
  if (value !== undefined) return { ok: true, value };
  complain(column, `${quoted(cell)} is none of ${words.join(", ")}.`);
  return { ok: false };
}

const moment =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/** A date or a date and time; without a zone it is UTC. */
function readMoment(cell: string, now: Date, complain: Complain): Read<Date> {
  if (cell === "") return { ok: true, value: null };
  const [, day, time = "00:00", zone = "Z"] = moment.exec(cell) ?? [];
  const value = new Date(`${day}T${time}${zone}`);
  // Date carries 30 February over into March, so the day alone must come back as it was written.
  const real = !Number.isNaN(value.getTime()) && isDay(day ?? "");
  if (real && value <= now) return { ok: true, value };
  complain(
    "sealed_at",
    real
      ? `${quoted(cell)} lies in the future.`
      : `${quoted(cell)} is not a date such as 2026-03-14 or 2026-03-14T16:30:00Z.`,
  );
  return { ok: false };
}

function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

const hyphenated = (cell: string) => cell.toLowerCase().replace(/[\s_]+/g, "-");
const quoted = (cell: string) => `"${cell.length > 40 ? `${cell.slice(0, 40)}…` : cell}"`;
