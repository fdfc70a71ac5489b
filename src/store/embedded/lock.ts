import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { CoachError } from "../../errors.ts";

const HEARTBEAT_MS = 1_000;
/** Ten missed beats: whoever held it is gone, even when another process now has its number. */
const STALE_MS = 10_000;
const PATIENCE_MS = 120_000;

/** Runs `run` while no other process does the same under this file; waits up to two minutes for it. */
export async function locked<T>(path: string, run: () => Promise<T>): Promise<T> {
  const mine = `${process.pid} ${randomUUID()}`;
  await acquire(path, mine);
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  beat.unref();
  try {
    return await run();
  } finally {
    clearInterval(beat);
    if ((await content(path)) === mine) await rm(path, { force: true });
  }
}

async function acquire(path: string, mine: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await writeFile(path, mine, { flag: "wx", mode: 0o600 });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    if (await broken(path)) continue;
    if (Date.now() > until) {
      throw new CoachError(
        "unavailable",
        `Another process has been starting the embedded database for two minutes. If there is none, remove ${path}`,
      );
    }
    await sleep(25);
  }
}

/** Removes a lock whose holder is gone; true when the caller should try again at once. */
async function broken(path: string): Promise<boolean> {
  const theirs = await content(path);
  if (theirs === null) return true;
  if (!(await abandoned(path, theirs))) return false;
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return true;
  }
  // Between looking and renaming somebody else may have taken it: give theirs back.
  if ((await content(aside)) !== theirs) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
  return true;
}

async function abandoned(path: string, holder: string): Promise<boolean> {
  const pid = Number(holder.split(" ")[0]);
  // The file is made empty and then written; a number follows within moments.
  if (holder !== "" && !running(pid)) return true;
  const age = await stat(path).then(
    (file) => Date.now() - file.mtimeMs,
    () => 0,
  );
  return age > STALE_MS;
}

/** Whether a process has this number, ours or anybody's. */
export function running(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function content(path: string): Promise<string | null> {
  return await readFile(path, "utf8").catch(() => null);
}
