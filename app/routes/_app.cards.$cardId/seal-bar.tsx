import { useWatch } from "react-hook-form";
import { Button } from "#app/components/button.tsx";
import { Time } from "#app/components/time.tsx";
import type { Draft } from "#app/domain/scorecard.ts";
import type { SaveState } from "#app/routes/_app.cards.$cardId/autosave.ts";

/** Always in reach: how far the card is, whether it is saved, and the way to seal it. */
export function SealBar({
  total,
  save,
  sending,
}: {
  total: number;
  save: SaveState;
  sending: boolean;
}) {
  const ratings = useWatch<Draft, "ratings">({ name: "ratings" });
  const rated = Object.values(ratings).filter((rating) => Boolean(rating.score)).length;
  return (
    <div className="fixed inset-x-0 bottom-0 z-10 border-t border-line bg-surface lg:left-[13.5rem]">
      <div className="mx-auto flex max-w-4xl items-center justify-between gap-3 px-4 py-2.5 sm:px-8">
        <p className="min-w-0">
          <span className="font-semibold">
            {rated} of {total} rated
          </span>
          <span aria-live="polite" className="block truncate text-muted sm:ml-3 sm:inline">
            <Saved save={save} />
          </span>
        </p>
        <div className="flex shrink-0 gap-2">
          <noscript>
            <Button name="intent" value="save">
              Save draft
            </Button>
          </noscript>
          <Button look="primary" name="intent" value="seal" disabled={sending}>
            Review and seal
          </Button>
        </div>
      </div>
    </div>
  );
}

function Saved({ save }: { save: SaveState }) {
  switch (save.state) {
    case "saved":
      return (
        <span className="text-saved">
          Saved <Time at={save.at} format="clock" />
        </span>
      );
    case "waiting":
    case "saving":
      return "Saving";
    case "clean":
      return "Nothing to save yet";
    case "offline":
      return <span className="text-caution">{save.message}</span>;
    case "signed-out":
      return (
        <span className="text-danger">
          Not saved: signed out.{" "}
          <a href="/sign-in" target="_blank" rel="noreferrer" className="underline">
            Sign in
          </a>
        </span>
      );
    default:
      return (
        <a href="#trouble" className="text-danger underline">
          Not saved: see why
        </a>
      );
  }
}
