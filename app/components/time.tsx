import { useRouteLoaderData } from "@remix-run/react";
import { formatTime, type TimeFormat } from "#app/domain/time.ts";

export function useTimeZone(): string {
  const root = useRouteLoaderData("root") as { timeZone?: string } | undefined;
  return root?.timeZone ?? "UTC";
}

/** A moment in the reader's time zone. */
export function Time({ at, format = "moment" }: { at: Date; format?: TimeFormat }) {
  const zone = useTimeZone();
  return <time dateTime={at.toISOString()}>{formatTime(at, format, zone)}</time>;
}
