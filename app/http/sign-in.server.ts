import { createHash } from "node:crypto";
import { type AppLoadContext, data } from "@remix-run/node";
import { fail } from "#app/domain/result.ts";
import { waitWords } from "#app/domain/sign-in.ts";
import { networkOf } from "#app/http/address.server.ts";
import { ADDRESS_HEADER } from "#app/http/auth.server.ts";
import type { FormValues } from "#app/http/form.server.ts";
import { countTry, forgetTries, type Limit } from "#db/queries/rate-limit.server.ts";

type Asked = { readonly request: Request; readonly context: AppLoadContext };

export type Door = "sign-in" | "link" | "open-link" | "join" | "sso";

type Most = { readonly account: number; readonly network: number; readonly everywhere?: number };

/**
 * How many tries a quarter of an hour has for one account from one network, for the network, and for
 * the account from all networks, which one attacker may have thousands of. The last are many: whoever
 * uses them up keeps out the person too, who can still use another of the doors, or a link that came.
 */
const most: Record<Door, Most> = {
  "sign-in": { account: 10, network: 60, everywhere: 100 },
  link: { account: 5, network: 30, everywhere: 30 },
  "open-link": { account: 10, network: 60 },
  join: { account: 10, network: 60 },
  sso: { account: 30, network: 60 },
};

// Addresses people typed are kept as hashes: the table needs to know them again, not to tell them.
const keyOf = (door: Door, ...parts: string[]) =>
  `${door}:${createHash("sha256").update(parts.join("\n")).digest("base64url")}`;

function limitsOf({ address }: AppLoadContext, door: Door, account: string | null) {
  const network = networkOf(address);
  const { everywhere, ...near } = most[door];
  const limits: Limit[] = [{ key: keyOf(door, network), most: near.network }];
  if (account === null) return { near: limits, far: [] };
  const known = account.trim().toLowerCase();
  limits.push({ key: keyOf(door, network, known), most: near.account });
  const far = everywhere ? [{ key: keyOf(door, "everywhere", known), most: everywhere }] : [];
  return { near: limits, far };
}

/** Counts a try; answers with the seconds to wait where there were too many. */
export async function tooManyTries(
  context: AppLoadContext,
  door: Door,
  account: string | null = null,
): Promise<number | null> {
  const { near, far } = limitsOf(context, door, account);
  const wait = await countTry(context.db, near);
  // Refused tries do not count further: one network alone shall keep nobody out elsewhere.
  return wait !== null || far.length === 0 ? wait : countTry(context.db, far);
}

/** A try succeeded: those before it were somebody finding their own password. */
export async function forget(context: AppLoadContext, door: Door, account: string): Promise<void> {
  const { near, far } = limitsOf(context, door, account);
  for (const { key } of [...near.slice(1), ...far]) await forgetTries(context.db, key);
}

/** The action's answer to too many tries (429): how long to wait, and what was typed. */
export function refuseTries(seconds: number, instead: string, values: FormValues) {
  const words = `Too many tries. ${waitWords(seconds)}${instead}.`;
  return data(
    { failure: fail("refused", words).failure, values },
    { status: 429, headers: { "Retry-After": String(seconds) } },
  );
}

/** A request's headers for better-auth, with the address that really asks. */
export function authHeaders({ request, context }: Asked): Headers {
  const headers = new Headers(request.headers);
  headers.set(ADDRESS_HEADER, context.address);
  return headers;
}

/** The cookies better-auth set, for an answer of ours. */
export function cookiesOf(answer: Response): Headers {
  const headers = new Headers();
  for (const cookie of answer.headers.getSetCookie()) headers.append("Set-Cookie", cookie);
  return headers;
}

/** Why better-auth refused, by its code. */
export async function codeOf(answer: Response): Promise<string> {
  const { code } = (await answer.json()) as { code?: string };
  return code ?? "";
}
