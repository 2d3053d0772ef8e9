import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Level } from "#app/domain/level.ts";
import { roundKinds } from "#app/domain/loop.ts";
import { type Bank, bankProblems, kitFor, probesFor } from "#app/domain/question.ts";
import type { RubricContent } from "#app/domain/rubric.ts";
import { parseBank } from "#db/queries/library.server.ts";
import { isRubricFile, parsePatternFile, parseRubricFile } from "#db/queries/rubric-file.server.ts";
import { kit, kitsFile, question, questionsFile } from "#tests/support/library.ts";

const criteria = [{ key: "failure-mode-instinct" }, { key: "verification" }];
const round = { kind: "productionize", focus: ["verification"], level: "staff", criteria } as const;
const keysOf = (questions: readonly { readonly key: string }[] | undefined) =>
  questions?.map(({ key }) => key);

describe("the kit of a round", () => {
  test("is that of its kind, or none", () => {
    const bank = { questions: [question("full-queue")], kits: [kit()] };
    expect(kitFor(bank, round)).toMatchObject({ title: "Productionize", minutes: 60 });
    expect(kitFor(bank, { ...round, kind: "design" })).toBeNull();
    expect(kitFor({ questions: [], kits: [] }, round)).toBeNull();
  });

  test("asks in the kit's order, the round's focus first", () => {
    const questions = [
      question("a"),
      question("b", { dimensions: ["verification"] }),
      question("c", { dimensions: ["failure-mode-instinct", "verification"] }),
      question("d"),
    ];
    const bank = { questions, kits: [kit({ questions: ["d", "c", "a", "b"] })] };
    expect(keysOf(kitFor(bank, round)?.questions)).toEqual(["c", "b", "d", "a"]);
    expect(keysOf(kitFor(bank, { ...round, focus: [] })?.questions)).toEqual([
      ...["d", "c", "a", "b"],
    ]);
  });

  test("leaves out what none of the rubric's criteria would score", () => {
    const questions = [question("a", { dimensions: ["influence"] }), question("b")];
    const bank = { questions, kits: [kit({ questions: ["a", "b"] })] };
    expect(keysOf(kitFor(bank, round)?.questions)).toEqual(["b"]);
  });

  test("holds further questions ready: for this kind of round, level and rubric only", () => {
    const questions = [
      question("own"),
      question("other-round", { rounds: ["design"] }),
      question("other-level", { levels: ["principal"] }),
      question("other-rubric", { dimensions: ["influence"] }),
      question("more"),
      question("more-in-focus", { dimensions: ["verification"], rounds: ["design", round.kind] }),
    ];
    const found = kitFor({ questions, kits: [kit({ questions: ["own"] })] }, round);
    expect(keysOf(found?.questions)).toEqual(["own"]);
    expect(keysOf(found?.more)).toEqual(["more-in-focus", "more"]);
  });

  test("never offers a question twice, and offers its own at any level", () => {
    const all = ["a", "b", "c", "d", "e"];
    const some = fc.uniqueArray(fc.constantFrom(...all), { minLength: 1 });
    const questions = all.map((key) => question(key, { levels: ["mid"] }));
    fc.assert(
      fc.property(some, fc.constantFrom("mid", "staff"), (own, level) => {
        const found = kitFor({ questions, kits: [kit({ questions: own })] }, { ...round, level });
        expect(keysOf(found?.questions)).toEqual(own);
        const more = all.filter((key) => !own.includes(key));
        expect(keysOf(found?.more)).toEqual(level === "mid" ? more : []);
      }),
    );
  });
});

describe("what a bank names", () => {
  const known = {
    criteria: new Set(["failure-mode-instinct"]),
    patterns: new Set(["agrees-with-everything"]),
  };
  const reasons = (bank: Bank) =>
    bankProblems(bank, known).map(({ path, reason }) => `${path.join(".")}: ${reason}`);

  test("fits together", () => {
    expect(reasons({ questions: [question("full-queue")], kits: [kit()] })).toEqual([]);
  });

  test("stands once and is known", () => {
    const questions = [
      question("full-queue"),
      question("full-queue"),
      question("b", { dimensions: ["failure-mode-instinct", "sloth"] }),
    ];
    const [probe] = kit().probes;
    const kits = [
      kit({ questions: ["full-queue", "nothing", "full-queue"] }),
      kit({
        focus: ["sloth"],
        probes: probe ? [{ ...probe, taken: ["sloth"], refused: ["gluttony"] }] : [],
      }),
    ];
    expect(reasons({ questions, kits })).toEqual([
      "1.key: Two questions share the key full-queue.",
      "2.dimensions.1: No rubric has a criterion sloth.",
      "1.round: Two kits are for the round productionize.",
      "1.probes.0.key: Two probes share the key retry-until-it-works.",
      "0.questions.1: The bank has no question nothing.",
      "0.questions.2: The question full-queue stands in this kit twice.",
      "1.focus.0: No rubric has a criterion sloth.",
      "1.probes.0.taken.0: The catalogue has no pattern sloth.",
      "1.probes.0.refused.0: The catalogue has no pattern gluttony.",
    ]);
  });
});

