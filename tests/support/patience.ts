/** How long, in milliseconds, something may take on a busy machine before a test gives it up. */
export const PATIENCE = 60_000;
