import type { Recommendation } from "#app/domain/scorecard.ts";
import { afterthoughts, evidence } from "#db/seed/evidence.ts";
import type { DemoPosition } from "#db/seed/positions.ts";
import { quotes } from "#db/seed/quotes.ts";
import { between, deck, pick, type Random, shuffled } from "#db/seed/random.ts";
import { dissents, reasons, summaries } from "#db/seed/summaries.ts";

type Draw = () => string;
type Slots = Readonly<Record<string, string>>;

/** Writes texts from the demo's material; what was just used comes back last. */
export type Words = ReturnType<typeof wordsFrom>;

export function wordsFrom(random: Random) {
  const decks = new Map<string, Draw>();
  const draw = (name: string, items: readonly string[]) => {
    const known = decks.get(name) ?? deck(random, items);
    decks.set(name, known);
    return known();
  };
  const place = (position: DemoPosition): Slots => {
    const [store = "", other = ""] = shuffled(random, position.stores);
    const system = pick(random, position.systems);
    return { store, other, system, team: pick(random, position.teams) };
  };

  function evidenceFor(criterion: string, score: number, position: DemoPosition): string {
    const band = score >= 3 ? "high" : "low";
    const text = draw(`${criterion} ${band}`, evidence[criterion]?.[band] ?? []);
    const extreme = score === 1 || score === 4;
    const more = extreme && random() < 0.25 ? ` ${draw(band, afterthoughts[band])}` : "";
    return fill(text + more, { ...place(position), m: `${between(random, 4, 41)}'` });
  }

  const summaryFor = (
    word: Recommendation,
    position: DemoPosition,
    best: { strong: string; weak: string },
  ) => fill(draw(word, summaries[word] ?? []), { ...place(position), ...best });

  const reasonFor = (kind: keyof typeof reasons, best: { strong: string; weak: string }) =>
    fill(draw(kind, reasons[kind]), best);

  const dissentOf = (name: string, weak: string) => fill(draw("dissent", dissents), { name, weak });

  return { evidenceFor, summaryFor, reasonFor, dissentOf };
}

/** The quoted moments of a pattern, each to be used once per loop. */
export const quotesOf = (pattern: string) =>
  quotes[pattern] ?? { criterion: "", seen: [], counter: [] };

const fill = (text: string, slots: Slots) =>
  text
    .replace(/\{(\w+)\}/g, (slot, name: string) => slots[name] ?? slot)
    .replace(
      /(^|[.!?]"? )(\p{Ll})/gu,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    );
