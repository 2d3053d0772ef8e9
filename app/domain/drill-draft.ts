import type { Level } from "#app/domain/level.ts";
import type { RoundKind } from "#app/domain/loop.ts";

/** One answer of a drill while it is written: as typed, whole or not. */
export type DraftAnswer = {
  readonly says: string;
  readonly level: Level | "";
  /** By criterion; an empty score is left out of the key. */
  readonly scores: Readonly<Record<string, { readonly score: string; readonly reason: string }>>;
};

/** A drill while a lead writes it from past cards. */
export type DrillDraft = {
  readonly title: string;
  readonly round: RoundKind;
  readonly level: Level | "";
  readonly rubric: { readonly slug: string; readonly version: number };
  readonly prompt: string;
  readonly answers: readonly [DraftAnswer, DraftAnswer];
  readonly difference: string;
  /** Words that may identify somebody and were kept on purpose. */
  readonly kept: readonly string[];
};
