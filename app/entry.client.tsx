import { RemixBrowser } from "@remix-run/react";
import { startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { setCookie, YEAR } from "#app/components/cookie.ts";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
setCookie("tz", zone, YEAR);

/**
 * Remix reads the page's data when it first draws, and suspends until then. A key pressed in that
 * moment would have React draw at once, fail, and leave the page dead; so the data is read before.
 */
async function dataRead() {
  try {
    RemixBrowser({});
  } catch (waiting) {
    await waiting;
  }
}

void dataRead().then(() =>
  startTransition(() => {
    hydrateRoot(document, <RemixBrowser />);
  }),
);
