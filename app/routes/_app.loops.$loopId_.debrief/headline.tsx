import { Empty, panel } from "#app/components/page.tsx";
import { whoIsIn } from "#app/components/panel-progress.tsx";
import { formatScore, formatShare } from "#app/components/score.tsx";
import { levelCounts } from "#app/domain/debrief.ts";
import { levelWords } from "#app/domain/level.ts";
import { recommendations, recommendationWords } from "#app/domain/scorecard.ts";
import type { OpenDebrief } from "#app/routes/_app.loops.$loopId_.debrief/opened.server.ts";

type Progress = Parameters<typeof whoIsIn>[0];

/** The panel in four facts, each with what it rests on. */
export function Headline({ page }: { page: OpenDebrief & { readonly progress: Progress } }) {
  const { matrix, cards, scale } = page;
  const open = page.progress.filter((card) => card.progress === "outstanding");
  if (cards.length === 0)
    return (
      <Empty title="No card has been sealed yet">
        {whoIsIn(page.progress)} Scores appear here as cards are sealed.
      </Empty>
    );
  const counted = cards.filter((card) => matrix.counted.includes(card.cardId));
  const levels = levelCounts(counted.map((card) => card.content));
  const abstained = cards.filter(
    (card) => card.kind !== "shadow" && card.content.recommendation === "no-decision",
  ).length;
  const said = recommendations
    .toReversed()
    .map((value) => ({
      value,
      n: counted.filter((card) => card.content.recommendation === value).length,
    }))
    .filter(({ n }) => n > 0);
  return (
    <>
      <dl
        className={`${panel} mb-6 grid grid-cols-2 divide-line max-lg:gap-y-4 lg:grid-cols-4 lg:divide-x`}
      >
        <Fact
          name="Weighted total"
          note={`of ${scale.length}, raw, over ${cardsWord(matrix.counted.length)}`}
        >
          {formatScore(matrix.total)}
        </Fact>
        <Fact name="Coverage" note="of the weight was observed">
          {formatShare(matrix.coverage)}
        </Fact>
        <Fact
          name="Recommendations"
          note={
            [
              ...said.map(({ value, n }) => `${n} ${recommendationWords[value]}`),
              ...(abstained > 0 ? [`${abstained} without a decision`] : []),
            ].join(", ") || "none stated"
          }
        >
          {said.length === 1 ? "Agreed" : said.length === 0 ? "–" : "Split"}
        </Fact>
        <Fact
          name="Level demonstrated"
          note={
            levels.map(({ level, n }) => `${n} ${levelWords[level].toLowerCase()}`).join(", ") ||
            "none stated"
          }
        >
          {levels[0] && levels.length === 1
            ? levelWords[levels[0].level]
            : levels.length === 0
              ? "–"
              : "Split"}
        </Fact>
      </dl>
      {open.length > 0 ? <p className="-mt-3 mb-6 text-muted">{whoIsIn(page.progress)}</p> : null}
    </>
  );
}

const cardsWord = (n: number) => (n === 1 ? "1 card" : `${n} cards`);

function Fact({ name, note, children }: { name: string; note: string; children: React.ReactNode }) {
  return (
    <div className="px-4 py-3">
      <dt className="text-small text-muted">{name}</dt>
      <dd>
        <span className="block text-title font-semibold tracking-tight">{children}</span>
        <span className="block text-small text-muted">{note}</span>
      </dd>
    </div>
  );
}
