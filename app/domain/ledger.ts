import * as z from "zod/mini";
import type { Level } from "#app/domain/level.ts";
import type { CardKind } from "#app/domain/loop.ts";
import type { ProbeReply } from "#app/domain/probe.ts";
import type { Observation, Stance } from "#app/domain/scorecard.ts";

/**
 * The ledger of a loop: which anti-patterns people saw in the candidate, when, in whose words, and
 * what speaks against them. It concludes about what was observed and never about the person, and it
 * has no total. What is computed about the scoring itself stands in `panel-flags.ts`, apart.
 */

type Observer = { readonly id: string; readonly name: string };

/** A moment that an interviewer quoted for a pattern, or against it. */
export type Sighting = {
  readonly observer: Observer;
  readonly cardId: string;
  readonly pattern: string;
  readonly stance: Stance;
  readonly quote: string;
  /** The planted probe it answers; null where it was simply observed. */
  readonly probe: { readonly key: string; readonly title: string } | null;
  /** When the version of the card that first says it was sealed. */
  readonly at: Date;
  /** The words it had first, and when a later version that says it otherwise was sealed; null where none does. */
  readonly reworded: { readonly from: string; readonly at: Date } | null;
  /** When a later version that no longer says it was sealed; null while it stands. */
  readonly withdrawnAt: Date | null;
  /**
   * Interviewers whose sealed cards the observer could read before sealing that first version, from
   * the record; null where the record does not tell.
   */
  readonly couldRead: readonly string[] | null;
};

/** A version of a card that stands, or stood until the next one. */
export type LedgerVersion = {
  readonly sealedAt: Date;
  readonly observations: readonly Observation[];
  readonly probes: readonly ProbeReply[];
  readonly couldRead: readonly string[] | null;
};

export type LedgerCard = {
  readonly cardId: string;
  readonly interviewer: Observer;
  readonly kind: CardKind;
  /** The oldest first; the last is the one that counts. */
  readonly versions: readonly LedgerVersion[];
};

/** A readable card with the versions it had, as the database hands it over. */
type Kept = Omit<LedgerVersion, "couldRead"> & { readonly number: number };
export type KeptCard = Omit<LedgerCard, "versions"> & {
  readonly content: Kept & { readonly earlier: readonly Kept[] };
};

/** Cards with what each version's author could have read before sealing it. */
export const ledgerCards = (
  cards: readonly KeptCard[],
  couldRead: (cardId: string, number: number) => readonly string[] | null,
): LedgerCard[] =>
  cards.map(({ cardId, interviewer, kind, content: { earlier, ...newest } }) => ({
    ...{ cardId, interviewer, kind },
    versions: [...earlier, newest].map((version) => ({
      ...version,
      couldRead: couldRead(cardId, version.number),
    })),
  }));

type Said = Pick<Sighting, "pattern" | "stance" | "quote" | "probe">;

/**
 * What one version says of patterns. A probe speaks only in quoted words: taking it shows the
 * patterns it was planted for, engaging speaks against them, refusing it without a reason shows
 * those of a refusal.
 */
const saidIn = ({ observations, probes }: LedgerVersion): Said[] => [
  ...observations.map(({ pattern, stance, quote }) => ({ pattern, stance, quote, probe: null })),
  ...probes.flatMap(({ probe: key, title, taken, refused, answer, quote }): Said[] => {
    if (quote === "" || answer === "not-asked") return [];
    const patterns = answer === "refused" ? refused : taken;
    const stance = answer === "engaged" ? "counter" : "seen";
    return patterns.map((pattern) => ({ pattern, stance, quote, probe: { key, title } }));
  }),
];

const same = (a: Said, b: Said) =>
  a.pattern === b.pattern && a.stance === b.stance && a.probe?.key === b.probe?.key;

/**
 * The moments of a panel's readable cards. One that stands through several versions was recorded
 * with the first of them, in the words of the last, and tells those it had first; one that a later
 * version leaves out is withdrawn.
 * Trainees' cards count nowhere.
 */
