import { useFormState } from "react-hook-form";
import { Notice } from "#app/components/page.tsx";
import type { Draft } from "#app/domain/scorecard.ts";
import { controlAt, landOn } from "#app/routes/_app.cards.$cardId/landing.ts";
import { useMessages } from "#app/routes/_app.cards.$cardId/messages.ts";

/** What still keeps the card from being sealed, each with the way to it. */
export function Missing({
  titles,
}: {
  titles: readonly { readonly key: string; readonly title: string }[];
}) {
  const { submitCount } = useFormState<Draft>();
  const messageAt = useMessages({});
  const gaps = [
    ...titles.flatMap(({ key }) =>
      (["score", "evidence"] as const).map((name) => `ratings.${key}.${name}` as const),
    ),
    "recommendation" as const,
    "level" as const,
    "summary" as const,
  ].flatMap((path) => {
    const message = messageAt(path);
    return message ? [{ path, message }] : [];
  });
  if (submitCount === 0 || gaps.length === 0) return null;
  const title = (path: string) =>
    titles.find(({ key }) => path.startsWith(`ratings.${key}.`))?.title;
  return (
    <div className="mt-6">
      <Notice
        tone="caution"
        title={
          gaps.length === 1
            ? "One thing before you can seal"
            : `${gaps.length} things before you can seal`
        }
        live
      >
        <ul className="mt-1 grid gap-1">
          {gaps.map(({ path, message }) => (
            <li key={path}>
              <button
                type="button"
                className="min-h-8 text-left underline underline-offset-3"
                onClick={() => landOn(controlAt(path))}
              >
                {path.endsWith("evidence") ? `${title(path)}: ${message}` : message}
              </button>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
