import type { Viewer } from "#app/domain/people.ts";
import type { CardRow, Snapshot } from "#tests/support/snapshot.ts";

/** As much of a loop as the rule asks about. */
type Told = Pick<Snapshot, "cards" | "debriefOpened"> & {
  readonly loop: Pick<Snapshot["loop"], "revealRule">;
  readonly overrides: readonly Pick<Snapshot["overrides"][number], "personId" | "endedAt">[];
  readonly conflicts: readonly Pick<Snapshot["conflicts"][number], "personId">[];
};

/**
 * Who may read a sealed card, in plain words and from the rows as they stand. It is written beside
 * `access`, not with it, so that the two can disagree.
 */
export function mayRead(viewer: Viewer, card: CardRow, told: Told): boolean {
  const { loop, cards, overrides, conflicts, debriefOpened } = told;
  const owed = ({ state }: CardRow) => ["assigned", "draft", "reopened"].includes(state);
  const mine = cards.filter((one) => one.interviewerId === viewer.id);
  const lead = viewer.permissions.includes("lead");
  const readsAll = lead || viewer.permissions.includes("committee");
  const allowedEarly = overrides.some((o) => o.personId === viewer.id && o.endedAt === null);

  if (conflicts.some((conflict) => conflict.personId === viewer.id)) return false;
  if (mine.length === 0 && !readsAll && !allowedEarly) return false;
  if (card.state !== "sealed") return false;
  if (card.interviewerId === viewer.id) return true;

  const everything = () => {
    if (allowedEarly || loop.revealRule === "open") return true;
    if (mine.some(owed)) return false;
    if (readsAll) return true;
    if (!mine.some((one) => one.state === "sealed")) return false;
    if (loop.revealRule === "never") return false;
    if (loop.revealRule === "after-own") return true;
    return debriefOpened || !cards.some((one) => one.kind !== "shadow" && owed(one));
  };
  if (card.kind !== "shadow") return everything();

  const mentorOwes = cards.some((one) => one.interviewerId === card.mentorId && owed(one));
  if (mentorOwes) return false;
  const mentors = mine.length === 0 || mine.some((one) => one.state === "sealed");
  return (card.mentorId === viewer.id && mentors) || (lead && everything());
}
