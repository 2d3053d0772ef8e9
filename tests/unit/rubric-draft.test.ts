import { describe, expect, test } from "vitest";
import { draftDifferences } from "#app/domain/draft-difference.ts";
import type { RubricContent } from "#app/domain/rubric.ts";
import {
  arranged,
  draftFrom,
  draftOf,
  emptyAnchors,
  type RubricDraft,
  weightTotal,
} from "#app/domain/rubric-draft.ts";
import { asContent, NewRubric, PublishForm, publishable } from "#app/domain/rubric-publishing.ts";

const pattern = {
  ...{ key: "scope-creep", title: "Scope creep", seen: "It grew.", better: "It stayed." },
  ...{ probe: "Ask.", counts: "A moment.", notEnough: "A feeling.", counter: "A cut." },
  levels: ["senior" as const],
};
const published: RubricContent = {
  slug: "pairing",
  version: 1,
  title: "Pairing",
  summary: "How somebody works with another.",
  levels: ["senior", "staff"],
  scale: ["Below", "Near", "Meets"],
  criteria: [
    {
      key: "listening",
      title: "Listening",
      question: "Do they listen?",
      raise: "the team is new",
      weight: 60,
      anchors: {
        senior: { "1": "Talked over the other.", "2": "Waited.", "3": "Repeated the point." },
        staff: { "1": "Talked over all.", "3": "Drew the quiet one in." },
      },
    },
    {
      key: "pace",
      title: "Pace",
      question: "Can both follow?",
      weight: 40,
      anchors: {
        senior: { "1": "Typed on.", "3": "Said what comes next." },
        staff: { "1": "Typed on.", "3": "Slowed the room down." },
      },
    },
  ],
  patterns: [pattern],
};
const draft = () => draftOf(published);
const next = { slug: "pairing", version: 2 };

/** What a browser posts of a draft: every text under its own name. */
function postedFrom(posted: RubricDraft): [string, string][] {
  return [
    ["title", posted.title],
    ["summary", posted.summary],
    ...posted.levels.map((level): [string, string] => ["levels", level]),
    ...posted.patterns.map((key): [string, string] => ["patterns", key]),
    ...posted.scale.map((word, at): [string, string] => [`scale.${at}`, word]),
    ...posted.criteria.flatMap(({ anchors, ...criterion }, at): [string, string][] => [
      ...Object.entries(criterion).map(([name, text]): [string, string] => [
        `criteria.${at}.${name}`,
        text,
      ]),
      ...Object.entries(anchors).flatMap(([level, points]) =>
        Object.entries(points).map(([on, text]): [string, string] => [
          `criteria.${at}.anchors.${level}.${on}`,
          text,
        ]),
      ),
    ]),
  ];
}

function messages(typed: RubricDraft): Readonly<Record<string, string>> {
  const answer = publishable(typed, next);
  return answer.ok ? {} : (answer.failure.fields ?? {});
}

/** The draft with one criterion changed. */
const withCriterion = (at: number, change: Partial<RubricDraft["criteria"][number]>) => {
  const typed = draft();
  const held = typed.criteria[at];
  return held ? { ...typed, criteria: typed.criteria.with(at, { ...held, ...change }) } : typed;
};

describe("a draft of a published version", () => {
  test("publishes as what the version says, under the next number", () => {
    const { patterns, ...rubric } = published;
    expect(publishable(draft(), next)).toEqual({
      ok: true,
      value: { ...rubric, version: 2, patterns: patterns.map(({ key }) => key) },
    });
  });

  test("comes back from a form as it was posted, in whatever order", () => {
    expect(draftFrom(postedFrom(draft()))).toEqual(draft());
    const turned = draftFrom(postedFrom(draft()).toReversed());
    expect(turned).toEqual({ ...draft(), patterns: [...draft().patterns] });
  });

  test("keeps what makes no sense yet, and passes over what is no field", () => {
    const typed = draftFrom([
      ["title", "  two\r\nlines "],
      ["levels", "emperor"],
      ["levels", "staff"],
      ["scale.2", "Third"],
      ["scale.0", "First"],
      ["criteria.7.weight", "a lot"],
      ["criteria.7.anchors.staff.3", "A lone anchor"],
      ["criteria.7.anchors.staff.99", "Off the scale"],
      ["criteria.7.anchors.__proto__.1", "No level"],
      ["criteria.x.title", "Nowhere"],
      ["intent", "save"],
    ]);
    expect(typed).toMatchObject({ title: "  two\nlines ", levels: ["staff"] });
    expect(typed.scale).toEqual(["First", "Third"]);
    expect(typed.criteria).toMatchObject([
      { weight: "a lot", title: "", anchors: { staff: { "3": "A lone anchor" } } },
    ]);
    expect(Object.keys(typed.criteria[0]?.anchors.staff ?? {})).toEqual(["3"]);
  });
});

