import type { ReactNode } from "react";
import { Time } from "#app/components/time.tsx";
import type { SaveState } from "#app/routes/_app.cards.$cardId/saving.ts";

/** Where the text is, in the bar: on the server, in this browser, or on this page alone. */
export function Saved({ save }: { save: SaveState }) {
  switch (save.state) {
    case "saved":
      return (
        <span className="text-saved">
          Saved <Time at={new Date(save.at)} format="clock" />
        </span>
      );
    case "saving":
      return "Saving";
    case "clean":
      return "Nothing to save yet";
    case "offline":
      return (
        <Held said="No connection." since={save.since}>
          sent when it returns.
        </Held>
      );
    case "failing":
      return (
        <Held said="The server has a problem." since={save.since}>
          sent again by itself.
        </Held>
      );
    case "signed-out":
      return (
        <span className="text-danger">
          Signed out.{" "}
          <a href="/sign-in" target="_blank" rel="noreferrer" className="underline">
            Sign in
          </a>{" "}
          to save.
        </span>
      );
    case "conflict":
      return (
        <a href="#trouble" className="text-danger underline">
          Two versions: choose what stays
        </a>
      );
    default:
      return (
        <a href="#trouble" className="text-danger underline">
          Not saved: see why
        </a>
      );
  }
}

function Held({
  said,
  since,
  children,
}: {
  said: string;
  since: number | null;
  children: ReactNode;
}) {
  return (
    <span className="text-caution">
      {said}{" "}
      {since === null ? (
        <>Leave this page open: {children}</>
      ) : (
        <>
          Kept in this browser since <Time at={new Date(since)} format="clock" />; {children}
        </>
      )}
    </span>
  );
}
