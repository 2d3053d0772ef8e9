import { readFileSync } from "node:fs";
import { z } from "zod";
import { type Cells, cellsFrom } from "#app/domain/calibration/cells.ts";
import { fitModel } from "#app/domain/calibration/model.ts";
import { normal, type Random, seeded } from "#app/domain/calibration/random.ts";
import { type InterviewerEffects, raterEffects } from "#app/domain/calibration/rater-effects.ts";
import {
  isFlagged,
  type RaterEffect,
  raterEffectNames,
} from "#app/domain/calibration/rater-readings.ts";
import { isRefusal } from "#app/domain/calibration/refusal.ts";
import { MINIMUM_CARDS } from "#app/domain/calibration/summary.ts";

const PANELS = 240;
const SIZES = [30, 60, 120] as const;
const INTERVIEWERS = 12;
const PER_CANDIDATE = 4;
const CRITERIA = 5;

/** Spreads in points, chosen so that the spreads of every statistic match the reference simulation's. */
const SPREAD = { candidate: 0.7, interviewer: 0.35, card: 0.3, rating: 0.6, criterion: 0.3 };

const plants = ["none", "careless", "inconsistent", "central", "halo", "narrow_high"] as const;
type Plant = (typeof plants)[number];

/** What each planted interviewer should be flagged for, and the reference's name of that flag. */
const sought: readonly { plant: Plant; effect: RaterEffect; flag: string }[] = [
  { plant: "careless", effect: "erratic", flag: "misfit_ms" },
  { plant: "inconsistent", effect: "erratic", flag: "misfit_ms" },
  { plant: "careless", effect: "random", flag: "rest_low" },
  { plant: "central", effect: "central-tendency", flag: "central" },
  { plant: "narrow_high", effect: "range-restriction", flag: "severe" },
  { plant: "halo", effect: "halo", flag: "halo" },
];

const falseFlags: readonly { effect: RaterEffect; flag: string }[] = [
  { effect: "erratic", flag: "misfit_ms" },
  { effect: "random", flag: "rest_low" },
  { effect: "central-tendency", flag: "central" },
  { effect: "halo", flag: "halo" },
];

const rates = z.record(z.string(), z.number());
const reference = z
  .object({ expected: z.record(z.string(), z.object({ tpr: rates.nullable(), fpr: rates })) })
  .transform(({ expected }) => expected);

type Row = {
  readonly effect: RaterEffect;
  readonly among: Plant;
  readonly cards: number;
  readonly rate: number;
  readonly expected: number;
};

/**
 * `npm run bench -- rater-flags [--json]`: how often a planted interviewer is caught, and an ordinary
 * one flagged, beside the rates of the reference simulation (R, lme4).
 */
export async function benchRaterFlags(json: boolean): Promise<void> {
  const file = new URL("../reference/sim_rater_flags.json", import.meta.url);
  const expected = reference.parse(JSON.parse(readFileSync(file, "utf8")));
  const began = performance.now();
  const caught: Row[] = [];
  const falsely: Row[] = [];
  for (const size of SIZES)
    for (const plant of plants) {
      const flagged = flagRates(size, plant);
      const cards = (size * PER_CANDIDATE) / INTERVIEWERS;
      const known = expected[`${plant}_C${size}`];
      for (const { effect, flag } of sought.filter((of) => of.plant === plant))
        caught.push(row(effect, flagged.planted(effect), known?.tpr?.[flag]));
      if (plant === "none")
        for (const { effect, flag } of falseFlags)
          falsely.push(row(effect, flagged.others(effect), known?.fpr[flag]));

      function row(effect: RaterEffect, rate: number, beside = Number.NaN): Row {
        return { effect, among: plant, cards, rate, expected: beside };
      }
    }
  const seconds = (performance.now() - began) / 1000;
  if (json) console.log(JSON.stringify({ panels: PANELS, seconds, caught, falsely }));
  else {
    console.log(`${PANELS} panels of each kind, ${seconds.toFixed(0)} s`);
    print("Caught (rate, expected)", caught);
    print("Ordinary interviewers flagged (rate, expected)", falsely);
  }
}

