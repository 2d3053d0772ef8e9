import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import * as z from "zod";
import { normal, seeded } from "#app/domain/calibration/random.ts";
import { calibrateCommand, usage } from "#app/jobs/calibrate.ts";

const folder = mkdtempSync(join(tmpdir(), "evenhand-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const guilford = "tests/reference/guilford-1954.csv";
const header = "candidate,interviewer,criterion,rating\n";

async function* bytesOf(text: string | Buffer) {
  yield Buffer.from(text);
}

/** The command on a text given on standard input. */
const command = (text: string | Buffer, ...args: string[]) =>
  calibrateCommand(["-", ...args], bytesOf(text));

async function problemsOf(text: string | Buffer, ...args: string[]) {
  const answer = await command(text, ...args);
  return answer.ok ? [] : answer.problems;
}

const number = z.number().nullable();
const interval = z.tuple([z.number(), z.number()]).nullable();
const reason = z.string().optional();
const alpha = z.object({ nominal: number, ordinal: number, interval: number });
const agreement = z.object({
  alpha,
  interval,
  icc: z.object({ A1: number, C1: number, Ak: number, Ck: number }),
});
const output = z.object({
  model: z.object({
    name: z.enum(["m1", "m2", "m3"]),
    path: z.enum(["exact", "stochastic"]).nullable(),
    estimator: z.enum(["reml", "ml", "penalized", "grid"]).nullable(),
    fixed: z.record(z.string(), number),
    variance: z.strictObject({
      ...{ candidate: number, interviewer: number, card: number, residual: number },
    }),
    ...{ criterion_value: number, reason },
  }),
  candidates: z.array(
    z.strictObject({
      ...{ id: z.string(), raw: number, calibrated: number, blup: number, sd: number, interval },
      ...{ component: number, two_way: z.number().optional(), reason, note: reason },
      outside_scale: z.literal(true).optional(),
    }),
  ),
  interviewers: z.array(
    z.strictObject({
      ...{ id: z.string(), cards: z.number(), severity: number, sd: number, interval },
      ...{ shown: z.boolean(), component: number, reason },
    }),
  ),
  agreement: z.object({ overall: agreement, by_criterion: z.record(z.string(), agreement) }),
  gates: z.object({
    ...{ components: z.number(), note: reason },
    assignment: z.object({
      r: number,
      p: number,
      flagged: z.boolean().nullable(),
      reason,
      note: reason,
    }),
  }),
  effects: z.array(
    z.object({
      ...{ interviewer: z.string(), effect: z.string() },
      ...{ statistic: z.number(), p: z.number(), note: z.string() },
    }),
  ),
  effects_reason: reason,
  fit: z.object({
    interviewers: z.array(
      z.strictObject({
        id: z.string(),
        ...{ measure: number, se: number, infit: number, outfit: number },
        reason,
      }),
    ),
    ...{ separation: number, strata: number, reliability: number, reason },
  }),
});

/** What the command prints for a readable table, held against the promised shape. */
async function printed(text: string | Buffer, ...args: string[]) {
  // What small panels are given by default takes a second each.
  const quickly = args.includes("--estimator") ? [] : ["--estimator", "penalized"];
  const answer = await command(text, ...quickly, ...args);
  if (!answer.ok) throw new Error(answer.problems.join("\n"));
  const value: unknown = JSON.parse(answer.value);
  expectReasons(value);
  return output.parse(value);
}

/** A null stands where a reason is beside it or around it. */
function expectReasons(value: unknown, path = "", explained = false): void {
  if (typeof value !== "object" || value === null) {
    if (value === null && path !== ".model.variance.card")
      expect(explained, `${path} is null without a reason`).toBe(true);
    return;
  }
  const own = explained || ("reason" in value && typeof value.reason === "string");
  for (const [key, inner] of Object.entries(value)) expectReasons(inner, `${path}.${key}`, own);
}

type Rate = (candidate: number, interviewer: number, criterion: number) => number | "";

/** A complete table of that many candidates, interviewers and criteria. */
function table(candidates: number, interviewers: number, criteria: number, rate: Rate): string {
  const rows: string[] = [];
  for (let c = 0; c < candidates; c++)
    for (let i = 0; i < interviewers; i++)
      for (let k = 0; k < criteria; k++) rows.push(`C${c},I${i},K${k},${rate(c, i, k)}\n`);
  return header + rows.join("");
}

/** Ratings on a scale of that many points, by strength and severity and a little chance. */
function panel(points: number): Rate {
  const random = seeded(7);
  const effects = () => Array.from({ length: 40 }, () => normal(random));
  const [strength, leniency, taste] = [effects(), effects(), effects()];
  return (c, i, k) => {
    const of = (list: number[], at: number) => list[at % list.length] ?? 0;
    const chance = of(taste, c * 7 + i * 11 + k * 3);
    const opinion = (of(strength, c) + 0.6 * of(leniency, i) + 0.5 * chance) / 4 + 0.5;
    return 1 + Math.max(0, Math.min(points - 1, Math.floor(opinion * points)));
  };
}

/** The command as people run it. */
const run = (...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(
      process.execPath,
      ["--import", "tsx", "app/jobs/calibrate.ts", ...args],
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });

test("a tiny panel's estimates are the means of a posterior, unless told otherwise", async () => {
  const answer = await calibrateCommand([guilford], bytesOf(""));
  expect(JSON.parse(answer.ok ? answer.value : "").model.estimator).toBe("grid");
  const { model } = await printed(readFileSync(guilford), "--estimator", "reml");
  expect(model.estimator).toBe("reml");
});

test("one JSON object and nothing else on standard output, nothing on standard error", async () => {
  const { code, out, err } = await run(guilford);
  expect(output.parse(JSON.parse(out)).candidates).toHaveLength(7);
  expect({ code, err }).toEqual({ code: 0, err: "" });
}, 60_000);

test("problems on standard error with their lines and exit code 1, nothing on standard output", async () => {
  const file = join(folder, "wrong.csv");
  writeFileSync(file, `${header}A,I,K,3\nA,I,K,4\nB,I,K,high\n`);
  expect(await run(file)).toEqual({
    code: 1,
    out: "",
    err: [
      `${file} line 3: I for A on K already stands on line 2.`,
      `${file} line 4, rating: "high" is not a number.`,
      "",
    ].join("\n"),
  });
}, 60_000);

test("a file and standard input give the same, byte for byte, and so does another run", async () => {
  const args = ["--estimator", "penalized", "--seed", "3"];
  const fromFile = await calibrateCommand([guilford, ...args], bytesOf(""));
  expect(fromFile.ok).toBe(true);
  expect(await command(readFileSync(guilford), ...args)).toEqual(fromFile);
});

test("--help tells how to ask", async () => {
  expect(await calibrateCommand(["--help"], bytesOf(""))).toEqual({ ok: true, value: usage });
});

test("what cannot be read is told in a sentence", async () => {
  const problems = async (file: string) => {
    const answer = await calibrateCommand([file], bytesOf(""));
    return answer.ok ? [] : answer.problems;
  };
  expect(await problems("nowhere.csv")).toEqual(["There is no file nowhere.csv."]);
  expect(await problems("tests")).toEqual(["tests is a folder, not a file."]);
  expect(await problems("package.json/ratings.csv")).toEqual([
    "package.json/ratings.csv cannot be read (ENOTDIR).",
  ]);
  expect(await problemsOf("")).toEqual(["standard input line 1: The file is empty."]);
  const latin = Buffer.concat([Buffer.from(header), Buffer.from([0xe9, 0x2c])]);
  expect(await problemsOf(latin)).toEqual([
    "standard input is not UTF-8 text: save it as CSV in UTF-8 and try again.",
  ]);
});

test.each([
  [["--modle", "m1"], "Unknown option '--modle'"],
  [["--model", "m4"], "--model m4 is none of m1, m2, m3."],
  [["--estimator", "mcmc"], "--estimator mcmc is none of reml, ml, penalized, grid."],
  [["--path", "fast"], "--path fast is none of exact, stochastic."],
  [["--seed", "-1"], "--seed"],
  [["--seed=1.5"], "--seed 1.5 is no whole number below 1,000,000,000."],
  [["other.csv"], "One file at a time: other.csv is one too many."],
  [["--weights", "Attack=much"], 'The weight of Attack, "much", is not a number from 0 up.'],
  [["--weights", "Attack=-1"], 'The weight of Attack, "-1", is not a number from 0 up.'],
  [
    ["--weights", "Attack=Infinity"],
    'The weight of Attack, "Infinity", is not a number from 0 up.',
  ],
  [["--weights", "Attack=NaN"], 'The weight of Attack, "NaN", is not a number from 0 up.'],
  [["--weights", "Attack="], 'The weight of Attack, "", is not a number from 0 up.'],
  [["--weights", "Attack"], '--weights "Attack" is not criterion=weight.'],
  [["--weights", ""], '--weights "" is not criterion=weight.'],
  [["--weights", "Attack=1,Attack=2"], "Attack has two weights."],
  [["--weights", "Atack=1"], "No rating is on Atack, which --weights names."],
  [["--weights", "__proto__=1"], "No rating is on __proto__, which --weights names."],
  [
    ["--weights", "Attack=0,Basis=0"],
    "All weights are 0: give at least one criterion some weight.",
  ],
  [
    ["--model", "m2", "--weights", "Attack=1"],
    "Weights are for m3, which scores whole cards: leave out --weights or --model m2.",
  ],
])("what is asked wrongly is told: %s", async (args, told) => {
  const [first] = await problemsOf(readFileSync(guilford), ...args);
  expect(first).toContain(told);
});

test("everything asked wrongly is told at once", async () => {
  const told = await problemsOf("", "--model", "m4", "--seed", "x", "--weights", "Attack=1,Basis");
  expect(told).toEqual([
    "--model m4 is none of m1, m2, m3.",
    "--seed x is no whole number below 1,000,000,000.",
    '--weights "Basis" is not criterion=weight.',
    "--help tells how to ask.",
  ]);
  const none = await calibrateCommand([], bytesOf(""));
  expect(none).toEqual({ ok: false, problems: ["No file is named.", "--help tells how to ask."] });
});

test("m2 is the model unless weights are given, then m3; m1 has no card variance", async () => {
  const file = readFileSync(guilford);
  const plain = await printed(file);
  expect(plain.model.name).toBe("m2");
  expect(plain.model.variance.card).toBeGreaterThan(0);
  const weighted = await printed(file, "--weights", "Attack=2, Basis=1", "--weights", "Clarity=.5");
  expect(weighted.model).toMatchObject({ name: "m3", variance: { card: null } });
  expect((await printed(file, "--model", "m1")).model).toMatchObject({
    name: "m1",
    variance: { card: null },
  });
});

test("only the proportions of weights matter, and a criterion left out weighs nothing", async () => {
  const file = readFileSync(guilford);
  const calibrated = async (weights: string) =>
    (await printed(file, "--weights", weights)).candidates.map(
      (one) => one.calibrated ?? Number.NaN,
    );
  const one = await calibrated("Attack=2,Basis=1");
  const same = await calibrated("Basis=10,Attack=20,Clarity=0");
  for (const [at, value] of one.entries()) expect(same[at]).toBeCloseTo(value, 10);
  for (const written of ["Attack=2e-5,Basis=.1E-4", "Attack=1.6e308,Basis=0.8e+308"])
    for (const [at, value] of (await calibrated(written)).entries())
      expect(value).toBeCloseTo(one[at] ?? Number.NaN, 10);
  expect(one).not.toEqual(await calibrated("Attack=1,Basis=2"));
});

test("a criterion may hold commas and equals signs", async () => {
  const text = table(8, 4, 2, panel(5))
    .replaceAll("K0", '"speed, or = depth"')
    .replaceAll("K1", "__proto__");
  const weights = "speed, or = depth=3,__proto__=1";
  const answer = await command(text, "--weights", weights, "--estimator", "reml");
  const { model, agreement } = JSON.parse(answer.ok ? answer.value : "{}");
  expect(Object.keys(model.fixed)).toEqual(["speed, or = depth", "__proto__"]);
  expect(Object.keys(agreement.by_criterion)).toEqual(["speed, or = depth", "__proto__"]);
});

test("the raw score is the mean rating, in m3 the mean card score", async () => {
  const text = `${header}A,I,K,1\nA,I,L,3\nA,J,K,5\nB,I,K,2\nB,J,K,4\nB,J,L,\nC,I,K,3\nC,J,L,4\n`;
  const raws = async (...args: string[]) =>
    (await printed(text, ...args)).candidates.map((one) => one.raw);
  expect(await raws("--model", "m1")).toEqual([3, 3, 3.5]);
  // On K alone, and C's second card does not tell of it.
  expect(await raws("--weights", "K=1")).toEqual([3, 3, 3]);
});

test("severity is shown from five cards on, and is above 0 where harsh", async () => {
  const harsh: Rate = (c, i, k) =>
    i === 4 && c > 3 ? "" : 6 + Number(panel(4)(c, i, k)) - 3 * Number(i === 0);
  const { interviewers } = await printed(table(12, 5, 3, harsh));
  const [strict, , , , rare] = interviewers;
  expect(strict).toMatchObject({ id: "I0", cards: 12, shown: true });
  expect(strict?.severity).toBeGreaterThan(1);
  expect(strict?.interval?.[0]).toBeLessThan(strict?.severity ?? 0);
  expect(strict?.interval?.[1]).toBeGreaterThan(strict?.severity ?? 0);
  expect(rare).toEqual({
    ...{ id: "I4", cards: 4, severity: null, sd: null, interval: null, shown: false },
    ...{ component: 1, reason: "Not enough history: 4 of the 5 cards needed." },
  });
});

test("a candidate nobody has rated has reasons, not numbers", async () => {
  const { candidates } = await printed(`${table(6, 3, 2, panel(5))}Zoe,I0,K0,\n`);
  expect(candidates.at(-1)).toEqual({
    ...{ id: "Zoe", raw: null, calibrated: null, blup: null, sd: null, interval: null },
    ...{ component: null, reason: "No card has a score yet." },
  });
});

const refusing: Record<string, string> = {
  "every rating the same": table(6, 4, 3, () => 3),
  "one candidate": table(1, 5, 3, panel(5)),
  "one interviewer": table(9, 1, 3, panel(5)),
  "all missing but one": table(6, 4, 3, (c, i, k) => (c + i + k === 0 ? 4 : "")),
  "all missing": table(6, 4, 3, () => ""),
  "a header only": header,
  "two candidates of an interviewer each": `${header}A,I,K,1\nB,J,K,2\n`,
};
test.each(Object.entries(refusing))(
  "%s: nothing is adjusted, and why stands beside",
  async (_, text) => {
    for (const model of ["m1", "m2", "m3"]) {
      const { model: fit, candidates, interviewers } = await printed(text, "--model", model);
      expect(fit.reason).toMatch(/\w.*\.$/);
      for (const one of candidates) expect(one.calibrated).toBeNull();
      for (const one of interviewers) expect(one.shown).toBe(false);
    }
  },
);

test("a criterion that nobody observed has no mean, and why stands beside", async () => {
  const { model, agreement } = await printed(`${table(6, 3, 2, panel(5))}C0,I0,Depth,\n`);
  expect(model).toMatchObject({
    fixed: { Depth: null },
    reason: "No mean where nobody gave a rating: Depth.",
  });
  expect(model.variance.card).not.toBeNull();
  expect(agreement.by_criterion.Depth?.alpha.ordinal).toBeNull();
});

test("one rating on each card says nothing of what cards share", async () => {
  const { model } = await printed(table(12, 6, 1, panel(5)));
  expect(model.variance.card).toBeNull();
  expect(model.variance.residual).toBeGreaterThan(0);
  expect(model.reason).toBe(
    "No card holds two ratings, to tell what they share from the residual.",
  );
});

test("a posterior over a grid has no criterion value, and why stands beside", async () => {
  const { model } = await printed(table(6, 3, 2, panel(5)), "--estimator", "grid");
  expect(model).toMatchObject({
    criterion_value: null,
    reason: "The grid averages over variances, it maximises nothing.",
  });
  expect(model.variance.candidate).toBeGreaterThan(0);
});

test.each([1e12, 1e9, 1e-6, 1e-150, 1e-200, 1e-320])(
  "ratings of the size of %d come out as numbers or with reasons",
  async (size) => {
    const all = panel(5);
    await printed(table(12, 11, 2, (c, i, k) => 0.2 * Number(all(c, i, k)) * size));
    await printed(table(12, 11, 2, (c, i, k) => (c + i + k === 0 ? size : all(c, i, k))));
  },
);

test("perfect agreement is an alpha of 1, and severities are not made up", async () => {
  const { agreement, interviewers } = await printed(table(8, 4, 3, (c) => 1 + (c % 4)));
  expect(agreement.overall.alpha).toMatchObject({ nominal: 1, ordinal: 1, interval: 1 });
  for (const { severity } of interviewers) expect(Math.abs(severity ?? 0)).toBeLessThan(0.2);
});

test("perfect disagreement is an alpha below 0", async () => {
  const { agreement } = await printed(
    table(8, 2, 3, (c, i) => (i === 0 ? 1 + (c % 4) : 4 - (c % 4))),
  );
  expect(agreement.overall.alpha.interval).toBeLessThan(0);
});

test.each([2, 3, 4, 5, 7, 10])("a scale of %i points is calibrated", async (points) => {
  const { candidates, model } = await printed(table(12, 11, 3, panel(points)));
  expect(model).toMatchObject({ estimator: "penalized", path: "exact" });
  for (const one of candidates) expect(one.sd).toBeGreaterThan(0);
});

test("decimals and numbers far from 0 are calibrated", async () => {
  const plain = table(12, 11, 3, panel(5));
  const shifted = table(12, 11, 3, (c, i, k) => 1e6 + 0.25 * Number(panel(5)(c, i, k)));
  const [one, other] = [await printed(plain), await printed(shifted)];
  for (const [at, { calibrated }] of one.candidates.entries())
    expect(other.candidates[at]?.calibrated).toBeCloseTo(
      1e6 + 0.25 * (calibrated ?? Number.NaN),
      6,
    );
});

test("names may be anything", async () => {
  const names = ['"Ng, Amy"', "__proto__", "constructor", "Zoë Ångström", "李雷", '"a ""b"""'];
  const text = table(6, 4, 2, panel(5)).replace(/^C(\d)/gm, (_, at) => names[Number(at)] ?? "");
  const { candidates } = await printed(`\uFEFF${text.replaceAll("\n", "\r\n")}\r\n\r\n`);
  expect(candidates.map(({ id }) => id)).toEqual([
    ...["Ng, Amy", "__proto__", "constructor", "Zoë Ångström", "李雷", 'a "b"'],
  ]);
});
