import { v7 as uuidv7 } from "uuid";
import type { CardKind, RevealRule } from "#app/domain/loop.ts";
import type { Permission, Viewer } from "#app/domain/people.ts";
import { type CardState, type Draft, isOwed, type SealedCard } from "#app/domain/scorecard.ts";
import type { Db } from "#db/client.server.ts";
import { addVersion, insertVersions, noVersions } from "#db/queries/seal.server.ts";
import * as schema from "#db/schema.server.ts";
import { candidate, person, position, type TestPosition } from "#tests/support/factory.ts";

/**
 * A world for the leak test: one candidate, a loop that is under way and one that was decided, and
 * somebody for every way to stand to them. Every text that is somebody's secret holds a marker of
 * its own, so that one found in an answer tells which secret reached whom.
 */

const DAY = 86_400_000;
const both = ["interviewer", "committee", "lead"] as const;

/** Who is there. `card` tells how their card on the running loop stands. */
const cast = {
  sam: { is: "an interviewer off the panel" },
  ana: { is: "on the panel, owing a card" },
  ben: { is: "on the panel, done, and a trainee's mentor" },
  dora: { is: "done with one card, owing a second" },
  ed: { is: "excused before writing" },
  sid: { is: "a trainee whose mentor is done" },
  tia: { is: "a trainee whose mentor owes a card" },
  uma: { is: "a trainee who owes a card" },
  rob: { is: "reopened, owing the next version" },
  tom: { is: "done with a second version" },
  una: { is: "writing again after an undone seal" },
  coco: { is: "committee, owing a card", may: ["interviewer", "committee"] },
  carla: { is: "committee without a card", may: ["committee"] },
  lee: { is: "lead, owing a card", may: ["interviewer", "lead"] },
  lea: { is: "lead without a card", may: ["lead"] },
  otto: { is: "owing, with an override" },
  olga: { is: "off the panel, with an override" },
  oscar: { is: "off the panel, with an override that ended" },
  barb: { is: "lead with a conflict", may: ["lead", "committee"] },
  bill: { is: "on the panel, done, with a conflict" },
  beth: { is: "on the panel, owing, with a conflict and an override" },
  cand: { is: "the candidate's own account", may: both },
  adam: { is: "administrator only", may: ["admin"] },
  aria: { is: "administrator owing a card", may: ["admin", "interviewer"] },
} as const satisfies Record<string, { is: string; may?: readonly Permission[] }>;

export type Who = keyof typeof cast;
export const everybody = Object.keys(cast) as Who[];
export const described = (who: Who) => `${who} (${cast[who].is})`;

const permissionsOf = (who: Who): readonly Permission[] => {
  const known = cast[who];
  return "may" in known ? known.may : ["interviewer"];
};

export const loops = ["running", "decided"] as const;
export type Which = (typeof loops)[number];

type Version = "current" | "earlier" | "undone";
type CardPlan = {
  readonly of: Who;
  readonly state: CardState;
  readonly kind?: CardKind;
  readonly mentor?: Who;
  readonly versions?: readonly Version[];
  readonly draft?: boolean;
};

/** The cards of the running loop. Those still owed were withdrawn when the other one was decided. */
const cards: readonly CardPlan[] = [
  { of: "ana", state: "draft", draft: true },
  { of: "ben", state: "sealed", kind: "lead", versions: ["current"] },
  { of: "dora", state: "sealed", versions: ["current"] },
  { of: "dora", state: "draft", draft: true },
  { of: "ed", state: "did-not-happen", draft: true },
  { of: "sid", state: "sealed", kind: "shadow", mentor: "ben", versions: ["current"] },
  { of: "tia", state: "sealed", kind: "shadow", mentor: "ana", versions: ["current"] },
  { of: "uma", state: "draft", kind: "shadow", mentor: "ben", draft: true },
  { of: "rob", state: "reopened", versions: ["earlier"], draft: true },
  { of: "tom", state: "sealed", versions: ["earlier", "current"] },
  { of: "una", state: "draft", versions: ["undone"], draft: true },
  { of: "coco", state: "assigned" },
  { of: "lee", state: "draft", draft: true },
  { of: "otto", state: "draft", draft: true },
  { of: "bill", state: "sealed", versions: ["current"] },
  { of: "beth", state: "draft", draft: true },
  { of: "aria", state: "draft", draft: true },
];

