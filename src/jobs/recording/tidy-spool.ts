import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { workspaceIds } from "../../store/directory.ts";
import { neededRecordings } from "../../store/inbound.ts";
import type { Effects } from "../effects.ts";

const HOUR_MS = 3600_000;
/** What failed may be read again for so long: a key is mended, a vendor comes back. */
const REPLAYABLE_MS = 7 * 24 * HOUR_MS;
/** Younger files may be somebody's who has not told the database of them yet. */
const YOUNGEST_MS = 24 * HOUR_MS;

/** A row's id, or a workspace's with the fingerprint of what was brought. */
const OURS =
  /^(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:-(?<sha256>[0-9a-f]{64}))?(?<part>(?:\.[\w-]+)?\.part)?$/;

/**
 * Removes recordings nobody will listen to: of calls that are read, of rows that failed more than a week
 * ago or are gone, and what a crash left half there. Files of other names are not ours to remove.
 */
export async function tidySpool(effects: Effects): Promise<void> {
  const { spool } = effects.intake;
  const now = effects.now().getTime();
  const old = new Map<string, number>();
  for (const name of await readdir(spool).catch(() => [])) {
    const writtenAt = OURS.test(name) ? await writtenAtMs(join(spool, name)) : null;
    if (writtenAt !== null && now - writtenAt >= YOUNGEST_MS) old.set(name, writtenAt);
  }
  if (old.size === 0) return;
  const needed = new Set<string>();
  const whole = [...old.keys()].flatMap((name) => {
    const { id = "", sha256, part } = OURS.exec(name)?.groups ?? {};
    return part ? [] : [{ name, id, sha256: sha256 ?? null }];
  });
  for (const workspaceId of await workspaceIds(effects.database)) {
    const own = await effects.database.inWorkspace(workspaceId, (tx) =>
      neededRecordings(tx, {
        keys: whole.flatMap(({ id, sha256 }) => (sha256 && id === workspaceId ? [sha256] : [])),
        ids: whole.flatMap(({ id, sha256 }) => (sha256 ? [] : [id])),
        failedAfter: new Date(now - REPLAYABLE_MS),
      }),
    );
    for (const { id, key, source } of own)
      needed.add(source === "media" ? `${workspaceId}-${key}` : id);
  }
  for (const [name, writtenAt] of old) {
    if (needed.has(name)) continue;
    // Brought again meanwhile, it is another file under the same name.
    if ((await writtenAtMs(join(spool, name))) === writtenAt)
      await rm(join(spool, name), { force: true });
  }
}

/** `null` when it is gone by now: others tidy as well. */
async function writtenAtMs(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? found.mtimeMs : null;
}
