import * as z from "zod/mini";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import type { Scored } from "#app/domain/drill.ts";
import { agreementWithKey, firstAttempts, MINIMUM_DRILLS } from "#app/domain/drill-agreement.ts";

const count = (what: string, least: number, most: number) =>
  z.coerce
    .number(`${what} is a whole number.`)
    .check(
      z.int(`${what} is a whole number.`),
      z.gte(least, `${what} is at least ${least}.`),
      z.lte(most, `${what} is at most ${most}.`),
    );

/** What a trainee needs before their cards count. Plain numbers, so that versions compare field by field. */
export const QualificationRule = z.object({
  drills: count("The number of drills", MINIMUM_DRILLS, 50),
  /** Percent of scores at most one point from the key's; 0 asks for none. */
  withinOne: count("The share within one point", 0, 100),
  /** Hundredths of the quadratically weighted kappa; 0 asks for none. */
  kappa: count("The kappa, in hundredths,", 0, 100),
  shadowCards: count("The number of shadow cards", 0, 50),
});
export type QualificationRule = z.infer<typeof QualificationRule>;

/** In force until a lead sets another. */
export const FIRST_RULE: QualificationRule = { drills: 4, withinOne: 85, kappa: 0, shadowCards: 3 };

export type QualificationPart = {
  readonly key: "drills" | "within-one" | "kappa" | "shadow-cards";
  readonly met: boolean;
  /** "2 of 4 drills" */
  readonly words: string;
  /** What is missing: "2 more drills"; null where met. */
  readonly missing: string | null;
};
export type Qualification = {
  readonly qualified: boolean;
  /** In the order of the rule; what the rule does not ask for is absent. */
  readonly parts: readonly QualificationPart[];
  /** All of it in one sentence. */
  readonly words: string;
};

/**
 * Where a person stands: drills done, sealed shadow cards, and agreement over the newest `rule.drills` of
 * their first attempts, so that a weak beginning is not held against them for good. `scored` are that
 * person's attempts. Point values decide, not intervals: the rule is set by people, who see both.
 */
export function qualification(
  rule: QualificationRule,
  done: { readonly scored: readonly Scored[]; readonly shadowCards: number },
): Qualification {
  const first = firstAttempts(done.scored);
  const read = agreementWithKey(first.slice(-rule.drills));
  const found = isRefusal(read) || first.length < rule.drills ? null : read;
  const kappa = found && !isRefusal(found.kappa) ? found.kappa.value : null;
  const over = `over the last ${rule.drills} drills`;
  const parts = [
    counted("drills", first.length, rule.drills, "drill"),
    ...(rule.withinOne === 0
      ? []
      : [
          reached("within-one", found && found.withinOne * 100, rule.withinOne, {
            is: (percent) =>
              `${Math.floor(percent)}% of scores within one point of the key ${over}`,
            need: `${rule.withinOne}% of scores within one point of the key`,
          }),
        ]),
    ...(rule.kappa === 0
      ? []
      : [
          reached("kappa", kappa && kappa * 100, rule.kappa, {
            is: (hundredths) => `weighted kappa ${cut(hundredths)} ${over}`,
            need: `a weighted kappa of ${cut(rule.kappa)}`,
          }),
        ]),
    ...(rule.shadowCards === 0
      ? []
      : [counted("shadow-cards", done.shadowCards, rule.shadowCards, "shadow card")]),
  ];
  const missing = parts.flatMap((part) => part.missing ?? []);
  return {
    qualified: missing.length === 0,
    parts,
    words:
      missing.length === 0
        ? `Qualified: ${listed(parts.map((part) => part.words))}.`
        : `Still needed: ${listed(missing)}.`,
  };
}

/** The rule in one sentence, as everybody reads it. */
export function ruleWords({ drills, withinOne, kappa, shadowCards }: QualificationRule): string {
  const asked = [
    amount(drills, "drill"),
    ...(withinOne === 0 ? [] : [`${withinOne}% of scores within one point of the key`]),
    ...(kappa === 0 ? [] : [`a weighted kappa of ${cut(kappa)} or more`]),
    ...(shadowCards === 0 ? [] : [amount(shadowCards, "shadow card")]),
  ];
  const over = withinOne + kappa === 0 ? "" : ` Agreement is read over the last ${drills} drills.`;
  return `To qualify: ${listed(asked)}.${over}`;
}

function counted(
  key: QualificationPart["key"],
  have: number,
  need: number,
  what: string,
): QualificationPart {
  const met = have >= need;
  return {
    ...{ key, met },
    words: met ? amount(have, what) : `${have} of ${amount(need, what)}`,
    missing: met ? null : `${amount(need - have, what, " more")}`,
  };
}

function reached(
  key: QualificationPart["key"],
  have: number | null,
  need: number,
  said: { readonly is: (have: number) => string; readonly need: string },
): QualificationPart {
  // Shares such as 0.85 * 100 fall a hair below what they stand for.
  const met = have !== null && have + 1e-9 >= need;
  return {
    ...{ key, met },
    words: have === null ? `${said.need}: not known yet` : said.is(have + 1e-9),
    missing: met ? null : have === null ? said.need : `${said.need} (now ${said.is(have + 1e-9)})`,
  };
}

const amount = (count: number, what: string, more = "") =>
  `${count}${more} ${what}${count === 1 ? "" : "s"}`;
/** Cut and not rounded: 0.598 must not read as the 0.60 that it misses. */
const cut = (hundredths: number) => (Math.floor(hundredths + 1e-9) / 100).toFixed(2);
const listed = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
