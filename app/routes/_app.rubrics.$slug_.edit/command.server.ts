import { v7 as uuidv7 } from "uuid";
import * as z from "zod/mini";
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
    ]),
    "save",
  ),
  remove: place,
  up: place,
  down: place,
});

/** What is done to the draft before it is saved, or null where it is saved as it is. */
export function arrangementIn(command: z.infer<typeof Command>): Arrangement | null {
  const { intent } = command;
  if (intent === "add") return { to: "add", id: uuidv7() };
  if (intent === "more-points" || intent === "fewer-points") return { to: intent };
  for (const to of ["remove", "up", "down"] as const) {
    const at = command[to];
    if (at !== undefined) return { to, at };
  }
  return null;
}
