import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import type { AuditEvent } from "#app/domain/audit.ts";
import type { Starts } from "#app/domain/calibration/report.ts";
import { runStates } from "#app/domain/calibration/run.ts";
import { outcomes } from "#app/domain/debrief.ts";
import type { Drill, DrillScoring } from "#app/domain/drill.ts";
import type { DrillDraft } from "#app/domain/drill-draft.ts";
import type { QualificationRule } from "#app/domain/drill-qualification.ts";
import { conclusions } from "#app/domain/ledger.ts";
import { levels } from "#app/domain/level.ts";
import { cardKinds, conflictKinds, loopStates, revealRules, roundKinds } from "#app/domain/loop.ts";
import { type Permission, permissions } from "#app/domain/people.ts";
import { probeAnswers } from "#app/domain/probe.ts";
import type { Library } from "#app/domain/question.ts";
import type { RubricContent } from "#app/domain/rubric.ts";
import type { RubricDraft } from "#app/domain/rubric-draft.ts";
import {
  cardStates,
  confidences,
  type Draft,
  notObserved,
  recommendations,
  stances,
} from "#app/domain/scorecard.ts";

/**
 * The whole data model. Two rules hold it together: what was sealed or decided is only ever added
 * to (versions, weight sets, decisions, events), and nothing cascades into a sealed card.
 * Drafts stand in their own table, so a query for others' cards cannot reach one by mistake.
 */

const id = () =>
  uuid()
    .primaryKey()
    .$defaultFn(() => uuidv7());
const at = () => timestamp({ withTimezone: true, mode: "date" });
const createdAt = () => at().notNull().defaultNow();
/** Counts edits; a write that names an older one is refused as a conflict. */
const version = () => integer().notNull().default(1);
const words = (values: readonly string[]) => sql.raw(values.map((v) => `'${v}'`).join(", "));

// ---- People and sign-in (the table shapes better-auth expects)

