/** Moments at which an interviewer saw a pattern, or saw the opposite of it. */
export type PatternQuotes = {
  /** Where it tends to show: a weak score there makes it likelier. */
  readonly criterion: string;
  readonly seen: readonly string[];
  readonly counter: readonly string[];
};

export const quotes: Readonly<Record<string, PatternQuotes>> = {
  "accepts-framing": {
    criterion: "tradeoff-reasoning",
    seen: [
      "2': \"OK, so we need an API and a table.\" First box drawn before any question. The first question, at 19', was about requests per second.",
      "I stayed silent for a minute after the prompt. They started with the schema. Nobody ever asked who the users are.",
    ],
    counter: [
      '11\': "Wait, who is this for, support or the customer?" The answer changed the whole read path, even if it came late.',
    ],
  },
  "complexity-showcase": {
    criterion: "tradeoff-reasoning",
    seen: [
      '14\': "I\'d do event sourcing with CQRS here." The load on the table was 30 writes a minute. What needs it? "It keeps our options open."',
      'Service mesh, two regions and a stream processor by 20\' for an internal tool of 40 users. Asked what to drop for two people on call: "nothing, really".',
    ],
    counter: [
      "23': crossed the stream processor out again. \"At this size a cron job does it. I'd want it from about 500 a second.\"",
    ],
  },
  "unstated-tradeoffs": {
    criterion: "tradeoff-reasoning",
    seen: [
      '9\' "Kafka", 12\' "Redis", 16\' "gRPC". Asked at 17\' what Redis costs us here: "it\'s very fast".',
      '"What does that choice cost us?" "It doesn\'t, it\'s the better one." I waited, nothing more came.',
    ],
    counter: [
      '26\': came back to the queue by themselves. "I skipped this before: it costs us ordering, and refunds care about order."',
    ],
  },
  "agrees-with-everything": {
    criterion: "tradeoff-reasoning",
    seen: [
      'I suggested caching balances for ten minutes, which is plainly wrong here. 21\': "Yes, good idea, that takes load off." And it went into the design.',
      'Took four hints in a row, including dropping the idempotency key: "Sure, we can simplify that."',
    ],
    counter: [
      "28': turned my ten-minute cache down. \"Fine for the catalogue. For balances I'd lose money explaining it to people.\"",
    ],
  },
  "scope-creep": {
    criterion: "tradeoff-reasoning",
    seen: [
      "By 25' the export job had a permissions model, a plugin system and a mobile view. The export itself was one box without a word in it.",
      '"And while we\'re at it, we could support other tenants." Nobody had asked. The failing path I had asked about was not reached.',
    ],
    counter: [
      "30': \"I've wandered. Tenants go on the list, back to the export.\" Cut three of their own boxes.",
    ],
  },
  "org-blind": {
    criterion: "stewardship",
    seen: [
      'I said early that two other teams would use this. At 38\' I asked who is paged when it fails: "whoever wrote it, I suppose".',
      'A table that three services write to, with no owner. "They can coordinate." How? "In the channel."',
    ],
    counter: [
      "17': \"If fraud reads this table we've made it an API. Let's give them a view and version it.\"",
    ],
  },
  "single-solution": {
    criterion: "tradeoff-reasoning",
    seen: [
      "I said queues are not available here. 18': \"Then I'd ask for one.\" Asked for any other way, three times, and did not get one.",
      '"There is really only one way to do this properly." There are at least three, two of them in our own code.',
    ],
    counter: [
      "24': after a prompt described polling with a cursor well enough to compare it with the queue, and preferred it for small tenants.",
    ],
  },
  contrarian: {
    criterion: "leverage",
    seen: [
      '7\': "I wouldn\'t build this at all." I gave the reason it is needed, in numbers. "Still, I\'d push back." Ten minutes went on it.',
      'Called the latency target "made up by product" and designed for another one. Did not ask where it came from.',
    ],
    counter: [],
  },
  "checklist-performance": {
    criterion: "leverage",
    seen: [
      '33\': "Oh, and of course I\'d align stakeholders and think about the business impact." Which ones? "All of them." Nothing in the design moved.',
      'Ran through cost, security, observability and culture in one breath at the end. I asked about cost: "we\'d monitor it".',
    ],
    counter: [],
  },
  "framing-overreach": {
    criterion: "leverage",
    seen: [
      "I asked how the index would be used. 15': six minutes on who should own search as a capability. Asked again, got the org chart.",
      "Framing ran until 27' of 45. The design that followed had two boxes and no failure in it.",
    ],
    counter: [],
  },
  "false-certainty": {
    criterion: "verification",
    seen: [
      '"Postgres locks the whole table when you add an index." I asked if there was a way around it. "No." Said as fact, twice.',
      '12\': "That will never exceed 50 milliseconds." Based on? "Experience." The graph in the task shows 300.',
    ],
    counter: [
      "20': corrected themselves. \"I said never; I mean I haven't seen it. Worth a measurement before we lean on it.\"",
    ],
  },
  "hedges-everything": {
    criterion: "tradeoff-reasoning",
    seen: [
      '"It depends" eleven times; I counted after the fifth. At 36\' I asked for a recommendation: "both have merits".',
      'Asked for a choice with any confidence at all. "I would want to see more data." Which data? "In general."',
    ],
    counter: [],
  },
  "rehearsed-breadth": {
    criterion: "tradeoff-reasoning",
    seen: [
      'CDN, cache, queue, replicas, in that order, in four minutes. The prompt has no static content. Asked what the CDN serves: "assets".',
      "6': word for word the video on news feeds. When I changed the fan-out they started the same list again.",
    ],
    counter: [],
  },
  "no-failure-modes": {
    criterion: "failure-mode-instinct",
    seen: [
      "Asked at 22' and at 34' what breaks first. \"Nothing should, if it's deployed right.\"",
      'The gateway call has no timeout. I asked what happens when it takes a minute. "It doesn\'t." It does in the log I had shown.',
    ],
    counter: [
      "31': once asked, went straight to the half-finished payout: \"we paid and didn't write it down, that's the one I'd fix first\".",
    ],
  },
  "unverified-claims": {
    criterion: "verification",
    seen: [
      "\"Done, that's fixed.\" 29', not run once. It did not compile.",
      'Said the refactor keeps behaviour. I asked for any check. "I read it carefully." The rounding had changed.',
    ],
    counter: [],
  },
  "bolts-on-change": {
    criterion: "stewardship",
    seen: [
      "A third copy of the address check, 16'. \"I'd rather not touch the other two.\" Left all three without a note.",
      'Sixth parameter, a boolean, default true. Asked how the call reads now: "you get used to it".',
    ],
    counter: [],
  },
  "blames-others": {
    criterion: "leverage",
    seen: [
      'On the failed migration: "the platform team gave us a broken tool". Asked for their own part: "trusting them".',
      'Three incidents, three other teams. 24\': "we did everything right on our side".',
    ],
    counter: [],
  },
  "solo-narrative": {
    criterion: "leverage",
    seen: [
      'Eleven minutes on the rewrite without another person in it. Who reviewed it? "Somebody from the team."',
      '"I designed it, I built it, I rolled it out." A team of seven, as it turned out at 32\'.',
    ],
    counter: [],
  },
  "no-influence-evidence": {
    criterion: "leverage",
    seen: [
      'Asked for anyone outside the team who acts differently because of them. 18\': "they have read my document". Any change? "Hard to say."',
      "Both examples were of being the lead and deciding. Nothing where they had no say, although I asked for that exactly.",
    ],
    counter: [],
  },
  "stuck-at-one-altitude": {
    criterion: "leverage",
    seen: [
      "Asked for the bytes on the wire at 13' and got boxes. Asked again and got boxes with more arrows.",
      'Forty minutes inside one index. I asked twice what this means for the teams that read it. "They\'d use the index."',
    ],
    counter: [],
  },
  "freezes-on-ambiguity": {
    criterion: "failure-mode-instinct",
    seen: [
      'Five minutes of "I\'d need the requirements". I offered that any assumption is fine. 8\': "I don\'t want to assume".',
      "Would not draw a first version without the traffic figures. I said pick one. They asked who would know.",
    ],
    counter: [],
  },
  "defers-to-assistant": {
    criterion: "verification",
    seen: [
      'Asked the assistant which isolation level to use and took it. Why that one? "That\'s what it recommends."',
      "20': accepted 80 generated lines unread, and let it choose what to do with failed payouts. It drops them.",
    ],
    counter: [],
  },
};
