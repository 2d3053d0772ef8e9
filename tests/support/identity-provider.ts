import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { type Configuration } from "oidc-provider";

/** Somebody the provider knows; who signs in next is up to the test. */
export type Identity = {
  readonly sub: string;
  readonly email: string;
  readonly email_verified?: boolean;
  readonly name?: string;
  readonly groups?: readonly string[];
  /** What the ID token says itself; all else is told beside it. */
  readonly inToken?: Partial<Identity>;
};

const scope = "openid email profile";
export const client = { id: "evenhand", secret: "a-secret-of-the-client" };

const signingKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({
  format: "jwk",
});

/** A real OpenID provider on a free port, which insists on PKCE and signs in whoever it is told to. */
export async function startIdentityProvider(redirectUri: string, { port = 0 } = {}) {
  let current: Identity | null = null;
  const server = createServer().listen(port);
  await once(server, "listening");
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const configuration: Configuration = {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    jwks: { keys: [{ ...signingKey, use: "sig", alg: "RS256", kid: "test" }] },
    pkce: { required: () => true },
    cookies: { keys: ["a key for the provider's cookies"] },
    claims: {
      openid: ["sub"],
      email: ["email", "email_verified"],
      profile: ["name", "groups"],
    },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: async (use) => {
        const { inToken, ...beside } = current ?? {};
        return { ...(use === "id_token" ? inToken : beside), sub };
      },
    }),
    loadExistingGrant: async ({ oidc }) => {
      const { Grant } = oidc.provider;
      const accountId = oidc.session?.accountId;
      const grant = new Grant({ clientId: client.id, ...(accountId ? { accountId } : {}) });
      grant.addOIDCScope(scope);
      await grant.save();
      return grant;
    },
  };
  const provider = new Provider(issuer, configuration);
  const answer = provider.callback();
  server.on("request", (req, res) => {
    if (!req.url?.startsWith("/interaction/")) return void answer(req, res);
    const result = current
      ? { login: { accountId: current.sub } }
      : { error: "access_denied", error_description: "They went away" };
    void provider.interactionFinished(req, res, result);
  });
  return {
    issuer,
    /** Who is at the keyboard; null for somebody who gives up. */
    signInAs: (identity: Identity | null) => {
      current = identity;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

export type IdentityProvider = Awaited<ReturnType<typeof startIdentityProvider>>;
