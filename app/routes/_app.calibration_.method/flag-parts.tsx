import type { MethodPart } from "#app/domain/calibration/method.ts";
import * as example from "#app/routes/_app.calibration_.method/examples.ts";
import type { Explanation } from "#app/routes/_app.calibration_.method/explanation.ts";
import { percent, Working } from "#app/routes/_app.calibration_.method/working.tsx";

const { echo, least, majority, patterns } = example;

export const flagParts = {
  patterns: {
    plain: (
      <>
        <p>
          On how many settled loops interviewers saw a pattern and stand by it; of the loops on
          which two or more could have seen it, on how many two did, each sealed before either could
          read the other; and how often an offer followed with it and without it. A pattern that
          another interviewer holds evidence against is counted as contested, and one that was taken
          back as neither seen nor unseen.
        </p>
        <p>
          Going together is all that is said: panels that see a pattern may have seen much else.
          Ranges are Wilson's, and a share stands from {least.loops} loops on.
        </p>
      </>
    ),
    example: (
      <Working
        lines={[
          [
            "Two saw it",
            `${patterns.corroborated} of ${patterns.both} loops, somewhere between ${patterns.low}% and ${patterns.high}%`,
          ],
          [
            "Offers with it",
            `${patterns.with.offers} of ${patterns.with.of} loops: ${patterns.with.percentage}%, between ${patterns.with.low}% and ${patterns.with.high}%`,
          ],
          [
            "Offers without it",
            `${patterns.without.offers} of ${patterns.without.of} loops: ${patterns.without.percentage}%, between ${patterns.without.low}% and ${patterns.without.high}%`,
          ],
        ]}
      />
    ),
    source:
      "Wilson (1927), Journal of the American Statistical Association 22:209; Brown, Cai and DasGupta (2001), Statistical Science 16:101.",
  },
  majority: {
    plain: (
      <>
        <p>
          Where a card is sealed again after others could be read, each changed score is held
          against the mean of those others' scores as they stood then: nearer to it, further from it
          or as far. A card moved toward the others where its changes together did. Of votes, how
          many that were changed became what more than half of the others had voted first.
        </p>
        <p>
          It is said of a whole position, from {least.moves} changes of {least.editors} people on,
          and never of one person. To be convinced by an argument looks just the same: it asks
          whether cards are sealed before people talk.
        </p>
      </>
    ),
    example: (
      <Working
        lines={[
          ["Others gave", `${majority.others.join(", ")}: a mean of ${majority.mean}`],
          [
            "A 2 became a 3",
            `${majority.before} from the mean before, ${majority.after} after: nearer`,
          ],
          [
            "Cards that moved",
            `${majority.toward} of ${majority.of} nearer: ${majority.percentage}%, between ${majority.low}% and ${majority.high}%`,
          ],
        ]}
      />
    ),
    source:
      "The exact binomial interval of Clopper and Pearson (1934), Biometrika 26:404; Asch (1956), Psychological Monographs 70:9, on answers given after the others'.",
  },
  "second-look": {
    plain: (
      <p>
        Before sealing, and for the author alone: the same score on {least.flatScores} or more
        criteria; a lowest or highest score beside few words and no quote; a recommendation that the
        weighted score does not lean to; a text that touches what must not count in hiring. Nothing
        is kept from being sealed, and nothing is corrected.
      </p>
    ),
    example: (
      <p>
        Scores of 2, 2, 2 and 3 with equal weights: the weighted score is 2.25. On four points the
        middle is 2.5, and a score leans from 0.3 off it, below 2.2 and above 2.8: so a yes is not
        asked about. With 2, 2, 2 and 2 it is.
      </p>
    ),
    source: "Rules of our own; how long a text is and where a score leans are stated in the code.",
  },
  "thin-coverage": {
    plain: (
      <p>
        A criterion that has weight needs two people who rated it: with one, nobody can tell whether
        it was the candidate or who scored them. Counted are sealed cards that are not a trainee's
        and do not abstain. The planner says the same before the loop, by who is to look at what.
      </p>
    ),
    example: (
      <p>
        Ana and Ben rated Verification, Ana alone Stewardship, where Ben gave no signal. Stewardship
        has weight: it is named. A criterion with a weight of 0 is not.
      </p>
    ),
    source: "A count.",
  },
  late: {
    plain: (
      <p>
        A card that was first sealed more than {least.lateHours} hours after its round had ended, by
        when the round was last arranged. What somebody said word for word is gone by then. Rounds
        that did not take place, were cancelled or came in with an import are left out, and a later
        version makes nothing late. Shown to leads and the author.
      </p>
    ),
    example: (
      <p>
        A round ends on Friday at 16:00. Sealed on Monday at 15:00, after 71 hours, it is not late;
        on Monday at 17:00, after 73, it is.
      </p>
    ),
    source: "A time, and a threshold of our own: a round on a Friday can be written up on Monday.",
  },
  echoes: {
    plain: (
      <>
        <p>
          Each text is taken as its runs of {least.shingle} words. Where {percent(least.echo)} or
          more of the shorter text's runs stand in a text on somebody else's card, leads are shown
          the longest stretch that both have. What the candidate is quoted with and what the rubric
          itself says is left out, and so are texts of fewer than {least.shingles} runs.
        </p>
        <p>
          Two people may have agreed on notes, or shared a page while they listened. It asks whether
          the two count as two.
        </p>
      </>
    ),
    example: (
      <>
        <p>&ldquo;{echo.shorter}&rdquo;</p>
        <p>&ldquo;{echo.longer}&rdquo;</p>
        <Working
          lines={[
            ["Runs of five words in the shorter one", echo.runs],
            ["In both", `${echo.shared}, or ${echo.percentage}%`],
          ]}
        />
      </>
    ),
    source:
      "Containment of shingles after Broder (1997), On the resemblance and containment of documents.",
  },
} satisfies Partial<Record<MethodPart, Explanation>>;
