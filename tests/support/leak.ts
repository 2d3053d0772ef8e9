import { v7 as uuidv7 } from "uuid";
import { describe, expect } from "vitest";
import { viewParts } from "#app/domain/calibration/parts.ts";
import type { RevealRule } from "#app/domain/loop.ts";
import type { Db } from "#db/client.server.ts";
import { listPanelScores } from "#db/queries/panel.server.ts";
import * as schema from "#db/schema.server.ts";
import { type AppRoute, appRoutes } from "#tests/support/app-routes.ts";
import { calibrated } from "#tests/support/calibrated.ts";
import {
  type Ask,
  type Heard,
  intentsOf,
  openingsOf,
  readsQuery,
  test,
  undone,
} from "#tests/support/probing.ts";
import { mayBeTold, rightOf } from "#tests/support/rights.ts";
import {
  described,
  everybody,
  loops,
  type Secret,
  secretsIn,
  type Which,
  type Who,
  type World,
  worldOfSecrets,
} from "#tests/support/secrets.ts";

/**
 * Drives every loader and action of the app as everybody there is, and fails where an answer, its
 * headers or a mail holds what its reader must not be told. Routes come from the app's own route
 * config, so that a new one is among them by itself.
 */

/** A value for each parameter an address can have. A new parameter has to be given values here. */
const parameters: Record<string, (world: World) => readonly string[]> = {
  loopId: ({ loop }) => loops.map((which) => loop[which].id),
  cardId: ({ loop }) => loops.flatMap((which) => loop[which].cards.map(({ id }) => id)),
  candidateId: ({ candidateId }) => [candidateId],
  positionId: ({ position }) => [position.id],
  personId: ({ people }) => [people.ana.id, people.sam.id],
  invitationId: () => [uuidv7()],
  token: () => ["a-token-that-nobody-was-given"],
  slug: () => ["staff-backend"],
  drillKey: () => ["feature-flags"],
  draftId: ({ drillDraftId }) => [drillDraftId],
  figure: () => [
    "severity.csv",
    "answers.svg",
    "candidates.csv",
    "drill-criteria.svg",
    "means.csv",
  ],
  "*": () => ["nowhere"],
};

/** Every address of a route in this world. */
function pathsOf({ id, path }: AppRoute, world: World): string[] {
  const unknown = (name: string) => {
    throw new Error(`${id} has the parameter ${name}: give it values in \`parameters\`.`);
  };
  let paths = [""];
  for (const part of path.split("/").filter((piece) => piece !== "")) {
    const name = part === "*" ? "*" : part.startsWith(":") ? part.slice(1).replace("?", "") : null;
    const values = name === null ? [part] : (parameters[name] ?? unknown(name))(world);
    paths = paths.flatMap((before) => values.map((value) => `${before}/${value}`));
  }
  return paths.map((made) => made || "/");
}

/** The address a browser's own navigation asks: the data of a page without the page. */
const dataOf = (path: string) => (path === "/" ? "/_root.data" : `${path}.data`);

/** Every way to ask for a page: what it opens in its place is tried on the loop that is under way. */
function queriesOf(
  route: AppRoute,
  path: string,
  { loop, position, candidateId }: World,
): string[] {
  if (!readsQuery(route) || path.includes(loop.decided.id)) return [""];
  const [round] = loop.running.roundIds;
  const [card] = loop.running.cards;
  const opened = openingsOf(route).map((doing) => `?do=${doing}&round=${round}&card=${card?.id}`);
  const ids = `position=${position.id}&positionId=${position.id}&candidateId=${candidateId}`;
  const pair = `pair=${loop.running.id}&pair=${loop.decided.id}&order=raw`;
  const parts =
    route.id === "routes/_app.calibration"
      ? viewParts.map((part) => `?part=${part}&table=all`)
      : [];
  return [
    "",
    ...opened,
    ...parts,
    `?${ids}&loop=${loop.running.id}&q=a&resume=1&round=design&${pair}`,
  ];
}

/** What differs between commands that share a field's name. */
const fields: Record<string, Readonly<Record<string, string>>> = {
  assign: { kind: "panel" },
  "end-card": { state: "withdrawn" },
  "record-conflict": { kind: "interest" },
  move: { set: "1" },
  copy: { title: "Another rubric", slug: "another-rubric" },
  publish: { note: "A note that says nothing." },
  save: { round: "design" },
  send: { round: "design" },
  "decline-reopen": { seen: "2031-05-05T10:00:00.000Z" },
};
/** Forms whose other fields would contradict each other. */
const formsOf: Record<string, Readonly<Record<string, string>>> = {
  "routes/_app.loops.new": { name: "" },
  "routes/_app.drills.own._index": { firstCard: uuidv7() },
  "routes/_app.drills.progress": { drills: "5", withinOne: "80", kappa: "0", shadowCards: "2" },
};

