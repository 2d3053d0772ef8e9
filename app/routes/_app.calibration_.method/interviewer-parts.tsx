import type { MethodPart } from "#app/domain/calibration/method.ts";
import * as example from "#app/routes/_app.calibration_.method/examples.ts";
import type { Explanation } from "#app/routes/_app.calibration_.method/explanation.ts";
import { minus, Working } from "#app/routes/_app.calibration_.method/working.tsx";

const { alike, little, uneven, unrelated, facets, drills } = example;
const cards = (of: readonly (readonly number[])[]) => of.map((card) => card.join(" ")).join(", ");
const { least } = example;

export const interviewerParts = {
  "criteria-alike": {
    plain: (
      <>
        <p>
          How much the scores on one card differ from criterion to criterion, beside others' cards,
          each criterion first taken from its own mean. A card with {least.flatScores} or more
          scores, all the same, is counted as flat. Both are held against what chance brings.
        </p>
        <p>
          It may be true of the candidates: somebody can be equally good at everything. So it says
          &ldquo;scores criteria alike&rdquo;, and asks to look at the evidence.
        </p>
      </>
    ),
    example: (
      <>
        <p>
          Own cards {cards(alike.own)}; the others' {cards(alike.others)}. Every criterion has the
          same mean here.
        </p>
        <Working
          lines={[
            ["Flat", `${alike.flat} of ${alike.own.length} own cards, none of the others'`],
            [
              "Variance within cards",
              `own ${alike.ownVariance}, the others' ${alike.othersVariance} squared points`,
            ],
            ["Ratio", `${alike.ownVariance} ÷ ${alike.othersVariance} = ${alike.ratio}`],
          ]}
        />
      </>
    ),
    source:
      "Murphy, Jako and Anhalt (1993), Journal of Applied Psychology 78:218, on what such alikeness can mean; Myford and Wolfe (2004), Journal of Applied Measurement 5:189.",
  },
  "little-scale": {
    plain: (
      <p>
        By how much own scores rise where what the panel leads one to expect rises by 1 point. About
        1 is usual; well below 1 the numbers set candidates apart less than the panel does. Where
        own scores also lie to one side, mostly that part of the scale is in use.
      </p>
    ),
    example: (
      <Working
        lines={[
          ["Expected", little.expected.join(", ")],
          ["Given", little.given.join(", ")],
          [
            "Rise",
            `(1.5 × 0.5 + 0.5 × 0.5 + 0.5 × 0.5 + 1.5 × 0.5) ÷ (1.5² + 0.5² + 0.5² + 1.5²) = 2 ÷ 5 = ${little.slope}`,
          ],
        ]}
      />
    ),
    source:
      "Central tendency and restriction of range after Myford and Wolfe (2003, 2004), Journal of Applied Measurement 4:386 and 5:189, by a regression of given on expected scores.",
  },
  uneven: {
    plain: (
      <p>
        How far scores lie from what candidate, criterion and own severity lead one to expect,
        squared, against the usual squared distance. Around 1 is usual; above 1.5, and more than
        chance brings, is worth reading the evidence again. Scoring more evenly than expected is
        never held against anybody.
      </p>
    ),
    example: (
      <Working
        lines={[
          ["Expected", uneven.expected.join(", ")],
          ["Given", uneven.given.join(", ")],
          ["Mean squared distance", `(${uneven.squares.join(" + ")}) ÷ 4 = ${uneven.mean}`],
          ["Against the usual", `${uneven.mean} ÷ ${uneven.usual} = ${uneven.times} times`],
        ]}
      />
    ),
    source:
      "Mean squared residuals after Myford and Wolfe (2004), Journal of Applied Measurement 5:189; corrected for looking at many people (Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57:289).",
  },
  unrelated: {
    plain: (
      <p>
        Whether own scores rise and fall with what the others gave the same candidates, as a
        correlation: 1 where they move together, 0 where they have nothing to do with one another.
        The others are first put on one footing, without the person in question. Read from{" "}
        {least.overlap} shared candidates on, and against what is usual in the panel.
      </p>
    ),
    example: (
      <p>
        Six candidates: own scores {unrelated.own.join(", ")}, the other's{" "}
        {unrelated.others.join(", ")}. The correlation is {unrelated.correlation}: hardly any.
      </p>
    ),
    source:
      "The correlation of a single rater with the rest (Myford and Wolfe 2003, Journal of Applied Measurement 4:386); compared by Fisher's transform.",
  },
  facets: {
    plain: (
      <>
        <p>
          A second model, for those who know it from examinations: candidates, interviewers and
          criteria on one scale of <em>logits</em>, the logarithm of odds. Its order is nearly the
          same as that of the adjusted scores, which are in points and easier to read; it is here
          for its fit statistics.
        </p>
        <p>
          <em>Infit</em> and <em>outfit</em> compare squared distances from what the model expects
          with what it says they should be: 1 is as expected, more is uneven, less is very even.
          Outfit heeds single surprises more. <em>Separation</em> is how many times larger real
          differences are than their error, <em>reliability</em> the share of the differences that
          is real, and <em>strata</em> how many levels can be told apart.
        </p>
      </>
    ),
    example: (
      <>
        <p>
          Where an interviewer should give a 2 three times in four and else a 1, the odds are 3 to
          1: ln 3 = {facets.logit.toFixed(1)} logits. They gave {facets.given.join(", ")}.
        </p>
        <Working
          lines={[
            [
              "Squared distances",
              `0.75² + 0.75² + 0.25² + 0.25² = ${facets.squares}; expected 4 × 0.75 × 0.25 = ${facets.variance}`,
            ],
            ["Infit", `${facets.squares} ÷ ${facets.variance} = ${facets.infit}`],
            [
              "Separation",
              `measures ${facets.sd} apart with errors of ${facets.error}: root of (${facets.sd}² − ${facets.error}²) = ${facets.adjusted}, and ${facets.adjusted} ÷ ${facets.error} = ${facets.separation}`,
            ],
            [
              "Strata, reliability",
              `(4 × ${facets.separation} + 1) ÷ 3 = ${facets.strata}; (${facets.adjusted} ÷ ${facets.sd})² = ${facets.reliability}`,
            ],
          ]}
        />
      </>
    ),
    source:
      "Linacre (1989), Many-Facet Rasch Measurement; Wright and Masters (1982), Rating Scale Analysis, ch. 5; Wright and Masters (2002), Rasch Measurement Transactions 16:888.",
  },
  punctuality: {
    plain: (
      <p>
        How many counted cards were sealed after they were due, and the time from the round to the
        seal that half of the cards stay below. What is remembered word for word fades within a day.
      </p>
    ),
    example: (
      <p>
        Cards sealed 2, 5 and 30 hours after their rounds: half are in within 5 hours. The third was
        due after 24, so 1 of 3 was late.
      </p>
    ),
    source: "Counts and a median.",
  },
  drills: {
    plain: (
      <>
        <p>
          In a drill everybody scores the same written answers. The key says beforehand which level
          each answer shows and which score each criterion has, with a reason. Beside how many
          scores are the same, or at most one point off, stand the mean difference, below 0 where
          own scores are lower, and weighted kappa, which is 1 where all agree and 0 where as many
          agree as chance would bring; being two points off counts four times as much as one. From{" "}
          {least.drills} drills on.
        </p>
        <p>
          A key is somebody's judgement. Those that come with the app were written by one author
          against the anchors; one made of past cards was looked at by a second lead, where there is
          one. Where many people miss a key in the same direction, doubt the key.
        </p>
      </>
    ),
    example: (
      <Working
        lines={[
          ["Own scores", drills.own.join(", ")],
          ["Key", drills.key.join(", ")],
          ["Same", `${drills.exact} of 6; ${drills.within} of 6 at most one point off`],
          ["Mean difference", minus(drills.signed)],
          [
            "Kappa",
            `1 − ${drills.observed} ÷ ${drills.expected} = ${drills.kappa}: the mean squared difference over that of any own score and any of the key's`,
          ],
        ]}
      />
    ),
    source:
      "Cohen (1968), Psychological Bulletin 70:213; Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72:323.",
  },
  minimum: {
    plain: (
      <ul className="list-disc pl-5">
        <li>
          A person's figures stand from {least.cards} counted cards on; what sets them apart is
          looked for where {least.interviewers} people have cards.
        </li>
        <li>
          A quarter's point, and a change over time, from {least.cards} cards in the quarter and{" "}
          {least.cards} before it.
        </li>
        <li>Agreement from {least.compared} candidates on whom two people scored.</li>
        <li>
          Adjusted scores from {least.cardsToAdjust} cards on, with candidates whom the same two
          people met.
        </li>
        <li>
          Somebody is said to score higher or lower where it is more than {least.severity} points,
          19 times in 20.
        </li>
        <li>Settled loops only: nothing on a running loop is counted.</li>
      </ul>
    ),
    example: (
      <p>
        Three cards: &ldquo;Not enough history: 3 of the {least.cards} cards needed.&rdquo; A number
        from three cards would move by more than it says.
      </p>
    ),
    source: "Simulated panels: below these numbers the ranges no longer hold what they promise.",
  },
} satisfies Partial<Record<MethodPart, Explanation>>;
