import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError } from "better-auth/api";
import { type GenericOAuthConfig, genericOAuth, magicLink } from "better-auth/plugins";
import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { PASSWORD_MAX, PASSWORD_MIN } from "#app/domain/password.ts";
import { ownPath } from "#app/domain/people.ts";
import { LINK_MINUTES, signInMail } from "#app/domain/sign-in.ts";
import type { Db } from "#db/client.server.ts";
import { queueForAccount } from "#db/queries/mail.server.ts";
import { tokenHash } from "#db/queries/sign-in.server.ts";
import * as schema from "#db/schema.server.ts";

const WEEK = 60 * 60 * 24 * 7;

/** Carries the address that asks to better-auth; whatever a client sends under it is replaced. */
export const ADDRESS_HEADER = "x-evenhand-address";

/**
 * Sign-in with sessions in the database; `person` is better-auth's user table. Its own handler is
 * served nowhere: routes call the few endpoints they need, so that nobody can sign themself up.
 */
export function createAuth(
  db: Db,
  options: { secret: string; baseUrl: string },
  provider?: GenericOAuthConfig,
) {
  return betterAuth({
    secret: options.secret,
    baseURL: options.baseUrl,
    database: drizzleAdapter(db, { provider: "pg", schema, transaction: true }),
    user: {
      modelName: "person",
      additionalFields: {
        permissions: { type: "string[]", required: false, input: false },
        disabledAt: { type: "date", required: false, input: false },
      },
    },
    session: { expiresIn: WEEK, updateAge: 60 * 60 * 24 },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
    },
    // What the provider hands out is used once, to learn who signs in, and not kept.
    account: { updateAccountOnSignIn: false },
    onAPIError: { errorURL: "/sign-in" },
    plugins: [
      magicLink({
        expiresIn: LINK_MINUTES * 60,
        disableSignUp: true,
        storeToken: { type: "custom-hasher", hash: async (token) => tokenHash(token) },
        sendMagicLink: ({ email, token, metadata }) => {
          const to = ownPath(typeof metadata?.to === "string" ? metadata.to : null);
          const query = new URLSearchParams(to === "/" ? { token } : { token, to });
          return queueForAccount(db, signInMail(email, `${options.baseUrl}/sign-in/link?${query}`));
        },
      }),
      genericOAuth({ config: provider ? [provider] : [] }),
    ],
    advanced: {
      database: { generateId: () => uuidv7() },
      cookiePrefix: "evenhand",
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      defaultCookieAttributes: { sameSite: "lax", httpOnly: true },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const [found] = await db
              .select({ disabledAt: schema.person.disabledAt })
              .from(schema.person)
              .where(eq(schema.person.id, session.userId));
            if (found?.disabledAt) throw new APIError("FORBIDDEN", { code: "DISABLED" });
          },
        },
      },
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;
