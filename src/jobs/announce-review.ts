import { DateTime } from "luxon";
import type { CallDebrief } from "../coaching/call-debrief.ts";
import type { NotSales } from "../coaching/candidates/not-sales.ts";
import { approvalMessage, heldElsewhereMessage, heldMessage } from "../messages/approval.ts";
import { openingMessage } from "../messages/call-debrief.ts";
import { quietCallMessage, withTheRepMessage } from "../messages/call-status.ts";
import { recordedTwiceLine } from "../messages/recorded-twice.ts";
import type { CallRow } from "../store/calls.ts";
import type { Transaction } from "../store/database.ts";
import { countHeld, standsUnanswered } from "../store/debriefs.ts";
import { countSince, type Outgoing, post } from "../store/deliveries.ts";
import {
  accountName,
  findPerson,
  lockPerson,
  ownWorkspace,
  type PersonRow,
  type WorkspaceRow,
  type WorkspaceSettings,
} from "../store/people.ts";
import type { OtherRecording } from "../store/schema.ts";
import { sceneOf } from "./debrief-scene.ts";
import type { Effects } from "./effects.ts";
import { shadowLeft, welcome } from "./welcome.ts";

/** Who hears about a review first. */
export type Plan =
  | { to: "nobody" }
  /** Good, and perhaps not the best of the day: it waits until the day is over. */
  | { to: "later" }
  | { to: "rep"; rep: PersonRow }
  | { to: "manager"; rep: PersonRow; manager: PersonRow; left: number };

type Workspace = WorkspaceRow & { settings: WorkspaceSettings };

/** From this hour of the rep's day on, no better call is waited for. */
export const END_OF_DAY_HOUR = 17;

/** A moment worth this much is asked about at once: the sooner after the call, the better it sticks. */
const ASK_AT_ONCE = 0.6;

/** Decides who hears about it: the rep, their manager while the coach is on probation, or nobody. */
export async function planAnnouncement(
  tx: Transaction,
  row: CallRow,
  {
    hasDebrief,
    worth,
    dayIsOver = false,
  }: { hasDebrief: boolean; worth: number; dayIsOver?: boolean },
  now: Date,
): Promise<Plan> {
  const repId = row.repId ?? row.requestedBy;
  if (!row.announce || !repId) return { to: "nobody" };
  // A better transcript of a call that was asked about: one line said so, and the question stands.
  if (row.otherRecordings.some((one) => one.quietRevision === row.revision))
    return { to: "nobody" };
  // Locked, so that two calls of one rep that are read at the same moment do not both find a free day.
  const rep = await lockPerson(tx, repId);
  if (!rep) return { to: "nobody" };
  const workspace = await ownWorkspace(tx);
  // Whoever turned it off is asked nothing; what they bring themselves they want read.
  if (rep.pausedAt && row.requestedBy !== rep.id) return { to: "nobody" };
  // The question that stands is about this very call: a better reading of it changes it in its place.
  if (hasDebrief && (await standsUnanswered(tx, row.id, rep.id))) return { to: "rep", rep };
  // A file that somebody brought asks for its debrief; of the others a rep hears about one a day.
  if (!row.requestedBy && (await hadTodays(tx, rep, workspace, now))) return { to: "nobody" };
  const zone = rep.timeZone ?? workspace.timeZone;
  const late = dayIsOver || DateTime.fromJSDate(now).setZone(zone).hour >= END_OF_DAY_HOUR;
  const waits = hasDebrief && worth < ASK_AT_ONCE && !late;
  if (waits && !row.requestedBy && !workspace.sample) return { to: "later" };
  // A call that is nobody's of ours stays with whoever brought it.
  const managerId = hasDebrief && row.repId && rep.managerId !== rep.id ? rep.managerId : null;
  const left = managerId ? await shadowLeft(tx) : 0;
  const manager = managerId && left > 0 ? await findPerson(tx, managerId) : null;
  return manager ? { to: "manager", rep, manager, left } : { to: "rep", rep };
}

