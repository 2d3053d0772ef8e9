import { Link } from "@remix-run/react";
import type { MethodPart } from "#app/domain/calibration/method.ts";
import * as example from "#app/routes/_app.calibration_.method/examples.ts";
import type { Explanation } from "#app/routes/_app.calibration_.method/explanation.ts";
import { minus, percent, Working } from "#app/routes/_app.calibration_.method/working.tsx";

const { table, panelScore, severity, calibrated, oneCard, interval, pair, rawInterval } = example;
const { candidate, interviewer, rest } = table.variance;
const weights = Object.entries(panelScore.weights);
const weighed = panelScore.weights["Trade-offs"] + panelScore.weights.Verification;
const [, , cleo] = table.rows;

/** The table that most examples on the page work on. */ const { least } = example;

export const scoreParts = {
  "panel-score": {
    plain: (
      <>
        <p>
          What a panel gave, with nothing taken off. For each criterion it is the mean over the
          cards that observed it; the score is the weighted mean of those. A criterion that nobody
          observed drops out, and <em>coverage</em> says what share of the weight is left.
        </p>
        <p>Part of it is the candidate, part of it who happened to sit on the panel.</p>
      </>
    ),
    example: (
      <>
        <p>
          Two cards on three criteria weighing{" "}
          {weights.map(([, weight]) => `${weight}%`).join(", ")}. Trade-offs got 3 and 4,
          Verification 2 and 2, nobody asked about Stewardship.
        </p>
        <Working
          lines={[
            ["Means", `Trade-offs ${panelScore.means["Trade-offs"]}, Verification 2`],
            [
              "Score",
              `(50 × ${panelScore.means["Trade-offs"]} + 30 × ${panelScore.means.Verification}) ÷ ${weighed} = ${panelScore.score}`,
            ],
            ["Coverage", `50% + 30% = ${percent(panelScore.coverage)}`],
          ]}
        />
      </>
    ),
    source: "A weighted mean; the weights are those kept with the decision.",
  },
  severity: {
    plain: (
      <>
        <p>
          How many points lower than the panel an interviewer scores the same candidates; a minus
          means higher. Figures draw it turned round: who scores lower stands to the left, below 0.
          It is not whether their own mean is low: whoever met weak candidates gives low scores
          without being severe. All cards are looked at together, so that everybody is compared on
          the candidates they share.
        </p>
        <p>
          A few cards differ by chance alone. So a difference is kept in the share that its number
          of cards can carry, and drawn towards 0 by the rest.
        </p>
      </>
    ),
    example: (
      <>
        <p>
          Ana's mean lies {severity.above} above the panel's. Interviewers differ by {interviewer}{" "}
          and the rest of her {table.rows.length} cards averages out to {rest} ÷ {table.rows.length}
          .
        </p>
        <Working
          lines={[
            [
              "Share kept",
              `${interviewer} ÷ (${interviewer} + ${rest} ÷ ${table.rows.length}) = ${severity.kept}`,
            ],
            [
              "Severity",
              `−${severity.above} × ${severity.kept} = ${minus(severity.points)}: she scores 0.4 points higher`,
            ],
            [
              "Range",
              `${minus(severity.points)} ± ${severity.reach}, so from ${minus(severity.low)} to ${severity.high}: six cards cannot yet tell her from the panel`,
            ],
          ]}
        />
        <p>
          This is the plain method, which one can follow by hand. On a table this small the page is
          more careful about how much interviewers differ, and would say{" "}
          {minus(example.carefulSeverity, 2)}.
        </p>
      </>
    ),
    source:
      "Best linear unbiased prediction (Henderson 1975, Biometrics 31:423) with variances by restricted maximum likelihood (Patterson and Thompson 1971, Biometrika 58:545), as lme4 fits them. Small panels: the penalty of Chung et al. (2013, Psychometrika 78:685), or a mean over all plausible variances with the prior of Gelman (2006, Bayesian Analysis 1:515).",
  },
  calibrated: {
    plain: (
      <>
        <p>
          The score that an average panel would most likely have given. The severity of whoever was
          met is taken off, and what is left is drawn towards the mean of all candidates, the more
          the fewer cards there are: an outstanding score from one card is more often luck than one
          from five.
        </p>
        <p>
          It is advisory and stands beside the panel's own score, never in its place. It is left out
          where panels cannot be compared, and below {least.cardsToAdjust} cards in all.
        </p>
      </>
    ),
    example: (
      <>
        <p>
          Ada's mean is 2.0, {calibrated.below} below all candidates'. She met the whole panel, so
          that no severity needs taking off.
        </p>
        <Working
          lines={[
            ["Share kept", `${candidate} ÷ (${candidate} + ${rest} ÷ 3) = ${calibrated.kept}`],
            [
              "Adjusted",
              `${table.mean} − ${calibrated.kept} × ${calibrated.below} = ${calibrated.score}`,
            ],
          ]}
        />
        <p>
          Gus met Ben alone, who scores 0.4 points lower than the panel, and got a {oneCard.given}.
        </p>
        <Working
          lines={[
            ["Severity off", `${oneCard.given} + 0.4 = ${oneCard.evened}`],
            ["Share kept of one card", `${candidate} ÷ (${candidate} + ${rest}) = ${oneCard.kept}`],
            [
              "Adjusted",
              `${table.mean} + ${oneCard.kept} × (${oneCard.evened} − ${table.mean}) = ${oneCard.byHand}`,
            ],
          ]}
        />
        <p>
          Worked out in one go, with what Gus's card says about Ben, it is {oneCard.score}: higher
          than the {oneCard.given} he got, and close to the mean, since one card says little.
        </p>
      </>
    ),
    source:
      "The same model: score = mean + candidate + interviewer + rest, on weighted card means (Henderson 1975, Biometrics 31:423).",
  },
  interval: {
    plain: (
      <p>
        Nine times out of ten the true value lies within the range. It holds everything that is
        uncertain: the candidate's own few cards, how severe these interviewers are, and where the
        mean lies. Where two ranges overlap, the two may still differ, as they share most of that
        uncertainty; see{" "}
        <Link to="#pairs" className="link">
          who is ahead
        </Link>
        .
      </p>
    ),
    example: (
      <>
        <p>Cleo's adjusted score is {table.mean}.0. What is open, as variances (squared points):</p>
        <Working
          lines={[
            [
              "From her own cards",
              `${candidate} × (1 − ${calibrated.kept}) × 5 ÷ 6 = ${interval.cards}`,
            ],
            ["From this panel", `${interviewer} ÷ 3 = ${interval.panel}`],
            ["From the mean", `${rest} ÷ 18 = ${interval.level}`],
            ["Together", `${interval.sum}, whose root is ${interval.root} points`],
            [
              "Range",
              `3.00 ± 1.645 × ${interval.root}, so from ${interval.low} to ${interval.high}`,
            ],
          ]}
        />
        <p>1.645 is how many such roots hold nine in ten of all normally spread values.</p>
      </>
    ),
    source:
      "Prediction error variance from the inverse of the mixed model equations (Henderson 1975, Biometrics 31:423), which is wider than the conditional one that many programs print.",
  },
  pairs: {
    plain: (
      <p>
        How many times in a hundred the first candidate is truly ahead of the second. 50 means that
        nobody can tell. What both share, such as the same interviewers, drops out of their
        difference, so two can often be told apart although their ranges overlap.
      </p>
    ),
    example: (
      <>
        <p>Bo (3.75) against Cleo (3.00), who met the same three people.</p>
        <Working
          lines={[
            [
              "Open about the difference",
              `2 × ${candidate} × (1 − ${calibrated.kept}) = ${pair.variance}, whose root is ${pair.root}`,
            ],
            ["Difference in such roots", `${pair.difference} ÷ ${pair.root} = ${pair.ratio}`],
            ["Bo is ahead", `${pair.ahead} times in 100, by a table of the normal distribution`],
          ]}
        />
      </>
    ),
    source:
      "The difference's variance from the joint covariance of both predictions (Henderson 1975, Biometrics 31:423).",
  },
  "raw-interval": {
    plain: (
      <p>
        What other panels of as many people might have given the same candidate, nine times out of
        ten. It holds that interviewers differ in severity and that cards differ otherwise, and is
        therefore mostly wider than the adjusted score's.
      </p>
    ),
    example: (
      <>
        <p>Cleo's panel score is {cleo.mean}.0, from three cards.</p>
        <Working
          lines={[
            ["Error", `root of (${interviewer} + ${rest}) ÷ 3 = ${rawInterval.error}`],
            [
              "Range",
              `3.00 ± 1.645 × ${rawInterval.error}, so from ${rawInterval.low} to ${rawInterval.high}`,
            ],
          ]}
        />
      </>
    ),
    source:
      "The error of a mean over cards whose interviewers are drawn anew, the absolute error of generalizability theory (Brennan 2001, Generalizability Theory, ch. 2).",
  },
  order: {
    plain: (
      <p>
        Kendall's tau says how far two orders agree: 1 where they are the same, −1 where one is the
        other's reverse. It is the share of pairs in the same order minus the share that is swapped.
        Beside it stands how many candidates change rank.
      </p>
    ),
    example: (
      <>
        <p>
          Before: {example.order.before.join(", ")}. After: {example.order.after.join(", ")}.
        </p>
        <Working
          lines={[
            [
              "Pairs",
              `${example.order.pairs}, of which ${example.order.kept} keep their order and ${example.order.swapped} swaps`,
            ],
            [
              "Tau",
              `(${example.order.kept} − ${example.order.swapped}) ÷ ${example.order.pairs} = ${example.order.tau}; ${example.order.moved} change rank`,
            ],
          ]}
        />
      </>
    ),
    source:
      "Kendall (1945), Biometrika 33:239, whose tau-b allows for ties; counted as Knight (1966), Journal of the American Statistical Association 61:436.",
  },
} satisfies Partial<Record<MethodPart, Explanation>>;
