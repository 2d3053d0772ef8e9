type Typed = { readonly [key: string]: unknown };
type Answer = {
  /** Null where the form only came back to be filled in further. */
  readonly failure: {
    readonly kind: string;
    readonly message: string;
    readonly fields?: Readonly<Record<string, string>>;
  } | null;
  readonly values: Typed | null;
};

const at = (value: unknown, name: string): unknown =>
  name
    .split(".")
    .reduce<unknown>(
      (held, part) =>
        typeof held === "object" && held !== null && part in held
          ? Reflect.get(held, part)
          : undefined,
      value,
    );

/**
 * What a refused form shows again: what was typed at each field, its message, and the failure.
 * A page with several forms names the fields that tell them apart (`{ intent: "edit" }`).
 */
export function typedIn(answer: Answer | undefined, which: Readonly<Record<string, string>> = {}) {
  const mine =
    answer && Object.entries(which).every(([name, value]) => at(answer.values, name) === value)
      ? answer
      : undefined;
  return {
    refused: mine?.failure ?? undefined,
    error: (name: string) => mine?.failure?.fields?.[name],
    text: (name: string, saved: string): string => {
      const value = mine?.values ? at(mine.values, name) : undefined;
      return typeof value === "string" ? value : saved;
    },
    /** Values of a name that may stand several times, such as ticked boxes. */
    list: (name: string, saved: readonly string[]): readonly string[] => {
      if (!mine?.values) return saved;
      const value = at(mine.values, name);
      return [value]
        .flat()
        .filter((item): item is string => typeof item === "string" && item !== "");
    },
  };
}
export type TypedForm = ReturnType<typeof typedIn>;
