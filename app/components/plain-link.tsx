import { useNavigate } from "@remix-run/react";
import type { AnchorHTMLAttributes, MouseEvent } from "react";

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & { readonly href: string };

/**
 * A link as nothing but markup, for what a screen has dozens of: Remix's works out each address anew, and
 * fifty of them took a tenth of a page's time on the server. `useFollow` around it does the rest.
 */
export const PlainLink = (props: Props) => <a data-discover="plain" {...props} />;

/** Follows plain links without a new document, as Remix follows its own; without JavaScript they are links. */
export function useFollow() {
  const navigate = useNavigate();
  return (event: MouseEvent) => {
    const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
    if (event.defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return;
    const href =
      target instanceof Element && target.closest("a[data-discover=plain]")?.getAttribute("href");
    if (!href) return;
    event.preventDefault();
    const { href: whole, pathname, search, hash } = new URL(href, window.location.href);
    navigate(`${pathname}${search}${hash}`, { replace: whole === window.location.href });
  };
}
