import * as z from "zod/mini";
import { text } from "#app/domain/authored-text.ts";
import { type Level, levels } from "#app/domain/level.ts";
import { roundKinds } from "#app/domain/loop.ts";
import type { Probe } from "#app/domain/probe.ts";
import type { Criterion, Pattern } from "#app/domain/rubric.ts";

const key = (what: string) =>
  text(what, 60).check(z.regex(/^[a-z][a-z0-9-]*$/, `${what} may hold a-z, 0-9 and hyphens only.`));
const some = <T extends z.core.$ZodType>(item: T, what: string) =>
  z.array(item).check(z.minLength(1, `${what} must not be empty.`));
const round = z.enum(roundKinds, `A round is one of ${roundKinds.join(", ")}.`);

/** A question of the bank, with what to listen for. Dimensions are criteria's keys. */
export const Question = z.strictObject({
  key: key("A question's key"),
  topic: text("`topic`", 80),
  ask: text("`ask`"),
  dimensions: some(key("A dimension"), "`dimensions`"),
  levels: some(z.enum(levels, `A level is one of ${levels.join(", ")}.`), "`levels`"),
  rounds: some(round, "`rounds`"),
  why: text("`why`"),
  strong: some(text("A strong answer", 300), "`strong`"),
  weak: some(text("A weak answer", 300), "`weak`"),
  followUps: some(text("A follow-up", 300), "`followUps`"),
});
export type Question = z.infer<typeof Question>;

const Step = z.strictObject({
  until: z
    .number("`until` is a whole number of minutes.")
    .check(z.int("`until` is a whole number of minutes."), z.gte(1, "`until` is at least 1.")),
  title: text("A step's title", 80),
  note: text("A step's note"),
});
const PlantedProbe = z.strictObject({
  key: key("A probe's key"),
  title: text("A probe's title", 80),
  say: text("`say`"),
  listen: text("`listen`"),
  /** What taking it, and engaging with it, look like. */
  took: z.optional(text("`took`", 120)),
  engaged: z.optional(text("`engaged`", 120)),
  /** Patterns that taking it shows, and that refusing it without a reason shows. */
  taken: some(key("A pattern"), "`taken`"),
  refused: z._default(z.array(key("A pattern"), "`refused` is a list."), []),
});

/** What an interviewer brings to one kind of round: how to set it up, time it, ask and probe. */
export const Kit = z
  .strictObject({
    round,
    title: text("A kit's title", 80),
    purpose: text("`purpose`"),
    setup: text("`setup`", 1_000),
    opening: text("`opening`"),
    minutes: z
      .number("`minutes` is a whole number.")
      .check(z.int("`minutes` is a whole number."), z.gte(15, "A kit lasts at least 15 minutes.")),
    focus: some(key("A focus criterion"), "`focus`"),
    plan: some(Step, "`plan`").check(
      z.refine(
        (steps) => steps.every(({ until }, at) => until > (steps[at - 1]?.until ?? 0)),
        "The steps of a plan follow one another.",
      ),
    ),
    questions: some(key("A question"), "`questions`"),
    probes: some(PlantedProbe, "`probes`"),
  })
  .check((ctx) => {
    const { plan, minutes } = ctx.value;
    const end = plan.at(-1)?.until;
    if (end === minutes) return;
    const message = `The plan ends at minute ${end}, but the kit lasts ${minutes} minutes.`;
    const path = ["plan", plan.length - 1, "until"];
    ctx.issues.push({ code: "custom", message, path, input: end });
  });
export type Kit = z.infer<typeof Kit>;

/** The question bank with the rounds' kits. */
export type Bank = { readonly questions: readonly Question[]; readonly kits: readonly Kit[] };

/** What stands beside the rubrics: the bank, and the catalogue that their patterns come from. */
export type Library = Bank & { readonly patterns: readonly Pattern[] };

/** Something the two files say that does not fit together, with the place that says it. */
export type BankProblem = {
  readonly file: keyof Bank;
  readonly path: readonly (string | number)[];
  readonly reason: string;
};

/**
 * Keys that stand twice, and keys that name nothing: a criterion is known when one rubric has it, a
 * pattern when the catalogue has it. A probe's key stands in one kit alone, so that an answer keeps
 * to its probe when a round becomes another kind.
 */
