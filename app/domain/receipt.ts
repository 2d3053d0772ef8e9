import * as z from "zod/mini";
import {
  type Broken,
  canonicalJson,
  digestOf,
  followChain,
  type Head,
  type Link,
  loopDigest,
  type RecordedEvent,
  type Sha256,
} from "#app/domain/audit.ts";
import { type Independence, independenceOf } from "#app/domain/independence.ts";
import { revealRules } from "#app/domain/loop.ts";

/**
 * The independence receipt: a file that holds everything the record tells of one loop, and proves
 * that it was told in this order, without a database at hand.
 */

const explanation = [
  "This file shows who sealed which scorecard when, and who could read whose card from when.",
  "Every event of the loop stands in it as it was recorded. Events of other loops stand between them as digests, which tell nothing of what happened there.",
  "Each event is linked to the one before it by a SHA-256, up to the newest link at the end (head). Whoever changes, removes, adds or moves an event breaks the links after it.",
  "The hash of a sealed card stands in its event, so a card can be compared with what was sealed; scores and texts of cards do not stand here.",
  "Check it offline: npm run audit:verify -- <this file>.",
  "The check proves that the file fits its head. Whether that head is the record's own, compare with another receipt of the same installation, or with the app: npm run audit:verify -- <this file> --against-database, or the record screen.",
] as const;

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const Linked = z.strictObject({ sequence: z.int().check(z.gte(0)), hash });
const Fact = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
const OwnEvent = z.strictObject({
  id: z.string(),
  sequence: z.int(),
  at: z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)),
  actor: z.nullable(z.string()),
  action: z.string(),
  subject: z.string(),
  facts: z.record(z.string(), Fact),
  hash,
});
const OtherEvent = z.strictObject({ sequence: z.int(), content: hash, loop: hash });

const Receipt = z.strictObject({
  kind: z.literal("evenhand independence receipt"),
  version: z.literal(1),
  explanation: z.array(z.string()),
  loop: z.strictObject({ id: z.string(), candidate: z.string(), position: z.string() }),
  people: z.record(z.string(), z.string()),
  statement: z.strictObject({
    rule: z.nullable(z.enum(revealRules)),
    imported: z.boolean(),
    seals: z.array(z.record(z.string(), z.unknown())),
    readings: z.array(z.record(z.string(), z.unknown())),
  }),
  after: Linked,
  events: z.array(z.union([OwnEvent, OtherEvent])).check(z.minLength(1)),
  head: Linked,
  checksum: hash,
});
export type Receipt = z.infer<typeof Receipt>;

export type ReceiptInput = {
  readonly loop: Receipt["loop"];
  readonly people: ReadonlyMap<string, string>;
  readonly after: Head;
  /** The loop's events with what they were kept with, and digests for those between. */
  readonly links: readonly Link[];
  readonly head: Head;
};

const isOwn = (link: Link): link is Extract<Link, { action: string }> => "action" in link;

/** The file's content. People are named as far as the loop's events name them. */
export function receiptOf(input: ReceiptInput, sha256: Sha256): Receipt {
  const own = input.links.filter(isOwn);
  const file = {
    kind: "evenhand independence receipt" as const,
    version: 1 as const,
    explanation: [...explanation],
    loop: { ...input.loop },
    people: Object.fromEntries(input.people),
    statement: stated(independenceOf(own)),
    after: { ...input.after },
    events: input.links.map((link) =>
      isOwn(link)
        ? {
            ...{
              id: link.id,
              sequence: link.sequence,
              at: link.at.toISOString(),
              actor: link.actorId,
            },
            ...{ action: link.action, subject: link.subject, facts: factsOf(link.facts) },
            hash: link.hash,
          }
        : { sequence: link.sequence, content: link.content, loop: link.loop },
    ),
    head: { ...input.head },
  };
  return { ...file, checksum: sha256(canonicalJson(plain(file))) };
}

const factsOf = (facts: RecordedEvent["facts"]) =>
  Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [
      key,
      typeof value === "object" && value !== null ? [...value] : value,
    ]),
  );

type PlainJson = Parameters<typeof canonicalJson>[0];
const plain = (value: unknown): PlainJson => JSON.parse(JSON.stringify(value));

const stated = (independence: Independence): Receipt["statement"] =>
  JSON.parse(JSON.stringify(independence));

export type CheckedReceipt =
  | { readonly holds: true; readonly receipt: Receipt; readonly independence: Independence }
  | { readonly holds: false; readonly broken: Broken };

/** Recomputes everything in a receipt; finds whatever was changed in it since it was written. */
export function checkReceipt(file: unknown, sha256: Sha256): CheckedReceipt {
  const parsed = Receipt.safeParse(file);
  if (!parsed.success) return broken(null, "This is no receipt of this app");
  const receipt = parsed.data;
  const links = receipt.events.map((event): Link => linkIn(receipt.loop.id, event));
  const followed = followChain(receipt.after, links, sha256);
  if (!followed.holds) return followed;
  const { head } = followed;
  if (head.sequence !== receipt.head.sequence || head.hash !== receipt.head.hash)
    return broken(head.sequence, "it does not lead to the newest link the file names");
  const hidden = links.find((link) => "content" in link && isHidden(receipt.loop.id, link, sha256));
  if (hidden) return broken(hidden.sequence, "it belongs to this loop, but is left out");
  const own = links.filter(isOwn);
  const first = links[0];
  if (!first || !isOwn(first) || !begins(first, receipt.loop.id))
    return broken(first?.sequence ?? null, "the loop does not begin with it");
  const last = links.at(-1);
  if (!last || !isOwn(last)) return broken(head.sequence, "the file does not end with the loop");
  const independence = independenceOf(own);
  if (canonicalJson(plain(stated(independence))) !== canonicalJson(plain(receipt.statement)))
    return broken(null, "The statement is not what follows from the events");
  const { checksum, ...rest } = receipt;
  if (checksum !== sha256(canonicalJson(plain(rest))))
    return broken(null, "Names or explanations were changed");
  return { holds: true, receipt, independence };
}

const broken = (sequence: number | null, reason: string) => ({
  holds: false as const,
  broken: { sequence, reason },
});

const linkIn = (loopId: string, event: Receipt["events"][number]): Link =>
  "content" in event
    ? event
    : {
        ...{
          id: event.id,
          sequence: event.sequence,
          at: new Date(event.at),
          actorId: event.actor,
          loopId,
        },
        ...{ action: event.action, subject: event.subject, facts: event.facts, hash: event.hash },
      };

const isHidden = (loopId: string, link: Link & { loop?: string }, sha256: Sha256) =>
  link.loop === loopDigest({ sequence: link.sequence, loopId }, sha256);

const begins = ({ action, subject }: RecordedEvent, loopId: string) =>
  (action === "loop.created" || action === "loop.imported") && subject === loopId;

/** The digest that stands for an event of another loop. */
export const digestLink = (event: RecordedEvent, sha256: Sha256): Link => ({
  sequence: event.sequence,
  ...digestOf(event, sha256),
});
