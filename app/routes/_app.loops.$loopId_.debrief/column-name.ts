import type { CardKind } from "#app/domain/loop.ts";

type Card = {
  readonly interviewer: { readonly id: string; readonly name: string };
  readonly kind: CardKind;
};

/** The first name; all of it where another's begins alike, or where it only counts the hidden ones. */
export function columnName({ interviewer, kind }: Card, cards: readonly Card[]): string {
  const [first = interviewer.name, second = ""] = interviewer.name.split(" ");
  const shared = cards.some(
    ({ interviewer: { id, name } }) => id !== interviewer.id && name.split(" ")[0] === first,
  );
  const name = shared || /^\d+$/.test(second) ? interviewer.name : first;
  return kind === "shadow" ? `${name} (shadow)` : name;
}
