import { describe, expect, test } from "vitest";
import { draftDifferences } from "#app/domain/draft-difference.ts";
import type { RubricContent } from "#app/domain/rubric.ts";
import {
  arranged,
  draftFrom,
  draftOf,
  emptyAnchors,
  keptDraft,
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
const catalogue = [pattern];
const draft = () => draftOf(published, catalogue);
const next = { slug: "pairing", version: 2 };

/** What a browser posts of a draft: every text under its own name. */
function postedFrom(posted: RubricDraft): [string, string][] {
  return [
    ["title", posted.title],
    ["summary", posted.summary],
    ...posted.levels.map((level): [string, string] => ["levels", level]),
    ...posted.patterns.map((key): [string, string] => ["patterns", key]),
    ...posted.worded.flatMap(({ levels, ...words }, at): [string, string][] => [
      ...levels.map((level): [string, string] => [`worded.${at}.levels`, level]),
      ...Object.entries(words).map(([name, text]): [string, string] => [
        `worded.${at}.${name}`,
        text,
      ]),
    ]),
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
  const answer = publishable(typed, next, catalogue);
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
    expect(publishable(draft(), next, catalogue)).toEqual({
      ok: true,
      value: { ...published, version: 2 },
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
    const answer = publishable(narrow, next, catalogue);
    expect(answer.ok && Object.keys(answer.value.criteria[0]?.anchors ?? {})).toEqual(["senior"]);
    expect(publishable({ ...narrow, levels: draft().levels }, next, catalogue)).toEqual(
      publishable(draft(), next, catalogue),
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
    const answer = publishable(typed, next, catalogue);
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

describe("a pattern in the rubric's own words", () => {
  const at = { to: "reword", pattern } as const;
  const worded = (
    draft: RubricDraft,
    change: Partial<RubricDraft["worded"][number]>,
    place = 0,
  ) => ({
    ...draft,
    worded: draft.worded.map((one, index) => (index === place ? { ...one, ...change } : one)),
  });
  const whole = { seen: "Cut in.", better: "Waited.", probe: "Pause.", counts: "Twice." };
  const own = { ...whole, levels: ["staff"], notEnough: "Once.", counter: "Asked." };
  const added = (title: string, id = "fresh") => {
    const typed = arranged(draft(), { to: "add-pattern", id });
    return worded(typed, { title, ...own }, typed.worded.length - 1);
  };
  const patternsOf = (typed: RubricDraft) => {
    const answer = publishable(typed, next, catalogue);
    return answer.ok ? answer.value.patterns : [];
  };

  test("begins with the catalogue's, and states only what was changed", () => {
    const typed = arranged(draft(), at);
    expect(patternsOf(typed)).toEqual([pattern]);
    expect(arranged(typed, at)).toBe(typed);
    expect(patternsOf(worded(typed, { seen: " The plan grew. ", levels: ["staff"] }))).toEqual([
      { ...pattern, seen: "The plan grew.", levels: ["staff"], stated: ["seen", "levels"] },
    ]);
  });

  test("is left to the catalogue again where it was emptied, or altogether", () => {
    const typed = worded(arranged(draft(), at), { seen: " ", better: "It shrank." });
    expect(patternsOf(typed)).toEqual([{ ...pattern, better: "It shrank.", stated: ["better"] }]);
    expect(arranged(typed, { to: "catalogue-words", at: 0 })).toEqual(draft());
  });

  test("keeps its words while it is not offered, and is offered when it is reworded", () => {
    const hidden = { ...worded(arranged(draft(), at), { seen: "The plan grew." }), patterns: [] };
    expect(patternsOf(hidden)).toEqual([]);
    expect(draftFrom(postedFrom(hidden))).toEqual(hidden);
    expect(arranged({ ...draft(), patterns: [] }, at).patterns).toEqual([pattern.key]);
  });

  test("can be one that the catalogue lacks, named after its title", () => {
    const keys = (title: string) => patternsOf(added(title)).map(({ key }) => key);
    expect(keys("Talks over")).toEqual(["scope-creep", "talks-over"]);
    expect(keys("Scope-creep")).toEqual(["scope-creep", "scope-creep-2"]);
    expect(keys("42")).toEqual(["scope-creep", "pattern"]);
    const published = patternsOf(added("Talks over")).at(-1);
    expect(published).toEqual({
      ...{ ...own, key: "talks-over", title: "Talks over" },
      stated: ["title", "seen", "better", "levels", "probe", "counts", "notEnough", "counter"],
    });
    const typed = added("Talks over");
    expect(arranged(typed, { to: "remove-pattern", at: 0 })).toEqual(draft());
  });

  test("has a title that no other of the rubric has, however it is spelled", () => {
    expect(messages(added(" scope CREEP"))).toEqual({
      "worded.0.title": "Another pattern of this rubric has this title.",
    });
    const hidden = { ...added("Scope creep"), patterns: ["fresh"] };
    expect(messages(hidden)).toEqual({});
  });

  test("says at its fields what is missing, and of no level nothing is guessed", () => {
    const typed = worded(added("Talks over"), { title: "", counter: " ", levels: ["emperor"] });
    expect(messages(typed)).toEqual({
      "worded.0.title": "A pattern's title must not be empty.",
      "worded.0.counter": "What argues against it must not be empty.",
      "worded.0.levels": "A pattern weighs at one level or more.",
    });
    expect(messages(worded(arranged(draft(), at), { levels: [] }))).toEqual({
      "worded.0.levels": "A pattern weighs at one level or more.",
    });
    expect(Object.keys(messages({ ...draft(), patterns: ["made-up"] }))).toEqual(["patterns"]);
  });

  test("comes back from the form and from a version, under the key it was published as", () => {
    const typed = worded(arranged(added("Talks over"), at), { seen: "It swelled." }, 1);
    expect(draftFrom(postedFrom(typed))).toEqual(typed);
    const answer = publishable(typed, next, catalogue);
    if (!answer.ok) throw new Error(answer.failure.message);
    const again = draftOf(answer.value, catalogue);
    expect(again.worded.map(({ id, key }) => [id, key])).toEqual([
      ["scope-creep", "scope-creep"],
      ["talks-over", "talks-over"],
    ]);
    expect(publishable(again, next, catalogue)).toEqual(answer);
  });

  test("follows the catalogue in what a version left to it", () => {
    const version = {
      ...published,
      patterns: [{ ...pattern, seen: "Mine.", stated: ["seen" as const] }],
    };
    const later = { ...pattern, seen: "Theirs.", better: "It shrank." };
    expect(draftOf(version, [later]).worded).toMatchObject([
      { seen: "Mine.", better: "It shrank." },
    ]);
    expect(draftOf(version, []).worded).toMatchObject([{ seen: "Mine.", better: "It stayed." }]);
  });

  test("is looked at with whatever is missing, and compared by what it is called", () => {
    const typed = worded(added(" "), { seen: " Cut in. ", probe: "" });
    expect(asContent(typed, next, catalogue).patterns.at(-1)).toMatchObject({
      ...{ key: "pattern", title: "Untitled", seen: "Cut in.", probe: "" },
    });
    expect(draftDifferences(added("Talks over"), worded(added("Cuts in"), { levels: [] }))).toEqual(
      [
        { what: "Patterns", mine: "scope-creep, Talks over", theirs: "scope-creep, Cuts in" },
        { what: "Talks over, title", mine: "Talks over", theirs: "Cuts in" },
        { what: "Talks over, weighs at", mine: "Staff", theirs: "" },
      ],
    );
  });

  test("is none in a draft that was kept before rubrics worded patterns", () => {
    const { worded: _, ...before } = draft();
    expect(keptDraft(before)).toEqual(draft());
    const typed = added("Talks over");
    expect(keptDraft(typed)).toEqual(typed);
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
