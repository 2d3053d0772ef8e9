import type { CardKind, LoopState, RoundKind } from "#app/domain/loop.ts";
import type { ProbeReply } from "#app/domain/probe.ts";
import type { Draft, Observation } from "#app/domain/scorecard.ts";
import type { DemoCandidate } from "#db/seed/candidates.ts";
import type { Mark } from "#db/seed/cards.ts";

/** Loops in flight, one for each moment of the product. Hours count from the moment of seeding. */
export type Flight = {
  readonly candidate: DemoCandidate;
  readonly position: string;
  readonly state: LoopState;
  readonly createdAt: number;
  readonly withdrawn?: { readonly at: number; readonly reason: string };
  /** Somebody who was let read before their turn, and somebody kept from the candidate. */
  readonly override?: FlightNote;
  readonly conflict?: FlightNote;
  readonly rounds: readonly FlightRound[];
};

type FlightNote = { readonly who: string; readonly at: number; readonly reason: string };

export type FlightRound = {
  readonly kind: RoundKind;
  readonly startsAt: number;
  readonly minutes: number;
  readonly cards: readonly FlightCard[];
};

export type FlightCard = {
  readonly who: string;
  readonly kind: CardKind;
  /** Of a trainee's card. */
  readonly mentor?: string;
} & (
  | { readonly state: "assigned" }
  | { readonly state: "withdrawn" }
  | { readonly state: "draft"; readonly savedAt: number; readonly draft: Partial<Draft> }
  | {
      readonly state: "sealed";
      readonly sealedAt: number;
      readonly marks: readonly Mark[];
      readonly observations: readonly Observation[];
      readonly probes: readonly Reply[];
    }
);

/** What was said to a probe of the round's kit. */
type Reply = Pick<ProbeReply, "probe" | "answer" | "quote">;

const DAY = 24;

const assigned = (who: string, kind: CardKind = "panel"): FlightCard => ({
  ...{ who, kind, state: "assigned" },
});
const shadow = (who: string, mentor: string): FlightCard => ({
  ...{ who, mentor, kind: "shadow", state: "assigned" },
});
const sealed = (
  who: string,
  sealedAt: number,
  marks: readonly Mark[],
  observations: readonly Observation[] = [],
  kind: CardKind = "panel",
  probes: readonly Reply[] = [],
): FlightCard => ({ who, kind, state: "sealed", sealedAt, marks, observations, probes });
const reply = (probe: string, answer: Reply["answer"], quote = ""): Reply => ({
  ...{ probe, answer, quote },
});

const seen = (pattern: string, quote: string): Observation => ({ pattern, stance: "seen", quote });
const counter = (pattern: string, quote: string): Observation => ({
  ...{ pattern, stance: "counter", quote },
});

const payments = "Staff backend engineer, Payments";
const search = "Senior backend engineer, Search";
const platform = "Staff platform engineer";
const principal = "Principal engineer, Infrastructure";

const planned: Flight = {
  candidate: { name: "Ngozi Anyanwu", headline: "Search engineer, online library, six years" },
  position: search,
  state: "planned",
  createdAt: -2 * DAY,
  conflict: {
    ...{ who: "Nikhil Deshmukh", at: -2 * DAY + 3 },
    reason: "Ngozi was my manager until last year.",
  },
  rounds: [
    {
      ...{ kind: "refactor", startsAt: 2 * DAY, minutes: 60 },
      cards: [assigned("Oskar Lindqvist", "lead")],
    },
    {
      ...{ kind: "design", startsAt: 2 * DAY + 2, minutes: 60 },
      cards: [assigned("Ana Ferreira"), shadow("Zanele Mokoena", "Ana Ferreira")],
    },
    {
      ...{ kind: "deep-dive", startsAt: 3 * DAY, minutes: 45 },
      cards: [assigned("Yuki Hayashida")],
    },
    {
      ...{ kind: "behavioural", startsAt: 3 * DAY + 1, minutes: 45 },
      cards: [assigned("Priya Raghunathan")],
    },
  ],
};

