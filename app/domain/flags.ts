import { couldHaveRead, type SealRecord } from "#app/domain/access.ts";
import type { CardKind } from "#app/domain/loop.ts";
import type { Observation, Stance } from "#app/domain/scorecard.ts";

/** An observation as flags read it: who saw which pattern, and what they could read before sealing it. */
export type Sighting = {
  readonly observer: { readonly id: string; readonly name: string };
  readonly pattern: string;
  readonly stance: Stance;
  readonly quote: string;
  /** Interviewers whose sealed cards this observer could already read when they sealed this one. */
  readonly couldRead: readonly string[];
};

export type FlagState = "single" | "corroborated" | "contested";

export const flagStateWords: Record<FlagState, string> = {
  single: "Seen once",
  corroborated: "Corroborated",
  contested: "Contested",
};

/** A conclusion over observations of one pattern: never a verdict on the person. */
export type CandidateFlag = {
  readonly pattern: string;
  readonly state: FlagState;
  readonly reason: string;
  readonly seen: readonly Sighting[];
  readonly counter: readonly Sighting[];
};

const independent = (a: Sighting, b: Sighting) =>
  a.observer.id !== b.observer.id &&
  !a.couldRead.includes(b.observer.id) &&
  !b.couldRead.includes(a.observer.id);

const order: readonly FlagState[] = ["contested", "corroborated", "single"];

/**
 * One flag per pattern somebody saw. `contested` when another interviewer recorded counter-evidence;
 * else `corroborated` when two observers raised it independently, each sealed before either could
 * read the other; else `single`. Counter-evidence alone raises nothing. Contested flags come first,
 * then those with more observers.
 */
export function candidateFlags(sightings: readonly Sighting[]): CandidateFlag[] {
  const patterns = [...new Set(sightings.map((s) => s.pattern))];
  return patterns
    .flatMap((pattern): CandidateFlag[] => {
      const seen = sightings.filter((s) => s.pattern === pattern && s.stance === "seen");
      if (seen.length === 0) return [];
      const counter = sightings.filter(
        (s) =>
          s.pattern === pattern &&
          s.stance === "counter" &&
          seen.some((other) => other.observer.id !== s.observer.id),
      );
      const agree = seen.some((a) => seen.some((b) => independent(a, b)));
      const observers = new Set(seen.map((s) => s.observer.id)).size;
      if (counter.length > 0)
        return [
          {
            pattern,
            state: "contested",
            reason: "Another interviewer recorded counter-evidence.",
            seen,
            counter,
          },
        ];
      if (agree)
        return [
          {
            pattern,
            state: "corroborated",
            reason: "Two interviewers saw it, each sealed before either could read the other.",
            seen,
            counter,
          },
        ];
      const reason =
        observers > 1
          ? "Seen by more than one, but not independently: one could read the other first."
          : "Seen by one interviewer.";
      return [{ pattern, state: "single", reason, seen, counter }];
    })
    .toSorted(
      (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.seen.length - a.seen.length,
    );
}

/** The sightings of a panel's readable cards; trainees' cards count nowhere. */
export function sightingsOf(
  cards: readonly {
    readonly interviewer: { readonly id: string; readonly name: string };
    readonly kind: CardKind;
    readonly content: { readonly observations: readonly Observation[] } & Omit<
      SealRecord,
      "interviewer"
    >;
  }[],
  loop: Parameters<typeof couldHaveRead>[2],
): Sighting[] {
  const counted = cards.filter((card) => card.kind !== "shadow");
  const records = counted.map(
    ({ interviewer, content }): SealRecord => ({ ...content, interviewer }),
  );
  return counted.flatMap((card, at) => {
    const record = records[at];
    if (!record) return [];
    const couldRead = couldHaveRead(record, records, loop);
    return card.content.observations.map(({ pattern, stance, quote }) => ({
      observer: card.interviewer,
      pattern,
      stance,
      quote,
      couldRead,
    }));
  });
}
