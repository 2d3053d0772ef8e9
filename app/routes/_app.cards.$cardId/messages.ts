import { get, useFormState } from "react-hook-form";
import type { Draft } from "#app/domain/scorecard.ts";

/**
 * The message that belongs to a field: the browser's check, or else what the server said. Whoever
 * asks is drawn again when messages change, and for nothing else that happens in the form.
 */
export function useMessages(fields: Readonly<Record<string, string>>) {
  const { errors } = useFormState<Draft>();
  return (path: string): string | undefined => {
    const found: unknown = get(errors, path);
    const message = found && typeof found === "object" && "message" in found ? found.message : null;
    return typeof message === "string" ? message : fields[path];
  };
}
