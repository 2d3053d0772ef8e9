import { canDecide, canOpenDebrief } from "#app/domain/access.ts";
import { scoreMatrix } from "#app/domain/debrief.ts";
import { candidateFlags, sightingsOf } from "#app/domain/flags.ts";
import type { Db } from "#db/client.server.ts";
import type { Panel } from "#db/queries/panel.server.ts";
import { rubricContent } from "#db/queries/rubric.server.ts";

type Open = Extract<Panel["view"], { status: "open" }>;

/** What the debrief shows once the panel is open to this viewer. */
export async function opened(db: Db, panel: Panel, view: Open) {
  const { loop, weights, relation, overrides, conflicts, decision } = panel;
  const rubric = await rubricContent(db, loop.rubricVersionId);
  const cards = view.cards.filter((card) => card.readable);
  const flags = candidateFlags(sightingsOf(cards, { rule: loop.rule, overrides }));
  const named = new Set(flags.map((flag) => flag.pattern));
  return {
    cards,
    matrix: scoreMatrix(
      cards,
      rubric.criteria.map(({ key }) => key),
      weights,
    ),
    flags,
    scale: rubric.scale,
    rubricLevels: rubric.levels,
    titles: Object.fromEntries(rubric.criteria.map(({ key, title }) => [key, title])),
    patterns: Object.fromEntries(
      rubric.patterns.filter(({ key }) => named.has(key)).map(({ key, title }) => [key, title]),
    ),
    overrides,
    conflicts,
    decision,
    mayDecide: canDecide(relation).allowed,
    mayOpen: canOpenDebrief(relation).allowed && !relation.panelIn,
  };
}
export type OpenDebrief = Awaited<ReturnType<typeof opened>>;
