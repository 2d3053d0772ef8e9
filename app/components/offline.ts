import type { Failure } from "#app/domain/result.ts";

type Lost = { readonly failure: Failure; readonly values: null };

const lost = (message: string): Lost => ({ failure: { kind: "conflict", message }, values: null });

/** What an answer turns into that is none of the app's: too large a post, or a proxy's own page. */
const UNREADABLE = /^Unable to decode/;

/** An action's answer, or, where none can be had, a refusal that leaves the form as it stands. */
export async function orKept<T>(send: () => Promise<T>): Promise<T | Lost> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof TypeError)
      return lost(
        "No connection. Nothing was sent; what you typed is still here. Try again in a moment.",
      );
    if (error instanceof Error && UNREADABLE.test(error.message))
      return lost(
        "The server did not take this. What you typed is still here. A file or text of more than 1 MB is too large; otherwise try again in a moment.",
      );
    throw error;
  }
}
