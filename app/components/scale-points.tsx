import { toneOf } from "#app/domain/tone.ts";

/** The longest scale whose anchors stand under their points; a longer one lists them below. */
const SIDE_BY_SIDE = 5;

type Anchors = Readonly<Record<string, string>>;

/** A criterion's scale to choose from, each point with its anchor. */
export function ScalePoints({
  id,
  scale,
  anchors,
  chosen,
  input,
}: {
  /** What the ids of the anchors begin with. */
  id: string;
  scale: readonly string[];
  anchors: Anchors;
  /** The point that is chosen at first. */
  chosen?: string | undefined;
  input: object;
}) {
  const anchored = Object.keys(anchors).map(Number);
  const under = scale.length <= SIDE_BY_SIDE;
  return (
    <>
      <div
        className={
          under ? "grid gap-1.5 @2xl:grid-flow-col @2xl:auto-cols-fr" : "flex flex-wrap gap-1.5"
        }
      >
        {scale.map((word, at) => (
          <Point
            key={at}
            id={id}
            value={at + 1}
            word={word}
            anchor={under ? anchors[String(at + 1)] : undefined}
            told={anchorsFor(at + 1, anchored)}
            tone={toneOf(at + 1, scale.length)}
            checked={chosen === String(at + 1)}
            input={input}
          />
        ))}
      </div>
      {under ? null : <Listed id={id} points={scale.length} anchors={anchors} />}
    </>
  );
}

/** The anchors that speak for a point: its own, or where it has none those on both sides of it. */
export function anchorsFor(point: number, anchored: readonly number[]): number[] {
  if (anchored.includes(point)) return [point];
  const below = anchored.findLast((one) => one < point);
  const above = anchored.find((one) => one > point);
  return [below, above].filter((one) => one !== undefined);
}

function Point({
  id,
  value,
  word,
  anchor,
  told,
  tone,
  checked,
  input,
}: {
  id: string;
  value: number;
  word: string;
  anchor: string | undefined;
  told: readonly number[];
  tone: string;
  checked: boolean;
  input: object;
}) {
  return (
    <label className="choice point">
      <input
        type="radio"
        value={value}
        defaultChecked={checked}
        aria-label={`${value} ${word}`}
        aria-describedby={told.map((point) => `${id}-${point}`).join(" ") || undefined}
        {...input}
      />
      <span aria-hidden className={`tone ${tone} size-7 rounded-[4px]`}>
        {value}
      </span>
      <span className="self-center font-medium wrap-anywhere">{word}</span>
      {anchor ? (
        <span id={`${id}-${value}`} className="anchor">
          {anchor}
        </span>
      ) : null}
    </label>
  );
}

/** A long scale's anchors; those of the point one hovers, focuses or chose stand out. */
function Listed({ id, points, anchors }: { id: string; points: number; anchors: Anchors }) {
  const anchored = Object.keys(anchors).map(Number);
  const toldBy = (anchor: number) =>
    Array.from({ length: points }, (_, at) => at + 1)
      .filter((point) => anchorsFor(point, anchored).includes(anchor))
      .join(" ");
  return (
    <dl className="mt-2 grid gap-1 text-small text-muted">
      {Object.entries(anchors).map(([point, text]) => (
        <div key={point} data-for={toldBy(Number(point))} className="flex gap-2">
          <dt className="w-5 font-semibold">{point}</dt>
          <dd id={`${id}-${point}`} className="max-w-measure">
            {text}
          </dd>
        </div>
      ))}
    </dl>
  );
}
