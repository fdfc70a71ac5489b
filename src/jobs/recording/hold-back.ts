import { DateTime } from "luxon";
import { type Objection, objectionTo } from "../../calls/consent.ts";
import { heldBackMessage } from "../../messages/held-back.ts";
import { type CallRow, updateCall } from "../../store/calls.ts";
import type { Transaction } from "../../store/database.ts";
import { post } from "../../store/deliveries.ts";
import { findPerson, listPeople, type PersonRow } from "../../store/people.ts";
import type { Effects } from "../effects.ts";
import type { Ending } from "../intake-call.ts";
import { cameByItself, type Understood } from "../understand-call.ts";
import type { AskedBefore } from "./asked-once.ts";

/** What the workspace's rule has against reading a call; `null` once its host has let it be read. */
export function objectionOf(row: CallRow, understood: Understood): Objection | null {
  const { workspace, call, ourDomains } = understood;
  if (row.allowedBy || workspace.sample) return null;
  return objectionTo(
    {
      title: call.title,
      turns: call.turns,
      participants: call.participants,
      invited: row.invited,
      consent: row.consent,
      cameByItself: cameByItself(row),
    },
    workspace.settings.consent ?? {},
    ourDomains,
  );
}

/** Sets the call aside with none of its words in the store but the file as it came, and asks its host. */
export async function holdBack(
  tx: Transaction,
  row: CallRow,
  { call, startedAt, owner, workspace }: Understood,
  objection: Objection,
  effects: Pick<Effects, "now">,
): Promise<Omit<Ending, "title" | "personId">> {
  await updateCall(tx, row.id, {
    status: "quarantined",
    failure: objection.reason,
    title: call.title,
    startedAt,
    updatedAt: effects.now(),
  });
  // History is brought in without a word to anybody; the page of connections shows it.
  const asked = objection.ask && row.announce ? await whoDecides(tx, row, owner) : null;
  const zone = asked?.timeZone ?? workspace.timeZone;
  const deliveryId =
    asked &&
    (await post(tx, {
      kind: "held-back",
      subjectId: row.id,
      revision: row.revision,
      recipient: `dm:${asked.id}`,
      personId: asked.id,
      message: heldBackMessage({
        callId: row.id,
        title: call.title || "A call",
        when: startedAt
          ? DateTime.fromJSDate(startedAt).setZone(zone).toFormat("ccc d LLL, HH:mm")
          : null,
        reason: objection.reason,
        hostMayAllow: objection.hostMayAllow,
      }),
    }));
  return { stage: "done", detail: objection.reason, review: false, deliveryId };
}

/** Sets the call aside without another question: its host was asked about this conversation already. */
export async function holdQuietly(
  tx: Transaction,
  row: CallRow,
  { call, startedAt }: Understood,
  before: Exclude<AskedBefore, { word: "allowed" }>,
  effects: Pick<Effects, "now">,
): Promise<Omit<Ending, "title" | "personId">> {
  const waits = before.word === "waiting";
  const failure = waits
    ? "Another recording of it waits for its host's word, which will be for both."
    : "Its host deleted another recording of this call.";
  const because = "its host was asked about that one";
  await updateCall(tx, row.id, {
    ...{ status: "quarantined", failure, title: call.title, startedAt, updatedAt: effects.now() },
    ...(waits
      ? {
          otherRecordings: [
            { callId: before.callId, source: before.source, used: "other", because },
          ],
        }
      : {}),
  });
  return { stage: "done", detail: failure, review: false, deliveryId: null };
}

/** Its host, else whoever brought it, else its rep, else an admin, else a manager. */
async function whoDecides(
  tx: Transaction,
  row: CallRow,
  owner: PersonRow | null,
): Promise<PersonRow | null> {
  const id = row.hostId ?? row.requestedBy ?? row.repId ?? owner?.id;
  if (id) return await findPerson(tx, id);
  const people = await listPeople(tx);
  return (
    people.find((person) => person.role === "admin") ??
    people.find((person) => person.role === "manager") ??
    null
  );
}
