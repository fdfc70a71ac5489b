import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The keys secrets are sealed with, newest first: those of the configuration, else the one kept in
 * the data folder, which is made on first use and can be read by its owner only.
 */
export async function secretKeys(
  configured: readonly string[],
  dataDir: string,
): Promise<[string, ...string[]]> {
  const [first, ...others] = configured;
  if (first !== undefined) return [first, ...others];
  const path = join(dataDir, "secret.key");
  return [(await keptAt(path)) ?? (await madeAt(path, dataDir))];
}

async function madeAt(path: string, dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  try {
    // A whole file or none: of two processes starting at once, the second finds the first one's key.
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return (await keptAt(path)) as string;
}

async function keptAt(path: string): Promise<string | null> {
  try {
    return (await readFile(path, "utf8")).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
