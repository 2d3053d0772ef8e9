/**
 * Every change is recorded by one of these, in the transaction that makes it. Payloads name things
 * and states; scores and texts never stand in them, sealed content appears as its hash.
 */
export type AuditEvent = {
  readonly action:
    | `position.${"created" | "edited" | "weighted"}`
    | `candidate.${"created" | "edited"}`
    | `loop.${"created" | "moved" | "withdrawn" | "imported"}`
    | `round.${"added" | "edited" | "cancelled"}`
    | `card.${"assigned" | "reassigned" | "saved" | "sealed" | "ended"}`
    | "debrief.opened"
    | "decision.recorded"
    | "rubric.published";
  readonly subject: string;
  readonly loopId?: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
};

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
