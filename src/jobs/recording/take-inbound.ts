import { z } from "zod";
import { claimDue, type InboundRow } from "../../store/inbound.ts";
import type { Effects } from "../effects.ts";
import { defineJob } from "../job.ts";
import { readInbound } from "./read-inbound.ts";

const schema = z.object({ workspaceId: z.uuid(), occurrence: z.string() });

/** At once, a job: fetching is waiting for others. */
const ABREAST = 6;
/** Longer than any fetch takes; a recording of two hours is sent and heard within it. */
const LEASE_MS = 20 * 60_000;
/** A job hands over to the next after so long, so that none is taken for stuck. */
const LONGEST_RUN_MS = 20_000;

/** Reads what came in and is due, whoever put it there, until nothing is left. */
export const takeInbound = defineJob({
  name: "take-inbound",
  queue: "default",
  schema,
  id: ({ workspaceId, occurrence }: z.infer<typeof schema>) => `${workspaceId}-${occurrence}`,
  run: async ({ workspaceId }, effects: Effects) => {
    const until = Date.now() + LONGEST_RUN_MS;
    for (;;) {
      const rows = await claim(effects, workspaceId);
      if (rows.length === 0) return;
      const ends = await Promise.allSettled(rows.map((row) => readInbound(effects, row)));
      // The rows say already what became of them; what nobody foresaw goes to the log as well.
      const broken = ends.find((one) => one.status === "rejected");
      if (broken) throw broken.reason;
      if (Date.now() < until) continue;
      await effects.enqueue(takeInbound, { workspaceId, occurrence: occurrenceNow() });
      return;
    }
  },
});

async function claim(effects: Effects, workspaceId: string): Promise<InboundRow[]> {
  return await effects.database.inWorkspace(workspaceId, (tx) =>
    claimDue(tx, { now: effects.now(), limit: ABREAST, leaseMs: LEASE_MS }),
  );
}

/** A nudge of its own: an id that has run does nothing again. */
const occurrenceNow = () => `${Date.now()}-${process.pid}`;

/** Nudges come at most this often from one process: one job takes whatever is due. */
const NUDGE_EVERY_MS = 250;
const pending = new Map<string, { timer: NodeJS.Timeout | null; last: number }>();

/**
 * Has what is due taken soon, without anybody waiting for it: rows are the truth, and a nudge that is
 * lost is made up by the sweep.
 */
export function nudgeInbound(effects: Pick<Effects, "enqueue">, workspaceId: string): void {
  const state = pending.get(workspaceId) ?? { timer: null, last: 0 };
  pending.set(workspaceId, state);
  if (state.timer) return;
  const go = () => {
    state.timer = null;
    state.last = Date.now();
    effects
      .enqueue(takeInbound, { workspaceId, occurrence: occurrenceNow() })
      .catch(() => undefined);
  };
  const wait = state.last + NUDGE_EVERY_MS - Date.now();
  if (wait <= 0) go();
  else state.timer = setTimeout(go, wait).unref();
}
