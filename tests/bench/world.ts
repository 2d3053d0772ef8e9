import { randomBytes } from "node:crypto";
import { makeSignature } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import postgres from "postgres";
import type { Draft } from "#app/domain/scorecard.ts";
import { draftFrom } from "#app/domain/scorecard.ts";
import { createAuth } from "#app/http/auth.server.ts";
import { connectPostgres, type Db } from "#db/client.server.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { publishRubrics } from "#db/queries/rubric.server.ts";
import { insertSettledLoops, type SettledLoop } from "#db/queries/settled.server.ts";
import * as schema from "#db/schema.server.ts";
import {
  candidate,
  loopWith,
  person,
  position,
  sealedCard,
  type TestPosition,
} from "#tests/support/factory.ts";
import { databaseOn } from "#tests/support/image.ts";

export const SECRET = randomBytes(32).toString("base64");
const server = process.env.BENCH_DATABASE_URL ?? "postgres://root@127.0.0.1:5432/postgres";
const name = `evenhand_bench_${process.pid}`;
export const url = databaseOn(server, name);

/** A database of its own on real Postgres, dropped at the end. */
export async function withWorld(run: (db: Db) => Promise<void>): Promise<void> {
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  const connection = connectPostgres(url);
  try {
    await migrateToLatest(connection);
    await publishRubrics(connection.db, "rubrics");
    await run(connection.db);
  } finally {
    await connection.close();
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  }
}

const DAY = 86_400_000;

/** As many settled loops as asked, five cards each with evidence on every criterion. */
export async function settledLoops(
  db: Db,
  of: TestPosition,
  people: readonly { id: string }[],
  n: number,
  from = 0,
) {
  const loops: SettledLoop[] = [];
  for (let at = from; at < from + n; at++) {
    const { id: candidateId } = await candidate(db, {
      name: `Candidate ${String(at).padStart(4, "0")}`,
    });
    const day = new Date(Date.UTC(2025, 0, 1) + at * DAY);
    const rounds = people.map(({ id }, seat) => ({
      kind: "design" as const,
      focus: [],
      startsAt: day,
      minutes: 45,
      cards: [
        {
          interviewerId: id,
          kind: "panel" as const,
          assignedAt: day,
          dueAt: day,
          sealedAt: day,
          content: longCard(of, 1 + ((at + seat) % 4)),
        },
      ],
    }));
    loops.push({
      ...{ candidateId, positionId: of.id, rubricVersionId: of.rubricVersionId, points: 4 },
      ...{ revealRule: "after-own", ownerId: null, importKey: null, createdAt: day, rounds },
      debrief: { openedById: null, openedAt: day },
      decision: {
        outcome: "offer",
        level: "staff",
        reasons: "The panel agreed.",
        dissent: "",
        weightSetId: of.weightSetId,
        decidedById: null,
        decidedAt: day,
      },
    });
  }
  await db.transaction((tx) => insertSettledLoops(tx, loops));
  return loops;
}

const EVIDENCE =
  "12' Asked what happens when the ledger is slow: “I would bound the retries at three and page its owner, because an unbounded queue hides the outage until it is everybody's.” Drew the timeout budget unasked and named what they give up.";

function longCard(of: TestPosition, score: number) {
  const card = sealedCard(of.rubric, { score });
  return { ...card, ratings: card.ratings.map((rating) => ({ ...rating, evidence: EVIDENCE })) };
}

/** Loops still running on which `writer` owes a card, with a half-filled draft on each. */
export async function owedCards(
  db: Db,
  of: TestPosition,
  writer: { id: string },
  peer: { id: string },
  n: number,
) {
  const cards: string[] = [];
  const draft: Draft = draftFrom(longCard(of, 3));
  for (let at = 0; at < n; at++) {
    const { cardIds } = await loopWith(db, { interviewers: [writer, peer], position: of });
    const [cardId] = cardIds;
    if (!cardId) throw new Error("Expected a card");
    await db.insert(schema.draft).values({ cardId, content: draft });
    await db.update(schema.card).set({ state: "draft" }).where(eq(schema.card.id, cardId));
    cards.push(cardId);
  }
  return cards;
}

export async function cookieFor(db: Db, userId: string): Promise<string> {
  const auth = createAuth(db, { secret: SECRET, baseUrl: "http://localhost:3000" });
  const { internalAdapter, authCookies, secret } = await auth.$context;
  const { token } = await internalAdapter.createSession(userId);
  return `${authCookies.sessionToken.name}=${encodeURIComponent(`${token}.${await makeSignature(token, secret)}`)}`;
}

export { person, position };