/** Something that only some may be told, and what it looks like in an answer. */
export type Secret =
  | {
      readonly kind:
        | ("card" | "shadow" | "earlier" | "taken back" | "undone")
        | ("draft" | "notes" | "aside");
      readonly of: Who;
      readonly loop: Which;
    }
  | { readonly kind: "decision" | "total" | "asked"; readonly of?: Who; readonly loop: Which }
  | { readonly kind: "existence" }
  | { readonly kind: "conflict" }
  | { readonly kind: "drill" }
  | { readonly kind: "name"; readonly of: Who };

export type World = {
  readonly people: Readonly<Record<Who, Viewer>>;
  readonly position: TestPosition;
  readonly candidateId: string;
  /** A drill that waits to be looked at, with the words of a card of the decided loop. */
  readonly drillDraftId: string;
  readonly loop: Readonly<Record<Which, TestedLoop>>;
  readonly secrets: ReadonlyMap<string, Secret>;
  /** When every sealed version was. */
  readonly sealedAt: Date;
};
type TestedLoop = {
  readonly id: string;
  readonly roundIds: readonly string[];
  readonly cards: readonly (CardPlan & { readonly id: string })[];
};

/** Finds every marker in an answer, whether or not it may be there. */
export function secretsIn(text: string, { secrets }: World): string[] {
  const marked = text.match(/MARK[a-z0-9]+Z/g) ?? [];
  const plain = [...secrets.keys()].filter((key) => !key.startsWith("MARK") && text.includes(key));
  return [...new Set([...marked, ...plain])];
}

export async function worldOfSecrets(
  db: Db,
  { rule, hidesNames }: { readonly rule: RevealRule; readonly hidesNames: boolean },
): Promise<World> {
  const secrets = new Map<string, Secret>();
  const mark = (what: string, secret: Secret) => {
    const marker = `MARK${what.replaceAll(/[^a-z]/g, "")}x${secrets.size}Z`;
    secrets.set(marker, secret);
    return marker;
  };
  const people = {} as Record<Who, Viewer>;
  for (const who of everybody) {
    const permissions = permissionsOf(who);
    people[who] = await person(db, { name: `${who} Nameofthe${who}`, permissions });
  }
  const at = await position(db, { title: "Engineer of the leak test", revealRule: rule });
  const own = people.cand.email;
  const known = {
    name: mark("candidate", { kind: "existence" }),
    headline: mark("headline", { kind: "existence" }),
    email: own,
  };
  const { id: candidateId } = await candidate(db, known);
  for (const who of ["barb", "bill", "beth"] as const)
    await db.insert(schema.conflict).values({
      ...{ candidateId, personId: people[who].id, kind: "interest", recordedById: people.lea.id },
      reason: mark("conflict", { kind: "conflict" }),
    });
  const sealedAt = new Date(Date.now() - 2 * DAY);
  const loopOf = (which: Which) =>
    secretLoop(db, { which, rule, hidesNames, at, candidateId, people, mark, sealedAt });
  const loop = { running: await loopOf("running"), decided: await loopOf("decided") };
  for (const words of found) secrets.set(words, { kind: "draft", of: "ana", loop: "running" });
  const drillDraftId = await secretDrill(db, { people, at, mark }, loop.decided.id);
  const world = { ...{ people, position: at, candidateId, drillDraftId, secrets }, loop, sealedAt };
  if (hidesNames)
    for (const { of } of cards) {
      const { id, name, email } = people[of];
      for (const text of [id, name, email]) secrets.set(text, { kind: "name", of });
    }
  return world;
}