export const sightingsOf = (cards: readonly LedgerCard[]): Sighting[] =>
  cards.filter(({ kind }) => kind !== "shadow").flatMap(sightingsOn);

function sightingsOn({ cardId, interviewer: observer, versions }: LedgerCard): Sighting[] {
  let standing: readonly Sighting[] = [];
  const withdrawn: Sighting[] = [];
  for (const version of versions) {
    const left = [...standing];
    const take = (fits: (earlier: Sighting) => boolean) => {
      const at = left.findIndex(fits);
      return at < 0 ? undefined : left.splice(at, 1)[0];
    };
    const now = saidIn(version);
    // Whatever is said in the same words is the same moment, before others are held to be reworded.
    const kept = now.map((said) => take((one) => same(one, said) && one.quote === said.quote));
    standing = now.map((said, at): Sighting => {
      const stays = kept[at];
      if (stays) return stays;
      const earlier = take((one) => same(one, said));
      return earlier
        ? {
            ...{ ...earlier, quote: said.quote },
            reworded: { from: earlier.reworded?.from ?? earlier.quote, at: version.sealedAt },
          }
        : {
            ...{ observer, cardId, ...said, at: version.sealedAt, couldRead: version.couldRead },
            ...{ reworded: null, withdrawnAt: null },
          };
    });
    withdrawn.push(...left.map((gone) => ({ ...gone, withdrawnAt: version.sealedAt })));
  }
  return [...standing, ...withdrawn];
}

export const flagStates = ["contested", "corroborated", "single", "withdrawn"] as const;
export type FlagState = (typeof flagStates)[number];

export const flagStateWords: Record<FlagState, string> = {
  single: "Seen once",
  corroborated: "Corroborated",
  contested: "Contested",
  withdrawn: "Withdrawn",
};

/** A conclusion over the moments of one pattern: never a verdict on the person. */
export type CandidateFlag = {
  readonly pattern: string;
  /** Whether the catalogue lets the pattern weigh at the position's level. */
  readonly weighs: boolean;
  readonly state: FlagState;
  readonly reason: string;
  /** What stands, the earliest first. */
  readonly seen: readonly Sighting[];
  readonly counter: readonly Sighting[];
  /** What its own author left out of a later version. */
  readonly withdrawn: readonly Sighting[];
};

/** Whether each was sealed before either could read the other, which takes both to be told by the record. */
const independent = (a: Sighting, b: Sighting): boolean =>
  a.observer.id !== b.observer.id &&
  a.couldRead !== null &&
  b.couldRead !== null &&
  !a.couldRead.includes(b.observer.id) &&
  !b.couldRead.includes(a.observer.id);

const observersOf = (sightings: readonly Sighting[]): number =>
  new Set(sightings.map(({ observer }) => observer.id)).size;

/**
 * One flag for each pattern that somebody saw. `contested` where another interviewer recorded
 * counter-evidence; else `corroborated` where two saw it, each sealed before either could read the
 * other; else `single`; `withdrawn` where everybody who saw it left it out of a later version.
 * Counter-evidence alone raises nothing. The result does not depend on the order of the moments but
 * for their order within a flag: by time, then by card. Contested flags come first, then those with
 * more observers; those that do not weigh at this level come last.
 */
