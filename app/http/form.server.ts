import { data } from "@remix-run/node";
import * as z from "zod/mini";
import { type Failure, fail, ok, type Result } from "#app/domain/result.ts";

export type FormValues = { [key: string]: FormValue };
type FormValue = string | FormValues | FormValue[];

/** What a failure is in the words of http. */
export const statuses = { invalid: 422, refused: 403, conflict: 409, absent: 404 } as const;

/** The widest card stays far below both; nobody's form comes near. */
const DEEPEST = 6;
const MOST_FIELDS = 2_000;

/**
 * Text as it was typed: a form sends the end of a line as two characters, which its reader would
 * find to differ from what stands on their page. Postgres refuses NUL, which nobody types.
 */
export const plainText = (text: string): string =>
  text.replaceAll("\0", "").replace(/\r\n?/g, "\n");

type Fields = readonly (readonly [string, string])[];

const noForm = () => data("This is no form of ours, so nothing was changed.", { status: 400 });

/** The body as a form. Throws where it is none, or is cut off within one. */
export const readBody = (request: Request): Promise<FormData> =>
  request.formData().catch(() => {
    throw noForm();
  });

/** The text fields of a form, in their order; files are passed over. */
export function fieldsIn(form: FormData): Fields {
  const fields = [...form].flatMap(([name, value]) =>
    typeof value === "string" ? [[plainText(name), plainText(value)] as const] : [],
  );
  const deep = fields.some(([name]) => name.split(".", DEEPEST + 1).length > DEEPEST);
  if (deep || fields.length > MOST_FIELDS) throw noForm();
  return fields;
}

/** The text fields of a posted form, in their order; files are passed over. */
export const readFields = async (request: Request): Promise<Fields> =>
  fieldsIn(await readBody(request));

/**
 * A posted form as nested values: `ratings.verification.score` and `observations.0.quote` become
 * objects and lists, a name given several times becomes a list of its values.
 */
export const readForm = async (request: Request): Promise<FormValues> =>
  valuesIn(await readFields(request));

/** Fields as nested values. */
export function valuesIn(fields: Fields): FormValues {
  const root: FormValues = {};
  for (const [name, value] of fields) place(root, name.split("."), value);
  return listsIn(root) as FormValues;
}

function place(into: FormValues, [head = "", ...rest]: readonly string[], value: string): void {
  if (head === "__proto__" || head === "constructor" || head === "prototype") return;
  const held = Object.hasOwn(into, head) ? into[head] : undefined;
  if (rest.length > 0) {
    const inner = held && typeof held === "object" && !Array.isArray(held) ? held : {};
    into[head] = inner;
    place(inner, rest, value);
  } else into[head] = held === undefined ? value : [held, value].flat();
}

/** Objects whose keys are all numbers are lists, in their numbers' order. */
function listsIn(value: FormValue): FormValue {
  if (typeof value === "string" || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, listsIn(item)] as const);
  if (entries.length > 0 && entries.every(([key]) => /^\d{1,4}$/.test(key)))
    return entries.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, item]) => item);
  return Object.fromEntries(entries);
}

/** Fields a page fills in by itself: where one is wrong, its reader cannot put it right. */
const carried = [
  ...["intent", "id", "roundId", "cardId", "version", "revision", "seen"],
  ...["pattern", "last", "moments", "until"],
];

/** What the schema makes of the values, or the messages by field name (422). */
export function parseForm<T>(schema: z.ZodMiniType<T>, values: unknown): Result<T> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return ok(parsed.data);
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join(".")] ??= issue.message;
  if (carried.some((name) => name in fields))
    return fail("invalid", "This page is out of date. Reload it, then try again.");
  const count = Object.keys(fields).length;
  return fail(
    "invalid",
    count === 1 ? "One thing needs a look." : `${count} things need a look.`,
    fields,
  );
}

/**
 * The action's answer when a command did not happen: why, and what was typed. Throws where there is
 * nothing to command.
 */
export const refuse = (failure: Failure, values?: FormValues) =>
  failure.kind === "absent"
    ? found<never>(null)
    : data({ failure, values: values ?? null }, { status: statuses[failure.kind] });

/** What `useActionData` holds after a refusal. */
export type Refused = { readonly failure: Failure; readonly values: FormValues | null };

/** Absent and secret answer alike, and a file as plainly as a page. */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined)
    throw new Response("There is nothing here for you.", { status: 404 });
  return value;
}

/** A key from an address. One that cannot be a key names nothing, which answers like absence. */
export const idIn = (
  params: { readonly [name: string]: string | undefined },
  name: string,
): string => found(z.uuid().safeParse(params[name]).data);
