import type { Objection } from "../../calls/consent.ts";
import { isSameCall, type Recording } from "../../calls/same-call.ts";
import { CoachError } from "../../errors.ts";
import { type CallRow, lockCall } from "../../store/calls.ts";
import type { Transaction } from "../../store/database.ts";
import { decidedAround, deletedByHost } from "../../store/held-back-calls.ts";
import type { PersonRow } from "../../store/people.ts";
import { lockIntake } from "../../store/recordings.ts";
import { type Understood, understandCall } from "../understand-call.ts";
import { objectionOf } from "./hold-back.ts";

/** What is known of a host's word about another recording of one conversation. */
export type AskedBefore =
  | { word: "allowed"; allowedBy: NonNullable<CallRow["allowedBy"]> }
  /** The question stands: this one waits with that call. */
  | { word: "waiting"; callId: string; source: string }
  | { word: "deleted" };

/**
 * Looks whether the host of a call was asked already, about another recording of it: one conversation is
 * one question. `null` when nobody was, or when a graver thing is held against this one.
 */
export async function askedBefore(
  tx: Transaction,
  row: CallRow,
  understood: Understood,
  people: PersonRow[],
  objection: Objection,
): Promise<AskedBefore | null> {
  const { startedAt } = understood;
  if (!startedAt || !objection.ask) return null;
  // Two recorders often tell of a call in the same minute, and neither sees the other.
  await lockIntake(tx);
  const came = recordingOf(row, understood);
  for (const id of await decidedAround(tx, row.id, startedAt)) {
    const held = await lockCall(tx, id);
    const other = held && (await readAgain(tx, held, people));
    if (!held || !other || !isSameCall(came, recordingOf(held, other))) continue;
    if (held.allowedBy && objection.hostMayAllow) {
      return { word: "allowed", allowedBy: held.allowedBy };
    }
    const asked = held.status === "quarantined" ? objectionOf(held, other) : null;
    if (asked?.ask && asked.hostMayAllow === objection.hostMayAllow) {
      return { word: "waiting", callId: held.id, source: held.source };
    }
  }
  const deleted = row.hostId && (await deletedByHost(tx, row.hostId, startedAt));
  return deleted ? { word: "deleted" } : null;
}

/** Nothing of a call that is set aside is kept but its file: its words are looked at once more. */
async function readAgain(
  tx: Transaction,
  held: CallRow,
  people: PersonRow[],
): Promise<Understood | null> {
  try {
    return await understandCall(tx, held, people);
  } catch (error) {
    if (error instanceof CoachError && error.code !== "unavailable") return null;
    throw error;
  }
}

const recordingOf = (row: CallRow, { call, startedAt }: Understood): Recording => ({
  ...call,
  startedAt: startedAt?.toISOString() ?? null,
  durationMs: row.durationMs,
});
