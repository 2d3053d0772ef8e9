import {
  type CardFacts,
  canReadCard,
  canReadPanel,
  canSeePanelFlag,
  type LoopFacts,
  relationTo,
} from "#app/domain/access.ts";
import { type CardKind, type RevealRule, revealRules } from "#app/domain/loop.ts";
import { panelPatternKeys } from "#app/domain/panel-flags.ts";
import { type Permission, permissionWords } from "#app/domain/people.ts";
import type { CardState } from "#app/domain/scorecard.ts";

/**
 * The rules of access as tables that somebody who hires can review. Every cell is asked of
 * `access`; rows that answer alike stand as one.
 */

const ME = "me";
const card = (
  person: string,
  state: CardState,
  more: { readonly kind?: CardKind; readonly mentorId?: string } = {},
): CardFacts => ({
  cardId: `${person}-${state}`,
  interviewer: { id: person, name: person },
  kind: more.kind ?? "panel",
  state,
  mentorId: more.mentorId ?? null,
});

const loopWith = (cards: readonly CardFacts[], more: Partial<LoopFacts> = {}): LoopFacts => ({
  rule: "after-own",
  state: "interviewing",
  debriefOpened: false,
  overrides: [],
  barred: [],
  hidesNames: false,
  freshSeal: false,
  cards,
  ...more,
});

const viewer = (permission: Permission) => ({
  id: ME,
  permissions: ["interviewer", permission] as const,
});

type Cells = readonly string[];
type Row = { readonly heads: Cells; readonly cells: Cells };

/** Rows that differ in one head alone and answer alike become one. */
function collapse(rows: readonly Row[]): Row[] {
  const width = rows[0]?.heads.length ?? 0;
  let held = [...rows];
  for (let at = width - 1; at >= 0; at--) {
    const merged = new Map<string, Row[]>();
    for (const row of held) {
      const key = JSON.stringify([row.heads.toSpliced(at, 1), row.cells]);
      merged.set(key, [...(merged.get(key) ?? []), row]);
    }
    const values = new Set(held.map((row) => row.heads[at]));
    held = [...merged.values()].flatMap((alike) => {
      const [first] = alike;
      if (!first) return [];
      const names = [...new Set(alike.flatMap((row) => row.heads[at] ?? []))];
      const all = values.size > 1 && names.length === values.size;
      return [{ ...first, heads: first.heads.with(at, all ? "any" : names.join(" or ")) }];
    });
  }
  return held;
}

function table(title: string, said: string, heads: Cells, columns: Cells, rows: readonly Row[]) {
  const line = (cells: Cells) => `| ${cells.join(" | ")} |`;
  const all = [...heads, ...columns];
  return [
    `## ${title}`,
    ...["", said, ""],
    line(all),
    line(all.map(() => "---")),
    ...collapse(rows).map((row) => line([...row.heads, ...row.cells])),
    "",
  ].join("\n");
}

const ownStates = {
  "no card": [],
  "owes one": ["assigned", "draft", "reopened"],
  sealed: ["sealed"],
  "one sealed and one owed": ["sealed+draft"],
  "ended unsealed": ["did-not-happen", "withdrawn"],
} as const;
type Own = keyof typeof ownStates;

/** One spelling for states that must answer alike: where they do not, the cell names each. */
const ownCards = (own: Own): CardFacts[][] =>
  own === "no card"
    ? [[]]
    : ownStates[own].map((state) =>
        state === "sealed+draft"
          ? [card(ME, "sealed"), { ...card(ME, "draft"), cardId: "second" }]
          : [card(ME, state)],
      );

const panels = {
  "all sealed": [card("ben", "sealed"), card("cy", "sealed")],
  "one is owed": [card("ben", "sealed"), card("cy", "draft")],
} as const;
type Others = keyof typeof panels;

const people: Readonly<Record<string, Permission>> = {
  [permissionWords.interviewer]: "interviewer",
  [permissionWords.committee]: "committee",
  [permissionWords.lead]: "lead",
  [permissionWords.admin]: "admin",
};

/** What all of these worlds answer, in one word; several where they do not agree. */
const answer = (verdicts: readonly ReturnType<typeof canReadPanel>[]): string =>
  [...new Set(verdicts.map((v) => (v.allowed ? "READS" : v.reason)))].join(" / ");

function readers(rule: RevealRule, more: Partial<LoopFacts> = {}) {
  return (permission: Permission, own: Own, others: Others) =>
    answer(
      ownCards(own).map((cards) =>
        canReadPanel(
          relationTo(
            viewer(permission),
            loopWith([...panels[others], ...cards], { rule, ...more }),
          ),
        ),
      ),
    );
}

const rows = (ask: readonly ((permission: Permission, own: Own, others: Others) => string)[]) =>
  Object.entries(people).flatMap(([who, permission]) =>
    (Object.keys(ownStates) as Own[]).flatMap((own) =>
      (Object.keys(panels) as Others[]).map((others) => ({
        heads: [who, own, others],
        cells: ask.map((one) => one(permission, own, others)),
      })),
    ),
  );

