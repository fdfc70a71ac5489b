import { type CallRow, updateCall } from "../../store/calls.ts";
import type { Transaction } from "../../store/database.ts";

/** Lets a call be read that a rule had set aside; it is opened under a new revision. */
export async function allowCall(
  tx: Transaction,
  row: CallRow,
  personId: string | null,
  at: Date,
): Promise<{ callId: string; revision: number }> {
  const revision = row.revision + 1;
  await updateCall(tx, row.id, {
    status: "received",
    revision,
    failure: null,
    allowedBy: { personId, at: at.toISOString() },
  });
  return { callId: row.id, revision };
}