/** What nobody here can post, because it asks for something that only its owner was ever given. */
const keptFromAll = [
  'routes/join.$token with the intent ""',
  'routes/_app.account with the intent "change-password"',
  'routes/_app.account with the intent "end-session"',
];

/** One form that holds what any command asks for: each reads its own fields and leaves the others. */
function plausible(route: AppRoute, intent: string, world: World, cardId: string) {
  const { people, position, candidateId, loop } = world;
  const { criteria } = position.rubric;
  return {
    ...(intent === "" ? {} : { intent }),
    ...{ id: uuidv7(), key: uuidv7(), newCandidateId: uuidv7(), version: "1", revision: "1" },
    ...{ loopId: loop.running.id, roundId: loop.running.roundIds[0] ?? "", cardId },
    ...{ candidateId, positionId: position.id, rubricVersionId: position.rubricVersionId },
    ...{ position: position.id, rubric: position.rubricVersionId, run: uuidv7() },
    ...{ personId: people.ana.id, interviewerId: people.sam.id, mentorId: people.ben.id },
    ...{ name: "Nora New", email: "nora@example.com", headline: "", title: "Another engineer" },
    ...{
      kind: "design",
      startsAt: "2031-05-05T10:00",
      minutes: "60",
      to: "/",
      password: "a guess",
    },
    ...{ level: "staff", revealRule: "never", outcome: "offer", seen: "6" },
    reason: "A reason that says nothing.",
    reasons: "A sentence of reasons that is long enough.",
    summary: "Typed by whoever posts this.",
    text: `Card: ${cardId}`,
    recommendation: "yes",
    ...Object.fromEntries(
      criteria.map((c, at) => [`weights.${c.key}`, String(criteria.at(-1 - at)?.weight)]),
    ),
    ...Object.fromEntries(criteria.map((c) => [`ratings.${c.key}.score`, "3"])),
    ...Object.fromEntries(
      ["first", "second"].flatMap((name) => [
        [`${name}.level`, "staff"],
        ...criteria.map((c) => [`${name}.ratings.${c.key}`, "3"]),
      ]),
    ),
    hint: "a hint that is not there",
    // Ben, Dora, Tom and Bill saw the first pattern.
    ...{
      pattern: position.rubric.patterns[0]?.key ?? "",
      moments: "4",
      conclusion: "open",
      last: "1",
    },
    ...{ until: world.sealedAt.toISOString(), sentence: "A sentence that says nothing." },
    ...fields[intent],
    ...formsOf[route.id],
  };
}

/** Of the cards, somebody tries their own and one of each kind. */
const kinds: Record<Which, readonly Who[]> = {
  running: ["ana", "ben", "sid", "tia", "rob", "tom", "una"],
  decided: ["ben", "tia", "rob"],
};
const isTried = (world: World, who: Who | null, path: string) =>
  loops.every((which) =>
    world.loop[which].cards.every(
      (card) => !path.includes(card.id) || card.of === who || kinds[which].includes(card.of),
    ),
  );

/** Everything somebody can post in the running loop: each intent of each action, empty and filled in. */
function postsOf(route: AppRoute, world: World, who: Who | null) {
  const { running, decided } = world.loop;
  const named = running.cards.filter(({ of }) => of === "ana" || (of === "ben" && who === "lea"));
  const untried = loops.flatMap((which) =>
    world.loop[which].cards
      .filter(({ of }) => which === "decided" || ![who, "ana", "ben"].includes(of))
      .map(({ id }) => id),
  );
  const intents = intentsOf(route);
  return pathsOf(route, world)
    .filter((path) => !path.includes(decided.id) && !untried.some((id) => path.includes(id)))
    .flatMap((path) =>
      (intents.length === 0 ? [""] : intents).flatMap((intent) => [
        { path, intent, form: { intent } },
        ...(path.includes(running.id) ? named : named.slice(0, 1)).map(({ id }) => ({
          ...{ path, intent, form: plausible(route, intent, world, id) },
        })),
      ]),
    );
}

