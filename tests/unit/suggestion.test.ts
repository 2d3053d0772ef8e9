import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PatternKey, patternKeys } from "#app/domain/suggestion/patterns.ts";
import { suggestedTags } from "#app/domain/suggestion/suggestion.ts";

const keysIn = (note: string) => suggestedTags(note).map(({ key }) => key);

/** What a note asserts of the candidate, and the same topic without that. */
const pairs: Record<PatternKey, readonly [shown: string, notShown: string]> = {
  "accepts-framing": [
    "He started drawing endpoints within a minute and never asked who the report is for or why they want it.",
    "Asked who the report is for and why they want it, and used both answers as constraints.",
  ],
  "complexity-showcase": [
    "Proposed event sourcing, a service mesh and three Kafka clusters for a form that ten people use; no constraint asked for any of it.",
    "Mentioned event sourcing, said ten users do not justify it, and stayed with one table.",
  ],
  "unstated-tradeoffs": [
    "Picked MongoDB without a reason. Asked what it costs us compared to Postgres, she had no answer and moved on.",
    "Picked MongoDB over Postgres, gave the reason, and named what it costs us.",
  ],
  "agrees-with-everything": [
    "Accepted each of my hints, even the planted wrong one about skipping the lock, and never offered a view of her own.",
    "Did not just agree with my planted hint: she declined it and explained why the lock has to stay.",
  ],
  "scope-creep": [
    "Kept adding features nobody asked for: a mobile app, a chatbot, loyalty points. The upload itself was never finished.",
    "I worried about scope creep when he mentioned a mobile app, but he parked it and finished the upload.",
  ],
  "org-blind": [
    "Changed the billing team's schema without asking who owns it or which teams consume it.",
    "Asked which team owns the billing schema and agreed a contract with its consumers first.",
  ],
  "single-solution": [
    "One approach only. When I ruled it out and asked for an alternative she couldn't name another way.",
    "When I ruled out her first approach she offered two alternatives and compared them.",
  ],
  contrarian: [
    "Rejected the deletion requirement as nonsense and, when I explained the reason, rejected it again without any counter-proposal.",
    "Questioned the deletion requirement, heard the reason, and met it with a softer rule.",
  ],
  "checklist-performance": [
    "Sprinkled stakeholder alignment and business impact over every answer; nothing in the design followed from any of it.",
    "Business impact came up once, and it decided which store he chose.",
  ],
  "framing-overreach": [
    "I asked which index he would use and got twenty minutes on governance and team topologies. The index never came.",
    "Framing took four minutes, then she answered the index question directly and in depth.",
  ],
  "false-certainty": [
    "Stated a guess about our traffic as a fact, was wrong by a factor of ten, and insisted she was certain.",
    "Said she was not certain about our traffic, labelled it a guess and said how she would measure it.",
  ],
  "hedges-everything": [
    "Asked three times for a recommendation. Three times it depends, pros and cons on both sides, and no decision.",
    "Said it depends on write volume, then gave a clear recommendation for each case and committed to one.",
  ],
  "rehearsed-breadth": [
    "Recited the textbook answer, load balancer, cache, queue, CDN, with no link to our problem.",
    "Skipped the textbook answer and chose each part for a reason in our problem.",
  ],
  "no-failure-modes": [
    "Happy path only: no timeouts, no retry limits, and when I asked what happens if the broker is down he had nothing.",
    "Timeouts, bounded retries and idempotency keys came up before I asked what breaks.",
  ],
  "unverified-claims": [
    "Claimed it is twice as fast now, but ran no test and no benchmark, and could not say how he knows.",
    "Claimed it is twice as fast, and showed the benchmark from before and after.",
  ],
  "bolts-on-change": [
    "Added another flag and a fourth copy of the same block to the messy function, and cleaned up nothing.",
    "Removed the duplicated block and renamed the flag before adding the change.",
  ],
  "blames-others": [
    "Every failure was somebody else's fault: the PM, QA, the vendor. Asked for his own part, there was none.",
    "Named her own part in the outage first and did not blame QA or the vendor.",
  ],
  "solo-narrative": [
    'Every story is "I built, I decided". No colleague got a name, and asked who else worked on it he could not say.',
    "Gave her colleagues credit by name and told whose idea the rollout was.",
  ],
  "no-influence-evidence": [
    "No example of influencing anyone beyond his own team, though I asked three times for one.",
    "Convinced two other teams who don't report to her to adopt the standard.",
  ],
  "stuck-at-one-altitude": [
    "Asked to zoom out to the big picture, he stayed down in the byte layout; no request of mine got him out of the details.",
    "Zoomed out to the big picture when asked and came back to the byte layout with ease.",
  ],
  "freezes-on-ambiguity": [
    "The open prompt stopped him: ten minutes of silence, then he demanded a full specification before he would start.",
    "The prompt was vague, so she wrote down three assumptions and made a first cut.",
  ],
  "defers-to-assistant": [
    "Let Copilot choose the partition key and pasted its output without reading it.",
    "Used Copilot for boilerplate, read its output and rejected the partition key it suggested.",
  ],
};

