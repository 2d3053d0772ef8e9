import { Link, type LinkProps } from "@remix-run/react";
import type { ButtonHTMLAttributes } from "react";

const looks = {
  primary: "bg-accent text-white hover:bg-accent-hover border-transparent",
  quiet: "bg-surface text-ink border-line-strong/60 hover:border-line-strong hover:bg-sunken",
  danger: "bg-surface text-danger border-danger/50 hover:bg-danger-soft",
  bare: "border-transparent text-accent-text hover:underline px-1",
} as const;
type Look = keyof typeof looks;

const shape =
  "inline-flex min-h-11 items-center justify-center gap-2 rounded-box border px-4 font-medium whitespace-nowrap disabled:opacity-60 sm:min-h-9 sm:px-3";

export function Button({
  look = "quiet",
  className = "",
  type = "submit",
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { look?: Look }) {
  return <button type={type} className={`${shape} ${looks[look]} ${className}`} {...rest} />;
}

export function ButtonLink({
  look = "quiet",
  className = "",
  ...rest
}: LinkProps & { look?: Look }) {
  return <Link className={`${shape} ${looks[look]} no-underline ${className}`} {...rest} />;
}
