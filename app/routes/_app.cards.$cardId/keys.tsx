import { memo, useCallback, useEffect, useRef, useState } from "react";
import { Button } from "#app/components/button.tsx";
import { oncePresent } from "#app/routes/_app.cards.$cardId/presence.ts";

type ShortcutMap = typeof import("#app/routes/_app.cards.$cardId/shortcuts.tsx").default;

/** The card by keyboard: what hears it comes once somebody is there, what it says is said politely. */
export const Keys = memo(function Keys({
  points,
  addPattern,
  review,
}: {
  points: number;
  addPattern: () => void;
  review: () => void;
}) {
  const says = useRef<HTMLParagraphElement>(null);
  const [Shortcuts, setShortcuts] = useState<ShortcutMap | null>(null);
  const showMap = useCallback(
    () =>
      import("#app/routes/_app.cards.$cardId/shortcuts.tsx")
        .then(({ default: map }) => setShortcuts(() => map))
        .catch(() => {
          if (says.current) says.current.textContent = "The map did not load. Reload the page.";
        }),
    [],
  );
  useEffect(() => {
    let gone = false;
    let stop = () => {};
    const missed: KeyboardEvent[] = [];
    const miss = (event: KeyboardEvent) => {
      if (event.target === document.body) missed.push(event);
    };
    const load = () =>
      void import("#app/routes/_app.cards.$cardId/key-presses.ts")
        .then(({ listenToKeys }) => {
          document.removeEventListener("keydown", miss);
          const asked = { addPattern, review, showMap, missed };
          if (!gone && says.current) stop = listenToKeys({ ...asked, says: says.current });
        })
        .catch(() => {});
    document.addEventListener("keydown", miss);
    const wait = oncePresent(load);
    return () => {
      gone = true;
      wait();
      document.removeEventListener("keydown", miss);
      stop();
    };
  }, [addPattern, review, showMap]);
  return (
    <>
      <Button type="button" look="bare" className="needs-keys" onClick={showMap}>
        Keyboard
        <kbd aria-hidden className="keycap">
          ?
        </kbd>
      </Button>
      <p ref={says} role="status" className="sr-only" />
      {Shortcuts ? <Shortcuts points={points} close={() => setShortcuts(null)} /> : null}
    </>
  );
});
