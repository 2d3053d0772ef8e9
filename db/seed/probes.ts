import type { RoundKind } from "#app/domain/loop.ts";
import type { Probe, ProbeAnswer, ProbeReply } from "#app/domain/probe.ts";
import { type Bank, probesFor } from "#app/domain/question.ts";
import type { Pattern } from "#app/domain/rubric.ts";
import type { Candidate } from "#db/seed/impressions.ts";
import { pick, type Random } from "#db/seed/random.ts";

type Said = Readonly<Partial<Record<ProbeAnswer, readonly string[]>>>;

/** What candidates of the past loops said to the kits' probes. */
const replies: Readonly<Record<string, Said>> = {
  "more-workers": {
    "took-it": [
      "19': \"Sure, let's go to forty.\" Changed the number, ran nothing, and went on to the mails.",
      '18\': "That would do it." The worker count was the one change they kept to the end.',
    ],
    engaged: [
      "18': \"It moves the wall. At fifty a second and thirty seconds each you'd need 1,500.\" Then wrote the timeout.",
      "20': \"More of them wait, that's all.\" Came back to the limit unprompted at 27'.",
      '19\': "For tonight, maybe ten more, and a timeout, or they all hang."',
    ],
    refused: ['18\': "No, we won\'t do that." Asked why, twice: "I just wouldn\'t."'],
  },
  "page-of-bookings": {
    "took-it": [
      "31': \"That's quick, I'll put it in.\" Eight minutes on a table of bookings; the mail still repeated.",
    ],
    engaged: [
      '30\': "Who looks at it this evening? Nobody? Then it goes on the list, under the stale fares."',
      "29': \"I'd rather give you a log line you can search tonight, and the page next week.\"",
    ],
  },
  "how-do-you-know": {
    "took-it": ['26\': "Because I put the timeout there." Asked again: "It has to be right now."'],
    engaged: [
      "25': Threw the switch, ran the script and read the count aloud. \"What I haven't shown is two at once.\"",
      "28': \"I don't yet. Give me the script.\" It failed, and they said so before I did.",
    ],
  },
  "correct-the-rounding": {
    "took-it": [
      "21': \"Oh yes, that's off by one.\" Corrected it. The report came up when I asked.",
    ],
    engaged: [
      "22': \"It is odd. Who'd notice if it went?\" Left it, with a name and a remark.",
      '20\': "A bug somebody may be paid by." Looked for callers first, then pinned it with a test.',
    ],
    refused: ['23\': "Not touching that." No reason then, and none at the end.'],
  },
  "event-bus": {
    "took-it": [
      '24\': "Good point." The bus stood first among the blocking comments.',
      "26': \"Yes, that's how you'd do it properly.\" No word on deliveries that come twice.",
    ],
    engaged: [
      '25\': "How many refunds is that? Forty? Then a key on the row, and no bus."',
      "24': \"A bus hands it over twice as well. You'd still need the key.\"",
    ],
  },
  "out-today": {
    "took-it": [
      '33\': "If it has to, it has to." Approved it; the double payment was not named again.',
    ],
    engaged: [
      '32\': "Two hours an evening is real. Then today with the key, and without the rename."',
    ],
    refused: ['34\': "That is not my problem." The two hours did not enter the answer.'],
  },
  "wrong-follow-up": {
    "took-it": [
      '27\': "Right, head office numbers them." The gate without a link was gone from the drawing.',
    ],
    engaged: [
      '28\': "And when the link is down for the morning? Then nothing leaves the yard." Kept the local block.',
      "26': \"It could, for sites that are always on. These aren't.\"",
    ],
    refused: ['27\': "No." I waited. "It\'s just not how it\'s done."'],
  },
  "kept-back-fact": {
    "took-it": ["20': The store was drawn by then, sized for a guess they had not said aloud."],
    engaged: [
      "7': \"Who may correct a record once it's printed?\" That was the fact I kept back.",
      "11': \"I'll assume one writer per site; tell me when that breaks.\"",
    ],
  },
  "exactly-once": {
    "took-it": [
      '22\': "Yes, exactly once." Ten minutes earlier they had told me about the repeats.',
    ],
    engaged: [
      '21\': "Not quite: at least once, and the ledger threw the second one away."',
      "23': Let it pass, then at 29': \"I should correct something you said before.\"",
    ],
  },
  "source-of-a-number": {
    "took-it": [
      '18\': "Forty per cent, we were all very happy with it." From what? "It was clear."',
    ],
    engaged: [
      "19': \"From the billing export, and I'd say thirty. The season did the rest.\"",
      '17\': "I remember the slide, not the query. Call it a third."',
    ],
  },
  "other-team": {
    "took-it": [
      '16\': "Honestly, yes. They never answered." Their own part did not come up again.',
    ],
    engaged: [
      "15': \"They had what we sent them, and that was wrong. I'd signed it off.\"",
      '17\': "It looked like that from where we sat. Their week was worse than ours."',
    ],
  },
};

/** Cards of the past that say something of a probe: few enough that no reply stands on two of them. */
const SHARE = 0.16;

/**
 * What the past loops' interviewers wrote of their probes. Draws of its own, so that what they rated
 * stays what it was.
 */
export function probesOfThePast(
  random: Random,
  kits: Pick<Bank, "kits">,
  patterns: readonly Pattern[],
) {
  const used = new Map<string, number>();
  return (kind: RoundKind, candidate: Candidate): ProbeReply[] => {
    const asked = probesFor(kits, kind, patterns).filter(({ probe }) => probe in replies);
    const [first, ...others] = asked;
    if (random() > SHARE || !first) return [];
    const probe = pick(random, [first, ...others]);
    const answer = answerOf(probe, candidate);
    const at = used.get(`${probe.probe} ${answer}`) ?? 0;
    const quote = replies[probe.probe]?.[answer]?.[at];
    if (quote === undefined) return [];
    used.set(`${probe.probe} ${answer}`, at + 1);
    return [{ ...probe, answer, quote }];
  };

  function answerOf({ taken, refused }: Probe, { patterns: own }: Candidate): ProbeAnswer {
    const chance = random();
    if (refused.length > 0 && chance < 0.12) return "refused";
    return chance < (taken.some((key) => own.includes(key)) ? 0.8 : 0.3) ? "took-it" : "engaged";
  }
}

/** Replies on a card in flight, to those of them that its round's kit asks for. */
export const repliesOn = (
  probes: readonly Probe[],
  said: readonly Pick<ProbeReply, "probe" | "answer" | "quote">[],
): ProbeReply[] =>
  probes.flatMap((planted) =>
    said.flatMap(({ probe, answer, quote }) =>
      probe === planted.probe ? [{ ...planted, answer, quote }] : [],
    ),
  );
