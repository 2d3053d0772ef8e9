import type { Interval } from "#app/domain/calibration/fit.ts";
import type { Refusal } from "#app/domain/calibration/refusal.ts";

/** Drills below which no agreement is given. */
export const MINIMUM_DRILLS = 3;

/** How near a person's scores are to the key's. */
export type DrillAgreement = {
  readonly drills: number;
  /** Scores that stand beside one of the key's. */
  readonly scores: number;
  /** Shares of the scores, 0 to 1: the same as the key's, and at most one point off. */
  readonly exact: number;
  readonly withinOne: number;
  /** Own score minus the key's, in points: below 0 is more severe than the key. */
  readonly signed: { readonly mean: number; readonly interval: Interval };
  /** Mean distance from the key, in points. */
  readonly distance: number;
  readonly kappa: { readonly value: number; readonly interval: Interval | Refusal } | Refusal;
  /** Over answers: shares with the key's level, and at most one level off. */
  readonly level: { readonly answers: number; readonly exact: number; readonly withinOne: number };
};
