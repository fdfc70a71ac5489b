import type { Config } from "../config.ts";
import { openParts, type Parts } from "../parts.ts";
import { loadSampleFloor } from "../sample-floor.ts";
import { hasSampleFloor } from "../store/current-workspace.ts";

/** The store with people in it: on a fresh embedded one the sample floor is loaded and read first. */
export async function openFloor(config: Config): Promise<Parts> {
  const parts = await openParts(config, { workers: false });
  try {
    if (config.databaseUrl || (await hasSampleFloor(parts.database))) return parts;
  } catch (error) {
    await parts.close();
    throw error;
  }
  await parts.close();
  const filling = await openParts(config, { workers: true });
  try {
    await filling.queue.start();
    await loadSampleFloor(filling.effects);
    await filling.queue.idle();
    return filling;
  } catch (error) {
    await filling.close();
    throw error;
  }
}
