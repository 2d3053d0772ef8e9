import type { ReactNode } from "react";

export type Explanation = {
  /** What it answers and how, for whoever has never heard of it. */
  readonly plain: ReactNode;
  readonly example: ReactNode;
  /** Who worked the method out, and where it stands. */
  readonly source: ReactNode;
};
