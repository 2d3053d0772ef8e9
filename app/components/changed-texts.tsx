import type { ReactNode } from "react";
import { panel } from "#app/components/page.tsx";
import { Said } from "#app/components/said.tsx";
import { levels, levelWords } from "#app/domain/level.ts";
import type { RubricChange } from "#app/domain/rubric-change.ts";
import type { Piece } from "#app/domain/text-change.ts";

const fields = { title: "Title", summary: "Summary" };

/** What a rubric says otherwise of itself; nothing where all that differs is within its parts. */
export function ChangedAbout({
  change: { texts, levels: changedLevels, scale },
}: {
  change: Pick<RubricChange, "texts" | "levels" | "scale">;
}) {
  if (texts.length + scale.length === 0 && !changedLevels) return null;
  return (
    <div className={`${panel} grid gap-3 px-4 py-3`}>
      <ChangedTexts texts={texts.map((text) => ({ ...text, label: fields[text.field] }))} />
      <ChangedList label="Levels" pieces={changedLevels} />
      <ChangedTexts texts={scale.map((text) => ({ ...text, label: `Point ${text.point}` }))} />
    </div>
  );
}

/** Texts that differ, each with what it is. */
export function ChangedTexts({
  texts,
}: {
  texts: readonly { readonly label: string; readonly pieces: readonly Piece[] }[];
}) {
  return texts.map(({ label, pieces }) => (
    <Labelled key={label} label={label}>
      <Said pieces={pieces} />
    </Labelled>
  ));
}

/** Levels that came and went; nothing where none did. */
export function ChangedList({ label, pieces }: { label: string; pieces: readonly Piece[] | null }) {
  if (!pieces) return null;
  const word = (text: string) => {
    const level = levels.find((known) => known === text);
    return level ? levelWords[level] : text;
  };
  const last = pieces.length - 1;
  const listed = pieces.map(({ kind, text }, at) => ({
    kind,
    text: `${word(text)}${at === last ? "" : ", "}`,
  }));
  return (
    <Labelled label={label}>
      <Said pieces={listed} />
    </Labelled>
  );
}

export function Labelled({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 sm:grid-cols-[9rem_1fr]">
      <p className="text-muted">{label}</p>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
