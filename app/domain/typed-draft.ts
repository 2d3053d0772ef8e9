import * as z from "zod/mini";
import { levels } from "#app/domain/rubric.ts";
import {
  type CardShape,
  confidences,
  type Draft,
  fitDraft,
  recommendations,
  stances,
} from "#app/domain/scorecard.ts";

const text = () => z.catch(z.string(), "");
const word = <const T extends readonly string[]>(words: T) => z.catch(z.enum(["", ...words]), "");

const Typed = z.object({
  ratings: z.catch(
    z.record(
      z.string(),
      z.object({ score: text(), confidence: word(confidences), evidence: text() }),
    ),
    {},
  ),
  observations: z.catch(
    z.array(z.object({ pattern: text(), stance: z.catch(z.enum(stances), "seen"), quote: text() })),
    [],
  ),
  recommendation: word(recommendations),
  level: word(levels),
  summary: text(),
});

/**
 * What somebody typed, to be shown to them again: every text as it stands, however long, and
 * nothing where a value makes no sense. Never a ground to save or seal.
 */
export const typedDraft = (values: unknown, shape: CardShape): Draft =>
  fitDraft(z.catch(Typed, Typed.parse({})).parse(values), shape);
