import { Badge } from "#app/components/badge.tsx";
import { ChangedTexts, Labelled } from "#app/components/changed-texts.tsx";
import { panel } from "#app/components/page.tsx";
import { Said } from "#app/components/said.tsx";
import { levelWords } from "#app/domain/level.ts";
import type { CriterionChange } from "#app/domain/rubric-change.ts";
import { toneOf } from "#app/domain/tone.ts";

type Scales = { readonly before: readonly string[]; readonly after: readonly string[] };

const fields = { title: "Title", question: "Question", raise: "Weigh it higher when" };

/** What became of one criterion: its place, its weight and every text that differs. */
export function ChangedCriterion({
  change,
  scales,
  to,
}: {
  change: CriterionChange;
  scales: Scales;
  to: number;
}) {
  const { standing, place, weight, texts, anchors } = change;
  const scale = standing === "removed" ? scales.before : scales.after;
  return (
    <article className={`${panel} grid gap-3 px-4 py-3`}>
      <h3 className="flex flex-wrap items-center gap-2 font-semibold">
        {change.title}
        {standing === "added" ? <Badge tone="caution">New in version {to}</Badge> : null}
        {standing === "removed" ? <Badge tone="caution">Left out in version {to}</Badge> : null}
        {standing === "moved" ? (
          <Badge tone="caution">
            Moved from place {place.before} to {place.after}
          </Badge>
        ) : null}
      </h3>
      <ChangedTexts
        texts={texts
          .filter(({ field }) => field !== "title" || standing === "kept" || standing === "moved")
          .map((text) => ({ ...text, label: fields[text.field] }))}
      />
      {weight.changed ? (
        <Labelled label="Weight">
          <p className="text-prose">
            {weight.before === null ? null : <del className="text-muted">{weight.before}%</del>}
            {weight.before !== null && weight.after !== null ? " " : null}
            {weight.after === null ? null : (
              <ins className="bg-caution-soft decoration-caution underline-offset-3">
                {weight.after}%
              </ins>
            )}
          </p>
        </Labelled>
      ) : null}
      {anchors.map(({ level, point, pieces }) => (
        <Labelled
          key={`${level} ${point}`}
          label={
            <span className="flex items-center gap-2">
              {levelWords[level]}
              <span
                className={`tone ${toneOf(Math.min(point, scale.length), scale.length)} size-6 rounded-[4px] text-small`}
              >
                {point}
              </span>
            </span>
          }
        >
          <Said pieces={pieces} />
        </Labelled>
      ))}
    </article>
  );
}
