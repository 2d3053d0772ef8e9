import type { RevealRule } from "#app/domain/loop.ts";
import type { Secret, Which, Who } from "#tests/support/secrets.ts";

/**
 * Who may be told what, written down by hand from the promise the product makes and not asked of
 * `access`: the leak test holds the one against the other.
 *
 * - `none`: for this person there is no such loop, nor its candidate.
 * - `own`: they know the loop and read nothing but what they wrote themselves.
 * - `all`: they read every sealed card but the trainees'.
 */
type Right = "none" | "own" | "all";
type Line = readonly [afterOwn: Right, afterAll: Right, never: Right, open: Right];

const none: Line = ["none", "none", "none", "none"];
const owes: Line = ["own", "own", "own", "all"];
const all: Line = ["all", "all", "all", "all"];

// While the running loop waits for cards, and once the other was decided.
const rights: Record<Who, Record<Which, Line>> = {
  sam: { running: none, decided: none },
  ana: { running: owes, decided: owes },
  ben: { running: ["all", "own", "own", "all"], decided: ["all", "all", "own", "all"] },
  dora: { running: owes, decided: ["all", "all", "own", "all"] },
  ed: { running: owes, decided: owes },
  sid: { running: ["all", "own", "own", "all"], decided: ["all", "all", "own", "all"] },
  tia: { running: ["all", "own", "own", "all"], decided: ["all", "all", "own", "all"] },
  uma: { running: owes, decided: owes },
  rob: { running: owes, decided: owes },
  tom: { running: ["all", "own", "own", "all"], decided: ["all", "all", "own", "all"] },
  una: { running: owes, decided: owes },
  coco: { running: owes, decided: all },
  carla: { running: all, decided: all },
  lee: { running: owes, decided: all },
  lea: { running: all, decided: all },
  otto: { running: all, decided: all },
  olga: { running: all, decided: all },
  oscar: { running: none, decided: none },
  barb: { running: none, decided: none },
  bill: { running: none, decided: none },
  beth: { running: none, decided: none },
  cand: { running: none, decided: none },
  adam: { running: none, decided: none },
  aria: { running: owes, decided: owes },
};

/**
 * A trainee's card is for the leads who owe nothing and for its mentor, once both are sealed. Ben
 * mentors Sid and is done. Ana mentors Tia, and never sealed: her card was withdrawn in the end.
 */
const trainees: Record<"sid" | "tia", Record<Which, (rule: RevealRule) => readonly Who[]>> = {
  sid: {
    running: (rule) => (rule === "open" ? ["lea", "ben", "lee"] : ["lea", "ben"]),
    decided: () => ["lea", "ben", "lee"],
  },
  tia: { running: () => [], decided: () => ["lea", "lee"] },
};

/** Where names are hidden from peers, those who look after loops still see them. */
const seesNames: readonly Who[] = ["coco", "carla", "lee", "lea"];
const leads: readonly Who[] = ["lea", "lee"];
const columns: readonly RevealRule[] = ["after-own", "after-all", "never", "open"];

export const rightOf = (who: Who, which: Which, rule: RevealRule): Right =>
  rights[who][which][columns.indexOf(rule)] ?? "none";

/** Whether this secret may reach this person, or anybody who is not signed in. */
export function mayBeTold(who: Who | null, secret: Secret, rule: RevealRule): boolean {
  if (who === null) return false;
  switch (secret.kind) {
    case "existence":
      return rightOf(who, "running", rule) !== "none";
    case "conflict":
    case "drill":
      return leads.includes(who);
    case "name":
      return who === secret.of || seesNames.includes(who);
  }
  const right = rightOf(who, secret.loop, rule);
  if (right === "none") return false;
  const own = secret.of === who;
  switch (secret.kind) {
    case "draft":
    case "undone":
    case "taken back":
    case "notes":
    case "aside":
      return own;
    case "shadow":
      return own || traineeRead(who, secret, rule);
    default:
      return own || right === "all";
  }
}

const traineeRead = (
  who: Who,
  { of, loop }: { readonly of: Who; readonly loop: Which },
  rule: RevealRule,
) => (of === "sid" || of === "tia") && trainees[of][loop](rule).includes(who);
