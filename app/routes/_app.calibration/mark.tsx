const marks = {
  filled: "fill-accent-text stroke-accent-text",
  hollow: "fill-surface stroke-accent-text",
  diamond: "fill-surface stroke-muted",
} as const;
export type MarkKind = keyof typeof marks;

/** A dot whose shape tells as much as its colour. */
export function Mark({ kind, cx, cy }: { kind: MarkKind; cx: number; cy: number }) {
  return kind === "diamond" ? (
    <path
      d={`M${cx} ${cy - 6.5} l6.5 6.5 -6.5 6.5 -6.5 -6.5 z`}
      className={`${marks[kind]} stroke-2`}
    />
  ) : (
    <circle cx={cx} cy={cy} r={5.5} className={`${marks[kind]} stroke-2`} />
  );
}

/** The mark by itself, for a legend. */
export const MarkKey = ({ kind }: { kind: MarkKind }) => (
  <svg width="16" height="16" aria-hidden className="inline-block align-[-3px]">
    <Mark kind={kind} cx={8} cy={8} />
  </svg>
);
