import {
  cardVector,
  type Equations,
  type Residuals,
  residuals,
  rightSide,
  type Vector,
} from "#app/domain/calibration/equations.ts";

/** The ratios an optimum is sought over, in this order everywhere. */
export const ratioNames = ["candidate", "interviewer", "card"] as const;
export type RatioName = (typeof ratioNames)[number];
export type ByRatio = Readonly<Record<RatioName, number>>;

/** Solves T x = b for each of some right-hand sides; `roughly` where a few digits do. */
export type Solver = (right: readonly Float64Array[], roughly?: "roughly") => Float64Array[];

/** Minus twice the log likelihood, profiled over the residual variance, about some ratios. */
export type Evaluation = {
  /** Null where the path does not compute it on the way. */
  readonly value: number | null;
  readonly gradient: ByRatio;
  /** The average information: near the second derivatives, and never negative. */
  readonly information: Readonly<Record<RatioName, ByRatio>>;
  /** What the residual variance is the quotient of. */
  readonly square: number;
  readonly freedom: number;
  readonly solution: Float64Array;
  readonly residuals: Pick<Residuals, "candidate" | "interviewer">;
};

/** Traces of `Z' P Z` for the three groupings. */
export type Traces = ByRatio;

/**
 * First derivatives and average information (Gilmour, Thompson and Cullis 1995, Biometrics 51:1440)
 * from a solver for T and the three traces, which are all that exact and stochastic paths differ in.
 */
export function evaluation(
  equations: Equations,
  data: Vector,
  restricted: boolean,
  solver: Solver,
  traces: Traces,
): Omit<Evaluation, "value"> {
  const freedom = freedomOf(equations, restricted);
  const { right, square: raw } = rightSide(equations, data);
  const [solution] = solver([right]);
  if (!solution) throw new Error("The solver gave nothing back");
  const square = raw - product(right, solution);
  const own = residuals(equations, data, solution);
  const sigma2 = square / freedom;
  const squares = {
    candidate: product(own.candidate, own.candidate),
    interviewer: product(own.interviewer, own.interviewer),
    card: product(own.card, own.card),
  };
  const scratch = new Float64Array(own.card.length);
  const sides = ratioNames.map((name) => {
    fillWorking(equations, own, name, scratch);
    return rightSide(equations, cardVector(equations, scratch)).right;
  });
  const answers = solver(sides, "roughly");
  const inner = innerProducts(equations, own);
  const gradient = { candidate: 0, interviewer: 0, card: 0 };
  const information = {
    candidate: { ...gradient },
    interviewer: { ...gradient },
    card: { ...gradient },
  };
  for (const [a, name] of ratioNames.entries()) {
    gradient[name] = traces[name] - squares[name] / sigma2;
    for (const [b, other] of ratioNames.entries())
      information[name][other] =
        (inner[a]![b]! -
          product(sides[a]!, answers[b]!) -
          (squares[name] * squares[other]) / square) /
        sigma2;
  }
  return {
    gradient,
    information,
    square,
    freedom,
    solution,
    residuals: { candidate: own.candidate, interviewer: own.interviewer },
  };
}

/**
 * Minus twice the log likelihood at the best residual variance, given `log |T|` over what is known:
 * interviewers and fixed part when restricted, else interviewers alone.
 */
export function profiledDeviance(
  { design, logEliminated }: Equations,
  restricted: boolean,
  square: number,
  logSystem: number,
): number {
  const freedom = freedomOf({ design }, restricted);
  // Contrasts that sum to zero, as lme4's figures have them, are `columns` times the indicators.
  const coding = restricted ? 2 * Math.log(design.columns) : 0;
  return (
    logEliminated + logSystem + coding + freedom * (1 + Math.log((2 * Math.PI * square) / freedom))
  );
}

const freedomOf = ({ design }: Pick<Equations, "design">, restricted: boolean) =>
  design.observations - (restricted ? design.columns : 0);

/** `Z Z' P y` for a grouping: one value per card. */
function fillWorking(
  { design }: Equations,
  own: Residuals,
  grouping: RatioName,
  out: Float64Array,
): void {
  const { candidates, first, interviewer } = design;
  if (grouping === "card") out.set(own.card);
  else if (grouping === "interviewer")
    for (let j = 0; j < out.length; j++) out[j] = own.interviewer[interviewer[j]!]!;
  else for (let c = 0; c < candidates; c++) out.fill(own.candidate[c]!, first[c]!, first[c + 1]!);
}

/** Products of the working vectors in pairs, cards and candidates eliminated: `square` of `rightSide`. */
function innerProducts({ design, ratios, weight, pivot }: Equations, own: Residuals): number[][] {
  const { candidates, count, first, interviewer } = design;
  const value = new Float64Array(3);
  const total = new Float64Array(3);
  const products = new Float64Array(9);
  for (let c = 0; c < candidates; c++) {
    for (let a = 0; a < 3; a++) total[a] = 0;
    for (let j = first[c]!; j < first[c + 1]!; j++) {
      const w = weight[count[j]!]!;
      value[0] = own.candidate[c]!;
      value[1] = own.interviewer[interviewer[j]!]!;
      value[2] = own.card[j]!;
      for (let a = 0; a < 3; a++) {
        total[a]! += w * value[a]!;
        for (let b = 0; b <= a; b++) products[a * 3 + b]! += w * value[a]! * value[b]!;
      }
    }
    const rho = ratios.candidate / pivot[c]!;
    for (let a = 0; a < 3; a++)
      for (let b = 0; b <= a; b++) products[a * 3 + b]! -= rho * total[a]! * total[b]!;
  }
  const pair = (a: number, b: number) => products[Math.max(a, b) * 3 + Math.min(a, b)]!;
  return [0, 1, 2].map((a) => [0, 1, 2].map((b) => pair(a, b)));
}

export function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}
