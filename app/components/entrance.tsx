import type { ReactNode } from "react";

/** The frame of the screens people meet before they are signed in. */
export function Entrance({ children, below }: { children: ReactNode; below?: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <p className="mb-6 flex items-center gap-2 text-heading font-semibold tracking-tight">
          <img src="/icon.svg" alt="" width="28" height="28" /> Evenhand
        </p>
        <div className="grid gap-4 rounded-box border border-line bg-surface p-6 *:mb-0">
          {children}
        </div>
        {below ? <p className="mt-4 text-small text-muted">{below}</p> : null}
      </div>
    </main>
  );
}
