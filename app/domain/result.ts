/** Why a command did not happen. `kind` decides the HTTP status: 422, 403, 409 or 404. */
export type Failure = {
  readonly kind: "invalid" | "refused" | "conflict" | "absent";
  readonly message: string;
  /** Messages by form field name (`ratings.verification.evidence`). */
  readonly fields?: Readonly<Record<string, string>>;
};

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (
  kind: Failure["kind"],
  message: string,
  fields?: Failure["fields"],
): { readonly ok: false; readonly failure: Failure } => ({
  ok: false,
  failure: fields ? { kind, message, fields } : { kind, message },
});

/** What a command answers where its subject is absent or secret: nobody can tell which. */
export const absent = () => fail("absent", "There is nothing here for you.");

/** Throws when something that cannot happen did: a defect of ours, never the user's. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}
