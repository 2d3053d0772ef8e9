/**
 * Every change is recorded by one of these, in the transaction that makes it. Payloads name things
 * and states; scores and texts never stand in them, sealed content appears as its hash.
 */
export type AuditEvent = {
  readonly action: (typeof auditActions)[number];
  readonly subject: string;
  readonly loopId?: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
};

export const auditActions = [
  "position.created",
  "position.edited",
  "position.weighted",
  "position.rubric-moved",
  "candidate.created",
  "candidate.edited",
  "conflict.recorded",
  "conflict.lifted",
  "loop.created",
  "loop.moved",
  "loop.rubric-moved",
  "loop.withdrawn",
  "loop.imported",
  "round.added",
  "round.edited",
  "round.cancelled",
  "card.assigned",
  "card.reassigned",
  "card.mentored",
  "card.saved",
  "card.sealed",
  "card.unsealed",
  "card.reopen-asked",
  "card.reopen-declined",
  "card.reopened",
  "card.kept",
  "card.ended",
  "override.granted",
  "override.ended",
  "debrief.opened",
  "debrief.undone",
  "flag.resolved",
  "decision.recorded",
  "calibration.asked",
  "calibration.stopped",
  "rubric.draft-begun",
  "rubric.draft-rebased",
  "rubric.draft-discarded",
  "rubric.published",
  "library.published",
  "drill.published",
  "drill.retired",
  "drill.scored",
  "drill.rule-set",
  "drill.draft-begun",
  "drill.draft-discarded",
  "drill.review-asked",
  "drill.sent-back",
  "person.invited",
  "person.joined",
  "person.edited",
  "person.disabled",
  "person.enabled",
  "person.signed-out",
  "person.password-changed",
  "invitation.renewed",
  "invitation.revoked",
] as const;

/** An event as it is kept: numbered without gaps, by whom (null: the installation itself), when. */
export type RecordedEvent = {
  /** Random in part, so that nobody guesses an event behind its digest. */
  readonly id: string;
  readonly sequence: number;
  readonly at: Date;
  readonly actorId: string | null;
  readonly action: string;
  readonly subject: string;
  readonly loopId: string | null;
  readonly facts: AuditEvent["facts"];
};

/** SHA-256 of a text, in hexadecimal. */
export type Sha256 = (text: string) => string;

/** What the first event is linked to. */
export const GENESIS = "0".repeat(64);

/**
 * What the chain keeps of one event: the SHA-256 of its canonical JSON, and one of its place and
 * loop. Neither tells what happened, but whoever knows a loop can tell whether an event
 * is one of its own, so that a receipt cannot pass one of them over.
 */
export type Digest = { readonly content: string; readonly loop: string };

export const digestOf = (event: RecordedEvent, sha256: Sha256): Digest => ({
  content: sha256(
    canonicalJson({
      id: event.id,
      sequence: event.sequence,
      at: event.at.toISOString(),
      actor: event.actorId,
      action: event.action,
      subject: event.subject,
      loop: event.loopId,
      facts: event.facts,
    }),
  ),
  loop: loopDigest(event, sha256),
});

export const loopDigest = (
  { sequence, loopId }: Pick<RecordedEvent, "sequence" | "loopId">,
  sha256: Sha256,
): string => sha256(`${sequence} ${loopId ?? "none"}`);

/** The hash that an event is kept with: over the hash before it and its digest. */
export const linkOf = (previous: string, { content, loop }: Digest, sha256: Sha256): string =>
  sha256(`${previous}${loop}${content}`);

/** The newest link of a chain. */
export type Head = { readonly sequence: number; readonly hash: string };

/**
 * Numbers and links new events after the head, in their order; answers with them and the new head.
 * Events state their time in whole milliseconds.
 */
export function chain<E extends Omit<RecordedEvent, "sequence">>(
  head: Head,
  events: readonly E[],
  sha256: Sha256,
): { readonly events: (E & { sequence: number; hash: string })[]; readonly head: Head } {
  let { sequence, hash } = head;
  const linked = events.map((event) => {
    sequence += 1;
    hash = linkOf(hash, digestOf({ ...event, sequence }, sha256), sha256);
    return { ...event, sequence, hash };
  });
  return { events: linked, head: { sequence, hash } };
}

/** A place where the record does not hold, and what is wrong there; null where no event stands. */
export type Broken = { readonly sequence: number | null; readonly reason: string };

/** `event 41: it is not what was recorded`. */
export const brokenWords = ({ sequence, reason }: Broken): string =>
  sequence === null ? reason : `event ${sequence}: ${reason}`;

/** One kept event, or the digest that stands for one its reader may not see. */
export type Link =
  | (RecordedEvent & { readonly hash: string })
  | (Digest & { readonly sequence: number; readonly hash?: string });

/**
 * Walks links in their order from `head` and answers with the first that does not follow, or with
 * the head they lead to. Finds an event that was changed, removed, added or moved.
 */
export function followChain(
  head: Head,
  links: Iterable<Link>,
  sha256: Sha256,
):
  | { readonly holds: true; readonly head: Head }
  | { readonly holds: false; readonly broken: Broken } {
  let { sequence, hash } = head;
  const broken = (at: number, reason: string) => ({
    holds: false as const,
    broken: { sequence: at, reason },
  });
  for (const link of links) {
    if (link.sequence !== sequence + 1)
      return broken(sequence + 1, "it is missing or out of its place");
    sequence = link.sequence;
    hash = linkOf(hash, "content" in link ? link : digestOf(link, sha256), sha256);
    if (link.hash !== undefined && link.hash !== hash)
      return broken(sequence, "it is not what was recorded");
  }
  return { holds: true, head: { sequence, hash } };
}

type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** One spelling per value: keys sorted, no spaces, absent keys left out. Hashes are taken over it. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
}