describe("what keeps a draft from being published", () => {
  test("stands at the fields it belongs to", () => {
    const typed = withCriterion(1, { title: " ", question: "", weight: "4o" });
    expect(Object.keys(messages(typed))).toEqual([
      "criteria.1.title",
      "criteria.1.question",
      "criteria.1.weight",
    ]);
  });

  test("is an empty lowest or highest anchor, said at that anchor", () => {
    const anchors = { senior: { "1": "Typed on.", "3": " " }, staff: {} };
    const said = messages(withCriterion(1, { anchors }));
    expect(Object.keys(said).toSorted()).toEqual([
      "criteria.1.anchors.senior.3",
      "criteria.1.anchors.staff.1",
      "criteria.1.anchors.staff.3",
    ]);
    expect(said["criteria.1.anchors.senior.3"]).toBe(
      "Pace needs anchors at 1 and 3 for level senior.",
    );
  });

  test("is not an empty anchor between them, which is counted", () => {
    expect(messages(draft())).toEqual({});
    expect(draft().criteria.map((criterion) => emptyAnchors(criterion, draft()))).toEqual([1, 2]);
  });

  test("is a sum of weights other than 100", () => {
    const typed = withCriterion(0, { weight: "55" });
    expect(messages(typed)).toEqual({ criteria: "The criteria's weights must add to 100." });
    expect(weightTotal(typed.criteria.map(({ weight }) => weight))).toBe(95);
  });

  test("is a level without anchors or no level at all", () => {
    expect(Object.keys(messages({ ...draft(), levels: [] }))).toEqual(["levels"]);
    const wider = messages({ ...draft(), levels: ["senior", "staff", "principal"] });
    expect(wider["criteria.0.anchors.principal.1"]).toContain("principal");
  });
});

describe("a level or a point that is taken away", () => {
  test("is not published, and keeps its texts for when it returns", () => {
    const narrow = { ...draft(), levels: ["senior"] };
    const answer = publishable(narrow, next);
    expect(answer.ok && Object.keys(answer.value.criteria[0]?.anchors ?? {})).toEqual(["senior"]);
    expect(publishable({ ...narrow, levels: draft().levels }, next)).toEqual(
      publishable(draft(), next),
    );
    const shorter = arranged(draft(), { to: "fewer-points" });
    expect(shorter.scale).toEqual(["Below", "Near"]);
    expect(messages(shorter)["criteria.0.anchors.staff.2"]).toContain("anchors at 1 and 2");
    const longer = { ...arranged(shorter, { to: "more-points" }), scale: draft().scale };
    expect(longer).toEqual(draft());
  });

  test("never leaves fewer than two points, nor makes more than ten", () => {
    const two = { ...draft(), scale: ["Below", "Meets"] };
    expect(arranged(two, { to: "fewer-points" })).toBe(two);
    const ten = { ...draft(), scale: Array.from({ length: 10 }, (_, at) => `Point ${at}`) };
    expect(arranged(ten, { to: "more-points" })).toBe(ten);
  });
});

describe("a criterion that is added", () => {
  const added = () => {
    const typed = arranged(draft(), { to: "add", id: "fresh" });
    const anchors = Object.fromEntries(
      typed.levels.map((level) => [level, { "1": "Hid it.", "3": "Showed it." }]),
    );
    return (title: string) => ({
      ...typed,
      criteria: typed.criteria.map((criterion) =>
        criterion.id === "fresh"
          ? { ...criterion, title, question: "Is it so?", anchors }
          : criterion,
      ),
    });
  };
  const keysOf = (typed: RubricDraft) => {
    const answer = publishable(typed, next);
    return answer.ok ? answer.value.criteria.map(({ key }) => key) : [];
  };

  test("is named after its title, apart from the others", () => {
    expect(keysOf(added()("Çare for others"))).toEqual(["listening", "pace", "care-for-others"]);
    expect(keysOf(added()("Pace"))).toEqual(["listening", "pace", "pace-2"]);
    expect(keysOf(added()("42"))).toEqual(["listening", "pace", "criterion"]);
    expect(keysOf(added()("Constructor"))).toEqual(["listening", "pace", "constructor-2"]);
  });

  test("moves up and down without changing a word, and is removed", () => {
    const typed = added()("Care");
    const up = arranged(typed, { to: "up", at: 2 });
    expect(up.criteria.map(({ id }) => id)).toEqual(["listening", "fresh", "pace"]);
    expect(arranged(up, { to: "down", at: 1 })).toEqual(typed);
    expect(arranged(typed, { to: "up", at: 0 })).toBe(typed);
    expect(arranged(typed, { to: "down", at: 2 })).toBe(typed);
    expect(arranged(typed, { to: "remove", at: 2 })).toEqual(draft());
  });
});

test("two drafts are compared text by text, each by the name of its field", () => {
  const theirs = withCriterion(1, {
    weight: "45",
    anchors: { ...published.criteria[1]?.anchors, staff: { "1": "Typed on.", "3": "Waited." } },
  });
  expect(draftDifferences(draft(), draft())).toEqual([]);
  expect(draftDifferences(draft(), theirs)).toEqual([
    { what: "Pace, weight", mine: "40", theirs: "45" },
    { what: "Pace, Staff, 3", mine: "Slowed the room down.", theirs: "Waited." },
  ]);
});

test("a new rubric's word in addresses is no page's own", () => {
  const named = (slug: string) => NewRubric.safeParse({ title: "Pairing", slug }).success;
  expect(named("pairing")).toBe(true);
  expect(named("import")).toBe(false);
  expect(named("Pairing round")).toBe(false);
});

test("a version is published with a note that says what changed", () => {
  const id = "0198a1b2-0000-7000-8000-000000000001";
  const said = (note: string) => PublishForm.safeParse({ id, revision: "3", version: "2", note });
  expect(said(" Sharper. ").data).toEqual({ id, revision: 3, version: 2, note: "Sharper." });
  expect(said("  ").success).toBe(false);
  expect(said("x".repeat(501)).success).toBe(false);
});

test("a draft is looked at as the version it would be, whatever is missing", () => {
  expect(asContent(draft(), next, [pattern])).toEqual({ ...published, version: 2 });
  const odd = { ...withCriterion(0, { title: " ", weight: "much" }), patterns: ["made-up"] };
  expect(asContent(odd, next, [pattern])).toMatchObject({
    criteria: [{ title: "Untitled", weight: 0 }, { title: "Pace" }],
    patterns: [],
  });
});
