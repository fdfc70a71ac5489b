import { z } from "zod";
import { CoachError } from "../../errors.ts";
import { Later } from "../../sources/later.ts";
import type { Page } from "../../sources/recorders/recorder.ts";
import {
  type BackfillRow,
  changeBackfill,
  findBackfill,
  lockBackfill,
  startBackfill,
} from "../../store/backfills.ts";
import { countOfBackfill, lastOfBackfill, park } from "../../store/inbound.ts";
import { listPeople } from "../../store/people.ts";
import type { Effects } from "../effects.ts";
import { defineJob } from "../job.ts";
import type { Connected } from "./intake.ts";
import { comeBackAt } from "./patience.ts";
import { nudgeInbound } from "./take-inbound.ts";

/** Recorders let go of older calls, and a rep of three months ago was another rep. */
const LONGEST_BACKFILL_DAYS = 90;

const DAY_MS = 24 * 3600_000;
const schema = z.object({ workspaceId: z.uuid(), backfillId: z.uuid(), occurrence: z.string() });
type Data = z.infer<typeof schema>;

/** Begins to bring in a connection's past calls: baselines are built, and nobody is written to. */
export async function beginBackfill(
  effects: Effects,
  connectionId: string,
  days: number,
  announce = false,
): Promise<{ workspaceId: string; backfillId: string }> {
  if (!Number.isInteger(days) || days < 1 || days > LONGEST_BACKFILL_DAYS) {
    throw new CoachError("bad-input", `Give a number of days from 1 to ${LONGEST_BACKFILL_DAYS}.`);
  }
  const { workspaceId, recorder } = await effects.intake.connected(connectionId);
  if (!recorder.list) {
    throw new CoachError("bad-input", `${recorder.name} has no list of past calls to ask for.`);
  }
  const now = effects.now();
  const backfillId = await effects.database.inWorkspace(workspaceId, (tx) =>
    startBackfill(tx, {
      connectionId,
      from: new Date(now.getTime() - days * DAY_MS),
      to: now,
      nextAt: now,
      announce,
    }),
  );
  await effects.enqueue(backfillPage, { workspaceId, backfillId, occurrence: "0" });
  return { workspaceId, backfillId };
}

/** Lists one page of past calls and parks them, spaced out; the row remembers the next page. */
export const backfillPage = defineJob({
  name: "backfill-page",
  queue: "bulk",
  schema,
  id: ({ backfillId, occurrence }: Data) => `${backfillId}-${occurrence}`,
  run: async ({ workspaceId, backfillId }: Data, effects: Effects) => {
    const row = await effects.database.inWorkspace(workspaceId, (tx) =>
      findBackfill(tx, backfillId),
    );
    if (row?.status !== "running" || row.nextAt > effects.now()) return;
    try {
      const next = row.listed
        ? await watch(effects, row)
        : await listOne(effects, row, await effects.intake.connected(row.connectionId));
      if (next) await comeBack(effects, row, next);
    } catch (error) {
      await putOff(effects, row, error);
    }
  },
});

/** @returns when to look again, `null` when it is over or somebody else was faster */
async function listOne(
  effects: Effects,
  row: BackfillRow,
  { recorder, access, connection }: Connected,
): Promise<Date | null> {
  const people = await effects.database.inWorkspace(row.workspaceId, listPeople);
  const emails = people.flatMap((one) => one.email ?? []).sort();
  const page: Page = (await recorder.list?.(
    access,
    { from: row.from, to: row.to, emails },
    row.cursor,
  )) ?? { items: [], cursor: null };
  const now = effects.now();
  const kept = await effects.database.inWorkspace(row.workspaceId, async (tx) => {
    const held = await lockBackfill(tx, row.id);
    // Stopped, or this very page was listed by another worker.
    if (held?.status !== "running" || held.pages !== row.pages) return null;
    const last = await lastOfBackfill(tx, row.id);
    const begin = Math.max(now.getTime(), (last?.getTime() ?? 0) + recorder.paceMs);
    await park(
      tx,
      [...new Map(page.items.map((item) => [item.key, item])).values()].map((item, index) => ({
        connectionId: connection.id,
        backfillId: row.id,
        source: recorder.source,
        way: "backfill" as const,
        key: item.key,
        callKey: item.callKey,
        title: item.title?.slice(0, 300) ?? null,
        reference: item.reference,
        body: null,
        announce: row.announce,
        receivedAt: now,
        nextAt: new Date(begin + index * recorder.paceMs),
      })),
    );
    const nextAt = new Date(now.getTime() + Math.max(recorder.paceMs, 250));
    await changeBackfill(tx, row.id, {
      cursor: page.cursor,
      listed: page.cursor === null,
      pages: row.pages + 1,
      reason: null,
      nextAt,
    });
    return nextAt;
  });
  if (kept) nudgeInbound(effects, row.workspaceId);
  return kept;
}

const LOOK_EVERY_MS = 2_000;

/** Every page is listed: it is over when each call was fetched, or could not be. */
async function watch(effects: Effects, row: BackfillRow): Promise<Date | null> {
  const now = effects.now();
  const { received = 0, waiting = 0 } = await effects.database.inWorkspace(row.workspaceId, (tx) =>
    countOfBackfill(tx, row.id),
  );
  if (received > 0) nudgeInbound(effects, row.workspaceId);
  const over = received + waiting === 0;
  const nextAt = new Date(now.getTime() + LOOK_EVERY_MS);
  await effects.database.inWorkspace(row.workspaceId, (tx) =>
    changeBackfill(tx, row.id, over ? { status: "done" } : { nextAt }),
  );
  return over ? null : nextAt;
}

async function comeBack(effects: Effects, row: BackfillRow, at: Date): Promise<void> {
  const { workspaceId, id: backfillId } = row;
  const occurrence = String(at.getTime());
  const delayMs = Math.max(0, at.getTime() - effects.now().getTime());
  await effects.enqueue(backfillPage, { workspaceId, backfillId, occurrence }, { delayMs });
}

async function putOff(effects: Effects, row: BackfillRow, error: unknown): Promise<void> {
  const now = effects.now();
  const later = error instanceof Later ? error : null;
  const at = later && comeBackAt(later, { attempts: 1, receivedAt: row.createdAt }, now);
  await effects.database.inWorkspace(row.workspaceId, (tx) =>
    changeBackfill(
      tx,
      row.id,
      at
        ? { reason: later.message, nextAt: at }
        : {
            status: "failed",
            reason: error instanceof CoachError ? error.message : "Something broke on our side.",
          },
    ),
  );
  if (at) await comeBack(effects, row, at);
  else if (!(error instanceof CoachError)) throw error;
}
