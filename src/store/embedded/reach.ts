import { chmod, lstat, mkdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CoachError } from "../../errors.ts";
import type { Owner } from "./command.ts";

/** Whether any user may go through every folder down to `path`, and, if asked, read it. */
export async function traversable(path: string, last?: "readable"): Promise<boolean> {
  const needed = last === "readable" ? 0o005 : 0o001;
  const mode = (await stat(path)).mode;
  if ((mode & needed) !== needed) return false;
  const parent = dirname(path);
  return parent === path || (await traversable(parent));
}

/** Postgres refuses to run as root: the user it runs as instead, who must exist but needs no rights. */
export async function unprivileged(): Promise<Owner> {
  const users = await readFile("/etc/passwd", "utf8").catch(() => "");
  const nobody = users.split("\n").find((line) => line.startsWith("nobody:"));
  const [, , uid, gid] = nobody?.split(":") ?? [];
  if (!uid || !gid) {
    throw new CoachError(
      "unavailable",
      "The embedded database does not run as root and there is no user nobody here. " +
        "Start as an ordinary user, or set DATABASE_URL to a Postgres of your own.",
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}

/** Root's place for what must lie where everybody can go; never a folder somebody else made. */
export async function sharedFolder(): Promise<string> {
  for (const base of ["/var/lib", "/var/tmp"]) {
    const folder = join(base, "coaching-os");
    try {
      await mkdir(folder, { recursive: true, mode: 0o711 });
      const found = await lstat(folder);
      if (!found.isDirectory() || found.uid !== process.getuid?.()) continue;
      await chmod(folder, 0o711);
      return folder;
    } catch {
      // Read-only here; the next may do.
    }
  }
  throw new CoachError(
    "unavailable",
    "Neither /var/lib nor /var/tmp can hold the embedded database. Move DATA_DIR to a folder every user can pass through, or set DATABASE_URL.",
  );
}
