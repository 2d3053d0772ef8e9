import type { Refused } from "#app/http/form.server.ts";

const lost: Refused = {
  failure: {
    kind: "conflict",
    message:
      "No connection. Nothing was sent; what you typed is still here. Try again in a moment.",
  },
  values: null,
};

/** An action's answer, or, where the network fails, a refusal that leaves the form as it stands. */
export async function orKept<T>(send: () => Promise<T>): Promise<T | Refused> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof TypeError) return lost;
    throw error;
  }
}
