import {
  blankProbe,
  blankRating,
  type Draft,
  type DraftProbe,
  type DraftRating,
  type Observation,
} from "#app/domain/scorecard.ts";
import { changes } from "#app/domain/text-change.ts";

/** Two versions of one draft that went on from the same earlier one, made into one again. */

type ChoicePath =
  | `ratings.${string}.${"score" | "confidence"}`
  | `probes.${string}.answer`
  | "recommendation"
  | "level";
type TextPath = `ratings.${string}.evidence` | `probes.${string}.quote` | "summary" | "notes";

/** A field that both changed, each in its own way. */
export type Clash = {
  readonly mine: string;
  readonly theirs: string;
} & (
  | { readonly kind: "choice"; readonly path: ChoicePath }
  | { readonly kind: "text"; readonly path: TextPath }
);

export type Merged = {
  /** What both say together; where they clash it says what is mine. */
  readonly draft: Draft;
  readonly clashes: readonly Clash[];
};

/**
 * What one side alone changed is taken from that side. A text that both changed is put together
 * line by line where they changed different lines, and clashes where they did not; a choice that
 * both changed clashes. Observations are a set: what either added stays, what either removed goes,
 * and one that both reworded stands in both wordings.
 */
export function mergeDrafts(base: Draft | null, mine: Draft, theirs: Draft): Merged {
  const clashes: Clash[] = [];
  const choice = <T extends string>(path: ChoicePath, of: (draft: Draft) => T): T => {
    const both = either(base && of(base), of(mine), of(theirs));
    if (both !== null) return both;
    clashes.push({ kind: "choice", path, mine: of(mine), theirs: of(theirs) });
    return of(mine);
  };
  const text = (path: TextPath, of: (draft: Draft) => string): string => {
    const merged = mergeTexts(base && of(base), of(mine), of(theirs));
    if (merged !== null) return merged;
    clashes.push({ kind: "text", path, mine: of(mine), theirs: of(theirs) });
    return of(mine);
  };
  const rating = (key: string): DraftRating => {
    const of = (draft: Draft) => draft.ratings[key] ?? blankRating;
    return {
      score: choice(`ratings.${key}.score`, (draft) => of(draft).score),
      confidence: choice(`ratings.${key}.confidence`, (draft) => of(draft).confidence),
      evidence: text(`ratings.${key}.evidence`, (draft) => of(draft).evidence),
    };
  };
  const probe = (key: string): DraftProbe => {
    const of = (draft: Draft) => draft.probes[key] ?? blankProbe;
    return {
      answer: choice(`probes.${key}.answer`, (draft) => of(draft).answer),
      quote: text(`probes.${key}.quote`, (draft) => of(draft).quote),
    };
  };
  const keys = new Set([mine, theirs].flatMap(({ ratings }) => Object.keys(ratings)));
  const planted = new Set([mine, theirs].flatMap(({ probes }) => Object.keys(probes)));
  const draft: Draft = {
    ratings: Object.fromEntries([...keys].map((key) => [key, rating(key)])),
    observations: mergeObservations(
      base?.observations ?? [],
      mine.observations,
      theirs.observations,
    ),
    probes: Object.fromEntries([...planted].map((key) => [key, probe(key)])),
    recommendation: choice("recommendation", (draft) => draft.recommendation),
    level: choice("level", (draft) => draft.level),
    summary: text("summary", (draft) => draft.summary),
    notes: text("notes", (draft) => draft.notes),
  };
  return { draft, clashes };
}

/** Both texts in one, to be tidied by hand; one of them where it already says what the other does. */
export function bothTexts(mine: string, theirs: string): string {
  if (mine.includes(theirs)) return mine;
  return theirs.includes(mine) ? theirs : `${mine.trimEnd()}\n\n${theirs}`;
}

/** What stands where at most one side changed, or both alike; null where they did not. */
function either<T extends string>(base: T | null, mine: T, theirs: T): T | null {
  if (mine === theirs || theirs === base) return mine;
  return mine === base ? theirs : null;
}

/** Both texts' changes to one, or null where they changed the same lines. */
export function mergeTexts(base: string | null, mine: string, theirs: string): string | null {
  const whole = either(base, mine, theirs);
  if (whole !== null || base === null) return whole;
  const was = base.split("\n");
  const [here, there] = [regions(was, mine.split("\n")), regions(was, theirs.split("\n"))];
  const lines: string[] = [];
  const chunk = { was: [] as string[], here: [] as string[], there: [] as string[] };
  const close = (): boolean => {
    const spelled = (side: readonly string[]) => JSON.stringify(side);
    const [b, m, t] = [spelled(chunk.was), spelled(chunk.here), spelled(chunk.there)];
    const chosen = either(b, m, t);
    if (chosen === null) return false;
    lines.push(...(chosen === m ? chunk.here : chunk.there));
    chunk.was = [];
    chunk.here = [];
    chunk.there = [];
    return true;
  };
  for (let at = 0; at <= was.length; at++) {
    chunk.here.push(...(here.before[at] ?? []));
    chunk.there.push(...(there.before[at] ?? []));
    const line = was[at];
    const stays = line === undefined || (here.stays[at] && there.stays[at]);
    if (stays && !close()) return null;
    if (line === undefined) continue;
    if (stays) lines.push(line);
    else {
      chunk.was.push(line);
      if (here.stays[at]) chunk.here.push(line);
      if (there.stays[at]) chunk.there.push(line);
    }
  }
  return lines.join("\n");
}

/** Of each line of a text, whether it stays in the newer one, and what is put before it. */
function regions(was: readonly string[], is: readonly string[]) {
  const before: string[][] = [[]];
  const stays: boolean[] = [];
  for (const { kind, text } of changes(was, is)) {
    if (kind === "added") before.at(-1)?.push(text);
    else {
      stays.push(kind === "same");
      before.push([]);
    }
  }
  return { before, stays };
}

const spell = ({ pattern, stance, quote }: Observation) => JSON.stringify([pattern, stance, quote]);

function mergeObservations(
  base: readonly Observation[],
  mine: readonly Observation[],
  theirs: readonly Observation[],
): Observation[] {
  const spelled = (list: readonly Observation[]) => JSON.stringify(list.map(spell));
  const whole = either(spelled(base), spelled(mine), spelled(theirs));
  if (whole !== null) return [...(whole === spelled(mine) ? mine : theirs)];
  const count = (list: readonly Observation[], one: string) =>
    list.filter((seen) => spell(seen) === one).length;
  const wanted = (one: string) => {
    const [was, here, there] = [count(base, one), count(mine, one), count(theirs, one)];
    if (here === was) return there;
    return there === was ? here : Math.max(here, there);
  };
  const result: Observation[] = [];
  for (const seen of [...mine, ...theirs])
    if (count(result, spell(seen)) < wanted(spell(seen))) result.push(seen);
  return result;
}
