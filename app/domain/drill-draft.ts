import * as z from "zod/mini";
import {
  type Drill,
  type DrillAnswer,
  type DrillKnown,
  Drill as DrillSchema,
  drillProblems,
} from "#app/domain/drill.ts";
import { DrillReason } from "#app/domain/drill-form.ts";
import {
  anonymised,
  identifyingWords,
  type Known,
  type Mark,
  openMarks,
} from "#app/domain/drill-identifying.ts";
import { type Level, levels } from "#app/domain/level.ts";
import { type RoundKind, roundKinds } from "#app/domain/loop.ts";
import { fail, ok, type Result } from "#app/domain/result.ts";
import type { Rating } from "#app/domain/scorecard.ts";

/** One answer of a drill while it is written: as typed, whole or not. */
export type DraftAnswer = {
  readonly says: string;
  readonly level: Level | "";
  /** By criterion; one without a score is left out of the key. */
  readonly scores: Readonly<Record<string, { readonly score: string; readonly reason: string }>>;
};

/** A drill while a lead writes it from past cards. */
export type DrillDraft = {
  readonly title: string;
  readonly round: RoundKind;
  readonly level: Level | "";
  readonly rubric: { readonly slug: string; readonly version: number };
  readonly prompt: string;
  readonly first: DraftAnswer;
  readonly second: DraftAnswer;
  readonly difference: string;
  /** Words that may identify somebody and were kept on purpose. */
  readonly kept: readonly string[];
};

const typed = (most: number) =>
  z._default(
    z.string().check(z.maxLength(most, `Keep this under ${most.toLocaleString("en")} characters.`)),
    "",
  );
const chosenLevel = z._default(z.enum(["", ...levels], "Choose a level."), "");
const score = z.object({
  score: z._default(z.string().check(z.regex(/^(\d{1,2})?$/, "Choose a score.")), ""),
  reason: typed(500),
});
const answer = z.object({
  says: typed(6_000),
  level: chosenLevel,
  scores: z._default(z.record(z.string(), score), {}),
});
const choice = z.object({
  word: typed(200),
  /** What to do with the word wherever it stands; empty leaves it open. */
  choice: z._default(z.enum(["", "replace", "keep"], "Choose what to do with this word."), ""),
  instead: typed(200),
});
const nothing = { says: "", level: "", scores: {} } as const;

/** The draft as its form sends it, with what was decided about marked words. */
export const DraftForm = z.object({
  revision: z.coerce.number("Reload the page, then try again.").check(z.int(), z.gte(1)),
  title: typed(80),
  round: z.enum(roundKinds, "Choose a kind of round."),
  level: chosenLevel,
  prompt: typed(1_000),
  first: z._default(answer, nothing),
  second: z._default(answer, nothing),
  difference: typed(800),
  kept: z._default(
    z.union([
      z.array(z.string()),
      z.pipe(
        z.string(),
        z.transform((one) => [one]),
      ),
    ]),
    [],
  ),
  marks: z._default(z.array(choice), []),
});
export type DraftForm = z.infer<typeof DraftForm>;

/** Which cards of a settled loop a drill begins from; without a second its answer is written anew. */
export const BeginForm = z.object({
  id: z.uuid(),
  loopId: z.uuid("Choose a loop."),
  firstCard: z.uuid("Choose a card for the first answer."),
  secondCard: z.pipe(
    z.transform((value: unknown) => (value === "" || value === undefined ? null : value)),
    z.nullable(z.uuid("Choose a card, or none.")),
  ),
});
export type BeginForm = z.infer<typeof BeginForm>;

export const SendBackForm = z.object({
  reason: DrillReason,
  revision: DraftForm.shape.revision,
});
export const LookedAt = z.object({ revision: DraftForm.shape.revision });

/** What a card's evidence says, as the beginning of an answer. */
export const evidenceOf = (ratings: readonly Pick<Rating, "evidence">[]): string =>
  ratings
    .map(({ evidence }) => evidence.trim())
    .filter((said) => said !== "")
    .join("\n\n");

/** A published drill as the draft of its next version: what it was published with was decided on. */
export function nextDraft(drill: Drill, known: Known): DrillDraft {
  const answerOf = ({ says, level, scores }: DrillAnswer): DraftAnswer => ({
    ...{ says, level },
    scores: Object.fromEntries(
      scores.map(({ criterion, score, reason }) => [criterion, { score: String(score), reason }]),
    ),
  });
  const { title, round, level, rubric, prompt, difference } = drill;
  const [first, second] = drill.answers;
  const texts = { title, round, level, rubric, prompt, difference };
  const draft = { ...texts, first: answerOf(first), second: answerOf(second), kept: [] };
  return { ...draft, kept: openWords(draft, known).map(({ text }) => text) };
}

