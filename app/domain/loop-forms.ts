import * as z from "zod/mini";
import { levels } from "#app/domain/level.ts";
import { cardKinds, conflictKinds, revealRules, roundKinds } from "#app/domain/loop.ts";

const line = (what: string, max = 120) =>
  z
    .string(`Write ${what}.`)
    .check(
      z.trim(),
      z.minLength(1, `Write ${what}.`),
      z.maxLength(max, `Keep ${what} under ${max} characters.`),
    );
const optionalLine = (max = 200) =>
  z._default(
    z.string().check(z.trim(), z.maxLength(max, `Keep this under ${max} characters.`)),
    "",
  );
const id = (what: string) => z.string(`Choose ${what}.`).check(z.uuid(`Choose ${what}.`));
/** A choice that may stay empty; null where it did. */
const optionalId = (what: string) =>
  z.pipe(
    z.transform((value: unknown) => (value === "" || value === undefined ? null : value)),
    z.nullable(id(what)),
  );
const list = <T extends z.core.$ZodType>(item: T) =>
  z.pipe(
    z.transform((value: unknown) =>
      value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value],
    ),
    z.array(item),
  );
/** The version a form was filled from; a write with an older one is refused as a conflict. */
const version = z.coerce.number("Reload the page, then try again.").check(z.int(), z.gte(0));

/** A box that a form sends only where it is ticked. */
const ticked = z.pipe(
  z.transform((value: unknown) => value === "yes" || value === true),
  z.boolean(),
);

export const PositionForm = z.object({
  title: line("a title"),
  level: z.enum(levels, "Choose a level."),
  rubricVersionId: id("a rubric"),
  revealRule: z.enum(revealRules, "Choose when panel members may read each other's cards."),
  hidesNames: ticked,
});
export type PositionForm = z.infer<typeof PositionForm>;

export const CandidateForm = z.object({
  name: line("the candidate's name"),
  email: z._default(
    z.string().check(
      z.trim(),
      z.maxLength(200, "Keep the address under 200 characters."),
      z.refine(
        (v) => v === "" || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(v),
        "Write an e-mail address, or leave it empty.",
      ),
    ),
    "",
  ),
  headline: optionalLine(),
});
export type CandidateForm = z.infer<typeof CandidateForm>;

export const LoopForm = z.object({
  candidateId: id("a candidate"),
  positionId: id("a position"),
});
export type LoopForm = z.infer<typeof LoopForm>;

/** A date-time field's value, and a day that the calendar has: `Date.parse` takes far more. */
function isWallClock(text: string): boolean {
  const minute = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d(\.\d{1,3})?)?$/.exec(text)?.[1];
  const at = new Date(`${minute}Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 16) === minute;
}

export const RoundForm = z.object({
  kind: z.enum(roundKinds, "Choose a kind of round."),
  startsAt: z.string("Choose a date and time.").check(
    z.refine(isWallClock, { error: "Choose a date and time.", abort: true }),
    z.refine((v) => v >= "2000" && v < "2101", "Choose a date between 2000 and 2100."),
  ),
  minutes: z.coerce
    .number("Write the length in minutes.")
    .check(
      z.int("Write whole minutes."),
      z.gte(15, "A round lasts at least 15 minutes."),
      z.lte(480, "A round lasts at most 480 minutes."),
    ),
  focus: list(z.string()),
});
export type RoundForm = z.infer<typeof RoundForm>;

export const AssignForm = z.object({
  interviewerId: id("an interviewer"),
  kind: z.enum(cardKinds, "Choose a kind of card."),
  mentorId: optionalId("a mentor"),
});
export type AssignForm = z.infer<typeof AssignForm>;

export const MentorForm = z.object({ mentorId: AssignForm.shape.mentorId });

export const OverrideForm = z.object({ personId: id("a person"), reason: line("a reason", 500) });

export const ConflictForm = z.object({
  personId: id("a person"),
  kind: z.enum(conflictKinds, "Say what kind of conflict it is."),
  reason: line("a reason", 500),
});

export const Reason = z.object({ reason: line("a reason", 500) });
export const Versioned = z.object({ version });

/** Moving a position to a newer version of its rubric, from the page that showed what it changes. */
export const MoveForm = z.object({ version, set: version, rubricVersionId: id("a version") });
