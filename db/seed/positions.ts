import type { Level } from "#app/domain/level.ts";
import type { Weights } from "#app/domain/score.ts";

export type DemoPosition = {
  readonly title: string;
  readonly level: Level;
  /** How many settled loops it has had. */
  readonly loops: number;
  /** In the order of the rubric's criteria, the oldest set first. */
  readonly weights: readonly {
    readonly percents: readonly number[];
    readonly daysAgo: number;
    readonly reason: string;
  }[];
  /** Who is on its panels. */
  readonly pool: readonly string[];
  /** Those of the pool who sit on most of them: enough in a quarter to tell whether they change. */
  readonly regulars?: readonly string[];
  /** What its interviewers talk about. */
  readonly systems: readonly [string, ...string[]];
  readonly stores: readonly [string, string, ...string[]];
  readonly teams: readonly [string, ...string[]];
};

/** A position once it is written, with the weight set in force. */
export type LoopPlace = {
  readonly position: DemoPosition;
  readonly positionId: string;
  readonly rubricVersionId: string;
  readonly points: number;
  readonly weights: Weights;
  readonly weightSetId: string;
};

export const positions: readonly DemoPosition[] = [
  {
    title: "Staff backend engineer, Payments",
    level: "staff",
    loops: 44,
    weights: [
      {
        percents: [25, 20, 20, 15, 20],
        daysAgo: 560,
        reason: "The rubric's own weights to start with.",
      },
      {
        percents: [20, 30, 25, 10, 15],
        daysAgo: 230,
        reason:
          "This team is paged more than any other and a wrong payout costs money at once: failure modes and verification first.",
      },
    ],
    pool: [
      ...["Ana Ferreira", "Tomasz Wieczorek", "Kwame Asante", "Priya Raghunathan"],
      ...["Mateo Quiroga", "Samira Haddad", "Nikhil Deshmukh", "Zanele Mokoena", "Chiara Bellandi"],
      ...["Hanna Vainio", "Declan O'Rourke"],
    ],
    regulars: ["Tomasz Wieczorek", "Ana Ferreira"],
    systems: ["the payout service", "the ledger", "the refund worker", "the card gateway"],
    stores: ["Postgres", "DynamoDB", "Kafka", "CockroachDB"],
    teams: ["the ledger team", "the fraud team", "finance engineering"],
  },
  {
    title: "Senior backend engineer, Search",
    level: "senior",
    loops: 40,
    weights: [
      {
        percents: [25, 20, 25, 20, 10],
        daysAgo: 555,
        reason: "A hands-on role: less about direction, more about leaving the indexer better.",
      },
    ],
    pool: [
      ...["Ana Ferreira", "Ingrid Solheim", "Chiara Bellandi", "Yuki Hayashida"],
      ...["Oskar Lindqvist", "Declan O'Rourke", "Priya Raghunathan", "Nikhil Deshmukh"],
      ...["Zanele Mokoena", "Mateo Quiroga"],
    ],
    systems: ["the indexer", "the query service", "the ranking job", "the autocomplete service"],
    stores: ["Elasticsearch", "Postgres", "Redis", "SQLite files"],
    teams: ["the ranking team", "the catalogue team", "the storefront team"],
  },
  {
    title: "Staff platform engineer",
    level: "staff",
    loops: 14,
    weights: [
      {
        percents: [20, 25, 15, 20, 20],
        daysAgo: 550,
        reason:
          "Everyone stands on the platform, so what it leaves behind counts as much as uptime.",
      },
    ],
    pool: [
      ...["Ana Ferreira", "Tomasz Wieczorek", "Ingrid Solheim", "Kwame Asante", "Hanna Vainio"],
      ...["Oskar Lindqvist", "Yuki Hayashida", "Samira Haddad", "Priya Raghunathan"],
      "Declan O'Rourke",
    ],
    systems: ["the deploy pipeline", "the job runner", "the secrets store", "the build cache"],
    stores: ["Postgres", "etcd", "S3", "Redis"],
    teams: ["the developer tools team", "the data platform team", "the mobile team"],
  },
  {
    title: "Principal engineer, Infrastructure",
    level: "principal",
    loops: 10,
    weights: [
      {
        percents: [25, 15, 10, 15, 35],
        daysAgo: 545,
        reason:
          "Sets direction for forty engineers: whether others can follow the reasons comes first.",
      },
    ],
    pool: [
      ...["Ana Ferreira", "Tomasz Wieczorek", "Ingrid Solheim", "Kwame Asante", "Hanna Vainio"],
      ...["Chiara Bellandi", "Samira Haddad", "Mateo Quiroga", "Zanele Mokoena"],
    ],
    systems: ["the network layer", "the cluster scheduler", "the storage tier", "the edge"],
    stores: ["Postgres", "object storage", "Cassandra", "FoundationDB"],
    teams: ["the capacity team", "the security team", "the product teams"],
  },
];
