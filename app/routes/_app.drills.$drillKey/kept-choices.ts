import { type RefObject, useEffect } from "react";

/**
 * What is chosen in a form of radios, kept in this tab until it was sent: reloaded, or left and come
 * back to, the form is as it was. `onRestored` hears that something was put back. A form that came back
 * refused holds its choices already.
 */
export function useKeptChoices(
  form: RefObject<HTMLFormElement>,
  { name, refused, onRestored }: { name: string; refused: boolean; onRestored: () => void },
): () => void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form is first there
  useEffect(() => {
    if (refused || !form.current) return;
    for (const [field, value] of Object.entries(keptIn(name))) {
      const radios = form.current.querySelectorAll<HTMLInputElement>("input[type=radio]");
      const radio = [...radios].find((one) => one.name === field && one.value === value);
      if (radio) radio.checked = true;
    }
    onRestored();
  }, []);
  return () => {
    if (!form.current) return;
    const chosen = form.current.querySelectorAll<HTMLInputElement>("input[type=radio]:checked");
    const kept = Object.fromEntries([...chosen].map((radio) => [radio.name, radio.value]));
    try {
      window.sessionStorage.setItem(keyOf(name), JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing for pages keeps nothing here either.
    }
  };
}

/** Forgets what was chosen once it is sent and shown. */
export function useForgotten(name: string): void {
  useEffect(() => {
    try {
      window.sessionStorage.removeItem(keyOf(name));
    } catch {
      // Nothing was kept.
    }
  }, [name]);
}

const keyOf = (name: string) => `drill ${name}`;

function keptIn(name: string): Record<string, string> {
  try {
    const kept: unknown = JSON.parse(window.sessionStorage.getItem(keyOf(name)) ?? "{}");
    return typeof kept === "object" && kept !== null ? { ...kept } : {};
  } catch {
    return {};
  }
}
