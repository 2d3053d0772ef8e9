import { canSeePanelFlag, type ReadableCard } from "#app/domain/access.ts";
import { type Known, knownIn } from "#app/domain/echo.ts";
import type { PanelFlag } from "#app/domain/panel-flags.ts";
import { loopFlags } from "#app/domain/panel-flags-loop.ts";
import type { RubricContent } from "#app/domain/rubric.ts";
import type { Panel, PanelContent } from "#db/queries/panel.server.ts";

/** What can be asked about how the loop was scored, as far as this viewer is shown it. */
export const flagsShown = (
  { relation, weights }: Pick<Panel, "relation" | "weights">,
  cards: readonly ReadableCard<PanelContent>[],
  rubric: RubricContent,
  outstanding: boolean,
): PanelFlag[] =>
  loopFlags({
    cards: cards.map(({ content: { earlier, ...content }, ...card }) => ({
      ...card,
      ...content,
      firstSealedAt: earlier[0]?.sealedAt ?? content.sealedAt,
    })),
    ...{ criteria: rubric.criteria, weights, known: knownOf(rubric) },
  })
    // What nobody has rated yet may be rated by a card that is still out.
    .filter(({ pattern }) => !outstanding || pattern !== "thin-coverage")
    .filter((flag) => canSeePanelFlag(relation, flag).allowed);

/** A published version never changes, so its words are taken apart once. */
const kept = new WeakMap<RubricContent, Known>();

function knownOf(rubric: RubricContent): Known {
  const known = kept.get(rubric);
  if (known) return known;
  const read = knownIn([
    ...rubric.criteria.flatMap(({ question, anchors }) => [
      question,
      ...Object.values(anchors).flatMap((points) => Object.values(points ?? {})),
    ]),
    ...rubric.patterns.flatMap(({ seen, better, counts, notEnough, counter }) => [
      ...[seen, better, counts, notEnough, counter],
    ]),
  ]);
  kept.set(rubric, read);
  return read;
}
