import { Link, PrefetchPageLinks } from "@remix-run/react";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { Button } from "#app/components/button.tsx";
import type { Draft } from "#app/domain/scorecard.ts";
import { Saved } from "#app/routes/_app.cards.$cardId/save-state.tsx";
import type { SaveState } from "#app/routes/_app.cards.$cardId/saving.ts";

/** Always in reach: how far the card is, whether it is saved, and the way to seal it. */
export function SealBar({
  review,
  total,
  save,
  sending,
  width,
  openKit,
}: {
  /** Where the card is looked at once more before it is sealed. */
  review: string;
  total: number;
  save: SaveState;
  sending: boolean;
  /** The page's, so that the bar ends where the card does. */
  width: string;
  /** Where a kit lies behind the card; null where the round has none. */
  openKit: ((opener: HTMLElement) => void) | null;
}) {
  const ratings = useWatch<Draft, "ratings">({ name: "ratings" });
  const rated = Object.values(ratings).filter((rating) => Boolean(rating.score)).length;
  const [near, setNear] = useState(false);
  const complete = rated === total;
  return (
    <div
      data-bar
      data-screen-only
      className="fixed inset-x-0 bottom-0 z-10 border-t border-line bg-surface lg:left-[13.5rem]"
    >
      <div
        className={`mx-auto flex ${width} items-center justify-between gap-3 px-4 py-2.5 sm:px-8`}
      >
        <p className="min-w-0">
          <span className="font-semibold whitespace-nowrap">
            {rated} of {total}
            <span className="max-[22rem]:sr-only"> rated</span>
          </span>
          <span
            aria-live="polite"
            className="line-clamp-2 text-muted max-sm:text-small sm:ml-3 sm:inline"
          >
            <Saved save={save} />
          </span>
        </p>
        <div className="flex shrink-0 gap-2">
          <noscript>
            <Button name="intent" value="save">
              Save draft
            </Button>
          </noscript>
          {openKit ? (
            // biome-ignore lint/a11y/useValidAnchor: without scripts it leads to the kit below the card
            <a
              href="#kit"
              aria-expanded={false}
              className="button button-quiet lg:hidden"
              onClick={(event) => {
                event.preventDefault();
                openKit(event.currentTarget);
              }}
            >
              Kit
            </a>
          ) : null}
          <Button
            look="primary"
            name="intent"
            value="review"
            disabled={sending}
            data-review
            onPointerEnter={() => setNear(true)}
            onFocus={() => setNear(true)}
          >
            Review and seal
          </Button>
          {/* Makes the way to the review known; its script comes once the button is reached for. */}
          {complete ? <Link to={review} hidden /> : null}
          {complete && near ? <PrefetchPageLinks page={review} /> : null}
        </div>
      </div>
    </div>
  );
}
