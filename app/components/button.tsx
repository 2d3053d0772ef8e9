import { Link, type LinkProps } from "@remix-run/react";
import type { ButtonHTMLAttributes } from "react";

type Look = "primary" | "quiet" | "danger" | "bare";

const classes = (look: Look, more: string) => `button button-${look}${more ? ` ${more}` : ""}`;

export function Button({
  look = "quiet",
  className = "",
  type = "submit",
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { look?: Look }) {
  return <button type={type} className={classes(look, className)} {...rest} />;
}

export function ButtonLink({
  look = "quiet",
  className = "",
  ...rest
}: LinkProps & { look?: Look }) {
  return <Link className={classes(look, className)} {...rest} />;
}
