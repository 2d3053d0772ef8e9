import { adviceFor } from "#app/domain/calibration/advice.ts";
import { meanScore, personFigures, whoseIs } from "#app/domain/calibration/figures-person.ts";
import {
  alikeWords,
  correlationWords,
  effectTitles,
  punctualityWords,
  seenIn,
} from "#app/domain/calibration/profile-words.ts";
import type { RaterEffect } from "#app/domain/calibration/rater-readings.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { MINIMUM_CARDS } from "#app/domain/calibration/summary.ts";
import type { Profile } from "#app/domain/calibration/view.ts";

/** Where the method page explains each effect. */
const methods: Record<RaterEffect, string> = {
  severity: "severity",
  erratic: "uneven",
  random: "unrelated",
  "central-tendency": "little-scale",
  "range-restriction": "little-scale",
  halo: "criteria-alike",
};

export type Shown = NonNullable<ReturnType<typeof shownOf>>;

/** What the page says and draws of a profile; below the minimum sample only how many cards there are. */
export function shownOf(profile: Profile) {
  const { person, own, rubric, found } = profile;
  if (!found || !rubric) return null;
  const { finding, punctuality, partners, island } = found;
  if (finding.cards < MINIMUM_CARDS) return { finding: { cards: finding.cards }, full: null };
  const whose = whoseIs(profile);
  const { cards, ratings, mean, sd, facet, severity, drift, panel, unread } = finding;
  const alike = alikeWords(finding, whose);
  const flags = finding.flags
    // Severity is said first on the page.
    .filter(({ effect }) => effect !== "severity")
    .map(({ effect, note }) => ({
      ...{ effect, title: effectTitles[effect], method: methods[effect] },
      said: effect === "halo" && finding.flat.cards > 0 && alike ? alike : seenIn(note, whose),
    }));
  const words = [
    { said: flags.some(({ said }) => said === alike) ? null : alike, method: methods.halo },
    { said: isRefusal(panel) ? null : correlationWords(panel, whose), method: methods.random },
  ];
  return {
    finding: { cards },
    full: {
      ...{ ratings, mean, sd, facet, unread, partners, island },
      othersMean: found.others && meanScore(found.others),
      figures: personFigures({ person, own, rubric, found }),
      severityRefused: isRefusal(severity) ? severity.reason : null,
      change: isRefusal(drift)
        ? drift.reason
        : isRefusal(drift.change)
          ? drift.change.reason
          : drift.change.words,
      punctuality: punctuality && { ...punctuality, words: punctualityWords(punctuality) },
      seen: words.flatMap(({ said, method }) => (said ? [{ said, method }] : [])),
      flags,
      nothingFound: finding.flags.length === 0,
      advice: adviceFor({
        interviewer: finding,
        partners: partners?.length ?? null,
        punctuality,
        islands: island?.of ?? 1,
      }),
    },
  };
}
