import { createHmac } from "node:crypto";
import { type AppLoadContext, data, redirect } from "@remix-run/node";
import { parseCookies } from "better-auth/cookies";
import { constantTimeEqual } from "better-auth/crypto";
import { type Permission, permissions, type Viewer } from "#app/domain/people.ts";
import { readFields } from "#app/http/form.server.ts";
import { findSession } from "#db/queries/session.server.ts";

type Asked = { readonly request: Request; readonly context: AppLoadContext };

type SignedIn = { readonly viewer: Viewer; readonly sessionId: string };

const signedIn = new WeakMap<AppLoadContext, Promise<SignedIn | null>>();
const renewals = new WeakMap<AppLoadContext, readonly string[]>();

/**
 * Lets the browser keep its session for as long as the database now does. A response that sets
 * cookies itself, by signing in or out, knows better.
 */
export function sendRenewal(context: AppLoadContext, { headers }: Response): void {
  if (headers.has("Set-Cookie")) return;
  for (const cookie of renewals.get(context) ?? []) headers.append("Set-Cookie", cookie);
}

const isPermission = (word: string): word is Permission =>
  (permissions as readonly string[]).includes(word);

/**
 * better-auth writes and ends sessions; reading one is on the way of every request, so its signed
 * cookie is checked here and the session is read with its person in one prepared statement.
 */
async function readSession({ request, context }: Asked): Promise<SignedIn | null> {
  const { auth, db } = context;
  const { authCookies, secret, sessionConfig } = await auth.$context;
  const token = signedToken(request, authCookies.sessionToken.name, secret);
  const found = token && (await findSession(db, token));
  if (!found || found.disabledAt || found.expiresAt.getTime() <= Date.now()) return null;
  const left = (found.expiresAt.getTime() - Date.now()) / 1000;
  const { expiresIn, updateAge } = sessionConfig;
  if (left < expiresIn - updateAge) {
    const renewed = await auth.api.getSession({ headers: request.headers, asResponse: true });
    renewals.set(context, renewed.headers.getSetCookie());
  }
  const { id, name, email, sessionId } = found;
  const viewer = { id, name, email, permissions: found.permissions.filter(isPermission) };
  return { viewer, sessionId };
}

/** better-auth signs with HMAC-SHA-256. Here it is done at once, and not on a thread and back. */
function signedToken(request: Request, cookie: string, secret: string): string | null {
  const signed = parseCookies(request.headers.get("cookie") ?? "").get(cookie);
  if (!signed) return null;
  const end = signed.lastIndexOf(".");
  const token = signed.slice(0, end);
  const given = signed.slice(end + 1);
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  return constantTimeEqual(given, signature) ? token : null;
}

/** Asked of the database once per request. */
function sessionOf(asked: Asked): Promise<SignedIn | null> {
  const known = signedIn.get(asked.context) ?? readSession(asked);
  signedIn.set(asked.context, known);
  return known;
}

/** The signed-in person, or null. */
export const viewerOf = async (asked: Asked): Promise<Viewer | null> =>
  (await sessionOf(asked))?.viewer ?? null;

/** The signed-in person with the session they ask in; otherwise as `requireViewer`. */
export async function requireSession(asked: Asked): Promise<SignedIn> {
  const viewer = await requireViewer(asked);
  const sessionId = (await sessionOf(asked))?.sessionId ?? "";
  return { viewer, sessionId };
}

/** What a form posted, passwords aside, kept while its author signs in again. */
export type SignedOut = {
  readonly signedOut: true;
  readonly to: string;
  readonly posted: readonly (readonly [string, string])[];
};

/**
 * The signed-in person. Otherwise a page sends the browser to sign in and back, and a posted form
 * answers 401 with what was typed, so that it can be sent again after signing in.
 */
export async function requireViewer(asked: Asked): Promise<Viewer> {
  const viewer = await viewerOf(asked);
  if (viewer) return viewer;
  const { request } = asked;
  const url = new URL(request.url);
  const to = url.pathname.replace(/\.data$/, "") + url.search;
  if (request.method === "GET" || request.method === "HEAD")
    throw redirect(to === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(to)}`);
  const posted = (await readFields(request)).filter(([name]) => !/password/i.test(name));
  throw data({ signedOut: true, to, posted } satisfies SignedOut, { status: 401 });
}

/** The time zone the browser told us, for dates in pages and forms; UTC before it has. */
export function timeZoneOf(request: Request): string {
  const told = /(?:^|;\s*)tz=([^;]+)/.exec(request.headers.get("cookie") ?? "")?.[1];
  if (!told) return "UTC";
  try {
    const zone = decodeURIComponent(told);
    new Intl.DateTimeFormat("en-GB", { timeZone: zone });
    return zone;
  } catch {
    return "UTC";
  }
}
