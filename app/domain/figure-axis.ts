import type { Axis, DotRow } from "#app/domain/figure.ts";

/**
 * Ticks at 1, 2 or 5 times a power of ten that cover `from` to `to` with at most `most` of them (at least
 * 2). Empty where the ends are no numbers.
 */
export function ticksOf(from: number, to: number, most = 7): number[] {
  if (!Number.isFinite(from) || !Number.isFinite(to)) return [];
  const low = Math.min(from, to);
  const high = from === to ? low + 1 : Math.max(from, to);
  const rough = (high - low) / Math.max(most - 1, 1);
  const power = Math.floor(Math.log10(rough));
  for (const digits of [power, power + 1, power + 2])
    for (const factor of [1, 2, 5]) {
      const ticks = multiplesOf(factor, digits, low, high);
      if (ticks.length <= Math.max(most, 2)) return ticks;
    }
  return [low, high];
}

/** Multiples of factor * 10^power around low to high, made of whole numbers so that 0.3 stays 0.3. */
function multiplesOf(factor: number, power: number, low: number, high: number): number[] {
  const scale = 10 ** Math.abs(power);
  const multiple = (k: number) => (power < 0 ? (k * factor) / scale : k * factor * scale);
  const step = multiple(1);
  const slack = step * 1e-9;
  const first = Math.floor((low + slack) / step);
  const last = Math.max(Math.ceil((high - slack) / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, at) => multiple(first + at) || 0);
}

/** An axis that holds all values and whatever it has to include, from its first tick to its last. */
export function axisOf(
  values: readonly (number | null)[],
  { include = [], most = 7 }: { include?: readonly number[]; most?: number } = {},
): Axis {
  const held = [...values, ...include].filter(
    (value): value is number => value !== null && Number.isFinite(value),
  );
  const from = held.reduce((a, b) => Math.min(a, b), Infinity);
  const to = held.reduce((a, b) => Math.max(a, b), -Infinity);
  const ticks = held.length === 0 ? [0, 1] : ticksOf(from, to, most);
  return { from: ticks[0] ?? 0, to: ticks.at(-1) ?? 1, ticks };
}

/** An axis with `centre` in its middle that reaches as far to both sides, at most `reach`: beyond, marks are cut. */
export function axisAround(
  centre: number,
  values: readonly (number | null)[],
  { reach = Infinity, least = 0, most = 7 }: { reach?: number; least?: number; most?: number } = {},
): Axis {
  const far = values.reduce<number>(
    (so, value) =>
      value !== null && Number.isFinite(value) ? Math.max(so, Math.abs(value - centre)) : so,
    least,
  );
  const half = ticksOf(0, Math.min(far, reach) || 1, Math.ceil(most / 2)).filter(
    (tick) => tick > 0,
  );
  const ticks = [
    ...half.toReversed().map((tick) => centre - tick),
    centre,
    ...half.map((tick) => centre + tick),
  ];
  return { from: ticks[0] ?? centre - 1, to: ticks.at(-1) ?? centre + 1, ticks };
}

/** The rubric's scale: one tick for each point. */
export const scaleAxis = (points: number): Axis => ({
  from: 1,
  to: points,
  ticks: Array.from({ length: points }, (_, at) => at + 1),
});

/** Where a value stands on the axis, 0 to 1; what lies beyond an end stands at it. */
export const placeOf = ({ from, to }: Pick<Axis, "from" | "to">, value: number): number =>
  to === from ? 0.5 : Math.min(1, Math.max(0, (value - from) / (to - from)));

/** A mark and its whisker as places on the axis, and at which ends something was cut. */
export type Placed = {
  readonly at: number;
  /** The value itself lies beyond an end. */
  readonly outside: boolean;
  readonly whisker: { readonly from: number; readonly to: number } | null;
  readonly cutLow: boolean;
  readonly cutHigh: boolean;
};

export function placed(
  axis: Pick<Axis, "from" | "to">,
  { value, low, high }: { value: number; low: number | null; high: number | null },
): Placed {
  const least = Math.min(value, low ?? value);
  const greatest = Math.max(value, high ?? value);
  return {
    at: placeOf(axis, value),
    outside: value < axis.from || value > axis.to,
    whisker:
      low === null && high === null
        ? null
        : { from: placeOf(axis, low ?? value), to: placeOf(axis, high ?? value) },
    cutLow: least < axis.from,
    cutHigh: greatest > axis.to,
  };
}

/** Whether any mark of these rows goes on beyond the axis. */
export const anyCut = (axis: Pick<Axis, "from" | "to">, rows: readonly DotRow[]): boolean =>
  rows.some((row) =>
    row.dots.some((dot) => {
      const { cutLow, cutHigh } = placed(axis, dot);
      return cutLow || cutHigh;
    }),
  );

/** Ticks in words, all with as many digits as their step needs; with signs where the axis crosses 0. */
export function tickWords({ ticks, from }: Axis): string[] {
  const digits = Math.min(
    6,
    ticks.reduce((most, tick) => Math.max(most, digitsOf(tick)), 0),
  );
  return ticks.map((tick) => numberWords(tick, { digits, signed: from < 0 }));
}

function digitsOf(value: number): number {
  for (let digits = 0; digits < 6; digits++)
    if (Math.abs(value - Number(value.toFixed(digits))) < 1e-9) return digits;
  return 6;
}

/** A number as pages say it: a true minus sign, groups of thousands, and no sign on what rounds to 0. */
export function numberWords(
  value: number,
  { digits, signed = false }: { digits?: number; signed?: boolean } = {},
): string {
  const shown = digits ?? (Number.isInteger(value) ? 0 : 2);
  const size = formatOf(shown).format(Math.abs(value));
  if (Number(value.toFixed(Math.min(shown, 100))) === 0) return size;
  return value < 0 ? `−${size}` : signed ? `+${size}` : size;
}

/** Made once for each number of digits: making one costs twenty times as much as using it. */
const formats = new Map<number, Intl.NumberFormat>();

function formatOf(digits: number): Intl.NumberFormat {
  const known = formats.get(digits);
  if (known) return known;
  const made = new Intl.NumberFormat("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(digits, made);
  return made;
}
