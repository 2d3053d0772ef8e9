import { type SQL, sql } from "drizzle-orm";

/** The pattern that finds a text anywhere, its own `%` and `_` taken literally. */
export const anywhere = (text: string): string => `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;

/** How many rows the whole list has, told on each row of one page. */
export const rowsInAll: SQL<number> = sql<number>`(count(*) over ())::int`;

/** One page of a list, as queries take it: pages count from 1. */
export const pageOf = (page: number, size: number) => ({ limit: size, offset: (page - 1) * size });

export type Listed<T> = { readonly rows: readonly T[]; readonly total: number };

export const listed = <T extends { readonly total: number }>(rows: readonly T[]): Listed<T> => ({
  rows,
  total: rows[0]?.total ?? 0,
});