describe.each(patternKeys)("%s", (key) => {
  const [shown, notShown] = pairs[key];

  test("is suggested where a note asserts it", () => {
    expect(keysIn(shown)).toContain(key);
  });

  test("is not where a note speaks of the same without asserting it", () => {
    expect(keysIn(notShown)).toEqual([]);
  });
});

test.each([
  "The previous candidate agreed with everything I said and pasted whatever Copilot produced. This one did neither.",
  "He complained that his old team never tested anything and blamed the vendor for each outage.",
  "I led him too much and gave away the alternative, so I cannot say whether he has one.",
  "Tidy code, clear naming, sensible tests, a friendly hour.",
  "",
  " \n\n - \n",
  "候補者は三つの案を比べた。Хорошо. 👍🏽",
])("nothing is suggested from %j", (note) => {
  expect(suggestedTags(note)).toEqual([]);
});

test("a suggestion points at its sentence and at the words that made it", () => {
  const sentence =
    "Accepted each of my hints, even the planted wrong one, and never offered a view of her own.";
  const note = `Friendly, on time.\n- ${sentence}\n- Good SQL.`;
  const [suggestion, ...others] = suggestedTags(note);
  expect(others).toEqual([]);
  expect(suggestion?.sentence).toBe(sentence);
  expect(note.slice(suggestion?.start, suggestion?.end)).toBe(sentence);
  const words = (suggestion?.words ?? []).map(({ start, end }) => note.slice(start, end));
  expect(words.length).toBeGreaterThan(0);
  for (const word of words) expect(suggestion?.because).toContain(`"${word}"`);
  expect(suggestion?.because).toMatch(/ as going along with whatever is suggested$/);
});

test("suggestions come once each, in the catalogue's order", () => {
  const note = `${pairs["defers-to-assistant"][0]} ${pairs["scope-creep"][0]}`;
  expect(keysIn(note)).toEqual(["scope-creep", "defers-to-assistant"]);
});

test("a long note is read in stretches, so that one moment in it is still found", () => {
  const filler = "We talked about the team and the office. Pleasant, and the coffee was good. ";
  const note = `${filler.repeat(60)}${pairs["scope-creep"][0]} ${filler.repeat(60)}`;
  expect(note.length).toBeGreaterThan(9000);
  expect(keysIn(note)).toContain("scope-creep");
});

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc
    .array(
      fc.constantFrom(...Object.values(pairs).flat(), "\n", " - ", '"', "“", "’", "…", "\u0000"),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join("")),
);

test("any text is read, always the same, and what is pointed at is there", () => {
  fc.assert(
    fc.property(text, (note) => {
      const found = suggestedTags(note);
      expect(suggestedTags(note)).toEqual(found);
      expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
      for (const { start, end, sentence, words } of found) {
        expect(note.slice(start, end)).toBe(sentence);
        for (const word of words) {
          expect(word.start).toBeGreaterThanOrEqual(start);
          expect(word.end).toBeLessThanOrEqual(end);
          expect(word.end).toBeGreaterThan(word.start);
        }
      }
    }),
    { numRuns: 200 },
  );
});
