import { lazy, Suspense } from "react";
import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import type { Draft } from "#app/domain/scorecard.ts";
import type { Refused } from "#app/http/form.server.ts";
import type { useAutosave } from "#app/routes/_app.cards.$cardId/autosave.ts";
import { controlAt, landOn } from "#app/routes/_app.cards.$cardId/landing.ts";
import type { WritingCard } from "#app/routes/_app.cards.$cardId/writing-card.server.ts";

// Two versions rarely meet; whoever writes alone loads nothing of it.
const loadVersions = () =>
  import("#app/routes/_app.cards.$cardId/two-versions.tsx").catch(() => ({
    TwoVersions: Reload,
    NewerVersion: Reload,
  }));
const TwoVersions = lazy(() => loadVersions().then((m) => ({ default: m.TwoVersions })));
const NewerVersion = lazy(() => loadVersions().then((m) => ({ default: m.NewerVersion })));

/** Above the card: what became of what was typed, where it is not simply saved. */
export function SaveNotices({
  saving: { save, clashing, restored, settle, awake },
  card,
  refused,
  start,
}: {
  saving: Pick<
    ReturnType<typeof useAutosave>,
    "save" | "clashing" | "restored" | "settle" | "awake"
  >;
  card: WritingCard;
  refused: Refused | null;
  start: Draft;
}) {
  // With JavaScript the two versions meet as they do when autosave hears of one.
  const posted = refused?.failure.kind === "conflict" && !awake;
  return (
    <>
      {refused && (refused.failure.kind !== "conflict" || posted) ? (
        <Notice tone="error" title={refused.failure.message} live>
          Nothing you typed was lost. What needs a look is marked below.
        </Notice>
      ) : null}
      {clashing ? (
        <Suspense fallback={null}>
          <TwoVersions clashing={clashing} card={card} settle={settle} />
        </Suspense>
      ) : null}
      {posted ? (
        <Suspense fallback={null}>
          <NewerVersion mine={start} card={card} />
        </Suspense>
      ) : null}
      {restored === null ? null : (
        <p role="status" className="mb-4 text-muted">
          Restored what you typed at <Time at={new Date(restored)} format="clock" />.
        </p>
      )}
      {save.state === "signed-out" ? (
        <Notice tone="caution" title="You were signed out." live>
          Your text is kept{save.since === null ? " on this page" : " in this browser"}.{" "}
          <a href="/sign-in" target="_blank" rel="noreferrer" className="underline">
            Sign in in a new tab
          </a>
          , and it is saved here by itself.
        </Notice>
      ) : null}
      {save.state === "refused" ? (
        <Notice tone="error" title={save.message} live>
          <p>Your text stays on this page; copy what you need.</p>
          {Object.entries(save.fields ?? {}).map(([path, message]) => (
            <p key={path}>
              <button
                type="button"
                className="min-h-8 text-left underline underline-offset-3"
                onClick={() => landOn(controlAt(path))}
              >
                {message}
              </button>
            </p>
          ))}
        </Notice>
      ) : null}
    </>
  );
}

/** The app was replaced by a newer one while the page was open, and what it lacks is gone. */
function Reload(_: object) {
  return (
    <Notice tone="caution" title="This card was also changed elsewhere." live>
      <p>
        Both versions are kept. Reload this page to put them together; what you typed here comes
        back with it.
      </p>
      <p>
        <Button type="button" onClick={() => window.location.reload()}>
          Reload
        </Button>
      </p>
    </Notice>
  );
}

/** In the page's place, while somebody else is signed in in this browser. */
export function OtherPerson() {
  return (
    <main className="mx-auto w-full max-w-6xl px-4 pt-6 pb-16 sm:px-8">
      <div className="max-w-measure">
        <h1 className="text-title">Somebody else is signed in here now</h1>
        <p className="mt-2 text-prose text-muted" role="alert">
          This card is its author's. What they typed is kept for them and was not sent; it is saved
          once they sign in again.
        </p>
        <p className="mt-6">
          <a href="/" className="link">
            Go to your own queue
          </a>
        </p>
      </div>
    </main>
  );
}
