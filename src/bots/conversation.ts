import { v7 } from "uuid";
import { CoachError } from "../errors.ts";
import type { Effects } from "../jobs/effects.ts";
import { replyToPerson } from "../jobs/reply-to-person.ts";
import { findDelivery, markAnswered } from "../store/deliveries.ts";
import { hear } from "../store/said.ts";

type Ears = Pick<Effects, "database" | "enqueue">;

/** Somebody wrote something; the same event told twice is heard once. */
export async function heard(
  effects: Ears,
  workspaceId: string,
  words: {
    personId: string;
    place: string;
    threadId: string | null;
    text: string;
    eventKey?: string;
  },
): Promise<void> {
  const id = v7();
  const fresh = await effects.database.inWorkspace(workspaceId, (tx) =>
    hear(tx, { ...words, id, eventKey: words.eventKey ?? id }),
  );
  if (fresh) await effects.enqueue(replyToPerson, { workspaceId, saidId: id });
}

/** Somebody pressed a button of a message. It answers in that message's thread. */
export async function pressed(
  effects: Ears,
  workspaceId: string,
  press: {
    personId: string;
    deliveryId: string;
    actionId: string;
    value: string;
    eventKey?: string;
  },
): Promise<void> {
  const id = v7();
  const fresh = await effects.database.inWorkspace(workspaceId, async (tx) => {
    const delivery = await findDelivery(tx, press.deliveryId);
    if (!delivery) throw new CoachError("not-found", "That message is no longer here.");
    if (delivery.personId !== null && delivery.personId !== press.personId) {
      throw new CoachError("forbidden", "That message was written to somebody else.");
    }
    if (!offers(delivery.message, press.actionId)) {
      throw new CoachError("bad-input", "That message has no such button.");
    }
    await markAnswered(tx, delivery.id, press.actionId);
    return await hear(tx, {
      id,
      place: delivery.recipient,
      threadId: delivery.threadId ?? delivery.id,
      personId: press.personId,
      text: "",
      actionId: press.actionId,
      actionValue: press.value,
      eventKey: press.eventKey ?? id,
    });
  });
  if (fresh) await effects.enqueue(replyToPerson, { workspaceId, saidId: id });
}

function offers(
  message: { blocks: { type: string; actions?: { id: string }[] }[] },
  actionId: string,
): boolean {
  return message.blocks.some(
    (block) => block.type === "actions" && block.actions?.some((action) => action.id === actionId),
  );
}
