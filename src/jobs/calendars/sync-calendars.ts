import { z } from "zod";
import { listConnections } from "../../store/connections.ts";
import { workspaceIds } from "../../store/directory.ts";
import { syncCrmMeetings } from "../crms/sync-crm-meetings.ts";
import type { Effects } from "../effects.ts";
import { defineJob } from "../job.ts";
import { syncCalendar } from "./sync-calendar.ts";

const schema = z.object({ occurrence: z.string() });

/** Every ten minutes: each connected calendar of each workspace is read again, and the CRMs' meetings that are near. */
export const syncCalendars = defineJob({
  name: "sync-calendars",
  queue: "default",
  schema,
  id: (data: z.infer<typeof schema>) => data.occurrence,
  run: async (_data, effects: Effects) => {
    const occurrence = String(Math.floor(effects.now().getTime() / 60_000));
    for (const workspaceId of await workspaceIds(effects.database)) {
      const connections = await effects.database.inWorkspace(workspaceId, (tx) =>
        listConnections(tx, "calendar"),
      );
      for (const { id: connectionId, status } of connections) {
        if (status === "active" || status === "broken")
          await effects.enqueue(syncCalendar, { workspaceId, connectionId, occurrence });
      }
      const crms = await effects.database.inWorkspace(workspaceId, (tx) =>
        listConnections(tx, "crm"),
      );
      for (const { id: connectionId, status } of crms) {
        if (status === "active")
          await effects.enqueue(syncCrmMeetings, { workspaceId, connectionId, occurrence });
      }
    }
  },
});
