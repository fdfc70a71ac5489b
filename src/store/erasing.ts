import { and, eq, inArray, or, sql } from "drizzle-orm";
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
  reflection,
  said,
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
      scene: sql`${practice.scene} || '{"buyer":"","cues":[],"facts":[]}'::jsonb`,
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
  for (const row of rows) await blank(tx, row, ERASED, row.own);
}

async function blank(
  tx: Transaction,
  row: { id: string; message: Message },
  line: string,
  own: boolean,
): Promise<void> {
  const isWaiting = sql`${delivery.status} in ('writing', 'pending')`;
  await tx
    .update(delivery)
    .set({
      message: withoutWords(row.message, line, own),
      rendered: null,
      // What did not go out yet has nothing to say any more.
      status: sql`case when ${isWaiting} then 'failed' else ${delivery.status} end`,
      failure: sql`case when ${isWaiting} then ${line} else ${delivery.failure} end`,
    })
    .where(eq(delivery.id, row.id));
}

/** Of a page that says other things too the buttons stay: what it asked for can still be answered. */
function withoutWords({ blocks }: Message, line: string, own: boolean): Message {
  const kept = own ? [] : blocks.filter(({ type }) => type === "actions");
  return { summary: line, blocks: [{ type: "note", text: [line] }, ...kept] };
}

const FORGOTTEN = "What stood here was forgotten, as you asked.";
/** What a person told the coach: a note, or an answer in a debrief, by the row of what they said. */
const TOLD = /^(?:note|reflection)\/([0-9a-f-]{36})$/;
/** What a note begins with when it is said, and not where it is shown. */
const ASKED_TO_KEEP = /^\W*(?:please )?\/?(?:remember|note|keep in mind)(?: that\b|:)?/i;
/** Of what was said, as it stands in messages: enough to know it again, and seldom cut off there. */
const KNOWN_BY = { least: 12, most: 40 };

/** What a person told and wants forgotten goes from where it was heard and repeated, too. */
export async function eraseTold(tx: Transaction, documentIds: readonly string[]): Promise<void> {
  for (const documentId of documentIds) {
    await tx
      .update(debrief)
      .set({ output: sql`${debrief.output} - 'remembered'` })
      .where(sql`${debrief.output} #>> '{remembered,memory}' = ${documentId}`);
    const id = TOLD.exec(documentId)?.[1];
    const [row] = id ? await tx.select().from(said).where(eq(said.id, id)) : [];
    if (!row) continue;
    const words = row.text.replace(ASKED_TO_KEEP, "").trim().slice(0, KNOWN_BY.most);
    const repeated = words.length < KNOWN_BY.least ? null : JSON.stringify(words).slice(1, -1);
    const messages = await tx
      .select({ id: delivery.id, message: delivery.message })
      .from(delivery)
      .where(
        and(
          eq(delivery.personId, row.personId),
          or(
            eq(delivery.subjectId, row.id),
            repeated ? sql`strpos(${delivery.message}::text, ${repeated}) > 0` : undefined,
          ),
        ),
      );
    // Buttons too: their forms begin with the words.
    for (const message of messages) await blank(tx, message, FORGOTTEN, true);
    await tx.update(reflection).set({ text: "" }).where(eq(reflection.id, row.id));
    await tx.update(said).set({ text: "" }).where(eq(said.id, row.id));
  }
}
