import * as z from "zod/mini";
import { Reason, Versioned } from "#app/domain/loop-forms.ts";
import type { Viewer } from "#app/domain/people.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { type FormValues, parseForm } from "#app/http/form.server.ts";
import type { Db } from "#db/client.server.ts";
import { askReopen, declineReopen, reopen, undoSeal } from "#db/queries/reopening.server.ts";

const stale = "Reload the page, then try again.";

/** What can be posted to a sealed card. `version` is the one the page showed, `seen` its request. */
const Command = z.discriminatedUnion("intent", [
  z.extend(Versioned, { intent: z.literal("undo") }),
  z.extend(Reason, { intent: z.literal("ask-reopen") }),
  z.extend(Versioned, { intent: z.literal("grant-reopen") }),
  z.object({ intent: z.literal("decline-reopen"), seen: z.iso.datetime(stale) }),
  z.extend(Reason, { intent: z.literal("hand-back"), ...Versioned.shape }),
]);
const intents = ["undo", "ask-reopen", "grant-reopen", "decline-reopen", "hand-back"];

/** Whether a form was posted from a sealed card, and not from one being written. */
export const isForSealed = ({ intent }: FormValues): boolean =>
  typeof intent === "string" && intents.includes(intent);

/** Carries out what was posted to a sealed card; answers with the page to show next. */
export async function answerSealed(
  db: Db,
  viewer: Viewer,
  cardId: string,
  values: FormValues,
): Promise<Result<string>> {
  const parsed = parseForm(Command, values);
  if (!parsed.ok) return parsed;
  const command = parsed.value;
  const here = `/cards/${cardId}`;
  switch (command.intent) {
    case "undo": {
      const undone = await undoSeal(db, viewer, { cardId, number: command.version });
      return undone.ok ? ok(here) : undone;
    }
    case "ask-reopen": {
      const asked = await askReopen(db, viewer, { cardId, reason: command.reason });
      return asked.ok ? ok(here) : asked;
    }
    case "decline-reopen": {
      const askedAt = new Date(command.seen);
      const declined = await declineReopen(db, viewer, { cardId, askedAt });
      return declined.ok ? ok(here) : declined;
    }
    case "grant-reopen":
    case "hand-back": {
      const reason = command.intent === "hand-back" ? command.reason : null;
      const back = await reopen(db, viewer, { cardId, reason, number: command.version });
      return back.ok ? ok(`/loops/${back.value.loopId}`) : back;
    }
  }
}
