import type { ReactNode } from "react";
import type { MethodPart } from "#app/domain/calibration/method.ts";
import { agreementParts } from "#app/routes/_app.calibration_.method/agreement-parts.tsx";
import { interviewerParts } from "#app/routes/_app.calibration_.method/interviewer-parts.tsx";
import { scoreParts } from "#app/routes/_app.calibration_.method/score-parts.tsx";

export type Explanation = {
  /** What it answers and how, for whoever has never heard of it. */
  readonly plain: ReactNode;
  readonly example: ReactNode;
  /** Who worked the method out, and where it stands. */
  readonly source: ReactNode;
};

export const explanations: Readonly<Record<MethodPart, Explanation>> = {
  ...scoreParts,
  ...agreementParts,
  ...interviewerParts,
};
