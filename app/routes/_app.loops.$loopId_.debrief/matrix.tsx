import { LightText } from "#app/components/light-text.tsx";
import { panel, Section } from "#app/components/page.tsx";
import { formatScore, ScaleLegend, ScoreChip } from "#app/components/score.tsx";
import type { MatrixRow } from "#app/domain/debrief.ts";
import { columnName } from "#app/routes/_app.loops.$loopId_.debrief/column-name.ts";
import type { OpenDebrief } from "#app/routes/_app.loops.$loopId_.debrief/opened.server.ts";

type Page = Pick<OpenDebrief, "cards" | "matrix" | "scale" | "titles">;

/** Criteria by people, the most disputed first; each row opens to its evidence side by side. */
export function MatrixView({ page }: { page: Page }) {
  return (
    <Section
      title="Scores, by disagreement"
      note="Each row opens to the evidence. The line shows the range of the panel, the dot its mean. Shadow cards and cards without a decision stand here but count in no number."
    >
      <ScaleLegend scale={page.scale} />
      <ol className={`${panel} mt-3 divide-y divide-line`}>
        <li
          aria-hidden
          className="hidden items-center gap-x-6 px-4 py-2 text-small text-muted md:flex"
        >
          <span className="w-52 shrink-0">Criterion</span>
          <span className={people}>
            {page.cards.map((card) => (
              <span key={card.cardId} className="truncate" title={card.interviewer.name}>
                {columnName(card, page.cards)}
              </span>
            ))}
          </span>
          <span className="w-52 shrink-0">Panel</span>
        </li>
        {page.matrix.rows.map((row, at) => (
          <Row key={row.criterion} row={row} page={page} first={at === 0 && isWide(row, page)} />
        ))}
      </ol>
    </Section>
  );
}

/** Wide enough to begin the talk with: two points on a short scale, a third of a long one. */
const isWide = (row: MatrixRow, { scale }: Page) =>
  row.spread !== null && row.spread >= Math.max(2, scale.length / 3);

function Row({ row, page, first }: { row: MatrixRow; page: Page; first: boolean }) {
  const { cards, scale, titles } = page;
  const title = titles[row.criterion] ?? row.criterion;
  return (
    <li>
      <details open={first} className="group print:open">
        <summary className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3 hover:bg-sunken/60 md:flex-nowrap print:flex-nowrap">
          <span className="w-full shrink-0 md:w-52 print:w-52">
            <span className="font-semibold">{title}</span>
            <span className="ml-2 text-small text-muted">{row.weight}%</span>
            {first ? (
              <span className="block text-small text-caution">Talk about this first</span>
            ) : null}
          </span>
          <span className={people}>
            {cards.map((card) => {
              const rating = row.cells.find((cell) => cell.cardId === card.cardId)?.rating ?? null;
              return (
                <span key={card.cardId} className="grid min-w-0 justify-items-start gap-0.5">
                  <span className="w-full text-small text-muted wrap-anywhere md:sr-only">
                    {columnName(card, cards)}
                  </span>
                  <ScoreChip
                    score={rating?.score ?? null}
                    notObserved={rating?.notObserved ?? null}
                    scale={scale}
                  />
                </span>
              );
            })}
          </span>
          <span className="flex w-52 shrink-0 items-center gap-4">
            <Range row={row} counted={page.matrix.counted} points={scale.length} />
            <span className="w-24">
              <span className="font-semibold">{formatScore(row.mean)}</span>
              <span className="block text-small text-muted">
                {row.spread === null ? "not seen" : `spread ${row.spread}, n ${row.n}`}
              </span>
            </span>
          </span>
        </summary>
        <ul className="grid gap-x-6 gap-y-4 bg-sunken/60 px-4 py-4 md:grid-cols-2 xl:grid-cols-3">
          {cards.map((card) => {
            const rating = row.cells.find((cell) => cell.cardId === card.cardId)?.rating;
            return rating ? (
              <li key={card.cardId}>
                <p className="flex items-center gap-2 font-medium">
                  <ScoreChip
                    size="small"
                    score={rating.score}
                    notObserved={rating.notObserved}
                    scale={scale}
                  />
                  {card.interviewer.name}
                </p>
                {rating.evidence ? (
                  <LightText text={rating.evidence} className="mt-1" />
                ) : (
                  <p className="mt-1 text-muted">No evidence written</p>
                )}
              </li>
            ) : null;
          })}
        </ul>
      </details>
    </li>
  );
}

/** As wide for one as for six, so that a person stands in one column through all rows. */
const people = "grid grow auto-cols-fr grid-flow-col items-end gap-x-3";

/** The panel's range on the whole scale, with its mean. */
function Range({
  row,
  counted,
  points,
}: {
  row: MatrixRow;
  counted: readonly string[];
  points: number;
}) {
  const scores = row.cells.flatMap(({ cardId, rating }) =>
    rating?.score && counted.includes(cardId) ? [rating.score] : [],
  );
  const x = (score: number) => 6 + ((score - 1) * 84) / (points - 1);
  const lowest = scores.length > 0 ? Math.min(...scores) : null;
  return (
    <svg width="96" height="20" viewBox="0 0 96 20" aria-hidden="true" className="shrink-0">
      <line x1="6" x2="90" y1="10" y2="10" stroke="var(--color-line)" strokeWidth="2" />
      {lowest === null || row.mean === null ? null : (
        <>
          <line
            x1={x(lowest)}
            x2={x(Math.max(...scores))}
            y1="10"
            y2="10"
            stroke="var(--color-line-strong)"
            strokeWidth="3"
            strokeLinecap="round"
          />
          <circle cx={x(row.mean)} cy="10" r="5" fill="var(--color-accent)" />
        </>
      )}
    </svg>
  );
}
