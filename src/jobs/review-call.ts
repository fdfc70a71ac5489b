import { DateTime } from "luxon";
import { v7 } from "uuid";
import { z } from "zod";
import { type Review, reviewCall } from "../agents/review-call.ts";
import type { Call } from "../calls/call.ts";
import { openingMessage } from "../messages/call-debrief.ts";
import { quietCallMessage } from "../messages/call-status.ts";
import { type CallRow, findCall, lockCall, updateCall } from "../store/calls.ts";
import type { Transaction } from "../store/database.ts";
import { addDebrief, recentDebriefs } from "../store/debriefs.ts";
import { countSince, post } from "../store/deliveries.ts";
import { accountName, findPerson, ownWorkspace } from "../store/people.ts";
import { sceneOf } from "./debrief-scene.ts";
import { deliverMessage } from "./deliver-message.ts";
import type { Effects } from "./effects.ts";
import { giveUpOnCall } from "./give-up.ts";
import { defineJob } from "./job.ts";
import { again, nudge } from "./nudge.ts";

const schema = z.object({
  workspaceId: z.uuid(),
  callId: z.uuid(),
  revision: z.number().int(),
  ...again,
});
type Data = z.infer<typeof schema>;

/** How many earlier debriefs count for balance and for wording. */
const LOOK_BACK = 6;

const DAY_MS = 24 * 3600 * 1000;

/** Reads one call with its rep's history and writes the debrief, once a revision. Ends in `debriefed`. */
export const reviewCallJob = defineJob({
  name: "review-call",
  queue: "default",
  schema,
  id: (data: Data) => nudge(`${data.callId}-${data.revision}`, data),
  run: async (data: Data, effects: Effects) => {
    const { workspaceId, callId, revision } = data;
    const before = await effects.database.inWorkspace(workspaceId, async (tx) => {
      const row = await findCall(tx, callId);
      if (!row || row.status !== "analysing" || row.revision !== revision || !row.transcript)
        return null;
      const workspace = await ownWorkspace(tx);
      const rep = row.repId ? await findPerson(tx, row.repId) : null;
      const earlier = row.repId ? await recentDebriefs(tx, row.repId, LOOK_BACK) : [];
      return { row, workspace, rep, earlier };
    });
    if (!before) return;
    const about = {
      workspaceId,
      callId,
      personId: before.row.requestedBy,
      title: before.row.title ?? "The call",
    };
    await effects.progress({ ...about, stage: "writing", detail: "Choosing one moment" });
    const zone = before.rep?.timeZone ?? before.workspace.timeZone;
    const review = await reviewCall(
      {
        call: { ...(before.row.transcript as Call), type: before.row.type },
        seed: callId,
        today: DateTime.fromJSDate(effects.now()).setZone(zone).toISODate() ?? "",
        competitors: before.workspace.settings.competitors ?? [],
        products: before.workspace.settings.products ?? [],
        background: {
          recentOpenings: before.earlier.map((one) =>
            one.question.credited ? ("credited" as const) : ("missed" as const),
          ),
        },
        recentWordings: before.earlier.flatMap((one) => one.wordings),
      },
      effects.model,
    );
    const deliveryIds = await effects.database.inWorkspace(workspaceId, async (tx) => {
      const row = await lockCall(tx, callId);
      if (!row || row.status !== "analysing" || row.revision !== revision) return [];
      return await record(tx, row, review, effects);
    });
    for (const deliveryId of deliveryIds)
      await effects.enqueue(deliverMessage, { workspaceId, deliveryId });
    await effects.progress({
      ...about,
      stage: "done",
      detail: review.debrief ? "Debrief written" : "Read; nothing to ask",
    });
  },
  gaveUp: giveUpOnCall,
});

/** The rep's own midnight would need their zone here; a day back is the gentler bound. */
async function debriefsToday(tx: Transaction, personId: string, now: Date): Promise<number> {
  return await countSince(tx, "debrief", `dm:${personId}`, new Date(now.getTime() - DAY_MS));
}

/** Debrief, status and outbox in one transaction: all of it happened, or none. */
async function record(
  tx: Transaction,
  row: CallRow,
  review: Review,
  effects: Effects,
): Promise<string[]> {
  const debriefId = v7();
  const added = await addDebrief(tx, {
    id: debriefId,
    callId: row.id,
    revision: row.revision,
    repId: row.repId,
    mind: review.mind,
    output: review.debrief,
    behaviour: review.debrief?.behaviour ?? null,
  });
  await updateCall(tx, row.id, {
    status: "debriefed",
    type: row.type ?? review.analysis.callType,
    analysis: {
      measures: review.analysis.measures,
      moments: review.analysis.moments,
      ranked: review.choice.ranked.map(({ source: _, ...candidate }) => candidate),
    },
  });
  const recipient = row.repId ?? row.requestedBy;
  if (!added || !row.announce || !recipient) return [];
  // A file that somebody brought asks for its debrief; of the others a rep hears about one a day.
  if (!row.requestedBy && (await debriefsToday(tx, recipient, effects.now())) > 0) return [];
  const scene = sceneOf(
    { ...row, type: row.type ?? review.analysis.callType },
    row.accountId ? await accountName(tx, row.accountId) : null,
    review.analysis.measures.durationMs,
    effects.publicUrl,
    review.note,
  );
  const deliveryId = review.debrief
    ? await post(tx, {
        kind: "debrief",
        subjectId: debriefId,
        recipient: `dm:${recipient}`,
        personId: recipient,
        message: openingMessage(review.debrief, scene),
      })
    : await post(tx, {
        kind: "call-quiet",
        subjectId: row.id,
        revision: row.revision,
        recipient: `dm:${row.requestedBy ?? recipient}`,
        personId: row.requestedBy ?? recipient,
        message: quietCallMessage({
          title: scene.title,
          link: `${effects.publicUrl}/calls/${row.id}`,
        }),
      });
  return deliveryId ? [deliveryId] : [];
}