/** What stands in an answer and must not. */
class Watch {
  readonly leaks = new Set<string>();
  readonly told = new Map<Who, Set<string>>(everybody.map((who) => [who, new Set<string>()]));
  constructor(
    private readonly world: World,
    private readonly rule: RevealRule,
  ) {}

  read(who: Who | null, where: string, text: string, sent = ""): void {
    for (const marker of secretsIn(text, this.world)) {
      if (sent.includes(marker)) continue;
      if (who) this.told.get(who)?.add(marker);
      const secret = this.world.secrets.get(marker);
      if (secret?.kind === "name" && this.isNamed(marker, where)) continue;
      if (!secret || !mayBeTold(who, secret, this.rule))
        this.leaks.add(`${where}: ${who ? described(who) : "nobody"} is told ${marker}`);
    }
  }

  /**
   * Lists of everybody, which say of nobody which panel they are on, and a person's own page, which is
   * asked for by who they are and says the same of whoever interviewed nobody.
   */
  private isNamed(marker: string, where: string): boolean {
    if (/^\/(admin\/people|drills\/progress)/.test(where)) return true;
    const whose = Object.values(this.world.people).find(({ id }) =>
      where.startsWith(`/calibration/people/${id}`),
    );
    return whose?.name.includes(marker) ?? false;
  }

  /** A page that is closed to its reader has no place for what it closes. */
  closed(who: Who | null, where: string, text: string): void {
    const [key] = text.match(/"(score|mean|total|ratings|recommendation|matrix|spread|sd)"/) ?? [];
    if (key)
      this.leaks.add(`${where}: ${who ? described(who) : "nobody"} is given a place for ${key}`);
  }
}

const PATIENCE = 600_000;
/** Who tries every form: one person of each kind, and fewer where only names are in question. */
const posters: readonly Who[] = [
  ...(["sam", "ana", "ben", "sid", "rob", "tom", "coco", "carla"] as const),
  ...(["lee", "lea", "otto", "barb", "bill", "cand", "adam", "aria"] as const),
];
const peers: readonly Who[] = ["ana", "ben", "sid", "olga", "aria"];
const plain = { hidesNames: false, rendered: false, posting: [] };
type LeakWorld = {
  readonly rule: RevealRule;
  readonly hidesNames: boolean;
  readonly rendered: boolean;
  readonly posting: readonly Who[];
};
/** Pages are made of their data alone, so they are rendered in two worlds and only asked for in the others. */
const worlds: readonly LeakWorld[] = [
  { ...plain, rule: "after-own", rendered: true, posting: posters },
  { ...plain, rule: "after-all" },
  { ...plain, rule: "never" },
  { ...plain, rule: "open" },
  { rule: "after-own", hidesNames: true, rendered: true, posting: peers },
];

/** Who is told what does not depend on the engine, so a real server is asked in one world alone. */
const onServer = process.env.TEST_DATABASE_URL !== undefined;

/** Two halves, in files of their own, take two cores half the time. */
export const blindWorlds = worlds.slice(0, onServer ? 1 : 2);
export const otherWorlds = onServer ? worlds.slice(4) : worlds.slice(2);

/** The panel's total is a secret too: no other number in this world is spelled like it. */
async function withTotals(db: Db, world: World): Promise<World> {
  const secrets = new Map(world.secrets);
  for (const which of loops) {
    const { id } = world.loop[which];
    const total = String((await listPanelScores(db, [id])).get(id)?.score);
    expect(total).toMatch(/\d\.\d{3}/);
    secrets.set(total, { kind: "total", loop: which });
  }
  const { id: positionId, rubricVersionId } = world.position;
  await calibrated(db, { positionId, rubricVersionId });
  return { ...world, secrets };
}

