import { v7, validate } from "uuid";
import { CoachError } from "../errors.ts";
import type { Effects } from "../jobs/effects.ts";
import { redrawMessage } from "../jobs/redraw-message.ts";
import { COACH_ON } from "../jobs/replies/coach-on.ts";
import { replyToPerson } from "../jobs/reply-to-person.ts";
import { asked, fieldProblems } from "../messages/form.ts";
import type { Action, Form, Message } from "../messages/message.ts";
import type { Transaction } from "../store/database.ts";
import {
  type DeliveryRow,
  deliveryAt,
  findDelivery,
  markAnswered,
  markRemoved,
} from "../store/deliveries.ts";
import { hear, saidAt, takeBack } from "../store/said.ts";
import type { DroppedFile } from "../store/schema.ts";

type Ears = Pick<Effects, "database" | "enqueue">;

/** Somebody wrote something; the same event told twice is heard once. */
export async function heard(
  effects: Ears,
  workspaceId: string,
  words: {
    personId: string;
    place: string;
    /** `null`: nothing before it; `"own"`: it opens a thread that is answered in. */
    threadId: string | null;
    text: string;
    eventKey?: string;
    platform?: string;
    /** The platform's id of what was written. */
    externalRef?: string | null;
    files?: DroppedFile[];
  },
): Promise<void> {
  const id = v7();
  const fresh = await effects.database.inWorkspace(workspaceId, async (tx) => {
    // A thread may also hang on something a person said; only the coach's messages belong to somebody.
    if (words.threadId && words.threadId !== "own")
      await mayAnswer(tx, words.threadId, words.personId);
    const threadId = words.threadId === "own" ? id : words.threadId;
    return await hear(tx, { ...words, id, threadId, eventKey: words.eventKey ?? id });
  });
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
    /** What was filled in, when the button has a form. */
    fields?: Record<string, string>;
    eventKey?: string;
  },
): Promise<void> {
  const id = v7();
  const { fresh, stands } = await effects.database.inWorkspace(workspaceId, async (tx) => {
    const delivery = await mayAnswer(tx, press.deliveryId, press.personId);
    if (!delivery) throw new CoachError("not-found", "That message is no longer here.");
    const action = offered(delivery.message, press.actionId, press.value);
    if (!action) throw new CoachError("bad-input", "That message has no such button.");
    const fields = action.form ? filledIn(action.form, press.fields) : null;
    await markAnswered(tx, delivery.id, press.actionId);
    const isNew = await hear(tx, {
      platform: delivery.platform,
      id,
      place: delivery.recipient,
      threadId: delivery.threadId ?? delivery.id,
      personId: press.personId,
      text: "",
      actionId: press.actionId,
      actionValue: press.value,
      fields,
      eventKey: press.eventKey ?? id,
    });
    return { fresh: isNew, stands: delivery.externalRef !== null };
  });
  if (!fresh) return;
  await effects.enqueue(replyToPerson, { workspaceId, saidId: id });
  const { deliveryId } = press;
  if (stands) await effects.enqueue(redrawMessage, { workspaceId, deliveryId, occasion: id });
}

/** The longest message that is coached on, in characters: a page, not a book. */
const LONGEST_PASSAGE = 6_000;

/** Somebody wants to be coached on a message that stands elsewhere; the answer comes to them alone. */
export async function coachOn(
  effects: Ears,
  workspaceId: string,
  passage: {
    personId: string;
    platform: string;
    text: string;
    /** By name, when it is one of ours. */
    writtenBy: string | null;
    eventKey: string;
  },
): Promise<void> {
  const id = v7();
  const { personId, platform, writtenBy, eventKey } = passage;
  const text = passage.text.trim().slice(0, LONGEST_PASSAGE);
  if (!text) {
    throw new CoachError("bad-input", "That message has no words I could read. Copy them to me.");
  }
  const fresh = await effects.database.inWorkspace(workspaceId, (tx) =>
    hear(tx, {
      ...{ id, place: `dm:${personId}`, threadId: null, personId, text, platform, eventKey },
      actionId: COACH_ON,
      actionValue: writtenBy,
    }),
  );
  if (fresh) await effects.enqueue(replyToPerson, { workspaceId, saidId: id });
}

/** The thread a platform means by its id of the message that thread hangs on; `null` when it is not ours. */
export async function threadBehind(
  effects: Pick<Effects, "database">,
  workspaceId: string,
  platform: string,
  externalRef: string,
): Promise<string | null> {
  return await effects.database.inWorkspace(workspaceId, async (tx) => {
    const delivery = await deliveryAt(tx, platform, externalRef);
    if (delivery) return delivery.threadId ?? delivery.id;
    const said = await saidAt(tx, platform, externalRef);
    return said && (said.threadId ?? said.id);
  });
}

/** A message was deleted on its platform: what a person wrote is not kept, and ours is not drawn again. */
export async function withdrawn(
  effects: Pick<Effects, "database">,
  workspaceId: string,
  platform: string,
  externalRef: string,
): Promise<void> {
  await effects.database.inWorkspace(workspaceId, async (tx) => {
    const said = await saidAt(tx, platform, externalRef);
    if (said) return await takeBack(tx, said.id);
    const delivery = await deliveryAt(tx, platform, externalRef);
    if (delivery) await markRemoved(tx, delivery.id);
  });
}

/** The message, if there is one by that id; `forbidden` when it was written to somebody else. */
async function mayAnswer(
  tx: Transaction,
  id: string,
  personId: string,
): Promise<DeliveryRow | null> {
  if (!validate(id)) throw new CoachError("not-found", "That message is no longer here.");
  const delivery = await findDelivery(tx, id);
  if (delivery && delivery.personId !== null && delivery.personId !== personId) {
    throw new CoachError("forbidden", "That message was written to somebody else.");
  }
  return delivery;
}

/**
 * The form behind a button, for a platform that has to draw it when it is pressed.
 * @returns `null` when the button has none
 */
export async function formOf(
  effects: Pick<Effects, "database">,
  workspaceId: string,
  press: { personId: string; deliveryId: string; actionId: string; value: string },
): Promise<Form | null> {
  return await effects.database.inWorkspace(workspaceId, async (tx) => {
    const delivery = await mayAnswer(tx, press.deliveryId, press.personId);
    if (!delivery) throw new CoachError("not-found", "That message is no longer here.");
    return offered(delivery.message, press.actionId, press.value)?.form ?? null;
  });
}

/** What comes back from a platform is only taken as it was sent: the button and its value. */
function offered(message: Message, actionId: string, value: string): Action | undefined {
  return message.blocks
    .flatMap((block) => (block.type === "actions" ? block.actions : []))
    .find((action) => action.id === actionId && (action.value ?? "") === value);
}

function filledIn(form: Form, fields: Record<string, string> = {}): Record<string, string> {
  const problems = Object.values(fieldProblems(form, fields));
  if (problems.length > 0) throw new CoachError("bad-input", problems.join(" "));
  return asked(form, fields);
}
