import type { IncomingHttpHeaders } from "node:http";

/** Everything the server decides from a request's first lines, before any route sees it. */

export const BODY_LIMIT = 1_048_576;

export type Refused = { readonly status: 400 | 403 | 413; readonly message: string };

const foreign: Refused = {
  status: 403,
  message:
    "This was sent from another site, so nothing was changed. Open the page here and try again.",
};

export const tooLarge: Refused = {
  status: 413,
  message: "This is larger than 1 MB, so nothing was saved. Shorten it and send it again.",
};

const malformed: Refused = { status: 400, message: "This is not an address here." };

type Asked = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
};

/** Null when the request may go on. */
export function refusalOf({ method, url, headers }: Asked, baseUrl: string): Refused | null {
  const { host = "" } = headers;
  if (!url.startsWith("/") || !URL.canParse(`http://${host}${url}`)) return malformed;
  if (method === "GET" || method === "HEAD") return null;
  if (!isOwn(headers, baseUrl)) return foreign;
  if (Number(headers["content-length"] ?? 0) > BODY_LIMIT) return tooLarge;
  return null;
}

/**
 * A browser states where a form was sent from. A program that signs itself in with a bearer token
 * carries no cookie that another site could have borrowed.
 */
function isOwn(headers: IncomingHttpHeaders, baseUrl: string): boolean {
  const { origin, host, cookie, authorization } = headers;
  if (origin) {
    const own = [baseUrl, `https://${host}`];
    return own.includes(origin) || (baseUrl.startsWith("http:") && origin === `http://${host}`);
  }
  const site = headers["sec-fetch-site"];
  if (site) return site === "same-origin" || site === "none";
  return !cookie && /^bearer /i.test(authorization ?? "");
}

/** What no page here asks a browser for, and so no script on one may either. */
const unused = [
  ...["accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer"],
  ...["microphone", "midi", "payment", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"],
]
  .map((feature) => `${feature}=()`)
  .join(", ");

/** The same for every response, files included. */
export function commonHeaders(baseUrl: string): Readonly<Record<string, string>> {
  const secure = { "Strict-Transport-Security": "max-age=31536000" };
  return {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    ...(baseUrl.startsWith("https:") ? secure : {}),
  };
}

/** What else every answer carries that is no file: twenty files a page would carry it for nothing. */
export const pageHeaders: Readonly<Record<string, string>> = {
  "Cache-Control": "no-store",
  "X-Frame-Options": "DENY",
  "Permissions-Policy": unused,
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
};

/** What a page may load and run; `nonce` lets this response's own scripts in, and no others. */
export function contentSecurityPolicy(nonce: string): string {
  return `default-src 'self'; script-src 'self' 'nonce-${nonce}'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'`;
}

/** Vite's live reload injects styles and talks over a socket. */
export const developmentPolicy =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ws:; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";
