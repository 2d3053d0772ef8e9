import { criterionMeans } from "#app/domain/calibration/card-scores.ts";
import { type Cells, cardCount, cardsWhere } from "#app/domain/calibration/cells.ts";
import { connectedComponents } from "#app/domain/calibration/connectedness.ts";
import { type Refusal, refuse } from "#app/domain/calibration/refusal.ts";
import { twoWayEffects, twoWayLayout } from "#app/domain/calibration/two-way.ts";

/** How one interviewer's card means rise and fall with what the others gave the same candidates. */
export type PanelCorrelation = {
  /** Cards about candidates whom others rated too. */
  readonly overlap: number;
  readonly correlation: number;
  /** Points of this interviewer's card mean per point of the others' score. */
  readonly slope: number;
  /** Standard error of the correlation's Fisher transform. */
  readonly fisherError: number;
};

/** A correlation is read from this many compared cards on. */
export const LEAST_OVERLAP = 5;

/** Cards times interviewers up to which everybody is left out in turn. */
const EXACT_WORK = 5e5;

/**
 * Leave-one-out correlation of each interviewer with the panel, in the order of the interviewers:
 * card means (criteria centred) against the others' scores of the same candidates, which come from
 * `card mean ~ candidate + interviewer` by least squares without this interviewer's cards. Where the
 * others fall into groups that share no candidate, cards are compared within each group. From half a
 * million cards times interviewers on, the others' severities come from one fit with everybody; with
 * sixty interviewers that moves a correlation by less than .003.
 *
 * Refused below five compared cards and where one side does not vary. The single rater - rest of the
 * raters correlation of Myford & Wolfe (2003), Journal of Applied Measurement 4, 386-422, with the
 * rest put on one footing first.
 */
export function panelCorrelations(
  cells: Cells,
  exact = cardCount(cells) * cells.interviewers.length <= EXACT_WORK,
): (PanelCorrelation | Refusal)[] {
  const scores = cardMeans(cells);
  const bare = { ...cells, criteria: [], ratings: new Float64Array(0) };
  const cardsOf: number[][] = cells.interviewers.map(() => []);
  for (const [card, interviewer] of cells.interviewer.entries()) cardsOf[interviewer]!.push(card);
  const candidateOf = candidatesByCard(cells);
  const othersOf = exact ? leftOutInTurn(bare, scores) : leftOutOfMeans(bare, scores);
  return cardsOf.map((cards, interviewer) => {
    if (cards.length < LEAST_OVERLAP) return refuse(`Fewer than ${LEAST_OVERLAP} cards.`);
    const others = othersOf(interviewer);
    const pairs = cards.flatMap((card) => {
      const { score, group } = others(candidateOf[card]!);
      return group < 0 ? [] : [{ group, x: score, y: scores[card]! }];
    });
    return correlationWithin(pairs);
  });
}

/** What everybody but one interviewer says of a candidate; group -1 where nobody else rated it. */
type Others = (interviewer: number) => (candidate: number) => { score: number; group: number };

function leftOutInTurn(cells: Cells, scores: Float64Array): Others {
  return (without) => {
    const rest = cardsWhere(cells, (card) => cells.interviewer[card] !== without);
    const kept = scores.filter((_, card) => cells.interviewer[card] !== without);
    const components = connectedComponents(rest);
    const effects = twoWayEffects(twoWayLayout(rest, components, false), kept);
    return (c) => ({ score: effects.candidate[c]!, group: components.candidate[c]! });
  };
}

function leftOutOfMeans(cells: Cells, scores: Float64Array): Others {
  const { first, interviewer } = cells;
  const components = connectedComponents(cells);
  const effects = twoWayEffects(twoWayLayout(cells, components, false), scores).interviewer;
  return (without) => (c) => {
    let [n, sum] = [0, 0];
    for (let card = first[c]!; card < first[c + 1]!; card++) {
      if (interviewer[card] === without) continue;
      n++;
      sum += scores[card]! - effects[interviewer[card]!]!;
    }
    return { score: sum / n, group: n > 0 ? components.candidate[c]! : -1 };
  };
}

function candidatesByCard({ candidates, first, interviewer }: Cells): Uint32Array {
  const of = new Uint32Array(interviewer.length);
  for (let c = 0; c < candidates.length; c++) of.fill(c, first[c], first[c + 1]);
  return of;
}

/** Mean of each card over what it observed, every criterion first centred on its mean. */
function cardMeans(cells: Cells): Float64Array {
  const [centre, width] = [criterionMeans(cells), cells.criteria.length];
  return Float64Array.from({ length: cardCount(cells) }, (_, card) => {
    let [n, sum] = [0, 0];
    for (let k = 0; k < width; k++) {
      const rating = cells.ratings[card * width + k]!;
      if (Number.isNaN(rating)) continue;
      n++;
      sum += rating - centre[k]!;
    }
    return sum / n;
  });
}

type Pair = { readonly group: number; readonly x: number; readonly y: number };

function correlationWithin(pairs: readonly Pair[]): PanelCorrelation | Refusal {
  const groups = new Map<number, { n: number; x: number; y: number }>();
  for (const { group, x, y } of pairs) {
    const sum = groups.get(group) ?? { n: 0, x: 0, y: 0 };
    groups.set(group, { n: sum.n + 1, x: sum.x + x, y: sum.y + y });
  }
  // Each group has a level of its own, which takes up one card; one level any correlation has.
  const n = pairs.length - Math.max(0, groups.size - 1);
  if (n < LEAST_OVERLAP)
    return refuse(`Fewer than ${LEAST_OVERLAP} cards beside others' about the same candidates.`);
  let [xx, xy, yy] = [0, 0, 0];
  for (const { group, x, y } of pairs) {
    const sum = groups.get(group)!;
    const [dx, dy] = [x - sum.x / sum.n, y - sum.y / sum.n];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  if (!(xx > NOTHING * n)) return refuse("The others scored all these candidates alike.");
  if (!(yy > NOTHING * n)) return refuse("All these cards have the same mean.");
  const correlation = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
  return { overlap: pairs.length, correlation, slope: xy / xx, fisherError: 1 / Math.sqrt(n - 3) };
}

/** Points squared below which nothing varies but rounding. */
const NOTHING = 1e-12;
