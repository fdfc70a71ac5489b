import { z } from "zod";
import { minorDigits } from "../../deals/money.ts";
import { Rejected } from "../../errors.ts";
import { correctionWord } from "../../messages/corrections.ts";
import type { Correction, WritableField } from "../../sources/crms/crm.ts";
import {
  type CorrectionRow,
  keepWritten,
  lockCorrection,
  moveCorrection,
} from "../../store/corrections.ts";
import type { Transaction } from "../../store/database.ts";
import { post } from "../../store/deliveries.ts";
import { deliverMessage } from "../deliver-message.ts";
import type { Effects } from "../effects.ts";
import { defineJob } from "../job.ts";
import { again, nudge } from "../nudge.ts";
import { crmOf } from "./crm-of.ts";
import type { ConnectedCrm } from "./crms.ts";
import { keepDeals } from "./sync-deals.ts";

const schema = z.object({ workspaceId: z.uuid(), correctionId: z.uuid(), ...again });
type Data = z.infer<typeof schema>;

/** Writes one correction into the CRM after somebody pressed the button, or takes it back. */
export const writeCorrection = defineJob({
  name: "write-correction",
  queue: "live",
  schema,
  id: (data: Data) => nudge(`correction-${data.correctionId}`, data),
  run: async ({ workspaceId, correctionId }: Data, effects: Effects) => {
    const within = <T>(run: (tx: Transaction) => Promise<T>) =>
      effects.database.inWorkspace(workspaceId, run);
    const found = await within((tx) => lockCorrection(tx, correctionId));
    if (!found?.externalId) return;
    const { row, externalId } = found;
    if (row.state !== "writing" && row.state !== "taking-back") return;
    const connected = await crmOf(effects, workspaceId);
    let told: { message: string; undo: string | null };
    try {
      told = await carry(effects, within, connected, found, externalId);
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      const back = row.state === "writing" ? "proposed" : "written";
      await within((tx) =>
        moveCorrection(
          tx,
          row,
          back,
          { personId: null, at: effects.now() },
          { problem: error.message },
        ),
      );
      told = { message: `Not written. ${error.message}`, undo: null };
    }
    const deliveryId = await within((tx) => tell(tx, row, told, effects.now()));
    if (deliveryId) await effects.enqueue(deliverMessage, { workspaceId, deliveryId });
  },
});

async function carry(
  effects: Effects,
  within: <T>(run: (tx: Transaction) => Promise<T>) => Promise<T>,
  connected: ConnectedCrm | null,
  { row, currency }: { row: CorrectionRow; currency: string },
  dealId: string,
): Promise<{ message: string; undo: string | null }> {
  if (!connected) throw new Rejected("No CRM is connected any more.");
  const { crm, access } = connected;
  const by = { personId: null, at: effects.now() };
  const back = row.state === "taking-back";
  const field = row.field as WritableField;
  const value = back ? row.value : inMajorUnits(row, currency);
  const correction: Correction = { dealId, field, value };
  if (back) {
    await crm.takeBack(access, correction, row.written ?? { before: row.inCrm, made: null });
    await within((tx) => moveCorrection(tx, row, "taken-back", by));
  } else {
    // Kept before anything is written: whoever takes over from a dead worker still knows what to put back.
    const written = row.written ?? { before: await crm.before(access, correction), made: null };
    if (!row.written) await within((tx) => keepWritten(tx, row.id, written));
    // Somebody who was on the deal before us is nobody we made, and not ours to take away.
    const there = field === "contact" && written.before !== null;
    const made = there ? null : ((await crm.write(access, correction)) ?? written.made);
    await within((tx) => moveCorrection(tx, row, "written", by, { written: { ...written, made } }));
  }
  await keepDeals(effects, connected, [dealId]);
  return back
    ? { message: `Taken back: ${crm.name} has what it had before.`, undo: null }
    : { message: `Written to ${crm.name}.`, undo: row.id };
}

async function tell(
  tx: Transaction,
  row: CorrectionRow,
  { message, undo }: { message: string; undo: string | null },
  at: Date,
): Promise<string | null> {
  if (!row.personId) return null;
  return await post(tx, {
    ...{ kind: "correction-word", subjectId: row.id, recipient: `dm:${row.personId}` },
    personId: row.personId,
    // Written, taken back, written again: each is told, and each once.
    revision: Math.floor(at.getTime() / 1000) % 2_000_000_000,
    message: correctionWord(message, undo),
  });
}

/**
 * Amounts travel in major units, as CRMs write them.
 * @throws Rejected when the deal is in another currency than the one that was said
 */
function inMajorUnits({ field, value }: CorrectionRow, currency: string): string {
  if (field !== "amount") return value;
  const [minor = "", said = currency] = value.split(" ");
  if (said !== currency) {
    throw new Rejected(`The deal is in ${currency} now, and the amount was said in ${said}.`);
  }
  return String(Number(minor) / 10 ** minorDigits(currency));
}
