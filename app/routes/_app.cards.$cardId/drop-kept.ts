import { useParams } from "@remix-run/react";
import { useEffect } from "react";

/** What this browser kept of a card before it was sealed has done its work. */
export function useDropKept(sealedAt: Date): void {
  const { cardId = "" } = useParams();
  const at = sealedAt.getTime();
  useEffect(() => {
    void import("#app/components/kept-text.ts")
      .then(({ dropSealed }) => dropSealed(cardId, at))
      .catch(() => {});
  }, [cardId, at]);
}