/** The tests of these worlds: nobody is told what is not theirs. */
export function holdSecrets(tried: readonly LeakWorld[]): void {
  describe.for(tried)(
    "nobody is told what is not theirs: $rule, names hidden $hidesNames",
    (how) => {
      test(
        "by any page, whoever asks",
        async ({ db, ask }) => {
          const world = await withTotals(db, await worldOfSecrets(db, how));
          const watch = new Watch(world, how.rule);
          const routes = (await appRoutes()).filter(({ module }) => module.loader);
          const paths = routes.flatMap((route) =>
            pathsOf(route, world).flatMap((path) =>
              queriesOf(route, path, world).map((query) => ({ route, path, query })),
            ),
          );
          await signInAll(ask, world);
          for (const who of [null, ...everybody])
            for (const { route, path, query } of paths) {
              if (!isTried(world, who, path)) continue;
              const as = who && world.people[who];
              const page = "default" in route.module;
              const whole = how.rendered && query === "" && !path.startsWith("/cards/");
              const heard: Heard[] = [];
              if (page) heard.push(await undone(db, () => ask({ path: dataOf(path) + query, as })));
              // What is no page, a file to download or a stream of events, is only there under its own address.
              if (whole || !page)
                heard.push(await undone(db, () => ask({ path: path + query, as })));
              for (const { status, headers, text } of heard) {
                if (status >= 500)
                  watch.leaks.add(`${path}${query}: ${who} is answered with ${status}`);
                watch.read(who, path + query, headers + text, path + query);
              }
              if (isClosed(world, who, path, how.rule))
                for (const { text } of heard) watch.closed(who, path, text);
            }
          expect([...watch.leaks].slice(0, 20)).toEqual([]);
          expect(untold(world, watch, how.rule).slice(0, 20)).toEqual([]);
        },
        PATIENCE,
      );

      if (how.posting.length === 0) return;
      test(
        "by any form, nor by the mail it sends",
        async ({ db, ask }) => {
          const world = await withTotals(db, await worldOfSecrets(db, how));
          const watch = new Watch(world, how.rule);
          const routes = (await appRoutes()).filter(({ module }) => module.action);
          const understood = new Map<string, boolean>();
          await signInAll(ask, world);
          for (const who of [null, ...how.posting])
            for (const route of routes)
              for (const { path, intent, form } of postsOf(route, world, who)) {
                const named = `${route.id} with the intent "${intent}"`;
                const { heard, mails } = await undone(db, async () => ({
                  heard: await ask({ path: dataOf(path), as: who && world.people[who], form }),
                  mails: await db.select().from(schema.mail),
                }));
                const { status, headers, text } = heard;
                if (status >= 500) watch.leaks.add(`${named}: ${who} is answered with ${status}`);
                watch.read(who, named, headers + text, path + JSON.stringify(form));
                for (const { to, subject, text } of mails) {
                  const reader =
                    everybody.find((known) => world.people[known].email === to) ?? null;
                  const sender = who ? world.people[who].name : "";
                  watch.read(reader, `mail after ${named}`, subject + text, sender);
                }
                const known = status < 400 || status === 403 || status === 409;
                understood.set(named, understood.get(named) || known);
              }
          expect([...watch.leaks].slice(0, 20)).toEqual([]);
          const never = [...understood].flatMap(([named, known]) =>
            known || how.hidesNames || keptFromAll.includes(named) ? [] : [named],
          );
          expect(
            never,
            "nobody gets as far as being refused: give these forms what they ask for in `plausible`, `fields` or `formsOf`",
          ).toEqual([]);
        },
        PATIENCE,
      );
    },
  );
}

/** Once and for all: a session that began within a probe would be taken back with it. */
async function signInAll(ask: Ask, { people }: World): Promise<void> {
  for (const who of everybody) await ask({ path: "/healthz", as: people[who] });
}

/** Whether a page is of a loop, or of another's card, that this person may not read. */
function isClosed(world: World, who: Who | null, path: string, rule: RevealRule): boolean {
  if (who === null) return false;
  return loops.some((which) => {
    const { id, cards } = world.loop[which];
    if (rightOf(who, which, rule) === "all") return false;
    if (path.startsWith(`/loops/${id}`)) return true;
    const card = cards.find((c) => path.startsWith(`/cards/${c.id}`));
    return (
      card !== undefined &&
      card.of !== who &&
      !(
        card.kind === "shadow" && mayBeTold(who, { kind: "shadow", of: card.of, loop: which }, rule)
      )
    );
  });
}

/** What people have a right to and were not told: without this the test could find nothing anywhere. */
function untold(world: World, watch: Watch, rule: RevealRule): string[] {
  return everybody.flatMap((who) =>
    [...world.secrets].flatMap(([marker, secret]) =>
      isExpected(who, secret, rule) &&
      mayBeTold(who, secret, rule) &&
      !watch.told.get(who)?.has(marker)
        ? [`${described(who)} is not told ${marker}`]
        : [],
    ),
  );
}

const isExpected = (who: Who, secret: Secret, rule: RevealRule): boolean =>
  secret.kind === "draft" ||
  // Who writes a card again finds the notes in its draft.
  (secret.kind === "notes" && secret.of !== "rob" && secret.of !== "una") ||
  (["card", "shadow", "decision", "total"].includes(secret.kind) &&
    "loop" in secret &&
    rightOf(who, secret.loop, rule) === "all");
