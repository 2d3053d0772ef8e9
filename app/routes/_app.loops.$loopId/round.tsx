import { Link } from "@remix-run/react";
import { Badge } from "#app/components/badge.tsx";
import { panel, TextLink } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { typedIn } from "#app/components/typed.ts";
import { cardKindWords, roundWords } from "#app/domain/loop.ts";
import { AssignForm, ReassignForm } from "#app/routes/_app.loops.$loopId/assign-form.tsx";
import { CancelRound, ChangeCard } from "#app/routes/_app.loops.$loopId/endings.tsx";
import { Mentored } from "#app/routes/_app.loops.$loopId/mentored.tsx";
import { EditRound } from "#app/routes/_app.loops.$loopId/round-form.tsx";
import type { Assignable } from "#db/queries/assignment.server.ts";
import type { LoopPlan, ShownCard, ShownRound } from "#db/queries/loop.server.ts";

type Answer = Parameters<typeof typedIn>[0];
type Open = { readonly doing: string; readonly round: string; readonly card: string };
type Shared = {
  readonly loop: LoopPlan;
  readonly open: Open;
  readonly people: readonly Assignable[];
  readonly formKey: string;
  readonly timeZone: string;
  readonly answer: Answer;
};

/** One interview: when, what it looks at, who is in it and how far their cards are. */
export function Round({ round, ...shared }: { round: ShownRound } & Shared) {
  const { loop, open, answer } = shared;
  const cancelled = round.cancelReason !== null;
  const here = (doing: string) => open.doing === doing && open.round === round.id;
  const form = (intent: string) => typedIn(answer, { intent, roundId: round.id });
  const titles = new Map(loop.criteria.map((c) => [c.key, c.title]));
  return (
    <li className={`${panel} ${cancelled ? "bg-sunken/60!" : ""}`}>
      <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-4 pt-3">
        <h3 className={`font-semibold ${cancelled ? "text-muted line-through" : ""}`}>
          {roundWords[round.kind]}
        </h3>
        <p className="text-muted">
          <Time at={round.startsAt} />, {round.minutes} min
        </p>
        <p className="w-full text-small text-muted">
          {round.focus.length === 0
            ? "No criterion in focus"
            : round.focus.map((key) => titles.get(key) ?? key).join(" · ")}
        </p>
      </header>
      {cancelled ? (
        <p className="px-4 pt-2 wrap-anywhere">
          <Badge>Cancelled</Badge> {round.cancelReason}
        </p>
      ) : null}
      <ul className="mt-2">
        {round.cards.map((card) => (
          <Card key={card.cardId} card={card} {...shared} />
        ))}
      </ul>
      {round.cards.length === 0 && !cancelled ? (
        <p className="border-t border-line px-4 py-2.5 text-muted">Nobody is assigned yet.</p>
      ) : null}
      {here("assign") && !cancelled ? (
        <AssignForm {...shared} roundId={round.id} form={form("assign")} />
      ) : null}
      {here("edit-round") && !cancelled ? (
        <EditRound
          key={round.version}
          round={round}
          loop={loop}
          timeZone={shared.timeZone}
          form={form("edit-round")}
        />
      ) : null}
      {loop.arranges && !cancelled ? (
        <div
          className="flex flex-wrap items-start gap-x-4 border-t border-line px-4 py-1"
          data-screen-only
        >
          <ActionLink to={`?do=assign&round=${round.id}`}>Assign somebody</ActionLink>
          <ActionLink to={`?do=edit-round&round=${round.id}`}>Edit</ActionLink>
          <CancelRound round={round} form={form("cancel-round")} />
        </div>
      ) : null}
    </li>
  );
}

function ActionLink({ to, children }: { to: string; children: string }) {
  return (
    <Link
      to={to}
      preventScrollReset
      className="inline-flex min-h-11 items-center text-accent-text underline decoration-current/40 underline-offset-3 hover:decoration-current sm:min-h-9"
    >
      {children}
    </Link>
  );
}

const progressTones = { outstanding: "plain", sealed: "accent", ended: "plain" } as const;
const progressWords = { outstanding: "Outstanding", sealed: "Sealed", ended: "Ended" } as const;

function Card({ card, ...shared }: { card: ShownCard } & Shared) {
  const { loop, open, answer } = shared;
  const form = (intent: string) => typedIn(answer, { intent, cardId: card.cardId });
  const arranged = loop.arranges && card.open;
  const moving = arranged && open.doing === "reassign" && open.card === card.cardId;
  return (
    <li className="border-t border-line px-4 py-1.5">
      <div className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1">
        <p className="mr-auto min-w-0 wrap-anywhere">
          <bdi>{card.interviewer.name}</bdi>
          <span className="text-muted">
            {card.own ? " (you)" : ""}
            {card.kind === "panel" ? "" : ` · ${cardKindWords[card.kind]}`}
          </span>
        </p>
        <p className="flex items-center gap-3">
          {card.own && card.progress !== "ended" ? (
            <TextLink to={`/cards/${card.cardId}`}>
              {card.progress === "sealed" ? "Read your card" : "Write your card"}
            </TextLink>
          ) : null}
          <Badge tone={progressTones[card.progress]}>{progressWords[card.progress]}</Badge>
        </p>
        {arranged && !moving ? (
          <ChangeCard card={card} form={form("end-card")}>
            <ActionLink to={`?do=reassign&card=${card.cardId}`}>
              Give it to somebody else
            </ActionLink>
          </ChangeCard>
        ) : null}
      </div>
      {card.mentor ? <Mentored card={card} loop={loop} form={form("mentor")} /> : null}
      {card.ended ? <p className="mt-1 text-small text-muted wrap-anywhere">{card.ended}</p> : null}
      {moving ? <ReassignForm {...shared} card={card} form={form("reassign")} /> : null}
    </li>
  );
}
