import { useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { Button } from "#app/components/button.tsx";
import { inputBox } from "#app/components/field.tsx";
import { Time } from "#app/components/time.tsx";
import { bothTexts, type Clash, mergeDrafts } from "#app/domain/draft-merge.ts";
import { levels, levelWords } from "#app/domain/level.ts";
import { probeAnswers, probeAnswerWords } from "#app/domain/probe.ts";
import {
  confidences,
  confidenceWords,
  type Draft,
  notObserved,
  notObservedWords,
  recommendations,
  recommendationWords,
} from "#app/domain/scorecard.ts";
import { type Piece, wordChanges } from "#app/domain/text-change.ts";
import type { Clashing } from "#app/routes/_app.cards.$cardId/autosave.ts";
import type { WritingCard } from "#app/routes/_app.cards.$cardId/writing-card.server.ts";

type Worded = Pick<WritingCard, "criteria" | "scale" | "patterns" | "probes">;

/**
 * What was typed here and what was saved elsewhere are one text again but for the fields below:
 * side by side, each with a choice and a result that can still be edited.
 */
export function TwoVersions({
  clashing: { clashes, savedAt },
  card,
  settle,
}: {
  clashing: Clashing;
  card: Worded;
  settle: () => void;
}) {
  const [chosen, setChosen] = useState<ReadonlyMap<number, string>>(new Map());
  const open = clashes.length - chosen.size;
  return (
    <section
      role="alert"
      aria-labelledby="two-versions"
      className="mb-6 rounded-box border border-danger/40 bg-danger-soft p-4"
    >
      <Saved at={savedAt} />
      <p className="max-w-measure">
        Nothing was overwritten. What the two versions say in different places is put together
        already; {clashes.length === 1 ? "one field says" : `${clashes.length} fields say`}{" "}
        something else in each.
      </p>
      <ol className="mt-3 grid gap-3">
        {clashes.map((clash, at) => (
          <Field
            key={`${at} ${clash.path}`}
            clash={clash}
            card={card}
            chosen={chosen.get(at) ?? null}
            choose={(text) => setChosen(new Map([...chosen, [at, text]]))}
          />
        ))}
      </ol>
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="button" look="primary" onClick={settle}>
          Save it like this
        </Button>
        {open > 0 ? (
          <p className="text-muted">
            {open === 1 ? "One field is not chosen yet" : `${open} fields are not chosen yet`}; left
            alone, what is here stays.
          </p>
        ) : null}
      </div>
    </section>
  );
}

function Saved({ at }: { at: number }) {
  return (
    <h2 id="two-versions" className="mb-1 font-semibold">
      A newer version was saved at <Time at={new Date(at)} format="clock" />, in another tab or on
      another device
    </h2>
  );
}

function Field({
  clash,
  card,
  chosen,
  choose,
}: {
  clash: Clash;
  card: Worded;
  chosen: string | null;
  choose: (text: string) => void;
}) {
  const { setValue } = useFormContext<Draft>();
  const { path, kind, mine, theirs } = clash;
  const title = titleOf(path, card);
  const take = (text: string) => {
    // A choice is one of the form's own words, which its path's type no longer says.
    setValue(path, text as never);
    choose(text);
  };
  return (
    <li className="rounded-box border border-line bg-surface p-3">
      <h3 className="font-semibold">
        {title}
        {chosen === null ? null : (
          <span role="status" className="ml-2 text-small font-normal text-saved">
            Chosen{kind === "choice" ? `: ${wordFor(path, chosen, card) || "empty"}` : null}
          </span>
        )}
      </h3>
      <Sides clash={clash} card={card} />
      <div className="mt-2 flex flex-wrap gap-2">
        <Button type="button" onClick={() => take(mine)}>
          Keep mine <span className="sr-only">for {title}</span>
        </Button>
        <Button type="button" onClick={() => take(theirs)}>
          Take the other <span className="sr-only">for {title}</span>
        </Button>
        {kind === "text" ? (
          <Button type="button" onClick={() => take(bothTexts(mine, theirs))}>
            Keep both <span className="sr-only">for {title}</span>
          </Button>
        ) : null}
      </div>
      {kind === "text" ? <Result path={path} title={title} edited={choose} /> : null}
    </li>
  );
}

/** The field itself, once more beside its two versions. */
function Result({
  path,
  title,
  edited,
}: {
  path: Extract<Clash, { kind: "text" }>["path"];
  title: string;
  edited: (text: string) => void;
}) {
  const { setValue } = useFormContext<Draft>();
  const value = useWatch<Draft, typeof path>({ name: path });
  return (
    <label className="mt-2 block">
      <span className="text-small text-muted">
        What it will say <span className="sr-only">under {title}</span>
      </span>
      <textarea
        rows={3}
        value={value}
        onChange={(event) => {
          setValue(path, event.target.value);
          edited(event.target.value);
        }}
        className={`${inputBox} mt-1 field-sizing-content min-h-20 py-2 sm:text-prose`}
      />
    </label>
  );
}

/**
 * Without JavaScript: the form below holds what was typed here, so that saving it keeps that; every
 * field that the newer version has otherwise stands here with both.
 */
export function NewerVersion({
  mine,
  card,
}: {
  mine: Draft;
  card: Worded & Pick<WritingCard, "id" | "draft" | "savedAt">;
}) {
  const { clashes } = mergeDrafts(null, mine, card.draft);
  const patterns = [mine, card.draft].map(({ observations }) => patternText(observations, card));
  const [here = "", there = ""] = patterns;
  return (
    <section
      role="alert"
      className="mb-6 rounded-box border border-danger/40 bg-danger-soft p-4"
      aria-labelledby="two-versions"
    >
      <Saved at={card.savedAt?.getTime() ?? 0} />
      <p className="max-w-measure">
        Nothing was overwritten. The form below holds what you typed here: take over from the newer
        version what you want, then save, and that stays. Or{" "}
        <a href={`/cards/${card.id}`} className="link">
          go on with the newer version
        </a>{" "}
        and leave what is here.
      </p>
      <ol className="mt-3 grid gap-3">
        {clashes.map((clash) => (
          <li key={clash.path} className="rounded-box border border-line bg-surface p-3">
            <h3 className="font-semibold">{titleOf(clash.path, card)}</h3>
            <Sides clash={clash} card={card} />
          </li>
        ))}
        {here === there ? null : (
          <li className="rounded-box border border-line bg-surface p-3">
            <h3 className="font-semibold">Patterns</h3>
            <Sides clash={{ kind: "text", path: "notes", mine: here, theirs: there }} card={card} />
          </li>
        )}
      </ol>
    </section>
  );
}

function Sides({ clash, card }: { clash: Clash; card: Worded }) {
  const { kind, path, mine, theirs } = clash;
  const spoken = (text: string) => (kind === "choice" ? wordFor(path, text, card) : text);
  const pieces = wordChanges(spoken(theirs), spoken(mine));
  return (
    <dl className="mt-1 grid gap-x-6 gap-y-2 sm:grid-cols-2">
      {(
        [
          ["Here", "removed"],
          ["Newer", "added"],
        ] as const
      ).map(([side, without]) => (
        <div key={side} className="min-w-0">
          <dt className="text-small text-muted">{side}</dt>
          <dd className="prose-own text-prose">
            <Marked pieces={pieces.filter((piece) => piece.kind !== without)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Words that the other version does not have are underlined. */
function Marked({ pieces }: { pieces: readonly Piece[] }) {
  if (pieces.every(({ text }) => text.trim() === ""))
    return <span className="text-muted">Empty</span>;
  return pieces.map(({ kind, text }, at) => {
    const words = text.trimEnd();
    return kind === "same" ? (
      <span key={`${at} same`}>{text}</span>
    ) : (
      <span key={`${at} own`}>
        <mark className="bg-caution-soft text-ink underline decoration-caution underline-offset-3">
          {words}
        </mark>
        {text.slice(words.length)}
      </span>
    );
  });
}

const fieldWords = {
  score: "score",
  confidence: "confidence",
  evidence: "evidence",
  answer: "what happened",
  quote: "what they said or did",
  recommendation: "Recommendation",
  level: "Level",
  summary: "Summary",
  notes: "Notes",
} as const;

const named = (name: string): string =>
  Object.entries(fieldWords).find(([key]) => key === name)?.[1] ?? name;

function titleOf(path: Clash["path"], { criteria, probes }: Worded): string {
  const [first, key, name] = path.split(".");
  if (first !== "ratings" && first !== "probes") return named(path);
  const title =
    first === "ratings"
      ? criteria.find((criterion) => criterion.key === key)?.title
      : probes.find(({ probe }) => probe === key)?.title;
  return `${title ?? key}, ${named(name ?? "")}`;
}

/** A choice as the form words it. */
function wordFor(path: Clash["path"], value: string, { scale }: Worded): string {
  const word = <T extends string>(values: readonly T[], words: Readonly<Record<T, string>>) => {
    const known = values.find((one) => one === value);
    return known && words[known];
  };
  if (value === "") return "";
  if (path === "recommendation") return word(recommendations, recommendationWords) ?? value;
  if (path === "level") return word(levels, levelWords) ?? value;
  if (path.endsWith(".confidence")) return word(confidences, confidenceWords) ?? value;
  if (path.endsWith(".answer")) return word(probeAnswers, probeAnswerWords) ?? value;
  const point = scale[Number(value) - 1];
  return point ? `${value} ${point}` : (word(notObserved, notObservedWords) ?? value);
}

const patternText = (observations: Draft["observations"], { patterns }: Worded) =>
  observations
    .map(({ pattern, stance, quote }) => {
      const title = patterns.find(({ key }) => key === pattern)?.title ?? pattern;
      return `${title}, ${stance === "seen" ? "seen" : "argued against"}: ${quote}`;
    })
    .join("\n");
