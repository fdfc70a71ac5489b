import { z } from "zod";
import { CoachError } from "../../errors.ts";
import { markProblem, markSeen } from "../../store/connections.ts";
import { knownKeys, park } from "../../store/inbound.ts";
import type { Effects } from "../effects.ts";
import { defineJob } from "../job.ts";
import { nudgeInbound } from "./take-inbound.ts";

const schema = z.object({ workspaceId: z.uuid(), connectionId: z.uuid(), occurrence: z.string() });
type Data = z.infer<typeof schema>;

/** The rest of a folder of thousands waits for the next looks. */
const FILES_A_LOOK = 500;

/** Parks the files that are new in a watched folder. */
export const lookIntoFolder = defineJob({
  name: "look-into-folder",
  queue: "default",
  schema,
  id: ({ connectionId, occurrence }: Data) => `${connectionId}-${occurrence}`,
  run: async ({ workspaceId, connectionId }: Data, effects: Effects) => {
    const { connection, recorder, access } = await effects.intake.connected(connectionId);
    const now = effects.now();
    try {
      const span = { from: new Date(0), to: now, emails: [] };
      const page = await recorder.list?.(access, span, null);
      const items = page?.items ?? [];
      const work = await effects.database.inWorkspace(workspaceId, async (tx) => {
        const known = await knownKeys(
          tx,
          recorder.source,
          items.map((item) => item.key),
        );
        const fresh = items.filter((item) => !known.has(item.key)).slice(0, FILES_A_LOOK);
        if (fresh.length > 0 || connection.problem) await markSeen(tx, connectionId, now);
        return await park(
          tx,
          fresh.map((item) => ({
            connectionId,
            source: recorder.source,
            way: "folder" as const,
            key: item.key,
            callKey: item.callKey,
            title: item.title?.slice(0, 300) ?? null,
            reference: item.reference,
            body: null,
            receivedAt: now,
            nextAt: now,
          })),
        );
      });
      if (work > 0) nudgeInbound(effects, workspaceId);
    } catch (error) {
      if (!(error instanceof CoachError)) throw error;
      await effects.database.inWorkspace(workspaceId, (tx) =>
        markProblem(tx, connectionId, error.message, now, "broken"),
      );
    }
  },
});
