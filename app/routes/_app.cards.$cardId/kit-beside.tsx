import { type ComponentProps, memo, useEffect, useLayoutEffect, useRef, useState } from "react";
import WrittenKit from "#app/routes/_app.cards.$cardId/kit.tsx";
import { oncePresent } from "#app/routes/_app.cards.$cardId/presence.ts";

// React warns of layout effects where there is no layout.
const useShownEffect = import.meta.env.SSR ? useEffect : useLayoutEffect;

const foldsIn = (within: HTMLElement | null) => [...(within?.querySelectorAll("details") ?? [])];
const focusablesIn = (within: HTMLElement | null) => [
  ...(within?.querySelectorAll<HTMLElement>("h2, summary, button, a") ?? []),
];

/**
 * The kit is read before anything of it is pressed: the server writes it, and its script comes once
 * somebody is there. Where that does not come, what the server wrote stays: it reads and folds
 * without one.
 */
export const KitBeside = memo(function KitBeside(kit: ComponentProps<typeof WrittenKit>) {
  const written = useRef<HTMLDivElement>(null);
  /** What the reader had opened of it, and where the focus was, before its script took over. */
  const open = useRef<readonly boolean[]>([]);
  const focused = useRef(-1);
  const [Kit, setKit] = useState<typeof WrittenKit | null>(null);
  useEffect(() => {
    const load = () =>
      void import("#app/routes/_app.cards.$cardId/kit.tsx")
        .then(({ default: part }) => {
          open.current = foldsIn(written.current).map((fold) => fold.open);
          focused.current = focusablesIn(written.current).findIndex((part) =>
            part.matches(":focus"),
          );
          setKit(() => part);
        })
        .catch(() => {});
    // Come from another page, there is nothing that the server wrote.
    if (!written.current?.firstChild) return load();
    return oncePresent(load);
  }, []);
  useShownEffect(() => {
    if (!Kit) return;
    for (const [at, fold] of foldsIn(written.current).entries())
      fold.open = open.current[at] ?? false;
    focusablesIn(written.current)[focused.current]?.focus({ preventScroll: true });
  }, [Kit]);
  if (Kit)
    return (
      <div key="kit" ref={written}>
        <Kit {...kit} />
      </div>
    );
  return import.meta.env.SSR ? (
    <div>
      <WrittenKit {...kit} />
    </div>
  ) : (
    // Empty, so that React keeps what the server wrote.
    <div ref={written} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: "" }} />
  );
});
