import { createInterface } from "node:readline";
import { freeQuestion, nothingToShow } from "../agents/free-question.ts";
import type { Model } from "../agents/model.ts";
import { evidenceOfCall } from "../agents/questions/one-call.ts";
import type { Review } from "../agents/review-call.ts";
import { runAgent } from "../agents/run.ts";
import type { Call } from "../calls/call.ts";
import type { CallDebrief } from "../coaching/call-debrief.ts";
import {
  advance,
  type DialogueAction,
  type DialogueEvent,
  type DialogueState,
  spokenEvent,
} from "../coaching/dialogue.ts";
import { CoachError } from "../errors.ts";
import { answerMessage } from "../messages/answer.ts";
import { type DebriefScene, openingMessage } from "../messages/call-debrief.ts";
import { dialogueMessage } from "../messages/dialogue-reply.ts";
import type { Action, Message } from "../messages/message.ts";
import { plainText } from "../messages/plain-text.ts";
import { print } from "./output.ts";
import { watchOn } from "./terminal-watch.ts";

/** A debrief to be talked about in the terminal. */
export interface TalkAbout {
  call: Call;
  review: Review;
  debrief: CallDebrief;
  scene: DebriefScene;
  competitors: string[];
  model: Model;
}

/** Where lines come from and prompts go. */
export interface Terminal {
  input: NodeJS.ReadableStream & { isTTY?: boolean };
  /** For the prompt and what is drawn meanwhile; the talk itself goes to stdout. */
  screen: { isTTY?: boolean; columns?: number; write(text: string): unknown };
}

const HOW =
  "Answer in your own words, type a number to press a button, ask anything about this call, or leave with “quit”.";

/**
 * The whole conversation about one debrief, line by line, as in a chat: the same steps, the same words.
 * Nothing of it is kept. The end of the input lets the question go.
 */
export async function talk(about: TalkAbout, { input, screen }: Terminal): Promise<void> {
  let state: DialogueState = "asked";
  let turn = 0;
  let buttons = show(openingMessage(about.debrief, about.scene));
  if (screen.isTTY) screen.write(`\n${HOW}\n`);
  const lines = createInterface({ input });
  const prompt = () => screen.isTTY && screen.write("\n> ");
  prompt();
  for await (const line of lines) {
    const text = line.trim();
    if (/^(?:quit|exit|q|bye)$/i.test(text)) break;
    if (text !== "") {
      const pressed = buttons[Number(text) - 1];
      if (pressed?.id === "ask") await answer(about, pressed.value ?? "", screen);
      else {
        const event = pressed ? press(pressed) : spokenEvent(text);
        const next = advance(state, event);
        if (next.say === "question") await answer(about, text, screen);
        else {
          const { debrief, scene, call } = about;
          buttons = show(dialogueMessage(next.say, { debrief, scene, call, text, turn }));
        }
        state = next.state;
      }
      turn += 1;
    }
    prompt();
  }
  lines.close();
  if (state === "asked") print("\nNo answer, so I let it go. Nobody is reminded.");
}

const press = ({ id }: Action): DialogueEvent => ({
  type: "pressed",
  action: id as DialogueAction,
});

/** Prints a message with its buttons numbered; returns them. */
function show(message: Message): Action[] {
  const actions = message.blocks.flatMap((block) =>
    block.type === "actions" ? block.actions : [],
  );
  const rest = message.blocks.filter(({ type }) => type !== "actions");
  print(`\n${plainText({ ...message, blocks: rest })}`);
  if (actions.length > 0) {
    print(`\n${actions.map(({ label }, at) => `${at + 1} [${label}]`).join("  ")}`);
  }
  return actions;
}

async function answer(
  { call, review, competitors, model }: TalkAbout,
  question: string,
  screen: Terminal["screen"],
): Promise<void> {
  const watched = watchOn(screen);
  const now = new Date();
  const evidence = evidenceOfCall(question, call, review, { now, zone: "UTC", competitors });
  const { output, note } = await runAgent(freeQuestion, evidence, model, watched).catch(
    (error: unknown) => {
      if (!(error instanceof CoachError) || error.code !== "unavailable") throw error;
      return { output: nothingToShow(evidence), note: null };
    },
  );
  watched.clear();
  show(answerMessage(output, { linkTo: ({ turn }) => `#turn-${turn}`, note }));
}
