import { levels, levelWords } from "#app/domain/level.ts";
import type { RubricDraft } from "#app/domain/rubric-draft.ts";
import { patternFields, patternLabels } from "#app/domain/rubric-pattern.ts";

/** A text that two drafts tell differently, and what it is called. */
export type DraftDifference = {
  readonly what: string;
  readonly mine: string;
  readonly theirs: string;
};

/** Where two drafts of a rubric differ, in the order of the form. */
export function draftDifferences(mine: RubricDraft, theirs: RubricDraft): DraftDifference[] {
  const one = flat(mine);
  const other = flat(theirs);
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((name) => {
    const [a, b] = [one.get(name), other.get(name)];
    const differs = (a?.text ?? "") !== (b?.text ?? "");
    const what = a?.what ?? b?.what ?? name;
    return differs ? [{ what, mine: a?.text ?? "", theirs: b?.text ?? "" }] : [];
  });
}

function flat(draft: RubricDraft): Map<string, { what: string; text: string }> {
  const lines: [string, string, string][] = [
    ["title", "Title", draft.title],
    ["summary", "Summary", draft.summary],
    ["levels", "Levels", draft.levels.map(levelName).join(", ")],
    ["scale", "Scale", draft.scale.join(", ")],
    ["order", "Criteria", draft.criteria.map(({ title }) => title || "Untitled").join(", ")],
    ["patterns", "Patterns", draft.patterns.map((id) => patternName(draft, id)).join(", ")],
  ];
  for (const { id, title, question, raise, weight, anchors } of draft.criteria) {
    const of = title || "Untitled";
    lines.push([`${id}.question`, `${of}, question`, question]);
    lines.push([`${id}.raise`, `${of}, when to weigh it higher`, raise]);
    lines.push([`${id}.weight`, `${of}, weight`, weight]);
    for (const [level, points] of Object.entries(anchors))
      for (const [on, text] of Object.entries(points))
        lines.push([`${id}.${level}.${on}`, `${of}, ${levelName(level)}, ${on}`, text]);
  }
  for (const pattern of draft.worded)
    for (const field of patternFields) {
      const said = pattern[field];
      const text = typeof said === "string" ? said : said.map(levelName).join(", ");
      const what = `${patternName(draft, pattern.id)}, ${patternLabels[field].toLowerCase()}`;
      lines.push([`pattern ${pattern.id}.${field}`, what, text]);
    }
  return new Map(lines.map(([name, what, text]) => [name, { what, text }]));
}

/** What a pattern is called: its title where the draft words it, else its key. */
const patternName = ({ worded }: RubricDraft, id: string): string => {
  const pattern = worded.find((one) => one.id === id);
  return pattern ? pattern.title || "Untitled" : id;
};

const levelName = (name: string): string => {
  const known = levels.find((level) => level === name);
  return known ? levelWords[known] : name;
};
