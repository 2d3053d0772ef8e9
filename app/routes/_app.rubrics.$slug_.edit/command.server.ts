import { v7 as uuidv7 } from "uuid";
import * as z from "zod/mini";
import type { Pattern } from "#app/domain/rubric.ts";
import type { Arrangement } from "#app/domain/rubric-draft.ts";

const place = z.optional(z.coerce.number().check(z.int(), z.gte(0)));

/** What a button of the page asks for; those of one criterion name it by its place. */
export const Command = z.object({
  intent: z._default(
    z.enum([
      "begin",
      "copy",
      "rebase",
      "discard",
      "save",
      "review",
      "add",
      "more-points",
      "fewer-points",
      "add-pattern",
    ]),
    "save",
  ),
  remove: place,
  up: place,
  down: place,
  "remove-pattern": place,
  "catalogue-words": place,
  /** The key of the catalogue's pattern that is to be worded anew. */
  reword: z.optional(z.string()),
});

/** What is done to the draft before it is saved, or null where it is saved as it is. */
export function arrangementIn(
  command: z.infer<typeof Command>,
  catalogue: readonly Pattern[],
): Arrangement | null {
  const { intent, reword } = command;
  if (intent === "add" || intent === "add-pattern") return { to: intent, id: uuidv7() };
  if (intent === "more-points" || intent === "fewer-points") return { to: intent };
  const pattern = catalogue.find(({ key }) => key === reword);
  if (pattern) return { to: "reword", pattern };
  for (const to of ["remove", "up", "down", "remove-pattern", "catalogue-words"] as const) {
    const at = command[to];
    if (at !== undefined) return { to, at };
  }
  return null;
}
