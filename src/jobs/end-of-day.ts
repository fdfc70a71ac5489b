import { DateTime } from "luxon";
import type { CallDebrief } from "../coaching/call-debrief.ts";
import { findCall } from "../store/calls.ts";
import type { Transaction } from "../store/database.ts";
import { type DebriefRow, moveDebrief, waitingDebriefs } from "../store/debriefs.ts";
import { findPerson, ownWorkspace } from "../store/people.ts";
import { announce, END_OF_DAY_HOUR, planAnnouncement } from "./announce-review.ts";
import { durationOf } from "./debrief-scene.ts";
import type { Effects } from "./effects.ts";

/** Asks each rep about the best call that waited today, if nothing was asked yet; the others rest. */
export async function askBestOfDay(tx: Transaction, effects: Effects): Promise<string[]> {
  const now = effects.now();
  const posted: string[] = [];
  for (const row of await waitingDebriefs(tx)) {
    if (await dayIsOver(tx, row, now)) posted.push(...(await ask(tx, row, effects)));
  }
  return posted;
}

async function dayIsOver(tx: Transaction, row: DebriefRow, now: Date): Promise<boolean> {
  const rep = row.repId ? await findPerson(tx, row.repId) : null;
  const zone = rep?.timeZone ?? (await ownWorkspace(tx)).timeZone;
  const local = DateTime.fromJSDate(now).setZone(zone);
  const written = DateTime.fromJSDate(row.createdAt).setZone(zone);
  return local.hour >= END_OF_DAY_HOUR || !written.hasSame(local, "day");
}

/** Best first: the first one of a rep takes the day's question, and the plan says no to the rest. */
async function ask(tx: Transaction, row: DebriefRow, effects: Effects): Promise<string[]> {
  const call = await findCall(tx, row.callId);
  if (!call) return [];
  const asked = { hasDebrief: true, worth: row.worth, dayIsOver: true };
  const plan = await planAnnouncement(tx, call, asked, effects.now());
  const state = plan.to === "rep" ? "asked" : plan.to === "manager" ? "held" : "silent";
  await moveDebrief(tx, row, state, { at: effects.now().toISOString(), what: "end of day" });
  const debrief = row.output as CallDebrief;
  const { note, id: debriefId } = row;
  return await announce(
    tx,
    { row: call, debrief, durationMs: durationOf(call), note, debriefId, plan },
    effects,
  );
}
