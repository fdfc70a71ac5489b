import { type CallRow, updateCall } from "../../store/calls.ts";
import type { Transaction } from "../../store/database.ts";
import { eraseCall } from "../../store/erasing.ts";
import { waitingWith } from "../../store/held-back-calls.ts";

/**
 * Lets a call be read that a rule had set aside, and the recordings that waited with it; each is opened
 * under a new revision. @returns what is to be read now, in this order
 */
export async function allowCall(
  tx: Transaction,
  row: CallRow,
  personId: string | null,
  at: Date,
): Promise<{ callId: string; revision: number }[]> {
  const allowedBy = { personId, at: at.toISOString() };
  const reopened: { callId: string; revision: number }[] = [];
  for (const one of [row, ...(await waitingWith(tx, row.id))]) {
    const revision = one.revision + 1;
    await updateCall(tx, one.id, {
      ...{ status: "received", revision, failure: null, allowedBy, otherRecordings: [] },
    });
    reopened.push({ callId: one.id, revision });
  }
  return reopened;
}

/** Takes a call that a rule had set aside out of the store, and the recordings that waited with it. */
export async function refuseCall(tx: Transaction, callId: string, why: string): Promise<void> {
  for (const { id } of await waitingWith(tx, callId)) await eraseCall(tx, id, why);
  await eraseCall(tx, callId, why);
}
