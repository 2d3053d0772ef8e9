import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { connectPglite, type Db } from "#db/client.server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A data folder with the demonstration in it, to be copied and never served itself. */
    demonstration: string;
  }
}

/** Seeds the demonstration once; each test file serves a copy of its own. */
export default async function setup(project: TestProject) {
  if (!existsSync("build/server/index.js"))
    throw new Error("There is no build to test: run npm run build first.");
  const folder = temporaryFolder();
  const server = await serve({ EVENHAND_DATA: folder });
  await server.stop();
  project.provide("demonstration", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

export const temporaryFolder = () => mkdtempSync(join(tmpdir(), "evenhand-"));

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, "listening");
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (!address || typeof address === "string") throw new Error("No port was given");
  return address.port;
}

export type Start = {
  readonly pid: number;
  /** What it has printed so far. */
  readonly said: { readonly out: string; readonly err: string };
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  readonly kill: (signal: NodeJS.Signals) => void;
};

type Env = Readonly<Record<string, string | undefined>>;

/** Runs the start script as it stands, without building, from the project in `folder`. */
export function start(env: Env, folder = process.cwd()): Start {
  const { DATABASE_URL: _, AUTH_SECRET: __, APP_URL: ___, ...inherited } = process.env;
  const child: ChildProcess = spawn(
    process.execPath,
    ["--import", "tsx", "app/http/start.server.ts"],
    { cwd: folder, env: { ...inherited, ...env }, stdio: ["ignore", "pipe", "pipe"] },
  );
  if (!child.pid) throw new Error("The start script did not start");
  const said = { out: "", err: "" };
  child.stdout?.on("data", (chunk) => {
    said.out += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    said.err += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { pid: child.pid, said, ended, kill: (signal) => child.kill(signal) };
}

export type Served = { readonly url: string; readonly stop: () => Promise<number | null> };

/** Starts the built app on a free port and waits until it says that it is ready. */
export async function serve(
  env: Env,
  given?: number,
  folder?: string,
): Promise<Served & Pick<Start, "said" | "kill" | "ended">> {
  const port = given ?? (await freePort());
  const url = `http://localhost:${port}`;
  const started = start({ ...env, PORT: String(port) }, folder);
  const { said, ended, kill } = started;
  await Promise.race([ready(url, ended), ended]);
  if (!said.out.includes(url)) throw new Error(`The app did not start: ${said.err}`);
  return {
    url,
    said,
    ended,
    kill,
    stop: () => {
      kill("SIGTERM");
      return ended;
    },
  };
}

async function ready(url: string, ended: Promise<unknown>): Promise<void> {
  let gone = false;
  ended.then(() => {
    gone = true;
  });
  while (!gone) {
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Serves a copy of the demonstration, so that what one file changes stays in it. `prepare` can add
 * to it what is there when the server starts.
 */
export async function serveDemonstration(
  demonstration: string,
  prepare?: (db: Db) => Promise<unknown>,
): Promise<Served> {
  const folder = temporaryFolder();
  cpSync(demonstration, folder, { recursive: true });
  if (prepare) {
    const { db, close } = await connectPglite(join(folder, "pglite"));
    await prepare(db).finally(close);
  }
  const { url, stop } = await serve({ EVENHAND_DATA: folder });
  return {
    url,
    stop: async () => {
      const code = await stop();
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}