/** Whether the rep was asked something today, or will be as soon as their manager has looked. */
async function hadTodays(
  tx: Transaction,
  rep: PersonRow,
  workspace: Workspace,
  now: Date,
): Promise<boolean> {
  const zone = rep.timeZone ?? workspace.timeZone;
  const morning = DateTime.fromJSDate(now).setZone(zone).startOf("day").toJSDate();
  const asked = await countSince(tx, "debrief", `dm:${rep.id}`, morning);
  return asked > 0 || (await countHeld(tx, rep.id, morning)) > 0;
}

/** A review with everything that decides who hears what of it. */
export interface Reviewed {
  row: CallRow;
  debrief: CallDebrief | null;
  durationMs: number | null;
  /** One quiet line about how it was written. */
  note: string | null;
  debriefId: string;
  plan: Plan;
  /** Why there is nothing to ask, when it was no sales conversation. */
  notSales?: NotSales | null;
}

/** Puts the messages that follow from a review into the outbox; returns their ids. */
export async function announce(
  tx: Transaction,
  reviewed: Reviewed,
  effects: Effects,
): Promise<string[]> {
  const posted: (string | null)[] = [];
  for (const message of await messagesFor(tx, reviewed, effects)) {
    const person = message.personId ? await findPerson(tx, message.personId) : null;
    // Nobody's first word from the coach is a question about a call.
    if (person) posted.push(await welcome(tx, person, message.asked));
    posted.push(await post(tx, message));
  }
  return posted.filter((id) => id !== null);
}

async function messagesFor(
  tx: Transaction,
  { row, debrief, durationMs, note, debriefId, plan, notSales }: Reviewed,
  effects: Effects,
): Promise<Outgoing[]> {
  if (plan.to === "nobody" || plan.to === "later") return [];
  const account = row.accountId ? await accountName(tx, row.accountId) : null;
  const lines = [note, ...row.otherRecordings.map((other) => twice(row, other))];
  const said = lines.filter((line) => line !== null).join(" ");
  const scene = sceneOf(row, account, durationMs, effects.publicUrl, said || null);
  const link = `${effects.publicUrl}/calls/${row.id}`;
  if (!debrief) {
    // Nobody waits for a call that came in by itself: about that one, silence is the answer.
    if (!row.requestedBy) return [];
    const message = quietCallMessage({ title: scene.title, link, notSales: notSales ?? null });
    return [toPerson(row, row.requestedBy, "call-quiet", row.id, message)];
  }
  const { rep } = plan;
  const others = othersTold(row, plan, scene.title);
  if (plan.to === "rep") {
    const message = openingMessage(debrief, scene);
    return [toPerson(row, rep.id, "debrief", debriefId, message), ...others];
  }
  const about = { title: scene.title, repName: rep.name, left: plan.left, link };
  const message = approvalMessage(debrief, about);
  return [toPerson(row, plan.manager.id, "debrief-approval", debriefId, message), ...others];
}

const twice = ({ source }: CallRow, { source: other, used, because }: OtherRecording) =>
  recordedTwiceLine({ source, other, used, because });

/** Whoever brought the file hears what became of it; what the rep is asked, they do not hear. */
function othersTold(
  row: CallRow,
  plan: Exclude<Plan, { to: "nobody" | "later" }>,
  title: string,
): Outgoing[] {
  const { rep } = plan;
  const asker = row.requestedBy;
  if (!asker) return [];
  if (plan.to === "rep") {
    if (asker === rep.id) return [];
    const message = withTheRepMessage({ title, repName: rep.name });
    return [toPerson(row, asker, "call-with-rep", row.id, message)];
  }
  const managerName = plan.manager.name;
  // The manager who looks has the debrief itself for an answer.
  if (asker === plan.manager.id) return [];
  const message =
    asker === rep.id
      ? heldMessage({ title, managerName })
      : heldElsewhereMessage({ title, managerName, repName: rep.name });
  return [toPerson(row, asker, "debrief-held", row.id, message)];
}

function toPerson(
  { revision, requestedBy }: CallRow,
  personId: string,
  kind: string,
  subjectId: string,
  message: Outgoing["message"],
): Outgoing {
  // Whoever brought the file waits for what becomes of it.
  const asked = personId === requestedBy;
  return { kind, subjectId, recipient: `dm:${personId}`, personId, revision, message, asked };
}
