import type { Piece } from "#app/domain/text-change.ts";

/**
 * What one of two versions says, or both in one text: what is new is underlined, what was left out
 * is struck through.
 */
export function Said({
  pieces,
  without,
  empty,
}: {
  pieces: readonly Piece[];
  without?: Piece["kind"];
  empty?: string;
}) {
  const said = pieces.filter(({ kind, text }) => kind !== without && text.trim() !== "");
  if (said.length === 0) return <p className="text-muted">{empty}</p>;
  return (
    <p className="prose-own text-prose">
      {said.map(({ kind, text }, at) => {
        const key = `${at} ${kind}`;
        if (kind === "same") return <span key={key}>{text}</span>;
        const words = text.trimEnd();
        return (
          <span key={key}>
            {kind === "added" ? (
              <ins className="bg-caution-soft decoration-caution underline-offset-3">{words}</ins>
            ) : (
              <del className="bg-sunken text-muted">{words}</del>
            )}
            {text.slice(words.length)}
          </span>
        );
      })}
    </p>
  );
}
