import { Form, useLocation, useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";
import { PlainLink, useFollow } from "#app/components/plain-link.tsx";
import type { Place } from "#app/routes/_app/places.server.ts";

type Shown = { readonly name: string; readonly open: readonly Place[] };

/** The frame around every signed-in screen; navigation shows only what the viewer may open. */
export function Shell({ viewer, children }: { viewer: Shown | null; children: ReactNode }) {
  const busy = useNavigation().state !== "idle";
  const follow = useFollow();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is clicked, by key too, are links in it
    // biome-ignore lint/a11y/useKeyWithClickEvents: a key on a link in it is a click too
    <div
      onClick={follow}
      className="min-h-dvh lg:grid print:block lg:grid-cols-[13.5rem_minmax(0,1fr)]"
    >
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
      className="relative border-b border-line bg-surface lg:sticky lg:top-0 lg:flex lg:h-dvh lg:flex-col lg:border-r lg:border-b-0 lg:px-3 lg:py-5"
    >
      <div className="flex min-h-13 items-center px-4 lg:contents">
        <Brand />
      </div>
      <Menu />
      <div className="hidden border-t border-line px-3 py-3 max-lg:peer-open:block lg:contents">
        <Places open={viewer.open} />
        <SignedIn viewer={viewer} />
      </div>
    </nav>
  );
}

/** On narrow screens the places after it fold behind this button, which works without JavaScript. */
function Menu() {
  const menu = useRef<HTMLDetailsElement>(null);
  const { key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: closing is what a new location asks for
  useEffect(() => {
    if (menu.current) menu.current.open = false;
  }, [key]);
  return (
    <details ref={menu} className="group peer lg:hidden">
      <summary className="absolute top-1 right-4 inline-flex min-h-11 items-center rounded-box border border-line-strong/60 px-3 font-medium">
        <span className="group-open:hidden">Menu</span>
        <span className="hidden group-open:inline">Close</span>
      </summary>
    </details>
  );
}

function Brand() {
  return (
    <PlainLink
      href="/"
      className="flex items-center gap-2 px-2 text-[17px] font-semibold tracking-tight"
    >
      <img src="/icon.svg" alt="" width="22" height="22" />
      Evenhand
    </PlainLink>
  );
}

const place = "flex min-h-11 items-center rounded-box px-2 font-medium lg:min-h-9";
const placeHere = `${place} bg-accent-soft text-accent-text`;
const placeElsewhere = `${place} text-ink hover:bg-sunken`;

/** Marks the place that is open, or the one that what is open stands below. */
function Places({ open }: { open: readonly Place[] }) {
  const { pathname } = useLocation();
  const here = open
    .filter(({ to }) => isWithin(pathname, to))
    .toSorted((a, b) => b.to.length - a.to.length)[0];
  return (
    <ul className="grid gap-0.5 lg:mt-6">
      {open.map(({ to, label }) => (
        <li key={to}>
          <PlainLink
            href={to}
            aria-current={to === here?.to ? "page" : undefined}
            className={to === here?.to ? placeHere : placeElsewhere}
          >
            {label}
          </PlainLink>
        </li>
      ))}
    </ul>
  );
}

const isWithin = (pathname: string, place: string) =>
  pathname === place || (place !== "/" && pathname.startsWith(`${place}/`));

function SignedIn({ viewer }: { viewer: Shown }) {
  const here = isWithin(useLocation().pathname, "/account");
  return (
    <div className="mt-3 border-t border-line pt-3 lg:mt-auto">
      <PlainLink
        href="/account"
        title={viewer.name}
        aria-label={`${viewer.name}, your account`}
        aria-current={here ? "page" : undefined}
        className={here ? placeHere : placeElsewhere}
      >
        <span className="truncate">{viewer.name}</span>
      </PlainLink>
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