export function candidateFlags(
  sightings: readonly Sighting[],
  { patterns, level }: { readonly patterns: readonly Weighing[]; readonly level: Level },
): CandidateFlag[] {
  const inOrder = sightings.toSorted(
    (a, b) => a.at.getTime() - b.at.getTime() || (a.cardId < b.cardId ? -1 : 1),
  );
  return [...new Set(inOrder.map(({ pattern }) => pattern))]
    .flatMap((pattern): CandidateFlag[] => {
      const all = inOrder.filter((one) => one.pattern === pattern);
      const stands = all.filter(({ withdrawnAt }) => withdrawnAt === null);
      const withdrawn = all.filter(({ withdrawnAt }) => withdrawnAt !== null);
      const seen = stands.filter(({ stance }) => stance === "seen");
      if (seen.length === 0 && !withdrawn.some(({ stance }) => stance === "seen")) return [];
      const counter = stands.filter(({ stance }) => stance === "counter");
      const known = patterns.find(({ key }) => key === pattern);
      const weighs = known === undefined || known.levels.includes(level);
      return [{ pattern, weighs, ...concluded(seen, counter), seen, counter, withdrawn }];
    })
    .toSorted(byWeight);
}

type Weighing = { readonly key: string; readonly levels: readonly Level[] };

function byWeight(a: CandidateFlag, b: CandidateFlag): number {
  return (
    Number(b.weighs) - Number(a.weighs) ||
    flagStates.indexOf(a.state) - flagStates.indexOf(b.state) ||
    observersOf(b.seen) - observersOf(a.seen) ||
    (a.pattern < b.pattern ? -1 : 1)
  );
}

function concluded(
  seen: readonly Sighting[],
  counter: readonly Sighting[],
): Pick<CandidateFlag, "state" | "reason"> {
  if (seen.length === 0)
    return { state: "withdrawn", reason: "Left out of a later version by whoever saw it." };
  const against = counter.some((one) => seen.some((s) => s.observer.id !== one.observer.id));
  if (against)
    return { state: "contested", reason: "Another interviewer recorded counter-evidence." };
  if (seen.some((a) => seen.some((b) => independent(a, b))))
    return {
      state: "corroborated",
      reason: "Two interviewers saw it, each sealed before either could read the other.",
    };
  if (observersOf(seen) === 1) return { state: "single", reason: "Seen by one interviewer." };
  return {
    state: "single",
    reason: seen.some(({ couldRead }) => couldRead === null)
      ? "Seen by more than one, but the record does not tell who could read what before sealing."
      : "Seen by more than one, but not independently: one could read the other first.",
  };
}

export const conclusions = ["holds", "does-not-hold", "open"] as const;
export type Conclusion = (typeof conclusions)[number];

export const conclusionWords: Record<Conclusion, string> = {
  holds: "It holds",
  "does-not-hold": "It does not hold",
  open: "It stays open",
};

/** The moments a conclusion rests on: how many there were, and when the last thing happened to one. */
export type Basis = { readonly moments: number; readonly until: Date };

/** Whether two interviewers saw one pattern, so that it matters who could read what before sealing. */
export const asksTheRecord = (cards: readonly LedgerCard[]): boolean => {
  const seen = sightingsOf(cards).filter(({ stance }) => stance === "seen");
  return seen.some((a) => seen.some((b) => a.pattern === b.pattern && a.cardId !== b.cardId));
};

/** What a conclusion on these moments rests on; another basis means that something was recorded or withdrawn since. */
export function basisOf(sightings: readonly Sighting[]): Basis {
  const times = sightings.map(({ at, reworded, withdrawnAt }) =>
    (withdrawnAt ?? reworded?.at ?? at).getTime(),
  );
  return { moments: sightings.length, until: new Date(Math.max(...times)) };
}

export const sameBasis = (a: Basis, b: Basis): boolean =>
  a.moments === b.moments && a.until.getTime() === b.until.getTime();

/** What the committee concludes about a pattern, in a sentence that will still make sense in a year. */
export const ResolutionForm = z.object({
  pattern: z.string("Reload the page, then try again."),
  conclusion: z.enum(conclusions, "Choose what the committee found."),
  sentence: z
    .string("Say it in a sentence.")
    .check(
      z.trim(),
      z.minLength(10, "Say in a sentence what decided it."),
      z.maxLength(1000, "Keep it under 1,000 characters."),
    ),
});
export type ResolutionForm = z.infer<typeof ResolutionForm>;