function print(title: string, rows: readonly Row[]) {
  const cards = [...new Set(rows.map((row) => row.cards))];
  console.log(`\n${title.padEnd(50)}${cards.map((n) => `${n} cards`.padStart(16)).join("")}`);
  const kinds = [...new Set(rows.map(({ effect, among }) => `${effect} (${among})`))];
  for (const kind of kinds.toSorted()) {
    const cells = rows
      .filter(({ effect, among }) => `${effect} (${among})` === kind)
      .map(({ rate, expected }) => `${rate.toFixed(3)} ${expected.toFixed(3)}`.padStart(16));
    console.log(kind.padEnd(50) + cells.join(""));
  }
}

type Rate = (effect: RaterEffect) => number;

/** Shares flagged of the planted interviewers, who stand first, and of all others; of those read at all. */
function flagRates(candidates: number, plant: Plant): { planted: Rate; others: Rate } {
  const [planted, others] = [tally(), tally()];
  const random = seeded(candidates * 10 + plants.indexOf(plant));
  for (let panel = 0; panel < PANELS; panel++) {
    const cells = simulatedPanel(candidates, plant, random);
    const effects = raterEffects(cells, {
      m1: fitModel(cells, { model: "m1", estimator: "reml" }),
      m3: fitModel(cells, { model: "m3", estimator: "reml" }),
    });
    if (isRefusal(effects)) throw new Error(effects.reason);
    for (const [at, { cards, readings }] of effects.interviewers.entries())
      if (cards >= MINIMUM_CARDS) (plant !== "none" && at === 0 ? planted : others).add(readings);
  }
  return { planted: planted.rate, others: others.rate };
}

function tally() {
  let read = 0;
  const flagged = new Map<RaterEffect, number>();
  return {
    add(readings: InterviewerEffects["readings"]) {
      read++;
      for (const effect of raterEffectNames)
        if (isFlagged(readings[effect])) flagged.set(effect, (flagged.get(effect) ?? 0) + 1);
    },
    rate: (effect: RaterEffect) => (flagged.get(effect) ?? 0) / read,
  };
}

/** Four interviewers drawn for each candidate; what is planted is the first interviewer's. */
function simulatedPanel(candidates: number, plant: Plant, random: Random): Cells {
  const severities = Array.from(
    { length: INTERVIEWERS },
    () => SPREAD.interviewer * normal(random),
  );
  if (plant !== "none") severities[0] = 0;
  const rows = Array.from({ length: candidates }, (_, candidate) => {
    const strength = SPREAD.candidate * normal(random);
    return drawn(random).flatMap((interviewer) => {
      const impression =
        3 + strength - (severities[interviewer] ?? 0) + SPREAD.card * normal(random);
      const ratings = ratingsOf(impression, interviewer === 0 ? plant : "none", random);
      return ratings.map((rating, criterion) => ({ candidate, interviewer, criterion, rating }));
    });
  }).flat();
  const names = (n: number) => Array.from({ length: n }, (_, at) => `${at + 1}`);
  const cells = cellsFrom({
    candidates: names(candidates),
    interviewers: names(INTERVIEWERS),
    criteria: names(CRITERIA),
    candidate: Uint32Array.from(rows, (row) => row.candidate),
    interviewer: Uint32Array.from(rows, (row) => row.interviewer),
    criterion: Uint8Array.from(rows, (row) => row.criterion),
    rating: Float64Array.from(rows, (row) => row.rating),
  });
  if (isRefusal(cells)) throw new Error(cells.reason);
  return cells;
}

function drawn(random: Random): number[] {
  const left = Array.from({ length: INTERVIEWERS }, (_, at) => at);
  return Array.from({ length: PER_CANDIDATE }, () =>
    left.splice(Math.floor(random() * left.length), 1),
  ).flat();
}

function ratingsOf(impression: number, plant: Plant, random: Random): number[] {
  const one = impression + SPREAD.rating * normal(random);
  return Array.from({ length: CRITERIA }, (_, k) => {
    const noise = SPREAD.rating * normal(random) * (plant === "inconsistent" ? 2 : 1);
    const middle = (CRITERIA - 1) / 2;
    const felt = impression + (SPREAD.criterion * (k - middle)) / middle + noise;
    if (plant === "careless") return 1 + Math.floor(5 * random());
    if (plant === "central") return onScale(3 + (felt - 3) / 4);
    if (plant === "narrow_high") return onScale(4 + (felt - 3) / 4);
    return onScale(plant === "halo" ? one : felt);
  });
}

const onScale = (felt: number) => Math.max(1, Math.min(5, Math.round(felt)));
