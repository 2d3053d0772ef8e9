/**
 * What is broken on purpose, one line at a time, and the tests that must notice. A line that is no
 * longer there fails the check: then write down the line that took its place.
 */
export type Mutation = {
  readonly breaks: string;
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** The test files that are run against it. */
  readonly caughtBy: readonly string[];
};

const access = { file: "app/domain/access.ts", caughtBy: ["tests/unit/access.test.ts"] };
const panel = { file: "db/queries/panel.server.ts" };
const ledger = { file: "app/domain/ledger.ts", caughtBy: ["tests/unit/ledger.test.ts"] };
const scoring = {
  caughtBy: ["tests/unit/panel-flags.test.ts", "tests/unit/panel-flags-echo.test.ts"],
};
const patterns = { caughtBy: ["tests/unit/pattern-statistics.test.ts"] };
const sequences = { caughtBy: ["tests/db/sequence-blind.test.ts"] };

export const mutations: readonly Mutation[] = [
  {
    ...access,
    breaks: "A conflict of interest leaves a lead their duty",
    before: "const permissions = barred ? [] : viewer.permissions;",
    after: "const permissions = viewer.permissions;",
  },
  {
    ...access,
    breaks: "A conflict of interest leaves a panel member their seat",
    before: 'seat: barred ? "none" : seatOf(',
    after: "seat: seatOf(",
  },
  {
    ...access,
    breaks: "An override lifts a conflict of interest",
    before: "overridden: !barred && loop.overrides",
    after: "overridden: loop.overrides",
  },
  {
    ...access,
    breaks: "One sealed card is enough where a second is owed",
    before: 'if (own.some((card) => isOwed(card.state))) return "owes";',
    after: 'if (own.every((card) => isOwed(card.state))) return "owes";',
  },
  {
    ...access,
    breaks: "Leads and committee read while they owe a card",
    before: 'if (!seen.allowed || relation.overridden || relation.rule === "open") return seen;',
    after:
      'if (!seen.allowed || relation.overridden || relation.rule === "open" || relation.duty !== "none") return seen;',
  },
  {
    ...access,
    breaks: "Whoever was excused reads",
    before: 'if (relation.seat === "excused") return no("no-card");',
    after: "",
  },
  {
    ...access,
    breaks: "The rule never is none",
    before: 'if (relation.rule === "never") return no("never");',
    after: "",
  },
  {
    ...access,
    breaks: "After-all waits for one card only",
    before: 'relation.rule === "after-all" && !relation.panelIn',
    after: 'relation.rule === "after-all" && !relation.anySealed',
  },
  {
    ...access,
    breaks: "A reopened card is read as if it were sealed",
    before: 'if (card.state !== "sealed") return no("not-author");',
    after: "",
  },
  {
    ...access,
    breaks: "A trainee's card is read like any other",
    before:
      'return card.kind === "shadow" ? canReadShadow(relation, card) : canReadPanel(relation);',
    after: "return canReadPanel(relation);",
  },
  {
    ...access,
    breaks: "A trainee's card is read before their mentor has sealed",
    before: 'if (mentorId !== null && relation.owing.includes(mentorId)) return no("mentor-owes");',
    after: "",
  },
  {
    ...access,
    breaks: "A trainee's card holds up the panel",
    before: 'const counted = loop.cards.filter((card) => card.kind !== "shadow");',
    after: "const counted = loop.cards;",
    caughtBy: ["tests/unit/reading-rule.test.ts"],
  },
  {
    ...access,
    breaks: "A lead lets themself read early",
    before: 'return personId === relation.viewerId ? no("own-override") : yes;',
    after: "return yes;",
    caughtBy: ["tests/db/override.test.ts"],
  },
  {
    ...access,
    breaks: "A lead reopens their own card",
    before: 'if (card.interviewer.id === relation.viewerId) return no("own-card");',
    after: "",
    caughtBy: ["tests/db/reopening.test.ts"],
  },
  {
    ...access,
    breaks: "A seal is undone after somebody has read it",
    before: 'return seal.read ? no("undo-read") : yes;',
    after: "return yes;",
    caughtBy: ["tests/db/reopening.test.ts"],
  },
  {
    ...access,
    breaks: "A seal is undone at any time",
    before: "> UNDO_MS) return",
    after: "> UNDO_MS * 1000) return",
    caughtBy: ["tests/db/reopening.test.ts"],
  },
  {
    ...access,
    breaks: "Hidden names are shown",
    before: 'names: loop.hidesNames && duty === "none" ?',
    after: "names: false ?",
  },
  {
    ...access,
    breaks: "A sealed card can be written over",
    before: 'if (!isOwed(card.state)) return no("card-closed");',
    after: "",
  },
  {
    ...access,
    breaks: "Whoever opens a debrief concludes about its patterns",
    before: "canResolveFlag = (relation: Relation): Verdict => canDecide(relation);",
    after: "canResolveFlag = (relation: Relation): Verdict => canOpenDebrief(relation);",
    caughtBy: ["tests/db/flag.test.ts"],
  },
  {
    ...panel,
    breaks: "A conclusion about a pattern is read before the panel may be",
    before: 'view.status === "open" ? resolutions.map',
    after: "view ? resolutions.map",
    caughtBy: ["tests/db/flag.test.ts"],
  },
  {
    ...ledger,
    breaks: "Whoever could read the other corroborates",
    before: "  !a.couldRead.includes(b.observer.id) &&\n",
    after: "",
  },
  {
    ...ledger,
    breaks: "What nothing proves corroborates",
    before:
      "  b.couldRead !== null &&\n  !a.couldRead.includes(b.observer.id) &&\n  !b.couldRead.includes(a.observer.id)",
    after: "  !a.couldRead.includes(b.observer.id) &&\n  !b.couldRead?.includes(a.observer.id)",
  },
  {
    ...ledger,
    breaks: "A moment that was left out still counts",
    before: "all.filter(({ withdrawnAt }) => withdrawnAt === null)",
    after: "all",
  },
  {
    ...panel,
    breaks: "An override that ended goes on",
    before: "endedAt} is null)`,\n  barred",
    after: "endedAt} is null or ended_at is not null)`,\n  barred",
    caughtBy: ["tests/db/override.test.ts"],
  },
  {
    ...panel,
    ...sequences,
    breaks: "Conflicts of interest do not reach the facts",
    before: "barred: barredFrom(loop.candidateId),",
    after: "barred: sql<string[]>`'[]'::json`,",
  },
  {
    ...panel,
    ...sequences,
    breaks: "The first version is read in place of the newest",
    before: "card.sealedNumber)),\n    )\n    .where(and(sql`",
    after: "sql`1`)),\n    )\n    .where(and(sql`",
  },
  {
    ...panel,
    breaks: "Lists show leads the loops of a candidate they are kept from",
    before: "? unbarred(viewer, loop.candidateId)",
    after: "? sql`true`",
    caughtBy: ["tests/db/conflict.test.ts"],
  },
  {
    file: "db/queries/card.server.ts",
    breaks: "Anybody opens a card that is being written",
    before: 'eq(card.interviewerId, sql.placeholder("viewerId")),',
    after: "",
    caughtBy: ["tests/route/card.test.ts"],
  },
  {
    file: "db/queries/card.server.ts",
    breaks: "Anybody reads what was typed on a card that ended",
    before: "eq(card.interviewerId, viewer.id), unbarred",
    after: "unbarred",
    caughtBy: ["tests/route/card.test.ts"],
  },
  {
    file: "db/queries/review.server.ts",
    breaks: "The mirror compares a card with others' cards on the candidate",
    before: "eq(card.interviewerId, thisCard.interviewerId),",
    after: "",
    caughtBy: ["tests/route/review.test.ts"],
  },
  {
    file: "app/routes/_app.cards.$cardId/route.tsx",
    breaks: "Whoever reads a sealed card reads its author's notes",
    before: 'page.own ? await notesOf(db, cardId) : ""',
    after: "await notesOf(db, cardId)",
    caughtBy: ["tests/route/card.test.ts"],
  },
  {
    file: "app/domain/loop.ts",
    breaks: "A loop with a sealed card moves to another rubric",
    before: "loop.everSealed ||",
    after: "",
    caughtBy: ["tests/unit/loop.test.ts"],
  },
  {
    file: "db/queries/queue.server.ts",
    breaks: "The queue names a candidate to whoever is kept from them",
    before: "inArray(card.state, [...owedStates]),\n        unbarred(viewer, loop.candidateId),",
    after: "inArray(card.state, [...owedStates]),",
    caughtBy: ["tests/db/kept-out.test.ts"],
  },
  {
    file: "db/queries/seal.server.ts",
    breaks: "What came of a probe can be changed after it was sealed",
    before: "probes.length === 0 ? content : { ...content, probes }",
    after: "content",
    caughtBy: ["tests/unit/seal-hash.test.ts"],
  },
  {
    file: "app/domain/sealing.ts",
    breaks: "A probe is sealed as taken without the words that show it",
    before: "if (asksForWords(answer) && silent)",
    after: "if (false)",
    caughtBy: ["tests/unit/scorecard.test.ts"],
  },
  {
    file: "db/queries/writing.server.ts",
    breaks: "A page that knows no probes empties those another saved",
    before: "typed.probes ?? kept?.probes ?? {}",
    after: "typed.probes ?? {}",
    caughtBy: ["tests/route/card-draft.test.ts"],
  },
  {
    file: "db/queries/writing.server.ts",
    breaks: "A save from an older tab overwrites a newer draft",
    before: "if ((kept?.revision ?? 0) !== revision) return newerDraft;",
    after: "",
    caughtBy: ["tests/db/writing.test.ts"],
  },
  {
    file: "db/queries/reopening.server.ts",
    breaks: "An undone version stands as if it had not been undone",
    before: ".set({ undoneAt: now })",
    after: ".set({ undoneAt: null })",
    caughtBy: ["tests/db/reopening.test.ts"],
  },
  {
    ...access,
    breaks: "What is for an author about their scoring reaches whoever sees the loop",
    before: 'if (audience.includes("author") && authors.includes(relation.viewerId))',
    after: 'if (audience.includes("author"))',
  },
  {
    ...access,
    breaks: "What is computed about scoring reaches whoever may not read the panel",
    before: 'if (!reads.allowed || audience.includes("panel")) return reads;',
    after: 'if (audience.includes("panel")) return reads;',
  },
  {
    ...access,
    breaks: "Whoever knows a drill's key scores it",
    before: 'return verdict.allowed && made ? no("made-drill") : verdict;',
    after: "return verdict;",
  },
  {
    breaks: "The debrief sends all there is to ask about scoring",
    file: "app/routes/_app.loops.$loopId_.debrief/panel-flags.server.ts",
    before: ".filter((flag) => canSeePanelFlag(relation, flag).allowed)",
    after: ".filter((flag) => flag !== relation)",
    caughtBy: ["tests/route/panel-flags.test.ts"],
  },
  {
    ...scoring,
    file: "app/domain/panel-flags-loop.ts",
    breaks: "The scoring of a card is late at its last moment",
    before: "if (hours <= LATE_HOURS) return [];",
    after: "if (hours < LATE_HOURS) return [];",
  },
  {
    ...scoring,
    file: "app/domain/panel-flags-loop.ts",
    breaks: "Trainees raise questions about scoring",
    before: '.filter(({ kind }) => kind !== "shadow")',
    after: ".filter(({ kind }) => kind)",
  },
  {
    ...scoring,
    file: "app/domain/echo.ts",
    breaks: "An echo in scoring begins above half of a text",
    before: "if (share < ECHO) continue;",
    after: "if (share <= ECHO) continue;",
  },
  {
    ...scoring,
    file: "app/domain/echo.ts",
    breaks: "One person's two cards echo in their scoring",
    before: "if (other.card.interviewerId === text.card.interviewerId) continue;",
    after: "",
  },
  {
    ...patterns,
    file: "app/domain/calibration/pattern-statistics.ts",
    breaks: "How scoring moved is said of one person",
    before: "if (people < MINIMUM_EDITORS)",
    after: "if (people < 0)",
  },
  {
    ...patterns,
    file: "app/domain/calibration/pattern-statistics.ts",
    breaks: "Loops that are not shown stay in what is counted of scoring",
    before: "for (const loop of loops) left.add(loop, -1);",
    after: "",
  },
  {
    ...patterns,
    file: "app/domain/calibration/pattern-loop.ts",
    breaks: "Scoring counts as moved though the rule kept others closed",
    before: 'if (rule === "never") return false;',
    after: "",
  },
  {
    file: "app/domain/calibration/period-severity.ts",
    caughtBy: ["tests/unit/period-severity.test.ts"],
    breaks: "A severity in a period is told of a few candidates",
    before: "  if (candidates < MINIMUM_CARDS)\n    return refuse(",
    after: "  if (candidates < 0)\n    return refuse(",
  },
  {
    file: "app/domain/calibration/shown.ts",
    caughtBy: ["tests/db/calibration-periods.test.ts"],
    breaks: "Loops that are not shown count towards a severity in a period",
    before: "return (candidates) => Math.max(0, candidates - loopsIn(own).size);",
    after: "return (candidates) => candidates;",
  },
  {
    file: "db/queries/calibration-periods.server.ts",
    caughtBy: ["tests/db/calibration-periods.test.ts"],
    breaks: "Periods tell a severity to whoever could subtract a hidden loop from them",
    before: "if (snapshot.conflicted || people.length === 0) return null;",
    after: "",
  },
  {
    ...sequences,
    file: "db/queries/change.server.ts",
    breaks: "A change is not recorded",
    before: "await append(tx, entries, () => uuidv7());",
    after: "",
  },
  {
    ...sequences,
    file: "db/queries/change.server.ts",
    breaks: "The record does not say who",
    before: "const actorId = actor?.id ?? null;",
    after: "const actorId = null;",
  },
  {
    ...sequences,
    file: "db/queries/record.server.ts",
    breaks: "Events are not linked to the one before",
    before: "hash: organisation.hash }",
    after: "hash: sql<string>`repeat('0', 64)` }",
  },
];
