import { practiceAsked } from "../../coaching/practice.ts";
import { CoachError } from "../../errors.ts";
import { answeredPrivatelyMessage } from "../../messages/answer.ts";
import type { Message } from "../../messages/message.ts";
import {
  anotherLineMessage,
  drillLookMessage,
  PRACTICE_ANOTHER,
  PRACTICE_STOP,
  plain,
  playedMessage,
  practiceEndMessage,
  practiceMessage,
  practiceOverMessage,
} from "../../messages/practice.ts";
import type { Transaction } from "../../store/database.ts";
import { type DeliveryRow, findDelivery, post } from "../../store/deliveries.ts";
import type { PersonRow } from "../../store/people.ts";
import {
  addPractice,
  endPractice,
  findPractice,
  movePractice,
  type PracticeRow,
} from "../../store/practices.ts";
import { lockSaid, markHeard, type SaidRow } from "../../store/said.ts";
import { deliverMessage } from "../deliver-message.ts";
import type { Effects } from "../effects.ts";
import { anotherLine, type Next, nextIn, openRound, type Round, triedIn } from "./round.ts";
import { practiceScene, practisedWords } from "./scene.ts";

/** The kind of the message that opens a role play: its thread is the stage. */
export const PRACTICE = "practice";

/**
 * Begins a role play when one is asked for, or goes on with the one in whose thread something was said.
 * @returns false when what was said is about something else
 */
export async function practiceSaid(
  effects: Effects,
  workspaceId: string,
  said: SaidRow,
  person: PersonRow,
): Promise<boolean> {
  const { database } = effects;
  const { root, practice } = await database.inWorkspace(workspaceId, async (tx) => {
    const named = said.threadId ? await findDelivery(tx, said.threadId) : null;
    const root = named?.threadId ? await findDelivery(tx, named.threadId) : named;
    return {
      root,
      practice: root?.kind === PRACTICE ? await findPractice(tx, root.subjectId) : null,
    };
  });
  if (root?.kind === PRACTICE) {
    await goOn(effects, workspaceId, said, root, practice);
    return true;
  }
  const about = said.actionId ? null : practiceAsked(said.text);
  if (about === null) return false;
  await open(effects, workspaceId, said, person, about);
  return true;
}

async function open(
  effects: Effects,
  workspaceId: string,
  said: SaidRow,
  person: PersonRow,
  about: string,
): Promise<void> {
  const direct = `dm:${person.id}`;
  const plays = (effects.model.for?.(workspaceId) ?? effects.model).name !== "local";
  await once(effects, workspaceId, said, async (tx) => {
    const scene = await practiceScene(tx, person, about, effects.now()).catch((error: unknown) => {
      if (!(error instanceof CoachError)) throw error;
      return { nothing: error.message };
    });
    const begins = "cues" in scene && scene.cues[0];
    const message = begins
      ? practiceMessage(
          { ...scene, behaviour: practisedWords(scene), cue: begins, plays },
          quoteScene(effects),
        )
      : plain("nothing" in scene ? scene.nothing : "");
    if (begins)
      await addPractice(tx, {
        ...{ id: said.id, personId: person.id, scene, mind: plays ? "model" : "local" },
        lines: [...openRound(scene).lines],
      });
    const inPlace = said.place === direct;
    return [
      await post(tx, {
        ...{ kind: begins ? PRACTICE : "answer", subjectId: said.id, message },
        ...{ recipient: direct, personId: person.id },
        // A stage of its own, wherever it was asked for.
        threadId: begins || !inPlace ? null : said.threadId,
      }),
      inPlace
        ? null
        : await post(tx, {
            ...{ kind: "answer", subjectId: said.id, message: answeredPrivatelyMessage() },
            ...{ recipient: said.place, personId: null, threadId: said.threadId },
          }),
    ];
  });
}

async function goOn(
  effects: Effects,
  workspaceId: string,
  said: SaidRow,
  root: DeliveryRow,
  practice: PracticeRow | null,
): Promise<void> {
  const mine = practice?.personId === said.personId;
  const answer = practice && mine ? await answerTo(effects, workspaceId, said, practice) : null;
  await once(effects, workspaceId, said, async (tx) => {
    if (!practice || !answer) return [];
    const now = await findPractice(tx, practice.id);
    // Two lines at once: the second is answered again, on top of the first.
    if (now?.lines.length !== practice.lines.length) throw new Error("The practice has moved on.");
    if (answer.round) await movePractice(tx, practice.id, { ...answer.round, mind: answer.mind });
    else if (!practice.endedAt) await endPractice(tx, practice.id, effects.now());
    return [
      await post(tx, {
        ...{ kind: "practice-turn", subjectId: said.id, message: answer.message },
        ...{ recipient: root.recipient, personId: root.personId, threadId: root.id },
      }),
    ];
  });
}

interface Answer {
  message: Message;
  mind: string;
  /** How it goes on; `null` when it is over. */
  round: { lines: PracticeRow["lines"]; cue: number } | null;
}

async function answerTo(
  effects: Effects,
  workspaceId: string,
  said: SaidRow,
  practice: PracticeRow,
): Promise<Answer> {
  const { mind } = practice;
  if (practice.endedAt) return { message: practiceOverMessage(), mind, round: null };
  const round: Round = practice;
  const behaviour = practisedWords(practice.scene);
  if (said.actionId === PRACTICE_STOP)
    return { message: practiceEndMessage(behaviour, triedIn(round)), mind, round: null };
  if (said.actionId === PRACTICE_ANOTHER) {
    const next = anotherLine(round);
    const cue = next.scene.cues[next.cue];
    if (cue)
      return { message: anotherLineMessage(cue, quoteScene(effects)), mind, round: kept(next) };
  }
  const model = effects.model.for?.(workspaceId) ?? effects.model;
  const next = await nextIn(model, round, said.text.trim());
  return { ...shown(next, practice), mind: "mind" in next ? next.mind : mind };
}

function shown(next: Next, { scene }: PracticeRow): Pick<Answer, "message" | "round"> {
  switch (next.does) {
    case "stops":
      return { message: practiceEndMessage(practisedWords(scene), next.attempts), round: null };
    case "plays":
      return { message: playedMessage(scene.buyer, next.say), round: kept(next.round) };
    case "looks": {
      const more = scene.cues.length > 1;
      return {
        message: drillLookMessage(next.attempt, { more, note: next.note }),
        round: kept(next.round),
      };
    }
  }
}

const kept = ({ lines, cue }: Round) => ({ lines: [...lines], cue });

const quoteScene = ({ publicUrl }: Pick<Effects, "publicUrl">) => ({
  linkTo: ({ callId, turn }: { callId: string; turn: number }) =>
    `${publicUrl}/calls/${callId}#turn-${turn}`,
  note: null,
});

/** What was said is answered by one worker alone. */
async function once(
  effects: Effects,
  workspaceId: string,
  said: SaidRow,
  run: (tx: Transaction) => Promise<(string | null)[]>,
): Promise<void> {
  const posted = await effects.database.inWorkspace(workspaceId, async (tx) => {
    const row = await lockSaid(tx, said.id);
    if (!row || row.answeredAt) return [];
    await markHeard(tx, said.id, effects.now());
    return await run(tx);
  });
  for (const deliveryId of posted)
    if (deliveryId) await effects.enqueue(deliverMessage, { workspaceId, deliveryId });
}
