import { type Level, levelWords, stepsAbove } from "#app/domain/level.ts";
import { type RoundKind, roundWords } from "#app/domain/loop.ts";
import { noteLines } from "#app/domain/notes.ts";
import type { PanelPattern } from "#app/domain/panel-flags.ts";
import {
  isContradiction,
  isExtremeWithoutEvidence,
  isStraightLine,
  leaningOf,
} from "#app/domain/panel-flags-card.ts";
import { protectedMentions, protectedTopicWords } from "#app/domain/protected/protected.ts";
import { type Weights, weightedScore } from "#app/domain/score.ts";
import {
  blankRating,
  type Draft,
  notObserved,
  notObservedWords,
  recommendationWords,
} from "#app/domain/scorecard.ts";
import { type WrittenWord, writtenWords } from "#app/domain/written-words.ts";

/**
 * What the author of a card may want to look at once more before sealing it. For their eyes alone:
 * made when they look, from nothing but what they wrote themselves, and kept nowhere. A hint is no
 * fault, and none keeps a card from being sealed.
 */

const plainPlaces = ["recommendation", "level", "summary", "notes"] as const;

/** A field of the card, by the id that a link to it names. */
export type Place =
  | (typeof plainPlaces)[number]
  | `criterion-${string}`
  | `criterion-${string}-evidence`
  | `probe-${string}`
  | `moment-${number}`;

export const scorePlace = (key: string): Place => `criterion-${key}`;
export const evidencePlace = (key: string): Place => `criterion-${key}-evidence`;
export const probePlace = (key: string): Place => `probe-${key}`;
export const replyPlace = (key: string): Place => `probe-${key}-quote`;
export const momentPlace = (at: number): Place => `moment-${at}`;

/** The field that a message of the form belongs to; null where no link names it. */
export function placeOf(field: string): Place | null {
  const [of, key, name] = field.split(".");
  if (of === "ratings" && key) return name === "evidence" ? evidencePlace(key) : scorePlace(key);
  if (of === "probes" && key) return name === "quote" ? replyPlace(key) : probePlace(key);
  if (of === "observations" && key) return momentPlace(Number(key));
  return plainPlaces.find((place) => place === field) ?? null;
}

export type Hint = {
  /** Names the hint among those of one card. */
  readonly key: string;
  /** What there is to see. */
  readonly words: string;
  /** Why it may matter. */
  readonly why: string;
  readonly place: Place;
  /** The author's own earlier card that it speaks of. */
  readonly earlier: Pick<EarlierCard, "cardId" | "round" | "sealedAt"> | null;
  /** What it is in the catalogue of what can be asked about scoring; null where it is not in it. */
  readonly pattern: PanelPattern | null;
  /** How to write what belongs to the job; where it stands, putting the hint aside asks for a reason. */
  readonly instead: string | null;
};

/** A text of the card, with the field it stands in. */
export type OwnText = { readonly place: Place; readonly name: string; readonly text: string };

/** What the author wrote, in the card's order: their notes last, which are never sealed. */
export const ownTexts = (
  { ratings, probes, observations, summary, notes }: Draft,
  criteria: MirrorFacts["criteria"],
): OwnText[] =>
  [
    ...criteria.map(({ key, title }) => ({
      ...{ place: evidencePlace(key), name: `Evidence for ${title}` },
      text: ratings[key]?.evidence ?? "",
    })),
    ...Object.entries(probes).map(([key, { quote }]) => ({
      ...{ place: replyPlace(key), name: "What they said to a probe", text: quote },
    })),
    ...observations.map(({ quote }, at) => ({
      ...{ place: momentPlace(at), name: "A moment you quoted", text: quote },
    })),
    { place: "summary" as const, name: "Summary", text: summary },
    { place: "notes" as const, name: "Notes", text: notes },
  ].filter(({ text }) => text.trim() !== "");

/** A card that the same author sealed on the same candidate. */
export type EarlierCard = {
  readonly cardId: string;
  readonly round: RoundKind;
  readonly sealedAt: Date;
  /** Evidence, quotes and summary. */
  readonly texts: readonly string[];
};

export type MirrorFacts = {
  readonly draft: Draft;
  /** The words of the scale, lowest first. */
  readonly scale: readonly string[];
  /** In the rubric's order. */
  readonly criteria: readonly { readonly key: string; readonly title: string }[];
  readonly weights: Weights;
  /** The criteria that the round is to show most of. */
  readonly focus: readonly string[];
  /** The position's. */
  readonly level: Level;
  /** The newest first. */
  readonly earlier: readonly EarlierCard[];
};