/** Ana's card is due today and half written. */
const withDrafts: Flight = {
  candidate: { name: "Rafael Etxeberria", headline: "Settlement systems, twelve years" },
  position: payments,
  state: "interviewing",
  createdAt: -8 * DAY,
  rounds: [
    {
      ...{ kind: "productionize", startsAt: -46, minutes: 60 },
      cards: [sealed("Zanele Mokoena", -30, [3, 4, 3, "not-asked", 3], [], "lead")],
    },
    {
      ...{ kind: "design", startsAt: -22, minutes: 60 },
      cards: [
        {
          ...{ who: "Ana Ferreira", kind: "panel", state: "draft", savedAt: -3 },
          draft: {
            ratings: {
              "tradeoff-reasoning": {
                score: "3",
                confidence: "high",
                evidence:
                  "Compared Postgres and DynamoDB for the payout log against the 200 ms budget at 14'. Took Postgres: \"we give up easy sharding, and I'd look again at ten times this\".",
              },
              "failure-mode-instinct": {
                score: "4",
                confidence: "",
                evidence:
                  "First question was what the gateway does when it hangs. Timeout, two retries,",
              },
              stewardship: { score: "not-asked", confidence: "", evidence: "" },
            },
            observations: [
              {
                pattern: "false-certainty",
                stance: "seen",
                quote: '33\': "The bank never sends a callback twice." ',
              },
            ],
            summary: "Good on the money path. ",
          },
        },
      ],
    },
    {
      ...{ kind: "review", startsAt: -20, minutes: 45 },
      cards: [
        {
          ...{ who: "Mateo Quiroga", kind: "panel", state: "draft", savedAt: -16 },
          draft: {
            ratings: {
              leverage: {
                score: "3",
                confidence: "medium",
                evidence: "Two blocking points with reasons, the rest marked as taste.",
              },
            },
          },
        },
      ],
    },
    {
      ...{ kind: "behavioural", startsAt: 20, minutes: 45 },
      cards: [assigned("Nikhil Deshmukh")],
    },
  ],
};

/** Two cards are in, and Ana's is overdue: hers opens them. */
const waitingForAna: Flight = {
  candidate: { name: "Saoirse Gallagher", headline: "Build systems and developer tools" },
  position: platform,
  state: "interviewing",
  createdAt: -11 * DAY,
  rounds: [
    {
      ...{ kind: "refactor", startsAt: -4 * DAY, minutes: 60 },
      cards: [
        sealed(
          "Priya Raghunathan",
          -4 * DAY + 3,
          [3, 2, 3, 4, 3],
          [
            seen(
              "solo-narrative",
              '"I moved the whole company to the new build." Nobody else appeared in it until I asked, at 27\'.',
            ),
            seen(
              "agrees-with-everything",
              '24\': I called the rounding a bug, in passing. "Sure, I\'ll fix it." At 31\' I called it deliberate: "Right, that makes sense too."',
            ),
          ],
          "lead",
          [
            reply("correct-the-rounding", "not-asked"),
            reply(
              "whole-rewrite",
              "refused",
              "43': \"No. I don't use those.\" That was all of it.",
            ),
          ],
        ),
      ],
    },
    {
      ...{ kind: "productionize", startsAt: -4 * DAY + 2, minutes: 60 },
      cards: [
        sealed("Kwame Asante", -3 * DAY, [4, 3, 4, "not-asked", 3], [], "panel", [
          reply(
            "more-workers",
            "engaged",
            "19': \"More workers, and in a minute they all wait as well. I'd rather it gave up after two seconds.\" Wrote that, then asked for the script.",
          ),
          reply(
            "how-do-you-know",
            "engaged",
            "33': Ran it with the switch thrown and read me the longest wait, then said what two failures at once would still do.",
          ),
        ]),
      ],
    },
    {
      ...{ kind: "deep-dive", startsAt: -2 * DAY - 3, minutes: 60 },
      cards: [assigned("Ana Ferreira")],
    },
  ],
};

/** Ana's own card is in, so she reads the others as they come. */
const anaIsDone: Flight = {
  candidate: {
    name: "Hiroto Nakagawa",
    headline: "Networks and capacity, head of a platform group",
  },
  position: principal,
  state: "interviewing",
  createdAt: -9 * DAY,
  override: {
    ...{ who: "Tomasz Wieczorek", at: -6 },
    reason: "Leads the debrief in place of the panel lead, who is on leave.",
  },
  rounds: [
    {
      ...{ kind: "deep-dive", startsAt: -3 * DAY, minutes: 60 },
      cards: [
        sealed(
          "Ana Ferreira",
          -3 * DAY + 5,
          [3, 3, "not-asked", 2, 4],
          [
            seen(
              "org-blind",
              "12': three teams write to the routing table. Who owns it? \"They'd agree among themselves.\"",
            ),
          ],
          "lead",
        ),
      ],
    },
    {
      ...{ kind: "design", startsAt: -2 * DAY - 6, minutes: 60 },
      cards: [assigned("Tomasz Wieczorek")],
    },
    {
      ...{ kind: "review", startsAt: -19, minutes: 45 },
      cards: [
        {
          ...{ who: "Samira Haddad", kind: "panel", state: "draft", savedAt: -5 },
          draft: { summary: "To do: look up the exact words on the migration." },
        },
      ],
    },
    {
      ...{ kind: "behavioural", startsAt: DAY + 3, minutes: 60 },
      cards: [assigned("Ingrid Solheim"), shadow("Mateo Quiroga", "Ingrid Solheim")],
    },
  ],
};

