import { Link } from "@remix-run/react";
import { Badge } from "#app/components/badge.tsx";
import { panel } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { type CardKind, type RoundKind, roundWords } from "#app/domain/loop.ts";
import { type CardState, cardStateWords } from "#app/domain/scorecard.ts";

type Owed = {
  readonly cardId: string;
  readonly state: CardState;
  readonly kind: CardKind;
  readonly dueAt: Date;
  readonly round: { readonly kind: RoundKind; readonly startsAt: Date };
  readonly candidate: string;
  readonly position: string;
};

const DAY = 24 * 60 * 60 * 1000;

export function OwedCards({ cards, now }: { cards: readonly Owed[]; now: number }) {
  return (
    <ul className={`${panel} divide-y divide-line`}>
      {cards.map((card) => (
        <li key={card.cardId}>
          <Link
            to={`/cards/${card.cardId}`}
            prefetch="intent"
            className="grid gap-x-4 gap-y-1 px-4 py-3 hover:bg-sunken/60 sm:grid-cols-[1fr_auto] sm:items-center"
          >
            <span className="min-w-0">
              <span className="block text-prose font-semibold wrap-anywhere">{card.candidate}</span>
              <span className="block text-muted">
                {card.position} · {roundWords[card.round.kind]} round,{" "}
                <Time at={card.round.startsAt} />
              </span>
            </span>
            <span className="flex flex-wrap items-center gap-2 sm:justify-end">
              {card.kind === "shadow" ? <Badge>Shadow</Badge> : null}
              {card.state === "reopened" ? (
                <Badge tone="accent">{cardStateWords.reopened}</Badge>
              ) : (
                <span className="text-small text-muted">{cardStateWords[card.state]}</span>
              )}
              <Due at={card.dueAt} now={now} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Due({ at, now }: { at: Date; now: number }) {
  const left = at.getTime() - now;
  if (left < 0)
    return (
      <Badge tone="danger">
        Overdue since <Time at={at} />
      </Badge>
    );
  return (
    <Badge tone={left < DAY ? "caution" : "plain"}>
      Due <Time at={at} />
    </Badge>
  );
}
