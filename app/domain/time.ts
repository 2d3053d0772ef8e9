/** Minutes by which the zone is ahead of UTC at that instant. */
function offset(instant: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
  return Math.round((wall - instant.getTime()) / 60_000);
}

/** The instant of a wall-clock time such as `2026-11-21T14:30` in a time zone. */
export function instantOf(wallClock: string, timeZone: string): Date {
  const asUtc = new Date(`${wallClock.slice(0, 16)}Z`);
  const guess = new Date(asUtc.getTime() - offset(asUtc, timeZone) * 60_000);
  return new Date(asUtc.getTime() - offset(guess, timeZone) * 60_000);
}

/** The wall-clock time an instant shows in a time zone, as date-time fields spell it. */
export const wallClockOf = (instant: Date, timeZone: string): string =>
  new Date(instant.getTime() + offset(instant, timeZone) * 60_000).toISOString().slice(0, 16);

const formats = {
  day: { day: "numeric", month: "short", year: "numeric" },
  moment: { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  clock: { hour: "2-digit", minute: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
export type TimeFormat = keyof typeof formats;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** `21 Nov 2026`, `Sat 21 Nov, 14:32` or `14:32`, in the reader's time zone. */
export function formatTime(instant: Date, format: TimeFormat, timeZone: string): string {
  const key = `${format} ${timeZone}`;
  const formatter =
    formatters.get(key) ??
    new Intl.DateTimeFormat("en-GB", { ...formats[format], hourCycle: "h23", timeZone });
  formatters.set(key, formatter);
  return formatter.format(instant);
}
