import { eq, sql } from "drizzle-orm";
import { prepared } from "#db/client.server.ts";
import { person, session } from "#db/schema.server.ts";

const byToken = prepared((db) =>
  db
    .select({
      id: person.id,
      name: person.name,
      email: person.email,
      permissions: person.permissions,
      disabledAt: person.disabledAt,
      expiresAt: session.expiresAt,
    })
    .from(session)
    .innerJoin(person, eq(person.id, session.userId))
    .where(eq(session.token, sql.placeholder("token")))
    .prepare("session_by_token"),
);

/** The session of a token and its person, whether or not it has expired; null of an unknown one. */
export async function findSession(db: Parameters<typeof byToken>[0], token: string) {
  const [found] = await byToken(db).execute({ token });
  return found ?? null;
}
