import { refusalWords } from "#app/domain/access.ts";
import { cardChange } from "#app/domain/card-change.ts";
import { lateCards } from "#app/domain/panel-flags-loop.ts";
import type { RubricContent } from "#app/domain/rubric.ts";
import type { SealedCardPage, SealedVersion } from "#db/queries/version.server.ts";

type Readable = Extract<SealedCardPage, { readable: true }>;

/** A sealed card as it is shown: its newest version, and what each changed of the one before. */
export function forReader(
  { versions, kind, roundEndedAt, ...page }: Readable,
  { scale, criteria, patterns }: RubricContent,
  notes: string,
) {
  const standing = versions.filter(({ undone }) => !undone);
  const newest = standing.at(-1);
  const [first] = standing;
  if (!newest || !first) return null;
  const { cardId, interviewer } = page;
  const counted = { cardId, interviewer, firstSealedAt: first.sealedAt, roundEndedAt };
  const [late] = kind === "shadow" ? [] : lateCards([counted]);
  const changes = standing.slice(1).map((after, at) => ({
    before: headOf(standing[at] ?? after),
    after: headOf(after),
    change: cardChange(standing[at] ?? after, after),
  }));
  return {
    view: "read" as const,
    ...page,
    scale,
    criteria: criteria.map(({ key, title }) => ({ key, title })),
    patterns: patterns.map(({ key, title }) => ({ key, title })),
    content: newest,
    /** That it was sealed long after its round; told to its author. */
    late: late?.evidence ?? null,
    /** Its author's own, and theirs alone; while they write it again, the draft holds them. */
    notes: page.state === "sealed" ? notes : "",
    /** The newest first. */
    changes: changes.toReversed(),
    undone: versions.filter(({ undone }) => undone).toReversed(),
  };
}
export type ReadCard = NonNullable<ReturnType<typeof forReader>>;

const headOf = ({ number, sealedAt, reason }: SealedVersion) => ({ number, sealedAt, reason });

type Closed = Extract<SealedCardPage, { readable: false }>;

/**
 * A card this viewer may not read: whose it is and who is in, without a word of it. How far an
 * unsealed card is, and how often one was sealed, is not theirs to know either.
 */
export const forLocked = (page: Closed) => ({
  view: "locked" as const,
  loopId: page.loopId,
  candidate: page.candidate,
  position: page.position,
  interviewer: page.interviewer,
  reason: page.reason === null ? null : refusalWords[page.reason],
  progress: page.progress.map(({ interviewer, own, progress, kind }) => ({
    ...{ interviewer, own, progress, kind },
  })),
  mayReopen: page.mayReopen,
  number: page.mayReopen ? page.number : null,
  askedAt: page.askedAt,
});
export type LockedCard = ReturnType<typeof forLocked>;
