import { practiceAgent } from "../../agents/practice.ts";
import { runAgent } from "../../agents/run.ts";
import {
  type Attempt,
  asksToStop,
  attemptsIn,
  isPractised,
  MOST_ATTEMPTS,
  type PracticeLine,
  readAttempt,
} from "../../coaching/practice.ts";
import type { PracticeScene } from "../../store/schema.ts";
import type { Effects } from "../effects.ts";
import { practisedWords } from "./scene.ts";

/** A role play between two lines. */
export interface Round {
  scene: PracticeScene;
  lines: readonly PracticeLine[];
  /** Which of the buyer's own lines was said last. */
  cue: number;
}

/** What follows a line of the rep's. */
export type Next =
  | { does: "stops"; attempts: (Attempt & { said: string })[] }
  | { does: "plays"; say: string; round: Round; mind: string }
  /** Nobody can play the buyer: the line is looked at instead. */
  | { does: "looks"; attempt: Attempt; note: string | null; round: Round; mind: string };

/** The first line is the buyer's own. */
export function openRound(scene: PracticeScene): Round {
  return { scene, lines: [{ by: "buyer", text: scene.cues[0]?.quote ?? "" }], cue: 0 };
}

/** Goes on with what the rep said. The model plays; where it cannot, the line alone is looked at. */
export async function nextIn(model: Effects["model"], round: Round, said: string): Promise<Next> {
  const { scene, cue } = round;
  const id = isPractised(scene.behaviour) ? scene.behaviour : "ask-before-answering";
  if (asksToStop(said)) return { does: "stops", attempts: attemptsIn(id, round.lines) };
  const heard = round.lines.findLast(({ by }) => by === "buyer")?.text ?? "";
  const lines: PracticeLine[] = [...round.lines, { by: "rep", text: said }];
  const attempts = attemptsIn(id, lines);
  if (attempts.length >= MOST_ATTEMPTS) return { does: "stops", attempts };
  const input = { scene, behaviour: practisedWords(scene), lines, cue };
  const { output, mind, note } = await runAgent(practiceAgent, input, model);
  if (mind === "local") {
    const attempt = readAttempt(id, heard, said);
    return { does: "looks", attempt, note, round: { ...round, lines }, mind };
  }
  const { say } = output;
  return {
    ...{ does: "plays", say, mind },
    round: { ...round, lines: [...lines, { by: "buyer", text: say }] },
  };
}

/** Another of the buyer's own lines, round and round. */
export function anotherLine({ scene, lines, cue }: Round): Round {
  const next = (cue + 1) % Math.max(1, scene.cues.length);
  return {
    ...{ scene, cue: next },
    lines: [...lines, { by: "buyer", text: scene.cues[next]?.quote ?? "" }],
  };
}

/** What was tried so far. */
export function triedIn({ scene, lines }: Round): (Attempt & { said: string })[] {
  return attemptsIn(isPractised(scene.behaviour) ? scene.behaviour : "ask-before-answering", lines);
}
