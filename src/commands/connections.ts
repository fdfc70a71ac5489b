import { setTimeout as sleep } from "node:timers/promises";
import type { Config } from "../config.ts";
import { CoachError } from "../errors.ts";
import type { Effects } from "../jobs/effects.ts";
import { readAgain, tryConnection } from "../jobs/recording/administer.ts";
import { beginBackfill } from "../jobs/recording/backfill.ts";
import { type ConnectionView, type Overview, overviewOf } from "../jobs/recording/overview.ts";
import { sweepRecording } from "../jobs/recording/sweep-recording.ts";
import { openParts } from "../parts.ts";
import { findBackfill } from "../store/backfills.ts";
import { countOfBackfill } from "../store/inbound.ts";
import { DEFAULT_WORKSPACE } from "../store/schema.ts";
import { print, printJson } from "./output.ts";

/** Opens the store with the environment's recorders in it; closes it whatever happens. */
async function withRecorders(
  config: Config,
  workers: boolean,
  run: (effects: Effects) => Promise<number>,
): Promise<number> {
  const parts = await openParts(config, { workers });
  try {
    await parts.effects.intake.adopt();
    if (workers) await parts.queue.start();
    return await run(parts.effects);
  } finally {
    await parts.close();
  }
}

/** `connections`: which recorders are connected, how they are, and what waits. */
export async function connectionsCommand(
  config: Config,
  options: { json?: boolean },
): Promise<number> {
  return await withRecorders(config, false, async (effects) => {
    const overview = await overviewOf(effects, DEFAULT_WORKSPACE);
    for (const connection of overview.connections) {
      if (options.json) printJson(connection);
      else for (const line of linesOf(connection)) print(line);
    }
    if (options.json) return 0;
    if (overview.connections.length === 0) {
      print("No recorder is connected. docs/recorders.md goes through each, click by click.");
    }
    tellTroubles(overview);
    return 0;
  });
}

function linesOf(connection: ConnectionView): string[] {
  const { source, label, status, counts, problem, hook, missing, seenAt } = connection;
  const waiting = (counts.received ?? 0) + (counts.waiting ?? 0);
  const state = problem && status === "active" ? "trouble" : status;
  return [
    `${state.padEnd(8)} ${source.padEnd(10)} ${label}: ${counts.done ?? 0} taken in, ${waiting} waiting, ${counts.failed ?? 0} failed in seven days${seenAt ? `, last heard of ${seenAt.toISOString().slice(0, 16).replace("T", " ")}` : ""}`,
    ...(hook ? [`         address    ${hook.address}`] : []),
    ...[...missing.webhook, ...missing.fetch].map((label) => `         missing    ${label}`),
    ...(problem ? [`         problem    ${problem}`] : []),
  ];
}

function tellTroubles({ inbound, heldBack }: Overview): void {
  const troubled = inbound.filter((row) => row.status === "failed" || row.status === "waiting");
  if (troubled.length > 0) print("\nCame in, and is not read:");
  for (const row of troubled) {
    print(`${row.status.padEnd(8)} ${row.id}  ${row.title ?? row.callKey}: ${row.reason ?? ""}`);
  }
  if (heldBack.length > 0) print("\nWaiting for a word:");
  for (const call of heldBack) print(`${call.id}  ${call.title ?? "A call"}: ${call.reason ?? ""}`);
}

/** `connections test NAME`: tries the keys of one recorder. Exit code 2 when they do not work. */
export async function testConnectionCommand(
  config: Config,
  name: string,
  options: { json?: boolean },
): Promise<number> {
  return await withRecorders(config, false, async (effects) => {
    const { id, label } = await named(effects, name);
    const { works, sentence } = await tryConnection(effects, DEFAULT_WORKSPACE, id);
    if (options.json) printJson({ connection: label, works, sentence });
    else print(sentence);
    return works ? 0 : 2;
  });
}

/** `connections replay ID`: has something that came in read once more. */
export async function replayCommand(config: Config, id: string): Promise<number> {
  return await withRecorders(config, false, async (effects) => {
    await readAgain(effects, DEFAULT_WORKSPACE, id);
    print("It will be read again as soon as a server is running.");
    return 0;
  });
}

/** `backfill SOURCE --days N`: brings in past calls and shows how far it is; Ctrl-C leaves the rest to the server. */
export async function backfillCommand(
  config: Config,
  name: string,
  options: { days: number; json?: boolean },
): Promise<number> {
  return await withRecorders(config, true, async (effects) => {
    const { id, label } = await named(effects, name);
    const { backfillId } = await beginBackfill(effects, id, options.days);
    let told = "";
    for (;;) {
      await sleep(500);
      // What waits for its turn is nudged here too: no server need be running.
      await sweepRecording(effects, DEFAULT_WORKSPACE, `cli-${Date.now()}`);
      const { row, counts } = await effects.database.inWorkspace(DEFAULT_WORKSPACE, async (tx) => ({
        row: await findBackfill(tx, backfillId),
        counts: await countOfBackfill(tx, backfillId),
      }));
      const { done = 0, nothing = 0, failed = 0, received = 0, waiting = 0 } = counts;
      const progress = {
        status: row?.status ?? "failed",
        found: done + nothing + failed + received + waiting,
        read: done,
        failed,
        ...(row?.reason ? { reason: row.reason } : {}),
      };
      const line = options.json
        ? JSON.stringify({ connection: label, ...progress })
        : `${label}: ${progress.read} of ${progress.found}${row?.listed ? "" : " and more"} read${failed ? `, ${failed} could not be` : ""}${progress.reason ? ` (${progress.reason})` : ""}`;
      if (line !== told) print(line);
      told = line;
      if (row?.status === "running") continue;
      return row?.status === "done" ? 0 : 2;
    }
  });
}

/** A connection by its recorder's name, its label or its id. */
async function named(effects: Effects, name: string): Promise<ConnectionView> {
  const { connections } = await overviewOf(effects, DEFAULT_WORKSPACE);
  const wanted = name.toLowerCase();
  const found = connections.filter((one) =>
    [one.id, one.source, one.label.toLowerCase()].includes(wanted),
  );
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  throw new CoachError(
    "bad-input",
    only
      ? `Several connections are called “${name}”: give one's id from “coach connections --json”.`
      : `Nothing connected is called “${name}”. There is: ${connections.map((one) => one.source).join(", ") || "nothing yet; see docs/recorders.md"}.`,
  );
}