export function bankProblems(
  { questions, kits }: Bank,
  known: { readonly criteria: ReadonlySet<string>; readonly patterns: ReadonlySet<string> },
): BankProblem[] {
  const asked = new Set(questions.map((question) => question.key));
  const unknown = (
    file: keyof Bank,
    path: BankProblem["path"],
    keys: readonly string[],
    among: ReadonlySet<string>,
    reason: (key: string) => string,
  ): BankProblem[] =>
    keys.flatMap((key, at) =>
      among.has(key) ? [] : [{ file, path: [...path, at], reason: reason(key) }],
    );
  const noCriterion = (key: string) => `No rubric has a criterion ${key}.`;
  const noPattern = (key: string) => `The catalogue has no pattern ${key}.`;
  const planted = kits.flatMap((kit, at) =>
    kit.probes.map(({ key }, place) => ({ key, path: [at, "probes", place, "key"] })),
  );
  return [
    ...repeated(questions.map((question) => question.key)).map(
      ([at, key]): BankProblem => ({
        file: "questions",
        path: [at, "key"],
        reason: `Two questions share the key ${key}.`,
      }),
    ),
    ...questions.flatMap(({ dimensions }, at) =>
      unknown("questions", [at, "dimensions"], dimensions, known.criteria, noCriterion),
    ),
    ...repeated(kits.map((kit) => kit.round)).map(
      ([at, kind]): BankProblem => ({
        file: "kits",
        path: [at, "round"],
        reason: `Two kits are for the round ${kind}.`,
      }),
    ),
    ...repeated(planted.map(({ key }) => key)).map(
      ([at, key]): BankProblem => ({
        file: "kits",
        path: planted[at]?.path ?? [],
        reason: `Two probes share the key ${key}.`,
      }),
    ),
    ...kits.flatMap((kit, at) => [
      ...unknown("kits", [at, "focus"], kit.focus, known.criteria, noCriterion),
      ...unknown(
        "kits",
        [at, "questions"],
        kit.questions,
        asked,
        (key) => `The bank has no question ${key}.`,
      ),
      ...repeated(kit.questions).map(
        ([place, key]): BankProblem => ({
          file: "kits",
          path: [at, "questions", place],
          reason: `The question ${key} stands in this kit twice.`,
        }),
      ),
      ...kit.probes.flatMap((probe, place) =>
        (["taken", "refused"] as const).flatMap((shows) =>
          unknown("kits", [at, "probes", place, shows], probe[shows], known.patterns, noPattern),
        ),
      ),
    ]),
  ];
}

/** Each value that stood before, with where it stands again. */
const repeated = (values: readonly string[]): [number, string][] =>
  [...values.entries()].filter(([at, value]) => values.indexOf(value) < at);

/** The probes that a card asks about: those of its round's kit, with the patterns its rubric has. */
export function probesFor(
  { kits }: Pick<Bank, "kits">,
  round: string,
  patterns: readonly Pick<Pattern, "key">[],
): Probe[] {
  const known = (keys: readonly string[]) =>
    keys.filter((key) => patterns.some((pattern) => pattern.key === key));
  const kit = kits.find((one) => one.round === round);
  return (kit?.probes ?? []).map(({ key, title, taken, refused }) => ({
    ...{ probe: key, title, taken: known(taken), refused: known(refused) },
  }));
}

/** A kit as it stands beside a card. */
export type CardKit = Omit<Kit, "questions" | "focus"> & {
  /** Those of the kit that fit the rubric, the round's focus first. */
  readonly questions: readonly Question[];
  /** Others of the bank for this kind of round, rubric and level. */
  readonly more: readonly Question[];
};

/**
 * The kit of a round, or null where its kind has none. Questions that touch none of the rubric's
 * criteria are left out; those that touch the round's focus come first, else the kit's order holds.
 */
export function kitFor(
  { questions, kits }: Bank,
  round: {
    readonly kind: string;
    readonly focus: readonly string[];
    readonly level: Level;
    readonly criteria: readonly Pick<Criterion, "key">[];
  },
): CardKit | null {
  const kit = kits.find((one) => one.round === round.kind);
  if (!kit) return null;
  const known = new Set(round.criteria.map((criterion) => criterion.key));
  const fits = (question: Question) => question.dimensions.some((key) => known.has(key));
  const inFocus = (question: Question) => question.dimensions.some((d) => round.focus.includes(d));
  const focusFirst = (some: readonly Question[]) => [
    ...some.filter(inFocus),
    ...some.filter((question) => !inFocus(question)),
  ];
  const own = kit.questions.flatMap((wanted) => questions.find(({ key }) => key === wanted) ?? []);
  const others = questions.filter(
    (question) =>
      !kit.questions.includes(question.key) &&
      question.rounds.includes(kit.round) &&
      question.levels.includes(round.level),
  );
  const { focus: _, ...rest } = kit;
  return {
    ...rest,
    questions: focusFirst(own.filter(fits)),
    more: focusFirst(others.filter(fits)),
  };
}