/** Words for each rated criterion, over the whole card, below which a card is very short. */
const SHORT = 8;

/** So many words in a row are hardly written twice by chance. */
const RUN = 8;

/** The hints, in the order of the card's own importance: what it says, then what it rests on. */
export function mirror(facts: MirrorFacts): Hint[] {
  const card = read(facts);
  return [
    ...flatCard(card),
    ...againstScore(card),
    ...againstLevel(card),
    ...thinExtremes(card),
    ...unseenFocus(card),
    ...shortCard(card),
    ...leftNotes(card),
    ...saidBefore(card),
    ...protectedTopicsIn(card),
  ];
}

type Rated = {
  readonly key: string;
  readonly title: string;
  readonly value: number;
  readonly evidence: string;
};
type Card = MirrorFacts & {
  readonly rated: readonly Rated[];
  /** The weighted score; null where nothing was observed. */
  readonly score: number | null;
};

function read(facts: MirrorFacts): Card {
  const { draft, scale, criteria, weights } = facts;
  const rated = criteria.flatMap(({ key, title }) => {
    const { score, evidence } = draft.ratings[key] ?? blankRating;
    const value = scale.findIndex((_, at) => score === String(at + 1)) + 1;
    return value === 0 ? [] : [{ key, title, value, evidence }];
  });
  const { score } = weightedScore(
    rated.map(({ key, value }) => ({ criterion: key, score: value })),
    weights,
  );
  return { ...facts, rated, score };
}

