import type { CardProgress } from "#app/domain/access.ts";

export type PanelProgress = Pick<CardProgress, "interviewer" | "own" | "progress" | "kind">;

const list = new Intl.ListFormat("en", { type: "conjunction" });

/** "Ben and Cy have sealed, you and Dee have not." Names and progress, never values. */
export function whoIsIn(progress: readonly PanelProgress[]): string {
  const names = (state: CardProgress["progress"]) => {
    const of = progress.filter((card) => card.progress === state && card.kind !== "shadow");
    const others = new Set(of.filter((card) => !card.own).map((card) => card.interviewer.name));
    return [...(of.some((card) => card.own) ? ["you"] : []), ...others];
  };
  const sealed = names("sealed");
  const outstanding = names("outstanding");
  const have = (people: string[], rest: string) =>
    people.length === 1 && people[0] !== "you" ? `has ${rest}` : `have ${rest}`;
  const parts = [
    sealed.length > 0 ? `${list.format(sealed)} ${have(sealed, "sealed")}` : "",
    outstanding.length > 0
      ? `${list.format(outstanding)} ${sealed.length > 0 ? have(outstanding, "not") : have(outstanding, "not sealed yet")}`
      : "",
  ].filter(Boolean);
  const sentence = parts.join(", ");
  return sentence === ""
    ? "Nobody has a card here yet."
    : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

export function WhoIsIn({ progress }: { progress: readonly PanelProgress[] }) {
  return <p>{whoIsIn(progress)}</p>;
}
