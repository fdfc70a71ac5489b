import { DateTime } from "luxon";
import { v7 } from "uuid";
import { z } from "zod";
import { type Review, reviewCall } from "../agents/review-call.ts";
import type { Watched } from "../agents/watched.ts";
import type { Call } from "../calls/call.ts";
import { isBehaviour } from "../coaching/behaviours.ts";
import type { SetOut } from "../coaching/follow-up.ts";
import { worthOf } from "../coaching/opportunity.ts";
import { findOutliers } from "../coaching/outliers.ts";
import { kindsFor } from "../coaching/skill.ts";
import { tenureOf } from "../coaching/tenure.ts";
import { earlierRanked } from "../store/call-search.ts";
import { type CallRow, earlierMeasures, findCall, lockCall, updateCall } from "../store/calls.ts";
import type { Transaction } from "../store/database.ts";
import { addDebrief, recentDebriefs, wordingsOfOthers } from "../store/debriefs.ts";
import { directivesFor } from "../store/directives.ts";
import { type OpenResolution, openResolutions } from "../store/open-focus.ts";
import { findPerson, ownWorkspace } from "../store/people.ts";
import { announce, planAnnouncement } from "./announce-review.ts";
import { proposeAfterCall } from "./crms/propose-corrections.ts";
import { deliverMessage } from "./deliver-message.ts";
import type { Effects, Progress } from "./effects.ts";
import { giveUpOnCall } from "./give-up.ts";
import { defineJob } from "./job.ts";
import { keepSoon } from "./keep-memory.ts";
import { lookupsFor } from "./lookups.ts";
import { again, nudge } from "./nudge.ts";
import { rememberedFor } from "./remembered.ts";
import { shadowLeft } from "./welcome.ts";

const schema = z.object({
  workspaceId: z.uuid(),
  callId: z.uuid(),
  revision: z.number().int(),
  ...again,
});
type Data = z.infer<typeof schema>;

/** How many earlier debriefs count for balance and for wording. */
const LOOK_BACK = 6;
/** Earlier calls of the same type that make up what is usual for a rep. */
const USUAL_CALLS = 30;

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
      if (row?.status !== "analysing" || row.revision !== revision || !row.transcript) return null;
      const workspace = await ownWorkspace(tx);
      const rep = row.repId ? await findPerson(tx, row.repId) : null;
      const earlier = row.repId ? await recentDebriefs(tx, row.repId, LOOK_BACK) : [];
      const others = row.repId ? await wordingsOfOthers(tx, row.repId, LOOK_BACK) : [];
      const directives = rep ? await directivesFor(tx, rep) : [];
      const isReadFirst = (await shadowLeft(tx)) > 0;
      const resolutions = rep ? await openResolutions(tx, rep.id) : [];
      const known = await earlierRanked(tx, row, LOOK_BACK);
      return { row, workspace, rep, earlier, directives, resolutions, isReadFirst, others, known };
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
    const today = DateTime.fromJSDate(effects.now()).setZone(zone).toISODate() ?? "";
    const review = await reviewCall(
      {
        call: { ...(before.row.transcript as Call), type: before.row.type },
        // The same file is always worded the same way, on any machine.
        seed: before.row.externalId,
        today,
        competitors: before.workspace.settings.competitors ?? [],
        products: before.workspace.settings.products ?? [],
        setOuts: setOutsBefore(before.resolutions, before.row.startedAt ?? effects.now(), zone),
        background: {
          focusKinds: kindsFor(before.resolutions.map(({ behaviour }) => behaviour)),
          recentOpenings: before.earlier.map((one) =>
            one.question.credited ? ("credited" as const) : ("missed" as const),
          ),
        },
        directives: before.directives,
        ...(before.rep ? { tenure: tenureOf(before.rep.startedOn, today).kind } : {}),
        // Whoever reads it first has not seen those calls: nothing is counted from them.
        earlier: before.isReadFirst ? [] : before.known,
        ...(before.rep
          ? { lookups: lookupsFor(effects, workspaceId, before.rep.id, before.row) }
          : {}),
        ...(before.isReadFirst || before.row.requestedBy !== before.rep?.id
          ? {}
          : { watched: shownTo(effects, { ...about, stage: "writing" }) }),
        remember: (behaviour) =>
          rememberedFor(effects.memory(workspaceId), before.row, {
            ...{ behaviour, now: effects.now(), zone },
            cited: new Set(before.earlier.flatMap((one) => one.remembered?.memory ?? [])),
          }),
        isReadFirst: before.isReadFirst,
        // Oldest first: what this rep read last counts most, then what colleagues read.
        recentWordings: [
          ...before.others,
          ...before.earlier.toReversed().flatMap((one) => one.wordings),
        ],
      },
      effects.model.for?.(workspaceId) ?? effects.model,
    );
    const deliveryIds = await effects.database.inWorkspace(workspaceId, async (tx) => {
      const row = await lockCall(tx, callId);
      if (row?.status !== "analysing" || row.revision !== revision) return [];
      return await record(tx, row, review, effects);
    });
    for (const deliveryId of deliveryIds)
      await effects.enqueue(deliverMessage, { workspaceId, deliveryId });
    await keepSoon(effects, workspaceId);
    await effects.enqueue(proposeAfterCall, { workspaceId, callId, revision });
    await effects.progress({
      ...about,
      stage: "done",
      detail: review.debrief ? "Debrief written" : "Read; nothing to ask",
    });
  },
  gaveUp: giveUpOnCall,
});