export const person = pgTable(
  "person",
  {
    id: id(),
    name: text().notNull(),
    email: text().notNull().unique(),
    emailVerified: boolean().notNull().default(false),
    image: text(),
    permissions: text().array().$type<Permission[]>().notNull().default(sql`'{}'`),
    disabledAt: at(),
    version: version(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [
    check("person_permissions", sql`${t.permissions} <@ array[${words(permissions)}]::text[]`),
    check("person_email_lower", sql`${t.email} = lower(${t.email})`),
    index("person_name").on(t.name),
  ],
);

export const session = pgTable(
  "session",
  {
    id: id(),
    token: text().notNull().unique(),
    userId: uuid()
      .notNull()
      .references(() => person.id, { onDelete: "cascade" }),
    expiresAt: at().notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [index("session_user").on(t.userId)],
);

export const account = pgTable(
  "account",
  {
    id: id(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    userId: uuid()
      .notNull()
      .references(() => person.id, { onDelete: "cascade" }),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: at(),
    refreshTokenExpiresAt: at(),
    scope: text(),
    password: text(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [
    unique("account_of_provider").on(t.providerId, t.accountId),
    index("account_user").on(t.userId),
  ],
);

export const verification = pgTable(
  "verification",
  {
    id: id(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: at().notNull(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [index("verification_identifier").on(t.identifier)],
);

/** Attempts per address and path, shared by every app process (better-auth's table shape). */
export const rateLimit = pgTable("rate_limit", {
  id: id(),
  key: text().notNull().unique(),
  count: integer().notNull(),
  lastRequest: bigint({ mode: "number" }).notNull(),
});

/** An invitation by mail. Only the hash of the link's token is kept. */
export const invitation = pgTable(
  "invitation",
  {
    id: id(),
    email: text().notNull(),
    name: text().notNull(),
    permissions: text().array().$type<Permission[]>().notNull(),
    tokenHash: text().notNull().unique(),
    invitedById: uuid()
      .notNull()
      .references(() => person.id),
    createdAt: createdAt(),
    expiresAt: at().notNull(),
    acceptedAt: at(),
    revokedAt: at(),
  },
  (t) => [
    check("invitation_permissions", sql`${t.permissions} <@ array[${words(permissions)}]::text[]`),
    check("invitation_email_lower", sql`${t.email} = lower(${t.email})`),
    uniqueIndex("invitation_open")
      .on(t.email)
      .where(sql`${t.acceptedAt} is null and ${t.revokedAt} is null`),
  ],
);

/** Mail to be sent, written with the change that causes it. Its text is emptied once it is out. */
export const mail = pgTable(
  "mail",
  {
    id: id(),
    to: text().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    createdAt: createdAt(),
    /** When it is tried next. */
    dueAt: createdAt(),
    attempts: smallint().notNull().default(0),
    sentAt: at(),
    /** Set where it was given up, with the last answer of the mail server. */
    failedAt: at(),
    lastError: text(),
  },
  (t) => [index("mail_due").on(t.dueAt).where(sql`${t.sentAt} is null and ${t.failedAt} is null`)],
);

// ---- Rubrics

export const rubricVersion = pgTable(
  "rubric_version",
  {
    id: id(),
    slug: text().notNull(),
    number: integer().notNull(),
    title: text().notNull(),
    points: smallint().notNull(),
    content: jsonb().$type<RubricContent>().notNull(),
    hash: text().notNull(),
    /** What changed, in the words of whoever published it; empty on versions published from files. */
    note: text().notNull().default(""),
    /** Null where the installation published it from a file. */
    publishedById: uuid().references(() => person.id),
    publishedAt: createdAt(),
  },
  (t) => [
    unique("rubric_version_number").on(t.slug, t.number),
    check("rubric_version_points", sql`${t.points} between 2 and 10`),
    check("rubric_version_positive", sql`${t.number} >= 1`),
  ],
);

/** A rubric's criteria as rows, so that weights and ratings can only name ones that exist. */
export const criterion = pgTable(
  "criterion",
  {
    rubricVersionId: uuid()
      .notNull()
      .references(() => rubricVersion.id),
    key: text().notNull(),
    ordinal: smallint().notNull(),
    points: smallint().notNull(),
  },
  (t) => [
    primaryKey({ name: "criterion_key", columns: [t.rubricVersionId, t.key] }),
    unique("criterion_points").on(t.rubricVersionId, t.key, t.points),
  ],
);

export const pattern = pgTable(
  "pattern",
  {
    rubricVersionId: uuid()
      .notNull()
      .references(() => rubricVersion.id),
    key: text().notNull(),
  },
  (t) => [primaryKey({ name: "pattern_key", columns: [t.rubricVersionId, t.key] })],
);

/** A rubric's next version while it is written: as typed, whole or not. Gone once published. */
export const rubricDraft = pgTable(
  "rubric_draft",
  {
    id: id(),
    slug: text().notNull().unique(),
    /** The version it was begun from; null on a rubric that has none yet. */
    baseId: uuid().references(() => rubricVersion.id),
    content: jsonb().$type<RubricDraft>().notNull(),
    revision: integer().notNull().default(1),
    authorId: uuid()
      .notNull()
      .references(() => person.id),
    savedAt: createdAt(),
    createdAt: createdAt(),
  },
  (t) => [check("rubric_draft_revision", sql`${t.revision} >= 1`)],
);

/** The question bank with the rounds' kits, as published: the highest number is in force. */
export const library = pgTable("library", {
  number: integer().primaryKey(),
  content: jsonb().$type<Library>().notNull(),
  hash: text().notNull(),
  publishedAt: createdAt(),
});

// ---- Positions and weights

export const position = pgTable(
  "position",
  {
    id: id(),
    title: text().notNull(),
    level: text({ enum: levels }).notNull(),
    rubricVersionId: uuid()
      .notNull()
      .references(() => rubricVersion.id),
    revealRule: text({ enum: revealRules }).notNull().default("after-own"),
    /** Whether panel members read each other's cards without the names of who wrote them. */
    hidesNames: boolean().notNull().default(false),
    closedAt: at(),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    check("position_level", sql`${t.level} in (${words(levels)})`),
    check("position_reveal_rule", sql`${t.revealRule} in (${words(revealRules)})`),
    index("position_title").on(t.title),
    index("position_rubric").on(t.rubricVersionId),
  ],
);

export const weightSet = pgTable(
  "weight_set",
  {
    id: id(),
    positionId: uuid()
      .notNull()
      .references(() => position.id),
    rubricVersionId: uuid()
      .notNull()
      .references(() => rubricVersion.id),
    number: integer().notNull(),
    reason: text().notNull(),
    authorId: uuid().references(() => person.id),
    createdAt: createdAt(),
  },
  (t) => [
    unique("weight_set_number").on(t.positionId, t.number),
    unique("weight_set_rubric").on(t.id, t.rubricVersionId),
  ],
);

export const weight = pgTable(
  "weight",
  {
    weightSetId: uuid().notNull(),
    rubricVersionId: uuid().notNull(),
    criterion: text().notNull(),
    percent: smallint().notNull(),
  },
  (t) => [
    primaryKey({ name: "weight_key", columns: [t.weightSetId, t.criterion] }),
    foreignKey({
      name: "weight_of_set",
      columns: [t.weightSetId, t.rubricVersionId],
      foreignColumns: [weightSet.id, weightSet.rubricVersionId],
    }),
    foreignKey({
      name: "weight_of_criterion",
      columns: [t.rubricVersionId, t.criterion],
      foreignColumns: [criterion.rubricVersionId, criterion.key],
    }),
    check("weight_percent", sql`${t.percent} between 0 and 100`),
  ],
);

// ---- Candidates, loops, rounds

export const candidate = pgTable(
  "candidate",
  {
    id: id(),
    name: text().notNull(),
    email: text(),
    headline: text().notNull().default(""),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [index("candidate_name").on(t.name), index("candidate_email").on(sql`lower(${t.email})`)],
);

/** Who has no access to a candidate: a conflict of interest, or the candidate's own account. */
export const conflict = pgTable(
  "conflict",
  {
    id: id(),
    candidateId: uuid()
      .notNull()
      .references(() => candidate.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    kind: text({ enum: conflictKinds }).notNull(),
    reason: text().notNull(),
    recordedById: uuid()
      .notNull()
      .references(() => person.id),
    recordedAt: createdAt(),
  },
  (t) => [
    unique("conflict_once").on(t.candidateId, t.personId),
    index("conflict_person").on(t.personId),
    check("conflict_kind", sql`${t.kind} in (${words(conflictKinds)})`),
    check("conflict_reason", sql`length(${t.reason}) > 0`),
  ],
);

export const loop = pgTable(
  "loop",
  {
    id: id(),
    candidateId: uuid()
      .notNull()
      .references(() => candidate.id),
    positionId: uuid()
      .notNull()
      .references(() => position.id),
    /** The rubric and the reveal rules the loop began with; a later change of the position's is not theirs. */
    rubricVersionId: uuid()
      .notNull()
      .references(() => rubricVersion.id),
    revealRule: text({ enum: revealRules }).notNull(),
    hidesNames: boolean().notNull().default(false),
    state: text({ enum: loopStates }).notNull().default("planned"),
    ownerId: uuid().references(() => person.id),
    /** Set by an import, to recognise the same row again. */
    importKey: text().unique(),
    settledAt: at(),
    withdrawReason: text(),
    createdAt: createdAt(),
  },
  (t) => [
    check("loop_state", sql`${t.state} in (${words(loopStates)})`),
    check("loop_reveal_rule", sql`${t.revealRule} in (${words(revealRules)})`),
    check("loop_settled", sql`(${t.state} = 'decided') = (${t.settledAt} is not null)`),
    check(
      "loop_withdraw_reason",
      sql`(${t.state} = 'withdrawn') = (${t.withdrawReason} is not null)`,
    ),
    unique("loop_rubric").on(t.id, t.rubricVersionId),
    index("loop_created").on(t.createdAt),
    index("loop_candidate").on(t.candidateId),
    index("loop_position").on(t.positionId, t.state, t.settledAt),
    index("loop_state_created").on(t.state, t.createdAt),
    index("loop_owner").on(t.ownerId),
  ],
);

export const round = pgTable(
  "round",
  {
    id: id(),
    loopId: uuid()
      .notNull()
      .references(() => loop.id),
    kind: text({ enum: roundKinds }).notNull(),
    focus: text().array().notNull().default(sql`'{}'`),
    startsAt: at().notNull(),
    minutes: smallint().notNull(),
    cancelledAt: at(),
    cancelReason: text(),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    check("round_kind", sql`${t.kind} in (${words(roundKinds)})`),
    check("round_minutes", sql`${t.minutes} between 15 and 480`),
    check("round_cancel_reason", sql`(${t.cancelledAt} is null) = (${t.cancelReason} is null)`),
    unique("round_of_loop").on(t.id, t.loopId),
    index("round_loop").on(t.loopId, t.startsAt),
  ],
);

// ---- Cards

export const card = pgTable(
  "card",
  {
    id: id(),
    loopId: uuid().notNull(),
    roundId: uuid().notNull(),
    rubricVersionId: uuid().notNull(),
    interviewerId: uuid()
      .notNull()
      .references(() => person.id),
    kind: text({ enum: cardKinds }).notNull().default("panel"),
    /** Who reads a trainee's card with the leads, once both are sealed. */
    mentorId: uuid().references(() => person.id),
    state: text({ enum: cardStates }).notNull().default("assigned"),
    endReason: text(),
    /** The number of the sealed version that counts; null until the first seal. */
    sealedNumber: integer(),
    dueAt: at().notNull(),
    assignedAt: createdAt(),
    sealedAt: at(),
    /** Set while the author waits for a lead to reopen the sealed card. */
    reopenAskedAt: at(),
    /** Why the card is to be, or was, reopened; its next version is kept with it. */
    reopenReason: text(),
  },
  (t) => [
    check("card_kind", sql`${t.kind} in (${words(cardKinds)})`),
    check("card_state", sql`${t.state} in (${words(cardStates)})`),
    check(
      "card_sealed",
      sql`${t.state} <> 'sealed' or (${t.sealedNumber} is not null and ${t.sealedAt} is not null)`,
    ),
    check("card_mentor", sql`${t.mentorId} is null or ${t.kind} = 'shadow'`),
    check(
      "card_reopening",
      sql`(${t.state} <> 'reopened' and ${t.reopenAskedAt} is null) or ${t.reopenReason} is not null`,
    ),
    check("card_reopen_asked", sql`${t.reopenAskedAt} is null or ${t.state} = 'sealed'`),
    check(
      "card_end_reason",
      sql`(${t.state} in ('did-not-happen', 'withdrawn')) = (${t.endReason} is not null)`,
    ),
    foreignKey({
      name: "card_of_round",
      columns: [t.roundId, t.loopId],
      foreignColumns: [round.id, round.loopId],
    }),
    foreignKey({
      name: "card_of_loop",
      columns: [t.loopId, t.rubricVersionId],
      foreignColumns: [loop.id, loop.rubricVersionId],
      // A loop that has not started may move to its position's newer rubric, with its empty cards.
    }).onUpdate("cascade"),
    unique("card_rubric").on(t.id, t.rubricVersionId),
    uniqueIndex("card_once").on(t.roundId, t.interviewerId).where(sql`${t.state} <> 'withdrawn'`),
    index("card_loop").on(t.loopId),
    index("card_round").on(t.roundId),
    index("card_interviewer").on(t.interviewerId, t.state, t.dueAt),
    index("card_mentored").on(t.mentorId),
    index("card_asked").on(t.reopenAskedAt).where(sql`${t.reopenAskedAt} is not null`),
  ],
);

/** What the author has typed so far. Read by its author only; gone once sealed. */
export const draft = pgTable(
  "draft",
  {
    cardId: uuid()
      .primaryKey()
      .references(() => card.id),
    content: jsonb().$type<Draft>().notNull(),
    revision: integer().notNull().default(1),
    savedAt: createdAt(),
  },
  (t) => [check("draft_revision", sql`${t.revision} >= 1`)],
);

/** What the author noted while interviewing, kept past the seal for them alone. Never sealed. */
export const privateNote = pgTable("private_note", {
  cardId: uuid()
    .primaryKey()
    .references(() => card.id),
  content: text().notNull(),
});

export const cardVersion = pgTable(
  "card_version",
  {
    id: id(),
    cardId: uuid().notNull(),
    rubricVersionId: uuid().notNull(),
    number: integer().notNull(),
    /** Null only on imported cards that stated none. */
    recommendation: text({ enum: recommendations }),
    level: text({ enum: levels }),
    summary: text().notNull(),
    reason: text(),
    hash: text().notNull(),
    sealedAt: createdAt(),
    /** Set where its author took the seal back before anybody had read it: theirs alone for ever. */
    undoneAt: at(),
  },
  (t) => [
    foreignKey({
      name: "card_version_of_card",
      columns: [t.cardId, t.rubricVersionId],
      foreignColumns: [card.id, card.rubricVersionId],
    }),
    unique("card_version_number").on(t.cardId, t.number),
    unique("card_version_rubric").on(t.id, t.rubricVersionId),
    check("card_version_positive", sql`${t.number} >= 1`),
    check("card_version_reason", sql`${t.number} = 1 or ${t.reason} is not null`),
    check("card_version_recommendation", sql`${t.recommendation} in (${words(recommendations)})`),
    check("card_version_level", sql`${t.level} in (${words(levels)})`),
  ],
);

export const rating = pgTable(
  "rating",
  {
    cardVersionId: uuid().notNull(),
    rubricVersionId: uuid().notNull(),
    criterion: text().notNull(),
    points: smallint().notNull(),
    score: smallint(),
    notObserved: text({ enum: notObserved }),
    confidence: text({ enum: confidences }),
    evidence: text().notNull().default(""),
  },
  (t) => [
    primaryKey({ name: "rating_key", columns: [t.cardVersionId, t.criterion] }),
    foreignKey({
      name: "rating_of_version",
      columns: [t.cardVersionId, t.rubricVersionId],
      foreignColumns: [cardVersion.id, cardVersion.rubricVersionId],
    }),
    foreignKey({
      name: "rating_of_criterion",
      columns: [t.rubricVersionId, t.criterion, t.points],
      foreignColumns: [criterion.rubricVersionId, criterion.key, criterion.points],
    }),
    check("rating_on_scale", sql`${t.score} between 1 and ${t.points}`),
    check("rating_or_unseen", sql`(${t.score} is null) <> (${t.notObserved} is null)`),
    check("rating_not_observed", sql`${t.notObserved} in (${words(notObserved)})`),
    check("rating_confidence", sql`${t.confidence} in (${words(confidences)})`),
  ],
);

export const observation = pgTable(
  "observation",
  {
    id: id(),
    cardVersionId: uuid().notNull(),
    rubricVersionId: uuid().notNull(),
    pattern: text().notNull(),
    stance: text({ enum: stances }).notNull(),
    quote: text().notNull(),
    ordinal: smallint().notNull(),
  },
  (t) => [
    foreignKey({
      name: "observation_of_version",
      columns: [t.cardVersionId, t.rubricVersionId],
      foreignColumns: [cardVersion.id, cardVersion.rubricVersionId],
    }),
    foreignKey({
      name: "observation_of_pattern",
      columns: [t.rubricVersionId, t.pattern],
      foreignColumns: [pattern.rubricVersionId, pattern.key],
    }),
    unique("observation_ordinal").on(t.cardVersionId, t.ordinal),
    check("observation_stance", sql`${t.stance} in (${words(stances)})`),
    check("observation_quote", sql`length(${t.quote}) > 0`),
  ],
);

/** How a planted probe of the round's kit was met, with the probe as the card asked about it. */
export const probeReply = pgTable(
  "probe_reply",
  {
    cardVersionId: uuid()
      .notNull()
      .references(() => cardVersion.id),
    probe: text().notNull(),
    ordinal: smallint().notNull(),
    title: text().notNull(),
    /** Patterns that taking it shows, and that refusing it without a reason shows. */
    taken: text().array().notNull(),
    refused: text().array().notNull(),
    answer: text({ enum: probeAnswers }).notNull(),
    /** What the candidate said or did, as quoted. */
    quote: text().notNull().default(""),
  },
  (t) => [
    primaryKey({ name: "probe_reply_key", columns: [t.cardVersionId, t.probe] }),
    check("probe_reply_answer", sql`${t.answer} in (${words(probeAnswers)})`),
  ],
);

/**
 * What an author put aside for good while writing a card: a suggested pattern, or a hint, of which
 * only the hash is kept, with the author's reason. Theirs alone, like their notes.
 */
export const putAside = pgTable(
  "put_aside",
  {
    cardId: uuid()
      .notNull()
      .references(() => card.id),
    hint: text().notNull(),
    reason: text().notNull().default(""),
    at: createdAt(),
  },
  (t) => [primaryKey({ name: "put_aside_key", columns: [t.cardId, t.hint] })],
);

// ---- Debrief and decision

/** What the committee concluded about a pattern of a loop, in a sentence: the highest number holds. */
export const flagResolution = pgTable(
  "flag_resolution",
  {
    id: id(),
    loopId: uuid()
      .notNull()
      .references(() => loop.id),
    pattern: text().notNull(),
    number: integer().notNull(),
    conclusion: text({ enum: conclusions }).notNull(),
    sentence: text().notNull(),
    /** How many moments the pattern had then, and when the newest of them was sealed or withdrawn. */
    moments: smallint().notNull(),
    until: at().notNull(),
    resolvedById: uuid()
      .notNull()
      .references(() => person.id),
    resolvedAt: createdAt(),
  },
  (t) => [
    unique("flag_resolution_number").on(t.loopId, t.pattern, t.number),
    check("flag_resolution_conclusion", sql`${t.conclusion} in (${words(conclusions)})`),
    check("flag_resolution_sentence", sql`length(${t.sentence}) > 0`),
  ],
);

export const debrief = pgTable("debrief", {
  id: id(),
  loopId: uuid()
    .notNull()
    .unique()
    .references(() => loop.id),
  openedById: uuid().references(() => person.id),
  openedAt: createdAt(),
  closedAt: at(),
});

export const vote = pgTable(
  "vote",
  {
    id: id(),
    debriefId: uuid()
      .notNull()
      .references(() => debrief.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    ballot: text({ enum: ["first", "final"] }).notNull(),
    recommendation: text({ enum: recommendations }).notNull(),
    level: text({ enum: levels }),
    reason: text().notNull().default(""),
    castAt: createdAt(),
  },
  (t) => [
    unique("vote_once").on(t.debriefId, t.personId, t.ballot),
    check("vote_ballot", sql`${t.ballot} in ('first', 'final')`),
    check("vote_recommendation", sql`${t.recommendation} in (${words(recommendations)})`),
    check("vote_level", sql`${t.level} in (${words(levels)})`),
  ],
);

export const decision = pgTable(
  "decision",
  {
    id: id(),
    loopId: uuid().notNull(),
    number: integer().notNull(),
    outcome: text({ enum: outcomes }).notNull(),
    level: text({ enum: levels }),
    reasons: text().notNull(),
    dissent: text().notNull().default(""),
    rubricVersionId: uuid().notNull(),
    weightSetId: uuid().notNull(),
    decidedById: uuid().references(() => person.id),
    decidedAt: createdAt(),
  },
  (t) => [
    unique("decision_number").on(t.loopId, t.number),
    foreignKey({
      name: "decision_of_loop",
      columns: [t.loopId, t.rubricVersionId],
      foreignColumns: [loop.id, loop.rubricVersionId],
    }),
    foreignKey({
      name: "decision_weights",
      columns: [t.weightSetId, t.rubricVersionId],
      foreignColumns: [weightSet.id, weightSet.rubricVersionId],
    }),
    check("decision_outcome", sql`${t.outcome} in (${words(outcomes)})`),
    check("decision_level", sql`${t.level} in (${words(levels)})`),
    check("decision_level_stated", sql`${t.level} is not null or ${t.outcome} = 'not-recorded'`),
    check("decision_reasons", sql`length(${t.reasons}) > 0`),
  ],
);

/** A lead's permission for one person to read one loop before their turn. */
export const revealOverride = pgTable(
  "override",
  {
    id: id(),
    loopId: uuid()
      .notNull()
      .references(() => loop.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    grantedById: uuid()
      .notNull()
      .references(() => person.id),
    reason: text().notNull(),
    grantedAt: createdAt(),
    endedAt: at(),
  },
  (t) => [
    uniqueIndex("override_once").on(t.loopId, t.personId).where(sql`${t.endedAt} is null`),
    index("override_loop").on(t.loopId),
    index("override_person").on(t.personId),
    check("override_reason", sql`length(${t.reason}) > 0`),
  ],
);

/**
 * Who read a loop's panel while one of its cards was fresh, written before the reading: a seal can
 * be undone for a minute, unless somebody has seen it or its author has seen the others.
 */
export const panelReading = pgTable(
  "panel_reading",
  {
    loopId: uuid()
      .notNull()
      .references(() => loop.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    readAt: at().notNull(),
  },
  (t) => [primaryKey({ name: "panel_reading_key", columns: [t.loopId, t.personId] })],
);

// ---- The record

/** The organisation whose record this is, with the newest link of its chain. One row. */
export const organisation = pgTable(
  "organisation",
  {
    id: smallint().primaryKey().default(1),
    name: text().notNull().default(""),
    /** The sequence and the hash of the newest event. */
    sequence: bigint({ mode: "number" }).notNull().default(0),
    hash: text().notNull(),
  },
  (t) => [check("organisation_single", sql`${t.id} = 1`)],
);

export const auditEvent = pgTable(
  "audit_event",
  {
    id: id(),
    /** Without gaps: the place in the chain. */
    sequence: bigint({ mode: "number" }).notNull().unique(),
    at: createdAt(),
    /** Null for what the installation did itself: publishing, seeding, importing. */
    actorId: uuid().references(() => person.id),
    action: text().notNull(),
    subject: text().notNull(),
    loopId: uuid().references(() => loop.id),
    facts: jsonb().$type<AuditEvent["facts"]>().notNull(),
    /** Over the event and the hash before it. Null on what was written before the record was chained. */
    hash: text(),
  },
  (t) => [
    index("audit_event_loop").on(t.loopId, t.sequence),
    index("audit_event_subject").on(t.subject),
  ],
);

// ---- Calibration

/**
 * What is calibrated by itself, a position with one rubric version, and where its calculation stands.
 * Whoever settles, imports or weighs marks it stale in the same transaction. One process at a time
 * holds its run, for as long as it renews the lease.
 */
export const calibrationScope = pgTable(
  "calibration_scope",
  {
    scope: text().primaryKey(),
    positionId: uuid()
      .notNull()
      .references(() => position.id),
    rubricVersionId: uuid()
      .notNull()
      .references(() => rubricVersion.id),
    state: text({ enum: runStates }).notNull(),
    /** Since when there are facts that no run has begun to read; null where there are none. */
    staleSince: at(),
    /** When a queued run may begin. */
    dueAt: at(),
    /** Runs begun since the last that ended well, was asked for, or followed new facts. */
    attempts: smallint().notNull().default(0),
    /** The run that holds the lease. */
    run: uuid(),
    startedAt: at(),
    leaseUntil: at(),
    /** What the run is doing. */
    phase: text(),
    /** How much of the run is done, from 0 to 1. */
    share: real().notNull().default(0),
    /** Why the last run failed. */
    reason: text(),
  },
  (t) => [
    unique("calibration_scope_once").on(t.positionId, t.rubricVersionId),
    index("calibration_scope_waiting").on(t.dueAt).where(sql`${t.state} in ('queued', 'running')`),
    check("calibration_scope_state", sql`${t.state} in (${words(runStates)})`),
    check("calibration_scope_share", sql`${t.share} between 0 and 1`),
    check("calibration_scope_due", sql`${t.state} <> 'queued' or ${t.dueAt} is not null`),
    check(
      "calibration_scope_run",
      sql`(${t.state} = 'running') = (${t.run} is not null)
        and (${t.run} is null) = (${t.leaseUntil} is null)`,
    ),
    check("calibration_scope_reason", sql`${t.state} <> 'failed' or ${t.reason} is not null`),
  ],
);

/** A calibration run's result, kept by what it covers and which facts it saw. */
export const calibrationSnapshot = pgTable(
  "calibration_snapshot",
  {
    id: id(),
    scope: text()
      .notNull()
      .references(() => calibrationScope.scope),
    dataVersion: text().notNull(),
    ratings: integer().notNull(),
    seconds: numeric({ mode: "number" }),
    /** The report without its lists, so that reading it costs the same however many people it has. */
    result: jsonb().notNull(),
    /** Where the next calculation of nearly the same data may start from. */
    start: jsonb().$type<Starts>(),
    computedAt: createdAt(),
  },
  (t) => [
    unique("calibration_snapshot_once").on(t.scope, t.dataVersion),
    index("calibration_snapshot_newest").on(t.scope, t.computedAt),
  ],
);

/** A report's lists (candidates, interviewers, ...) row by row, in the order the report gives them. */
export const calibrationEntry = pgTable(
  "calibration_entry",
  {
    snapshotId: uuid()
      .notNull()
      .references(() => calibrationSnapshot.id, { onDelete: "cascade" }),
    list: text().notNull(),
    place: integer().notNull(),
    /** Whom the entry is about; null where it is about nobody in particular. */
    subject: text(),
    content: jsonb().notNull(),
  },
  (t) => [
    primaryKey({ name: "calibration_entry_key", columns: [t.snapshotId, t.list, t.place] }),
    index("calibration_entry_subject").on(t.snapshotId, t.list, t.subject),
  ],
);

// ---- Drills

/** A drill as it was published: immutable, and in force until a higher number or its retirement. */
export const drillVersion = pgTable(
  "drill_version",
  {
    id: id(),
    key: text().notNull(),
    number: integer().notNull(),
    content: jsonb().$type<Drill>().notNull(),
    hash: text().notNull(),
    /** The loop whose cards it was made of; null where it came from a file. */
    loopId: uuid().references(() => loop.id),
    /** Null where the installation published it from a file. */
    publishedById: uuid().references(() => person.id),
    /** Who wrote it or looked it over: they know its key. */
    madeByIds: uuid().array().notNull().default([]),
    publishedAt: createdAt(),
    retiredAt: at(),
    retireReason: text(),
  },
  (t) => [
    unique("drill_version_number").on(t.key, t.number),
    unique("drill_version_key").on(t.id, t.key),
    check("drill_version_positive", sql`${t.number} >= 1`),
    check("drill_version_retired", sql`(${t.retiredAt} is null) = (${t.retireReason} is null)`),
  ],
);

/** One person's scores for a drill: once in a quarter, never changed. */
export const drillAttempt = pgTable(
  "drill_attempt",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    drillVersionId: uuid().notNull(),
    key: text().notNull(),
    /** As `2026-q4`. */
    quarter: text().notNull(),
    scorings: jsonb().$type<readonly [DrillScoring, DrillScoring]>().notNull(),
    at: createdAt(),
  },
  (t) => [
    foreignKey({
      name: "drill_attempt_version",
      columns: [t.drillVersionId, t.key],
      foreignColumns: [drillVersion.id, drillVersion.key],
    }),
    unique("drill_attempt_once").on(t.personId, t.key, t.quarter),
    index("drill_attempt_of_version").on(t.drillVersionId, t.personId),
    check("drill_attempt_quarter", sql`${t.quarter} ~ '^[0-9]{4}-q[1-4]$'`),
  ],
);

/** What a trainee needs before their cards count, as leads set it: the highest number is in force. */
export const drillRule = pgTable(
  "drill_rule",
  {
    number: integer().primaryKey(),
    content: jsonb().$type<QualificationRule>().notNull(),
    reason: text().notNull(),
    authorId: uuid()
      .notNull()
      .references(() => person.id),
    createdAt: createdAt(),
  },
  (t) => [check("drill_rule_reason", sql`length(${t.reason}) > 0`)],
);

/** A drill that leads write from past cards. Gone once published or discarded. */
export const drillDraft = pgTable(
  "drill_draft",
  {
    id: id(),
    /** The drill whose next version it is; null on one that has none yet. */
    key: text(),
    /** Whoever may not see this loop does not see the draft. */
    loopId: uuid()
      .notNull()
      .references(() => loop.id),
    content: jsonb().$type<DrillDraft>().notNull(),
    revision: integer().notNull().default(1),
    authorId: uuid()
      .notNull()
      .references(() => person.id),
    savedById: uuid()
      .notNull()
      .references(() => person.id),
    savedAt: createdAt(),
    createdAt: createdAt(),
    /** Who wrote on it or sent it back. */
    madeByIds: uuid().array().notNull().default([]),
    /** Since when it waits for somebody to look at it; null while it is written. */
    sentAt: at(),
    /** Why it was sent back to be written on; empty before. */
    note: text().notNull().default(""),
  },
  (t) => [
    index("drill_draft_loop").on(t.loopId),
    check("drill_draft_revision", sql`${t.revision} >= 1`),
  ],
);
