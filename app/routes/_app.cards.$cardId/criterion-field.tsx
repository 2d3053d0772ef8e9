import { type MouseEvent, memo, useEffect, useRef, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { Badge } from "#app/components/badge.tsx";
import { FieldError } from "#app/components/field.tsx";
import { ScalePoints } from "#app/components/scale-points.tsx";
import { ScoreChip } from "#app/components/score.tsx";
import { type Draft, notObserved, notObservedWords } from "#app/domain/scorecard.ts";
import { EvidenceField } from "#app/routes/_app.cards.$cardId/evidence-field.tsx";
import { useMessages } from "#app/routes/_app.cards.$cardId/messages.ts";
import type { WritingCard } from "#app/routes/_app.cards.$cardId/writing-card.server.ts";

type Criterion = WritingCard["criteria"][number];

/** One criterion: the scale with its anchors, what was not observed, and the evidence. */
export const CriterionField = memo(function CriterionField({
  card,
  criterion,
  fields,
  start,
}: {
  card: WritingCard;
  criterion: Criterion;
  fields: Readonly<Record<string, string>>;
  start: Draft;
}) {
  const { register } = useFormContext<Draft>();
  const message = useMessages(fields);
  const { scale } = card;
  const base = `ratings.${criterion.key}` as const;
  const kept = start.ratings[criterion.key];
  const score = register(`${base}.score`);
  const scoreError = message(`${base}.score`);
  const id = `criterion-${criterion.key}`;
  const fold = useRef<HTMLDetailsElement>(null);
  const faulty = Boolean(scoreError ?? message(`${base}.evidence`));
  const written = Boolean(kept && (kept.score || kept.evidence || kept.confidence));
  const [opens] = useState(criterion.opens || written || faulty);
  useEffect(() => {
    if (faulty && fold.current) fold.current.open = true;
  }, [faulty]);
  return (
    <li id={id} data-stop={criterion.title} className="stop">
      <details ref={fold} open={opens} className="group/fold">
        <summary className="fold items-center px-4 py-3 sm:px-5">
          <h2 id={`${id}-title`} className="text-[17px]">
            {criterion.title}
          </h2>
          {criterion.focus ? <Badge tone="accent">Focus of this round</Badge> : null}
          <span className="text-small text-muted">weight {criterion.weight}%</span>
          <Chosen name={`${base}.score`} start={kept?.score ?? ""} scale={scale} />
        </summary>
        <fieldset
          data-lands
          tabIndex={-1}
          aria-labelledby={`${id}-title`}
          aria-describedby={scoreError ? `${id}-error` : undefined}
          className="px-4 pb-4 outline-none sm:px-5"
        >
          <p className="mb-3 max-w-measure text-muted">{criterion.question}</p>
          <ScalePoints
            id={id}
            scale={scale}
            anchors={criterion.anchors}
            chosen={kept?.score}
            input={score}
          />
          <div className="mt-1.5 flex flex-wrap items-center gap-1.5">
            {notObserved.map((value) => (
              <label key={value} className="choice-quiet">
                <input
                  type="radio"
                  className="size-4 accent-(--color-ink)"
                  value={value}
                  defaultChecked={kept?.score === value}
                  {...score}
                />
                <span data-word>{notObservedWords[value]}</span>
                <kbd aria-hidden className="keycap">
                  {value === "not-asked" ? "N" : "S"}
                </kbd>
              </label>
            ))}
            <CompareLevels card={card} criterion={criterion} />
          </div>
          <FieldError id={`${id}-error`} message={scoreError} />
          <EvidenceField criterion={criterion} fields={fields} start={start} />
        </fieldset>
      </details>
    </li>
  );
});

/** What a folded criterion shows of itself; open, the scale shows it. */
function Chosen({
  name,
  start,
  scale,
}: {
  name: `ratings.${string}.score`;
  start: string;
  scale: readonly string[];
}) {
  const { control } = useFormContext<Draft>();
  const score = useWatch({ control, name, defaultValue: start }) ?? "";
  const unseen = notObserved.find((word) => word === score) ?? null;
  return (
    <span className="ml-auto group-open/fold:hidden">
      {score === "" ? (
        <span className="text-small text-muted">Not rated</span>
      ) : (
        <ScoreChip
          size="small"
          score={unseen ? null : Number(score)}
          notObserved={unseen}
          scale={scale}
        />
      )}
    </span>
  );
}

type LevelsPart = typeof import("#app/routes/_app.cards.$cardId/levels.tsx").default;

/** The rubric's levels side by side, on request; without scripts the way to where they stand. */
function CompareLevels({ card, criterion }: { card: WritingCard; criterion: Criterion }) {
  const [open, setOpen] = useState(false);
  const [Levels, setLevels] = useState<LevelsPart | null>(null);
  if (card.levels.length < 2) return null;
  const { slug, version } = card.rubric;
  const href = `/rubrics/${slug}?version=${version}&level=all#${criterion.key}`;
  const toggle = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    setOpen(!open);
    // A part that does not come, after a deploy or without a network, must not take the card down.
    if (!Levels)
      import("#app/routes/_app.cards.$cardId/levels.tsx")
        .then(({ default: part }) => setLevels(() => part))
        .catch(() => window.open(href, "_blank", "noopener"));
  };
  return (
    <>
      <a
        href={href}
        onClick={toggle}
        aria-expanded={open}
        className="link ml-auto inline-flex min-h-11 items-center sm:min-h-9"
      >
        {open ? "Hide the levels" : "Compare levels"}
        <span className="sr-only"> of {criterion.title}</span>
      </a>
      {open && Levels ? <Levels card={card} criterion={criterion} href={href} /> : null}
    </>
  );
}