/** The rep who dropped the file sees the question come; nobody else may before they do. */
function shownTo(effects: Pick<Effects, "progress">, about: Omit<Progress, "detail">): Watched {
  let text = "";
  let told = Promise.resolve();
  const tell = (detail: string) => {
    told = told.then(() => effects.progress({ ...about, detail })).catch(() => undefined);
  };
  return {
    status: tell,
    say: (sentence) => {
      text = text ? `${text} ${sentence}` : sentence;
      tell(text);
    },
  };
}

/** What was set out before this call was held, by a name that is still known; days as the rep counts them. */
function setOutsBefore(open: readonly OpenResolution[], heldAt: Date, zone: string): SetOut[] {
  return open.flatMap(({ key, behaviour, at, agreed }) => {
    if (at >= heldAt || !isBehaviour(behaviour)) return [];
    const on = DateTime.fromJSDate(at).setZone(zone).toISODate() ?? "";
    return [{ key, behaviour, on, agreed }];
  });
}

const STATE_OF_PLAN = {
  nobody: "silent",
  later: "waiting",
  manager: "held",
  rep: "asked",
} as const;

/** Debrief, status and outbox in one transaction: all of it happened, or none. */
async function record(
  tx: Transaction,
  row: CallRow,
  review: Review,
  effects: Effects,
): Promise<string[]> {
  const reviewed = { ...row, type: row.type ?? review.analysis.callType };
  const { opening } = review.choice;
  const worth = review.debrief && opening ? worthOf(opening) : 0;
  const asked = { hasDebrief: review.debrief !== null, worth };
  const plan = await planAnnouncement(tx, reviewed, asked, effects.now());
  const debriefId = v7();
  const added = await addDebrief(tx, {
    id: debriefId,
    callId: row.id,
    revision: row.revision,
    repId: row.repId,
    mind: review.mind,
    output: review.debrief,
    behaviour: review.debrief?.behaviour ?? null,
    state: review.debrief ? STATE_OF_PLAN[plan.to] : "silent",
    worth,
    note: review.note,
    createdAt: effects.now(),
  });
  const { type } = reviewed;
  const { measures, talk, moments } = review.analysis;
  const usual = type === null ? [] : await earlierMeasures(tx, { ...reviewed, type }, USUAL_CALLS);
  const outliers = findOutliers(measures, usual, type, { talk, moments });
  await updateCall(tx, row.id, {
    status: "debriefed",
    type: reviewed.type,
    analysis: {
      ...{ measures, moments, outliers },
      ranked: review.choice.ranked.map(({ source: _, ...candidate }) => candidate),
    },
  });
  if (!added) return [];
  const { durationMs } = review.analysis.measures;
  const { debrief, note } = review;
  const written = { row: reviewed, debrief, durationMs, note, debriefId, plan };
  return await announce(tx, { ...written, notSales: review.notSales ?? null }, effects);
}
