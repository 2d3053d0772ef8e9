import { ButtonLink } from "#app/components/button.tsx";
import { Notice } from "#app/components/page.tsx";
import { type PanelProgress, WhoIsIn } from "#app/components/panel-progress.tsx";

/** Why the debrief is closed to this viewer, who is still outstanding, and the way to open it. */
export function LockedDebrief({
  reason,
  progress,
}: {
  reason: string;
  progress: readonly (PanelProgress & { readonly cardId: string })[];
}) {
  const owed = progress.filter((card) => card.own && card.progress === "outstanding");
  return (
    <Notice tone="locked" title={reason}>
      <WhoIsIn progress={progress} />
      {owed.length > 0 ? (
        <p className="flex flex-wrap gap-2 pt-1">
          {owed.map((card) => (
            <ButtonLink key={card.cardId} to={`/cards/${card.cardId}`} look="primary">
              Open your card
            </ButtonLink>
          ))}
        </p>
      ) : null}
    </Notice>
  );
}
