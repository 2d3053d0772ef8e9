import { ButtonLink } from "#app/components/button.tsx";
import { Empty, TextLink } from "#app/components/page.tsx";
import { MINIMUM_CARDS } from "#app/domain/calibration/summary.ts";

type Of = { readonly own: boolean; readonly name: string };

const Drills = ({ own }: Pick<Of, "own">) =>
  own ? <ButtonLink to="/drills">Score a drill meanwhile</ButtonLink> : null;

/** Below the minimum sample: how far it is, and nothing else. */
export function NotEnough({ own, name, cards }: Of & { cards: number }) {
  const missing = MINIMUM_CARDS - cards;
  return (
    <Empty
      title={`Not enough history: ${cards} of the ${MINIMUM_CARDS} cards needed`}
      action={<Drills own={own} />}
    >
      {`${own ? "Your figures begin" : `The figures of ${name} begin`} with ${missing === 1 ? "one more sealed card" : `${missing} more sealed cards`} on loops for this position that get a decision. Fewer would say more about chance than about scoring. `}
      <TextLink to="/calibration/method#minimum">Why this many</TextLink>
    </Empty>
  );
}

export function NothingYet({ own, name }: Of) {
  return (
    <Empty title="Nothing to show yet" action={<Drills own={own} />}>
      {`${own ? "Your figures begin" : `The figures of ${name} begin`} with ${MINIMUM_CARDS} sealed cards on loops of one position that have a decision: how severe the scores are beside the panel's, how they change, and what stands out. `}
      <TextLink to="/calibration/method">How they are worked out</TextLink>
    </Empty>
  );
}
