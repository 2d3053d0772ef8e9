import { Link } from "@remix-run/react";

type Choice = {
  readonly positionId: string;
  readonly rubricVersionId: string;
  readonly title: string;
  readonly rubric: string;
  readonly cards: number;
};

const keyOf = ({ positionId, rubricVersionId }: Omit<Choice, "cards" | "title" | "rubric">) =>
  `${positionId} ${rubricVersionId}`;

/** The positions somebody interviewed for, one of them shown; nothing where there is no choice. */
export function Scopes({
  choices,
  chosen,
}: {
  choices: readonly Choice[];
  chosen: Omit<Choice, "cards">;
}) {
  if (choices.length < 2) return null;
  return (
    <nav aria-label="Position" className="mb-4" data-screen-only>
      <ul className="flex flex-wrap gap-2">
        {choices.map((choice) => {
          const current = keyOf(choice) === keyOf(chosen);
          const twice = choices.filter(({ positionId }) => positionId === choice.positionId);
          return (
            <li key={keyOf(choice)} className="max-w-full">
              <Link
                to={`?position=${choice.positionId}&rubric=${choice.rubricVersionId}`}
                preventScrollReset
                aria-current={current ? "true" : undefined}
                className={`flex min-h-11 items-center gap-1.5 rounded-box border px-3 sm:min-h-9 ${
                  current
                    ? "border-accent bg-accent-soft font-medium text-accent-text"
                    : "border-line hover:border-line-strong"
                }`}
              >
                <span className="wrap-anywhere">
                  {twice.length > 1 ? `${choice.title}, ${choice.rubric}` : choice.title}
                </span>
                <span className="whitespace-nowrap text-small text-muted">
                  {choice.cards === 1 ? "1 card" : `${choice.cards} cards`}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
