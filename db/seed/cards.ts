import { type Level, levels } from "#app/domain/level.ts";
import type { ProbeReply } from "#app/domain/probe.ts";
import { type Weights, weightedScore } from "#app/domain/score.ts";
import type { Observation, Rating, Recommendation, SealedCard } from "#app/domain/scorecard.ts";
import type { DemoPosition } from "#db/seed/positions.ts";
import type { Random } from "#db/seed/random.ts";
import type { Words } from "#db/seed/words.ts";

/** A criterion as cards of the demo need it. */
export type Titled = { readonly key: string; readonly title: string };

/** A score, or why there is none. */
export type Mark = number | "not-asked" | "no-signal";

export type Impression = {
  readonly position: DemoPosition;
  readonly weights: Weights;
  readonly marks: Readonly<Record<string, Mark>>;
  readonly observations: readonly Observation[];
  readonly probes: readonly ProbeReply[];
  /** Where it does not follow from the marks. */
  readonly recommendation?: Recommendation | undefined;
};

/** Writes a whole card around an interviewer's marks: evidence, recommendation, level, summary. */
export const cardWriter =
  (random: Random, words: Words, criteria: readonly Titled[]) =>
  ({ position, weights, marks, recommendation: said, ...seen }: Impression): SealedCard => {
    const ratings = criteria.map(({ key }) => ratingOf(key, marks[key] ?? "not-asked"));
    const { score, coverage } = weightedScore(ratings, weights);
    const felt = (score ?? 0) + (random() - 0.5) * 0.24;
    const recommendation = said ?? (coverage < 0.55 ? "no-decision" : recommendationFor(felt));
    const level = recommendation === "no-decision" ? null : levelFor(felt, position.level);
    const summary = words.summaryFor(recommendation, position, bestAndWorst(ratings, criteria));
    const { observations, probes } = seen;
    return { ratings, observations, probes, recommendation, level, summary };

    function ratingOf(criterion: string, mark: Mark): Rating {
      if (typeof mark !== "number")
        return { criterion, score: null, notObserved: mark, confidence: null, evidence: "" };
      const extreme = mark === 1 || mark === 4;
      const written = extreme || random() < 0.93;
      const evidence = written ? words.evidenceFor(criterion, mark, position) : "";
      const confidence = confidenceFor(random(), extreme);
      return { criterion, score: mark, notObserved: null, confidence, evidence };
    }
  };

const recommendationFor = (score: number): Recommendation =>
  score < 1.75 ? "strong-no" : score < 2.6 ? "no" : score < 3.35 ? "yes" : "strong-yes";

const confidenceFor = (chance: number, extreme: boolean) =>
  chance < 0.12 ? null : chance < (extreme ? 0.7 : 0.4) ? "high" : chance < 0.88 ? "medium" : "low";

/** The level a score speaks for on a position of the wanted one; the demo's rubric begins at senior. */
export function levelFor(score: number, wanted: Level): Level {
  const step = score >= 3.65 ? 1 : score >= 2.7 ? 0 : score >= 2 ? -1 : -2;
  const [lowest, highest] = [levels.indexOf("senior"), levels.indexOf("principal")];
  const at = Math.max(lowest, levels.indexOf(wanted) + step);
  return levels[Math.min(at, highest)] ?? wanted;
}

/** The strongest and the weakest criterion seen, as words within a sentence. */
export function bestAndWorst(
  scores: readonly { readonly criterion: string; readonly score: number | null }[],
  criteria: readonly Titled[],
): { strong: string; weak: string } {
  const seen = scores
    .flatMap(({ criterion, score }) => (score === null ? [] : [{ criterion, score }]))
    .toSorted((a, b) => b.score - a.score);
  const titled = (key: string | undefined) =>
    (criteria.find((c) => c.key === key)?.title ?? "the rest").toLowerCase();
  return { strong: titled(seen[0]?.criterion), weak: titled(seen.at(-1)?.criterion) };
}
