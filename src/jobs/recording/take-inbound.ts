import { z } from "zod";
import { claimDue, holdLonger, type InboundRow } from "../../store/inbound.ts";
import type { Effects } from "../effects.ts";
import { defineJob } from "../job.ts";
import { readInbound } from "./read-inbound.ts";

const schema = z.object({ workspaceId: z.uuid(), occurrence: z.string() });

/** At once, a job: fetching is waiting for others. */
const ABREAST = 6;
/** What a worker had in hand when it was killed is due again after so long. */
const LEASE_MS = 60_000;
/** A recording of two hours is sent and heard for longer than that: who is alive says so in time. */
const HOLD_EVERY_MS = 20_000;
/** A job hands over to the next after so long, so that none is taken for stuck. */
const LONGEST_RUN_MS = 20_000;

/**
 * Reads what came in and is due, whoever put it there, until nothing is left. In the queue of what may
 * take all night: the two others stay free for calls that are here and for people who wait.
 */
export const takeInbound = defineJob({
  name: "take-inbound",
  queue: "bulk",
  schema,
  id: ({ workspaceId, occurrence }: z.infer<typeof schema>) => `${workspaceId}-${occurrence}`,
  run: async ({ workspaceId }, effects: Effects) => {
    const until = Date.now() + LONGEST_RUN_MS;
    for (;;) {
      const rows = await claim(effects, workspaceId);
      if (rows.length === 0) return;
      const ends = await holding(effects, workspaceId, rows, () =>
        Promise.allSettled(rows.map((row) => readInbound(effects, row))),
      );
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

/** Keeps rows in our hands for as long as they are worked on, and not much longer should we die. */
async function holding<T>(
  effects: Effects,
  workspaceId: string,
  rows: readonly InboundRow[],
  run: () => Promise<T>,
): Promise<T> {
  let held = rows;
  let underWay = false;
  const hold = async () => {
    if (underWay) return;
    underWay = true;
    try {
      const nextAt = new Date(effects.now().getTime() + LEASE_MS);
      await effects.database.inWorkspace(workspaceId, (tx) => holdLonger(tx, held, nextAt));
      held = held.map((row) => ({ ...row, nextAt }));
    } catch {
      // Tried again well before the time is up; should that not help, others may go on.
    } finally {
      underWay = false;
    }
  };
  const timer = setInterval(() => void hold(), HOLD_EVERY_MS);
  try {
    return await run();
  } finally {
    clearInterval(timer);
  }
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
