import { expect, test } from "vitest";
import type { ProbeReply } from "#app/domain/probe.ts";
import type { SealedCard } from "#app/domain/scorecard.ts";
import { sealHash } from "#db/queries/seal.server.ts";

const sealed: SealedCard = {
  ratings: [
    {
      ...{ criterion: "verification", score: 3, notObserved: null, confidence: "high" },
      evidence: "Asked for the rollback first.",
    },
    {
      ...{ criterion: "leverage", score: null, notObserved: "not-asked", confidence: null },
      evidence: "",
    },
  ],
  observations: [
    { pattern: "scope-creep", stance: "seen", quote: "“Let us also add billing” 12'" },
  ],
  probes: [],
  recommendation: "yes",
  level: "staff",
  summary: "Proves before claiming.",
};
const reply: ProbeReply = {
  ...{ probe: "more-workers", title: "The wrong hint", taken: ["scope-creep"], refused: [] },
  ...{ answer: "took-it", quote: "“Sure.”" },
};

test("a card that says nothing of probes has the hash it had before cards could", () => {
  expect(sealHash(sealed)).toBe("2abd0f10a918156794c4388c3ec0c58752b04ffd39d4e2c11da45c5b0faa8bc9");
});

test("whatever a card says of a probe is covered by its hash", () => {
  const said: ProbeReply[] = [
    reply,
    { ...reply, answer: "engaged" },
    { ...reply, quote: "“Sure!”" },
    { ...reply, title: "Another" },
    { ...reply, taken: [] },
    { ...reply, refused: ["contrarian"] },
    { ...reply, probe: "other" },
  ];
  const hashes = said.map((one) => sealHash({ ...sealed, probes: [one] }));
  expect(new Set([sealHash(sealed), ...hashes]).size).toBe(said.length + 1);
});
