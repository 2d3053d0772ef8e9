import type { MethodPart } from "#app/domain/calibration/method.ts";
import * as example from "#app/routes/_app.calibration_.method/examples.ts";
import type { Explanation } from "#app/routes/_app.calibration_.method/explanation.ts";
import { Numbers, Working } from "#app/routes/_app.calibration_.method/working.tsx";

const { table, linkage, assignment, alpha, icc, distribution, effectiveWeight, bar, drift } =
  example;
const { period } = example;
const [twoOthers = [], oneOther = []] = period.others;
const { candidate, interviewer, rest } = table.variance;
const [ours, theirs] = linkage.islands;
const [harder] = alpha.pairs.filter(([a, b]) => a !== b);
const { least } = example;

export const agreementParts = {
  linkage: {
    plain: (
      <p>
        Two interviewers can be compared where a chain of shared candidates leads from one to the
        other. Groups without such a chain are islands: what one island gives lower may be severity
        or weaker candidates, and no calculation can tell which. Candidates are then compared within
        an island only. One interviewer who meets candidates of both joins them.
      </p>
    ),
    example: (
      <Working
        lines={[
          ...Object.entries(linkage.met).map(
            ([name, met]) => [`${name} met`, met.join(" and ")] as const,
          ),
          [
            "Islands",
            `${ours.join(", ")}, since Ben met candidates with both others; and ${theirs.join(", ")}`,
          ],
        ]}
      />
    ),
    source: "Connectedness of a two-way layout (Weeks and Williams 1964, Technometrics 6:319).",
  },
  assignment: {
    plain: (
      <>
        <p>
          Adjusting takes for granted that who meets whom does not depend on strength. If strong
          candidates meet lenient interviewers, part of their strength would be taken for leniency.
          So each candidate's strength is held against the leniency of their panel, and the same is
          done with hundreds of made-up sets of scores in which panels came by chance.
        </p>
        <p>
          Where chance brings as much in fewer than {least.chance * 100} of 100 of them, and the
          correlation is above {least.correlation}, the page says so and shows a second score that
          compares interviewers only on the candidates they share.
        </p>
      </>
    ),
    example: (
      <>
        <p>
          Everybody met Cy. Three also met Ana, who gives a point more than he does; three met Ben,
          who gives a point less.
        </p>
        <Numbers
          label="Strength and panel"
          head={["Candidate", "Strength", "Panel's leniency"]}
          rows={[...assignment.strong, ...assignment.weak].map((row) => [
            row.candidate,
            row.scores.Cy.toFixed(1),
            "Ana" in row.scores ? `+${assignment.panel}` : `−${assignment.panel}`,
          ])}
        />
        <p>
          Their correlation is {assignment.r}: two of the three lenient panels met stronger
          candidates, and so did one of the three strict ones. Among six candidates chance brings
          that often.
        </p>
      </>
    ),
    source:
      "A parametric bootstrap (Efron and Tibshirani 1993, An Introduction to the Bootstrap, section 6.5) of least squares effects (Searle 1987, Linear Models for Unbalanced Data).",
  },
  alpha: {
    plain: (
      <>
        <p>
          Krippendorff's alpha compares how far scores of the same candidate lie apart with how far
          any two scores lie apart. 1 is full agreement, 0 what chance would give. Being far off
          counts more than being one step off, and people who scored no common candidate cost
          nothing.
        </p>
        <p>
          From {least.strong.toFixed(1)} on panels agree, from {least.fair.toFixed(2)} on mostly;
          below, what the levels look like is worth rewriting. It is given from {least.compared}{" "}
          candidates on.
        </p>
      </>
    ),
    example: (
      <>
        <p>
          Five candidates, two scores each:{" "}
          {alpha.pairs.map((both) => both.join(" and ")).join("; ")}. Scores are read by their place
          among all ten: a 2 stands at {alpha.places[2]}, a 3 at {alpha.places[3]}, a 4 at{" "}
          {alpha.places[4]}.
        </p>
        <Working
          lines={[
            [
              "Within candidates",
              `${harder?.join(" and ")}, and 3 and 4, lie 3.5 places apart: (3.5² + 3.5²) ÷ 5 = ${alpha.observed}`,
            ],
            [
              "Between any two",
              `mean square over all 45 pairs of the ten scores: ${alpha.expected}`,
            ],
            ["Alpha", `1 − ${alpha.observed} ÷ ${alpha.expected} = ${alpha.alpha.toFixed(2)}`],
          ]}
        />
      </>
    ),
    source:
      "Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, and (2019) Content Analysis, 4th ed., ch. 12, for the ordinal form and its thresholds; the range from resampling whole candidates (Efron and Tibshirani 1993, An Introduction to the Bootstrap).",
  },
  icc: {
    plain: (
      <p>
        The intraclass correlation is the share of the differences between scores that comes from
        candidates. Told four ways: of one card or of a whole panel's mean; for the score itself,
        where severity counts as disagreement, or for the order alone, where it does not. A high
        share for the order and a low one for the score says that people agree who is stronger and
        differ in how severely they score.
      </p>
    ),
    example: (
      <Working
        lines={[
          [
            "One card, score",
            `${candidate} ÷ (${candidate} + ${interviewer} + ${rest}) = ${icc.one}`,
          ],
          ["One card, order", `${candidate} ÷ (${candidate} + ${rest}) = ${icc.ranking}`],
          [
            "Panel of three, score",
            `${candidate} ÷ (${candidate} + (${interviewer} + ${rest}) ÷ 3) = ${icc.panel}`,
          ],
          [
            "Panel of three, order",
            `${candidate} ÷ (${candidate} + ${rest} ÷ 3) = ${icc.panelRanking}`,
          ],
        ]}
      />
    ),
    source:
      "McGraw and Wong (1996), Psychological Methods 1:30; Shrout and Fleiss (1979), Psychological Bulletin 86:420.",
  },
  distributions: {
    plain: (
      <p>
        Every answer that counted cards gave on a criterion, as shares of the whole: each point of
        the scale, <em>not asked</em> and <em>no signal</em>. It shows which points are in use and
        where panels see nothing; it does not say whether a score is right.
      </p>
    ),
    example: (
      <p>
        Scores {distribution.scores.join(", ")} and one <em>not asked</em> make six answers; three
        of them are a 3: {distribution.middle}%.
      </p>
    ),
    source: "Counts.",
  },
  "effective-weight": {
    plain: (
      <p>
        A criterion on which everybody gets the same decides nothing, however much it weighs. The
        effective weight is the weight times how far candidates lie apart on the criterion, shared
        out to 100%.
      </p>
    ),
    example: (
      <Numbers
        label="Weights and what they come to"
        head={["Criterion", "Weight", "Scores", "Spread", "Product", "Comes to"]}
        rows={Object.entries(effectiveWeight).map(([name, of]) => [
          name,
          `${of.weight}%`,
          of.scores.join(", "),
          of.spread.toFixed(1),
          of.product.toFixed(1),
          `${of.percentage}%`,
        ])}
      />
    ),
    source:
      "Wang and Stanley (1970), Review of Educational Research 40:663. The spread is the standard deviation: the usual distance from the mean.",
  },
  drift: {
    plain: (
      <>
        <p>
          Whether somebody scores more severely, or less, than they used to. For each quarter their
          cards are compared with others' cards about the same candidates, and the latest quarter
          with all before it. Stronger or weaker candidates move both alike and drop out.
        </p>
        <p>
          A change is named only if chance would bring few like it, counting how many people were
          looked at. A drift that everybody shares stays out of sight.
        </p>
      </>
    ),
    example: (
      <>
        <Numbers
          label="Scores of ten candidates"
          head={["Quarter", "Own scores", "The other's", "Mean difference"]}
          rows={[
            ["First", drift.before.own.join(", "), drift.before.other.join(", "), "−0.2"],
            ["Second", drift.after.own.join(", "), drift.after.other.join(", "), "−0.6"],
          ]}
        />
        <p>
          Own scores are {drift.change} points lower than before, beside the other's. From ten cards
          that may be anything between {Math.abs(drift.low)} higher and {drift.high} lower, so
          nothing is said to have changed.
        </p>
      </>
    ),
    source:
      "Generalized least squares with candidates fixed and the others random (Henderson 1975, Biometrics 31:423); ranges widened for many people at once (Benjamini and Yekutieli 2005, Journal of the American Statistical Association 100:71).",
  },
  bar: {
    plain: (
      <p>
        The mean score that a quarter's candidates would get from an average interviewer. It does
        not move because other people interview. It cannot tell stronger candidates from a lower
        bar: that takes something other than scores.
      </p>
    ),
    example: (
      <p>
        The same ten candidates: {bar.before} in the first quarter and {bar.after} in the second, a
        difference of {bar.difference}. The same two people met all of them, so that the plain means
        serve.
      </p>
    ),
    source: "Generalized least squares (Henderson 1975, Biometrics 31:423).",
  },
  period: {
    plain: (
      <>
        <p>
          What a stretch of quarters says by itself, of the loops settled in it. Severity is read
          directly: own scores against the mean of the others' on the same candidates, so that
          strong and weak candidates drop out. A candidate whom more people scored weighs more. The
          range holds chance and the severities of the others, as far as they do not cancel. Unlike
          the severity of a whole position it is not drawn towards the panel. A severity that
          everybody shares stays out of sight, and where few people interview, one person's change
          makes the others seem to move the other way.
        </p>
        <p>
          Agreement is Krippendorff's alpha of these loops alone. Both are added up from sums of
          each quarter, which gives the same as working the stretch out at once. Severity needs{" "}
          {least.cards} candidates whom the person and somebody else scored, agreement{" "}
          {least.compared} whom two people scored. Between two stretches a difference is called
          clear only if chance would bring few like it, counting how many are looked at. How much of
          a score is the candidate, weights and adjusted scores rest on the whole position. Quarters
          go back ten years.
        </p>
        <p>
          Since quarters add up, two stretches that differ by one loop would tell its scores.
          Whoever has a conflict of interest with a candidate is therefore shown the whole position
          alone.
        </p>
      </>
    ),
    example: (
      <Working
        lines={[
          [
            "First candidate",
            `own ${period.own[0]}, the others' ${twoOthers.join(" and ")}: ${period.apart[0]} lower; weight 1 × 2 ÷ 3 = ${period.weights[0]}`,
          ],
          [
            "Second candidate",
            `own ${period.own[1]}, the other's ${oneOther.join("")}: the same; weight 1 × 1 ÷ 2 = ${period.weights[1]}`,
          ],
          [
            "Severity",
            `(${period.weights[0]} × ${period.apart[0]} + ${period.weights[1]} × ${period.apart[1]}) ÷ ${period.sum} = ${period.severity} lower`,
          ],
        ]}
      />
    ),
    source:
      "A contrast within candidates, its error under the variances of the whole position (Searle, Casella and McCulloch 1992, Variance Components, ch. 7); alpha's range by the delta method on log(1 − alpha) (Cox and Hinkley 1974, Theoretical Statistics, section 9.2); differences as in Benjamini and Yekutieli (2005), Journal of the American Statistical Association 100:71.",
  },
} satisfies Partial<Record<MethodPart, Explanation>>;
