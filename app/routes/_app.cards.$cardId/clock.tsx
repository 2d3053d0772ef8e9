import { useEffect, useState } from "react";
import { Time } from "#app/components/time.tsx";

type Round = { readonly startsAt: Date; readonly minutes: number };

export type Clock =
  | { readonly state: "before" }
  | { readonly state: "on"; readonly minute: number }
  | { readonly state: "over"; readonly by: number };

const MINUTE = 60_000;
const DAY_BEFORE = 24 * 60;
const LINGERS = 30;

/** Where a round is at `now`; null where it is far off or long past. */
export function clockOf({ startsAt, minutes }: Round, now: number): Clock | null {
  const minute = Math.floor((now - startsAt.getTime()) / MINUTE);
  if (minute < -DAY_BEFORE || minute >= minutes + LINGERS) return null;
  if (minute < 0) return { state: "before" };
  return minute < minutes ? { state: "on", minute } : { state: "over", by: minute - minutes };
}

/** Which step of a plan a minute falls in; null past its end. */
export function stepAt(plan: readonly { readonly until: number }[], minute: number): number | null {
  const at = plan.findIndex(({ until }) => minute < until);
  return at === -1 ? null : at;
}

/** Read each half minute, in the browser alone: the server's page may be read much later. */
export function useClock({ startsAt, minutes }: Round): Clock | null {
  const [clock, setClock] = useState<Clock | null>(null);
  const start = startsAt.getTime();
  useEffect(() => {
    const read = () => setClock(clockOf({ startsAt: new Date(start), minutes }, Date.now()));
    read();
    const timer = window.setInterval(read, MINUTE / 2);
    return () => window.clearInterval(timer);
  }, [start, minutes]);
  return clock;
}

/** Minutes, quietly: no seconds, and nothing that moves. */
export function ClockFace({ clock, round }: { clock: Clock | null; round: Round }) {
  switch (clock?.state) {
    case "before":
      return (
        <>
          Starts <Time at={round.startsAt} format="clock" />
        </>
      );
    case "on":
      return `${clock.minute} of ${round.minutes} min`;
    case "over":
      return clock.by === 0 ? "Time is up" : `${clock.by} min over`;
    case undefined:
      return null;
  }
}