async function secretDrill(
  db: Db,
  { people, at, mark }: Pick<Making, "people" | "at" | "mark">,
  loopId: string,
): Promise<string> {
  const id = uuidv7();
  const said = mark("drill", { kind: "drill" });
  const blank = { says: "", level: "", scores: {} } as const;
  const { slug, version } = at.rubric;
  await db.insert(schema.drillDraft).values({
    ...{ id, loopId, authorId: people.lea.id, savedById: people.lea.id, sentAt: new Date() },
    content: {
      ...{ title: "A drill", round: "design", level: "staff", rubric: { slug, version } },
      ...{ prompt: "", difference: "", kept: [] },
      first: { ...blank, says: said },
      second: blank,
    },
  });
  return id;
}

type Making = {
  readonly which: Which;
  readonly rule: RevealRule;
  readonly hidesNames: boolean;
  readonly at: TestPosition;
  readonly candidateId: string;
  readonly people: Readonly<Record<Who, Viewer>>;
  readonly mark: (what: string, secret: Secret) => string;
  readonly sealedAt: Date;
};

async function secretLoop(db: Db, making: Making): Promise<TestedLoop> {
  const { which, rule, hidesNames, at, candidateId, people, mark, sealedAt } = making;
  const { rubricVersionId, weightSetId } = at;
  const decided = which === "decided";
  const now = Date.now();
  const id = uuidv7();
  await db.insert(schema.loop).values({
    ...{ id, candidateId, positionId: at.id, rubricVersionId, revealRule: rule, hidesNames },
    ...{ ownerId: people.barb.id, createdAt: new Date(now - 10 * DAY) },
    state: decided ? "decided" : "reopened",
    settledAt: decided ? new Date(now - DAY) : null,
  });
  const made: TestedLoop["cards"][number][] = [];
  const roundIds: string[] = [];
  for (const [index, plan] of cards.entries()) {
    const startsAt = new Date(now - (8 - index / 4) * DAY);
    const roundId = uuidv7();
    const held = { loopId: id, kind: "design", startsAt, minutes: 60 } as const;
    await db.insert(schema.round).values({ id: roundId, ...held });
    roundIds.push(roundId);
    made.push({ ...plan, id: await secretCard(db, making, { loopId: id, roundId, plan, index }) });
  }
  // A reopened loop keeps the decision it had.
  await db.insert(schema.decision).values({
    ...{ loopId: id, number: 1, outcome: "offer", level: "staff", rubricVersionId, weightSetId },
    reasons: mark("reasons", { kind: "decision", loop: which }),
    dissent: mark("dissent", { kind: "decision", loop: which }),
    decidedById: people.carla.id,
  });
  const [pattern] = at.rubric.patterns;
  await db.insert(schema.flagResolution).values({
    ...{ loopId: id, pattern: pattern?.key ?? "", number: 1, conclusion: "holds", moments: 1 },
    ...{ until: sealedAt, resolvedById: people.carla.id },
    sentence: mark("resolution", { kind: "decision", loop: which }),
  });
  if (decided)
    await db.insert(schema.debrief).values({ loopId: id, closedAt: new Date(now - DAY) });
  for (const who of ["otto", "olga", "oscar", "beth"] as const)
    await db.insert(schema.revealOverride).values({
      ...{ loopId: id, personId: people[who].id, grantedById: people.lea.id },
      reason: mark("override", { kind: "existence" }),
      endedAt: who === "oscar" ? new Date(now - DAY) : null,
    });
  return { id, roundIds, cards: made };
}

type Placed = {
  readonly loopId: string;
  readonly roundId: string;
  readonly plan: CardPlan;
  readonly index: number;
};

/** What its author's own words are found to speak of, while they write and for them alone. */
const telling = "One approach only, and no alternative when I asked. Must be near sixty.";
const found = ["read as one approach and no other", "speaks of age"];

