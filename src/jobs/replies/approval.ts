import { measuredPercents, OPENING_WORDS } from "../../agents/call-debrief.ts";
import {
  checkAsks,
  checkLength,
  checkNumbers,
  checkQuotes,
  checkTimes,
  checkVoice,
} from "../../agents/guards.ts";
import type { Call } from "../../calls/call.ts";
import type { Measures } from "../../calls/measures.ts";
import type { CallDebrief } from "../../coaching/call-debrief.ts";
import { keptTo } from "../../coaching/directives.ts";
import {
  APPROVAL_EDIT,
  alreadyAsked,
  alreadyRejected,
  approved,
  askForEdit,
  edited,
  editRefused,
  lessonKept,
  nobodyToAsk,
  notSentYet,
  readAgainSince,
  readFirst,
  rejected,
} from "../../messages/approval.ts";
import { openingMessage } from "../../messages/call-debrief.ts";
import type { Message } from "../../messages/message.ts";
import { type CallRow, findCall } from "../../store/calls.ts";
import type { Transaction } from "../../store/database.ts";
import { type DebriefRow, lockDebrief, moveDebrief } from "../../store/debriefs.ts";
import { type DeliveryRow, markAnswered, post } from "../../store/deliveries.ts";
import { keepDirective } from "../../store/directives.ts";
import { findPerson, type PersonRow } from "../../store/people.ts";
import type { SaidRow } from "../../store/said.ts";
import { sceneOfCall } from "../debrief-scene.ts";
import type { Effects } from "../effects.ts";
import type { Outcome } from "./outcome.ts";

/** A debrief on a manager's desk, with everything it takes to decide about it. */
interface Desk {
  tx: Transaction;
  said: SaidRow;
  root: DeliveryRow;
  effects: Effects;
  debrief: DebriefRow;
  call: CallRow;
  rep: PersonRow;
}

/** A manager approves, changes or refuses one of the first debriefs, once. */
export async function approvalReply(
  tx: Transaction,
  said: SaidRow,
  root: DeliveryRow,
  effects: Effects,
): Promise<Outcome> {
  if (root.personId !== said.personId) return {};
  const debrief = await lockDebrief(tx, root.subjectId);
  const call = debrief && (await findCall(tx, debrief.callId));
  if (!debrief || !call) return {};
  const rep = debrief.repId ? await findPerson(tx, debrief.repId) : null;
  if (!rep) return await answer(tx, said, root, nobodyToAsk());
  const desk = { tx, said, root, effects, debrief, call, rep };
  if (debrief.state !== "held") return await decidedBefore(desk);
  // Another revision may be about another rep: what stands here is nobody's any more.
  if (call.revision !== debrief.revision || call.repId !== rep.id) {
    return await answer(tx, said, root, readAgainSince());
  }
  return await decide(desk);
}

async function decide(desk: Desk): Promise<Outcome> {
  const { tx, said, root, debrief, rep } = desk;
  switch (said.actionId) {
    case "approve":
      return await ask(desk, debrief.output as CallDebrief, "approved", approved(rep.name));
    case "reject":
      await move(desk, "silent", "rejected");
      return await answer(tx, said, root, rejected());
    case APPROVAL_EDIT: {
      const written = said.fields?.question;
      if (!happened(debrief, "edit")) await move(desk, "held", "edit");
      // A message from before the form asks for the words in its thread.
      return written === undefined
        ? await answer(tx, said, root, askForEdit())
        : await edit(desk, written);
    }
    case null:
      return happened(debrief, "edit")
        ? await edit(desk, said.text)
        : await answer(tx, said, root, notSentYet(rep.name));
    default:
      return {};
  }
}

/** The manager's own question goes out if it holds to what holds for ours. */
async function edit(desk: Desk, written: string): Promise<Outcome> {
  const { tx, said, root, debrief, rep } = desk;
  const output = debrief.output as CallDebrief;
  const text = written.trim();
  if (text === output.question.text) return await ask(desk, output, "approved", approved(rep.name));
  const call = desk.call.transcript as Call;
  const measures = (desk.call.analysis as { measures?: Measures } | null)?.measures;
  const reasons = [
    ...checkAsks(text),
    ...checkQuotes(call, text),
    ...checkTimes(call, text),
    ...checkVoice(text),
    ...checkNumbers(measures ? measuredPercents(measures) : [], text),
    ...checkLength(text, OPENING_WORDS, "the question"),
  ];
  if (reasons.length > 0)
    return await answer(tx, said, root, editRefused(reasons, said.actionId ? text : ""));
  await learn(desk, text);
  const changed = { ...output, question: { ...output.question, text } };
  return await ask(desk, changed, "edited", edited(rep.name));
}

/** The rep gets the question, and reads who has read it before. */
async function ask(
  desk: Desk,
  output: CallDebrief,
  what: "approved" | "edited",
  told: Message,
): Promise<Outcome> {
  const { tx, said, root, effects, debrief, call, rep } = desk;
  await move(desk, "asked", what, output);
  const manager = await findPerson(tx, said.personId);
  const scene = {
    ...(await sceneOfCall(tx, call, effects.publicUrl, null)),
    audience: readFirst(manager?.name ?? "A manager", what === "edited"),
  };
  const deliveryId = await post(tx, {
    kind: "debrief",
    subjectId: debrief.id,
    recipient: `dm:${rep.id}`,
    personId: rep.id,
    message: openingMessage(output, scene),
  });
  const { deliveryIds = [] } = await answer(tx, said, root, told);
  return { deliveryIds: [deliveryId, ...deliveryIds] };
}

/** A second press changes nothing; a line after a refusal is its reason. */
async function decidedBefore(desk: Desk): Promise<Outcome> {
  const { tx, said, root, debrief, rep } = desk;
  const refused = happened(debrief, "rejected");
  if (refused && !said.actionId && said.text.trim()) {
    const reason = said.text.trim();
    const before = await learn(desk, reason);
    return await answer(tx, said, root, lessonKept(keptTo({ before, after: reason })));
  }
  // The buttons go on showing what was decided, not what was pressed last.
  const button = refused ? "reject" : happened(debrief, "edited") ? "edit" : "approve";
  await markAnswered(tx, root.id, button);
  return await answer(tx, said, root, refused ? alreadyRejected() : alreadyAsked(rep.name));
}

async function move(
  { tx, debrief, effects }: Desk,
  state: "held" | "silent" | "asked",
  what: string,
  output?: CallDebrief,
): Promise<void> {
  await moveDebrief(tx, debrief, state, { at: effects.now().toISOString(), what }, output);
}

async function learn({ tx, said, debrief }: Desk, after: string): Promise<string> {
  const before = (debrief.output as CallDebrief).question.text;
  const { id, personId } = said;
  await keepDirective(tx, { id, debriefId: debrief.id, personId, before, after });
  return before;
}

async function answer(
  tx: Transaction,
  said: SaidRow,
  root: DeliveryRow,
  message: Message,
): Promise<Outcome> {
  const deliveryId = await post(tx, {
    kind: "approval-answer",
    subjectId: said.id,
    recipient: root.recipient,
    personId: root.personId,
    threadId: root.id,
    message,
  });
  return { deliveryIds: [deliveryId] };
}

function happened(debrief: DebriefRow, what: string): boolean {
  return (debrief.history as { what: string }[]).some((event) => event.what === what);
}
