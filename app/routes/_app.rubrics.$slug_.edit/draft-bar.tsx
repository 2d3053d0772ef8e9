import { Button } from "#app/components/button.tsx";
import { Time } from "#app/components/time.tsx";
import type { SaveState } from "#app/routes/_app.rubrics.$slug_.edit/saving.ts";

/** Always in reach: what the weights add to, whether it is saved, and the way to publishing. */
export function DraftBar({ total, save, busy }: { total: number; save: SaveState; busy: boolean }) {
  return (
    <div className="fixed inset-x-0 bottom-0 z-10 border-t border-line bg-surface lg:left-[13.5rem]">
      <div className="mx-auto flex max-w-6xl items-center justify-between gap-3 px-4 py-2.5 sm:px-8">
        <p className="min-w-0">
          <output
            className={`font-semibold ${total === 100 ? "" : "text-danger"}`}
            aria-live="polite"
          >
            Weights {distance(total)}
          </output>
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
          <Button look="primary" name="intent" value="review" disabled={busy}>
            <span>
              Preview<span className="max-sm:sr-only"> and publish</span>
            </span>
          </Button>
        </div>
      </div>
    </div>
  );
}

function distance(total: number): string {
  if (total === 100) return "100%";
  return total < 100
    ? `${total}%, ${100 - total} still to give`
    : `${total}%, ${total - 100} too many`;
}

function Saved({ save }: { save: SaveState }) {
  switch (save.state) {
    case "saved":
      return (
        <span className="text-saved">
          Saved <Time at={new Date(save.savedAt)} format="clock" />
        </span>
      );
    case "waiting":
    case "saving":
      return "Saving";
    case "signed-out":
      return (
        <span className="text-danger">
          Not saved: signed out.{" "}
          <a href="/sign-in" target="_blank" rel="noreferrer" className="underline">
            Sign in
          </a>
        </span>
      );
    case "conflict":
      return (
        <a href="#newer" className="text-danger underline">
          Not saved: see why
        </a>
      );
    default:
      return <span className="text-danger">{save.message}</span>;
  }
}
