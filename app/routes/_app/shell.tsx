import { Form, Link, NavLink, useLocation, useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";
import type { Place } from "#app/routes/_app/places.server.ts";

type Shown = { readonly name: string; readonly open: readonly Place[] };

/** The frame around every signed-in screen; navigation shows only what the viewer may open. */
export function Shell({ viewer, children }: { viewer: Shown | null; children: ReactNode }) {
  const busy = useNavigation().state !== "idle";
  return (
    <div className="min-h-dvh lg:grid print:block lg:grid-cols-[13.5rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only z-20 rounded-box bg-accent px-4 py-3 text-white focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <div aria-live="polite" className="fixed inset-x-0 top-0 z-30">
        {busy ? (
          <div role="progressbar" aria-label="Loading" className="h-0.5 animate-pulse bg-accent" />
        ) : null}
      </div>
      {viewer ? (
        <Navigation viewer={viewer} />
      ) : (
        <header className="p-4">
          <Brand />
        </header>
      )}
      <div className="min-w-0">{children}</div>
    </div>
  );
}

function Navigation({ viewer }: { viewer: Shown }) {
  return (
    <nav
      aria-label="Main"
      className="border-b border-line bg-surface lg:sticky lg:top-0 lg:flex lg:h-dvh lg:flex-col lg:border-r lg:border-b-0 lg:px-3 lg:py-5"
    >
      <div className="hidden lg:contents">
        <Brand />
        <Places open={viewer.open} />
        <SignedIn viewer={viewer} />
      </div>
      <Menu>
        <Places open={viewer.open} />
        <SignedIn viewer={viewer} />
      </Menu>
    </nav>
  );
}

/** On narrow screens the places fold behind one button, which works without JavaScript. */
function Menu({ children }: { children: ReactNode }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const { key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: closing is what a new location asks for
  useEffect(() => {
    if (menu.current) menu.current.open = false;
  }, [key]);
  return (
    <div className="relative lg:hidden">
      <div className="flex min-h-13 items-center px-4">
        <Brand />
      </div>
      <details ref={menu} className="group">
        <summary className="absolute top-1 right-4 inline-flex min-h-11 items-center rounded-box border border-line-strong/60 px-3 font-medium">
          <span className="group-open:hidden">Menu</span>
          <span className="hidden group-open:inline">Close</span>
        </summary>
        <div className="border-t border-line px-3 py-3">{children}</div>
      </details>
    </div>
  );
}

function Brand() {
  return (
    <Link to="/" className="flex items-center gap-2 px-2 text-[17px] font-semibold tracking-tight">
      <img src="/icon.svg" alt="" width="22" height="22" />
      Evenhand
    </Link>
  );
}

function Places({ open }: { open: readonly Place[] }) {
  const { pathname } = useLocation();
  /** Somewhere below this place another one is open, which is the one to mark. */
  const leadsOn = (place: string) =>
    open.some(({ to }) => to.startsWith(`${place}/`) && pathname.startsWith(to));
  return (
    <ul className="grid gap-0.5 lg:mt-6">
      {open.map(({ to, label }) => (
        <li key={to}>
          <NavLink
            to={to}
            end={to === "/" || leadsOn(to)}
            className={({ isActive }) =>
              `flex min-h-11 items-center rounded-box px-2 font-medium lg:min-h-9 ${
                isActive ? "bg-accent-soft text-accent-text" : "text-ink hover:bg-sunken"
              }`
            }
          >
            {label}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}

function SignedIn({ viewer }: { viewer: Shown }) {
  return (
    <div className="mt-3 border-t border-line pt-3 lg:mt-auto">
      <NavLink
        to="/account"
        title={viewer.name}
        aria-label={`${viewer.name}, your account`}
        className={({ isActive }) =>
          `flex min-h-11 items-center rounded-box px-2 font-medium lg:min-h-9 ${
            isActive ? "bg-accent-soft text-accent-text" : "hover:bg-sunken"
          }`
        }
      >
        <span className="truncate">{viewer.name}</span>
      </NavLink>
      <Form method="post" action="/sign-out">
        <button
          type="submit"
          className="min-h-11 rounded-box px-2 text-muted hover:text-ink hover:underline lg:min-h-8"
        >
          Sign out
        </button>
      </Form>
    </div>
  );
}
