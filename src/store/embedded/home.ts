import { randomBytes, randomUUID } from "node:crypto";
import { chmod, lstat, mkdir, readFile, realpath, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CoachError } from "../../errors.ts";
import type { Owner } from "./command.ts";
import { sharedFolder, traversable, unprivileged } from "./reach.ts";

/** Where the server of one `DATA_DIR` keeps its things. */
export interface Home {
  /** Ours: the lock and the password. */
  folder: string;
  /** The server's: its data and its log. */
  cluster: string;
  /** Who the server runs as, `null` when as ourselves. */
  owner: Owner;
}

/**
 * Finds or makes the home: `DATA_DIR/postgres`, or, when root may go there but the server's user may
 * not, a folder of the machine that `DATA_DIR/postgres.path` points to.
 */
export async function findHome(dataDir: string): Promise<Home> {
  const root = process.getuid?.() === 0;
  try {
    await mkdir(dataDir, { recursive: true, mode: root ? 0o711 : 0o700 });
    const place = await realpath(dataDir);
    const folder = root ? await folderForRoot(place) : join(place, "postgres");
    await mkdir(folder, { recursive: true, mode: root ? 0o711 : 0o700 });
    const cluster = join(folder, "cluster");
    return { folder, cluster, owner: root ? await ownerOf(cluster) : null };
  } catch (cause) {
    if (cause instanceof CoachError) throw cause;
    throw new CoachError("unavailable", `DATA_DIR ${dataDir} cannot be used: ${String(cause)}`, {
      cause,
    });
  }
}

/** The password of the server's one user; made on first use and kept for our eyes only. */
export async function password(home: Home): Promise<string> {
  const file = join(home.folder, "password");
  try {
    await writeFile(file, randomBytes(24).toString("base64url"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return await readFile(file, "utf8");
}

async function folderForRoot(dataDir: string): Promise<string> {
  const pointer = join(dataDir, "postgres.path");
  const pointed = await readFile(pointer, "utf8").catch(() => null);
  if (pointed) return await pointedTo(pointed.trim(), dataDir, pointer);

  const inside = join(dataDir, "postgres");
  const made = await exists(join(inside, "cluster"));
  if (made || (await traversable(dirname(dataDir)))) {
    // Going through, not listing; what is secret in there has its own mode.
    const { mode, uid } = await stat(dataDir);
    if (uid === 0 && (mode & 0o011) !== 0o011) await chmod(dataDir, (mode & 0o7777) | 0o011);
    return inside;
  }
  const folder = join(await sharedFolder(), randomUUID());
  await mkdir(folder, { mode: 0o711 });
  await writeFile(join(folder, "belongs-to"), dataDir);
  await writeFile(pointer, `${folder}\n`);
  return folder;
}

/** Two copies of a `DATA_DIR` must not share one database without anybody knowing. */
async function pointedTo(folder: string, dataDir: string, pointer: string): Promise<string> {
  if (!(await exists(folder))) {
    throw new CoachError(
      "unavailable",
      `${pointer} points to ${folder}, which is gone. Bring it back, or remove ${pointer} to start with an empty database.`,
    );
  }
  const belongsTo = join(folder, "belongs-to");
  const other = await readFile(belongsTo, "utf8").catch(() => dataDir);
  if (other === dataDir) return folder;
  const twin = await readFile(join(other, "postgres.path"), "utf8").catch(() => "");
  if (twin.trim() === folder) {
    throw new CoachError(
      "conflict",
      `${dataDir} is a copy of ${other} and both point to one database. Remove ${pointer} to start with an empty one.`,
    );
  }
  // It was moved.
  await writeFile(belongsTo, dataDir);
  return folder;
}

async function ownerOf(cluster: string): Promise<Owner> {
  const found = await lstat(cluster).catch(() => null);
  if (found && found.uid !== 0) return { uid: found.uid, gid: found.gid };
  return await unprivileged();
}

async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}
