import {
  MINIMUM_LOOPS,
  MINIMUM_MOVES,
  type PatternFinding,
  type PatternStatistics,
} from "#app/domain/calibration/pattern-statistics.ts";
import type { Proportion } from "#app/domain/calibration/proportion.ts";
import { isRefusal, type Refusal } from "#app/domain/calibration/refusal.ts";
import { count } from "#app/domain/count.ts";
import type { BarPart, DotRow, Figure, FigureColumn } from "#app/domain/figure.ts";
import { type FlagState, flagStateWords } from "#app/domain/ledger.ts";

/** What a figure about patterns is drawn from. */
export type PatternsShown = {
  readonly statistics: PatternStatistics;
  /** By key; a pattern that the rubric no longer names keeps its key. */
  readonly titles: Readonly<Record<string, string>>;
  /** What the loops are narrowed to: " settled in Q2 2026". */
  readonly narrowed: string;
};

const text = (label: string): FigureColumn => ({ label, numeric: false });
const number = (label: string): FigureColumn => ({ label, numeric: true });
const share = (label: string): FigureColumn => ({ label, numeric: true, share: true });

const titleOf = ({ titles }: PatternsShown, { pattern }: PatternFinding) =>
  titles[pattern] ?? pattern;

/** In the order of a bar: what two saw first. */
const states = ["corroborated", "single", "contested", "withdrawn"] as const;
const parts: readonly BarPart[] = [
  { key: "corroborated", label: flagStateWords.corroborated, tone: "tone-accent", sign: "C" },
  { key: "single", label: flagStateWords.single, tone: "tone-quiet", sign: "S" },
  { key: "contested", label: flagStateWords.contested, tone: "tone-4", sign: "≠" },
  { key: "withdrawn", label: flagStateWords.withdrawn, tone: "tone-not-asked", sign: "W" },
] satisfies readonly (BarPart & { readonly key: FlagState })[];

const percent = (part: number) => `${Math.round(part * 100)}%`;
const rangeWords = ({ interval: [low, high] }: Proportion) => `${percent(low)} to ${percent(high)}`;
const loops = (n: number) => count(n, "loop");

/** On how many loops each pattern was seen, and how often two saw it; null where none ever was. */
export function patternsFigure(shown: PatternsShown): Figure | null {
  const { statistics, narrowed } = shown;
  if (statistics.patterns.length === 0) return null;
  return {
    id: "patterns",
    title: "Patterns that interviewers saw",
    sentence: patternsSentence(shown),
    caption: `${loops(statistics.loops)}${narrowed}. Each pattern once a loop, by the state it has in the debrief. Two saw it where both had sealed before either could read the other: of the loops on which two or more could have, with Wilson's range, which holds the true share nine times out of ten; from ${MINIMUM_LOOPS} such loops on.`,
    method: "patterns",
    plot: {
      kind: "bars",
      counted: true,
      parts,
      rows: statistics.patterns.map((one) => ({
        id: one.pattern,
        label: titleOf(shown, one),
        note: `on ${one.loops} of ${loops(statistics.loops)}${corroboratedNote(one)}`,
        counts: states.map((state) => one.states[state]),
      })),
    },
    table: {
      columns: [
        text("Pattern"),
        number("Loops with it"),
        ...states.map((state) => number(flagStateWords[state])),
        number("Two could have seen it"),
        ...[share("Two did"), share("At least"), share("At most")],
      ],
      rows: statistics.patterns.map((one) => ({
        id: one.pattern,
        cells: [
          ...[titleOf(shown, one), one.loops],
          ...states.map((state) => one.states[state]),
          ...[one.paired, ...shareCells(one.corroborated).slice(1)],
        ],
      })),
    },
  };
}

const corroboratedNote = ({ corroborated }: PatternFinding): string =>
  isRefusal(corroborated)
    ? ""
    : `; two saw it on ${percent(corroborated.share)} (${rangeWords(corroborated)})`;

const shareCells = (of: Proportion | Refusal): (number | null)[] =>
  isRefusal(of) ? [null, null, null, null] : [of.of, of.share, of.interval[0], of.interval[1]];

function patternsSentence({ statistics, ...shown }: PatternsShown): string {
  const [first] = statistics.patterns;
  const known = statistics.patterns.filter(({ corroborated }) => !isRefusal(corroborated));
  if (!first) return "";
  const most = `Seen most often: ${titleOf({ statistics, ...shown }, first)}, on ${first.loops} of ${loops(statistics.loops)}.`;
  if (known.length === 0)
    return `${most} No pattern was seen on ${MINIMUM_LOOPS} loops that two could have seen it on, so how often two agree is not said.`;
  return `${most} A pattern that one interviewer alone sees asks for its moment; one that two see independently rests on both.`;
}

const WITH = "filled";
const WITHOUT = "hollow";

/** How often an offer followed with each pattern and without it; null where no share can be said. */
export function decisionsFigure(shown: PatternsShown): Figure | null {
  const { statistics, narrowed } = shown;
  const told = statistics.patterns.filter(({ offersWith }) => !isRefusal(offersWith));
  if (told.length === 0) return null;
  return {
    id: "decisions",
    title: "Decisions with and without a pattern",
    sentence: decisionsSentence(shown, told),
    caption: `${loops(statistics.loops)}${narrowed}, of these the decided ones with and without each pattern, from ${MINIMUM_LOOPS} on. Wilson's range holds the true share nine times out of ten. Going together says nothing of why: a loop with a pattern may differ in much else.`,
    method: "patterns",
    plot: {
      kind: "dots",
      axis: {
        ...{ from: 0, to: 100, ticks: [0, 25, 50, 75, 100] },
        label: "Offers in a hundred loops",
      },
      reference: null,
      legend: [
        { mark: WITH, label: "With the pattern" },
        { mark: WITHOUT, label: "Without it" },
      ],
      rows: told.map((one) => decisionRow(titleOf(shown, one), one)),
    },
    table: {
      columns: [
        text("Pattern"),
        ...["with it", "without it"].flatMap((which) => [
          number(`Loops ${which}`),
          share(`Offers ${which}`),
          share(`At least ${which}`),
          share(`At most ${which}`),
        ]),
      ],
      rows: told.map((one) => ({
        id: one.pattern,
        cells: [
          titleOf(shown, one),
          ...shareCells(one.offersWith),
          ...shareCells(one.offersWithout),
        ],
      })),
    },
  };
}

