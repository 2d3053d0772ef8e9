import { useFormState } from "react-hook-form";
import { Notice } from "#app/components/page.tsx";
import type { Draft } from "#app/domain/scorecard.ts";
import { controlAt, landOn } from "#app/routes/_app.cards.$cardId/landing.ts";
import { useMessages } from "#app/routes/_app.cards.$cardId/messages.ts";

/** What still keeps the card from being sealed, each with the way to it. */
export function Missing({
  criteria,
  probes,
}: {
  criteria: readonly { readonly key: string; readonly title: string }[];
  probes: readonly { readonly probe: string; readonly title: string }[];
}) {
  const { submitCount } = useFormState<Draft>();
  const messageAt = useMessages({});
  const gaps = [
    ...criteria.flatMap(({ key }) =>
      (["score", "evidence"] as const).map((name) => `ratings.${key}.${name}` as const),
    ),
    ...probes.flatMap(({ probe }) =>
      (["answer", "quote"] as const).map((name) => `probes.${probe}.${name}` as const),
    ),
    "recommendation" as const,
    "level" as const,
    "summary" as const,
  ].flatMap((path) => {
    const message = messageAt(path);
    return message ? [{ path, message }] : [];
  });
  if (submitCount === 0 || gaps.length === 0) return null;
  /** What a message is about, where its words do not say. */
  const title = (path: string) =>
    path.endsWith(".evidence")
      ? criteria.find(({ key }) => path.startsWith(`ratings.${key}.`))?.title
      : probes.find(({ probe }) => path.startsWith(`probes.${probe}.`))?.title;
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
                {[title(path), message].filter(Boolean).join(": ")}
              </button>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
