import { useLocation, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";

/**
 * A button that is disabled while its form is away loses the focus. Once the answer is shown on the
 * same page, the focus goes to what has to be put right, or back to the button.
 */
export function useFocusAfterPost(): void {
  const posting = useNavigation().formMethod === "POST";
  const { pathname } = useLocation();
  const sent = useRef<{ button: HTMLElement | null; from: string } | null>(null);
  useEffect(() => {
    const keep = ({ submitter: button }: SubmitEvent) => {
      sent.current = { button, from: window.location.pathname };
    };
    document.addEventListener("submit", keep, { capture: true });
    return () => document.removeEventListener("submit", keep, { capture: true });
  }, []);
  useEffect(() => {
    if (posting || !sent.current) return;
    const { button, from } = sent.current;
    sent.current = null;
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (!lost || from !== pathname) return;
    const target = toPutRight() ?? (button?.isConnected ? reachable(button) : null);
    if (target && target.tabIndex < 0) target.tabIndex = -1;
    target?.focus();
  }, [posting, pathname]);
}

/** The button, or what unfolds it where the answer has folded it away. */
const reachable = (button: HTMLElement): HTMLElement =>
  button.closest("details:not([open])")?.querySelector("summary") ?? button;

/** The first field with a message, or where none has one, what is said of the whole form. */
function toPutRight(): HTMLElement | null {
  const main = document.querySelector("main");
  const first = main?.querySelector<HTMLElement>("[aria-invalid=true], [data-field-error]");
  if (!first) return main?.querySelector<HTMLElement>("[role=alert]") ?? null;
  const choices = first.closest("fieldset")?.querySelector<HTMLElement>("input:not([type=hidden])");
  return first.matches("[aria-invalid=true]") ? first : (choices ?? first);
}