/** The form's texts with every decision about a word carried out wherever the word stands. */
export function decided(form: DraftForm, held: DrillDraft, known: Known): DrillDraft {
  const made = form.marks.flatMap(({ word, choice: what, instead }) =>
    what === "" || word === "" ? [] : [{ word, instead: what === "keep" ? null : instead }],
  );
  const kept = made.flatMap(({ word, instead }) => (instead === null ? [word] : []));
  const { marks: _, revision: __, ...texts } = form;
  return mapTexts(
    { ...texts, rubric: held.rubric, kept: [...new Set([...form.kept, ...kept])] },
    (text) => anonymised(text, identifyingWords(text, known), made).text,
  );
}

/** The draft with each of its texts changed. */
function mapTexts(draft: DrillDraft, change: (text: string) => string): DrillDraft {
  const answerOf = ({ says, level, scores }: DraftAnswer): DraftAnswer => ({
    ...{ says: change(says), level },
    scores: Object.fromEntries(
      Object.entries(scores).map(([key, { score: given, reason }]) => [
        key,
        { score: given, reason: change(reason) },
      ]),
    ),
  });
  return {
    ...draft,
    title: change(draft.title),
    prompt: change(draft.prompt),
    first: answerOf(draft.first),
    second: answerOf(draft.second),
    difference: change(draft.difference),
  };
}

/** Words that may tell whom the drill is about, once each, that nobody has decided on. */
export function openWords(draft: DrillDraft, known: Known): Mark[] {
  const marks = new Map<string, Mark>();
  mapTexts(draft, (text) => {
    for (const mark of openMarks(text, known, draft.kept))
      if (!marks.has(mark.text.toLowerCase())) marks.set(mark.text.toLowerCase(), mark);
    return text;
  });
  return [...marks.values()];
}

/** The key of a new drill, from its title: `Late events` becomes `late-events`. */
export const keyFor = (title: string): string =>
  title
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "")
    .slice(0, 50)
    .replaceAll(/-+$/g, "") || "drill";

/** The fields of the form by the path of a problem in the drill. */
const fieldOf = (
  path: readonly PropertyKey[],
  drill: { answers: readonly { scores: readonly { criterion: string }[] }[] },
): string => {
  const [field, at, part, place, of] = path;
  if (field !== "answers") return String(field);
  const name = at === 1 ? "second" : "first";
  if (part !== "scores" || place === undefined) return `${name}.${String(part ?? "says")}`;
  const criterion = drill.answers[Number(at)]?.scores[Number(place)]?.criterion ?? "";
  return `${name}.scores.${criterion}.${of === "reason" ? "reason" : "score"}`;
};

/** What nobody has written or chosen yet, by field. A file's author is told by the names in the file. */
function unwritten(draft: DrillDraft): Record<string, string> {
  const answers = (["first", "second"] as const).flatMap((name) => [
    [`${name}.says`, draft[name].says, "Write what was answered."] as const,
    [`${name}.level`, draft[name].level, "Choose a level."] as const,
    ...Object.entries(draft[name].scores).flatMap(([criterion, { score: given, reason }]) =>
      given === "" ? [] : [[`${name}.scores.${criterion}.reason`, reason, "Say why."] as const],
    ),
  ]);
  const all = [
    ["title", draft.title, "Give the drill a title."] as const,
    ["level", draft.level, "Choose a level."] as const,
    ["prompt", draft.prompt, "Write what was asked."] as const,
    ["difference", draft.difference, "Write what sets the two apart."] as const,
    ...answers,
  ];
  return Object.fromEntries(
    all.flatMap(([field, said, missing]) => (said.trim() === "" ? [[field, missing]] : [])),
  );
}

/** The whole drill, or what is missing at each field. No word that may identify somebody stays open. */
export function readyDrill(
  draft: DrillDraft,
  key: string,
  known: { readonly words: Known; readonly drills: DrillKnown },
): Result<Drill> {
  const { first, second, kept: _, ...rest } = draft;
  const answerOf = ({ says, level, scores }: DraftAnswer) => ({
    ...{ says, level },
    scores: Object.entries(scores).flatMap(([criterion, { score: given, reason }]) =>
      given === "" ? [] : [{ criterion, score: Number(given), reason }],
    ),
  });
  const made = { ...rest, key, answers: [answerOf(first), answerOf(second)] };
  const parsed = z.safeParse(DrillSchema, made);
  const problems = parsed.success
    ? drillProblems([parsed.data], known.drills).map(({ path, reason }) => ({
        ...{ path: path.slice(1), reason },
      }))
    : parsed.error.issues.map(({ path, message }) => ({ path, reason: message }));
  const open = openWords(draft, known.words).length;
  if (parsed.success && problems.length === 0 && open === 0) return ok(parsed.data);
  const fields = unwritten(draft);
  for (const { path, reason } of problems) fields[fieldOf(path, made)] ??= reason;
  if (open > 0)
    fields.marks =
      open === 1
        ? "One marked word is still open: replace it, or keep it on purpose."
        : `${open} marked words are still open: replace them, or keep them on purpose.`;
  const count = Object.keys(fields).length;
  const needs = count === 1 ? "One thing needs a look" : `${count} things need a look`;
  return fail(
    "invalid",
    `${needs} before this drill can go on. Everything typed is saved.`,
    fields,
  );
}
