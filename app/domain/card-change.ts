import type { ProbeReply } from "#app/domain/probe.ts";
import type { Observation, Rating, SealedCard } from "#app/domain/scorecard.ts";
import {
  isChanged,
  type Piece,
  type Stated,
  stated,
  wordChanges,
} from "#app/domain/text-change.ts";

/** What another version of a card says otherwise than the one before it. */

export type RatingChange = {
  readonly criterion: string;
  readonly before: Rating | null;
  readonly after: Rating | null;
  readonly evidence: readonly Piece[];
  readonly changed: boolean;
};
export type ProbeChange = {
  readonly probe: string;
  readonly title: string;
  readonly before: ProbeReply | null;
  readonly after: ProbeReply | null;
  readonly quote: readonly Piece[];
  readonly changed: boolean;
};
export type ObservationChange = Observation & { readonly kind: Piece["kind"] };

export type CardChange = {
  /** In the order of the newer version. */
  readonly ratings: readonly RatingChange[];
  readonly observations: readonly ObservationChange[];
  /** In the order of the newer version, then those it left out. */
  readonly probes: readonly ProbeChange[];
  readonly recommendation: Stated<SealedCard["recommendation"]>;
  readonly level: Stated<SealedCard["level"]>;
  readonly summary: readonly Piece[];
  /** How many of the above differ, each criterion, observation and probe counted. */
  readonly differences: number;
};

/** The difference of two sealed versions of one card. */
export function cardChange(before: SealedCard, after: SealedCard): CardChange {
  const ratings = ratingChanges(before.ratings, after.ratings);
  const observations = observationChanges(before.observations, after.observations);
  const probes = probeChanges(before.probes, after.probes);
  const recommendation = stated(before.recommendation, after.recommendation);
  const level = stated(before.level, after.level);
  const summary = wordChanges(before.summary, after.summary);
  const differences = [
    ...ratings.map(({ changed }) => changed),
    ...observations.map(({ kind }) => kind !== "same"),
    ...probes.map(({ changed }) => changed),
    recommendation.changed,
    level.changed,
    isChanged(summary),
  ].filter(Boolean).length;
  return { ratings, observations, probes, recommendation, level, summary, differences };
}

function ratingChanges(before: readonly Rating[], after: readonly Rating[]): RatingChange[] {
  const of = (ratings: readonly Rating[], key: string) =>
    ratings.find(({ criterion }) => criterion === key) ?? null;
  const keys = new Set([...after, ...before].map(({ criterion }) => criterion));
  return [...keys].map((criterion) => {
    const [was, is] = [of(before, criterion), of(after, criterion)];
    const evidence = wordChanges(was?.evidence ?? "", is?.evidence ?? "");
    const changed =
      was?.score !== is?.score ||
      was?.notObserved !== is?.notObserved ||
      was?.confidence !== is?.confidence ||
      isChanged(evidence);
    return { criterion, before: was, after: is, evidence, changed };
  });
}

function probeChanges(before: readonly ProbeReply[], after: readonly ProbeReply[]): ProbeChange[] {
  const of = (replies: readonly ProbeReply[], key: string) =>
    replies.find(({ probe }) => probe === key) ?? null;
  const keys = new Set([...after, ...before].map(({ probe }) => probe));
  return [...keys].map((probe) => {
    const [was, is] = [of(before, probe), of(after, probe)];
    const quote = wordChanges(was?.quote ?? "", is?.quote ?? "");
    const title = (is ?? was)?.title ?? probe;
    return {
      ...{ probe, title, before: was, after: is, quote },
      changed: was?.answer !== is?.answer || isChanged(quote),
    };
  });
}

/** The newer version's observations, then those it left out. One that was said twice counts twice. */
function observationChanges(
  before: readonly Observation[],
  after: readonly Observation[],
): ObservationChange[] {
  const left = [...before];
  const now = after.map((seen): ObservationChange => {
    const at = left.findIndex(
      (was) =>
        was.pattern === seen.pattern && was.stance === seen.stance && was.quote === seen.quote,
    );
    if (at >= 0) left.splice(at, 1);
    return { ...seen, kind: at >= 0 ? "same" : "added" };
  });
  return [...now, ...left.map((gone): ObservationChange => ({ ...gone, kind: "removed" }))];
}
