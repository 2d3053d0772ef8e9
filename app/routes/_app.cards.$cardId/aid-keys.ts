export type Aid = "minutes" | "quote";

/** What helps in every text on the card: no browser, system or screen reader has these for itself. */
export const aidKeys = { minutes: "Alt+M", quote: "Alt+Q" } as const satisfies Record<Aid, string>;