const hint = (
  key: string,
  place: Place,
  words: string,
  why: string,
  {
    earlier = null,
    instead = null,
    pattern = null,
  }: Partial<Pick<Hint, "earlier" | "instead" | "pattern">> = {},
): Hint => ({ key, place, words, why, earlier, instead, pattern });

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count} ${many}`;

function flatCard({ rated, scale }: Card): Hint[] {
  const [first] = rated;
  if (!first || !isStraightLine(rated.map(({ value }) => value))) return [];
  return [
    hint(
      "flat",
      scorePlace(first.key),
      `All ${rated.length} rated criteria have a ${first.value}, ${scale[first.value - 1]}.`,
      "It may be just what you saw. Where one thing was stronger or weaker than another, the panel learns most from the difference.",
      { pattern: "straight-line" },
    ),
  ];
}

const outOf = (score: number, { scale }: Card): string => `${score.toFixed(1)} of ${scale.length}`;

function againstScore(card: Card): Hint[] {
  const { recommendation } = card.draft;
  if (recommendation === "" || card.score === null) return [];
  if (!isContradiction(recommendation, card.score, card.scale.length)) return [];
  return [
    hint(
      "against-score",
      "recommendation",
      `You recommend ${recommendationWords[recommendation].toLowerCase()}; the weighted score is ${outOf(card.score, card)}.`,
      "A recommendation may rest on what no criterion asks about. If it does, the summary is the place to say so.",
      { pattern: "contradiction" },
    ),
  ];
}

/** A level above the position's with scores that lean low against its anchors, or below it with high ones. */
function againstLevel(card: Card): Hint[] {
  const { draft, level, scale, score } = card;
  if (draft.level === "" || score === null) return [];
  const steps = stepsAbove(draft.level, level) ?? 0;
  const lean = leaningOf(score, scale.length);
  if (!(steps > 0 && lean === "low") && !(steps < 0 && lean === "high")) return [];
  return [
    hint(
      "against-level",
      "level",
      `You saw ${levelWords[draft.level]}, ${steps > 0 ? "above" : "below"} the ${levelWords[level]} of this position; the weighted score is ${outOf(score, card)}.`,
      `The scores are read against what ${levelWords[level]} means on each criterion. Together the two can be read either way.`,
    ),
  ];
}

function thinExtremes({ rated, scale }: Card): Hint[] {
  return rated
    .filter(({ value, evidence }) =>
      isExtremeWithoutEvidence({ score: value, evidence }, scale.length),
    )
    .map(({ key, title, value }) =>
      hint(
        `thin-${key}`,
        evidencePlace(key),
        `${title} has a ${value}, ${scale[value - 1]}, without a quoted moment.`,
        "The debrief asks about the lowest and the highest scores first. What was said, or the minute it was said at, lets others weigh it as you did.",
        { pattern: "extreme-without-evidence" },
      ),
    );
}

function unseenFocus({ criteria, draft, focus }: Card): Hint[] {
  return criteria.flatMap(({ key, title }) => {
    const unseen = notObserved.find((word) => word === draft.ratings[key]?.score);
    if (!unseen || !focus.includes(key)) return [];
    return [
      hint(
        `focus-${key}`,
        scorePlace(key),
        `${title}, a focus of this round, is marked ${notObservedWords[unseen].toLowerCase()}.`,
        "The panel counts on this round for it. If something you heard bears on it, it can still be rated; if nothing did, the gap is worth knowing.",
      ),
    ];
  });
}

function shortCard({ rated, draft }: Card): Hint[] {
  const lengths = rated.map(({ key, evidence }) => ({ key, words: writtenWords(evidence).length }));
  const [shortest] = lengths.toSorted((a, b) => a.words - b.words);
  if (!shortest || draft.recommendation === "no-decision") return [];
  const quotes = draft.observations.map(({ quote }) => writtenWords(quote).length);
  const words = [...lengths.map((one) => one.words), ...quotes].reduce((a, b) => a + b, 0);
  if (words >= SHORT * rated.length) return [];
  const evidence =
    words === 0 ? "no evidence yet" : `${counted(words, "word", "words")} of evidence`;
  return [
    hint(
      "short",
      evidencePlace(shortest.key),
      `${counted(rated.length, "rating rests", "ratings rest")} on ${evidence}.`,
      "In the debrief your card speaks to people who were not there. One quoted moment for a rating is often enough.",
    ),
  ];
}

/** Lines that went onto a criterion left the notes; those that were copied instead stand in a text. */
function leftNotes({ draft }: Card): Hint[] {
  const plain = (text: string) => text.replaceAll(/\s+/g, " ").trim();
  const sealed = plain(textsOf(draft).join("\n"));
  const left = noteLines(draft.notes).filter(({ text }) => !sealed.includes(plain(text)));
  if (left.length === 0) return [];
  return [
    hint(
      "notes",
      "notes",
      `${counted(left.length, "line", "lines")} of your notes ${left.length === 1 ? "is" : "are"} on no criterion.`,
      "Notes are not sealed: nobody but you will read them. What should count belongs to a criterion.",
    ),
  ];
}

const textsOf = ({ ratings, observations, summary }: Draft): string[] => [
  ...Object.values(ratings).map(({ evidence }) => evidence),
  ...observations.map(({ quote }) => quote),
  summary,
];

/** For each earlier card the first text of this one that shares a run of words with it. */
function saidBefore({ earlier, draft, criteria }: Card): Hint[] {
  if (earlier.length === 0) return [];
  const places = [
    ...criteria.map(({ key, title }) => ({
      place: evidencePlace(key),
      name: `Your evidence for ${title}`,
      text: draft.ratings[key]?.evidence ?? "",
    })),
    { place: "summary" as const, name: "Your summary", text: draft.summary },
  ].map((one) => {
    const words = writtenWords(one.text);
    return { ...one, words, runs: runsIn(words) };
  });
  return earlier.flatMap(({ texts, ...card }) => {
    const said = new Set(texts.flatMap((text) => runsIn(writtenWords(text))));
    for (const { place, name, text, words, runs } of places) {
      const at = runs.findIndex((run) => said.has(run));
      const [from, to] = [words[at], words[at + RUN - 1]];
      if (!from || !to) continue;
      return [
        hint(
          `before-${card.cardId}`,
          place,
          `${name} and your card on the ${roundWords[card.round].toLowerCase()} round say the same: “${text.slice(from.start, to.end)}”.`,
          "If it is one moment, the panel may count it as two. If it was seen twice, say so.",
          { earlier: card },
        ),
      ];
    }
    return [];
  });
}

/** Topics that must not count, wherever the author's texts touch them. */
function protectedTopicsIn({ draft, criteria }: Card): Hint[] {
  return ownTexts(draft, criteria).flatMap(({ place, name, text }) =>
    protectedMentions(text).map(({ key, because, sentence, instead }, at) =>
      hint(
        `protected-${key}-${place}-${at}`,
        place,
        `${name}: ${because}.`,
        `“${sentence}” ${protectedTopicWords[key].why}`,
        { instead, pattern: "protected-topic" },
      ),
    ),
  );
}

/** Every run of words that hardly stands twice by chance, by the place of its first word. */
const runsIn = (words: readonly WrittenWord[]): string[] =>
  words.slice(RUN - 1).map((_, at) =>
    words
      .slice(at, at + RUN)
      .map(({ word }) => word)
      .join(" "),
  );
