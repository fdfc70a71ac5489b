import type { Watched } from "../agents/watched.ts";
import { answeredPrivatelyMessage } from "../messages/answer.ts";
import {
  begin,
  type DeliveryRow,
  markSent,
  type Outgoing,
  post,
  written,
} from "../store/deliveries.ts";
import type { PersonRow } from "../store/people.ts";
import { lockSaid, markHeard, type SaidRow } from "../store/said.ts";
import { unclaim } from "../store/sending.ts";
import { answerQuestion } from "./answer-question.ts";
import { deliverMessage } from "./deliver-message.ts";
import { type DeliverableSaid, deliverableSaid } from "./deliverables/said.ts";
import type { Effects } from "./effects.ts";
import { practiceSaid } from "./practice/said.ts";
import { memoryAnswer } from "./remembering/answer.ts";
import { LEASE_MS } from "./sending.ts";
import type { Writing } from "./writing.ts";

/**
 * Answers words said outside a debrief's thread, once. The answer goes to the person alone: asked in a
 * channel, it is given in their own conversation, and the channel only hears that it was. What is about no
 * single person, as a digest is, may stand where it was asked for.
 */
export async function answerSaid(
  effects: Effects,
  workspaceId: string,
  said: SaidRow,
  person: PersonRow,
  about: string | null = null,
): Promise<void> {
  if (await practiceSaid(effects, workspaceId, said, person)) return;
  const text = said.actionId === "ask" ? (said.actionValue ?? "") : said.text;
  const remembered = await memoryAnswer(effects, workspaceId, said, person, text);
  const asked = remembered
    ? { kind: "memory", message: remembered, private: true }
    : await deliverableSaid(effects, workspaceId, person, text);
  if (asked) await handOver(effects, workspaceId, said, person, asked);
  else await answerInSight(effects, workspaceId, said, person, { text, about });
}

async function handOver(
  effects: Effects,
  workspaceId: string,
  said: SaidRow,
  person: PersonRow,
  asked: DeliverableSaid,
): Promise<void> {
  const direct = `dm:${person.id}`;
  const open = asked.private === false;
  const posted = await effects.database.inWorkspace(workspaceId, async (tx) => {
    // Another worker may have answered while the words were being found.
    const row = await lockSaid(tx, said.id);
    if (!row || row.answeredAt) return [];
    await markHeard(tx, said.id, effects.now());
    const inPlace = said.place === direct || open;
    return [
      await post(tx, {
        ...{ kind: asked.kind, subjectId: said.id, message: asked.message },
        recipient: open ? said.place : direct,
        personId: open && said.place !== direct ? null : person.id,
        threadId: inPlace ? said.threadId : null,
      }),
      inPlace ? null : await post(tx, answeredPrivately(said)),
    ];
  });
  for (const deliveryId of posted)
    if (deliveryId) await effects.enqueue(deliverMessage, { workspaceId, deliveryId });
}

/** A question: the person sees how far the answer is, then the answer in its place. */
async function answerInSight(
  effects: Effects,
  workspaceId: string,
  said: SaidRow,
  person: PersonRow,
  { text, about }: { text: string; about: string | null },
): Promise<void> {
  const { database } = effects;
  const direct = `dm:${person.id}`;
  const begun = await database.inWorkspace(workspaceId, (tx) =>
    begin(tx, {
      ...{ kind: "answer", subjectId: said.id, recipient: direct, personId: person.id },
      threadId: said.place === direct ? said.threadId : null,
    }),
  );
  if (!begun) return;
  const writing = effects.streaming(begun);
  const watched: Watched = { status: writing.status, say: writing.append };
  const { message } = await answerQuestion(effects, workspaceId, person, text, {
    ...{ watched, about },
  }).catch(async (error: unknown) => {
    // It is tried again from the start, on the same row.
    await writing.abandon();
    throw error;
  });
  const done = await database.inWorkspace(workspaceId, async (tx) => {
    const row = await lockSaid(tx, said.id);
    if (!row || row.answeredAt) return null;
    await markHeard(tx, said.id, effects.now());
    return {
      answer: await written(tx, begun.id, message, new Date(effects.now().getTime() + LEASE_MS)),
      told: said.place === direct ? null : await post(tx, answeredPrivately(said)),
    };
  });
  if (!done) return await writing.abandon();
  if (done.answer) await finish(effects, workspaceId, writing, done.answer);
  if (done.told) {
    await effects.enqueue(deliverMessage, { workspaceId, deliveryId: done.told });
  }
}

/** The message in the place of its draft; where that fails it goes the way of any other message. */
async function finish(
  effects: Effects,
  workspaceId: string,
  writing: Writing,
  answer: DeliveryRow,
): Promise<void> {
  const sent = await writing.finish(answer).catch(() => null);
  if (sent) {
    await effects.database.inWorkspace(workspaceId, (tx) =>
      markSent(tx, answer.id, { ...sent, at: effects.now() }),
    );
    return;
  }
  await effects.database.inWorkspace(workspaceId, (tx) => unclaim(tx, answer.id));
  await effects.enqueue(deliverMessage, { workspaceId, deliveryId: answer.id });
}

function answeredPrivately(said: SaidRow): Outgoing {
  return {
    ...{ kind: "answer", subjectId: said.id, message: answeredPrivatelyMessage() },
    ...{ recipient: said.place, personId: null, threadId: said.threadId },
  };
}
