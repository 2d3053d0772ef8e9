import { createHash } from "node:crypto";
import { canonicalJson } from "#app/domain/audit.ts";
import type { SealedCard } from "#app/domain/scorecard.ts";

/** The SHA-256 of what a sealed version says, whatever order its ratings were read in. */
export function sealHash({ ratings, observations, recommendation, level, summary }: SealedCard) {
  const byCriterion = ratings.toSorted((a, b) => (a.criterion < b.criterion ? -1 : 1));
  const content = { ratings: byCriterion, observations, recommendation, level, summary };
  return createHash("sha256").update(canonicalJson(content)).digest("hex");
}