function decisionRow(label: string, one: PatternFinding): DotRow {
  const said = (of: Proportion | Refusal) =>
    isRefusal(of) ? "too few" : `${percent(of.share)} of ${of.of}`;
  const dot = (mark: "filled" | "hollow", of: Proportion | Refusal) =>
    isRefusal(of)
      ? []
      : [{ mark, value: of.share * 100, low: of.interval[0] * 100, high: of.interval[1] * 100 }];
  return {
    ...{ id: one.pattern, label },
    note: `${said(one.offersWith)} with it, ${said(one.offersWithout)} without`,
    dots: [...dot(WITH, one.offersWith), ...dot(WITHOUT, one.offersWithout)],
  };
}

/** Whether two shares' ranges leave nothing in common. */
const apart = (a: Proportion | Refusal, b: Proportion | Refusal): boolean =>
  !isRefusal(a) &&
  !isRefusal(b) &&
  (a.interval[1] < b.interval[0] || b.interval[1] < a.interval[0]);

function decisionsSentence(shown: PatternsShown, told: readonly PatternFinding[]): string {
  const clear = told.filter(({ offersWith, offersWithout }) => apart(offersWith, offersWithout));
  if (clear.length === 0)
    return "Offers are not clearly rarer or more frequent with any of these patterns than without it.";
  const rarer = clear.filter(
    ({ offersWith: a, offersWithout: b }) => !isRefusal(a) && !isRefusal(b) && a.share < b.share,
  );
  const named = (of: readonly PatternFinding[]) =>
    new Intl.ListFormat("en").format(of.map((one) => titleOf(shown, one)));
  const more = clear.filter((one) => !rarer.includes(one));
  return [
    rarer.length > 0 ? `Offers are rarer with ${named(rarer)}.` : "",
    more.length > 0 ? `Offers are more frequent with ${named(more)}.` : "",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

/** What is not said of a position's patterns, and why; empty where everything is. */
export function unsaid({ statistics }: PatternsShown): string[] {
  const { patterns, majority } = statistics;
  const { toward, away, even } = majority.scores;
  const undecided = patterns.every(({ offersWith }) => isRefusal(offersWith));
  const unchanged = toward + away + even === 0 && isRefusal(majority.votes);
  return [
    ...(patterns.length > 0 && undecided
      ? [
          `Which decisions go with a pattern is not said: none was seen on ${MINIMUM_LOOPS} decided loops.`,
        ]
      : []),
    ...(statistics.loops > 0 && unchanged
      ? ["Nobody changed a score or a vote after others' could be read, so nothing moved."]
      : []),
  ];
}

/** Which way scores and votes moved once the others' were known; null where nothing was changed. */
export function majorityFigure({ statistics, narrowed }: PatternsShown): Figure | null {
  const { scores, versions, votes } = statistics.majority;
  const { toward, away, even } = scores;
  const rows = [
    { id: "cards", label: "Cards sealed again", of: versions },
    { id: "votes", label: "Votes that were changed", of: votes },
  ];
  const told = rows.filter(({ of }) => !isRefusal(of));
  if (toward + away + even === 0 && told.length === 0) return null;
  return {
    id: "majority",
    title: "Changes toward the others",
    sentence: majoritySentence(versions),
    caption: `${loops(statistics.loops)}${narrowed}: ${count(toward, "score")} changed to be nearer to the others' mean as it then was, ${away} further from it, ${even} as far. Of the cards whose changes moved either way, and of changed votes, from ${MINIMUM_MOVES} on; the exact binomial range. Of the whole position, never of one person.`,
    method: "majority",
    plot: {
      kind: "dots",
      axis: {
        ...{ from: 0, to: 100, ticks: [0, 25, 50, 75, 100] },
        label: "Toward the others, in a hundred",
      },
      reference: 50,
      referenceLabel: "As many either way",
      legend: [{ mark: WITH, label: "Toward the others" }],
      rows: rows.map(({ id, label, of }) => ({
        ...{ id, label },
        note: isRefusal(of) ? `Too few to say: ${of.reason}` : `${of.n} of ${of.of}`,
        dots: isRefusal(of)
          ? []
          : [
              {
                ...{ mark: WITH, value: of.share * 100 },
                ...{ low: of.interval[0] * 100, high: of.interval[1] * 100 },
              },
            ],
      })),
    },
    table: {
      columns: [
        ...[text("Changes"), number("Changed"), share("Toward the others")],
        ...[share("At least"), share("At most")],
      ],
      rows: rows.map(({ id, label, of }) => ({ id, cells: [label, ...shareCells(of)] })),
    },
  };
}

function majoritySentence(versions: Proportion | Refusal): string {
  if (isRefusal(versions))
    return `Which way cards moved that were sealed again is not said. ${versions.reason}`;
  const [low, high] = versions.interval;
  if (low > 0.5)
    return "Cards that are sealed again mostly move toward the others. They may have been convinced: look at the reasons that were given, and at whether talk begins before cards are in.";
  return high < 0.5
    ? "Cards that are sealed again mostly move away from the others."
    : "Cards that are sealed again move toward the others about as often as away from them.";
}
