import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The embedded database serves one process; a second one would write over the first one's pages. */
export class FolderInUse extends Error {
  constructor(
    readonly folder: string,
    readonly pid: number,
  ) {
    super(`${folder} is in use by process ${pid}`);
  }
}

/**
 * Claims the folder for this process until the returned function runs. A claim left by a process
 * that is gone is taken over.
 */
export function takeFolder(folder: string): () => void {
  const lock = join(folder, "lock");
  const claim = `${lock}.${process.pid}`;
  writeFileSync(claim, describe(process.pid));
  try {
    for (let attempt = 0; !linked(claim, lock); attempt += 1) {
      const held = readClaim(lock);
      if (isAlive(held) || attempt === 5) throw new FolderInUse(folder, pidOf(held));
      putAside(lock, held);
    }
  } finally {
    rmSync(claim, { force: true });
  }
  return () => rmSync(lock, { force: true });
}

/** Linking a finished file creates it exclusively and never shows it half written. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** Of two processes that both saw the stale claim, the slower one may hold the faster one's. */
function putAside(lock: string, stale: string): void {
  const aside = `${lock}.aside.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (readClaim(aside) !== stale) linked(aside, lock);
  rmSync(aside, { force: true });
}

function readClaim(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

const pidOf = (claim: string) => Number.parseInt(claim, 10);

function isAlive(claim: string): boolean {
  const pid = pidOf(claim);
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  return describe(pid) === claim;
}

/** Process numbers come round again, in containers at every start; with its start time one is unique. */
function describe(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const started = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    return `${pid} ${started}\n`;
  } catch {
    return `${pid}\n`;
  }
}
