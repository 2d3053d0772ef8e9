/** Tells how much is done of work in parts, told of one part by its own share, 0 to 1. */
export type Step<Part extends string> = (part: Part) => (share: number) => void;

/**
 * The share of the whole that is done, where parts come in the order of `lengths`: about how long each
 * takes. A part that is left out is passed over.
 */
export function progressOver<Part extends string>(
  lengths: Readonly<Record<Part, number>>,
  report: (share: number, part: Part) => void = () => {},
): Step<Part> {
  const begins = new Map<string, number>();
  let whole = 0;
  for (const [name, length] of Object.entries<number>(lengths)) {
    begins.set(name, whole);
    whole += length;
  }
  return (part) => (share) =>
    report(Math.min(1, ((begins.get(part) ?? 0) + share * lengths[part]) / whole), part);
}
