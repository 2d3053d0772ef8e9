import { and, desc, eq, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { EarlierCard } from "#app/domain/mirror.ts";
import type { Viewer } from "#app/domain/people.ts";
import { type Db, prepared } from "#db/client.server.ts";
import { getOwnCard, type OwnCard } from "#db/queries/card.server.ts";
import { observationsOf, probesOf, ratingsOf } from "#db/queries/panel.server.ts";
import { listPutAside } from "#db/queries/put-aside.server.ts";
import { card, cardVersion, loop, round } from "#db/schema.server.ts";

/** Whoever met a candidate more often than this is told of the newest meetings. */
const EARLIER = 10;

const thisCard = alias(card, "this_card");
const thisLoop = alias(loop, "this_loop");

/** The author's own sealed cards on the same candidate, and nobody else's. */
const ownEarlier = prepared((db) =>
  db
    .select({
      cardId: card.id,
      round: round.kind,
      sealedAt: cardVersion.sealedAt,
      summary: cardVersion.summary,
      ratings: ratingsOf,
      observations: observationsOf,
      probes: probesOf,
    })
    .from(thisCard)
    .innerJoin(thisLoop, eq(thisLoop.id, thisCard.loopId))
    .innerJoin(loop, eq(loop.candidateId, thisLoop.candidateId))
    .innerJoin(
      card,
      and(
        eq(card.loopId, loop.id),
        ne(card.id, thisCard.id),
        eq(card.interviewerId, thisCard.interviewerId),
      ),
    )
    .innerJoin(
      cardVersion,
      and(eq(cardVersion.cardId, card.id), eq(cardVersion.number, card.sealedNumber)),
    )
    .innerJoin(round, eq(round.id, card.roundId))
    .where(
      and(
        eq(thisCard.id, sql.placeholder("cardId")),
        eq(thisCard.interviewerId, sql.placeholder("viewerId")),
      ),
    )
    .orderBy(desc(cardVersion.sealedAt), desc(cardVersion.id))
    .limit(EARLIER)
    .prepare("own_earlier_cards"),
);

async function listOwnEarlier(db: Db, viewer: Viewer, cardId: string): Promise<EarlierCard[]> {
  const rows = await ownEarlier(db).execute({ cardId, viewerId: viewer.id });
  return rows.map(({ ratings, observations, probes, summary, ...head }) => ({
    ...head,
    texts: [
      ...ratings.map(({ evidence }) => evidence),
      ...observations.map(({ quote }) => quote),
      ...probes.map(({ quote }) => quote),
      summary,
    ],
  }));
}

/** A card as its author looks at it before sealing, with what they sealed on the candidate before. */
export type Review = {
  readonly own: OwnCard;
  readonly earlier: readonly EarlierCard[];
  /** Marks of the hints that they put aside, with their reasons. */
  readonly aside: ReadonlyMap<string, string>;
};

/** Null where the card is not the viewer's to write now. */
export async function getReview(db: Db, viewer: Viewer, cardId: string): Promise<Review | null> {
  const [own, earlier, aside] = await Promise.all([
    getOwnCard(db, viewer, cardId),
    listOwnEarlier(db, viewer, cardId),
    listPutAside(db, cardId),
  ]);
  return own && { own, earlier, aside };
}
