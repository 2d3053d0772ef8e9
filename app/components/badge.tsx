import type { ReactNode } from "react";

const tones = {
  plain: "border-line-strong/50 text-muted",
  accent: "border-accent/40 bg-accent-soft text-accent-text",
  saved: "border-saved/40 bg-saved-soft text-saved",
  caution: "border-caution/40 bg-caution-soft text-caution",
  danger: "border-danger/40 bg-danger-soft text-danger",
} as const;
export type BadgeTone = keyof typeof tones;

/** A state in a word; its colour only repeats what the word says. */
export function Badge({ tone = "plain", children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={`inline-block rounded-full border px-2 py-px text-small font-medium whitespace-nowrap ${tones[tone]}`}
    >
      {children}
    </span>
  );
}
