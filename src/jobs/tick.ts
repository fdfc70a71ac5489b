import { z } from "zod";
import { due } from "../coaching/due.ts";
import { QUIET_HOURS } from "../coaching/schedule.ts";
import type { Transaction } from "../store/database.ts";
import { workspaceIds } from "../store/directory.ts";
import { ownWorkspace } from "../store/people.ts";
import {
  ensureSchedule,
  listSchedules,
  takeOccurrence,
  unendedOccurrences,
} from "../store/schedules.ts";
import type { Effects } from "./effects.ts";
import { defineJob } from "./job.ts";
import { ROUTINES } from "./routines/index.ts";
import { runOccurrence } from "./run-occurrence.ts";

const schema = z.object({ occurrence: z.string() });

/** An occurrence taken less than this ago is in somebody's hands. */
const STALE_MS = 5 * 60_000;

/** Once a minute: what has come due is taken, by one process alone, and handed to its routine. */
export const tick = defineJob({
  name: "tick",
  queue: "default",
  schema,
  id: (data: z.infer<typeof schema>) => data.occurrence,
  run: async (_data, effects: Effects) => {
    const now = effects.now();
    for (const workspaceId of await workspaceIds(effects.database)) {
      const { taken, left } = await effects.database.inWorkspace(workspaceId, async (tx) => ({
        left: await unendedOccurrences(tx, new Date(now.getTime() - STALE_MS)),
        taken: await takeDue(tx, now),
      }));
      for (const occurrenceId of taken)
        await effects.enqueue(runOccurrence, { workspaceId, occurrenceId });
      // Rows are the truth: a process that died between taking and enqueueing is made up for here.
      for (const occurrenceId of left)
        await effects.enqueue(runOccurrence, {
          ...{ workspaceId, occurrenceId },
          again: String(now.getTime()),
        });
    }
  },
});

async function takeDue(tx: Transaction, now: Date): Promise<string[]> {
  for (const { kind, standard } of ROUTINES) {
    for (const row of (await standard?.(tx)) ?? [])
      await ensureSchedule(tx, { ...row, kind, since: now });
  }
  const { timeZone, settings } = await ownWorkspace(tx);
  const quietHours = settings.quietHours ?? QUIET_HOURS;
  const scheduled = (await listSchedules(tx)).flatMap((row) => {
    // A newer version's schedule waits for a newer version.
    const routine = ROUTINES.find(({ kind }) => kind === row.kind);
    if (!routine || !row.enabled || row.isPaused) return [];
    return [
      {
        ...row,
        zone: row.timeZone ?? row.personZone ?? timeZone,
        quiet: routine.quiet ? quietHours : null,
      },
    ];
  });
  const taken: string[] = [];
  for (const { id, on, at } of due(now, scheduled)) {
    const occurrenceId = await takeOccurrence(tx, { scheduleId: id, on, dueAt: at, now });
    if (occurrenceId) taken.push(occurrenceId);
  }
  return taken;
}
