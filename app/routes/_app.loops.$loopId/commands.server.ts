import * as z from "zod/mini";
import {
  AssignForm,
  MentorForm,
  OverrideForm,
  Reason,
  RoundForm,
  Versioned,
} from "#app/domain/loop-forms.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { Result } from "#app/domain/result.ts";
import { instantOf } from "#app/domain/time.ts";
import { type FormValues, parseForm } from "#app/http/form.server.ts";
import type { Db } from "#db/client.server.ts";
import { assign, endCard, reassign } from "#db/queries/assignment.server.ts";
import { declareConflict } from "#db/queries/conflict.server.ts";
import { withdrawLoop } from "#db/queries/loop.server.ts";
import { changeMentor } from "#db/queries/mentor.server.ts";
import { endOverride, grantOverride } from "#db/queries/override.server.ts";
import { addRound, cancelRound, editRound } from "#db/queries/round.server.ts";

const key = z.uuid("Reload the page, then try again.");

/** What can be posted to a loop: by leads, but for a conflict of interest of one's own. */
const Command = z.discriminatedUnion("intent", [
  z.extend(RoundForm, { intent: z.literal("add-round"), id: key }),
  z.extend(RoundForm, { intent: z.literal("edit-round"), roundId: key, ...Versioned.shape }),
  z.extend(Reason, { intent: z.literal("cancel-round"), roundId: key, ...Versioned.shape }),
  z.extend(AssignForm, { intent: z.literal("assign"), id: key, roundId: key }),
  z.object({
    intent: z.literal("reassign"),
    id: key,
    cardId: key,
    interviewerId: AssignForm.shape.interviewerId,
  }),
  z.extend(Reason, {
    intent: z.literal("end-card"),
    cardId: key,
    state: z.enum(["did-not-happen", "withdrawn"], "Say what became of it."),
  }),
  z.extend(MentorForm, { intent: z.literal("mentor"), cardId: key }),
  z.extend(OverrideForm, { intent: z.literal("grant-override"), id: key }),
  z.object({ intent: z.literal("end-override"), id: key }),
  z.extend(Reason, { intent: z.literal("declare-conflict"), id: key }),
  z.extend(Reason, { intent: z.literal("withdraw-loop") }),
]);

/** Carries out what was posted; wall-clock times are meant in the poster's zone. */
export async function arrangeLoop(
  db: Db,
  viewer: Viewer,
  loopId: string,
  values: FormValues,
  timeZone: string,
): Promise<Result<unknown>> {
  const parsed = parseForm(Command, values);
  if (!parsed.ok) return parsed;
  const command = parsed.value;
  const from = (version: number) => ({ version, timeZone });
  switch (command.intent) {
    case "add-round":
      return addRound(db, viewer, loopId, { ...command, ...startOf(command, timeZone) });
    case "edit-round": {
      const plan = { ...command, ...startOf(command, timeZone) };
      return editRound(db, viewer, loopId, command.roundId, plan, from(command.version));
    }
    case "cancel-round": {
      const { roundId, reason, version } = command;
      return cancelRound(db, viewer, loopId, roundId, reason, from(version));
    }
    case "assign":
      return assign(db, viewer, loopId, command);
    case "reassign":
      return reassign(db, viewer, loopId, command.cardId, command);
    case "end-card":
      return endCard(db, viewer, loopId, command.cardId, command.state, command.reason);
    case "mentor":
      return changeMentor(db, viewer, loopId, command.cardId, command.mentorId);
    case "grant-override":
      return grantOverride(db, viewer, { ...command, loopId });
    case "end-override":
      return endOverride(db, viewer, { ...command, loopId });
    case "declare-conflict":
      return declareConflict(db, viewer, loopId, command);
    case "withdraw-loop":
      return withdrawLoop(db, viewer, loopId, command.reason);
  }
}

const startOf = ({ startsAt }: { startsAt: string }, timeZone: string) => ({
  startsAt: instantOf(startsAt, timeZone),
});
