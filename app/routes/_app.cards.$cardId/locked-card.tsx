import { ButtonLink } from "#app/components/button.tsx";
import { Notice, Page } from "#app/components/page.tsx";
import { type PanelProgress, WhoIsIn } from "#app/components/panel-progress.tsx";

type Locked = {
  readonly loopId: string;
  readonly candidate: { readonly name: string };
  readonly position: { readonly title: string };
  readonly interviewer: { readonly name: string };
  readonly reason: string | null;
  readonly progress: readonly PanelProgress[];
};

/** Somebody else's card, before this viewer may read it. */
export function LockedCard({ card }: { card: Locked }) {
  return (
    <Page
      title={`${card.interviewer.name}'s card`}
      above={`${card.candidate.name} · ${card.position.title}`}
      width="max-w-3xl"
      actions={<ButtonLink to={`/loops/${card.loopId}`}>The loop</ButtonLink>}
    >
      <Notice tone="locked" title={card.reason ?? "This card is not open to you."}>
        <WhoIsIn progress={card.progress} />
      </Notice>
    </Page>
  );
}
