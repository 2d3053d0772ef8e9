import { Link, useSearchParams } from "@remix-run/react";

/** One kind of what a list holds: what its address says of it, and its words with how many there are. */
type Kind = { readonly value: string; readonly words: string };

/** The ways to each kind alone and back to all, by one parameter of the address; nothing below two kinds. */
export function FilterWays({
  kinds,
  name,
  all = "All",
  asked,
}: {
  kinds: readonly Kind[];
  name: string;
  all?: string;
  asked: string | undefined;
}) {
  const [search] = useSearchParams();
  if (kinds.length < 2) return null;
  const way = (value: string | undefined, words: string) => {
    const next = new URLSearchParams(search);
    next.delete(name);
    if (value) next.set(name, value);
    return (
      <Link
        key={words}
        to={`?${next}`}
        replace
        preventScrollReset
        aria-current={value === asked ? "true" : undefined}
        className={`link inline-flex min-h-11 items-center sm:min-h-7 ${value === asked ? "font-semibold" : ""}`}
      >
        {words}
      </Link>
    );
  };
  return (
    <p className="mb-2 flex flex-wrap gap-x-4 text-small" data-screen-only>
      {way(undefined, all)}
      {kinds.map(({ value, words }) => way(value, words))}
    </p>
  );
}
