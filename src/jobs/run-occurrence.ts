import { z } from "zod";
import { endOccurrence, findOccurrence } from "../store/schedules.ts";
import type { Effects } from "./effects.ts";
import { defineJob } from "./job.ts";
import { again, nudge } from "./nudge.ts";
import { ROUTINES } from "./routines/index.ts";

const schema = z.object({ workspaceId: z.uuid(), occurrenceId: z.uuid(), ...again });
type Data = z.infer<typeof schema>;

/** Runs the routine of one occurrence that came due. */
export const runOccurrence = defineJob({
  name: "run-occurrence",
  queue: "default",
  schema,
  id: (data: Data) => nudge(data.occurrenceId, data),
  run: async ({ workspaceId, occurrenceId }: Data, effects: Effects) => {
    const found = await effects.database.inWorkspace(workspaceId, (tx) =>
      findOccurrence(tx, occurrenceId),
    );
    if (found?.occurrence.state !== "pending") return;
    const { schedule, occurrence } = found;
    const routine = ROUTINES.find(({ kind }) => kind === schedule.kind);
    // A newer process has taken it: its worker runs it.
    if (!routine) return;
    await routine.run({ workspaceId, occurrenceId, schedule, on: occurrence.on }, effects);
    await end("done", workspaceId, occurrenceId, effects);
  },
  gaveUp: async ({ workspaceId, occurrenceId }, effects) => {
    await end("failed", workspaceId, occurrenceId, effects);
  },
});

async function end(
  state: "done" | "failed",
  workspaceId: string,
  occurrenceId: string,
  effects: Effects,
): Promise<void> {
  await effects.database.inWorkspace(workspaceId, (tx) =>
    endOccurrence(tx, occurrenceId, state, effects.now()),
  );
}
