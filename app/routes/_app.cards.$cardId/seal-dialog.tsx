import { forwardRef } from "react";
import { useWatch } from "react-hook-form";
import { Button } from "#app/components/button.tsx";
import type { RevealRule } from "#app/domain/loop.ts";
import { levelWords } from "#app/domain/rubric.ts";
import { type Draft, notObserved, recommendationWords } from "#app/domain/scorecard.ts";

const after: Record<RevealRule, string> = {
  "after-own": "Then you can read the others' sealed cards.",
  "after-all": "The others' cards open once everybody's are in.",
  never: "On this position you read only your own card.",
  open: "The others can read it at once.",
};

/** The last look before a card becomes a numbered version that nobody can edit. */
export const SealDialog = forwardRef<
  HTMLDialogElement,
  { sending: boolean; candidate: string; rule: RevealRule }
>(function SealDialog({ sending, candidate, rule }, ref) {
  const card = useWatch<Draft>() as Draft;
  const unseen = Object.values(card.ratings).filter(({ score }) =>
    notObserved.some((word) => word === score),
  ).length;
  const patterns = card.observations.filter(({ pattern }) => pattern !== "").length;
  return (
    <dialog
      ref={ref}
      aria-labelledby="seal-title"
      className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-box border border-line bg-surface p-6 shadow-xl"
    >
      <h2 id="seal-title" className="text-heading">
        Seal your card on {candidate}?
      </h2>
      <ul className="mt-3 grid gap-1">
        <li>
          {Object.keys(card.ratings).length - unseen} rated
          {unseen > 0 ? `, ${unseen} not observed` : ""},{" "}
          {patterns === 1 ? "1 pattern" : `${patterns} patterns`}
        </li>
        <li>
          {card.recommendation === "" ? "" : recommendationWords[card.recommendation]}
          {card.level === "" ? "" : `, ${levelWords[card.level].toLowerCase()} demonstrated`}
        </li>
      </ul>
      <p className="mt-3 text-muted">
        It becomes a numbered version that nobody can edit. {after[rule]}
      </p>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button type="button" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
          Keep writing
        </Button>
        <Button look="primary" name="intent" value="seal" disabled={sending}>
          {sending ? "Sealing" : "Seal it"}
        </Button>
      </div>
    </dialog>
  );
});
