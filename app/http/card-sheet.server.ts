import type { CardSheet } from "#app/domain/card-marks.ts";
import { levelWords } from "#app/domain/level.ts";
import { roundWords } from "#app/domain/loop.ts";
import { formatTime } from "#app/domain/time.ts";
import type { OwnCard } from "#db/queries/card.server.ts";

/** What stands in a card's file to be read: the criteria in the card's order, focus first. */
export function sheetOf(
  { id, candidate, position, round, rubric, kit, probes }: OwnCard,
  timeZone: string,
): CardSheet {
  const criteria = rubric.criteria.map(({ key, title, question, anchors }) => ({
    ...{ key, title, question },
    focus: round.focus.includes(key),
    anchors: anchors[position.level] ?? {},
  }));
  return {
    cardId: id,
    candidate: candidate.name,
    position: `${position.title} (${levelWords[position.level]})`,
    round: `${roundWords[round.kind]}, ${formatTime(round.startsAt, "moment", timeZone)} (${timeZone})`,
    scale: rubric.scale,
    levels: rubric.levels,
    criteria: criteria.toSorted((a, b) => Number(b.focus) - Number(a.focus)),
    patterns: rubric.patterns.map(({ key, title }) => ({ key, title })),
    probes: probes.map((probe) => ({
      ...probe,
      say: kit?.probes.find(({ key }) => key === probe.probe)?.say ?? "",
    })),
  };
}
