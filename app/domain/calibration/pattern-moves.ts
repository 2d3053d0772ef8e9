import { mean, type Scored } from "#app/domain/score.ts";
import type { Recommendation } from "#app/domain/scorecard.ts";

/**
 * Which way scores and votes of one loop moved once the others' could be read. Counts alone: whether
 * they say anything is asked of a whole position (`patternStatistics`), never of one person.
 */

/** A counted card with every version that stood, the oldest first. */
export type MovingCard = {
  readonly interviewerId: string;
  readonly versions: readonly {
    readonly sealedAt: Date;
    readonly ratings: readonly Scored[];
    /** Interviewers whose sealed cards could be read before; null where the record does not tell. */
    readonly couldRead: readonly string[] | null;
  }[];
};

export type Ballot = {
  readonly personId: string;
  readonly ballot: "first" | "final";
  readonly recommendation: Recommendation;
};

/** What all counts are sums of, so that loops can be added and taken out again. */
export type Moves = {
  /** Scores that were changed to be nearer to the others' mean, further from it, or as far. */
  readonly toward: number;
  readonly away: number;
  readonly even: number;
  /** Versions that moved nearer to the others as a whole, and further from them. */
  readonly versionsToward: number;
  readonly versionsAway: number;
  /** Who cast both ballots and changed theirs, and of these who joined the majority of the others. */
  readonly votesChanged: number;
  readonly votesJoined: number;
};

export const noMoves: Moves = {
  ...{ toward: 0, away: 0, even: 0, versionsToward: 0, versionsAway: 0 },
  ...{ votesChanged: 0, votesJoined: 0 },
};

/** What changed on one loop, and by whom: `voters` changed a vote. */
export type Changes = {
  readonly moves: Moves;
  /** The author of each version that `moves` counts. */
  readonly editors: readonly string[];
  readonly voters: readonly string[];
};

/** A distance that sums of fractions could have made. */
const HAIR = 1e-9;

/**
 * Scores changed in versions that were sealed after others could be read, against the mean of those
 * others' cards as they stood then; and final votes against first ones. Null where nothing changed.
 */
export function movesOf(
  cards: readonly MovingCard[],
  ballots: readonly Ballot[] = [],
): Changes | null {
  const sums = { ...noMoves };
  const editors: string[] = [];
  for (const { interviewerId, versions } of cards)
    for (const [at, version] of versions.entries()) {
      const before = versions[at - 1];
      if (!before || !version.couldRead || version.couldRead.length === 0) continue;
      const others = othersThen(cards, interviewerId, version.couldRead, version.sealedAt);
      const changes = changesIn(before.ratings, version.ratings, others);
      if (changes.length === 0) continue;
      sums.toward += changes.filter((change) => change < -HAIR).length;
      sums.away += changes.filter((change) => change > HAIR).length;
      sums.even += changes.filter((change) => Math.abs(change) <= HAIR).length;
      const whole = changes.reduce((a, b) => a + b, 0);
      if (whole < -HAIR) sums.versionsToward++;
      if (whole > HAIR) sums.versionsAway++;
      editors.push(interviewerId);
    }
  const votes = votesOf(ballots);
  sums.votesChanged = votes.length;
  sums.votesJoined = votes.filter(({ joined }) => joined).length;
  const voters = votes.map(({ personId }) => personId);
  return editors.length + voters.length === 0 ? null : { moves: sums, editors, voters };
}

/** The newest version of each of those others, of the ones sealed before a moment. */
const othersThen = (
  cards: readonly MovingCard[],
  author: string,
  readable: readonly string[],
  moment: Date,
): (readonly Scored[])[] =>
  cards
    .filter(({ interviewerId }) => interviewerId !== author && readable.includes(interviewerId))
    .flatMap(({ versions }) => {
      const newest = versions.findLast(({ sealedAt }) => sealedAt < moment);
      return newest ? [newest.ratings] : [];
    });

const scoreOn = (ratings: readonly Scored[], criterion: string): number | null =>
  ratings.find((rating) => rating.criterion === criterion)?.score ?? null;

/** For each changed score that others gave too: how much further from their mean it is than it was. */
function changesIn(
  before: readonly Scored[],
  after: readonly Scored[],
  others: readonly (readonly Scored[])[],
): number[] {
  return after.flatMap(({ criterion, score }) => {
    const was = scoreOn(before, criterion);
    if (score === null || was === null || score === was) return [];
    const scores = others.flatMap((ratings) => scoreOn(ratings, criterion) ?? []);
    const centre = mean(scores);
    return centre === null ? [] : [Math.abs(score - centre) - Math.abs(was - centre)];
  });
}

/** For each changed vote whether it became the one that most of the others had cast first. */
function votesOf(ballots: readonly Ballot[]) {
  const first = ballots.filter(({ ballot }) => ballot === "first");
  return ballots.flatMap(({ personId, ballot, recommendation }) => {
    const own = first.find((one) => one.personId === personId);
    if (ballot !== "final" || !own || own.recommendation === recommendation) return [];
    const others = first.filter((one) => one.personId !== personId);
    return [{ personId, joined: majorityOf(others) === recommendation }];
  });
}

/** What more than half of the votes say, of two or more; null where nothing does. */
function majorityOf(votes: readonly Ballot[]): Recommendation | null {
  if (votes.length < 2) return null;
  const same = ({ recommendation }: Ballot) =>
    votes.filter((vote) => vote.recommendation === recommendation).length;
  return votes.find((vote) => same(vote) > votes.length / 2)?.recommendation ?? null;
}
