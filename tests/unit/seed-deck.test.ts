import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "#app/domain/calibration/random.ts";
import { deck } from "#db/seed/random.ts";

test("what the demonstration draws comes round once each time, and not soon again", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(), (size, seed) => {
      const items = Array.from({ length: size }, (_, at) => `text ${at}`);
      const draw = deck(seeded(seed), items);
      const drawn = Array.from({ length: 6 * size }, draw);
      for (let round = 0; round < 6; round++) {
        const own = drawn.slice(round * size, (round + 1) * size);
        expect(own.toSorted()).toEqual(items.toSorted());
      }
      const apart = Math.floor(size / 2) + 1;
      for (const [at, text] of drawn.entries())
        expect(drawn.slice(at + 1, at + apart)).not.toContain(text);
    }),
  );
});