test("the shipped bank fits its rubrics, with a kit for each kind of round that can have one", () => {
  const read = (name: string) => readFileSync(`rubrics/${name}`, "utf8");
  const catalogue = parsePatternFile("anti-patterns.yaml", read("anti-patterns.yaml"));
  const patterns = catalogue.ok ? catalogue.value : [];
  const rubrics = readdirSync("rubrics")
    .filter(isRubricFile)
    .map((name) => parseRubricFile(name, read(name), patterns))
    .flatMap((parsed) => (parsed.ok ? [parsed.value] : []));
  const texts = { questions: read("questions.yaml"), kits: read("kits.yaml") };
  const bank = parseBank(texts, { rubrics, patterns });
  if (!bank.ok) throw new Error(JSON.stringify(bank.errors));
  expect(bank.value.questions.length).toBeGreaterThanOrEqual(60);
  const kinds = roundKinds.filter((kind) => kind !== "other");
  expect(bank.value.kits.map((one) => one.round).toSorted()).toEqual(kinds.toSorted());
  // Engineers have something to be asked in every kind of round; managers are not asked for code.
  const offered = (rubric: RubricContent, kind: string, level: Level) => {
    const found = kitFor(bank.value, { kind, focus: [], level, criteria: rubric.criteria });
    return (found?.questions.length ?? 0) + (found?.more.length ?? 0);
  };
  for (const rubric of rubrics)
    for (const level of rubric.levels)
      for (const kind of level.includes("manager") || level === "director"
        ? ["behavioural"]
        : kinds)
        expect(offered(rubric, kind, level), `${rubric.slug} ${level} ${kind}`).toBeGreaterThan(2);
});

test("a card asks about its round's probes, with the patterns that its rubric has", () => {
  const [probe] = kit().probes;
  if (!probe) throw new Error("no probe");
  const probes = [{ ...probe, taken: ["scope-creep", "org-blind"], refused: ["contrarian"] }];
  const kits = [kit({ probes })];
  const patterns = [{ key: "org-blind" }, { key: "unheard-of" }];
  expect(probesFor({ kits }, "productionize", patterns)).toEqual([
    { probe: probe.key, title: probe.title, taken: ["org-blind"], refused: [] },
  ]);
  expect(probesFor({ kits }, "design", patterns)).toEqual([]);
});

describe("the two files", () => {
  const known = { rubrics: [{ criteria: [] }], patterns: [{ key: "agrees-with-everything" }] };
  const rubrics = [{ criteria: [{ key: "failure-mode-instinct" }] }] as never;
  const errorsOf = (texts: { questions?: string; kits?: string }) => {
    const whole = { questions: questionsFile, kits: kitsFile, ...texts };
    const parsed = parseBank(whole, { ...known, rubrics });
    return parsed.ok
      ? []
      : parsed.errors.map(({ file, line, reason }) => `${file} ${line}: ${reason}`);
  };

  test("are read whole", () => {
    const parsed = parseBank({ questions: questionsFile, kits: kitsFile }, { ...known, rubrics });
    expect(parsed).toEqual({
      ok: true,
      value: { questions: [question("full-queue")], kits: [kit()] },
    });
  });

  test("have each error reported with its file and line", () => {
    const questions = questionsFile
      .replace("topic:", "topics:")
      .replace("[senior, staff]", "[boss]");
    const kits = kitsFile.replace("until: 60", "until: 50");
    expect(errorsOf({ questions, kits })).toEqual([
      "questions.yaml 1: `topic` must be text.",
      "questions.yaml 5: A level is one of junior, mid, senior, staff, principal, manager, senior-manager, director.",
      "questions.yaml 2: Unknown field topics.",
      "kits.yaml 12: The plan ends at minute 50, but the kit lasts 60 minutes.",
    ]);
    expect(errorsOf({ kits: kitsFile.replace("[full-queue]", "[empty-queue]") })).toEqual([
      "kits.yaml 15: The bank has no question empty-queue.",
    ]);
    expect(errorsOf({ questions: questionsFile + questionsFile })).toEqual([
      "questions.yaml 14: Two questions share the key full-queue.",
    ]);
    expect(errorsOf({ kits: kitsFile.replace("until: 10", "until: 60") })).toEqual([
      "kits.yaml 8: The steps of a plan follow one another.",
    ]);
    expect(errorsOf({ questions: "nothing" })).toEqual(["questions.yaml 1: A bank is a list."]);
  });
});