const who = ["who", "their own cards", "the others"];

const byRule = () =>
  table(
    "By the loop's reveal rule",
    "Others' sealed cards, and everything computed from them, while the loop is interviewing. `stranger` answers like a loop that does not exist.",
    who,
    revealRules,
    rows(revealRules.map((rule) => readers(rule))),
  );

const byPhase = () =>
  table(
    "As the loop goes on",
    "Under `after-all`, the one rule that waits for the others. The state of a loop alone never opens a panel: opening the debrief, or the last card, does.",
    who,
    ["interviewing", "debrief opened", "decided, debrief opened"],
    rows([
      readers("after-all"),
      readers("after-all", { debriefOpened: true, state: "debrief" }),
      readers("after-all", { debriefOpened: true, state: "decided" }),
    ]),
  );

const byException = () =>
  table(
    "Overrides and conflicts of interest",
    "An override opens the panel to one person on one loop. A conflict closes everything to them, an override included. Under `never`, the strictest rule.",
    who,
    ["neither", "override", "conflict", "both"],
    rows([
      readers("never"),
      readers("never", { overrides: [ME] }),
      readers("never", { barred: [ME] }),
      readers("never", { overrides: [ME], barred: [ME] }),
    ]),
  );

/** A trainee's card and its mentor's, asked by everybody who might come across it. */
function shadows() {
  const askers = {
    "the trainee": { id: "sam", permissions: ["interviewer"] },
    "the mentor": { id: "mia", permissions: ["interviewer"] },
    "a peer who sealed": { id: "ben", permissions: ["interviewer"] },
    "somebody with an override": { id: "otto", permissions: ["interviewer"] },
    "committee without a card": { id: "cora", permissions: ["committee"] },
    "lead without a card": { id: "lea", permissions: ["lead"] },
    "lead who owes a card": { id: "lou", permissions: ["interviewer", "lead"] },
    "lead with a conflict": { id: "lia", permissions: ["lead"] },
  } as const;
  const states = [
    ["sealed", "draft"],
    ["sealed", "sealed"],
    ["sealed", "withdrawn"],
  ] as const;
  const found = Object.entries(askers).map(([name, asker]) => ({
    heads: [name],
    cells: states.map(([trainee, mentor]) => {
      const shadow = card("sam", trainee, { kind: "shadow", mentorId: "mia" });
      const cards = [shadow, card("mia", mentor), card("ben", "sealed"), card("lou", "assigned")];
      const loop = loopWith(cards, { overrides: ["otto"], barred: ["lia"] });
      return answer([canReadCard(relationTo(asker, loop), shadow)]);
    }),
  }));
  return table(
    "A trainee's card",
    "Who reads the sealed card of a trainee whom somebody mentors. It counts nowhere, and no rule opens it to peers; before it is sealed it is a draft like any.",
    ["who"],
    states.map(([trainee, mentor]) => `trainee ${trainee}, mentor ${mentor}`),
    found,
  );
}

/** Each pattern, found on a card of Ana's, asked by everybody who might come across it. */
function scoring() {
  const askers = {
    "its author": { id: "ana", permissions: ["interviewer"] },
    "a peer who sealed": { id: "ben", permissions: ["interviewer"] },
    "a peer who owes a card": { id: "dee", permissions: ["interviewer"] },
    committee: { id: "cora", permissions: ["committee"] },
    lead: { id: "lea", permissions: ["lead"] },
    "lead who owes a card": { id: "lou", permissions: ["interviewer", "lead"] },
    "lead with a conflict": { id: "lia", permissions: ["lead"] },
  } as const;
  const cards = [card("ana", "sealed"), card("ben", "sealed")];
  const owing = [card("dee", "draft"), card("lou", "assigned")];
  const loop = loopWith([...cards, ...owing], { barred: ["lia"] });
  const found = panelPatternKeys.map((pattern) => ({
    heads: [pattern],
    cells: Object.values(askers).map((asker) =>
      answer([canSeePanelFlag(relationTo(asker, loop), { pattern, authors: ["ana"] })]),
    ),
  }));
  return table(
    "What is computed about the scoring",
    "Who is shown a panel pattern that was found on a card, under `after-own`. It is said of scoring, never of a candidate, and has no total.",
    ["pattern"],
    Object.keys(askers),
    found,
  );
}

/** The whole document. */
export const accessTables = (): string =>
  [
    "# Who may read others' sealed cards on a loop",
    "",
    "Drafts are in no table: they belong to their author alone, whoever asks. `READS` opens the card;",
    "any other word is the reason that is shown instead. Rows that answer alike stand as one.",
    "",
    ...[byRule(), byPhase(), byException(), shadows(), scoring()],
  ].join("\n");
