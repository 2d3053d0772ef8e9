import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError } from "better-auth/api";
import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Db } from "#db/client.server.ts";
import * as schema from "#db/schema.server.ts";

const WEEK = 60 * 60 * 24 * 7;

/** Sign-in with sessions in the database; `person` is better-auth's user table. */
export function createAuth(db: Db, options: { secret: string; baseUrl: string }) {
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
    emailAndPassword: { enabled: true, disableSignUp: true },
    advanced: {
      database: { generateId: () => uuidv7() },
      cookiePrefix: "evenhand",
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
