import { asc } from "drizzle-orm";
import { quarterIn } from "#app/domain/calibration/quarters.ts";
import type { DrillAnswer, DrillScoring } from "#app/domain/drill.ts";
import { levels } from "#app/domain/level.ts";
import { drillAttempt, drillVersion } from "#db/schema.server.ts";
import { people, styleOf } from "#db/seed/people.ts";
import { between, idsFrom, mulberry32, normal, type Random, shuffled } from "#db/seed/random.ts";
import { DAY, HOUR, type Making, MINUTE } from "#db/seed/setting.ts";

/** Days ago on which people sat down to drills: further apart than a quarter is long, as each counts once in one. */
const sittings = [490, 397, 304, 211, 118, 24];
const AT_ONCE = 4;
/** Different drills a person does, again and again, so that there is something left to show them. */
const DIFFERENT = 8;

/**
 * What the demo's interviewers scored in drills, each as severe as on their cards. Draws of its own, so
 * that loops and cards stay the same whatever drills there are.
 */
export async function insertDrillAttempts(making: Making): Promise<void> {
  const { tx, now, idOf, note } = making;
  const random = mulberry32(77_041);
  const newId = idsFrom(mulberry32(9_173));
  const versions = await tx
    .select()
    .from(drillVersion)
    .orderBy(asc(drillVersion.publishedAt), asc(drillVersion.id));
  const points = making.rubric.content.scale.length;
  const criteria = making.rubric.content.criteria.map(({ key }) => key);
  const rows: (typeof drillAttempt.$inferInsert)[] = [];
  for (const { name, permissions } of people) {
    if (!permissions.includes("interviewer")) continue;
    const own = shuffled(random, versions).slice(0, DIFFERENT);
    for (const daysAgo of sittings) {
      const many = isAna(name) ? (daysAgo > 100 ? AT_ONCE : 0) : between(random, 0, AT_ONCE);
      for (const [place, version] of shuffled(random, own).slice(0, many).entries()) {
        const started = now.getTime() - daysAgo * DAY - (idOf(name).length % 5) * HOUR;
        const at = new Date(started + place * 25 * MINUTE);
        const of = version.content.answers;
        const scoringOf = (answer: DrillAnswer) =>
          scoringFrom(random, answer, { effect: styleOf(name).effect, points, criteria });
        const { id: drillVersionId, key, number } = version;
        const quarter = quarterIn(at);
        const personId = idOf(name);
        const scorings = [scoringOf(of[0]), scoringOf(of[1])] as const;
        rows.push({ id: newId(at), personId, drillVersionId, key, quarter, scorings, at });
        const facts = { key, number, quarter };
        note(at, name, { action: "drill.scored", subject: drillVersionId, facts });
      }
    }
  }
  if (rows.length > 0) await tx.insert(drillAttempt).values(rows);
}

const isAna = (name: string) => name === "Ana Ferreira";

/** The key with this person's severity and some chance; what the key leaves out was mostly not asked. */
function scoringFrom(
  random: Random,
  { level, scores }: DrillAnswer,
  { effect, points, criteria }: { effect: number; points: number; criteria: readonly string[] },
): DrillScoring {
  const shifted = random() < 0.75 ? level : (levels[levels.indexOf(level) - 1] ?? level);
  return {
    level: shifted === "mid" ? level : shifted,
    ratings: criteria.map((criterion) => {
      const keyed = scores.find((one) => one.criterion === criterion);
      const said = keyed ? keyed.score + effect + normal(random, 0.55) : null;
      if (said === null)
        return { criterion, score: null, notObserved: random() < 0.8 ? "not-asked" : "no-signal" };
      return {
        criterion,
        score: Math.min(points, Math.max(1, Math.round(said))),
        notObserved: null,
      };
    }),
  };
}
