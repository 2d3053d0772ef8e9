import type { ReactNode } from "react";
import { type Block, type Inline, lightText } from "#app/domain/light-text.ts";

/** What somebody wrote, as they set it with a few signs; lines end where they ended them. */
export function LightText({ text, className = "" }: { text: string; className?: string }) {
  return (
    <div className={`prose-own ${className}`}>
      {lightText(text).map((block, at) => (
        // A text does not change while it is read, so its places are its names.
        <Part key={at} block={block} />
      ))}
    </div>
  );
}

function Part({ block: { kind, lines } }: { block: Block }) {
  switch (kind) {
    case "list":
      return (
        <ul>
          {lines.map((line, at) => (
            <li key={at}>{set(line)}</li>
          ))}
        </ul>
      );
    case "quote":
      return <blockquote>{inLines(lines)}</blockquote>;
    case "paragraph":
      return <p>{inLines(lines)}</p>;
  }
}

const inLines = (lines: Block["lines"]): ReactNode =>
  lines.flatMap((line, at) => (at === 0 ? set(line, at) : ["\n", ...set(line, at)]));

const set = (parts: readonly Inline[], line = 0): ReactNode[] =>
  parts.map((part, at) => setPart(part, `${line} ${at}`));

function setPart(part: Inline, key: string): ReactNode {
  switch (part.kind) {
    case "text":
      return part.text;
    case "code":
      return <code key={key}>{part.text}</code>;
    case "link":
      return (
        <a key={key} href={part.text} rel="nofollow noreferrer" target="_blank" className="link">
          {part.text}
        </a>
      );
    case "strong":
      return <strong key={key}>{set(part.inside)}</strong>;
    case "emphasis":
      return <em key={key}>{set(part.inside)}</em>;
  }
}
