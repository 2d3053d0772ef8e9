import { canDecide, canOpenDebrief, canTakeReceipt, couldHaveRead } from "#app/domain/access.ts";
import { scoreMatrix } from "#app/domain/debrief.ts";
import { candidateFlags, sightingsOf } from "#app/domain/flags.ts";
import { independenceWords } from "#app/domain/independence.ts";
import type { Db } from "#db/client.server.ts";
import type { Panel } from "#db/queries/panel.server.ts";
import { getIndependence, type ShownIndependence } from "#db/queries/receipt.server.ts";
import { rubricContent } from "#db/queries/rubric.server.ts";

type Open = Extract<Panel["view"], { status: "open" }>;

/** What the debrief shows once the panel is open to this viewer; the record's events where asked for. */
export async function opened(db: Db, panel: Panel, view: Open, withReceipt: boolean) {
  const { loop, weights, relation, overrides, conflicts, decision } = panel;
  const rubric = await rubricContent(db, loop.rubricVersionId);
  const cards = view.cards.filter((card) => card.readable);
  const flags = candidateFlags(sightingsOf(cards, { rule: loop.rule, overrides }));
  const named = new Set(flags.map((flag) => flag.pattern));
  const told = withReceipt || hasMoved(view) ? await getIndependence(db, relation, loop.id) : null;
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
    independence: told?.rule ? recordedLines(told) : independenceLines(panel, cards),
    mayTakeReceipt: canTakeReceipt(relation).allowed,
    receipt: withReceipt ? told : null,
    mayDecide: canDecide(relation).allowed,
    mayOpen: canOpenDebrief(relation).allowed && !relation.panelIn,
  };
}
export type OpenDebrief = Awaited<ReturnType<typeof opened>>;

type Readable = Extract<Open["cards"][number], { readable: true }>;

/** Whether a card that somebody may have read is out again, or was: the shown ones do not tell then. */
const hasMoved = ({ cards }: Open): boolean =>
  cards.some((card) => (card.readable ? card.content.again : card.progress === "outstanding"));

/** The same from the record, where every version that ever stood is told of. */
const recordedLines = ({ imported, seals, names }: ShownIndependence) =>
  independenceWords(
    { imported, seals: seals.filter(({ kind }) => kind !== "shadow") },
    (id) => names[id] ?? "Somebody",
  );

/** Whether nobody could read before sealing, or who could, from the cards that are shown. */
function independenceLines({ loop, overrides, decision }: Panel, cards: readonly Readable[]) {
  const records = cards
    .filter(({ kind }) => kind !== "shadow")
    .map(({ interviewer, content }) => ({ ...content, interviewer }));
  const seals = records.map((record) => ({
    ...{ personId: record.interviewer.id, number: record.number, undone: false },
    couldHaveRead: couldHaveRead(record, records, { rule: loop.rule, overrides }),
  }));
  const names = new Map(cards.map(({ interviewer }) => [interviewer.id, interviewer.name]));
  const imported = decision?.outcome === "not-recorded";
  return independenceWords({ imported, seals }, (id) => names.get(id) ?? "Somebody");
}
