import { expect, test } from "vitest";
import { lengthNote } from "#app/domain/text-length.ts";

test.for<[number, number | null, string | null]>([
  [0, 4_000, null],
  [3_600, 4_000, null],
  [3_601, 4_000, "399 characters left of 4,000. A longer text is kept, but not sealed."],
  [3_999, 4_000, "1 character left of 4,000. A longer text is kept, but not sealed."],
  [4_000, 4_000, "0 characters left of 4,000. A longer text is kept, but not sealed."],
  [
    4_001,
    4_000,
    "This is 1 character longer than the 4,000 that can be sealed. All of it is kept; shorten it before you seal.",
  ],
  [
    100_001,
    4_000,
    "This is longer than the 100,000 characters that can be kept. It stands on this page alone until you shorten it.",
  ],
  [90_000, null, null],
  [95_000, null, "5,000 characters left of 100,000. A longer text is not saved."],
  [
    100_001,
    null,
    "This is longer than the 100,000 characters that can be kept. It stands on this page alone until you shorten it.",
  ],
])("a text of %i characters where %s are wanted is told %s", ([length, most, note]) => {
  expect(lengthNote(length, most)).toBe(note);
});
