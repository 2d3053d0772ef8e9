import { APIError } from "better-auth/api";
import type { GenericOAuthConfig } from "better-auth/plugins";
import * as z from "zod/mini";
import { nameOf, permissions } from "#app/domain/people.ts";
import { type Auth, createAuth } from "#app/http/auth.server.ts";
import type { SignOnSettings } from "#app/http/startup.server.ts";
import type { Db } from "#db/client.server.ts";
import { admit } from "#db/queries/sign-on.server.ts";

/** The provider's name in accounts and in the callback. */
export const PROVIDER = "oidc";

/** Where the provider sends people back; it has to be registered there. */
export const callbackOf = (baseUrl: string) => `${baseUrl}/sign-in/sso/callback`;

export type SignOn = {
  readonly name: string;
  /** Sign-in that knows the provider; null while the provider does not answer. */
  readonly auth: () => Promise<Auth | null>;
};

type Options = { readonly secret: string; readonly baseUrl: string };

/** Asks the provider about itself when somebody first needs it, and again where it did not answer. */
export function createSignOn(db: Db, options: Options, settings: SignOnSettings): SignOn {
  let known: Promise<Auth | null> | null = null;
  const learn = async () => {
    const provider = await discover(settings.issuer);
    if (!provider) return null;
    const auth = createAuth(db, options, providerConfig(db, options.baseUrl, settings, provider));
    const { socialProviders } = await auth.$context;
    return socialProviders.some(({ id }) => id === PROVIDER) ? auth : null;
  };
  return {
    name: settings.name,
    auth: async () => {
      known ??= learn().catch(() => null);
      const auth = await known;
      if (!auth) known = null;
      return auth;
    },
  };
}

const Discovered = z.object({ issuer: z.string(), userinfo_endpoint: z.optional(z.url()) });
type Discovered = z.infer<typeof Discovered>;

const wellKnown = (issuer: string) => `${issuer}/.well-known/openid-configuration`;

/** What the provider says of itself, if it speaks for the issuer that was set up. */
async function discover(issuer: string): Promise<Discovered | null> {
  const answer = await fetch(wellKnown(issuer), { signal: AbortSignal.timeout(5_000) });
  const said = Discovered.safeParse(await answer.json());
  return said.success && said.data.issuer.replace(/\/$/, "") === issuer ? said.data : null;
}

const providerConfig = (
  db: Db,
  baseUrl: string,
  { issuer, clientId, clientSecret, scopes, groups }: SignOnSettings,
  { userinfo_endpoint: userInfo }: Discovered,
): GenericOAuthConfig => ({
  providerId: PROVIDER,
  discoveryUrl: wellKnown(issuer),
  requireIdTokenVerification: true,
  clientId,
  clientSecret,
  scopes: [...scopes],
  redirectURI: callbackOf(baseUrl),
  pkce: true,
  // People are admitted by a command of ours, with its record; better-auth only opens the session.
  disableSignUp: true,
  getUserInfo: async ({ idToken, accessToken }) => {
    const claims = await claimsOf(idToken, accessToken, userInfo);
    await admitByClaims(db, claims, groups);
    const { sub, email, name } = claims;
    return { sub, email, name, emailVerified: true };
  },
});

const Claims = z.looseObject({
  sub: z.string().check(z.minLength(1)),
  email: z.optional(z.string()),
  email_verified: z.optional(z.union([z.boolean(), z.literal("true")])),
  name: z.optional(z.string()),
  groups: z.optional(z.array(z.string())),
});

/** The ID token was verified before; what the provider tells beside it must be of the same person. */
async function claimsOf(
  idToken: string | undefined,
  accessToken: string | undefined,
  userInfo: string | undefined,
) {
  const inToken = Claims.parse(payloadOf(idToken ?? ""));
  if (!userInfo || !accessToken) return inToken;
  const answer = await fetch(userInfo, {
    headers: { Authorization: `Bearer ${accessToken}` },
    signal: AbortSignal.timeout(5_000),
  });
  if (!answer.ok) return inToken;
  const told = Claims.safeParse(await answer.json());
  return told.success && told.data.sub === inToken.sub ? together(inToken, told.data) : inToken;
}

type Claims = z.infer<typeof Claims>;

/** One address counts as verified for what was said of it, never for what was said of another. */
function together(inToken: Claims, told: Claims): Claims {
  const ofAddress = [told, inToken].find((said) => said.email && said.email_verified !== undefined);
  const { email, email_verified } = ofAddress ?? {};
  return { ...inToken, ...told, email, email_verified };
}

const payloadOf = (token: string): unknown =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));

async function admitByClaims(
  db: Db,
  { sub, email, email_verified: verified, name, groups: member = [] }: Claims,
  groups: SignOnSettings["groups"],
): Promise<void> {
  if (!email || (verified !== true && verified !== "true"))
    throw new APIError("FORBIDDEN", { code: "EMAIL_NOT_VERIFIED" });
  const given = member.flatMap((group) =>
    groups && Object.hasOwn(groups, group) ? groups[group] : [],
  );
  const admitted = await admit(db, {
    provider: PROVIDER,
    subject: sub,
    email: email.trim().toLowerCase(),
    name: (nameOf(name ?? "") || email).slice(0, 120),
    permissions: groups && permissions.filter((known) => given.includes(known)),
  });
  if (admitted.ok) return;
  const code = admitted.failure.kind === "conflict" ? "OTHER_ACCOUNT" : "DISABLED";
  throw new APIError("FORBIDDEN", { code });
}
