import type { Draft } from "#app/domain/scorecard.ts";

/**
 * A few letters for each of a draft's fields, in one order: two drafts that say the same of a field
 * have the same ones. They tell which fields of a file were changed since it was written, without
 * keeping what stood there. "-" stands for an empty field.
 */
export const stampsOf = (draft: Draft): string[] => valuesOf(draft).map(stamp);

/**
 * Criteria and probes by their keys, so that another order on the page changes nothing; probes last,
 * where files that were written before cards had any have nothing.
 */
function valuesOf({ ratings, observations, probes, ...rest }: Draft): string[] {
  const keys = Object.keys(ratings).toSorted();
  const seen = observations.map(({ pattern, stance, quote }) => [pattern, stance, quote]);
  return [
    ...keys.flatMap((key) => {
      const { score = "", confidence = "", evidence = "" } = ratings[key] ?? {};
      return [score, confidence, evidence];
    }),
    seen.length === 0 ? "" : JSON.stringify(seen),
    ...[rest.recommendation, rest.level, rest.summary, rest.notes],
    ...Object.keys(probes)
      .toSorted()
      .flatMap((key) => [probes[key]?.answer ?? "", probes[key]?.quote ?? ""]),
  ];
}

/** FNV-1a over UTF-16 units: tells texts apart and keeps nothing secret. */
function stamp(value: string): string {
  if (value === "") return "-";
  let hash = 0x811c9dc5;
  for (let at = 0; at < value.length; at++)
    hash = Math.imul(hash ^ value.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(36).padStart(7, "0");
}
