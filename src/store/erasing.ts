import { eq, inArray, or, sql } from "drizzle-orm";
import type { Message } from "../messages/message.ts";
import { forgetFile, lockCall } from "./calls.ts";
import type { Transaction } from "./database.ts";
import { forgetBodiesOf } from "./inbound.ts";
import {
  call,
  dealCorrection,
  debrief,
  delivery,
  directive,
  practice,
  sharedMoment,
} from "./schema.ts";

/**
 * Takes everything that was said on a call out of the store, wherever it was repeated; the row stays to
 * say so, and to know it again. What people said to the coach about it stays theirs, and memory lets go
 * of the call with the next telling.
 */
export async function eraseCall(tx: Transaction, id: string, why: string): Promise<void> {
  const row = await lockCall(tx, id);
  if (!row) return;
  if (row.uploadId) await forgetFile(tx, row.uploadId);
  await forgetBodiesOf(tx, id);
  // Another recording of the same conversation holds the same words.
  for (const { callId } of row.otherRecordings) {
    const other = await lockCall(tx, callId);
    if (other?.uploadId) await forgetFile(tx, other.uploadId);
    await forgetBodiesOf(tx, callId);
    if (other) await tx.update(call).set(NO_WORDS).where(eq(call.id, callId));
  }
  await eraseRepeated(tx, id);
  await tx
    .update(debrief)
    // As where nothing was to be asked: nobody reads it, and it counts as no debrief.
    .set({ output: {}, behaviour: null, note: null, state: "silent" })
    .where(eq(debrief.callId, id));
  await tx
    .update(call)
    .set({ ...NO_WORDS, status: "discarded", failure: why, repName: null, otherRecordings: [] })
    .where(eq(call.id, id));
}

const NO_WORDS = {
  ...{ title: null, transcript: null, analysis: null, recordingUrl: null, stageDetail: null },
  ...{ notes: [], invited: [] },
};

/** Verbatim words of the call in rows that are about something else as well. */
async function eraseRepeated(tx: Transaction, id: string): Promise<void> {
  const debriefs = tx.select({ id: debrief.id }).from(debrief).where(eq(debrief.callId, id));
  await eraseMessages(tx, id);
  await tx.delete(sharedMoment).where(inArray(sharedMoment.debriefId, debriefs));
  await tx
    .update(practice)
    .set({
      scene: sql`${practice.scene} || '{"cues":[],"facts":[]}'::jsonb`,
      lines: [],
      endedAt: sql`coalesce(${practice.endedAt}, now())`,
    })
    .where(sql`${practice.scene} -> 'cues' @> ${JSON.stringify([{ callId: id }])}::jsonb`);
  await tx
    .update(dealCorrection)
    .set({ evidence: sql`${dealCorrection.evidence} || '{"text":"","who":null}'::jsonb` })
    .where(eq(dealCorrection.callId, id));
  await tx
    .update(directive)
    .set({ before: sql`regexp_replace(${directive.before}, '[“"][^“”"]*[”"]', '“…”', 'g')` })
    .where(inArray(directive.debriefId, debriefs));
}

const ERASED = "What stood here were words of a call that is no longer kept.";

/** What was written about the call: its debrief's whole thread, and all that cites it by a link. */
async function eraseMessages(tx: Transaction, id: string): Promise<void> {
  const debriefs = sql`(select ${debrief.id} from ${debrief} where ${debrief.callId} = ${id})`;
  const about = sql`(${delivery.subjectId} = ${id} or ${delivery.subjectId} in ${debriefs})`;
  const rows = await tx
    .select({ id: delivery.id, message: delivery.message, own: sql<boolean>`${about}` })
    .from(delivery)
    .where(
      or(
        about,
        sql`${delivery.threadId} in (select opening.id from ${delivery} as opening
          where opening.subject_id = ${id} or opening.subject_id in ${debriefs})`,
        sql`strpos(${delivery.message}::text, ${id}) > 0`,
      ),
    );
  for (const row of rows)
    await tx
      .update(delivery)
      .set({
        message: withoutWords(row.message, row.own),
        rendered: null,
        // What did not go out yet has nothing to say any more.
        status: sql`case when ${delivery.status} in ('writing', 'pending') then 'failed' else ${delivery.status} end`,
        failure: sql`case when ${delivery.status} in ('writing', 'pending') then ${ERASED} else ${delivery.failure} end`,
      })
      .where(eq(delivery.id, row.id));
}

/** Of a page that cites other calls too the buttons stay: what it asked for can still be answered. */
function withoutWords({ blocks }: Message, own: boolean): Message {
  const kept = own ? [] : blocks.filter(({ type }) => type === "actions");
  return { summary: ERASED, blocks: [{ type: "note", text: [ERASED] }, ...kept] };
}
