import { lockCall, updateCall } from "../../store/calls.ts";
import type { Transaction } from "../../store/database.ts";
import { type DeliveryRow, markAnswered } from "../../store/deliveries.ts";
import type { SaidRow } from "../../store/said.ts";
import type { Outcome } from "./outcome.ts";

/** The rep said who they are on a call: it is read again under a new revision. */
export async function whoIsRepReply(
  tx: Transaction,
  said: SaidRow,
  root: DeliveryRow,
): Promise<Outcome> {
  const spoken = said.actionId ? (said.actionValue ?? "") : `${root.subjectId}:${said.text.trim()}`;
  const [callId = "", ...rest] = spoken.split(":");
  const row = await lockCall(tx, callId);
  // Only the person who brought the call may say who is who on it.
  if (!row || row.requestedBy !== said.personId) return {};
  const repName = rest.join(":");
  // A button pressed twice is one answer; another name is a correction, and read again.
  if (row.repName === repName && row.status !== "failed") return {};
  const revision = row.revision + 1;
  await updateCall(tx, row.id, {
    status: "received",
    revision,
    repName,
    // Found again by the new name: a correction must not leave the call with the wrong person.
    repId: null,
    failure: null,
  });
  await markAnswered(tx, root.id, "rep-is");
  return { reopened: [{ callId: row.id, revision }] };
}
