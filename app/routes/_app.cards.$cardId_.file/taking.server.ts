import { differences, meetCard, type Pick, picks, settled } from "#app/domain/card-file.ts";
import { type CardSheet, type ChoiceField, fieldNames, saying } from "#app/domain/card-marks.ts";
import { type CardTextError, readCardText } from "#app/domain/card-text-reader.ts";
import type { Clash } from "#app/domain/draft-merge.ts";
import type { Viewer } from "#app/domain/people.ts";
import { absent, ok, type Result } from "#app/domain/result.ts";
import { notObserved, notObservedWords } from "#app/domain/scorecard.ts";
import { DraftForm } from "#app/domain/sealing.ts";
import { sheetOf } from "#app/http/card-sheet.server.ts";
import type { FormValues } from "#app/http/form.server.ts";
import type { Upload } from "#app/http/upload.server.ts";
import type { Db } from "#db/client.server.ts";
import { getOwnCard, isAuthor, type OwnCard } from "#db/queries/card.server.ts";
import { saveDraft } from "#db/queries/writing.server.ts";

/** The longest file that is read, in bytes: five times the longest card anybody wrote, and some. */
export const LIMIT = 500_000;
/** More would hide the ones to begin with. */
const MOST_SHOWN = 50;

/** A field to choose for, in its form's words. */
export type Question = {
  readonly path: string;
  readonly title: string;
  readonly kind: Clash["kind"];
  readonly mine: string;
  readonly theirs: string;
  readonly picked: Pick | null;
};

/** Why a file is not on the card yet, and all of its text. */
export type NotTaken = { readonly text: string } & (
  | { readonly state: "refused"; readonly message: string; readonly otherCard: string | null }
  | {
      readonly state: "unread";
      readonly errors: readonly CardTextError[];
      /** How many there are, shown or not. */
      readonly count: number;
    }
  | {
      readonly state: "clashing";
      readonly questions: readonly Question[];
      readonly revision: number;
      readonly savedAt: Date | null;
    }
);
export type Taken =
  | Result<{ readonly changed: number }>
  | { readonly notTaken: NotTaken; status: 403 | 409 | 422 };

/** Puts a posted file, or its pasted text, on the card. */
export async function takeFile(
  db: Db,
  viewer: Viewer,
  { cardId, timeZone }: { readonly cardId: string; readonly timeZone: string },
  { values, text, problem }: Upload,
): Promise<Taken> {
  const own = await getOwnCard(db, viewer, cardId);
  if (!own) {
    if (!(await isAuthor(db, viewer, cardId))) return absent();
    return refused(
      403,
      "This card is not open for writing, so nothing was put on it. What you sent is below; copy what you need.",
      text,
    );
  }
  if (problem !== null) return refused(422, problem, text);
  const sheet = sheetOf(own, timeZone);
  const read = readCardText(text, sheet);
  const { card } = read.head;
  if (card !== null && card.toLowerCase() !== cardId)
    return { status: 422, notTaken: { state: "refused", text, ...wrongCard(card, own) } };
  if (read.errors.length > 0) {
    const errors = read.errors.slice(0, MOST_SHOWN);
    return { status: 422, notTaken: { state: "unread", errors, count: read.errors.length, text } };
  }
  return putOn(db, viewer, own, sheet, { read, values, text });
}

type Sent = {
  readonly read: ReturnType<typeof readCardText>;
  readonly values: FormValues;
  readonly text: string;
};

async function putOn(
  db: Db,
  viewer: Viewer,
  own: OwnCard,
  sheet: CardSheet,
  { read, values, text }: Sent,
): Promise<Taken> {
  const merged = meetCard(read, own, sheet);
  const picked = merged.clashes.map(({ path }) => pickIn(values, path));
  const unseen = Number(values.revision) !== own.revision;
  if (picked.some((pick) => pick === null || unseen)) {
    const questions = merged.clashes.map((clash, at) =>
      questionOf(clash, picked[at] ?? null, sheet),
    );
    const { revision, savedAt } = own;
    return { status: 409, notTaken: { state: "clashing", questions, revision, savedAt, text } };
  }
  const draft = merged.clashes.reduce(
    (draft, clash, at) => settled(draft, clash, picked[at] ?? "mine", sheet),
    merged.draft,
  );
  const changed = differences(own.draft, draft);
  if (changed === 0) return ok({ changed });
  const whole = DraftForm.safeParse(draft);
  if (!whole.success) return refused(422, whole.error.issues[0]?.message ?? "", text);
  const saved = await saveDraft(db, viewer, { cardId: own.id, revision: own.revision, draft });
  if (saved.ok) return ok({ changed });
  if (saved.failure.kind === "absent") return saved;
  const { kind, message } = saved.failure;
  return kind === "conflict" ? refused(409, crossed, text) : refused(403, message, text);
}

const crossed =
  "The card was saved elsewhere in the same moment, so your file is not on it yet. Send it again.";

const refused = (status: 403 | 409 | 422, message: string, text: string): Taken => ({
  status,
  notTaken: { state: "refused", message, text, otherCard: null },
});

const isKey = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const wrongCard = (card: string, { candidate }: OwnCard) => ({
  message: `This file is for another card, not for ${candidate.name}’s. Nothing was put on either.`,
  otherCard: isKey.test(card) ? card.toLowerCase() : null,
});

/** What was picked for a field: the form names it by its path. */
function pickIn({ pick }: FormValues, path: string): Pick | null {
  const held = path
    .split(".")
    .reduce<unknown>(
      (value, part) =>
        typeof value === "object" && value !== null && Object.hasOwn(value, part)
          ? Reflect.get(value, part)
          : undefined,
      pick,
    );
  return picks.find((one) => one === held) ?? null;
}

function questionOf(
  { kind, path, mine, theirs }: Clash,
  picked: Pick | null,
  sheet: CardSheet,
): Question {
  const [first = "", key, name = first] = path.split(".");
  const field: ChoiceField | null = choiceFields.find((one) => one === name) ?? null;
  const said = (value: string) => (field ? wordsFor(field, value, sheet) : value);
  const of =
    first === "probes"
      ? sheet.probes.find((one) => one.probe === key)?.title
      : sheet.criteria.find((one) => one.key === key)?.title;
  const what = fieldTitles[name] ?? name;
  const title = of ? `${of}, ${what.toLowerCase()}` : what;
  return { path, kind, title, mine: said(mine), theirs: said(theirs), picked };
}

const choiceFields = ["score", "confidence", "answer", "recommendation", "level"] as const;
const fieldTitles: Readonly<Record<string, string>> = {
  ...{ score: "Score", confidence: "Confidence", evidence: "Evidence", level: "Level" },
  ...{ recommendation: "Recommendation", summary: "Summary", notes: "Notes" },
  ...{ answer: fieldNames.answer, quote: fieldNames.reply },
};

function wordsFor(field: ChoiceField, value: string, sheet: CardSheet): string {
  const unseen = notObserved.find((one) => one === value);
  if (unseen && field === "score") return notObservedWords[unseen];
  const point = field === "score" ? sheet.scale[Number(value) - 1] : undefined;
  return point ? `${value} ${point}` : saying(field, value, sheet) || value;
}
