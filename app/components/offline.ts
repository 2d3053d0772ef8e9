import type { Failure } from "#app/domain/result.ts";

type Lost = { readonly failure: Failure; readonly values: null };

const lost: Lost = {
  failure: {
    kind: "conflict",
    message:
      "No connection. Nothing was sent; what you typed is still here. Try again in a moment.",
  },
  values: null,
};

/** An action's answer, or, where the network fails, a refusal that leaves the form as it stands. */
export async function orKept<T>(send: () => Promise<T>): Promise<T | Lost> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof TypeError) return lost;
    throw error;
  }
}
