import { z } from "zod";
import { workingDaysBefore } from "../coaching/working-days.ts";
import { unfinishedCalls } from "../store/calls.ts";
import { correctionsUnderWay } from "../store/corrections.ts";
import { connectionsWaiting } from "../store/crm-events.ts";
import { releaseUnanswered } from "../store/debriefs.ts";
import { workspaceIds } from "../store/directory.ts";
import { importsUnderWay } from "../store/imports/imports.ts";
import { hasMemoryWork } from "../store/memory-told.ts";
import { unheard } from "../store/said.ts";
import { pendingDeliveries } from "../store/sending.ts";
import { syncDeals } from "./crms/sync-deals.ts";
import { writeCorrection } from "./crms/write-correction.ts";
import { importDealsJob } from "./deal-import/import-deals.ts";
import { deliverMessage } from "./deliver-message.ts";
import type { Effects } from "./effects.ts";
import { askBestOfDay } from "./end-of-day.ts";
import { eraseOld } from "./erase-old.ts";
import { intakeCall } from "./intake-call.ts";
import { defineJob } from "./job.ts";
import { keepMemory, UNDO_MS } from "./keep-memory.ts";
import { sweepRecording, TIDY_MINUTE } from "./recording/sweep-recording.ts";
import { tidySpool } from "./recording/tidy-spool.ts";
import { replyToPerson } from "./reply-to-person.ts";
import { reviewCallJob } from "./review-call.ts";
import { cameByItself } from "./understand-call.ts";
import { welcomeReachable } from "./welcome.ts";

const schema = z.object({ occurrence: z.string() });

/** Rows are the truth and jobs a nudge: whatever is not final is nudged again under a new job id. */
export const sweep = defineJob({
  name: "sweep",
  queue: "default",
  schema,
  id: (data: z.infer<typeof schema>) => data.occurrence,
  run: async (data, effects: Effects) => {
    const now = effects.now();
    await sweepRows(
      effects,
      new Date(now.getTime() - STALE_MS),
      `${data.occurrence}-${now.getTime()}`,
    );
  },
});

/** A row that moved less than this ago is in somebody's hands. */
const STALE_MS = 45_000;

/** An unanswered question is let go after two working days. */
const UNANSWERED_DAYS = 2;

/** Nudges everything unfinished that has not moved since `before`. */
export async function sweepRows(
  effects: Effects,
  before: Date,
  occurrence: string,
): Promise<number> {
  let nudged = 0;
  for (const workspaceId of await workspaceIds(effects.database)) {
    const now = effects.now();
    const found = await effects.database.inWorkspace(workspaceId, async (tx) => ({
      calls: await unfinishedCalls(tx, before),
      deliveries: await pendingDeliveries(tx, before, now),
      said: await unheard(tx, before),
      imports: await importsUnderWay(tx, before),
      crms: await connectionsWaiting(tx, before),
      corrections: await correctionsUnderWay(tx, before),
      asked: [...(await welcomeReachable(tx)), ...(await askBestOfDay(tx, effects))],
      toRemember: await hasMemoryWork(tx, now, new Date(now.getTime() - UNDO_MS)),
      erased: await eraseOld(tx, now),
      released: await releaseUnanswered(tx, workingDaysBefore(now, UNANSWERED_DAYS), now),
    }));
    const again = occurrence;
    for (const { id: callId, revision, status, ...came } of found.calls) {
      const data = { workspaceId, callId, revision, again };
      const turn = { behind: cameByItself(came) };
      if (status === "received") await effects.enqueue(intakeCall, data, turn);
      else await effects.enqueue(reviewCallJob, data, turn);
    }
    for (const deliveryId of found.asked)
      await effects.enqueue(deliverMessage, { workspaceId, deliveryId });
    for (const deliveryId of found.deliveries)
      await effects.enqueue(deliverMessage, { workspaceId, deliveryId, again });
    if (found.toRemember) await effects.enqueue(keepMemory, { workspaceId, cause: occurrence });
    for (const saidId of found.said)
      await effects.enqueue(replyToPerson, { workspaceId, saidId, again });
    for (const { id: importId, turn } of found.imports)
      await effects.enqueue(importDealsJob, { workspaceId, importId, turn, again });
    await sweepRecording(effects, workspaceId, again);
    for (const connectionId of found.crms)
      await effects.enqueue(syncDeals, { workspaceId, connectionId, again });
    for (const correctionId of found.corrections)
      await effects.enqueue(writeCorrection, { workspaceId, correctionId, again });
    nudged += found.calls.length + found.deliveries.length + found.said.length;
  }
  if (effects.now().getUTCMinutes() === TIDY_MINUTE) await tidySpool(effects);
  return nudged;
}
