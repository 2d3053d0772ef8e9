import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { isAbsolute, join, relative } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import sirv from "sirv";
import type { App } from "#app/http/app.server.ts";
import { createAuth } from "#app/http/auth.server.ts";
import { createLog } from "#app/http/log.server.ts";
import { keptSecret } from "#app/http/secret.server.ts";
import { createListener, type Serving } from "#app/http/serve.server.ts";
import { createSignOn } from "#app/http/sign-on.server.ts";
import {
  badRubrics,
  isLocalhost,
  noBuild,
  readSettings,
  type Settings,
  startupFailure,
} from "#app/http/startup.server.ts";
import { startCalibration } from "#app/jobs/calibration.server.ts";
import { startMailing } from "#app/jobs/mail.server.ts";
import { postBySmtp, postToFolder } from "#app/jobs/post.server.ts";
import { startPruning } from "#app/jobs/pruning.server.ts";
import { type Connection, connect, type Db, dataFolder } from "#db/client.server.ts";
import { unexpected } from "#db/command.ts";
import { place } from "#db/failure.server.ts";
import { alone, migrateToLatest } from "#db/migrate.ts";
import { publishRubrics } from "#db/queries/rubric.server.ts";
import { DEMO_PASSWORD, type Seeding, seed } from "#db/seed.ts";

type Job = { readonly stop: () => Promise<void> | void };
type Front = Pick<Serving, "build" | "files">;

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Serves until told to stop; a start that cannot end well says why in one sentence and exits. */
export async function launch(development: boolean): Promise<void> {
  let settings: Settings | null = null;
  let connection: Connection | null = null;
  try {
    settings = readSettings(process.env, dataFolder());
    const server = createServer();
    // Asked for before the database is touched, so that a taken port changes nothing.
    await listen(server, settings.port);
    await new Promise((resolve) => server.close(resolve));
    const front = development ? await developmentFront(server) : await builtFront();
    connection = await connect();
    const { db } = connection;
    const log = createLog(process.env.LOG_LEVEL ?? "warn");
    const accounts = await prepare(connection, settings, log);
    const { baseUrl, secret = keptSecret(settings.folder) } = settings;
    const auth = createAuth(db, { secret, baseUrl });
    const signOn = settings.signOn && createSignOn(db, { secret, baseUrl }, settings.signOn);
    const { mailing, writtenMail } = mailingOf(db, settings, development, log);
    const calibration = startCalibration(db, log);
    const nudge = () => {
      mailing.nudge();
      calibration.nudge();
    };
    server.on(
      "request",
      createListener({
        ...{ ...front, db, auth, signOn, development, baseUrl, log },
        ...{ trustProxy: settings.trustProxy, nudge },
        ...(writtenMail ? { writtenMail } : {}),
      }),
    );
    server.keepAliveTimeout = 65_000;
    stopOnSignal(server, connection, [mailing, calibration, startPruning(db, log)]);
    await listen(server, settings.port);
    console.log(greeting(settings, accounts));
  } catch (error) {
    console.error(startupFailure(error, settings) ?? unexpected(error));
    await connection?.close();
    process.exit(1);
  }
}

/** Sends through the mail server that was set up, or else writes mails into the data folder. */
function mailingOf(
  db: Db,
  { mail, folder, baseUrl, databaseUrl }: Settings,
  development: boolean,
  log: Logger,
) {
  if (mail) return { mailing: startMailing(db, postBySmtp(mail), log), writtenMail: null };
  const { post, lastTo } = postToFolder(join(folder, "mail"), "Evenhand <evenhand@localhost>");
  const mailing = startMailing(db, post, log);
  // The link of a mail lets in whoever opens it, so it is shown on a developer's machine alone.
  const tried = development || databaseUrl === undefined;
  const shown = tried && isLocalhost(new URL(baseUrl).hostname);
  const writtenMail: App["writtenMail"] = async (to) => {
    await mailing.drain();
    const written = lastTo(to);
    return written && { ...written, file: fromHere(written.file) };
  };
  return { mailing, writtenMail: shown ? writtenMail : null };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function builtFront(): Promise<Front> {
  const build = join(root, "build", "server", "index.js");
  const client = join(root, "build", "client");
  if (!existsSync(build) || !existsSync(client)) throw noBuild();
  const serveFile = sirv(client, {
    gzip: true,
    brotli: true,
    etag: true,
    setHeaders: (res, path) => {
      const forever = path.startsWith("/assets/");
      res.setHeader("Cache-Control", forever ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  const files: Serving["files"] = (req, res, next) => {
    // A deploy may take a known file away: that ends this answer, and not the process.
    res.once("pipe", (file: Readable) => file.once("error", () => res.destroy()));
    serveFile(req, res, next);
  };
  return { build: await import(build), files };
}

async function developmentFront(server: Server): Promise<Front> {
  const { createServer: createVite } = await import("vite");
  const vite = await createVite({ root, server: { middlewareMode: true, hmr: { server } } });
  return {
    build: () => vite.ssrLoadModule("virtual:remix/server-build") as never,
    files: vite.middlewares,
  };
}

/** Safe to run in any number of processes at once, and changes nothing the second time. */
async function prepare(connection: Connection, { seed: wanted }: Settings, log: Logger) {
  await migrateToLatest(connection);
  return alone(connection, async (): Promise<Seeding["accounts"]> => {
    const published = await publishRubrics(connection.db, join(root, "rubrics"));
    if (!published.ok) throw badRubrics(published.failure.message);
    for (const sentence of published.value.taken) log.warn(sentence);
    return wanted ? (await seed(connection.db, new Date())).accounts : [];
  });
}

function stopOnSignal(server: Server, { close }: Connection, jobs: readonly Job[]): void {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const stop = () => {
    const stopped = Promise.all(jobs.map((job) => job.stop()));
    server.close(async () => {
      await stopped;
      await close();
      process.exit(0);
    });
    server.closeIdleConnections();
    // Browsers open spare connections that Node does not call idle until they have asked something.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    // A live stream ends only when its browser goes away, so at some point we do.
    setTimeout(() => server.closeAllConnections(), 10_000).unref();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

/** A path as one would type it in the folder the app was started in. */
function fromHere(path: string): string {
  const inside = relative(process.cwd(), path);
  return inside.startsWith("..") || isAbsolute(inside) ? path : inside;
}

function greeting(
  { baseUrl, databaseUrl, folder, mail }: Settings,
  accounts: Seeding["accounts"],
): string {
  const shown = fromHere(folder);
  const data = databaseUrl
    ? `Postgres at ${place({ databaseUrl, folder })}`
    : `${shown} (embedded Postgres)`;
  const width = Math.max(...accounts.map(({ email }) => email.length));
  const rows = accounts.map(({ email, what }) => `    ${email.padEnd(width)}  ${what}`);
  return [
    `Evenhand is ready at ${baseUrl}`,
    `  Data: ${data}`,
    ...(mail ? [] : [`  Mail: written to ${join(shown, "mail")} until SMTP_URL is set`]),
    ...(rows.length > 0 ? [`  Sign in as, with the password ${DEMO_PASSWORD}:`, ...rows] : []),
  ].join("\n");
}
