import {
  canDecide,
  canOpenDebrief,
  canResolveFlag,
  canTakeReceipt,
  couldHaveRead,
} from "#app/domain/access.ts";
import { scoreMatrix } from "#app/domain/debrief.ts";
import { independenceWords } from "#app/domain/independence.ts";
import {
  asksTheRecord,
  basisOf,
  type CandidateFlag,
  candidateFlags,
  ledgerCards,
  sameBasis,
  sightingsOf,
} from "#app/domain/ledger.ts";
import { flagsShown } from "#app/routes/_app.loops.$loopId_.debrief/panel-flags.server.ts";
import type { Db } from "#db/client.server.ts";
import type { Panel, Resolution } from "#db/queries/panel.server.ts";
import { getIndependence, type ShownIndependence } from "#db/queries/receipt.server.ts";
import { rubricContent } from "#db/queries/rubric.server.ts";

type Open = Extract<Panel["view"], { status: "open" }>;

/** What the debrief shows once the panel is open to this viewer; the record's events where asked for. */
export async function opened(db: Db, panel: Panel, view: Open, withReceipt: boolean) {
  const { loop, weights, relation, overrides, conflicts, decision, resolutions } = panel;
  const rubric = await rubricContent(db, loop.rubricVersionId);
  const cards = view.cards.filter((card) => card.readable);
  const asked = withReceipt || hasMoved(view) || asksTheRecord(ledgerCards(cards, () => null));
  const told = asked ? await getIndependence(db, relation, loop.id) : null;
  const flags = candidateFlags(sightingsOf(ledgerCards(cards, readBefore(told))), {
    patterns: rubric.patterns,
    level: loop.position.level,
  });
  return {
    cards: cards.map(asShown),
    matrix: scoreMatrix(
      cards,
      rubric.criteria.map(({ key }) => key),
      weights,
    ),
    flags: flags.map((flag) => withResolution(flag, resolutions)),
    patterns: Object.fromEntries(
      rubric.patterns
        .filter(({ key }) => flags.some(({ pattern }) => pattern === key))
        .map(({ key, title }) => [key, title]),
    ),
    out: view.cards.filter(isOut).length,
    scoring: flagsShown(panel, cards, rubric, view.cards.some(isOut)),
    scale: rubric.scale,
    rubricLevels: rubric.levels,
    titles: Object.fromEntries(rubric.criteria.map(({ key, title }) => [key, title])),
    overrides,
    conflicts,
    decision,
    independence: told?.rule ? recordedLines(told) : independenceLines(panel, cards),
    mayTakeReceipt: canTakeReceipt(relation).allowed,
    receipt: withReceipt ? told : null,
    mayDecide: canDecide(relation).allowed,
    mayResolve: canResolveFlag(relation).allowed,
    mayOpen: canOpenDebrief(relation).allowed && !relation.panelIn,
  };
}
export type OpenDebrief = Awaited<ReturnType<typeof opened>>;

/** A counted card that is still to come. */
const isOut = ({ kind, progress }: Open["cards"][number]): boolean =>
  kind !== "shadow" && progress === "outstanding";

/** A card without what only its record is asked for: it could tell who somebody behind a number is. */
const asShown = ({
  content: { reader, assignedAt, roundEndedAt, earlier, ...content },
  ...card
}: Readable) => ({ ...card, content });

type Readable = Extract<Open["cards"][number], { readable: true }>;

/** Whether a card that somebody may have read is out again, or was: the shown ones do not tell then. */
const hasMoved = ({ cards }: Open): boolean =>
  cards.some((card) => (card.readable ? card.content.again : card.progress === "outstanding"));

/** Whose cards the author of a version could have read before sealing it; null where nothing tells. */
const readBefore =
  (told: ShownIndependence | null) =>
  (cardId: string, number: number): readonly string[] | null =>
    told?.imported
      ? null
      : (told?.seals.find((seal) => seal.cardId === cardId && seal.number === number)
          ?.couldHaveRead ?? null);

/** A flag with what the committee concluded about it and before, and whether that was on the same moments. */
const withResolution = (flag: CandidateFlag, resolutions: readonly Resolution[]) => {
  const [resolution = null, ...earlier] = resolutions.filter(
    ({ pattern }) => pattern === flag.pattern,
  );
  const basis = basisOf([...flag.seen, ...flag.counter, ...flag.withdrawn]);
  const current = resolution && sameBasis(resolution, basis);
  return { ...flag, basis, resolution, earlier, current };
};
export type ShownFlag = ReturnType<typeof withResolution>;

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
