import { z } from "zod";
import { dealsMeetingSoon } from "../../store/crm-meetings.ts";
import { ownWorkspace } from "../../store/people.ts";
import type { Effects } from "../effects.ts";
import { defineJob } from "../job.ts";
import { keepDeals } from "./sync-deals.ts";

const schema = z.object({ workspaceId: z.uuid(), connectionId: z.uuid(), occurrence: z.string() });
type Data = z.infer<typeof schema>;

/** Looked at so long before the prep: CRMs say little of meetings that are moved or deleted. */
const AHEAD_MS = 2 * 3600_000;
const PREP_MINUTES = 60;

/** Asks again for deals with a meeting soon, so that its prep comes at the right hour or not at all. */
export const syncCrmMeetings = defineJob({
  name: "sync-crm-meetings",
  queue: "bulk",
  schema,
  id: ({ connectionId, occurrence }: Data) => `crm-meetings-${connectionId}-${occurrence}`,
  run: async ({ workspaceId, connectionId }: Data, effects: Effects) => {
    const from = effects.now();
    const ids = await effects.database.inWorkspace(workspaceId, async (tx) => {
      const { settings } = await ownWorkspace(tx);
      const ahead = (settings.prepMinutes ?? PREP_MINUTES) * 60_000 + AHEAD_MS;
      return await dealsMeetingSoon(tx, connectionId, {
        from,
        to: new Date(from.getTime() + ahead),
      });
    });
    if (ids.length === 0) return;
    await keepDeals(effects, await effects.crms.connected(connectionId), ids);
  },
});
