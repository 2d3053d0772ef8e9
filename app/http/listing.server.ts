import { redirect } from "@remix-run/node";
import { plainText } from "#app/http/form.server.ts";

/** What a list's address asks for: the search, the page, and any filter by name. */
export function listingOf(request: Request) {
  const { searchParams } = new URL(request.url);
  const filter = (name: string) => plainText(searchParams.get(name) ?? "");
  const page = Number(searchParams.get("page") ?? 1);
  return {
    q: filter("q").trim().slice(0, 100),
    page: Number.isInteger(page) && page >= 1 && page < 100_000 ? page : 1,
    filter,
  };
}

/** A page past the list's end leads back to its first page. */
export function withinList<T extends { readonly rows: readonly unknown[] }>(
  request: Request,
  page: number,
  list: T,
): T {
  if (list.rows.length > 0 || page === 1) return list;
  const url = new URL(request.url);
  url.searchParams.delete("page");
  throw redirect(url.pathname.replace(/\.data$/, "") + url.search);
}

/** A version's number as an address states it. */
export const numberIn = (text: string): number | undefined =>
  /^\d{1,6}$/.test(text) ? Number(text) : undefined;
