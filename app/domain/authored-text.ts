import * as z from "zod/mini";

/** What no database keeps as text. A file can write it by its number. */
const unkept = /[\0\p{Cs}]/u;

/** A text of the rubric library, without space at its ends; `what` begins each message. */
export const text = (what: string, max = 600) =>
  z.string(`${what} must be text.`).check(
    z.trim(),
    z.minLength(1, `${what} must not be empty.`),
    z.maxLength(max, `${what} is longer than ${max} characters.`),
    z.refine((typed) => !unkept.test(typed), `${what} holds a sign that cannot be kept.`),
  );
