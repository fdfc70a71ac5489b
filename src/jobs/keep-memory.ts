import { z } from "zod";
import { Rejected } from "../errors.ts";
import type { MemoryBank } from "../memory/memory.ts";
import { workspaceIds } from "../store/directory.ts";
import { markTold } from "../store/memory-told.ts";
import type { Effects } from "./effects.ts";
import { defineJob } from "./job.ts";
import { keepCalls, letErasedGo } from "./keeping/calls.ts";
import { followUpsOf, keepIntentions, keepReflections } from "./keeping/coaching.ts";
import { keepDeals } from "./keeping/deals.ts";
import type { Kept, Source } from "./keeping/kept.ts";
import { keepKnowledge } from "./keeping/knowledge.ts";
import { keepRamp } from "./keeping/ramp.ts";

const schema = z.object({
  workspaceId: z.uuid(),
  /** What happened, so that the same news is one job: a call's revision, what was said, a sweep. */
  cause: z.string().min(1).max(200),
});
type Data = z.infer<typeof schema>;

/** Everything that is remembered, in the order in which one rests on another. */
const SOURCES: readonly Source[] = [
  keepKnowledge,
  letErasedGo,
  keepCalls,
  keepReflections,
  keepIntentions,
  keepDeals,
  keepRamp,
];

/** How long a forgetting can be taken back. */
export const UNDO_MS = 60 * 60_000;
/** A first import may bring thousands of calls; the sweep goes on with what is left. */
const MOST_ROUNDS = 20;

/**
 * Tells memory what it has not been told yet, folds it into what was known, and sends on what a far bank
 * is to have. Rows decide what there is to tell, so it may run twice, late or never finish: what was not
 * marked is told again, and a document is kept once.
 */
export const keepMemory = defineJob({
  name: "keep-memory",
  queue: "default",
  schema,
  id: ({ workspaceId, cause }: Data) => `${workspaceId}-${cause}`,
  run: async ({ workspaceId, cause }: Data, effects: Effects) => {
    const bank = effects.memory(workspaceId);
    let grown = false;
    let problem: unknown;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const kept = await effects.database.inWorkspace(workspaceId, async (tx) => {
        const found: Kept[] = [];
        for (const source of SOURCES) found.push(...(await source(tx, effects.now())));
        problem = found.find((one) => one.problem)?.problem;
        return found.filter((one) => !one.problem);
      });
      if (kept.length === 0) break;
      await tell(bank, kept);
      await lookBack(effects, workspaceId, bank, kept);
      await bank.consolidate();
      grown = (await bank.refreshModels()).length > 0 || grown;
      // Last of all: what stops halfway is told again from the start.
      await effects.database.inWorkspace(workspaceId, (tx) => markTold(tx, kept));
    }
    await bank.letGo(new Date(effects.now().getTime() - UNDO_MS));
    if (bank.sendsOn) await effects.enqueue(sendMemory, { workspaceId, cause });
    if (grown) await effects.changed(workspaceId);
    // Everything else is remembered; the log is to say what was not.
    if (problem) throw problem;
  },
});

/**
 * Sends what waits to the far bank, a document at a time: minutes after an import, so it stands in
 * nobody's way. What is left over, or found no server, the sweep sends later.
 */
export const sendMemory = defineJob({
  name: "send-memory",
  queue: "bulk",
  schema,
  id: ({ workspaceId, cause }: Data) => `${workspaceId}-${cause}`,
  run: async ({ workspaceId }: Data, effects: Effects) => {
    await effects.memory(workspaceId).flush();
  },
});

/** News within so long is one run: twelve calls that come in together are told together. */
const GATHER_MS = 2000;

/** Has memory told what just happened; what is written before the run begins is part of it. */
export async function keepSoon(
  effects: Pick<Effects, "enqueue" | "now">,
  workspaceId: string,
): Promise<void> {
  // The same while it gathers, and never again: a job whose id has run does nothing.
  const cause = `soon-${Math.floor(effects.now().getTime() / GATHER_MS)}`;
  await effects.enqueue(keepMemory, { workspaceId, cause }, { delayMs: GATHER_MS });
}

/** Has every workspace's memory looked at, when a process starts: what the coaches know may have changed. */
export async function keepEverywhere(effects: Effects, cause: string): Promise<void> {
  for (const workspaceId of await workspaceIds(effects.database))
    await effects.enqueue(keepMemory, { workspaceId, cause });
}

async function tell(bank: MemoryBank, kept: readonly Kept[]): Promise<void> {
  for (const { tellings, under } of kept) {
    try {
      await bank.retain(tellings, under ? { under } : {});
    } catch (error) {
      // What memory cannot hold stays in its own row; the rest is not to wait for it.
      if (!(error instanceof Rejected)) throw error;
    }
  }
}

/** What the new calls say of earlier coaching, and the new coaching of nothing yet. */
async function lookBack(
  effects: Effects,
  workspaceId: string,
  bank: MemoryBank,
  kept: readonly Kept[],
): Promise<void> {
  const reps = new Set(kept.flatMap(({ repId }) => repId ?? []));
  for (const repId of reps) {
    const tellings = await followUpsOf(
      (run) => effects.database.inWorkspace(workspaceId, run),
      bank,
      repId,
    );
    await bank.retain(tellings);
  }
}