async function secretCard(
  db: Db,
  { which, at, people, mark, sealedAt }: Making,
  { loopId, roundId, plan, index }: Placed,
): Promise<string> {
  const { of, kind = "panel", mentor, versions = [], draft } = plan;
  const state = which === "decided" && isOwed(plan.state) ? "withdrawn" : plan.state;
  const asked = (what: string) => mark(what, { kind: "asked", of, loop: which });
  const number = versions.filter((version) => version !== "undone").length;
  const cardId = uuidv7();
  await db.insert(schema.card).values({
    ...{ id: cardId, loopId, roundId, kind, state, dueAt: new Date() },
    rubricVersionId: at.rubricVersionId,
    interviewerId: people[of].id,
    mentorId: mentor ? people[mentor].id : null,
    assignedAt: new Date(Date.now() - 9 * DAY),
    endReason: isOwed(state) || state === "sealed" ? null : mark("ending", { kind: "existence" }),
    sealedNumber: number === 0 ? null : number,
    sealedAt: number === 0 ? null : sealedAt,
    reopenReason: versions.includes("earlier") ? asked(`reopening${of}`) : null,
  });
  const rows = noVersions();
  const { rubricVersionId, rubric } = at;
  for (const [before, version] of versions.entries()) {
    const secret = { kind: secretKind(plan, version), of, loop: which } as const;
    const content = secretContent(at, index, (what) => mark(`${version}${what}of${of}`, secret));
    const numbered = { cardId, rubricVersionId, sealedAt, number: before + 1 };
    addVersion(rows, { ...numbered, points: rubric.scale.length }, content, () => uuidv7());
    const undoneAt = version === "undone" ? new Date(Date.now() - DAY) : null;
    const reason = before === 0 ? null : asked(`again${of}`);
    Object.assign(rows.versions.at(-1) ?? {}, { reason, undoneAt });
  }
  await db.transaction((tx) => insertVersions(tx, rows));
  if (versions.length > 0) {
    const content = mark(`notesof${of}`, { kind: "notes", of, loop: which });
    await db.insert(schema.privateNote).values({ cardId, content });
    const reason = mark(`asideof${of}`, { kind: "aside", of, loop: which });
    await db.insert(schema.putAside).values({ cardId, hint: "protected:age", reason });
  }
  if (draft) {
    const secret = { kind: "draft", of, loop: which } as const;
    const content = secretDraft(at, (what) => mark(`draft${what}of${of}`, secret));
    if (of === "ana" && which === "running")
      Object.assign(content, { notes: `${content.notes}. ${telling}` });
    await db.insert(schema.draft).values({ cardId, content });
  }
  return cardId;
}

function secretKind(plan: CardPlan, version: Version) {
  if (version === "undone") return "undone";
  if (version === "earlier") return plan.state === "sealed" ? "earlier" : "taken back";
  return plan.kind === "shadow" ? "shadow" : "card";
}

type Mark = (what: string) => string;

/** A card whose texts are markers and whose scores make totals that no chance would make. */
const secretContent = ({ rubric }: TestPosition, index: number, mark: Mark): SealedCard => ({
  ratings: rubric.criteria.map(({ key }, at) => ({
    criterion: key,
    ...((index + at) % 5 === 0
      ? { score: null, notObserved: "not-asked" as const }
      : { score: 1 + ((index * 3 + at * at) % rubric.scale.length), notObserved: null }),
    confidence: null,
    evidence: at === 0 ? mark("evidence") : "",
  })),
  observations: rubric.patterns
    .slice(0, 1)
    .map(({ key }) => ({ pattern: key, stance: "seen" as const, quote: mark("quote") })),
  probes: [
    {
      ...{ probe: "wrong-follow-up", title: "The planted wrong hint", taken: [], refused: [] },
      ...{ answer: "took-it", quote: mark("reply") },
    },
  ],
  recommendation: "yes",
  level: "staff",
  summary: mark("summary"),
});

const secretDraft = ({ rubric }: TestPosition, mark: Mark): Draft => ({
  ratings: Object.fromEntries(
    rubric.criteria
      .slice(0, 1)
      .map(({ key }) => [key, { score: "2", confidence: "", evidence: mark("evidence") }]),
  ),
  observations: rubric.patterns
    .slice(0, 1)
    .map(({ key }) => ({ pattern: key, stance: "seen" as const, quote: mark("quote") })),
  probes: { "wrong-follow-up": { answer: "took-it", quote: mark("reply") } },
  recommendation: "",
  level: "",
  summary: mark("summary"),
  notes: mark("notes"),
});
