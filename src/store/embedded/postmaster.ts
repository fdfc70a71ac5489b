import { execFile } from "node:child_process";
import { lstat, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { running } from "./lock.ts";

/** What a running server writes about itself into `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
  /** `starting`, `ready`, `stopping`. */
  status: string;
}

/**
 * The server that runs on this cluster, `null` when none does. A file left by a dead one is removed:
 * Postgres itself would take any process that now has the number for the server.
 */
export async function findPostmaster(cluster: string): Promise<Postmaster | null> {
  const file = join(cluster, "postmaster.pid");
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  const [pid, folder, , port, , , , status] = text.split("\n").map((line) => line.trim());
  const elsewhere = folder !== undefined && folder !== cluster && (await exists(folder));
  if (elsewhere || !(await isPostgres(Number(pid)))) {
    await rm(file, { force: true });
    return null;
  }
  return { pid: Number(pid), port: Number(port), status: status ?? "starting" };
}

async function isPostgres(pid: number): Promise<boolean> {
  if (!running(pid)) return false;
  if (process.platform === "win32") return true;
  const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => commandLine(pid));
  return line === null || line.includes("postgres");
}

/** Where there is no /proc; `null` when it cannot be told. */
function commandLine(pid: number): Promise<string | null> {
  return new Promise((done) => {
    execFile("/bin/ps", ["-p", String(pid), "-o", "command="], (error, stdout) => {
      done(error ? null : stdout);
    });
  });
}

async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}
