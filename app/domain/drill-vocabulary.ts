/** Capitalised words that name tools, methods and times, and so nobody. */
const technical = new Set(
  `api apis http https sql nosql json xml yaml csv html css rest grpc graphql tcp udp tls ssl dns cdn cpu
  gpu ram ssd io ip vpn sso oauth oidc saml jwt ui ux qa ci cd pr prs mr sla slo sli slas slos slis rpo rto
  mttr ttl lru fifo acid cap crud ddd tdd etl olap oltp orm mvp kpi okr rfc rfcs adr pdf url urls uri uuid id
  ids os sdk cli ide ai ml llm gdpr pci hipaa sox aws gcp azure s3 ec2 sqs sns rds iam kms eks k8s kafka redis
  postgres postgresql mysql mariadb sqlite mongodb mongo cassandra dynamodb elasticsearch opensearch
  clickhouse druid flink spark hadoop airflow snowflake bigquery redshift kinesis rabbitmq nats pulsar
  memcached etcd consul zookeeper vault terraform ansible docker kubernetes helm istio envoy nginx haproxy
  linux unix windows macos android ios chrome firefox safari git github gitlab jenkins prometheus grafana
  datadog sentry jaeger opentelemetry kibana pagerduty slack jira java javascript typescript python rust go
  golang kotlin scala swift ruby rails django spring node nodejs react vue angular php lambda cron paxos raft
  bloom monday tuesday wednesday thursday friday saturday sunday january february march april may june july
  august september october november december english q1 q2 q3 q4 p0 p1 p2 p50 p90 p95 p99 b2b b2c saas`
    .split(/\s+/u)
    .filter((word) => word !== ""),
);

/** Words that sentences and notes begin with. */
const ordinary = new Set(
  `a about above after again against all almost also although always an and another any anyone anything
  apart are as ask asks at back be because been before being below better between both build but by call calls
  can candidate could day deep did do does done down during each either else even ever every everybody
  everyone everything few finally first for from further gave get gets give gives given go goes good got had
  half has have he hence her here hers high him his how however i if in indeed instead into is it its just keep
  kept knew know last later least less let like long look made make makes many may maybe me might mine more
  most much must my near never next no nobody none nor not note nothing now of off often on once one only or
  order other others our ours out over own part perhaps picked put quite quote rather real right run said same
  saw say says second see seen set several shall she should since so some somebody someone something sometimes
  soon start still strong such take takes team test than that the their them then there these they thing think
  third this those though three through thus time to today together told too took tried two under unless until
  up upon us use users very want was way we weak well went were what when where whether which while who whom
  whose why will with within without work would wrote yes yesterday yet you your zero chose came began held
  left ran spoke thought understood found drew brought sought led met sent spent stood taught won five four
  six seven eight nine ten hundred ca wo`
    .split(/\s+/u)
    .filter((word) => word !== ""),
);

/** Whether a word, folded, names a tool, a method or a time rather than somebody. */
export const isTechnicalWord = (word: string): boolean => technical.has(word);

/** Whether a word, folded, is one that any sentence may begin with. */
export const isOrdinaryWord = (word: string): boolean => ordinary.has(word);
