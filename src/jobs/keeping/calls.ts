import type { Call } from "../../calls/call.ts";
import type { Measures } from "../../calls/measures.ts";
import type { Moment } from "../../calls/moment.ts";
import { prepare } from "../../calls/talk.ts";
import { observeBehaviours } from "../../coaching/behaviours.ts";
import { tellingsOfCall } from "../../memory/from-call.ts";
import { untoldCalls, untoldErasures } from "../../store/memory-told.ts";
import { titleOf } from "../debrief-scene.ts";
import type { Kept, Source } from "./kept.ts";

/** Nothing any more of a call whose words were erased. */
export const letErasedGo: Source = async (tx) =>
  (await untoldErasures(tx)).map(
    ({ id, subject, version }): Kept => ({
      ...{ subject, version, under: `call/${id}/`, tellings: [] },
    }),
  );

/** What each reviewed call showed; told again when its rep's first day with it is over. */
export const keepCalls: Source = async (tx, now) =>
  (await untoldCalls(tx, now)).map((untold): Kept => {
    try {
      return keptOf(untold);
    } catch (problem) {
      const { subject, version } = untold;
      return { subject, version, tellings: [], problem };
    }
  });

function keptOf(untold: Awaited<ReturnType<typeof untoldCalls>>[number]): Kept {
  const { row, account, subject, version, ...state } = untold;
  const transcript = row.transcript as Call;
  const { moments, measures } = row.analysis as { moments: Moment[]; measures: Measures };
  const talk = prepare({ ...transcript, type: row.type });
  const tellings = tellingsOfCall({
    ...{ callId: row.id, repId: row.repId, dealId: row.dealId, accountId: row.accountId },
    ...state,
    at: row.startedAt ?? row.createdAt,
    call: { ...transcript, title: titleOf(row, account) },
    moments,
    behaviours: observeBehaviours({ talk, moments, measures }, row.type),
  });
  return { subject, version, under: `call/${row.id}/`, tellings, repId: row.repId };
}