/** Everybody is in, and they do not agree. */
const inDebrief: Flight = {
  candidate: {
    name: "Noam Feldstein",
    headline: "Ledger and reconciliation, staff engineer at a neobank",
  },
  position: payments,
  state: "debrief",
  createdAt: -13 * DAY,
  rounds: [
    {
      ...{ kind: "design", startsAt: -6 * DAY, minutes: 60 },
      cards: [
        sealed(
          "Samira Haddad",
          -6 * DAY + 4,
          [2, 1, 2, 3, 3],
          [
            seen(
              "no-failure-modes",
              "22' and again 34': what breaks first? \"The gateway is very reliable.\" No timeout anywhere on the board.",
            ),
            seen(
              "complexity-showcase",
              "16': event sourcing for a table with forty rows a day. What asks for it? \"It's how I'd do a ledger today.\"",
            ),
          ],
          "lead",
          [
            reply(
              "wrong-follow-up",
              "took-it",
              "29': I would let head office number the transfers. \"Yes, then we're done there.\" The offline case went off the board with it.",
            ),
            reply("without-that-part", "not-asked"),
          ],
        ),
      ],
    },
    {
      ...{ kind: "productionize", startsAt: -6 * DAY + 3, minutes: 60 },
      cards: [
        sealed(
          "Tomasz Wieczorek",
          -5 * DAY,
          [2, 1, 2, 2, 2],
          [
            seen(
              "no-failure-modes",
              "Twelve minutes on the worker without a word about the call that hangs. Prompted at 31': \"I'd restart it.\"",
            ),
          ],
        ),
      ],
    },
    {
      ...{ kind: "deep-dive", startsAt: -5 * DAY, minutes: 60 },
      cards: [
        sealed(
          "Priya Raghunathan",
          -5 * DAY + 6,
          [4, 3, 3, 3, 4],
          [
            counter(
              "complexity-showcase",
              "24': I gave the real load and they took the event store out again. \"A table and a nightly check. I'd want events from the day two systems write.\"",
            ),
            counter(
              "unstated-tradeoffs",
              'Each choice came with its price, the first one included: "we lose the history, and audit will ask".',
            ),
          ],
          "panel",
          [
            reply(
              "source-of-a-number",
              "engaged",
              '38\': two million transfers a day? "From the settlement file, in March. It was half that when I drew this."',
            ),
          ],
        ),
      ],
    },
    {
      ...{ kind: "review", startsAt: -5 * DAY + 2, minutes: 45 },
      cards: [
        sealed(
          "Chiara Bellandi",
          -4 * DAY,
          [4, "no-signal", 4, 4, 4],
          [
            seen(
              "solo-narrative",
              'Nine minutes on the reconciliation rewrite, all of it "I". The team of five came up when I asked who tested it.',
            ),
          ],
        ),
      ],
    },
    {
      ...{ kind: "behavioural", startsAt: -4 * DAY, minutes: 45 },
      cards: [sealed("Ana Ferreira", -4 * DAY + 3, [3, 2, 3, "not-asked", 4])],
    },
  ],
};

const withdrawn: Flight = {
  candidate: { name: "Anneliese Hofstetter", headline: "Backend engineer, auctions" },
  position: search,
  state: "withdrawn",
  createdAt: -16 * DAY,
  withdrawn: { at: -6 * DAY, reason: "The candidate accepted another offer." },
  rounds: [
    {
      ...{ kind: "refactor", startsAt: -7 * DAY, minutes: 60 },
      cards: [sealed("Nikhil Deshmukh", -7 * DAY + 2, [3, 3, 3, 3, 2], [], "lead")],
    },
    {
      ...{ kind: "design", startsAt: -7 * DAY + 3, minutes: 60 },
      cards: [{ who: "Ingrid Solheim", kind: "panel", state: "withdrawn" }],
    },
    {
      ...{ kind: "deep-dive", startsAt: -5 * DAY, minutes: 45 },
      cards: [{ who: "Ana Ferreira", kind: "panel", state: "withdrawn" }],
    },
  ],
};

export const flights: readonly Flight[] = [
  ...[planned, withDrafts, waitingForAna, anaIsDone, inDebrief, withdrawn],
];
