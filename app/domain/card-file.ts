import { type CardSheet, sayable, shapeOfSheet } from "#app/domain/card-marks.ts";
import { stampsOf } from "#app/domain/card-stamps.ts";
import type { FileDraft, ReadCard } from "#app/domain/card-text-reader.ts";
import { bothTexts, type Clash, type Merged, mergeDrafts } from "#app/domain/draft-merge.ts";
import {
  blankProbe,
  blankRating,
  type Draft,
  type DraftProbe,
  type DraftRating,
} from "#app/domain/scorecard.ts";
import { typedDraft } from "#app/domain/typed-draft.ts";

/** The card as the server has it. */
type Kept = { readonly draft: Draft; readonly revision: number };

/**
 * What the card says once the file is on it. A field that the file leaves empty stays as it is; one
 * that was changed in the file alone is taken from there, one that was changed on the card alone
 * stays; where both were changed, each in its own way, they clash.
 */
export function meetCard({ draft, head }: ReadCard, kept: Kept, sheet: CardSheet): Merged {
  const now = sayable(kept.draft, sheet);
  const mine = overlaid(draft, kept.draft, now);
  const known = beginnings(head, kept, now);
  const [said, saved] = [stampsOf(sayable(mine, sheet)), stampsOf(now)];
  let at = 0;
  /** What stood there when the file was written, as far as that can be told. */
  const base = <T>(here: T, there: T, unknown: T): T => {
    const stamp = known?.[at];
    const [inFile, onCard] = [said[at], saved[at]];
    at++;
    if (stamp === undefined || stamp === onCard) return stamp === undefined ? unknown : there;
    return stamp === inFile ? here : unknown;
  };
  /** A text that the card says already needs no choice, whatever it began as. */
  const text = (here: string, there: string) => base(here, there, there.includes(here) ? here : "");
  const rating = (key: string): DraftRating => {
    const [here, there] = [
      mine.ratings[key] ?? blankRating,
      kept.draft.ratings[key] ?? blankRating,
    ];
    return {
      score: base(here.score, there.score, ""),
      confidence: base(here.confidence, there.confidence, ""),
      evidence: text(here.evidence, there.evidence),
    };
  };
  const probe = (key: string): DraftProbe => {
    const [here, there] = [mine.probes[key] ?? blankProbe, kept.draft.probes[key] ?? blankProbe];
    return { answer: base(here.answer, there.answer, ""), quote: text(here.quote, there.quote) };
  };
  const keys = Object.keys(now.ratings).toSorted();
  const planted = Object.keys(now.probes).toSorted();
  return mergeDrafts(
    {
      ratings: Object.fromEntries(keys.map((key) => [key, rating(key)])),
      observations: base(mine.observations, kept.draft.observations, []),
      recommendation: base(mine.recommendation, kept.draft.recommendation, ""),
      level: base(mine.level, kept.draft.level, ""),
      summary: text(mine.summary, kept.draft.summary),
      notes: text(mine.notes, kept.draft.notes),
      probes: Object.fromEntries(planted.map((key) => [key, probe(key)])),
    },
    mine,
    kept.draft,
  );
}

/** The stamps of what the file was written from; null where they were lost and cannot be told. */
function beginnings(head: ReadCard["head"], { revision }: Kept, now: Draft): string[] | null {
  const saved = stampsOf(now);
  const written = head.stamps.length;
  if (written === saved.length || written === stampsOf({ ...now, probes: {} }).length)
    return [...head.stamps];
  return head.revision === revision ? saved : null;
}

/** The card with what the file says laid over it, each text as it was saved where the file agrees. */
function overlaid(file: FileDraft, kept: Draft, now: Draft): Draft {
  const text = (said: string | undefined, saved: string, trimmed: string) =>
    said === undefined || said === trimmed ? saved : said;
  const rating = ([key, saved]: [string, DraftRating]): [string, DraftRating] => {
    const { score, confidence, evidence } = file.ratings[key] ?? {};
    return [
      key,
      {
        score: score ?? saved.score,
        confidence: confidence ?? saved.confidence,
        evidence: text(evidence, saved.evidence, now.ratings[key]?.evidence ?? ""),
      },
    ];
  };
  const probe = ([key, saved]: [string, DraftProbe]): [string, DraftProbe] => {
    const { answer, quote } = file.probes[key] ?? {};
    const said = text(quote, saved.quote, now.probes[key]?.quote ?? "");
    return [key, { answer: answer ?? saved.answer, quote: said }];
  };
  const { observations } = file;
  const same = JSON.stringify(observations) === JSON.stringify(now.observations);
  return {
    ratings: Object.fromEntries(Object.entries(kept.ratings).map(rating)),
    observations: observations === undefined || same ? kept.observations : [...observations],
    probes: Object.fromEntries(Object.entries(kept.probes).map(probe)),
    recommendation: file.recommendation ?? kept.recommendation,
    level: file.level ?? kept.level,
    summary: text(file.summary, kept.summary, now.summary),
    notes: text(file.notes, kept.notes, now.notes),
  };
}

/** How many of the card's fields one draft says otherwise than another. */
export function differences(one: Draft, other: Draft): number {
  const [a, b] = [stampsOf(one), stampsOf(other)];
  return a.filter((stamp, at) => stamp !== b[at]).length;
}

export const picks = ["mine", "theirs", "both"] as const;
export type Pick = (typeof picks)[number];

/** The draft once its author has picked what stands in a field that clashed. */
export function settled(draft: Draft, clash: Clash, pick: Pick, sheet: CardSheet): Draft {
  const { kind, path, mine, theirs } = clash;
  const both = pick === "both" && kind === "text";
  const value = both ? bothTexts(mine, theirs) : pick === "theirs" ? theirs : mine;
  const [first = "", key = "", name = ""] = path.split(".");
  const { ratings, probes } = draft;
  const next =
    first === "ratings"
      ? { ratings: { ...ratings, [key]: { ...ratings[key], [name]: value } } }
      : first === "probes"
        ? { probes: { ...probes, [key]: { ...probes[key], [name]: value } } }
        : { [first]: value };
  return typedDraft({ ...draft, ...next }, shapeOfSheet(sheet));
}
